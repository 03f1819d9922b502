"""What the safety page asks of higher slices: when safety was asked about, and what was said."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from amity.web.base.models import User
from amity.web.people.models import Client


@dataclass(frozen=True, slots=True)
class Asked:
    """One time that safety was asked about, or could have been.

    where: "Session", "PHQ-9, item 9". in_person: asked by somebody in the room or on the line, not by a form.
    asked: None where that is not recorded. said, decided: word for word, as far as recorded.
    session_id: the meeting, where it was one. url: where it stands in full.
    """

    on: date
    where: str
    in_person: bool
    asked: bool | None
    said: str = ""
    decided: str = ""
    follow_up_on: date | None = None
    session_id: UUID | None = None
    url: str = ""


AskedGiver = Callable[[User, Client], Sequence[Asked]]
"""Asked only for somebody who may read the client's record."""


def asked_given(user: User, client: Client) -> list[Asked]:
    """Everything that higher slices know about it, the newest first."""
    found = [each for give in settings.SAFETY_ASKED for each in import_string(give)(user, client)]
    return sorted(found, key=lambda each: each.on, reverse=True)
