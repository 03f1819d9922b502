"""What somebody sends as a questionnaire → what it would be here, and how it would be scored."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from amity.core import importing, safety, scoring
from amity.core.definitions.instrument import Instrument, Item
from amity.core.importing import Built, Draft, Said, SaidCutoff, fhir_r4
from amity.web.measures import queries

ALONE = "alone"
UNSAID = "not said yet"


@dataclass(frozen=True)
class Sent:
    """What was sent. draft: None for a content file of ours. of: the id of a scoring, or `ALONE`."""

    text: str
    of: str
    draft: Draft | None

    @property
    def source(self) -> str:
        return "fhir_r4" if self.draft else "yaml"

    @property
    def says_its_scoring(self) -> bool:
        """Whether nothing about scores is to be asked."""
        return self.draft is None or self.of != ALONE

    @property
    def questions(self) -> list[tuple[str, str]]:
        """linkId and words of every question, to say which of them ask about suicide."""
        return [(item.link_id, item.text) for item in self.draft.items] if self.draft else []


def read(text: str, of: str) -> Sent:
    """Raises ContentError."""
    is_json = text.lstrip("\ufeff \t\r\n").startswith(("{", "["))
    return Sent(text, of, fhir_r4.read(text) if is_json else None)


def build(sent: Sent, said: dict[str, Any], *, id: str = "", version: int = 1) -> Built:
    """The questionnaire as it would be kept. said: what the form says; what it lacks is "not said yet".

    Raises ContentError.
    """
    given = _said(said, id or f"{importing.PREFIX}preview", version)
    if sent.draft is None:
        return importing.from_yaml(sent.text, given)
    if sent.of == ALONE:
        return importing.alone(sent.draft, given)
    return importing.laid_on(sent.draft, queries.newest(sent.of), given)


def _said(said: dict[str, Any], id: str, version: int) -> Said:
    cutoff = None
    if said.get("cutoff") is not None and said.get("cutoff_label") and said.get("cutoff_source"):
        cutoff = SaidCutoff(said["cutoff"], said["cutoff_label"], said["cutoff_source"])
    return Said(
        id=id,
        version=version,
        title=said.get("title") or UNSAID,
        short=said.get("short") or UNSAID,
        language=said.get("language") or "en",
        measures=said.get("measures") or UNSAID,
        recall_days=said.get("recall_days") or 0,
        higher_is=said.get("higher_is") or "worse",
        holder=said.get("holder") or UNSAID,
        evidence=said.get("evidence") or UNSAID,
        checked_on=said.get("checked_on") or date(2026, 1, 1),
        safety=frozenset(said.get("safety") or ()),
        cutoff=cutoff,
        may_be_kept_back=bool(said.get("may_be_kept_back")),
        pole=said["pole"] if said.get("pole") in ("low", "high") else None,
    )


def id_of(sent: Sent, brought: Instrument) -> str:
    """The id it would have: that of the scoring it is laid on, or a word made of its short name.

    Another language is another questionnaire: its code stands behind.
    """
    name = sent.of if sent.draft and sent.of != ALONE else brought.short
    if brought.language != "en":
        name += f" {brought.language}"
    words = re.findall("[a-z0-9]+", name.lower())
    return (importing.PREFIX + ("_".join(words) or "questionnaire"))[:50].rstrip("_")


@dataclass(frozen=True)
class Worked:
    """One form filled in as an example, line by line, and what comes of it."""

    lines: list[tuple[Item, str, int]]
    total: str
    reason: str
    band: str
    called: list[str]


def worked(instrument: Instrument) -> Worked:
    """Question after question with its first, second, third answer and so on, in turn; and its total."""
    chosen = {item.id: item.options[n % len(item.options)] for n, item in enumerate(instrument.items)}
    answers = {id: option.value for id, option in chosen.items()}
    scores = scoring.score(instrument, answers)
    flags = safety.flags(instrument, answers, finished=True)
    return Worked(
        lines=[(item, chosen[item.id].label or "", chosen[item.id].value) for item in instrument.items],
        total="" if scores.total.value is None else queries.as_text(scores.total.value),
        reason=scores.total.reason or "",
        band=scores.band.label if scores.band else "",
        called=[f"question {instrument.item(flag.item).number}" for flag in flags],
    )


def calls(instrument: Instrument) -> list[str]:
    """For each question that somebody is called for: which, and from which answer on."""
    found = []
    for alert in instrument.alerts:
        item = instrument.item(alert.item)
        if alert.kind == "positive" and alert.at_least is not None:
            labels = [option.label for option in item.options if option.value >= alert.at_least]
            said = ", ".join(f"“{label}”" for label in labels)
            found.append(f"Question {item.number}: {said} ({alert.level})")
        else:
            found.append(f"Question {item.number}, when it is left out ({alert.level})")
    return found
