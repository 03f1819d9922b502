"""The short form: what happened, written down in a minute, and what was agreed to try."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client as Browser

from amity.web.base import clock as base_clock
from amity.web.course import actions as courses
from amity.web.course.models import Course
from amity.web.inventory import actions as inventory
from amity.web.techniques.addresses import code_of
from amity.web.techniques.models import Worksheet
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.course.conftest import start
from tests.web.inventory import conftest as circles
from tests.web.techniques.own_hands import (
    HERE,
    NEW,
    QUICK,
    SAID,
    page,
    post,
    practised,
    text,
    typed,
)


def test_a_minutes_form_keeps_what_happened_once(world: World, course: Course, maya: Browser) -> None:
    found = page(maya, NEW)
    assert f'value="{base_clock.today(world.maya.zone).isoformat()}"' in found, "the day is today"
    sent = typed()
    for _ in range(2):  # the same form sent twice
        answer = post(maya, NEW, sent)
        kept = Worksheet.objects.get()
        assert (answer.status_code, answer.url) == (302, f"{HERE}/{kept.id}/read?done=1")
    assert kept.told["happened"] == SAID
    assert kept.told["felt"] == [{"word": "sad", "strength": None}]
    assert (kept.author, kept.visibility, kept.given) == ("client", "on_request", False)
    done = page(maya, answer.url)
    assert "Thank you. One sentence is a great deal." in done
    assert "that is worth knowing too" not in done, "one line, and no more"
    assert "Your clinician sees that it is there, and not what it says." in done
    assert "Show it to my clinician" in done


def test_it_may_be_shown_right_there(world: World, course: Course, maya: Browser) -> None:
    post(maya, NEW, typed())
    kept = Worksheet.objects.get()
    assert SAID not in text(knock.get(world.ada, f"/courses/{course.id}/worksheets"))
    assert knock.get(world.ada, f"/worksheets/{kept.id}/read").status_code == 404
    assert post(maya, f"{HERE}/{kept.id}/visibility", {"visibility": "shared"}).status_code == 302
    assert SAID in text(knock.get(world.ada, f"/worksheets/{kept.id}/read"))
    post(maya, f"{HERE}/{kept.id}/visibility", {"visibility": "private"})
    assert "Only you can read it." in page(maya, f"{HERE}/{kept.id}/read")
    assert knock.get(world.ada, f"/worksheets/{kept.id}/read").status_code == 404


def test_looking_at_it_together_is_said_and_shows_nothing(
    world: World, course: Course, maya: Browser
) -> None:
    post(maya, NEW, typed())
    kept = Worksheet.objects.get()
    asked = page(maya, f"{HERE}/{kept.id}/read?done=1")
    assert "Shall we look at it together next time?" in asked
    [form] = re.findall(r'<form class="look.*?</form>', asked, re.DOTALL)
    sent = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form)) | {"look_at_it": "yes"}
    answer = post(maya, f"{HERE}/{kept.id}?step=4", sent)
    kept.refresh_from_db()
    assert (kept.told["look_at_it"], kept.visibility) == ("yes", "on_request")
    assert "Shall we look at it" not in page(maya, answer.url)


@pytest.mark.parametrize(
    ("changes", "status", "says"),
    [
        ({"happened": "", "felt": [], "mood_after": ""}, 422, "One word is enough"),
        ({"mood_after": "11"}, 422, "Choose a whole number"),
        ({"day": "31 February"}, 422, "no day of the calendar"),
        ({"who": str(uuid4())}, 409, "not among the people"),
    ],
    ids=["nothing", "mood", "day", "somebody strange"],
)
def test_what_was_typed_comes_back(
    course: Course, maya: Browser, changes: dict[str, Any], status: int, says: str
) -> None:
    sent = typed(**changes)
    answer = post(maya, NEW, sent)
    found = text(answer)
    assert answer.status_code == status
    assert says in found
    assert changes.get("happened", SAID) in found
    assert sent["page"] in found, "sent once more it is the same worksheet"
    assert not Worksheet.objects.exists()


def test_words_of_ones_own_come_back_as_well(course: Course, maya: Browser) -> None:
    sent = typed(mood_after="11", **{"felt.own": "like a stone", "felt.own_strength": "", "felt": ["glad"]})
    found = text(post(maya, NEW, sent))
    assert 'value="like a stone"' in found
    assert re.search(r'value="glad" checked', found)


def test_no_course_and_a_course_that_is_over(world: World, clock: StoppedClock, maya: Browser) -> None:
    assert "Nothing can be kept here yet" in page(maya, NEW)
    assert "Keep it" not in page(maya, NEW)
    early = post(maya, NEW, typed())
    assert early.status_code == 409
    assert "Nothing can be kept here yet. Your words stand below" in text(early)
    assert SAID in text(early)
    course = start(world.maya, world.ada)
    post(maya, NEW, typed())
    courses.close_course(course=course, reason="complete", by=world.ada.user)
    assert "Your sessions are over" in page(maya, NEW)
    assert "Keep it" not in page(maya, NEW)
    late = post(maya, NEW, typed(happened="It came too late."))
    assert late.status_code == 409
    assert "It came too late." in text(late)
    assert "copy what you want to keep" in text(late)
    [kept] = Worksheet.objects.all()
    assert maya.get(f"{HERE}/{kept.id}").status_code == 302, "to read and no more"
    read = page(maya, f"{HERE}/{kept.id}/read")
    assert SAID in read
    assert "this stays as it is" in read
    assert "Write more" not in read


def test_only_what_has_a_short_form_is_begun_here(course: Course, maya: Browser) -> None:
    for technique in ("farewell_letter", "reframe", "nothing"):
        assert maya.get(f"{HERE}/new/{code_of(technique)}").status_code == 404
        assert post(maya, f"{HERE}/new/{code_of(technique)}", typed()).status_code == 404
    assert post(maya, NEW, typed(version="x")).status_code == 400


# After what was agreed to try ----------------------------------------------------------------------


def test_what_was_agreed_begins_it_and_is_linked(world: World, course: Course, maya: Browser) -> None:
    practice = practised(course, world)
    address = f"{NEW}?practice={practice.id}"
    found = page(maya, address)
    assert "What came of it?" in found
    assert "Ask Mireille." in found
    assert "Did you do it?" in found
    asked = [*QUICK, "tried"]
    answer = post(maya, address, typed(asked=asked, tried="no"))
    kept = Worksheet.objects.get()
    assert kept.practice == practice
    assert (kept.told["planned"], kept.told["tried"]) == ("Ask Mireille.", "no")
    done = page(maya, answer.url)
    assert "If it did not go well, that is worth knowing too." in done
    assert "Thank you. One sentence" not in done
    assert "Shall we look at it together next time?" in done
    assert "try" not in done.lower(), "a new look and no repeat of the task"


def test_what_the_client_told_is_not_written_twice(world: World, course: Course, maya: Browser) -> None:
    practice = practised(course, world)
    courses.record_practice_result(practice=practice, result="partly", said="I began to.", by=world.maya)
    found = page(maya, f"{NEW}?practice={practice.id}")
    assert "I began to." in found
    assert re.search(r'name="tried" value="part" checked', found)


def test_what_was_recorded_in_the_session_stays_there(world: World, course: Course, maya: Browser) -> None:
    practice = practised(course, world)
    courses.record_practice_result(practice=practice, result="done", said="Words of Ada.", by=world.ada.user)
    found = page(maya, f"{NEW}?practice={practice.id}")
    assert "Words of Ada." not in found
    assert not re.search(r'name="tried" value="yes" checked', found)


def test_somebody_whom_the_client_does_not_see_is_left_out(
    world: World, course: Course, maya: Browser
) -> None:
    circle = circles.begin(world)
    [robin, dana] = circles.name(world, circle, "Robin", "Dana")
    circles.make(world, circle, circles.move(dana, "place", (1, 0)))
    practice = practised(course, world, person=robin.id)
    assert "Robin" not in page(maya, f"{NEW}?practice={practice.id}")
    post(maya, f"{NEW}?practice={practice.id}", typed())
    unasked = [it for it in QUICK if it != "who"]
    assert post(maya, f"{NEW}?practice={practice.id}", typed(asked=unasked)).status_code == 302
    assert all("who" not in it.told for it in Worksheet.objects.all())
    inventory.share_circle(circle=circle, shared=True, by=world.ada.user)
    shown = page(maya, f"{NEW}?practice={practice.id}")
    assert re.search(rf'value="{robin.id}" checked', shown)


def test_somebody_elses_practice_is_not_there(world: World, course: Course, maya: Browser) -> None:
    other = practised(start(world.pia, world.ben), world, by=world.ben.user)
    for id in (other.id, uuid4(), "x"):
        assert maya.get(f"{NEW}?practice={id}").status_code == 404


# The list --------------------------------------------------------------------------------------------
