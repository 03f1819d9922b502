"""The client reads how we understand it and answers: it fits, with changes, or it does not."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client as Browser

from amity.web.base.models import AuditEvent
from amity.web.course import actions, queries
from amity.web.course.models import Course, Formulation, FormulationAnswer
from amity.web.people import actions as people
from amity.web.people.models import KeptText
from tests import cast
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.companion.conftest import join, sign_in
from tests.web.course.conftest import start

TEXT = "When the bakery closed, the evenings became long, and you stopped calling people."
OWN = "When the bakery closed, I stopped calling people."


@pytest.fixture
def course(clock: StoppedClock, world: World) -> Course:
    found = start(world.maya, world.ada)
    given = actions.write_formulation(course=found, base=0, text=TEXT, by=world.ada.user)
    actions.give_formulation(formulation=given, how="spoken", by=world.ada.user)
    return found


@pytest.fixture
def maya(course: Course, world: World) -> Browser:
    join(world.maya, world.ada)
    return sign_in()


def sent(browser: Browser, **changes: Any) -> Any:
    usual = {
        "id": str(uuid4()), "suggestion_id": str(uuid4()), "number": 1, "base": 1, "answer": "yes",
        "own_text": TEXT, "words": "",
    }  # fmt: skip
    return browser.post("/d/words", usual | changes)


def test_it_fits(maya: Browser, course: Course, world: World) -> None:
    assert sent(maya).headers["Location"] == "/d/words"
    said = FormulationAnswer.objects.get()
    assert (said.answer, said.how, said.by, said.by_kind) == ("yes", "here", world.maya.id, "client")
    page = maya.get("/d/words").content.decode()
    assert "You said that it fits" in page
    assert "Received today 10:00." in page
    assert "Ada Whitfield reads this today, before 17:00." in page
    assert AuditEvent.objects.filter(verb="answer_formulation", actor=world.maya.id).count() == 1


def test_with_these_changes(maya: Browser, course: Course) -> None:
    answer = sent(maya, answer="edits", own_text=OWN, words="It was me, not the evenings.")
    assert answer.status_code == 302
    newest = queries.newest_formulation(course)
    assert newest is not None
    assert (newest.number, newest.text, newest.written_by_kind) == (2, OWN, "client")
    assert FormulationAnswer.objects.get().formulation.number == 1
    page = maya.get("/d/words").content.decode()
    for said in ("As you would say it", OWN, "It was me, not the evenings.", TEXT):
        assert said in page


def test_it_does_not_fit(maya: Browser) -> None:
    sent(maya, answer="no", words="It began before that.")
    page = maya.get("/d/words").content.decode()
    assert "You would like to talk about it" in page
    assert "Nothing is settled." in page


def test_sent_twice_is_once(maya: Browser) -> None:
    same = {"id": str(uuid4()), "suggestion_id": str(uuid4()), "answer": "edits", "own_text": OWN}
    for _ in range(3):
        assert sent(maya, **same).status_code == 302
    assert Formulation.objects.count() == 2
    assert FormulationAnswer.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"answer": ""}, "Please choose one."),
        ({"answer": "edits"}, "The words above are as they were."),
        ({"answer": "edits", "own_text": "  "}, "The words above are as they were."),
        ({"answer": "yes", "own_text": OWN}, "You changed the words."),
        ({"answer": "no", "own_text": OWN}, "You changed the words."),
        ({"words": "x" * 20_001}, "Please keep this shorter."),
    ],
)
def test_what_is_looked_at_again_keeps_what_was_typed(
    maya: Browser, given: dict[str, str], said: str
) -> None:
    answer = sent(maya, **given)
    page = answer.content.decode()
    assert (answer.status_code, said in page) == (422, True)
    assert given.get("own_text", TEXT).strip() in page
    assert not FormulationAnswer.objects.exists()


@pytest.mark.parametrize("how", ["yes", "edits"])
def test_another_version_was_given_meanwhile(maya: Browser, course: Course, world: World, how: str) -> None:
    """Nothing is answered that was not read; what was typed stands beside what holds now."""
    newer = actions.write_formulation(course=course, base=1, text="Another way to see it.", by=world.ada.user)
    actions.give_formulation(formulation=newer, how="phone", by=world.ada.user)
    answer = sent(maya, answer=how, own_text=OWN if how == "edits" else TEXT, words="My words.")
    page = answer.content.decode()
    assert answer.status_code == 409
    for said in ("Another way to see it.", "My words.", "written meanwhile"):
        assert said in page
    assert not FormulationAnswer.objects.exists()


def test_a_draft_meanwhile_hinders_nobody(maya: Browser, course: Course, world: World) -> None:
    actions.write_formulation(course=course, base=1, text="A draft.", by=world.ada.user)
    assert sent(maya, answer="edits", own_text=OWN).status_code == 302
    assert Formulation.objects.get(written_by_kind="client").number == 3
    assert not KeptText.objects.exists()


def test_one_may_see_it_differently_later(maya: Browser, clock: StoppedClock) -> None:
    sent(maya)
    clock.forward(minutes=20)
    sent(maya, answer="no", words="I thought again.")
    assert [it.answer for it in FormulationAnswer.objects.all()] == ["yes", "no"]
    assert "You would like to talk about it" in maya.get("/d/words").content.decode()


def test_said_aloud_stands_there_too(maya: Browser, course: Course, world: World) -> None:
    given = queries.given_formulation(course)
    assert given is not None
    actions.answer_formulation(
        formulation=given, answer="yes", words="Yes, that is it.", how="spoken", by=world.ada.user
    )
    page = maya.get("/d/words").content.decode()
    assert "Said when you met or called" in page
    assert "Received today" not in page


def test_the_first_page_asks_until_it_is_answered(maya: Browser) -> None:
    assert "say whether it fits" in maya.get("/d/").content.decode()
    sent(maya)
    assert "say whether it fits" not in maya.get("/d/").content.decode()


def test_after_the_end_nothing_is_sent(maya: Browser, course: Course, world: World) -> None:
    actions.close_course(course=course, reason="moved away", by=world.ada.user)
    answer = sent(maya)
    assert answer.status_code == 409
    assert not FormulationAnswer.objects.exists()


def test_nobody_elses_is_reached(maya: Browser, course: Course, world: World) -> None:
    """Whatever is sent, it is one's own that is answered: no id in the form says whose."""
    other = start(world.pia, world.ben)
    given = actions.write_formulation(course=other, base=0, text="zqpia", by=world.ben.user)
    actions.give_formulation(formulation=given, how="spoken", by=world.ben.user)
    answer = sent(maya, id=str(given.id), suggestion_id=str(given.id), answer="edits", own_text=OWN)
    assert answer.status_code == 409
    assert "zqpia" not in answer.content.decode()
    assert not FormulationAnswer.objects.exists()


def test_before_there_is_one(world: World) -> None:
    join(world.maya, world.ada)
    answer = sent(sign_in())
    assert (answer.status_code, b"nothing written down here yet" in answer.content) == (200, True)


def test_signed_out_it_is_not_sent(maya: Browser, course: Course, world: World) -> None:
    people.close_sign_in(client=world.maya, by=world.ada.user)
    assert sent(maya).headers["Location"] == "/d/sign-in"
    assert not FormulationAnswer.objects.exists()


def test_staff_have_no_such_page(course: Course, world: World) -> None:
    assert sent(cast.signed_in(world.ada)).headers["Location"] == "/d/sign-in"
