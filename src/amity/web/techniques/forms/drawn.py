"""A worksheet as its form draws it: each question with its answer and rows, and why it does not fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from amity.core import library, worksheets
from amity.core.definitions.feelings import Feelings
from amity.core.definitions.technique_editors import EDITORS
from amity.core.definitions.technique_parts import (
    HIGHEST,
    LOWEST,
    Asked,
    Choice,
    Felt,
    Option,
    Rows,
    YesPartNo,
)

POINTS = tuple(range(LOWEST, HIGHEST + 1))
SHORT = 36  # characters of an option that stands in a line with others


@dataclass(frozen=True, slots=True)
class DrawnFelt:
    """The vocabulary beside a question about feelings.

    chosen: word and strength, in the order in which they are kept, own words among them. own: what was typed
    and did not fit.
    """

    vocabulary: Feelings
    chosen: Sequence[tuple[str, Any]]
    own: Sequence[tuple[str, Any]] = ()

    @property
    def words(self) -> frozenset[str]:
        """Those that are chosen."""
        return frozenset(word for word, _ in self.chosen)


@dataclass(frozen=True, slots=True)
class DrawnField:
    """One question.

    name: of its control, the place of its answer. value: as it is kept, or as it was typed where it does not
    fit. wrong: why it does not. is_asked: whether its rule holds. is_fixed: shown, and not this reader's to
    answer. people: name by id of those to choose from.
    """

    name: str
    asked: Asked
    value: Any = None
    wrong: str = ""
    is_asked: bool = True
    is_fixed: bool = False
    rows: "tuple[DrawnRow, ...]" = ()
    blank: "DrawnRow | None" = None  # what a script copies for one more row
    felt: DrawnFelt | None = None
    people: Mapping[str, str] = field(default_factory=dict)
    says: tuple[str, ...] = ()  # the answer in words, for what is fixed

    @property
    def template(self) -> str:
        """The template that draws it: by its type."""
        return f"techniques/fields/_{self.asked.type}.html"

    @property
    def drawn_by(self) -> str:
        """The template that draws it for this reader: as its type, or to be read where it is not theirs."""
        return "techniques/fields/_fixed.html" if self.is_fixed else self.template

    @property
    def id(self) -> str:
        """The id of its control on the page."""
        return f"f_{self.name.replace('.', '_')}"

    @property
    def is_drawn(self) -> bool:
        """Whether it is seen at once: its rule holds, or there is something in it."""
        return self.is_asked or self.value not in (None, "", []) or bool(self.wrong)

    @property
    def looks_at(self) -> str:
        """The name of the control that its rule looks at."""
        beside = self.name.rpartition(".")[0]
        return f"{beside}.{self.asked.when.field}".lstrip(".") if self.asked.when else ""

    @property
    def is_in_row(self) -> bool:
        """Whether it stands in a row of a list."""
        return "." in self.name

    @property
    def is_full(self) -> bool:
        """Whether a list has no room for one more row."""
        return isinstance(self.asked, Rows) and len(self.rows) >= self.asked.most

    @property
    def is_short(self) -> bool:
        """Whether its options stand in one line, or need a row each."""
        return all(len(says) <= SHORT for _, says, _ in self.options)

    @property
    def says_now(self) -> str:
        """The words of the option that is chosen."""
        return ", ".join(says for _, says, is_chosen in self.options if is_chosen)

    @property
    def look(self) -> str:
        """Of two views of one thing, "start" or "end": they stand beside each other."""
        return look_of(self.asked.id)

    @property
    def halves(self) -> "list[tuple[Option, list[Quarter]]]":
        """Of a balance: its rows by side, and within a side by weight."""
        assert isinstance(self.asked, Rows)
        sides, weights = (options_of(self.asked, id) for id in ("side", "weighs"))
        return [(side, [self._quarter(side, weighs) for weighs in weights]) for side in sides]

    def _quarter(self, side: Option, weighs: Option) -> "Quarter":
        here = (side.id, weighs.id)
        return Quarter(weighs, tuple(it for it in self.rows if it.stands_at == here))

    @property
    def unsorted(self) -> "tuple[DrawnRow, ...]":
        """Of a balance: rows that have no side or no weight yet."""
        return tuple(it for it in self.rows if None in it.stands_at)

    @property
    def vocabularies(self) -> list[Feelings]:
        """Of a list: the words for feelings that its rows ask for."""
        inner = self.asked.fields if isinstance(self.asked, Rows) else ()
        named = dict.fromkeys(it.vocabulary for it in inner if isinstance(it, Felt))
        return [library.feelings(id) for id in named]

    @property
    def points(self) -> tuple[int, ...]:
        """0 to 10, for a scale."""
        return POINTS

    @property
    def options(self) -> list[tuple[str, str, bool]]:
        """Id, words and whether it is chosen: of a choice, of several, of people."""
        chosen = self.value if isinstance(self.value, list) else [self.value]
        if isinstance(self.asked, Choice):
            return [(it.id, it.says, it.id in chosen) for it in self.asked.options]
        if isinstance(self.asked, YesPartNo):
            return [(id, says, id in chosen) for id, says in worksheets.THIRDS.items()]
        return [(id, name, id in chosen) for id, name in self.people.items()]


@dataclass(frozen=True, slots=True)
class Quarter:
    """One of the four places of a balance: good or hard, of before or of now."""

    weighs: Option
    rows: "tuple[DrawnRow, ...]"


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """One row of a list of the type `of`. title: "Do nothing for now", of one always there; else ""."""

    id: str
    number: int
    title: str
    fields: tuple[DrawnField, ...]
    is_new: bool = False
    of: str = "records"

    @property
    def template(self) -> str:
        """The template that draws what is in it: by the type of its list."""
        return f"techniques/fields/_row_{self.of}.html"

    @property
    def by_id(self) -> dict[str, DrawnField]:
        """Its questions, for an editor that knows them by their ids."""
        return {it.asked.id: it for it in self.fields}

    @property
    def stands_at(self) -> tuple[Any, Any]:
        """Of an entry of a balance: its side and its weight."""
        return self.by_id["side"].value or None, self.by_id["weighs"].value or None

    @property
    def is_open(self) -> bool:
        """Whether something in it has to be looked at: what is folded is unfolded."""
        return any(it.wrong for it in self.fields)

    @property
    def is_gap(self) -> bool:
        """Of a line of a conversation: whether what was meant and what arrived are both there, and differ."""
        meant, received = (str(self.by_id[id].value or "") for id in ("meant", "received"))
        return bool(meant and received) and meant.split() != received.split()

    @property
    def others(self) -> tuple[DrawnField, ...]:
        """Those that its editor does not know."""
        return tuple(it for it in self.fields if it.asked.id not in EDITORS[self.of])


def look_of(id: str) -> str:
    """Whether a question belongs to the first or the last of two looks at one thing: by the end of its id.

    >>> look_of("view_start"), look_of("start")
    ('start', '')
    """
    name, _, look = id.rpartition("_")
    return look if name and look in ("start", "end") else ""


def options_of(asked: Rows, id: str) -> tuple[Option, ...]:
    """The answers that an editor's question offers."""
    inner = asked.field(id)
    return inner.options if isinstance(inner, Choice) else ()
