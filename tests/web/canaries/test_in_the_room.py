"""What the client may see on the clinician's screen holds nothing else: Together, hand over, copy out."""

import re
from typing import Any

import pytest
from django.test import Client as Browser

from amity.web.course.models import Course, Formulation, ProcessNote, Session
from amity.web.course.offered import TogetherThing
from amity.web.course.queries import together
from amity.web.measures import actions as measures
from amity.web.people.models import Staff
from tests import cast
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.canaries.record import Words, fill, found_in, tables
from tests.web.course.conftest import choose, plan, record, start

SEEN: dict[str, set[str]] = {
    "formulation": {f"course.Formulation.{name}" for name in ("illness", "onset", "suggestion", "text")},
    "draft": {f"course.Formulation.{name}" for name in ("illness", "onset", "suggestion", "text")},
    "contract": {"course.Contract.focus", "course.Contract.arrangements"},
    "goals": {"course.Goal.words", "course.Goal.indicator"},
    "practice": {"course.Practice.text", "course.Practice.if_then"},
    "safety_plan": {
        f"safety.SafetyPlan.{name}"
        for name in (
            "warning_signs", "own_ways", "distraction", "people", "professionals", "surroundings", "reasons"
        )
    },
    "weeks": {"measures.Response.about_words"},  # the goal or the person, in the client's own words
    "life": {"inventory.LifeEvent.words"},
}  # fmt: skip
TOTAL = 18  # nine answers of 2
COPIED = {
    "people.Client.name",
    *(
        f"course.Session.{name}"
        for name in ("safety_said", "safety_decided", "since_last", "note", "summary", "place")
    ),
    "course.Session.emergency_contact", "course.Session.dropped_call",
    "course.MoodEvent.mood", "course.MoodEvent.event", "course.Capture.words", "course.Attendee.name",
    "course.Practice.text", "course.Practice.if_then",
}  # fmt: skip


@pytest.fixture
def session(clock: StoppedClock, world: World) -> Session:
    """Maya's second session, after a first one and a questionnaire that raised a flag."""
    course = start(world.maya, world.ada)
    clock.forward(hours=1)
    record(plan(course, clock.now), summary="first summary", since_last="first since")
    choose(course)
    link = measures.give(client=world.maya, instruments=["phq9"], by=world.ada.user)
    response = link.responses.get()
    for item in (
        "interest",
        "mood",
        "sleep",
        "energy",
        "appetite",
        "self_worth",
        "concentration",
        "movement",
        "self_harm",
    ):
        measures.answer(
            response=response, item=item, value=2, visit=link.id, written_at=clock.now, by=world.maya
        )
    measures.submit(response=response, by=world.maya)
    clock.forward(days=7)
    return record(plan(course, clock.now, mode="video"))


@pytest.fixture
def planted(session: Session, world: World) -> Words:
    """The canaries, in a record that has a row in every table."""
    words = fill(session, world.ada)
    _given_and_a_draft(session, world.ada)
    Session.objects.filter(pk=session.pk).update(safety_asked=True, attendance="attended")
    return words


def _given_and_a_draft(session: Session, by: Staff) -> None:
    """The formulation of the record was given; the same words stand in the next version, not given yet."""
    given = Formulation.objects.get(course=session.course)
    words = {name.rpartition(".")[2]: getattr(given, name.rpartition(".")[2]) for name in SEEN["draft"]}
    Formulation.objects.filter(pk=given.pk).update(
        given_on=session.course.started_on, given_how="spoken", given_by=by.user.pk
    )
    Formulation.objects.create(
        course=session.course, number=given.number + 1, written_at=given.written_at,
        written_by=by.user.pk, written_by_kind="staff", **words,
    )  # fmt: skip


@pytest.fixture
def browser(world: World, planted: Words) -> Browser:
    """Ada's, once everything is written."""
    return cast.signed_in(world.ada)


def names(world: World) -> list[str]:
    """Every name of the clinic, and its parts; Maya's own was replaced by a canary."""
    people: list[Any] = [*world.staff, world.omar, world.pia, world.quin]
    return [part for one in people for part in one.name.split()] + [it.user.email for it in world.staff]


def seen(browser: Browser, course: Course, thing: str) -> str:
    answer = browser.get(f"/courses/{course.id}/together/{thing}")
    assert answer.status_code == 200, thing
    return str(answer.content.decode()) + str(answer.headers)


def test_every_table_has_its_canary(planted: Words) -> None:
    assert {name.rpartition(".")[0] for name in planted.values()} >= {
        model._meta.label
        for model in tables()
        if model._meta.label not in {"measures.Link", "people.Invitation"}
    }
    assert len(planted) > 90


def test_everything_that_can_be_shown_together_is_looked_at(session: Session, planted: Words) -> None:
    assert {thing.id for thing in together.things_of(session.course)} == SEEN.keys()


def faults(page: str, planted: Words, may_stand: set[str], world: World) -> list[str]:
    """What stands on a page that may not, and what is missing."""
    words = (
        "PHQ",
        "GAD",
        "severe",
        "cut-off",
        "flag",
        "<nav",
        "Find a client",
        "Sign out",
        "Northgate",
    )
    page = re.sub(r'(?:nonce|value)="[\w+/=-]{20,}"', "", page)  # tokens may spell anything
    found = [word for word in words if word in page]
    spoken = " ".join([re.sub(r"<[^>]*>", " ", page), *re.findall(r'(?:aria-label|title)="([^"]*)"', page)])
    found += re.findall(rf"\b{TOTAL}\b", spoken)
    found += [name for name in names(world) if re.search(rf"\b{re.escape(name)}\b", page)]
    return found + sorted(found_in(page, planted) ^ may_stand)


@pytest.mark.parametrize("thing", SEEN)
def test_together_holds_the_thing_and_nothing_private(
    browser: Browser, session: Session, planted: Words, world: World, thing: str
) -> None:
    page = seen(browser, session.course, thing)
    assert faults(page, planted, SEEN[thing], world) == []
    assert "<title>Notebook</title>" in page


@pytest.mark.parametrize("alone", ["", "?alone"])
def test_the_choice_holds_whose_it_is_and_nothing_else(
    browser: Browser, session: Session, planted: Words, world: World, alone: str
) -> None:
    page = browser.get(f"/courses/{session.course_id}/together{alone}").content.decode()
    assert faults(page, planted, {"people.Client.name"}, world) == []


def _leaks(course: Course) -> dict[str, str]:
    note = ProcessNote.objects.get(session__course=course)
    return {"a process note": note.text, "a name": course.clinician.name, "a score": f"the total is {TOTAL}"}


@pytest.mark.parametrize("leak", ["a process note", "a name", "a score"])
def test_a_planted_leak_is_seen(
    leak: str,
    browser: Browser,
    session: Session,
    planted: Words,
    world: World,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def leaking(course: Course) -> TogetherThing:
        text = _leaks(course)[leak]
        return TogetherThing("practice", "Practice", "course/_together_practice.html", {"text": text})

    monkeypatch.setattr(together, "OWN", (leaking,))
    page = seen(browser, session.course, "practice")
    assert set(faults(page, planted, set(), world)) & {"course.ProcessNote.text", "Ada", str(TOTAL)}


def test_a_safety_plan_is_shown_only_where_the_client_asked_for_it(
    browser: Browser, session: Session, planted: Words, world: World
) -> None:
    world.maya.safety_plans.update(client_sees=False)
    assert browser.get(f"/courses/{session.course_id}/together/safety_plan").status_code == 404


def test_the_copy_holds_this_session_and_nothing_else(
    browser: Browser, session: Session, planted: Words, world: World
) -> None:
    page = browser.get(f"/sessions/{session.id}/copy").content.decode()
    assert found_in(page, planted) == COPIED
    for word in ("first summary", "first since", "Omar", "Pia", "PHQ", "Sam Verhoeven"):
        assert word not in page, word


def test_a_planted_process_note_in_the_copy_is_seen(
    browser: Browser, session: Session, planted: Words, world: World
) -> None:
    session.refresh_from_db()
    session.note = f"{session.note} {ProcessNote.objects.get(session=session).text}"
    session.save()
    page = browser.get(f"/sessions/{session.id}/copy").content.decode()
    assert found_in(page, planted) == COPIED | {"course.ProcessNote.text"}


def test_a_device_handed_over_shows_nothing_private(
    browser: Browser, session: Session, planted: Words, world: World
) -> None:
    """Every page within reach of whoever holds it: the form to its end, the lock, and every typed address."""
    link = measures.give(client=world.maya, instruments=["phq9"], by=world.ada.user)
    handed = browser.post(f"/clients/{world.maya.id}/measures/hand-over", {"link": str(link.id)})
    assert handed.headers["Location"] == "/d/form"
    response = str(link.responses.get().id)
    pages = [
        browser.get(path)
        for path in ("/d/form", "/d/form/1/1", "/d/form/1", "/d/form/1/send", "/d/help", "/locked")
    ]
    pages.append(browser.post("/d/form/1/1", {"response": response, "q1": "2"}, follow=True))
    pages.append(browser.post("/d/form/1/send", {"response": response}, follow=True))
    pages += [browser.get(path, follow=True) for path in _typed(session)]
    for page in pages:
        said = page.content.decode() + str(page.headers)
        assert found_in(said, planted) == set(), page.request["PATH_INFO"]
        assert "Omar" not in said
        assert "Pia" not in said


def _typed(session: Session) -> list[str]:
    course, client = session.course_id, session.course.client_id
    return [
        "/", "/today", "/clients", f"/clients/{client}", f"/clients/{client}/measures", f"/courses/{course}",
        f"/courses/{course}/together", f"/courses/{course}/together/practice", f"/sessions/{session.id}",
        f"/sessions/{session.id}/copy", f"/sessions/{session.id}/open",
        f"/clients/{client}/safety", "/d/done",
    ]  # fmt: skip


def test_roles_without_care_see_no_copy(session: Session, planted: Words, world: World) -> None:
    for somebody in (world.sam, world.cora, world.lena):
        assert isinstance(somebody, Staff)
        page = cast.signed_in(somebody).get(f"/sessions/{session.id}/copy")
        assert page.status_code == 403
        assert found_in(page.content.decode(), planted) == set()
