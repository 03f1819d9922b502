"""The stories of the two therapies beside IPT: days that were told, and moments with something in common."""

from datetime import datetime, timedelta

import pytest

from amity.core import schemas
from amity.web.course import queries as courses
from amity.web.rhythms import queries as rhythms
from amity.web.rhythms.models import DayAnswer
from amity.web.rhythms.queries.page import DiaryPage, page_of
from amity.web.rhythms.queries.weeks import usual_before
from amity.web.techniques.models import Worksheet
from amity.web.techniques.queries import episodes
from tests.web.demo.test_stories import course_of

pytestmark = pytest.mark.usefixtures("clinic", "db")


def page(clinic: datetime) -> DiaryPage:
    diary = rhythms.open_diary_of(course_of("tide_table").client)
    assert diary
    return page_of(diary, clinic.date(), usual_before(diary, clinic.date()))


def test_five_weeks_of_days_are_told_and_one_of_them_was_upset(clinic: datetime) -> None:
    course, found = course_of("tide_table"), page(clinic)
    assert courses.standing_of(course).phase == "middle"
    scores = [it.week.srm.value for it in found.lines[:5]]
    assert None not in scores
    known = [it for it in scores if it is not None]
    assert known[3] == min(known), "the week of the late ferry"
    assert known[4] > known[0], "and it was mended"
    assert {it.week.srm.is_incomplete for it in found.lines[:5]} == {False}
    upset = found.lines[3].week.days
    assert [(it.person and it.person.alias, bool(it.event), it.on in upset) for it in found.disrupted] == [
        ("Merryn", True, True), ("Merryn", False, True),
    ]  # fmt: skip


def test_times_are_aimed_at_and_whoever_prescribes_is_named(clinic: datetime) -> None:
    client = course_of("tide_table").client
    assert {it.activity.id for it in page(clinic).steps} == {"out_of_bed", "to_bed"}
    prescriber = rhythms.prescriber_of(client)
    assert prescriber
    assert prescriber.name == "Dr Amberley"
    assert Worksheet.objects.get(course__client=client, technique="early_signs").told["high"]


def test_days_are_told_by_the_client_and_never_before_they_are_over(clinic: datetime) -> None:
    for row in DayAnswer.objects.all():
        assert row.said_by_kind == "client"
        assert row.received_at.date() == row.day + timedelta(days=1)


def test_three_moments_have_one_wish_and_one_answer_and_the_client_has_the_formulation() -> None:
    course = course_of("workbench")
    told = episodes.both_see(course)
    assert len(told) == 4
    found = episodes.pooled(told)
    assert max(len(it.episodes) for it in found.repeats) == schemas.REPEATED
    assert len(found.open) == 1, "the one with Bram is not in order yet"
    schema = Worksheet.objects.get(course=course, technique="mit_schema")
    assert len(schema.told["lines"]) == 2
    states = {it.id: it.state for it in courses.standing_of(course).steps}
    assert [states[id] for id in ("episodes", "monitoring", "schema", "formulation")] == [
        "taken", "taken", "taken", "now",
    ]  # fmt: skip
