"""Everything on one axis, one measure question by question; versions, directions, and a year of forms."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amity.core import library
from amity.web.base import clock as the_clock
from amity.web.base.models import AuditEvent
from amity.web.course import actions as courses
from amity.web.course.models import Course, Session
from amity.web.measures import queries
from amity.web.measures.models import Answer, Response
from amity.web.measures.offers import life_chart_lanes
from amity.web.measures.together import weeks_of
from amity.web.people.models import Client
from tests.cast import World, signed_in
from tests.conftest import StoppedClock
from tests.web.measures.brought import OF_ITS_OWN, released
from tests.web.measures.filled import fill


def form(
    client: Client, instrument: str, values: Sequence[int | None], weeks_ago: int, **more: object
) -> Response:
    """A form sent so many weeks ago, with these answers in printed order."""
    at = the_clock.now() - timedelta(weeks=weeks_ago)
    newest = queries.newest(instrument)
    found = Response.objects.create(
        client=client, instrument=instrument, version=newest.version, given_at=at,
        given_by=uuid4(), first_answer_at=at, last_answer_at=at, submitted_at=at, **more,
    )  # fmt: skip
    for place, (item, value) in enumerate(zip(newest.items, values, strict=False), start=1):
        Answer.objects.create(
            response=found,
            item=item.id,
            value=value,
            visit=found.id,
            written_at=at,
            received_at=at,
            sequence=place,
        )
    return found


def met(course: Course, weeks_ago: int) -> None:
    """A session held so many weeks ago."""
    Session.objects.create(
        course=course, planned_at=the_clock.now() - timedelta(weeks=weeks_ago), zone="Europe/London",
        minutes=50, mode="in_person", attendance="attended",
    )  # fmt: skip


def page(world: World, name: str, *more: str, who: str = "ada") -> str:
    shown = signed_in(getattr(world, who)).get(reverse(name, args=[world.maya.id, *more]))
    assert shown.status_code == 200
    return str(shown.content.decode())


@pytest.fixture
def course(clock: StoppedClock, world: World) -> Course:
    """Begun ten weeks ago."""
    return courses.start_course(
        client=world.maya, clinician=world.ada, protocol="ipt", planned_sessions=16, interval_days=7,
        minutes=50, started_on=the_clock.today(world.north.zone) - timedelta(weeks=10), by=world.ada.user,
    )  # fmt: skip


def test_everything_that_is_followed_stands_on_one_axis(course: Course, world: World) -> None:
    form(world.maya, "phq9", [2] * 9, 8)
    form(world.maya, "phq9", [1] * 9, 0)
    form(world.maya, "own_mood", [3], 8)
    form(world.maya, "own_mood", [7], 0)
    goal = courses.set_goal(course=course, words="Say what I need", by=world.ada.user)
    courses.rate_goals(course=course, ratings={goal.id: 2}, who="client", by=world.ada.user)
    shown = page(world, "client_measures")
    assert shown.count('class="small-chart"') == 3
    assert shown.count('class="small-axis"') == 1
    assert "<p>7, 4 points higher than at the start.</p>" in shown
    assert 'aria-label="Mood 0–10 is 7, 4 points higher than at the start."' in shown
    assert "Higher is better." in shown
    assert "Say what I need" in shown
    assert "2 of 10. It is the first rating." in shown


def test_a_change_is_told_with_its_arithmetic_and_its_source(course: Course, world: World) -> None:
    form(world.maya, "phq9", [2] * 9, 8)
    form(world.maya, "phq9", [1] * 8 + [0], 0)
    shown = page(world, "client_measures")
    for words in (
        "10 points lower than at the start; reliable change for this measure is 6.",
        "18 − 8 = 10: as large as reliable change or larger.",
        "Reliable change: 1.96 × √2 × 6.1 × √(1 − 0.89) = 5.61, so 6 points.",
        "Clinical cut-off, 10: was crossed.",
        "18 at the start is at or above 10; 8 now is below 10.",
        "Response, at least 50 % lower than at the start: reached.",
        "18 − 8 = 10: lower by 55.5 % of 18.",
        "Remission, below 5: not reached.",
        "8 is not below 5.",
        "Gyani 2013",
        "Löwe 2004",
    ):
        assert words in shown, words


def test_a_measure_without_published_numbers_makes_no_more_of_it(course: Course, world: World) -> None:
    form(world.maya, "own_mood", [3], 8)
    form(world.maya, "own_mood", [7], 0)
    shown = page(world, "measure", "own_mood")
    assert "This measure has no reliable change that could be cited." in shown
    assert "Response" not in shown
    assert "Remission" not in shown


def test_a_sudden_gain_is_told_and_nothing_follows_from_it(course: Course, world: World) -> None:
    for weeks, total in enumerate((19, 18, 20, 17, 10, 9, 11, 8)):
        form(world.maya, "phq9", [min(3, max(0, total - 3 * at)) for at in range(9)], 8 - weeks)
    shown = page(world, "measure", "phq9")
    assert "what is called a sudden gain." in shown
    assert "17 − 10 = 7: at least 6 points, at least a quarter of 17" in shown
    assert "It says nothing about what comes" in shown


def test_each_question_over_time_and_which_have_changed(course: Course, world: World) -> None:
    form(world.maya, "phq9", [2, 2, 2, 2, 2, 2, 2, 2, 2, 1], 4)
    form(world.maya, "phq9", [2, 1, 2, 2, 2, 2, 2, 2, None, 1], 2)
    form(world.maya, "phq9", [0, 1, 2, 2, 2, 2, 2, 2, 2, 1], 0)
    shown = page(world, "measure", "phq9")
    assert "2 of 10 answers differ from the first time: questions 1 and 2." in shown
    assert "First “More than half the days”, now “Not at all”." in shown
    assert "“More than half the days”, as the first time." in shown
    assert shown.count('class="item-steps"') == 10
    assert shown.count('class="gap"') >= 1


def test_versions_are_not_compared(course: Course, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    phq9 = library.instrument("phq9")
    second = phq9.model_copy(update={"version": 2})
    real = library.instrument
    monkeypatch.setattr(
        library, "instrument", lambda id, version=None: second if version == 2 else real(id, version)
    )
    form(world.maya, "phq9", [3] * 9, 6)
    form(world.maya, "phq9", [2] * 9, 4)
    for weeks, value in ((2, 2), (0, 1)):
        later = form(world.maya, "phq9", [value] * 9, weeks)
        later.version = 2
        later.save()
    found = queries.series_of(queries.given(queries.responses_of(world.maya)))
    assert found[0].change is not None
    assert found[0].change.moved == "9 points lower than at the start"
    drawn = queries.chart_of(found[0])
    assert drawn is not None
    assert len(drawn.drawings[0].strokes) == 2
    assert any("Versions are not compared" in note for note in found[0].notes)


def test_one_answer_only_says_that_it_is_the_first(course: Course, world: World) -> None:
    form(world.maya, "phq9", [2] * 9, 0)
    shown = page(world, "client_measures")
    assert "PHQ-9 is 18. It is the first." in shown
    assert "with its arithmetic" not in shown
    assert 'class="whisker"' not in shown
    assert "Question by question</h2>" not in page(world, "measure", "phq9")


def test_questions_that_are_not_added_up_are_read_in_their_parts(course: Course, world: World) -> None:
    measure = next(it for it in library.instruments() if it.scoring.method == "none")
    form(world.maya, measure.id, [item.values[0] for item in measure.items], 0)
    shown = page(world, "measure", measure.id)
    assert "is read in its parts." in shown
    assert "In its parts" in shown
    assert measure.scoring.subscales[0].title in shown
    assert 'class="chart-wide"' not in shown


@pytest.mark.parametrize(
    ("weeks", "values", "words"),
    [
        ((3, 0), ([2] * 9, [2] * 8 + [1]), "That is a reason to talk about what to change."),
        ((3, 0), ([2] * 9, [1] * 9), "PHQ-9 is 9 on"),
        ((8, 0), ([2] * 9, [1] * 9), "no rule for week 8"),
    ],
)
def test_what_stands_at_week_4_and_8(
    course: Course, world: World, weeks: tuple[int, ...], values: tuple[list[int], ...], words: str
) -> None:
    met(course, weeks[0])
    for ago, each in zip(weeks, values, strict=True):
        form(world.maya, "phq9", each, ago)
    shown = page(world, "client_measures")
    assert words in shown
    assert "It says nothing about how things will go on." in shown


def test_the_weeks_are_counted_from_the_first_session_without_the_pauses(
    course: Course, world: World
) -> None:
    form(world.maya, "phq9", [2] * 9, 4)
    form(world.maya, "phq9", [2] * 9, 0)
    assert 'class="week-review"' not in page(world, "client_measures")  # no session was held
    met(course, 2)
    assert 'class="week-review"' not in page(world, "client_measures")
    met(course, 3)
    assert "That is a reason to talk about what to change." in page(world, "client_measures")
    today = the_clock.today(world.north.zone)
    courses.pause_course(
        course=course, first_on=today - timedelta(days=9), last_on=today - timedelta(days=3), reason="away",
        by=world.ada.user,
    )  # fmt: skip
    assert 'class="week-review"' not in page(world, "client_measures")


@pytest.mark.parametrize(
    ("began", "words"),
    [
        (4, "none lies before the fourth week."),
        (8, "none lies before the eighth week."),
        (14, ""),
    ],
)
def test_a_first_total_of_those_weeks_is_compared_with_nothing(
    course: Course, world: World, began: int, words: str
) -> None:
    met(course, began)
    form(world.maya, "phq9", [2] * 9, 0)
    shown = page(world, "client_measures")
    assert words in shown
    assert ('class="week-review"' in shown) is bool(words)


def test_where_no_total_came_in_it_says_so(course: Course, world: World) -> None:
    met(course, 4)
    form(world.maya, "phq9", [2] * 9, 4)
    assert "has come in since the fourth week began." in page(world, "client_measures")
    met(course, 8)
    assert "has come in since the eighth week began." in page(world, "client_measures")


def test_it_stands_on_the_page_of_the_course_too(course: Course, world: World) -> None:
    met(course, 3)
    form(world.maya, "phq9", [2] * 9, 3)
    form(world.maya, "phq9", [2] * 8 + [1], 0)
    shown = signed_in(world.ada).get(reverse("course", args=[course.id])).content.decode()
    assert "That is a reason to talk about what to change." in shown
    assert reverse("what_now", args=[course.id]) in shown


def test_a_form_on_paper_is_said_to_be_one(course: Course, world: World) -> None:
    typed = form(world.maya, "phq9", [2] * 9, 0)
    typed.mode = Response.Mode.PAPER
    typed.save()
    assert "on paper, typed in later, 9 of 9 answered" in page(world, "measure", "phq9")


def test_no_week_is_looked_at_before_the_fourth_nor_after_the_course(course: Course, world: World) -> None:
    form(world.maya, "phq9", [2] * 9, 2)
    form(world.maya, "phq9", [2] * 9, 0)
    assert 'class="week-review"' not in page(world, "client_measures")


def test_as_many_queries_for_three_forms_as_for_two_hundred(course: Course, world: World) -> None:
    ada = signed_in(world.ada)
    counts = []
    for more in (3, 197):
        fill(world.maya, world.ada, more)
        counts.append((_queries(ada, world, "client_measures"), _queries(ada, world, "measure", "phq9")))
    assert Response.objects.filter(client=world.maya).count() == 200
    assert counts[0] == counts[1]
    assert max(counts[1]) <= 21


def _queries(browser: Browser, world: World, name: str, *more: str) -> int:
    address = reverse(name, args=[world.maya.id, *more])
    browser.get(address)
    with CaptureQueriesContext(connection) as found:
        assert browser.get(address).status_code == 200
    return len(found)


@pytest.mark.parametrize(
    ("who", "status"),
    [("sam", 200), ("ben", 404), ("carl", 404), ("cora", 403), ("lena", 403), ("rosa", 403)],
)
def test_who_may_read_a_measure(course: Course, world: World, who: str, status: int) -> None:
    form(world.maya, "phq9", [2] * 9, 0)
    address = reverse("measure", args=[world.maya.id, "phq9"])
    assert signed_in(getattr(world, who)).get(address).status_code == status


def test_a_measure_that_was_never_answered_is_not_there(course: Course, world: World) -> None:
    address = reverse("measure", args=[world.maya.id, "phq9"])
    assert signed_in(world.ada).get(address).status_code == 404


def test_reading_a_measure_is_audited(course: Course, world: World) -> None:
    form(world.maya, "phq9", [2] * 9, 0)
    page(world, "measure", "phq9")
    assert AuditEvent.objects.filter(verb="read", client=world.maya.id, purpose="read").count() == 1


SEVERE = [3, 3, 3, 2, 2, 1, 1, 0, 0, 1]
WELL = [1, 0, 1, 0, 0, 0, 0, 0, 0, 0]


def test_where_elation_rises_a_fall_is_not_called_remission(course: Course, world: World) -> None:
    form(world.maya, "phq9", SEVERE, 6)
    form(world.maya, "phq9", WELL, 0)
    alone = page(world, "measure", "phq9")
    assert "Remission, below 5: reached." in alone
    assert "switch" not in alone
    form(world.maya, "asrm", [0, 0, 1, 0, 0], 6)
    form(world.maya, "asrm", [1, 1, 1, 0, 0], 0)
    beside = page(world, "measure", "phq9")
    assert "while ASRM rose to 3 on 2 March: this may be a switch and not a recovery." in beside
    assert "Remission," not in beside
    assert "Response," not in beside
    assert "diagnos" not in beside.lower()


def test_beside_any_rise_no_fall_is_called_well_or_a_gain(course: Course, world: World) -> None:
    """By 5 points, less than reliable change: half of it all the same, and below the line."""
    form(world.maya, "phq9", [3, 3, 3, 0, 0, 0, 0, 0, 0, 1], 6)
    form(world.maya, "phq9", [2, 2, 0, 0, 0, 0, 0, 0, 0, 1], 0)
    alone = page(world, "measure", "phq9")
    assert "Response, at least 50 % lower than at the start: reached." in alone
    form(world.maya, "asrm", [0, 0, 1, 0, 0], 6)
    form(world.maya, "asrm", [2, 2, 1, 0, 0], 0)
    for beside in (page(world, "measure", "phq9"), page(world, "client_measures")):
        assert "ASRM rose to 5 on 2 March." in beside
        assert "a fall may be a switch and not a recovery" in beside
        assert "reached." not in beside


def test_a_rise_beside_a_fall_that_nobody_calls_well_is_not_made_much_of(
    course: Course, world: World
) -> None:
    form(world.maya, "phq9", [3, 3, 3, 3, 3, 3, 3, 0, 0, 1], 6)
    form(world.maya, "phq9", [3, 3, 3, 3, 3, 3, 0, 0, 0, 1], 0)
    form(world.maya, "asrm", [0, 0, 1, 0, 0], 6)
    form(world.maya, "asrm", [2, 2, 1, 0, 0], 0)
    beside = page(world, "measure", "phq9")
    assert "Remission, below 5: not reached." in beside
    assert "switch" not in beside


@pytest.mark.parametrize(("pole", "stands"), [("high", True), ("neither", False)])
def test_a_scale_of_elation_that_the_service_brings_is_read_as_one(
    course: Course, world: World, pole: str, stands: bool
) -> None:
    released(world.alex, world.ada, of="alone", said=OF_ITS_OWN | {"pole": pole})
    form(world.maya, "phq9", SEVERE, 6)
    form(world.maya, "phq9", WELL, 0)
    for weeks, value in ((6, 0), (0, 1)):
        form(world.maya, "brought_kq", [value] * 7, weeks)
    assert ("KQ rose to 7 on 2 March: this may be a switch" in page(world, "measure", "phq9")) is stands


def test_nothing_is_said_on_the_scale_that_rose(course: Course, world: World) -> None:
    form(world.maya, "asrm", [0, 0, 1, 0, 0], 6)
    form(world.maya, "asrm", [4, 4, 0, 0, 0], 0)
    assert "not said beside it" not in page(world, "measure", "asrm")


@pytest.mark.parametrize("who", ["ada", "sam"])
def test_it_leads_to_what_is_asked_when(course: Course, world: World, who: str) -> None:
    address = reverse("asked_when", args=[course.id])
    assert f'href="{address}">What is asked when</a>' in page(world, "client_measures", who=who)


def test_without_a_course_nothing_is_asked_when(clock: StoppedClock, world: World) -> None:
    assert "What is asked when" not in page(world, "client_measures")


def test_each_cut_off_of_a_measure_is_drawn_and_named(course: Course, world: World) -> None:
    form(world.maya, "smfq", [1] * 13, 3)
    form(world.maya, "smfq", [0] * 13, 0)
    shown = page(world, "measure", "smfq")
    assert shown.count('class="cutoff"') == 4  # two lines, at two widths
    assert "cut-off 8: Line of the authors" in shown
    assert "cut-off 12: Line in young people who sought help" in shown


@pytest.mark.parametrize("depression", ["phq9", "phq8", "epds", "cesd"])
def test_where_elation_rises_the_overview_says_it_beside_each_scale_of_depression(
    course: Course, world: World, depression: str
) -> None:
    asked = library.instrument(depression).items
    for weeks, low in ((6, False), (0, True)):
        form(world.maya, "phq9", WELL if low else SEVERE, weeks)
        if depression != "phq9":
            worst = [max(it.values) if (it.reverse == low) else min(it.values) for it in asked]
            form(world.maya, depression, worst, weeks)
    assert "Remission, below 5: reached." in page(world, "client_measures")
    form(world.maya, "asrm", [0, 0, 1, 0, 0], 6)
    form(world.maya, "asrm", [1, 1, 1, 0, 0], 0)
    words = "this may be a switch and not a recovery."
    for shown in (page(world, "client_measures"), page(world, "measure", depression)):
        assert words in shown
        assert "Response," not in shown
        assert "Remission," not in shown
    on_overview = page(world, "client_measures")
    assert on_overview.count("not said beside it") == (1 if depression == "phq9" else 2)


def test_without_a_course_nothing_is_said_to_rise(clock: StoppedClock, world: World) -> None:
    form(world.maya, "phq9", SEVERE, 6)
    form(world.maya, "phq9", WELL, 0)
    form(world.maya, "asrm", [1, 1, 1, 0, 0], 0)
    assert "Remission, below 5: reached." in page(world, "client_measures")


@pytest.fixture
def a_longer_scale_before(course: Course, world: World, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Two forms of version 1, up to 27; then two of a version 2 whose scale ends at 18."""
    phq9 = library.instrument("phq9")
    shorter = phq9.range.model_copy(update={"highest": 18})
    second = phq9.model_copy(update={"version": 2, "range": shorter})
    real = library.instrument
    monkeypatch.setattr(
        library, "instrument", lambda id, version=None: second if version == 2 else real(id, version)
    )
    form(world.maya, "phq9", [3] * 9, 6)
    form(world.maya, "phq9", [3] * 8 + [2], 4)
    for weeks, value in ((2, 2), (0, 1)):
        later = form(world.maya, "phq9", [value] * 9, weeks)
        later.version = 2
        later.save()
    return [27, 26, 18, 9]


def test_together_a_total_of_another_scale_is_not_drawn_on_this_one(
    course: Course, a_longer_scale_before: list[int]
) -> None:
    [weeks] = weeks_of(course)
    assert weeks.sentence == "The line is nearer to the easier side now than where it began."
    assert len(weeks.drawings[0].dots) == 2


def test_on_the_life_chart_each_version_has_a_lane_with_its_own_scale(
    world: World, a_longer_scale_before: list[int]
) -> None:
    lanes = life_chart_lanes(world.ada.user, world.maya)
    assert [(it.title, it.high, [each.value for each in it.items]) for it in lanes] == [
        ("PHQ-9: higher is worse", 18, [18, 9]),
        ("PHQ-9, version 1: higher is worse", 27, [27, 26]),
    ]
    assert all(each.value is not None and each.value <= it.high for it in lanes for each in it.items)
