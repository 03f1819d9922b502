"""A worked example of an orientation: what somebody marked, and what they are told."""

from typing import Annotated

from pydantic import Field

from amity.core.definitions.common import Id, Many, Shape, Text, Version
from amity.core.definitions.orientation import Answer


class OrientationCase(Shape):
    """One example; `expect` left out means that nothing follows. versions: those it holds for; else all."""

    name: Text
    marked: Many[Id]
    expect: Answer | None = None
    versions: Many[Version] = ()


class OrientationCases(Shape):
    """The worked examples of one orientation."""

    id: Id
    cases: Annotated[Many[OrientationCase], Field(min_length=1)]
