"""Choosing the focus together: what speaks for each area side by side, and one choice."""

import re
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amity.web.base import clock as base_clock
from amity.web.base.models import User
from amity.web.course import actions, queries
from amity.web.course.models import CRITERIA, AreaCandidate, Capture, Course, MoodEvent, ProblemArea, Session
from amity.web.course.offered import AreaEvidence
from tests.cast import World, signed_in
from tests.web.course import knock
from tests.web.course.conftest import choose

MOST_QUERIES = 18
AREAS = ["grief", "role_dispute", "role_transition", "interpersonal_sensitivities"]


def path(course: Course) -> str:
    return f"/courses/{course.id}/focus/choose"


def sent(**changes: Any) -> dict[str, Any]:
    given = {
        "area": "role_dispute",
        "words": "We each wait for the other",
        "runner_up": "grief",
        "why": "the quarrel came first",
        "secondary": "",
    }
    return given | changes


def note(course: Course, area: str, evidence: str = "", **ratings: int | None) -> AreaCandidate:
    found = AreaCandidate.objects.filter(course=course, area=area).first()
    return actions.note_area(
        course=course, area=area, version=found.version if found else 0, evidence=evidence,
        ratings=ratings, by=course.clinician.user,
    )  # fmt: skip


def caught(session: Session, words: str, filed: str = "formulation", **changes: Any) -> Capture:
    return Capture.objects.create(
        session=session, words=words, filed=filed, about="", at=base_clock.now(), by=uuid4(), **changes
    )


def columns(page: str) -> list[str]:
    """The areas, in the order in which they stand beside each other."""
    return re.findall(r'<section class="card area" id="(\w+)"', page)


def test_it_works(world: World, course: Course) -> None:
    page = knock.text(knock.get(world.ada, path(course)))
    assert columns(page) == AREAS
    for words in (
        "A relationship in difficulty",
        "How it is recognised",
        "What to ask",
        "nothing is recorded",
    ):
        assert words in page, words
    answer = knock.post(world.ada, path(course), sent())
    assert (answer.status_code, answer.url) == (302, f"/courses/{course.id}/focus")
    area = ProblemArea.objects.get()
    assert (area.area, area.runner_up, area.primary) == ("role_dispute", "grief", True)
    assert queries.facts_of([course])[course.id].named["problem_area"] == "role_dispute"


def test_choosing_says_nothing_about_what_the_client_agreed_to(world: World, course: Course) -> None:
    knock.post(world.ada, path(course), sent())
    assert "formulation_agreed" not in queries.facts_of([course])[course.id].named


def test_a_new_choice_keeps_the_one_before(world: World, course: Course) -> None:
    knock.post(world.ada, path(course), sent())
    knock.post(world.ada, path(course), sent(area="grief", runner_up="none", words="my brother"))
    assert ProblemArea.objects.count() == 2
    now = queries.area_of(course)
    assert now is not None
    assert (now.words, now.runner_up) == ("my brother", "")


def test_sent_twice_it_is_one_choice(world: World, course: Course) -> None:
    for _ in range(2):
        knock.post(world.ada, path(course), sent(secondary="role_transition"))
    assert ProblemArea.objects.count() == 2
    assert knock.written("choose_problem_area") == 1


def test_at_most_one_is_kept_in_mind_beside_it(world: World, course: Course) -> None:
    for secondary in ("role_transition", "interpersonal_sensitivities", ""):
        knock.post(world.ada, path(course), sent(secondary=secondary))
        beside = queries.secondary_of(course)
        assert (beside.area if beside else "") == secondary
    assert ProblemArea.objects.filter(primary=True).count() == 1  # the focus itself was not chosen anew


def test_the_work_goes_on_at_its_stage_when_only_words_change(world: World, course: Course) -> None:
    choose(course, stage="change")
    choose(course, words="I moved, and nobody knows me")
    now = queries.area_of(course)
    assert now is not None
    assert (now.words, now.stage) == ("I moved, and nobody knows me", "change")


def test_what_was_said_in_the_sessions_stands_there(world: World, course: Course, session: Session) -> None:
    caught(session, "I stopped singing in May")
    caught(session, "not for this page", filed="note")
    caught(session, "taken back", removed_at=base_clock.now())
    MoodEvent.objects.create(
        session=session, mood="heavy", event="nobody called", at=base_clock.now(), by=uuid4()
    )
    page = knock.text(knock.get(world.ada, path(course)))
    for words in ("I stopped singing in May", "heavy", "nobody called"):
        assert words in page, words
    for words in ("not for this page", "taken back"):
        assert words not in page, words


def evidence(user: User, course: Course) -> list[AreaEvidence]:
    return [AreaEvidence("grief", "her brother died", date(2025, 12, 1), "/x")]


def test_what_higher_slices_know_stands_under_its_area(world: World, course: Course, settings: Any) -> None:
    settings.AREA_EVIDENCE = (f"{__name__}.evidence",)
    page = knock.text(knock.get(world.ada, path(course)))
    assert page.index('id="grief"') < page.index("her brother died") < page.index('id="role_dispute"')
    assert "nothing is recorded here yet" not in page


RATED = st.fixed_dictionaries(
    {
        area: st.fixed_dictionaries({name: st.none() | st.integers(0, 3) for name in CRITERIA})
        for area in AREAS
    }
)


def without_ratings(page: str) -> str:
    """The page but for what each rating says about itself."""
    main = page.split("<main", 1)[1].split("</main>")[0]
    return re.sub(r"<dd>.*?</dd>|name=\"csrfmiddlewaretoken\" value=\"\w+\"", "", main)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ratings=RATED)
def test_no_rating_orders_sums_or_colours_anything(
    world: World, course: Course, ratings: dict[str, dict[str, int | None]]
) -> None:
    def shown(rated: dict[str, dict[str, int | None]]) -> str:
        for area in AREAS:
            note(course, area, "x", **rated[area])
        return knock.text(knock.get(world.ada, path(course)))

    plain = shown({area: dict.fromkeys(CRITERIA, 0) for area in AREAS})
    page = shown({area: {**rated, "workable": rated["workable"] or 0} for area, rated in ratings.items()})
    assert columns(page) == AREAS
    assert without_ratings(page) == without_ratings(plain)
    for area in AREAS:
        column = page.split(f'<section class="card area" id="{area}"')[1].split("</section>")[0]
        given = [ratings[area][name] for name in CRITERIA[:-1]] + [ratings[area]["workable"] or 0]
        said = ["not rated" if it is None else f"{it} of 3" for it in given]
        assert [re.sub("<[^>]+>", "", it) for it in re.findall("<dd>(.*?)</dd>", column)] == said


def test_nothing_chooses_by_itself(world: World, course: Course) -> None:
    note(course, "grief", "everything speaks for it", **dict.fromkeys(CRITERIA, 3))
    page = knock.text(knock.get(world.ada, path(course)))
    assert " checked" not in page
    assert not ProblemArea.objects.exists()


def test_a_closed_course_keeps_its_focus(world: World, course: Course) -> None:
    actions.close_course(course=course, reason="over", by=world.ada.user)
    answer = knock.post(world.ada, path(course), sent())
    assert answer.status_code == 409
    assert "We each wait for the other" in knock.text(answer)


@pytest.mark.parametrize(
    "wrong",
    [
        {"area": "childhood"},
        {"area": ""},
        {"words": ""},
        {"why": ""},
        {"runner_up": "role_dispute"},
        {"runner_up": ""},
        {"secondary": "role_dispute"},
        {"secondary": "childhood"},
    ],
)
def test_bad_input(world: World, course: Course, wrong: dict[str, Any]) -> None:
    answer = knock.post(world.ada, path(course), sent(**wrong))
    assert answer.status_code == 422
    assert not ProblemArea.objects.exists()


def test_a_stranger_finds_nothing(world: World, course: Course) -> None:
    assert knock.statuses(knock.strangers(world), path(course)) == {404}
    assert knock.statuses(knock.strangers(world), path(course), posting=True) == {404}


def test_other_roles_are_refused(world: World, course: Course) -> None:
    assert knock.statuses(knock.no_clinicians(world), path(course)) == {403}


def test_it_is_audited(world: World, course: Course) -> None:
    knock.get(world.ada, path(course))
    assert knock.reads(world.ada, world.maya.id, "care") == 1
    knock.post(world.ada, path(course), sent())
    assert knock.written("choose_problem_area", ProblemArea.objects.get().id) == 1


def test_it_asks_few_questions(world: World, course: Course, session: Session) -> None:
    for number in range(12):
        caught(session, f"sentence {number}")
    for area in AREAS:
        note(course, area, "x", onset_proximity=1)
    browser = signed_in(world.ada)
    browser.get(path(course))
    with CaptureQueriesContext(connection) as asked:
        browser.get(path(course))
    assert len(asked) <= MOST_QUERIES, "\n".join(it["sql"][:140] for it in asked)
