"""Maya's diary, and weeks of it."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client as Browser
from django.urls import reverse

from amity.core import library
from amity.web.course.models import Course
from amity.web.rhythms import actions, queries
from amity.web.rhythms.days import minutes_of
from amity.web.rhythms.models import Diary
from amity.web.rhythms.queries import Told
from tests.cast import World, signed_in
from tests.conftest import StoppedClock
from tests.web.companion.conftest import join, sign_in
from tests.web.course.conftest import start

SRM5 = library.rhythm("srm5")
WORKED: Mapping[str, str] = {  # the worked week of the handbook, section 4.19: 26 hits of 5, 5.2
    "out_of_bed": "07:00 07:10 07:05 06:55 07:20 09:30 08:00",
    "first_contact": "07:30 07:40 07:35 07:30 08:00 10:00 09:00",
    "start_work": "09:00 09:00 09:05 09:00 09:10 - -",
    "dinner": "18:30 19:00 18:45 20:30 18:30 18:40 -",
    "to_bed": "23:00 23:15 23:10 22:55 00:30 01:30 23:05",
}


def at(activity: str, clock: str, company: int | None = None) -> Told:
    """A time as somebody types it."""
    return Told(minutes_of(clock, SRM5.activity(activity), SRM5), company)


def tell(diary: Diary, day: date, told: Mapping[str, Told | None], **changes: Any) -> Any:
    """By the client, from a page of its own."""
    given: dict[str, Any] = {"page": uuid4(), "by": diary.client}
    return actions.tell_day(diary=diary, day=day, told=told, **given | changes)


def tell_week(diary: Diary, first: date, week: Mapping[str, str] = WORKED) -> None:
    """Seven days, each in one go; "-" is left out."""
    for n in range(7):
        times = {id: said.split()[n] for id, said in week.items()}
        tell(diary, first + timedelta(days=n), {id: at(id, it) for id, it in times.items() if it != "-"})


@pytest.fixture
def course(world: World, clock: StoppedClock) -> Course:
    """Hers, under way with Ada."""
    return start(world.maya, world.ada, protocol="ipsrt", planned_sessions=46)


@pytest.fixture
def diary(course: Course, world: World) -> Diary:
    """Begun with Ada today."""
    return actions.begin_diary(client=world.maya, form="srm5", by=world.ada.user)


@pytest.fixture
def weeks(diary: Diary, clock: StoppedClock) -> Diary:
    """Two whole weeks of the handbook's example."""
    first = diary.begun_on
    clock.forward(days=14)
    for n in (0, 7):
        tell_week(diary, first + timedelta(days=n))
    return diary


@pytest.fixture
def ada(world: World, course: Course) -> Browser:
    return signed_in(world.ada)


@pytest.fixture
def maya(world: World, course: Course) -> Browser:
    """Joined and signed in."""
    join(world.maya, world.ada)
    return sign_in()


def text(answer: Any) -> str:
    return str(answer.content.decode())


def page(browser: Browser, course: Course) -> str:
    return text(browser.get(reverse("rhythms", args=[course.id])))


def tell_short_night(diary: Diary, clock: StoppedClock) -> None:
    """Twelve nights of eight hours, and on the thirteenth morning up at 03:30."""
    first = queries.today_of(diary)
    clock.forward(days=12)
    for n in range(13):
        up = "03:30" if n == 12 else "07:00"
        times = {"out_of_bed": at("out_of_bed", up), "to_bed": at("to_bed", "23:00")}
        tell(diary, first + timedelta(days=n), times)
