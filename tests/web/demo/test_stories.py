"""What each story claims holds in the store that is made from it."""

import ast
import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from amity.core import library
from amity.web.base.models import AuditEvent
from amity.web.course import queries as courses
from amity.web.course.models import Course, Practice, Session
from amity.web.demo import asking, build, calendar, story, telling
from amity.web.demo.answers import answers
from amity.web.demo.queries import client_of_story
from amity.web.measures.models import Link, Response
from amity.web.people.models import Client, Grant, Service, Staff
from amity.web.safety.models import Flag, FlagEvent, RiskAssessment

pytestmark = pytest.mark.usefixtures("clinic", "db")
DEMO = Path(build.__file__).parent
FICTION = re.compile(r"(01632 960 \d{3}|0808 157 \d{4})")


def course_of(id: str) -> Course:
    client = client_of_story(id)
    assert client
    return Course.objects.select_related("client__service").get(client=client)


def test_everybody_is_there() -> None:
    assert Client.objects.count() == len(story.stories()) == 31
    roles = {staff.role for staff in Staff.objects.all()}
    assert roles == {"clinician", "supervisor", "coordinator", "service_lead"}


def test_the_seeds_own_case_is_due_in_about_twenty_minutes(clinic: datetime) -> None:
    course = course_of("new_city")
    following = Session.objects.get(course=course, attendance="planned")
    assert timedelta(minutes=15) <= following.planned_at - clinic <= timedelta(minutes=25)
    standing = courses.standing_of(course)
    assert (standing.session, standing.of, standing.phase) == (6, 16, "middle")
    assert courses.area_of(course).area == "role_transition"  # type: ignore[union-attr]
    link = Link.objects.get(client=course.client, finished_at=None)
    assert link.expires_at > clinic


def test_a_dispute_is_at_impasse_at_the_midpoint() -> None:
    course = course_of("the_bakery")
    area = courses.area_of(course)
    assert area
    assert (area.area, area.stage) == ("role_dispute", "impasse")
    assert courses.standing_of(course).session == course.planned_sessions // 2


def test_a_grief_has_a_letter_half_written() -> None:
    course = course_of("the_allotment")
    area = courses.area_of(course)
    assert area
    assert area.area == "grief"
    last = course.sessions.exclude(recorded_at=None).last()
    assert last
    assert "the letter is half written" in last.note


def test_week_four_is_not_better(clinic: datetime) -> None:
    course = course_of("week_four")
    assert courses.standing_of(course).held == 4
    told = next(each for each in story.stories() if each.id == "week_four").course
    assert told
    scores = [score for score in told.phq9 if score is not None]
    assert scores[-1] >= scores[0]
    flag = Flag.objects.get(client=course.client)
    assert flag.closed_at
    assert flag.closed_at < clinic
    assert [event.kind for event in flag.events.all()] == ["echo", "done", "done", "closed"]
    assert RiskAssessment.objects.get(client=course.client).flag == flag


def test_exactly_one_flag_is_open_from_this_morning(clinic: datetime) -> None:
    flag = Flag.objects.get(closed_at=None)
    assert flag.client == client_of_story("first_weeks")
    event = FlagEvent.objects.get(flag=flag)
    assert event.said == "Several days"
    assert event.received_at
    assert event.received_at.date() == clinic.date()
    assert event.received_at.hour == 7
    assert event.source_id
    half = Response.objects.get(pk=event.source_id)
    assert half.submitted_at is None


def test_one_course_has_ended_well() -> None:
    course = course_of("ended")
    assert course.closed_at
    assert course.sessions.filter(attendance__in=["attended", "late"]).count() == course.planned_sessions
    assert Practice.objects.filter(course=course, result="done").exists()


def test_every_problem_area_and_many_lengths_are_there() -> None:
    areas = {area.id for area in library.protocol("ipsrt").areas}  # the four of IPT, and a fifth
    assert {area.area for course in Course.objects.all() if (area := courses.area_of(course))} == areas
    held = {courses.standing_of(course).held for course in Course.objects.select_related("client__service")}
    assert min(held) == 0
    assert max(held) == 16
    assert len(held) >= 10
    assert set(Session.objects.values_list("attendance", flat=True)) == set(Session.Attendance.values)


def test_the_supervisor_may_read_some() -> None:
    assert 2 <= Grant.objects.count() <= 6


def test_what_was_told_as_totals_adds_up_to_them() -> None:
    for told in story.stories():
        client = client_of_story(told.id)
        for response in Response.objects.filter(client=client).exclude(submitted_at=None):
            series = told.course.phq9 if response.instrument == "phq9" else told.course.gad7  # type: ignore[union-attr]
            instrument = library.instrument(response.instrument)
            scored = {item.id for item in instrument.items if item.scored}
            values = dict(response.answers.order_by("sequence").values_list("item", "value"))
            assert set(values) == {item.id for item in instrument.items}
            assert sum(values[item] or 0 for item in scored) in series, told.id


@pytest.mark.parametrize("total", [0, 5, 13, 24, 27])
def test_answers_add_up(total: int) -> None:
    instrument = library.instrument("phq9")
    given = answers(instrument, total, "somebody", {"self_harm": 3} if total > 24 else {})
    assert sum(given[item.id] for item in instrument.items if item.scored) == total
    assert given == answers(instrument, total, "somebody", {"self_harm": 3} if total > 24 else {})


def test_everything_is_marked_synthetic() -> None:
    assert AuditEvent.objects.exists()
    assert not AuditEvent.objects.filter(synthetic=False).exists()


def test_nothing_happens_after_now(clinic: datetime) -> None:
    assert not AuditEvent.objects.filter(at__gt=clinic).exists()


def test_events_were_written_in_the_order_in_which_they_happened() -> None:
    times = list(AuditEvent.objects.order_by("id").values_list("at", flat=True))
    minutes = [at.replace(second=0, microsecond=0) for at in times]
    late = [number for number, at in enumerate(minutes[1:]) if at < minutes[number] - timedelta(minutes=5)]
    assert late == []


@pytest.mark.parametrize("hour", range(0, 24, 3))
@pytest.mark.parametrize("day", range(7))
def test_whenever_it_is_made_nothing_lies_ahead_of_its_time(day: int, hour: int, clinic: datetime) -> None:
    now = clinic.replace(hour=0, minute=7) + timedelta(days=day, hours=hour)
    cast = telling.Cast(
        Service.objects.get(), {"noor": Staff.objects.all()[0], "tom": Staff.objects.all()[1]}
    )
    tellings = [telling.Telling(each, cast, now) for each in story.stories()]
    moments = [at for at, _ in build.in_order(tellings)]
    assert moments == sorted(moments)
    assert moments[-1] <= now
    morning = calendar.this_morning(now, cast.service.zone)
    assert morning.date() == now.astimezone(cast.service.zone).date()
    assert morning + 9 * asking.PACE <= now


def test_numbers_are_fiction_and_dated() -> None:
    numbers = [number["number"] for number in Service.objects.get().help_numbers]
    phones = [client.phone for client in Client.objects.all() if client.phone]
    assert [number for number in numbers + phones if not FICTION.fullmatch(number)] == []
    assert all(number["checked_on"] for number in Service.objects.get().help_numbers)
    assert all(client.email.endswith(".example") for client in Client.objects.all() if client.email)


def test_stories_are_labelled_invented() -> None:
    for path in sorted((DEMO / "stories").glob("*.yaml")):
        assert path.read_text(encoding="utf-8").startswith("# Invented"), path.name


WRITES = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create"}


def test_no_story_bypasses_an_action() -> None:
    for path in sorted(DEMO.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                assert node.func.attr not in WRITES, f"{path.name}:{node.lineno}"


def test_a_story_s_time_says_what_it_may_be(clinic: datetime) -> None:
    with pytest.raises(ValueError, match="thu 14:00"):
        calendar.moment("tomorrow", clinic, Service.objects.get().zone)
