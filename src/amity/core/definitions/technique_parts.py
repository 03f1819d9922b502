"""The parts of a technique: what its worksheet asks, when it asks it, and what goes on into the next one."""

from collections.abc import Iterator
from typing import Annotated, Final, Literal, get_args

from pydantic import Field as Bounded

from amity.core.definitions.common import Id, Many, Shape, Text

LOWEST, HIGHEST = 0, 10  # the ends of every scale; Amity handbook section 4
Reader = Literal["client", "clinician"]
Rule = Literal["answered", "is_yes", "is_not_no", "is_no", "chosen"]
Safety = Literal["none", "no_confrontation_when_unsafe"]
Visibility = Literal["private", "shared", "on_request"]
RowsType = Literal["records", "transcript", "options", "matrix", "takes", "balance"]


class Condition(Shape):
    """A named rule, and the question it looks at. options: for `chosen`, any of these."""

    rule: Rule
    field: Id
    options: Many[Id] = ()


class Asked(Shape):
    """What every question has.

    type: how it is answered, one of those below. asks: the question. help: a line under it.
    prompts: beginnings that can be hidden.
    by: who fills it in. private: for clinicians alone; a client never learns that it exists.
    when: the rule by which it is asked; always, where there is none.
    said_to: the question on an earlier step that this one answers; worded otherwise, it is asked again.
    """

    id: Id
    type: str
    asks: Text
    help: Text | None = None
    prompts: Many[Text] = ()
    by: Literal["client", "clinician", "either"] = "either"
    private: bool = False
    when: Condition | None = None
    said_to: Id | None = None

    def is_for(self, reader: Reader) -> bool:
        """Whether this reader may see the question and what was answered."""
        return reader == "clinician" or not self.private

    def may_be_filled_by(self, reader: Reader) -> bool:
        """Whether this reader may answer it. A clinician may write down what a client says aloud."""
        return reader == "clinician" or self.by != "clinician"


class Option(Shape):
    """One of the answers to choose from."""

    id: Id
    says: Text


class Words(Asked):
    """A line, a longer text, or a letter on a quiet page."""

    type: Literal["text", "long", "letter"]


class Scale(Asked):
    """A whole number from 0 to 10, with words at its two ends."""

    type: Literal["scale"]
    low: Text
    high: Text


class Choice(Asked):
    """One of the options, or several."""

    type: Literal["choice", "several"]
    options: Annotated[Many[Option], Bounded(min_length=2)]

    def says(self, id: str) -> str:
        """The words of one option. Raises KeyError if there is none."""
        return {option.id: option.says for option in self.options}[id]


class YesPartNo(Asked):
    """Yes, partly or no."""

    type: Literal["yes_part_no"]


class Time(Asked):
    """A day of the calendar, or a date as exactly as it is known."""

    type: Literal["day", "when"]


class Who(Asked):
    """One person of the client's life, or several, by the opaque ids of the inventory."""

    type: Literal["person", "people"]


class Felt(Asked):
    """Feelings, each with a strength or none. vocabulary: words to choose from; own words are welcome."""

    type: Literal["feelings"]
    vocabulary: Id


Simple = Annotated[
    Words | Scale | Choice | YesPartNo | Time | Who | Felt,
    Bounded(discriminator="type"),
]


class Always(Shape):
    """A row that every worksheet has, as "do nothing" among the options. says: its name."""

    id: Id
    says: Text


class Rows(Asked):
    """A list of rows of the same questions, each row with an id of its own.

    least: how many stand open on a new form; fewer are never refused. most: how many are kept.
    """

    type: RowsType
    row: Text
    fields: Annotated[Many[Simple], Bounded(min_length=1)]
    least: Annotated[int, Bounded(ge=0, le=20)] = 1
    most: Annotated[int, Bounded(ge=1, le=200)]
    always: Many[Always] = ()

    def field(self, id: str) -> Simple:
        """The question of a row with this id. Raises KeyError if there is none."""
        return {field.id: field for field in self.fields}[id]

    def name_of(self, id: str) -> str | None:
        """The name of a row that is always there."""
        return next((row.says for row in self.always if row.id == id), None)


Field = Annotated[
    Words | Scale | Choice | YesPartNo | Time | Who | Felt | Rows,
    Bounded(discriminator="type"),
]
ROWS_TYPES: Final[tuple[str, ...]] = get_args(RowsType)
RULES: Final[tuple[Rule, ...]] = get_args(Rule)


class Step(Shape):
    """A part of the worksheet that fits one look. says: what it is about, in the client's words."""

    id: Id
    title: Text
    says: Text | None = None
    fields: Annotated[Many[Id], Bounded(min_length=1)]


class Carry(Shape):
    """What goes on into another worksheet, or into a practice, so that nobody writes it twice.

    from_, into: `field`, or `rows.field` for each row. otherwise: what is taken where `from_` is empty.
    """

    to: Id
    from_: Annotated[Text, Bounded(alias="from")]
    otherwise: Text | None = None
    into: Text


class Receive(Shape):
    """What comes in from a record that is no worksheet."""

    of: Literal["practice"]
    from_: Annotated[Text, Bounded(alias="from")]
    into: Text


class Print(Shape):
    """How it is printed. blank: also empty, to be filled in by hand and typed in later."""

    blank: bool = True


PRACTICE: Final[dict[str, str]] = {
    "text": "long",
    "if_then": "long",
    "person": "person",
    "day": "day",
    "result": "yes_part_no",
    "result_said": "long",
}  # the fields of a practice (a table of the course) by the type that fits each; "part" is "partly"


def taps(field: Field) -> int:
    """How often somebody touches a phone to answer it, one word or one choice each; typing is not counted."""
    return 0 if isinstance(field, Words) else 1


def asked_in(fields: "tuple[Field, ...]") -> Iterator[tuple[str, Asked]]:
    """Every question with its path, those of rows behind their list: `lines`, then `lines.said`."""
    for field in fields:
        yield field.id, field
        if isinstance(field, Rows):
            for inner in field.fields:
                yield f"{field.id}.{inner.id}", inner
