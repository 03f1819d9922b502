"""Somebody in the client's life, a canary in every field, on two circles."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from amity.core.network import Move
from amity.web.base.models import User
from amity.web.inventory import actions
from amity.web.people.models import Client


def known(client: Client, by: User, canary: Callable[[], str]) -> tuple[set[str], dict[str, Any]]:
    """What was written, and what stands in addresses: the newest circle, on which one may draw."""
    words = {name: canary() for name in actions.TEXTS}
    circle = actions.start_circle(client=client, by=by)
    [person] = actions.name_people(circle=circle, names={uuid4(): words["alias"]}, by=by)
    actions.change_relationship(relationship=person, version=1, said=words, by=by)
    place = Move(str(uuid4()), "place", str(person.id), (1, 0))
    actions.make_moves(circle=circle, moves=[place], by=by)
    newest = actions.start_circle(client=client, by=by)
    again = Move(str(uuid4()), "place", str(person.id), (2, 900))
    actions.make_moves(circle=newest, moves=[again], by=by)
    actions.share_circle(circle=newest, shared=True, by=by)
    note = {name: canary() for name in actions.ATTACHMENT_TEXTS}
    actions.save_attachment_note(client=client, version=0, said=note, by=by)
    safe = canary()
    actions.say_safe(relationship=person, answer="unsure", asked_alone=True, words=safe, by=by)
    shows = canary()
    frame = actions.keep_frame(circle=circle, after_move=2, words=shows, by=by)
    ids = {"relationship_id": person.id, "circle_id": newest.id, "frame_id": frame.id}
    return {*words.values(), *note.values(), safe, shows}, ids
