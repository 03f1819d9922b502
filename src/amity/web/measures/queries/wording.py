"""One form in words: every line as asked and as answered, the rule of its total, why there is none."""

from dataclasses import dataclass

from amity.core.definitions.instrument import Instrument, Item
from amity.web.measures.models import Answer
from amity.web.measures.queries.instruments import label_of
from amity.web.measures.queries.responses import Given

REASONS = {
    "too_many_missing": "too many questions were left out",
    "not_applicable": "an answer says that it does not apply",
    "no_answers": "nothing was answered",
}


@dataclass(frozen=True)
class Line:
    """A question as asked, and what was said."""

    item: Item
    value: int | None
    said: str
    answer: Answer | None
    changed: bool


def lines_of(given: Given) -> list[Line]:
    """Every item in printed order, the unscored ones too."""
    rows: dict[str, list[Answer]] = {}
    for answer in given.response.answers.order_by("sequence"):
        rows.setdefault(answer.item, []).append(answer)
    return [_line(item, given.answers.get(item.id), rows.get(item.id, [])) for item in given.instrument.items]


def reason_of(given: Given) -> str:
    """Why there is no total, or nothing."""
    reason = given.scores.total.reason
    return f"No total: {REASONS[reason]}, {given.answered_of} answered." if reason else ""


def rule_of(instrument: Instrument) -> str:
    """How the total is made, in a sentence."""
    missing = instrument.scoring.missing
    scale = f"{instrument.range.lowest} to {instrument.range.highest}"
    head = f"The sum of {len(instrument.scored_items)} questions, {scale}."
    if missing.rule == "none":
        return f"{head} With one left out there is no total."
    return f"{head} Up to {missing.max_missing} may be left out: the mean of the others stands in for them."


def _line(item: Item, value: int | None, answers: list[Answer]) -> Line:
    values = {answer.value for answer in answers}
    return Line(item, value, label_of(item, value), answers[-1] if answers else None, len(values) > 1)
