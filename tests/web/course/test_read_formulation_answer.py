"""What a client sent stands on *Today* until somebody of the care team has read it."""

import pytest
from django.test import Client as Browser

from amity.web.base.models import AuditEvent
from amity.web.course import actions
from amity.web.course.models import Course, Formulation, FormulationAnswer
from tests import cast
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course.conftest import start


@pytest.fixture
def given(clock: StoppedClock, world: World) -> Formulation:
    course = start(world.maya, world.ada)
    version = actions.write_formulation(course=course, base=0, text="We see", by=world.ada.user)
    return actions.give_formulation(formulation=version, how="spoken", by=world.ada.user)


@pytest.fixture
def answer(given: Formulation, world: World) -> FormulationAnswer:
    return actions.answer_formulation(
        formulation=given, answer="edits", words="zqwords", how="here", by=world.maya
    )


def today(world: World) -> str:
    return cast.signed_in(world.ada).get("/today").content.decode()


def address(answer: FormulationAnswer) -> str:
    return f"/formulation-answers/{answer.id}/read"


def test_it_waits_on_today_until_it_was_read(answer: FormulationAnswer, world: World) -> None:
    shown = today(world)
    assert "Answered the formulation" in shown
    assert "agreed with changes; received 2 March, 10:00" in shown
    assert "zqwords" not in shown
    course: Course = answer.formulation.course
    browser = cast.signed_in(world.ada)
    page = browser.get(f"/courses/{course.id}/formulation").content.decode()
    assert "zqwords" in page
    assert "I have read it" in page
    assert browser.post(address(answer)).headers["Location"] == f"/courses/{course.id}/formulation"
    assert "Answered the formulation" not in today(world)
    assert "I have read it" not in browser.get(f"/courses/{course.id}/formulation").content.decode()


def test_read_twice_is_once(answer: FormulationAnswer, world: World) -> None:
    for _ in range(2):
        cast.signed_in(world.ada).post(address(answer))
    assert AuditEvent.objects.filter(verb="read_formulation_answer").count() == 1


@pytest.mark.parametrize(("who", "status"), [("ben", 404), ("carl", 404), ("sam", 403), ("cora", 403)])
def test_nobody_else(answer: FormulationAnswer, world: World, who: str, status: int) -> None:
    assert cast.signed_in(getattr(world, who)).post(address(answer)).status_code == status
    answer.refresh_from_db()
    assert answer.read_at is None


def test_signed_out(answer: FormulationAnswer) -> None:
    assert Browser().post(address(answer)).status_code == 302


def test_what_the_clinician_noted_waits_for_nobody(given: Formulation, world: World) -> None:
    actions.answer_formulation(formulation=given, answer="yes", how="phone", by=world.ada.user)
    assert "Answered the formulation" not in today(world)
