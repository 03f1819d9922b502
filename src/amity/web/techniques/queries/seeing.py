"""Who sees what of a worksheet: all of it, that it is there, or nothing. One rule for a row and a list."""

from enum import Enum

from django.db.models import Q

from amity.core.definitions.technique_parts import Reader
from amity.web.base.audit import Actor
from amity.web.techniques.models import Author, Visibility, Worksheet


class Sight(Enum):
    """How much of a worksheet a side sees."""

    WHOLE = "whole"
    TITLE = "title"  # that it is there, what it is and of which day; it may be asked for
    NOTHING = "nothing"


def reader_of(by: Actor) -> Reader:
    """The side somebody reads and writes from."""
    return "client" if by.actor_kind == "client" else "clinician"


def sight_of(worksheet: Worksheet, reader: Reader) -> Sight:
    """What this side sees of it. What a clinician gave the client, they know of without seeing into it."""
    if worksheet.author in (Author.TOGETHER, reader) or worksheet.visibility == Visibility.SHARED:
        return Sight.WHOLE
    if worksheet.visibility == Visibility.ON_REQUEST or worksheet.given:
        return Sight.TITLE
    return Sight.NOTHING


def whole_for(reader: Reader) -> Q:
    """The worksheets that this side sees whole."""
    return Q(author__in=(Author.TOGETHER, reader)) | Q(visibility=Visibility.SHARED)


def known_to(reader: Reader) -> Q:
    """The worksheets of which this side knows, whole or by their title."""
    return whole_for(reader) | Q(visibility=Visibility.ON_REQUEST) | Q(given=True)
