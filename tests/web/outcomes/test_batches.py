"""Records as frames: which courses, which scores, at which session, and nothing that says whose they are."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.core.analytics import simulation
from amity.core.analytics.layout import LAYOUT
from amity.web.base import clock as the_clock
from amity.web.course import actions as courses
from amity.web.course.models import Course
from amity.web.course.queries.counting import counted
from amity.web.measures import actions as measures
from amity.web.measures.models import Response
from amity.web.outcomes import queries
from amity.web.outcomes.queries import batches
from amity.web.outcomes.queries.sessions import session_of
from amity.web.people import actions as people
from tests.cast import World, agree_to_everything
from tests.conftest import StoppedClock
from tests.web.course.conftest import choose, start
from tests.web.outcomes.conftest import at, rows, scored


def frames(world: World) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What is counted of Northgate now."""
    ids = queries.ids_to_count(world.north, the_clock.now())
    found = batches.of_records(ids, the_clock.now())
    return rows(found.courses), rows(found.scores)


def test_a_course_is_one_row_of_numbers(ended: Course, world: World) -> None:
    [row], _ = frames(world)
    assert row == {
        "course": 1,
        "synthetic": False,
        "protocol": "ipt",
        "problem_area": None,
        "sessions_planned": 16,
        "finished": True,
        "completed": True,
        "waiting_days": None,
        "sessions_attended": 3,
        "sessions_missed": 1,
        "sessions_cancelled": 1,
        "resolution_client": None,
        "resolution_clinician": None,
        "age_band": None,
        "gender": None,
    }
    assert list(row) == [it.column for it in LAYOUT if it.table == "courses"]


def test_ages_are_counted_in_bands_and_not_handed_out(ended: Course, world: World) -> None:
    ids = queries.ids_to_count(world.north, the_clock.now())
    [row] = rows(batches.of_records(ids, the_clock.now(), with_ages=True).courses)
    assert row["age_band"] == "30_to_44"
    (course,) = counted(ids, the_clock.now())
    first = min(course.met_on)
    for years, band in ((17, "0_to_17"), (18, "18_to_29"), (64, "45_to_64"), (65, "65_on")):
        assert batches.band_of(course, first.replace(year=first.year - years)) == band
    eighteen_tomorrow = first.replace(year=first.year - 18) + timedelta(days=1)
    assert batches.band_of(course, eighteen_tomorrow) == "0_to_17"
    made = simulation.Truth().ages
    assert set(made) == set(batches.BANDS) - {"0_to_17"}  # made-up clients are of age


def test_scores_stand_at_the_session_they_belong_to(ended: Course, world: World) -> None:
    _, found = frames(world)
    assert [(it["measure"], it["session"], it["score"]) for it in found] == [
        ("gad7", 2, 14.0),
        ("gad7", 3, 5.0),
        ("phq9", 0, 20.0),
        ("phq9", 2, 16.0),
        ("phq9", 3, 6.0),
    ]


def test_the_latest_of_a_session_counts(clock: StoppedClock, ended: Course, world: World) -> None:
    response = Response.objects.filter(instrument="phq9").order_by("given_at").first()
    assert response is not None
    Response.objects.filter(pk=response.pk).update(last_answer_at=at(8))
    _, found = frames(world)
    assert [(it["session"], it["score"]) for it in found if it["measure"] == "phq9"] == [(2, 16.0), (3, 6.0)]


@pytest.mark.parametrize(
    ("on", "session"),
    [(date(2026, 3, 1), 0), (date(2026, 3, 2), 1), (date(2026, 3, 3), 2), (date(2026, 4, 1), 2)],
)
def test_the_session_of_a_day(on: date, session: int) -> None:
    assert session_of(on, [date(2026, 3, 2), date(2026, 3, 9)], is_open=False) == session
    assert session_of(on, [], is_open=True) == 0


def test_a_course_that_was_closed_later_goes_on(ended: Course, world: World) -> None:
    ids = queries.ids_to_count(world.north, the_clock.now())
    [row] = rows(batches.of_records(ids, at(20)).courses)
    assert row["finished"] is False


def test_what_came_after_the_ending_is_no_outcome(clock: StoppedClock, ended: Course, world: World) -> None:
    before = frames(world)
    clock.forward(days=60)
    scored(world.maya, world.ada, "phq9", 24)
    assert frames(world) == before


def test_what_a_client_keeps_never_leaves(ended: Course, world: World) -> None:
    latest = Response.objects.filter(instrument="phq9").order_by("given_at").last()
    assert latest is not None
    Response.objects.filter(pk=latest.pk).update(kept_back_at=the_clock.now())
    _, found = frames(world)
    assert 6.0 not in [it["score"] for it in found]


def test_how_the_two_work_together_is_nobodys_outcome(clock: StoppedClock, world: World) -> None:
    start(world.maya, world.ada)
    response = measures.give(
        client=world.maya, instruments=["own_alliance"], by=world.ada.user
    ).responses.get()
    for item in ("understood", "agreed", "fits"):
        measures.answer(
            response=response, item=item, value=7, visit=uuid4(), written_at=the_clock.now(), by=world.maya
        )
    measures.submit(response=response, by=world.maya)
    Response.objects.update(kept_back_at=None)
    assert Response.objects.for_staff().exclude(submitted_at=None).count() == 1
    assert frames(world)[1] == []


def test_the_focus_and_how_it_was_rated(clock: StoppedClock, world: World) -> None:
    course = start(world.maya, world.ada)
    area = choose(course)
    for who, rating, occasion in (
        ("client", 2, "start"), ("client", 3, "end"), ("client", 4, "end"), ("therapist", 2, "end"),
    ):  # fmt: skip
        clock.forward(minutes=1)
        courses.rate_resolution(
            problem_area=area, who=who, occasion=occasion, rating=rating, on=the_clock.now().date(),
            by=world.ada.user,
        )  # fmt: skip
    [row], _ = frames(world)
    assert (row["problem_area"], row["resolution_client"], row["resolution_clinician"]) == (
        "role_transition", 4, 2,
    )  # fmt: skip
    assert row["finished"] is False


@pytest.mark.parametrize(
    ("disposition", "completed"), [("done", True), ("left", False), ("other_treatment", None), ("", None)]
)
def test_how_it_ended(clock: StoppedClock, world: World, disposition: str, completed: bool | None) -> None:
    course = start(world.maya, world.ada)
    if disposition:
        courses.record_ending(course=course, version=0, said={"disposition": disposition}, by=world.ada.user)
    [row], _ = frames(world)
    assert row["completed"] is completed


def test_who_took_back_their_records_is_not_counted(clock: StoppedClock, world: World) -> None:
    start(world.maya, world.ada)
    start(world.pia, world.ben)
    assert len(frames(world)[0]) == 2
    for given, number in ((False, 1), (True, 2)):
        clock.forward(days=1)
        people.record_consent(
            client=world.pia, kind="records", given=given, how="spoken", on=the_clock.now().date(), note="",
            by=world.ben.user,
        )  # fmt: skip
        assert len(frames(world)[0]) == number


def test_another_services_courses_are_not_there(clock: StoppedClock, world: World) -> None:
    agree_to_everything(world.quin, world.carl)
    start(world.quin, world.carl)
    assert frames(world) == ([], [])


def test_no_id_no_name_and_no_date_leaves(ended: Course, world: World) -> None:
    told = str(frames(world))
    ids = {str(ended.id), str(world.maya.id), str(world.ada.id), str(world.north.id)}
    assert not [it for it in (*ids, "Maya", "Ada", "2026") if it in told]


def test_more_courses_ask_no_more_queries(ended: Course, clock: StoppedClock, world: World) -> None:
    with CaptureQueriesContext(connection) as one:
        frames(world)
    start(world.pia, world.ben)
    scored(world.pia, world.ben, "phq9", 9)
    with CaptureQueriesContext(connection) as two:
        frames(world)
    assert len(one) == len(two) <= 12


def test_nothing_is_unsealed_to_be_counted(
    ended: Course, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from amity.web.base import encrypted

    def refuse(*_: Any, **__: Any) -> str:
        raise AssertionError("a sealed word was opened")

    monkeypatch.setattr(encrypted, "unseal", refuse)
    assert frames(world)[0]
    with pytest.raises(AssertionError):
        _ = type(world.maya).objects.get(pk=world.maya.pk).name
