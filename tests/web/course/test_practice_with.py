"""A practice with somebody and on a day: agreed in the session, shown to both as far as each may see."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from amity.web.base.errors import Refused
from amity.web.course import actions
from amity.web.course.models import Practice, Session
from amity.web.inventory import actions as inventory
from amity.web.inventory.models import Relationship
from tests.cast import World, signed_in
from tests.web.companion.conftest import join, sign_in
from tests.web.course import knock
from tests.web.course.test_record_session import path, sent
from tests.web.inventory.conftest import begin, make, move, name

FRIDAY = date(2026, 3, 6)


@pytest.fixture
def inge(world: World, session: Session) -> Relationship:
    """On a circle that is not shared with Maya."""
    circle = begin(world)
    [somebody] = name(world, circle, "Aunt Inge")
    make(world, circle, move(somebody, "place", (1, 0)))
    return somebody


def shared(world: World, person: Relationship) -> None:
    circle = world.maya.circles.get()
    inventory.share_circle(circle=circle, shared=True, by=world.ada.user)


def agree(world: World, session: Session, person: UUID | None, day: date | None = FRIDAY) -> Practice:
    return actions.agree_practice(
        course=session.course, session=session, text="ask for a walk", person=person, day=day,
        by=world.ada.user,
    )  # fmt: skip


def test_it_is_agreed_with_the_record(world: World, session: Session, inge: Relationship) -> None:
    page = knock.text(knock.get(world.ada, f"/sessions/{session.id}"))
    assert f'<option value="{inge.id}">Aunt Inge</option>' in page
    more = {"practice": "ask for a walk", "practice_person": str(inge.id), "practice_day": "2026-03-06"}
    assert knock.post(world.ada, path(session), sent(**more)).status_code == 302
    found = Practice.objects.get()
    assert (found.text, found.person, found.day) == ("ask for a walk", inge.id, FRIDAY)


def test_with_nobody_and_on_no_day_it_is_agreed_as_before(world: World, session: Session) -> None:
    knock.post(world.ada, path(session), sent(practice="walk"))
    found = Practice.objects.get()
    assert (found.person, found.day) == (None, None)


def test_what_is_missing_is_asked_for_and_nothing_is_lost(
    world: World, session: Session, inge: Relationship
) -> None:
    more = {"practice": "", "practice_person": str(inge.id), "practice_day": "2026-03-06"}
    answer = knock.post(world.ada, path(session), sent(**more))
    assert answer.status_code == 422
    page = knock.text(answer)
    assert "Say what was agreed, beside when or with whom." in page
    assert f'<option value="{inge.id}" selected>' in page
    assert 'value="2026-03-06"' in page


def test_somebody_of_another_client_is_refused(world: World, session: Session) -> None:
    circle = begin(world, client=world.omar)
    [other] = name(world, circle, "Somebody else")
    for person in (other.id, uuid4()):
        with pytest.raises(Refused, match="not among the people"):
            agree(world, session, person)
    more = {"practice": "walk", "practice_person": str(other.id)}
    assert knock.post(world.ada, path(session), sent(**more)).status_code == 422


def test_clinicians_read_with_whom_and_when(world: World, session: Session, inge: Relationship) -> None:
    agree(world, session, inge.id)
    for address in (f"/courses/{session.course_id}", f"/sessions/{session.id}"):
        assert "with Aunt Inge, on Fri 6 Mar" in knock.text(knock.get(world.ada, address))
    assert "with Aunt Inge, 6 March 2026" in knock.text(knock.get(world.ada, f"/sessions/{session.id}/copy"))


@pytest.mark.parametrize("address", ["/d/", "/d/plan"])
def test_the_client_reads_a_name_only_where_they_see_that_person(
    world: World, session: Session, inge: Relationship, address: str
) -> None:
    join(world.maya, world.ada)
    browser = sign_in()
    agree(world, session, inge.id)
    page = knock.text(browser.get(address))
    assert "Inge" not in page
    assert "on Fri 6 Mar" in page
    shared(world, inge)
    assert "Aunt Inge" in knock.text(browser.get(address))


def test_so_it_is_on_the_screen_both_look_at(world: World, session: Session, inge: Relationship) -> None:
    agree(world, session, inge.id)
    address = f"/courses/{session.course_id}/together/practice"
    assert "Inge" not in knock.text(knock.get(world.ada, address))
    shared(world, inge)
    assert "with Aunt Inge, on Fri 6 Mar" in knock.text(knock.get(world.ada, address))


def test_whose_name_is_kept_no_more_stays_nameless(
    world: World, session: Session, inge: Relationship
) -> None:
    agree(world, session, inge.id)
    inventory.redact_person(person=inge, by=world.ada.user)
    page = knock.text(signed_in(world.ada).get(f"/sessions/{session.id}"))
    assert "with a person" in page
    assert f'<option value="{inge.id}">' not in page
