"""What waits for a day: on Today, and when a course closes."""

from datetime import date

from django.urls import reverse

from amity.web.safety import actions, queries
from amity.web.safety.models import Flag
from tests.cast import World, signed_in
from tests.conftest import StoppedClock
from tests.web.course.conftest import start
from tests.web.safety.conftest import assessed, plan

TODAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 6)


def test_a_follow_up_waits_from_its_day_on(clock: StoppedClock, world: World) -> None:
    row = assessed(world.maya, world.ada, follow_up_on=FRIDAY)
    ids = [world.maya.id, world.omar.id]
    assert queries.waiting_for(ids, TODAY) == []
    assert [(it.client_id, it.kind, it.on) for it in queries.waiting_for(ids, FRIDAY)] == [
        (world.maya.id, "follow_up", FRIDAY)
    ]
    actions.record_follow_up(assessment=row, note="Rang her.", by=world.ada.user)
    assert queries.waiting_for(ids, FRIDAY) == []


def test_a_plan_waits_by_its_newest_version_alone(clock: StoppedClock, world: World) -> None:
    plan(world.maya, world.ada, review_on=FRIDAY)
    assert [it.kind for it in queries.waiting_for([world.maya.id], FRIDAY)] == ["plan_review"]
    plan(world.maya, world.ada, base=1, review_on=date(2026, 5, 1))
    assert queries.waiting_for([world.maya.id], FRIDAY) == []


def test_nobody_elses_waits(clock: StoppedClock, world: World) -> None:
    assessed(world.pia, world.ben, follow_up_on=TODAY)
    plan(world.pia, world.ben, review_on=TODAY)
    assert queries.waiting_for([world.maya.id], TODAY) == []


def test_today_shows_both(clock: StoppedClock, world: World) -> None:
    assessed(world.maya, world.ada, follow_up_on=TODAY)
    plan(world.maya, world.ada, review_on=TODAY)
    shown = signed_in(world.ada).get(reverse("today")).content.decode()
    assert "Follow up on safety" in shown
    assert "Look at the safety plan again" in shown
    assert f"/clients/{world.maya.id}/safety" in shown
    assert "Follow up on safety" not in signed_in(world.ben).get(reverse("today")).content.decode()


def test_what_is_open_when_a_course_closes(flag: Flag, world: World) -> None:
    course = start(world.maya, world.ada)
    assessed(world.maya, world.ada, follow_up_on=FRIDAY, seen=1)
    plan(world.maya, world.ada, review_on=TODAY)
    flagged, follow_up, review = queries.open_at_close(world.maya)
    assert "has been open since Mon 2 Mar" in flagged
    assert "Fri 6 Mar" in follow_up
    assert "looked at again on Mon 2 Mar" in review
    assert queries.open_at_close(world.omar) == []
    shown = signed_in(world.ada).get(reverse("close_course", args=[course.id])).content.decode()
    assert all(line in shown for line in (flagged, follow_up, review))
