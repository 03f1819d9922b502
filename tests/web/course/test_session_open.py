"""The open page asks for this, so that nobody is signed out in the middle of a session."""

from amity.web.course.models import Session
from tests.cast import World, signed_in
from tests.conftest import StoppedClock
from tests.web.course import knock


def path(session: Session) -> str:
    return f"/sessions/{session.id}/open"


def test_it_keeps_somebody_signed_in_until_a_quarter_after_the_end(
    world: World, session: Session, clock: StoppedClock
) -> None:
    clock.forward(hours=2)
    browser = signed_in(world.ada)
    for _ in range(6):  # at 0, 13, … 65 minutes; 50 are planned
        assert browser.get(path(session)).status_code == 204
        clock.forward(minutes=13)
    assert browser.get(path(session)).status_code == 286
    clock.forward(minutes=16)
    assert browser.get(path(session)).status_code == 302


def test_the_page_asks_only_around_the_session(world: World, session: Session, clock: StoppedClock) -> None:
    address = f"/sessions/{session.id}"
    assert path(session) not in knock.text(knock.get(world.ada, address))
    clock.forward(hours=2)
    assert path(session) in knock.text(knock.get(world.ada, address))
    assert path(session) not in knock.text(knock.get(world.sam, address))


def test_a_stranger_finds_nothing(world: World, session: Session) -> None:
    assert knock.statuses(knock.strangers(world), path(session)) == {404}


def test_other_roles_are_refused(world: World, session: Session) -> None:
    assert knock.statuses(knock.no_clinicians(world), path(session)) == {403}
