"""What a form comes to, in words: the rule of its total, and why there is none."""

from amity.core.definitions.instrument import Instrument
from amity.web.measures.queries.responses import Given

REASONS = {
    "too_many_missing": "too many questions were left out",
    "not_applicable": "an answer says that it does not apply",
    "no_answers": "nothing was answered",
    "no_total": "these questions are not added up",
}


def reason_of(given: Given) -> str:
    """Why there is no total, or nothing."""
    reason = given.scores.total.reason
    return f"No total: {REASONS[reason]}, {given.answered_of} answered." if reason else ""


def rule_of(instrument: Instrument) -> str:
    """How the total is made, in sentences."""
    rule, missing = instrument.scoring, instrument.scoring.missing
    parts = f"{len(rule.subscales)} parts, each with a score of its own"
    if rule.method == "none":
        return f"There is no total: the questions are read in {parts}."
    times = f", times {rule.times}" if rule.times > 1 else ""
    scale = f"{instrument.range.lowest} to {instrument.range.highest}"
    said = [f"The {rule.method} of {len(instrument.scored_items)} questions{times}, {scale}."]
    if rule.skips:
        said.append("Questions that the form itself lets one pass over count as it says.")
    if missing.rule == "none":
        said.append("With one left out there is no total.")
    else:
        left_out = f"Up to {missing.max_missing} may be left out"
        said.append(f"{left_out}: the mean of the others stands in for them.")
    if missing.each_subscale:
        said.append(f"There is one only where all of its {parts}, have one.")
    return " ".join(said)
