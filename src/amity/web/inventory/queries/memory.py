"""Circles as they were: replayed move by move, two of them compared, frames that were kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from amity.core import network
from amity.core.definitions.protocol import Area
from amity.web.base.models import User
from amity.web.course import queries as courses
from amity.web.course.queries import row_for
from amity.web.inventory.models import Circle, CircleMove, KeptFrame
from amity.web.inventory.queries.circles import Drawn
from amity.web.inventory.queries.people import SOMEBODY, names_of, relationships_of
from amity.web.people import access
from amity.web.people import queries as people
from amity.web.people.models import Client

PLACES = network.RING_WORDS | {None: "in the tray"}
NOT_THERE = "not there"
STAYED = "stayed"


@dataclass(frozen=True)
class Day:
    """A circle in the row of days. again: its place among those of the same day, from 1."""

    circle: Circle
    again: int


@dataclass(frozen=True)
class Line:
    """One move, as the replay tells it. stands: False when it was taken back later."""

    number: int
    words: str
    who: str
    at: datetime
    stands: bool


@dataclass(frozen=True)
class Replay:
    """A circle with every move in words."""

    circle: Circle
    moves: Sequence[network.Move]
    makers: Sequence[UUID]
    lines: Sequence[Line]

    def frame(self, at: int) -> Drawn:
        """The circle as it stood after so many moves."""
        moves = self.moves[:at]
        return Drawn(self.circle, moves, network.replay(moves), self.makers[:at])


@dataclass(frozen=True)
class Row:
    """One person on two circles. then, now: where. changed: what happened, or `STAYED`."""

    id: str
    name: str
    then: str
    now: str
    changed: str

    @property
    def has_changed(self) -> bool:
        return self.changed != STAYED


@dataclass(frozen=True)
class Kept:
    """A frame that was kept, and by whom."""

    frame: KeptFrame
    by: str
    area: str


def days_of(client: Client) -> list[Day]:
    """Every circle, the oldest first."""
    found: list[Day] = []
    for circle in client.circles.order_by("drawn_on", "started_at"):
        same = bool(found) and found[-1].circle.drawn_on == circle.drawn_on
        found.append(Day(circle, found[-1].again + 1 if same else 1))
    return found


def replay_of(circle: Circle) -> Replay:
    """Every move of a circle, in the store's order."""
    rows = list(circle.moves.all())
    moves = [row.as_move for row in rows]
    names, staff = names_of(circle.client), people.staff_names(row.by for row in rows)
    lines = [
        Line(step.number, network.said(step, names), _who(row, staff), row.at, step.stands)
        for row, step in zip(rows, network.steps(moves), strict=True)
    ]
    return Replay(circle, moves, [row.by for row in rows], lines)


def compared(then: Drawn, now: Drawn, names: Mapping[str, str]) -> list[Row]:
    """Everybody on either circle: who changed first, each in the order in which they were named."""
    change = network.change(then.board.circle, now.board.circle)
    words = _changed(change)
    earlier = {one.id: one for one in then.there}
    later = {one.id: one for one in now.there}
    rows = [
        Row(
            id, names.get(id, SOMEBODY), _place(earlier.get(id)), _place(later.get(id)), words.get(id, STAYED)
        )
        for id in dict.fromkeys([*earlier, *later])
    ]
    return sorted(rows, key=lambda row: not row.has_changed)


def kept_frames(client: Client) -> list[Kept]:
    """The frames that were kept and not withdrawn, the newest first."""
    found = list(_frames().filter(circle__client=client))
    if not found:
        return []
    names = people.staff_names(row.kept_by for row in found)
    areas = {area.id: area.title for area in areas_of_client(client)}
    return [Kept(row, names.get(row.kept_by, "somebody"), areas.get(row.area, "")) for row in found]


def frames_seen_by(user: User, client: Client) -> QuerySet[KeptFrame]:
    """The same without names, in one question: none for somebody who may not read the record."""
    return _frames().filter(
        circle__client=client, circle__client__in=access.ids_visible_to(user, access.READ)
    )


def _frames() -> QuerySet[KeptFrame]:
    return KeptFrame.objects.filter(withdrawn_at=None).select_related("circle").order_by("-kept_at")


def frame_for(user: User, id: UUID, purpose: str) -> KeptFrame:
    """A kept frame, or Http404."""
    return row_for(user, KeptFrame, id, purpose, "circle")


def areas_of_client(client: Client) -> Sequence[Area]:
    """The problem areas of the newest course; none before there is one."""
    found = courses.courses_of(client)
    return courses.protocol_of(found[0]).areas if found else ()


def names_on_paper(client: Client) -> dict[str, str]:
    """Everybody's name by id; who is left out of what leaves the clinic is "a person" there."""
    return {
        str(one.id): SOMEBODY if one.left_out else one.alias or SOMEBODY for one in relationships_of(client)
    }


def _who(row: CircleMove, staff: Mapping[UUID, str]) -> str:
    if row.by_kind == "client":
        return "the client"
    if row.by_kind == "system":
        return "Amity, as last time"
    return staff.get(row.by, "somebody")


def _place(one: network.Placement | None) -> str:
    if one is None:
        return NOT_THERE
    return f"{PLACES[one.ring]}, has died" if one.is_dead else PLACES[one.ring]


def _changed(change: network.Change) -> dict[str, str]:
    said: dict[str, list[str]] = {}
    for id in change.came:
        said.setdefault(id, []).append("came")
    for id in change.left:
        said.setdefault(id, []).append("left")
    for id in change.placed:
        said.setdefault(id, []).append("placed now")
    for id in change.unplaced:
        said.setdefault(id, []).append("not placed this time")
    for one in change.moved:
        said.setdefault(one.id, []).append("came closer" if one.is_closer else "moved further away")
    for id in change.died:
        said.setdefault(id, []).append("died")
    return {id: ", ".join(words) for id, words in said.items()}
