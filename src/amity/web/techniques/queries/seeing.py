"""Who sees what of a worksheet: all of it, that it is there, or nothing. One rule for a row and a list."""

from datetime import datetime
from enum import Enum
from typing import Final

from django.db.models import F, Q

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
    """What this side sees of it. What a clinician gave the client, they know of without seeing into it; what
    the client took off their pages they neither see nor know of there."""
    if reader == "client" and worksheet.removed_at is not None:
        return Sight.NOTHING
    if worksheet.author in (Author.TOGETHER, reader) or worksheet.visibility == Visibility.SHARED:
        return Sight.WHOLE
    if worksheet.visibility == Visibility.ON_REQUEST or worksheet.given:
        return Sight.TITLE
    return Sight.NOTHING


def whole_for(reader: Reader) -> Q:
    """The worksheets that this side sees whole."""
    return _there_for(reader) & (Q(author__in=(Author.TOGETHER, reader)) | Q(visibility=Visibility.SHARED))


def known_to(reader: Reader) -> Q:
    """The worksheets of which this side knows, whole or by their title."""
    by_title = Q(visibility=Visibility.ON_REQUEST) | Q(given=True)
    return whole_for(reader) | (_there_for(reader) & by_title)


def moved_at(worksheet: Worksheet, reader: Reader) -> datetime:
    """When it was last written on; of one known by its title alone, when it was begun."""
    return worksheet.changed_at if sight_of(worksheet, reader) is Sight.WHOLE else worksheet.begun_at


def _there_for(reader: Reader) -> Q:
    """Without what a client took off their own pages."""
    return Q(removed_at=None) if reader == "client" else Q()


NEW_FROM_CLIENT: Final = (
    whole_for("clinician")
    & Q(client_wrote_at__isnull=False)
    & (Q(looked_at=None) | Q(looked_at__lt=F("client_wrote_at")))
)  # the rule of `is_new_from_client`, for a list


def is_new_from_client(worksheet: Worksheet) -> bool:
    """Whether the client wrote on it since the care team last looked, where the care team sees it whole."""
    wrote, looked = worksheet.client_wrote_at, worksheet.looked_at
    if wrote is None or sight_of(worksheet, "clinician") is not Sight.WHOLE:
        return False
    return looked is None or looked < wrote
