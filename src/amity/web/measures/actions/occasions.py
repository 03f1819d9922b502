"""What a course asks is given once, said twice at most, moved and withdrawn with what it is for.

Each action is one transaction that asks the store again, so that a worker may die anywhere and another may
begin the same at the same time: what is written is whole, and a repeat finds it.
"""

from uuid import uuid4

from django.db import transaction

from amity.core import giving
from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.base.errors import why_not
from amity.web.course import queries as course_queries
from amity.web.course.models import Course
from amity.web.measures import giving_rules as rules
from amity.web.measures.actions.links import give
from amity.web.measures.models import Link, Notice, Occasion
from amity.web.measures.queries import giving as queries
from amity.web.measures.queries import ways
from amity.web.measures.queries.links import address_of
from amity.web.people import actions as people


@transaction.atomic
def make_occasion(*, course: Course, key: str, by: Actor) -> Occasion | None:
    """What the course asks under this key, with its link; a repeat returns the same.

    What was withdrawn before anything was answered, and is asked after all, gets a new link: the client
    agrees again, or the course was reopened. None: the course does not ask it now, the client did not agree
    to questionnaires by link, or all of what was withdrawn was given in another way since.
    """
    course = course_queries.course_locked(course)
    rules.check_can_make(course, by)
    known = course.occasions.filter(key=key).first()
    if known is not None and not queries.may_be_revived(known):
        return known
    wanted = next((it for it in queries.planned(course).open_now() if it.key == key), None)
    if wanted is None or queries.without_consent([course.client_id]):
        return None
    already = queries.given_already(course.client, wanted)
    instruments = [it for it in wanted.instruments if it not in already]
    is_left = not already.issuperset(queries.needed(course, wanted.instruments))
    if known is not None and not is_left:
        return None
    link = _given(course, instruments, wanted, by) if is_left else None
    if known is not None:
        return _revived(known, wanted, link, by)
    made = Occasion.objects.create(
        course=course,
        key=key,
        moments=wanted.to_keep,
        opens_at=wanted.opens_at,
        due_at=wanted.due_at,
        closes_at=wanted.closes_at,
        link=link,
        why_not="" if link else Occasion.GIVEN_BY_HAND,
        made_at=clock.now(),
    )
    _wrote("make_occasion", made, by)
    return made


@transaction.atomic
def notify(*, occasion: Occasion, by: Actor) -> Notice | None:
    """The first or the second notice, in constant words. None: neither is due, or none is safe now.

    Row and message are of one transaction: whoever finds the row knows that the message is there to be sent.
    """
    rules.check_is_the_program(by)
    occasion = queries.occasion_locked(occasion)
    said_at = tuple(occasion.notices.order_by("number").values_list("queued_at", flat=True))
    number = giving.notice_due(queries.as_laid_out(occasion), said_at=said_at, now=clock.now())
    client = occasion.course.client
    until = ways.safe_until(client)
    if number is None or until is None or why_not(rules.check_can_notify, occasion):
        return None
    assert occasion.link is not None
    id = uuid4()
    message = people.queue_message(
        client=client, link=f"{address_of(occasion.link)}#{id.hex[:8]}", until=until, by=by
    )
    made = Notice.objects.create(
        id=id, occasion=occasion, number=number, message=message, queued_at=clock.now()
    )
    _wrote("notify", occasion, by)
    return made


@transaction.atomic
def take_back_notice(*, notice: Notice, by: Actor) -> bool:
    """Whether it was taken back before anybody began to send it. Then it counts for nothing."""
    rules.check_is_the_program(by)
    if not people.take_back_message(message=notice.message, by=by):
        return False
    notice.delete()
    _wrote("take_back_notice", notice.occasion, by)
    return True


@transaction.atomic
def move_occasion(*, occasion: Occasion, by: Actor) -> Occasion:
    """Its session is at another time, or the next set opens at another. What was begun stays as it is."""
    occasion = queries.occasion_locked(occasion)
    rules.check_can_make(occasion.course, by)
    wanted = queries.planned(occasion.course).occasion(occasion.key)
    if wanted is None or occasion.withdrawn_at is not None or queries.is_begun(occasion):
        return occasion
    new = (wanted.opens_at, wanted.due_at, wanted.closes_at)
    if (occasion.opens_at, occasion.due_at, occasion.closes_at) == new:
        return occasion
    occasion.opens_at, occasion.due_at, occasion.closes_at = new
    occasion.save(update_fields=["opens_at", "due_at", "closes_at"])
    Link.objects.filter(occasion=occasion).update(expires_at=occasion.closes_at)
    _wrote("move_occasion", occasion, by)
    return occasion


@transaction.atomic
def withdraw_occasion(*, occasion: Occasion, by: Actor) -> Occasion:
    """What it was for does not take place, or the client agrees no more: its link opens nothing from now on.

    What was answered stays; where all of it was answered in another way, that is said. A notice that nobody
    began to send never goes out.
    """
    occasion = queries.occasion_locked(occasion)
    rules.check_can_make(occasion.course, by)
    if occasion.withdrawn_at is not None:
        return occasion
    now = clock.now()
    occasion.withdrawn_at = now
    if occasion.link is not None and queries.answered_elsewhere([occasion]):
        occasion.why_not = Occasion.GIVEN_BY_HAND
    occasion.save(update_fields=["withdrawn_at", "why_not"])
    Link.objects.filter(occasion=occasion, finished_at=None, withdrawn_at=None).update(
        withdrawn_at=now, withdrawn_by=by.actor_id
    )
    for notice in occasion.notices.select_related("message__client"):
        people.take_back_message(message=notice.message, by=by)
    _wrote("withdraw_occasion", occasion, by)
    return occasion


@transaction.atomic
def note_not_handed_over(*, occasion: Occasion, by: Actor) -> Occasion:
    """It ran out, and the client never saw it: that is said, and nothing of it counts as left out."""
    rules.check_is_the_program(by)
    occasion = queries.occasion_locked(occasion)
    if occasion.why_not == "" and occasion.link and ways.was_never_shown(occasion.link):
        occasion.why_not = Occasion.NOT_HANDED_OVER
        occasion.save(update_fields=["why_not"])
        _wrote("note_not_handed_over", occasion, by)
    return occasion


def _revived(occasion: Occasion, wanted: giving.Occasion, link: Link | None, by: Actor) -> Occasion:
    """The same row with a new link. What was said led to the old one and counts no more; messages stay."""
    occasion.notices.all().delete()
    occasion.link, occasion.withdrawn_at, occasion.made_at = link, None, clock.now()
    occasion.moments, occasion.why_not = wanted.to_keep, ""
    occasion.opens_at, occasion.due_at, occasion.closes_at = wanted.opens_at, wanted.due_at, wanted.closes_at
    occasion.save(
        update_fields=[
            "link", "withdrawn_at", "made_at", "moments", "why_not", "opens_at", "due_at", "closes_at",
        ]
    )  # fmt: skip
    _wrote("make_occasion", occasion, by)
    return occasion


def _given(course: Course, instruments: list[str], wanted: giving.Occasion, by: Actor) -> Link:
    return give(client=course.client, instruments=instruments, expires_at=wanted.closes_at, by=by)


def _wrote(verb: str, occasion: Occasion, by: Actor) -> None:
    audit.wrote(
        verb,
        by=by,
        client=occasion.course.client_id,
        record="measures.Occasion",
        record_id=occasion.id,
    )
