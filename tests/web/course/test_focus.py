"""The workspace of a focus: the client's words, its stage, what is at hand, how far it has come."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.core import library
from amity.web.base.models import User
from amity.web.course import actions, queries
from amity.web.course.models import Course, ProblemArea, Session
from amity.web.course.offered import WorksheetLink
from tests.cast import World, signed_in
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.course.conftest import choose, plan, start
from tests.web.course.test_choose_problem_area import caught

MOST_QUERIES = 21  # five of them for what speaks for the area, however much that is


def path(course: Course, end: str = "") -> str:
    return f"/courses/{course.id}/focus{end}"


def rate(area: ProblemArea, who: str, rating: int | None, **changes: Any) -> Any:
    given: dict[str, Any] = {"occasion": "middle", "on": date(2026, 3, 2)}
    by = area.course.clinician.user
    return actions.rate_resolution(problem_area=area, who=who, rating=rating, by=by, **given | changes)


def stage(area: ProblemArea, id: str, on: date = date(2026, 3, 2), **changes: Any) -> Any:
    return actions.record_stage(problem_area=area, stage=id, on=on, by=area.course.clinician.user, **changes)


def test_before_a_choice_it_says_what_will_stand_there(world: World, course: Course) -> None:
    page = knock.text(knock.get(world.ada, path(course)))
    assert "The focus is not chosen yet." in page
    assert f'href="/courses/{course.id}/focus/choose"' in page


def test_the_clients_words_come_first(world: World, course: Course, session: Session) -> None:
    choose(course, runner_up="grief")
    caught(session, "I know nobody here", filed="incident")
    actions.agree_practice(course=course, session=session, text="ask L. to walk", by=world.ada.user)
    page = knock.text(knock.get(world.ada, path(course))).split("<main", 1)[1]
    in_order = (
        "“I moved here and I know nobody”", "Runner-up: grief.", "Where the work stands", "Old role",
        "How far it has come", "Mourn the old role", ">Worksheets</h3>", "ask L. to walk",
        "I know nobody here",
    )  # fmt: skip
    assert sorted(in_order, key=page.index) == list(in_order)


def test_stages_are_a_history(world: World, course: Course, clock: StoppedClock) -> None:
    area = choose(course)
    stage(area, "old_role", note="she speaks of the choir")
    clock.forward(days=7)
    stage(area, "change", on=date(2026, 3, 9))
    page = knock.text(knock.get(world.ada, path(course)))
    assert page.index('<p class="when">Mon 9 Mar') < page.index("she speaks of the choir")
    assert '<li aria-current="step"><b>Change</b>' in page
    plan(course, clock.now + timedelta(days=1))
    session = course.sessions.get()
    for other in (f"/courses/{course.id}", f"/sessions/{session.id}", "/today"):
        assert "Role transition · change" in knock.text(knock.get(world.ada, other))


def test_a_stage_written_down_late_does_not_move_the_work_back(
    world: World, course: Course, clock: StoppedClock
) -> None:
    area = choose(course)
    clock.forward(days=14)
    stage(area, "new_role", on=date(2026, 3, 16))
    stage(area, "change", on=date(2026, 3, 9))
    assert queries.stage_now(area) == "new_role"


@pytest.mark.parametrize(
    ("client", "therapist", "sentence"),
    [
        (4, 3, "The client says “much better”; the therapist says “slightly better”."),
        (4, 4, "Both say “much better”."),
        (1, None, "The client says “worse”; the therapist has not rated it."),
        (None, 5, "The therapist says “resolved”; the client has not rated it."),
        (None, None, ""),
    ],
)
def test_both_views_stand_in_a_sentence(client: int | None, therapist: int | None, sentence: str) -> None:
    assert queries.both_say(client, therapist) == sentence


def test_two_views_are_shown_and_nothing_lies_between_them(world: World, course: Course) -> None:
    area = choose(course)
    rate(area, "client", 5, distress=2, holds=[1], mode="accepted", evidence="I sang again")
    rate(area, "therapist", 2, distress=6)
    page = knock.text(knock.get(world.ada, path(course)))
    for words in (
        "The client says “resolved”; the therapist says “the same”.", "Distress 2 of 10", "Distress 6 of 10",
        "I sang again", "it was accepted", "taken down by the therapist", "Half-way",
    ):  # fmt: skip
        assert words in page, words
    ratings = page.split('id="ratings"')[1].split("</section>")[0]
    assert re.findall(r"\d+(?:\.\d+)? of \d+", ratings) == ["2 of 10", "6 of 10"]


def test_the_newest_word_on_an_occasion_holds_and_the_one_before_stays(world: World, course: Course) -> None:
    area = choose(course)
    rate(area, "client", 2)
    rate(area, "client", 3)
    page = knock.text(knock.get(world.ada, path(course)))
    assert "The client says “slightly better”" in page
    assert "Said before, on this occasion (1)" in page


def test_while_one_rates_the_other_view_is_not_on_the_page(world: World, course: Course) -> None:
    rate(choose(course), "client", 5, evidence="I sang again")
    page = knock.text(knock.get(world.ada, path(course, "?edit=therapist")))
    assert "I sang again" not in page
    assert "says “resolved”" not in page
    assert " checked" not in page.split("<main", 1)[1]  # no rating stands there beforehand


def test_an_earlier_focus_stays_readable_and_is_worked_on_no_more(world: World, course: Course) -> None:
    first = choose(course)
    stage(first, "old_role")
    choose(course, area="grief", words="my brother", why="it came up")
    page = knock.text(knock.get(world.ada, path(course, "?area=role_transition&edit=stage")))
    assert "I moved here and I know nobody" in page
    assert "<textarea" not in page
    assert "my brother" in knock.text(knock.get(world.ada, path(course)))


def test_an_area_kept_in_mind_has_its_own_page(world: World, course: Course) -> None:
    choose(course, secondary="grief")
    page = knock.text(knock.get(world.ada, path(course, "?area=grief")))
    assert "kept in mind" in page
    assert "Tell what happened, before, during and after" in page


def worksheets(user: User, course: Course, ids: Any) -> list[WorksheetLink]:
    return [WorksheetLink("role_balance", "Old role and new role", "/balance")]


def test_worksheets_open_where_somebody_offers_them(world: World, course: Course, settings: Any) -> None:
    settings.WORKSHEETS = (f"{__name__}.worksheets",)
    choose(course)
    page = knock.text(knock.get(world.ada, path(course)))
    assert '<a href="/balance">Old role and new role</a>' in page
    assert page.count("has no page here") == 1


@pytest.mark.parametrize("protocol", ["ipc", "ipt_a", "eating", "anxiety", "perinatal"])
def test_every_area_of_other_protocols_has_its_workspace(world: World, course: Course, protocol: str) -> None:

    other = start(
        world.pia, world.ben, protocol=protocol, planned_sessions=library.protocol(protocol).dose.default
    )
    for area in library.protocol(protocol).areas:
        choose(other, area=area.id)
        page = knock.text(knock.get(world.ben, path(other)))
        for shown in area.stages:
            assert f"<b>{shown.title}</b>" in page


def test_a_supervisor_reads_and_is_offered_nothing_to_write(world: World, course: Course) -> None:
    choose(course)
    for end in ("", "?edit=stage", "?edit=client"):
        page = knock.text(knock.get(world.sam, path(course, end))).split("<main", 1)[1]
        assert "I moved here and I know nobody" in page
        for words in ("Record a stage", "What the client says</a>", "Choose again", "<textarea"):
            assert words not in page, words


def test_a_stranger_finds_nothing(world: World, course: Course) -> None:
    assert knock.statuses(knock.strangers(world), path(course)) == {404}


def test_other_roles_are_refused(world: World, course: Course) -> None:
    assert knock.statuses(knock.no_readers(world), path(course)) == {403}


def test_it_takes_no_posts(world: World, course: Course) -> None:
    assert knock.post(world.ada, path(course)).status_code == 405


def test_it_is_audited(world: World, course: Course) -> None:
    knock.get(world.ada, path(course))
    assert knock.reads(world.ada, world.maya.id, "read") == 1


def test_it_asks_few_questions_however_long_the_course(
    world: World, course: Course, session: Session, clock: StoppedClock
) -> None:
    area = choose(course, secondary="grief")
    for number in range(8):
        plan(course, clock.now + timedelta(days=7 * (number + 1)))
        stage(area, "change", note=f"note {number}")
        rate(area, ("client", "therapist")[number % 2], 3, holds=[0])
        caught(session, f"sentence {number}")
        actions.agree_practice(course=course, session=session, text=f"try {number}", by=world.ada.user)
    browser = signed_in(world.ada)
    browser.get(path(course))
    with CaptureQueriesContext(connection) as asked:
        browser.get(path(course))
    assert len(asked) <= MOST_QUERIES, "\n".join(it["sql"][:140] for it in asked)
