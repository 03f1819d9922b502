"""The client tells what came of what was agreed, on their own page."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client as Browser

from amity.web.base import clock as base_clock
from amity.web.base.errors import Refused
from amity.web.base.models import AuditEvent
from amity.web.course import actions
from amity.web.course.models import Practice, Session
from amity.web.course.queries.own_course import own_practice
from amity.web.people.models import KeptText
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.companion.conftest import join, sign_in
from tests.web.course import knock
from tests.web.course.conftest import plan, record, start
from tests.web.course.test_practice_result import path as result_path
from tests.web.course.test_practice_result import sent as recorded_as


@pytest.fixture
def practice(world: World, session: Session) -> Practice:
    return actions.agree_practice(
        course=session.course, session=session, text="ask L. to walk", if_then="when she calls",
        by=world.ada.user,
    )  # fmt: skip


@pytest.fixture
def maya(world: World) -> Browser:
    join(world.maya, world.ada)
    return sign_in()


def path(practice: Practice) -> str:
    return f"/d/tried/{practice.id}"


def told(world: World, practice: Practice, result: str = "partly", said: str = "She was busy.") -> None:
    actions.record_practice_result(practice=practice, result=result, said=said, by=world.maya)
    practice.refresh_from_db()


def sent(practice: Practice, **more: Any) -> dict[str, Any]:
    return {"result": "partly", "said": "She was busy.", "seen": practice.told_stamp, **more}


def test_it_works(world: World, practice: Practice, maya: Browser) -> None:
    page = knock.text(maya.get(path(practice)))
    assert "ask L. to walk" in page
    assert "There is no wrong answer" in page
    assert "Ada Whitfield reads" in page
    answer = maya.post(path(practice), sent(practice))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/d/plan#tries")
    practice.refresh_from_db()
    assert (practice.result, practice.result_said) == ("partly", "She was busy.")
    assert practice.result_by == world.maya.id
    shown = knock.text(maya.get("/d/plan"))
    assert "You tried it in part" in shown
    assert "“She was busy.”" in shown


def test_a_sentence_is_not_needed(practice: Practice, maya: Browser) -> None:
    assert maya.post(path(practice), sent(practice, result="not_tried", said="")).status_code == 302
    page = knock.text(maya.get("/d/plan"))
    assert "Not tried" in page
    assert "failed" not in page.casefold()


@pytest.mark.parametrize("result", ["", "splendid"])
def test_bad_input_is_kept(practice: Practice, maya: Browser, result: str) -> None:
    answer = maya.post(path(practice), sent(practice, result=result))
    assert answer.status_code == 422
    assert "She was busy." in knock.text(answer)


def test_it_can_be_said_otherwise(world: World, practice: Practice, maya: Browser) -> None:
    told(world, practice)
    assert "She was busy." in knock.text(maya.get(path(practice)))
    maya.post(path(practice), sent(practice, result="done", said="She came."))
    practice.refresh_from_db()
    assert (practice.result, practice.result_said) == ("done", "She came.")


def test_told_meanwhile_on_another_screen_both_stand(
    world: World, practice: Practice, maya: Browser, clock: StoppedClock
) -> None:
    before = sent(practice, said="A second sentence.")
    told(world, practice)
    answer = maya.post(path(practice), before)
    assert answer.status_code == 409
    assert "A second sentence." in knock.text(answer)
    assert "Something was told about this meanwhile" in knock.text(answer)
    assert "“She was busy.”" in knock.text(answer)
    assert f'name="seen" value="{practice.told_stamp}"' in knock.text(answer)
    practice.refresh_from_db()
    assert practice.result_said == "She was busy."


def test_what_was_recorded_in_a_session_stays(world: World, practice: Practice, maya: Browser) -> None:
    actions.record_practice_result(practice=practice, result="done", said="zqsaid", by=world.ada.user)
    assert "zqsaid" not in knock.text(maya.get("/d/plan"))
    assert path(practice) not in knock.text(maya.get("/d/plan"))
    page = knock.text(maya.get(path(practice)))
    assert "You have talked about this one" in page
    assert "zqsaid" not in page
    practice.refresh_from_db()
    answer = maya.post(path(practice), sent(practice))
    assert answer.status_code == 409
    assert "She was busy." in knock.text(answer)
    practice.refresh_from_db()
    assert practice.result_said == "zqsaid"
    seen = own_practice(world.maya, practice.id)
    assert seen
    assert (seen[1].result, seen[1].said, seen[1].told_at) == ("", "", None)


def test_after_the_end_nothing_is_told(world: World, practice: Practice, maya: Browser) -> None:
    record(practice.session, "cancelled")
    actions.close_course(course=practice.course, reason="over", by=world.ada.user)
    assert maya.post(path(practice), sent(practice)).status_code == 409
    assert "Say how it went" not in knock.text(maya.get("/d/plan"))


def test_nobody_elses(world: World, maya: Browser) -> None:
    course = start(world.pia, world.ben)
    session = plan(course, base_clock.now())
    theirs = actions.agree_practice(course=course, session=session, text="x", by=world.ben.user)
    for address in (path(theirs), f"/d/tried/{uuid4()}"):
        assert maya.get(address).status_code == 404
        assert maya.post(address, sent(theirs)).status_code == 404
    with pytest.raises(Refused, match="Only the client"):
        actions.record_practice_result(practice=theirs, result="done", by=world.maya)


def test_signed_out_one_is_led_to_the_door(practice: Practice) -> None:
    assert Browser().get(path(practice)).status_code == 302


def test_it_is_audited_as_the_clients(world: World, practice: Practice, maya: Browser) -> None:
    for _ in range(2):
        maya.post(path(practice), sent(practice))
    [row] = AuditEvent.objects.filter(verb="record_practice_result", record_id=practice.id)
    assert (row.actor, row.actor_kind) == (world.maya.id, "client")


def test_the_clinician_sees_it_until_a_session_is_recorded(
    world: World, practice: Practice, clock: StoppedClock
) -> None:
    title = "Told what came of the practice"
    assert title not in knock.text(knock.get(world.ada, "/today"))
    clock.forward(hours=2)
    told(world, practice)
    page = knock.text(knock.get(world.ada, "/today"))
    assert title in page
    assert "She was busy" not in page.split(title)[1].split("</li>")[0]
    assert f"/courses/{practice.course_id}#agreed-h" in page
    assert title not in knock.text(knock.get(world.ben, "/today"))
    there = knock.text(knock.get(world.ada, f"/courses/{practice.course_id}"))
    assert "“She was busy.”" in there
    assert "told by the client today" in there
    clock.forward(minutes=5)
    record(practice.session)
    assert title not in knock.text(knock.get(world.ada, "/today"))


def test_what_a_clinician_recorded_is_no_news(world: World, practice: Practice) -> None:
    actions.record_practice_result(practice=practice, result="done", by=world.ada.user)
    assert "Told what came of" not in knock.text(knock.get(world.ada, "/today"))


def test_a_clinicians_open_page_does_not_write_over_it(world: World, practice: Practice) -> None:
    """The page was drawn before the client told it: both stand there, and nothing is lost either way."""
    prefix = f"p{practice.id.hex[:8]}"
    before = recorded_as(practice, "done", "What we heard") | {f"{prefix}-seen": ""}
    told(world, practice)
    answer = knock.post(world.ada, result_path(practice), before)
    assert answer.status_code == 409
    page = knock.text(answer)
    assert "What we heard" in page
    assert "“She was busy.”" in page
    again = before | {f"{prefix}-seen": practice.told_stamp}
    assert knock.post(world.ada, result_path(practice), again).status_code == 302
    practice.refresh_from_db()
    assert practice.result_said == "What we heard"
    kept = KeptText.objects.get(record_id=practice.id)
    assert (kept.field, kept.text) == ("result_said", "She was busy.")


def test_the_pages_ask_as_much_with_many(
    world: World, practice: Practice, maya: Browser, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        actions.agree_practice(
            course=practice.course, session=practice.session, text=f"thing {number}",
            day=base_clock.now().date() + timedelta(days=number), by=world.ada.user,
        )  # fmt: skip
    for address in ("/d/", "/d/plan", path(practice)):
        maya.get(address)
        with django_assert_max_num_queries(24):
            maya.get(address)
