"""Words for feelings, by family and strength, for somebody who looks for one. Own words are welcome."""

from typing import Annotated

from pydantic import Field

from amity.core.definitions.common import Id, Many, Shape, Source, Text, Version, Work

Some = Annotated[Many[Text], Field(min_length=1)]


class Family(Shape):
    """Feelings that are near to each other, from a little of it to a lot."""

    id: Id
    says: Text
    mild: Some
    middle: Some
    strong: Some

    @property
    def words(self) -> tuple[str, ...]:
        """All its words, the mildest first."""
        return (*self.mild, *self.middle, *self.strong)


class Feelings(Shape):
    """One version of a vocabulary. lead: what is said above it."""

    id: Id
    version: Version
    title: Text
    lead: Text
    families: Annotated[Many[Family], Field(min_length=1)]
    source: Source
    sources: Annotated[dict[Text, Work], Field(min_length=1)]
