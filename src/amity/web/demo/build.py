"""Fills an empty store with the synthetic clinic: every story's events, in the order of time."""

import base64
import heapq
import secrets
from collections.abc import Callable
from datetime import datetime, time, timedelta

from django.db import transaction

from amity.web.base import audit, clock
from amity.web.demo import asking, joining, keeping_days, own_pages, story, writing
from amity.web.demo.counting import count_made_up
from amity.web.demo.telling import Cast, Happening, Telling
from amity.web.people import actions as people

OPENED = timedelta(days=400)  # before the oldest story
Say = Callable[[int, int], None]


def build(now: datetime, say: Say = lambda done, of: None) -> None:
    """Make everything in one transaction: an interrupted build leaves an empty store.

    say: told after each event how many of how many are done.
    """
    with transaction.atomic():
        with clock.set_to(now - OPENED):
            cast = _cast(now)
        tellings = [Telling(each, cast, now) for each in story.stories()]
        happenings = in_order(tellings)
        for done, (at, do) in enumerate(happenings, start=1):
            with clock.set_to(at):
                do()
            say(done, len(happenings))
        count_made_up(cast.service)


def in_order(tellings: list[Telling]) -> list[Happening]:
    """What happens to everybody, by the clock; of two at once, the one told first."""
    queues = [
        sorted(
            (
                *it.events(),
                *asking.events(it),
                *joining.events(it),
                *own_pages.events(it),
                *writing.events(it),
                *keeping_days.events(it),
            ),
            key=lambda happening: happening[0],
        )
        for it in tellings
    ]
    return list(heapq.merge(*queues, key=lambda happening: happening[0]))


def _cast(now: datetime) -> Cast:
    told = story.clinic()
    service = people.open_service(
        name=told.name,
        time_zone=told.time_zone,
        opens_at=time.fromisoformat(told.opens),
        closes_at=time.fromisoformat(told.closes),
        working_days=told.working_days,
        holidays=[],
        exit_url=told.exit_url,
        help_numbers=[
            number.model_dump() | {"checked_on": _day(now, told.numbers_checked_days_ago)}
            for number in told.numbers
        ],
        by=audit.SYSTEM,
    )
    staff = {}
    for somebody in told.staff:
        staff[somebody.id] = people.add_staff(
            service=service,
            name=somebody.name,
            email=somebody.email,
            password=told.password,
            role=somebody.role,
            by=audit.SYSTEM,
        )
        secret = base64.b32encode(secrets.token_bytes(20)).decode()
        people.set_second_factor(staff=staff[somebody.id], secret=secret, by=audit.SYSTEM)
    return Cast(service, staff)


def _day(now: datetime, days_ago: int) -> str:
    return (now - timedelta(days=days_ago)).date().isoformat()
