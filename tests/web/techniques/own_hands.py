"""The client's own pages of worksheets as a test uses them."""

from datetime import timedelta
from html import unescape
from typing import Any
from uuid import uuid4

from django.test import Client as Browser

from amity.web.base import clock as base_clock
from amity.web.course import actions as courses
from amity.web.course.models import Course, Practice
from amity.web.techniques.addresses import code_of
from amity.web.techniques.models import Worksheet
from tests.cast import World
from tests.web.course import knock
from tests.web.course.conftest import plan, record
from tests.web.techniques.conftest import begin

HERE = "/d/worksheets"
INCIDENT = code_of("interpersonal_incident")
NEW = f"{HERE}/new/{INCIDENT}"
SAID = "Mum rang, and I said nothing."
QUICK = ("happened", "who", "felt", "mood_after", "day")


def text(answer: Any) -> str:
    return unescape(knock.text(answer))


def page(browser: Browser, address: str = HERE) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, answer.status_code
    return text(answer)


def typed(**changes: Any) -> dict[str, Any]:
    """The short form as the browser sends it."""
    given = {"version": 0, "page": str(uuid4()), "turn": 1, "asked": list(QUICK)}
    today = base_clock.now().date().isoformat()
    return given | {"happened": SAID, "felt": ["sad"], "mood_after": "3", "day": today} | changes


def post(browser: Browser, address: str, sent: dict[str, Any] | None = None, **more: Any) -> Any:
    return browser.post(address, sent or {}, **more)


def practised(course: Course, world: World, **changes: Any) -> Practice:
    given: dict[str, Any] = {"text": "Ask Mireille.", "if_then": "", "by": world.ada.user} | changes
    session = record(plan(course, base_clock.now() - timedelta(days=1)))
    return courses.agree_practice(course=course, session=session, **given)


def mine(world: World, course: Course, technique: str = "wanting_to_be_heard", **changes: Any) -> Worksheet:
    """Given to Maya to fill in."""
    return begin(world, course, technique, **{"author": "client"} | changes)


# The short form ------------------------------------------------------------------------------------
