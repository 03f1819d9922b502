"""A questionnaire that is only named: what it is, whose it is, where its wording comes from.

One whose scoring is carried without its wording is an instrument (`Instrument.has_wording` is False).
"""

from typing import Annotated

from pydantic import Field

from amity.core.definitions.common import Id, Licence, Shape, Source, Text, Version, Work


class Skeleton(Shape):
    """One questionnaire without a word of its own. It is never due, and nothing here can score it.

    items: how many questions it has. asks_about_suicide: whether one of them does, so that somebody reads a
    form filled in on paper on the day it comes back.
    """

    id: Id
    version: Version
    title: Text
    short: Text
    measures: Text
    audience: Text
    items: Annotated[int, Field(ge=1)]
    asks_about_suicide: bool
    source: Source
    licence: Licence
    sources: Annotated[dict[Text, Work], Field(min_length=1)]
