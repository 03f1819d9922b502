"""One form as it was answered: every option as printed, the chosen one crossed, one chosen earlier kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from amity.core.definitions.instrument import Item
from amity.web.base.templatetags.amity import moment
from amity.web.measures.models import Answer, Response
from amity.web.measures.queries.responses import Given, HistoryLine
from amity.web.measures.queries.typing_in import how_it_came

LANGUAGES: Final = {"en": "English", "nl": "Dutch", "de": "German"}


@dataclass(frozen=True)
class PrintedOption:
    """One box. earlier: when it was chosen before something else was, "" where it never was."""

    label: str
    value: int
    chosen: bool
    earlier: datetime | None


@dataclass(frozen=True)
class PrintedItem:
    """A question with its boxes. taken_back: an answer was given and taken back; nothing stands now."""

    item: Item
    options: Sequence[PrintedOption]
    value: int | None
    taken_back: bool
    changed: bool

    @property
    def is_row(self) -> bool:
        """Many short options stand side by side."""
        return len(self.options) > 6


def sheet_of(given: Given, history: Sequence[HistoryLine]) -> list[PrintedItem]:
    """Every item in printed order, the unscored ones too.

    history: from `history_of`, so that the answers are asked for once.
    """
    rows: dict[str, list[Answer]] = {}
    for line in history:
        rows.setdefault(line.answer.item, []).append(line.answer)
    return [_printed(item, rows.get(item.id, [])) for item in given.instrument.items]


def _printed(item: Item, answers: Sequence[Answer]) -> PrintedItem:
    value = answers[-1].value if answers else None
    before = {it.value: it.written_at for it in answers[:-1] if it.value is not None and it.value != value}
    options = [
        PrintedOption(
            option.label or str(option.value), option.value, option.value == value, before.get(option.value)
        )
        for option in item.options
    ]
    return PrintedItem(
        item, options, value, bool(answers) and value is None, len({it.value for it in answers}) > 1
    )


def came_of(response: Response) -> str:
    """By whom, when it was given, written and received: "Answered by the client. Given 3 May 10:00, …"."""
    if how := how_it_came(response):
        return f"{how}."
    parts = [f"given {moment(response.given_at)}"]
    if response.first_answer_at and response.last_answer_at:
        first, last = moment(response.first_answer_at), moment(response.last_answer_at)
        parts.append(f"answered {first}" if first == last else f"answered from {first} to {last}")
    if response.submitted_at:
        parts.append(f"received {moment(response.submitted_at)}")
    return (
        f"Answered by the client: {', '.join(parts)}."
        if response.first_answer_at
        else f"{parts[0].capitalize()}."
    )


def language_of(response: Response) -> str:
    """ "English", "Dutch"; the code itself where nobody named it here."""
    return LANGUAGES.get(response.language.partition("-")[0], response.language)
