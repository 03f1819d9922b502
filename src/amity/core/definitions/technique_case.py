"""A worked example of a technique: what somebody filled in, and what comes of it."""

from typing import Annotated, Any

from pydantic import Field

from amity.core.definitions.common import Id, Many, Shape, Text, Version
from amity.core.definitions.technique_parts import Reader


class ExpectedSheet(Shape):
    """What must come of it. Lists name all: steps begun and complete, questions not asked, what does not fit.

    resume: the step at which one goes on; none where all is complete. reads: words of the reading view.
    """

    begun: Many[Id] = ()
    complete: Many[Id] = ()
    resume: Id | None = None
    hidden: Many[Id] = ()
    misfits: Many[Text] = ()
    reads: Many[Text] = ()


class TechniqueCase(Shape):
    """One invented worksheet. sent: by question, as a form sends it. versions: those it holds for, or all."""

    name: Text
    by: Reader = "client"
    sent: dict[Text, Any]
    expect: ExpectedSheet = ExpectedSheet()
    versions: Many[Version] = ()


class TechniqueCases(Shape):
    """The worked examples of one technique."""

    id: Id
    cases: Annotated[Many[TechniqueCase], Field(min_length=1)]
