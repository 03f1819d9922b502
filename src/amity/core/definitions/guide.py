"""A guide: a page in plain words for clients, with an invented story or a table of studies."""

from typing import Annotated

from pydantic import Field

from amity.core.definitions.common import Id, Many, Reference, Shape, Source, Text, Version, Work

Said = Annotated[Many[Text], Field(min_length=1)]


class Passage(Shape):
    """A heading and its paragraphs."""

    id: Id
    heading: Text
    says: Said


class Story(Shape):
    """An invented person. A page always shows `label` with it; a story promises nothing.

    label: says that it is invented.
    """

    label: Text
    title: Text
    says: Said


class Study(Shape):
    """What one study found: never without who was studied, against what, when, and what limits it.

    less_well: whether this treatment did less well than, or no better than, what it was compared with.
    """

    id: Id
    found: Text
    population: Text
    comparator: Text
    year: Annotated[int, Field(ge=1970, le=2100)]
    limits: Text
    less_well: bool
    source: Source


class Guide(Shape):
    """One version of one guide. area: the problem area it belongs to. techniques: worksheets it leads to."""

    id: Id
    version: Version
    title: Text
    lead: Text
    area: Id | None = None
    passages: Annotated[Many[Passage], Field(min_length=1)]
    story: Story | None = None
    studies: Many[Study] = ()
    techniques: Many[Id] = ()
    source: Source
    sources: Annotated[dict[Text, Work], Field(min_length=1)]

    def references(self) -> tuple[Reference, ...]:
        """The techniques it leads to."""
        return tuple(Reference(("techniques", n), "technique", id) for n, id in enumerate(self.techniques))
