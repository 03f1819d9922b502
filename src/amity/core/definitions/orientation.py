"""A short orientation for somebody who asks whether this treatment is for them: statements, three answers."""

from collections.abc import Collection
from typing import Annotated, Final, Literal

from pydantic import Field

from amity.core.definitions.common import Id, Many, Shape, Source, Text, Version, Work

Answer = Literal["seek_help_now", "professional_first", "may_fit"]
STRONGEST_FIRST: Final[tuple[Answer, ...]] = ("seek_help_now", "professional_first", "may_fit")


class Statement(Shape):
    """One plain sentence that somebody may mark as true, and the answer it points to."""

    id: Id
    says: Text
    points_to: Answer
    source: Source


class AnswerText(Shape):
    """What is said to somebody."""

    title: Text
    says: Annotated[Many[Text], Field(min_length=1)]


class Orientation(Shape):
    """One version of an orientation. It has no score and names no illness.

    is_not: what it is not, said before the first statement. nothing: what is said when nothing was marked.
    """

    id: Id
    version: Version
    title: Text
    lead: Text
    is_not: Annotated[Many[Text], Field(min_length=1)]
    statements: Annotated[Many[Statement], Field(min_length=1)]
    answers: dict[Answer, AnswerText]
    nothing: AnswerText
    sources: Annotated[dict[Text, Work], Field(min_length=1)]

    def answer_to(self, marked: Collection[str]) -> Answer | None:
        """The strongest answer that a marked statement points to; None where nothing was marked.

        marked: ids of statements. Their number and their order make no difference.
        Raises ValueError for an id that is no statement's.
        """
        unknown = set(marked) - {it.id for it in self.statements}
        if unknown:
            raise ValueError(f"no statement of {self.id}: {', '.join(sorted(unknown))}")
        pointed_to = {it.points_to for it in self.statements if it.id in marked}
        return next((answer for answer in STRONGEST_FIRST if answer in pointed_to), None)
