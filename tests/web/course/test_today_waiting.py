"""The part of Today that is asked for every few seconds."""

from datetime import timedelta

from amity.web.base.models import AuditEvent
from amity.web.course.models import Course, Session
from tests.cast import World, signed_in
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.course.test_today import SAID, raise_flag

PATH = "/today/waiting"


def test_it_works(world: World, session: Session, clock: StoppedClock) -> None:
    answer = knock.get(world.ada, PATH)
    assert answer.headers["As-Of"] == "10:00"
    assert "As of" in knock.text(answer)
    assert "<html" not in knock.text(answer)


def test_what_has_not_changed_is_not_sent_again(world: World, session: Session, clock: StoppedClock) -> None:
    browser = signed_in(world.ada)
    tag = browser.get(PATH).headers["ETag"]
    clock.forward(minutes=1)
    again = browser.get(PATH, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["As-Of"] == "10:01"


def test_a_flag_is_there_with_the_next_asking(world: World, session: Session, clock: StoppedClock) -> None:
    browser = signed_in(world.ada)
    tag = browser.get(PATH).headers["ETag"]
    raise_flag(world.maya, clock)
    answer = browser.get(PATH, headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert SAID in knock.text(answer)


def test_what_is_to_finish_comes_with_it(world: World, course: Course) -> None:
    page = knock.text(knock.get(world.ada, PATH))
    assert 'id="finish"' in page
    assert 'hx-swap-oob="true"' in page
    assert "No next appointment" in page


def test_asking_writes_nothing_and_extends_nothing(
    world: World, session: Session, clock: StoppedClock
) -> None:
    browser = signed_in(world.ada)
    browser.get("/today")
    before = AuditEvent.objects.count()
    for _ in range(4):
        clock.forward(minutes=4)
        answer = browser.get(PATH)
    assert AuditEvent.objects.count() == before
    assert answer.status_code in (302, 204)  # sixteen minutes idle: signed out, though it was asked for


def test_a_supervisor_hears_only_of_what_is_past_its_time(world: World, clock: StoppedClock) -> None:
    raise_flag(world.maya, clock)
    assert SAID not in knock.text(knock.get(world.sam, PATH))
    clock.to(clock.now + timedelta(days=2))
    assert SAID in knock.text(knock.get(world.sam, PATH))


def test_a_colleague_hears_nothing_of_it(world: World, clock: StoppedClock) -> None:
    raise_flag(world.maya, clock)
    assert SAID not in knock.text(knock.get(world.ben, PATH))


def test_other_roles_are_refused(world: World, clock: StoppedClock) -> None:
    assert knock.statuses(knock.no_readers(world), PATH) == {403}


def test_it_takes_no_posts(world: World) -> None:
    assert knock.post(world.ada, PATH).status_code == 405
