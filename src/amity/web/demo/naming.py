"""The people in a client's life, told through actions: named, placed, told about, and placed again later."""

import uuid
from collections.abc import Sequence
from typing import Any

from amity.core import network
from amity.web.course.models import Course, Session
from amity.web.demo import parts, story
from amity.web.inventory import actions, queries
from amity.web.inventory.models import Circle, Relationship


def named_in(slot: int, told: story.Course, course: Course, session: Session) -> None:
    """Who was placed on a circle in this slot. The first slot names them; a later one draws a new circle."""
    by = course.clinician.user
    for note in (it for it in told.closeness if it.at == slot):
        said = note.model_dump(exclude={"at"})
        actions.save_attachment_note(client=course.client, version=0, said=said, by=by)
    _before(slot, told, course)
    placed = [one for one in told.people if one.at == slot and one.ring]
    if not placed:
        return
    circle = actions.start_circle(client=course.client, session=session, by=by)
    known = {one.alias: one for one in queries.relationships_of(course.client)}
    new = [one.name for one in placed if one.name not in known]
    if new:
        named = actions.name_people(circle=circle, names={uuid.uuid4(): name for name in new}, by=by)
        known |= {one.alias: one for one in named}
    actions.make_moves(circle=circle, moves=_moves(circle, placed, known), by=by)
    for one in placed:
        _told(one, known[one.name], course)
    if slot == told.circle_shared_at:
        actions.share_circle(circle=circle, shared=True, by=by)


def _before(slot: int, told: story.Course, course: Course) -> None:
    for one in (it for it in told.people if it.at == slot and not it.ring):
        person = actions.name_from_before(client=course.client, name=one.name, by=course.clinician.user)
        _told(one, person, course)


def _moves(
    circle: Circle, placed: Sequence[parts.Somebody], known: dict[str, Relationship]
) -> list[network.Move]:
    board = queries.drawn(circle).board
    made: list[network.Move] = []
    for one in placed:
        angle = network.free_angle(board.circle)
        moves = [_move(known[one.name], network.PLACE, (one.ring, angle))]
        moves += [_move(known[one.name], what, value) for what, value in one.said.items()]
        board = network.replay(moves, board)
        made += moves
    return made


def _move(who: Relationship, what: str, value: Any) -> network.Move:
    return network.Move(str(uuid.uuid4()), what, str(who.id), value)


def _told(one: parts.Somebody, known: Relationship, course: Course) -> None:
    said = one.model_dump(exclude={"at", "name", "ring", "said", "safe", "enough"}, exclude_unset=True)
    if said:
        actions.change_relationship(
            relationship=known, version=known.version, said=said, by=course.clinician.user
        )
        known.refresh_from_db()
    if one.enough:
        actions.tell_enough(relationship=known, enough=True, by=course.clinician.user)
    if one.safe:
        actions.say_safe(relationship=known, answer=one.safe, asked_alone=True, by=course.clinician.user)
