"""Who else is in a session: nobody joins before the private question, and what happened is recorded."""

from typing import Any

import pytest

from amity.web.course.models import Attendee, Session
from tests.cast import World, signed_in
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.safety.conftest import asked_privately

PART: dict[str, Any] = {"HTTP_HX_REQUEST": "true"}
LOOK = "Before anybody else joins, look at the safety pages, alone."
EVERYBODY_ELSE = [kind for kind in Attendee.Kind.values if kind != "interpreter"]


def add(world: World, session: Session, kind: str) -> Any:
    path = f"/sessions/{session.id}/attendees"
    return signed_in(world.ada).post(path, {"kind": kind, "name": "Tom"}, **PART)


@pytest.mark.parametrize("kind", EVERYBODY_ELSE)
def test_ahead_of_a_session_the_private_question_comes_first(
    world: World, session: Session, kind: str
) -> None:
    refused = add(world, session, kind)
    assert refused.status_code == 422
    assert LOOK in knock.text(refused)
    assert not Attendee.objects.exists()
    asked_privately(world.maya, world.ada)
    assert LOOK not in knock.text(add(world, session, kind))
    assert not Attendee.objects.exists()  # first the page that is looked at alone
    knock.post(world.ada, f"/sessions/{session.id}/joins", {"kind": kind, "name": "Tom"})
    assert Attendee.objects.get().kind == kind


@pytest.mark.parametrize("kind", EVERYBODY_ELSE)
@pytest.mark.parametrize("answer", ["", "yes", "declined"])
def test_what_happened_is_recorded_and_the_page_says_where_to_look(
    world: World, session: Session, clock: StoppedClock, kind: str, answer: str
) -> None:
    if answer:
        asked_privately(world.maya, world.ada, answer)
    clock.forward(hours=2)  # the very hour it begins
    added = add(world, session, kind)
    assert added.status_code == 200
    assert LOOK in knock.text(added)
    assert f"/clients/{world.maya.id}/safety" in knock.text(added)
    assert Attendee.objects.get().kind == kind


def test_an_interpreter_is_noted_without_a_word(world: World, session: Session) -> None:
    added = add(world, session, "interpreter")
    assert added.status_code == 200
    assert LOOK not in knock.text(added)


def test_whoever_sees_the_screen_reads_nothing_of_the_question(
    world: World, session: Session, clock: StoppedClock
) -> None:
    shown = [knock.text(add(world, session, "other"))]
    clock.forward(hours=2)
    shown += [
        knock.text(add(world, session, "partner")),
        knock.text(knock.get(world.ada, f"/sessions/{session.id}")),
    ]
    for page in shown:
        assert "violence" not in page.lower()
        assert "Look at the safety pages, alone, before somebody joins." in page
