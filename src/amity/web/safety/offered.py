"""What the safety page asks of higher slices: when safety was asked about, and before whom to take care."""

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


@dataclass(frozen=True, slots=True)
class Concern:
    """Somebody with whom the client did not say they are safe. For clinicians' pages alone, never on paper.

    answer: "no" or "unsure", the newest. url: where it was said.
    """

    name: str
    answer: str
    on: date
    asked_alone: bool
    url: str


@dataclass(frozen=True, slots=True)
class Concerns:
    """What to know before anybody of the client's own life takes part, or is written to.

    not_asked: how many of those who are in their life now nobody asked about.
    """

    found: Sequence[Concern] = ()
    not_asked: int = 0


ConcernGiver = Callable[[Client], Concerns]
"""Asked only for a page that a clinician of the care team reads."""


def concerns_given(client: Client) -> Concerns:
    """What every giver knows, as one."""
    given = [import_string(give)(client) for give in settings.JOINT_CONCERNS]
    return Concerns([one for each in given for one in each.found], sum(each.not_asked for each in given))
