"""What speaks for each problem area, side by side, in the protocol's order. Nothing is counted or ranked."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.urls import reverse

from amity.core.definitions.protocol import Area
from amity.web.base.models import User
from amity.web.course.models import CRITERIA, AreaCandidate, Capture, Course, MoodEvent, Session
from amity.web.course.offered import AreaEvidence, evidence_given
from amity.web.course.queries.facts import protocol_of

CRITERION_WORDS = {  # domain handbook section 3
    "onset_proximity": "Close in time to the onset",
    "current_impact": "Weighs on life now",
    "affect_link": "Moves feeling when it is talked about",
    "client_priority": "Matters to the client",
    "workable": "Can be worked on in the time there is",
}


class Criterion(NamedTuple):
    """One of the five, and how the therapist rated it; None: not rated."""

    words: str
    rating: int | None


@dataclass(frozen=True)
class AreaColumn:
    """One area with what speaks for it."""

    area: Area
    given: list[AreaEvidence]
    candidate: AreaCandidate | None

    @property
    def criteria(self) -> list[Criterion]:
        """All five once any is rated; none before."""
        found = [Criterion(CRITERION_WORDS[it], getattr(self.candidate, it, None)) for it in CRITERIA]
        return found if any(it.rating is not None for it in found) else []


@dataclass(frozen=True)
class SaidInSession:
    """A sentence or a mood with its event, caught in a session."""

    words: str
    event: str
    session: Session

    @property
    def url(self) -> str:
        return reverse("session", args=[self.session.id])


@dataclass(frozen=True)
class Choice:
    """Everything to look at before one area is chosen."""

    columns: list[AreaColumn]
    of_no_area: list[AreaEvidence]
    said: list[SaidInSession]

    @property
    def has_given(self) -> bool:
        return any(column.given for column in self.columns)


def choice_of(user: User, course: Course) -> Choice:
    """The areas of the protocol, in its order, whatever was noted or rated for them."""
    given = evidence_given(user, course)
    noted = {it.area: it for it in course.area_candidates.all()}
    columns = [
        AreaColumn(area, [it for it in given if it.area == area.id], noted.get(area.id))
        for area in protocol_of(course).areas
    ]
    return Choice(columns, [it for it in given if not it.area], _said(course))


def _said(course: Course) -> list[SaidInSession]:
    """What was caught for the formulation, and moods with their events, the newest first."""
    captures = Capture.objects.filter(
        session__course=course, filed=Capture.Filed.FORMULATION, removed_at=None
    ).select_related("session__course")
    moods = MoodEvent.objects.filter(session__course=course, removed_at=None).select_related(
        "session__course"
    )
    found: list[tuple[datetime, SaidInSession]] = [
        *((it.at, SaidInSession(it.words, "", it.session)) for it in captures),
        *((it.at, SaidInSession(it.mood, it.event, it.session)) for it in moods),
    ]
    return [said for _, said in sorted(found, key=lambda it: it[0], reverse=True)]
