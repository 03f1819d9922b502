"""One session: before, now and after on one page."""

from datetime import timedelta

from amity.web.course import actions
from amity.web.course.models import Course, Session
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.course.conftest import choose, plan, record


def path(session: Session) -> str:
    return f"/sessions/{session.id}"


def test_it_works(world: World, session: Session) -> None:
    page = knock.text(knock.get(world.ada, path(session)))
    for words in (
        "Maya Oyelaran",
        "born 14 Feb 1992",
        "Session 1 of 16",
        "Safety: asked today?",
        "How have things been since we met?",
        "Say the diagnosis in plain words",
        "Steps without a worksheet",
        "Supportive listening",
        "What you worked on, in a few lines.",
        "The focus is not chosen yet.",
    ):
        assert words in page, words


def test_nothing_is_chosen_before_somebody_chooses(world: World, session: Session) -> None:
    form = knock.text(knock.get(world.ada, path(session))).split('id="now"')[1]
    chosen = [part for part in form.split("<input")[1:] if " checked" in part.split(">")[0]]
    assert len(chosen) == 1
    assert 'name="mode" value="in_person"' in chosen[0]  # as it was planned


def test_before_it_stands_what_was_agreed_and_what_the_focus_is(
    world: World, course: Course, session: Session, clock: StoppedClock
) -> None:
    clock.forward(hours=3)
    record(session, since_last="slept badly", note="the move")
    choose(course)
    actions.agree_practice(course=course, session=session, text="ask L. to walk", by=world.ada.user)
    following = plan(course, clock.now + timedelta(days=7))
    page = knock.text(knock.get(world.ada, path(following)))
    for words in (
        "ask L. to walk",
        "I moved here and I know nobody",
        "the move",
        "Safety was last asked about in the session of Mon 2 Mar",
    ):
        assert words in page, words


def test_the_next_appointment_is_offered_at_the_same_hour(world: World, session: Session) -> None:
    page = knock.text(knock.get(world.ada, path(session)))
    assert 'value="2026-03-09"' in page
    assert 'value="12:00"' in page


def test_an_appointment_that_is_planned_is_not_offered_again(
    world: World, course: Course, session: Session, clock: StoppedClock
) -> None:
    plan(course, clock.now + timedelta(days=8))
    page = knock.text(knock.get(world.ada, path(session)))
    assert "Tue 10 Mar" in page
    assert 'name="next_on"' not in page


def test_a_supervisor_reads_and_has_no_form(world: World, session: Session, clock: StoppedClock) -> None:
    clock.forward(hours=3)
    record(session, note="we spoke about the move")
    page = knock.text(knock.get(world.sam, path(session))).split("<main", 1)[1]
    assert "we spoke about the move" in page
    assert "<form" not in page.split("</main>", 1)[0]


def test_a_stranger_finds_nothing(world: World, session: Session) -> None:
    assert knock.statuses(knock.strangers(world), path(session)) == {404}


def test_other_roles_are_refused(world: World, session: Session) -> None:
    assert knock.statuses(knock.no_readers(world), path(session)) == {403}


def test_it_takes_no_posts(world: World, session: Session) -> None:
    assert knock.post(world.ada, path(session)).status_code == 405


def test_reading_is_audited(world: World, session: Session) -> None:
    knock.get(world.ada, path(session))
    assert knock.reads(world.ada, world.maya.id, "read") == 1
