"""Around a worksheet: who sees it, what it belongs to, that it was looked at, put aside or done away with."""

from uuid import UUID

from django.db import transaction

from amity.web.base import clock
from amity.web.base.audit import Actor
from amity.web.course.models import Goal, Session
from amity.web.techniques import queries, rules
from amity.web.techniques.models import Worksheet
from amity.web.techniques.storing import store_visibility, wrote


@transaction.atomic
def set_visibility(*, worksheet: Worksheet, visibility: str, by: Actor) -> Worksheet:
    """Say who sees it. It also answers somebody who asked."""
    found = queries.worksheet_locked(worksheet)
    rules.check_can_set_visibility(found, visibility, by)
    if found.visibility == visibility and found.asked_at is None:
        return found
    store_visibility(found, visibility, by)
    return found


@transaction.atomic
def ask_to_see(*, worksheet: Worksheet, by: Actor) -> Worksheet:
    """Ask the other side to show it."""
    found = queries.worksheet_locked(worksheet)
    rules.check_can_ask(found, by)
    if found.asked_at is None:
        found.asked_at = clock.now()
        found.save(update_fields=["asked_at"])
        wrote("ask_to_see", found, by, ("asked_at",))
    return found


@transaction.atomic
def link_worksheet(
    *, worksheet: Worksheet, session: Session | None, goal: Goal | None, area: str, by: Actor
) -> Worksheet:
    """What it belongs to: a session, a goal, a problem area; None and "" for none."""
    found = queries.worksheet_locked(worksheet)
    rules.check_can_look_at(found, by)
    rules.check_links(found.course, session, goal, None, area)
    if (found.session_id, found.goal_id, found.area) == (_id(session), _id(goal), area):
        return found
    found.session, found.goal, found.area = session, goal, area
    found.save(update_fields=["session", "goal", "area"])
    wrote("link_worksheet", found, by, ("session", "goal", "area"))
    return found


@transaction.atomic
def look_at_worksheet(*, worksheet: Worksheet, version: int | None, by: Actor) -> Worksheet:
    """Somebody of the care team looked at what the client wrote as it stood at `version`; None: not known."""
    found = queries.worksheet_locked(worksheet)
    rules.check_can_look_at(found, by)
    rules.check_is_newest(found, version)
    found.looked_at, found.looked_by = clock.now(), by.actor_id
    found.save(update_fields=["looked_at", "looked_by"])
    wrote("look_at_worksheet", found, by, ("looked_at",))
    return found


@transaction.atomic
def put_aside_worksheet(*, worksheet: Worksheet, by: Actor) -> Worksheet:
    """Out of the lists; it is kept, and can be taken back."""
    return _turn(worksheet, by, "put_aside_worksheet", aside=True)


@transaction.atomic
def take_back_worksheet(*, worksheet: Worksheet, by: Actor) -> Worksheet:
    """Into the lists again."""
    return _turn(worksheet, by, "take_back_worksheet", aside=False)


@transaction.atomic
def destroy_worksheet(*, worksheet: Worksheet, by: Actor) -> Worksheet:
    """Do away with what the client wrote: the answers, every edit of them and what stood beside. That it was
    there, of which day, stays."""
    found = queries.worksheet_locked(worksheet)
    rules.check_can_destroy(found, by)
    if found.destroyed_at is not None:
        return found
    found.answers, found.destroyed_at, found.asked_at = {}, clock.now(), None
    found.save(update_fields=["answers", "destroyed_at", "asked_at"])
    found.edits.all().delete()
    found.kept.all().delete()
    found.people.all().delete()
    wrote("destroy_worksheet", found, by, ("answers",))
    return found


def _turn(worksheet: Worksheet, by: Actor, verb: str, *, aside: bool) -> Worksheet:
    found = queries.worksheet_locked(worksheet)
    rules.check_can_put_aside(found, by)
    if (found.put_aside_at is not None) == aside:
        return found
    found.put_aside_at = clock.now() if aside else None
    found.save(update_fields=["put_aside_at"])
    wrote(verb, found, by, ("put_aside_at",))
    return found


def _id(row: Session | Goal | None) -> UUID | None:
    return row.pk if row is not None else None
