"""The page Episodes and the pattern: who sees it, what stands behind a line, and what begins from it."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client as Browser

from amity.core import library
from amity.core.phases import Fact
from amity.web.course import actions as courses
from amity.web.course.models import Course
from amity.web.course.queries import facts_of, protocol_of
from amity.web.techniques import actions, offers, queries
from amity.web.techniques.models import Worksheet
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.course.conftest import start
from tests.web.inventory.conftest import begin as begin_circle
from tests.web.inventory.conftest import name
from tests.web.techniques.conftest import begin, save

SEEN = {"wish": "rank", "self_image": "not_good_enough", "other_response": "ignores"}


@pytest.fixture
def course(world: World, clock: StoppedClock) -> Course:
    """Maya's course of MIT, with Ada."""
    return start(world.maya, world.ada, protocol="mit", planned_sessions=26)


@pytest.fixture
def plain(world: World, clock: StoppedClock) -> Course:
    """A course of IPT."""
    return start(world.maya, world.ada)


def told(world: World, course: Course, story: str, day: int = 3, **more: Any) -> Worksheet:
    """An episode that both see."""
    given = {"author": "together", "by": world.ada.user} | more.pop("begun", {})
    sheet = begin(world, course, "mit_episode", **given)
    by = given["by"]
    save(sheet, by, story=story, day=f"2026-01-{day:02}", **more)
    sheet.refresh_from_db()
    return sheet


def page(course: Course, staff: Any = None) -> str:
    return knock.text(knock.get(staff or course.clinician, f"/courses/{course.id}/episodes"))


def beginning(course: Course, **more: Any) -> Any:
    given = {"id": str(uuid4())} | more
    return knock.post(course.clinician, f"/courses/{course.id}/episodes/formulation", given)


class TestPage:
    def test_every_line_opens_the_episodes_behind_it(self, world: World, course: Course) -> None:
        one = told(
            world, course, "In her kitchen.", 3, if_i="I show the desk", did="So I speak of him", **SEEN
        )
        two = told(world, course, "At the door.", 9, **SEEN)
        text = page(course)
        assert "to be seen and to count" in text
        assert "as not good enough" in text
        assert "did not notice" in text
        assert "2 episodes" in text
        assert "No wish has met the same answer in 3 episodes yet; the most frequent stands in 2." in text
        for sheet in (one, two):
            assert f"/worksheets/{sheet.id}/read" in text
        assert text.index("In her kitchen.") < text.index("At the door.")
        assert "So I speak of him" in text

    def test_three_of_one_wish_and_answer_show_the_third_step(self, world: World, course: Course) -> None:
        for day in (3, 4, 5):
            told(world, course, f"Story {day}", day, **SEEN | {"self_image": "weak" if day == 4 else "bad"})
        text = page(course)
        assert "The same wish has met the same answer in 3 episodes" in text
        assert text.count('class="pattern-line"') == 2

    def test_own_words_stand_where_nothing_on_the_list_fits(self, world: World, course: Course) -> None:
        words: dict[str, Any] = {"wish": "other", "wish_words": "To be let alone", "other_words": "He sings"}
        told(world, course, "Mornings.", **words)
        text = page(course)
        assert "To be let alone" in text
        assert "He sings" in text
        assert "not answered" in text

    def test_what_has_no_wish_yet_stands_in_no_line(self, world: World, course: Course) -> None:
        told(world, course, "She turned away.", other_response="rejects")
        text = page(course)
        assert "Not in order yet" in text
        assert "She turned away." in text
        assert "pattern-line" not in text

    def test_it_is_marked_as_its_own_model(self, course: Course) -> None:
        text = page(course)
        assert "Metacognitive interpersonal therapy" in text
        assert "not a form of IPT" in text
        assert "Nothing on this page counts for fidelity to IPT" in text

    def test_a_stranger_finds_nothing(self, world: World, course: Course) -> None:
        assert knock.get(world.ben, f"/courses/{course.id}/episodes").status_code == 404

    def test_nothing_in_a_course_of_ipt_leads_to_it(self, world: World, plain: Course) -> None:
        text = page(plain)
        assert "beside the model of this course" in text
        assert "No episode is written yet." in text
        assert 'aria-label="Begin: ' not in text
        assert "Episodes and the pattern" not in knock.text(
            knock.get(world.ada, f"/courses/{plain.id}/worksheets")
        )

    def test_a_course_of_ipt_with_one_has_it_and_says_whose_model_it_is(
        self, world: World, plain: Course
    ) -> None:
        told(
            world,
            plain,
            "At lunch.",
            begun={"author": "client", "visibility": "shared", "by": world.maya},
        )
        text = page(plain)
        assert "beside the model of this course" in text
        assert "At lunch." in text

    def test_what_the_client_keeps_is_not_in_it(self, world: World, course: Course) -> None:
        """Neither the episode, nor its count, nor a line of it."""
        kept = {"author": "client", "visibility": "private", "by": world.maya}
        before = page(course)
        told(world, course, "Zanzibar.", begun=kept)
        told(world, course, "Zagreb.", begun=kept | {"visibility": "on_request"})
        after = page(course)
        assert "Zanzibar" not in after
        assert "Zagreb" not in after
        assert _without_ids(after) == _without_ids(before)


def _without_ids(text: str) -> str:
    return re.sub(r"[0-9a-f-]{36}|[0-9A-Za-z]{64}", "", text.split("<main")[1])


class TestFormulation:
    def test_it_begins_with_the_lines_that_both_see(self, world: World, course: Course) -> None:
        [sister] = name(world, begin_circle(world), "Ines")
        for day in (3, 4):
            told(world, course, f"Story {day}", day, who=str(sister.id), did="So I wait", **SEEN)
        answer = beginning(course)
        sheet = Worksheet.objects.get(technique="mit_schema")
        assert answer.url == f"/worksheets/{sheet.id}?step=lines"
        assert sheet.author == "together"
        [line] = sheet.told["lines"]
        assert line["wish"] == "to be seen and to count"
        assert line["other_response"] == "did not notice"
        assert line["own_response"] == "So I wait"
        assert line["people"] == [str(sister.id)]
        assert line["stories"] == "3 Jan 2026, 4 Jan 2026"
        assert "Formulations begun" in page(course)

    def test_the_stories_behind_a_line_are_one_tap_away_for_whoever_sees_them(
        self, world: World, course: Course, maya: Browser
    ) -> None:
        """Two of one day are told apart, on either side; what left the client's pages opens there no more."""
        own = {"author": "client", "visibility": "shared", "by": world.maya}
        one = told(world, course, "In her kitchen.", 3, **SEEN)
        two = told(world, course, "At the door.", 3, begun=own, **SEEN)
        beginning(course)
        sheet = Worksheet.objects.get(technique="mit_schema")
        assert sheet.told["lines"][0]["stories"] == "3 Jan 2026 (1), 3 Jan 2026 (2)"
        text = knock.text(knock.get(world.ada, f"/worksheets/{sheet.id}/read"))
        theirs = maya.get(f"/d/worksheets/{sheet.id}/read").content.decode()
        for it, words in ((one, "In her kitchen."), (two, "At the door.")):
            assert f'href="/worksheets/{it.id}/read"' in text
            assert f'href="/d/worksheets/{it.id}/read"' in theirs
            assert words in text
            assert words in theirs
        actions.remove_worksheet(worksheet=two, by=world.maya)
        theirs = maya.get(f"/d/worksheets/{sheet.id}/read").content.decode()
        assert f"/d/worksheets/{one.id}/read" in theirs
        assert f"/d/worksheets/{two.id}/read" not in theirs
        save(sheet, world.ada.user, lines=[{"id": "other", "wish": "to belong"}])
        text = knock.text(knock.get(world.ada, f"/worksheets/{sheet.id}/read"))
        assert "In her kitchen." not in text, "its line is gone"

    def test_what_only_the_care_team_sees_does_not_go_into_it(self, world: World, course: Course) -> None:
        told(world, course, "Both.", 3, **SEEN)
        own = {"author": "clinician", "visibility": "private", "by": world.ada.user}
        told(world, course, "Ours.", 4, begun=own, wish="safety", other_response="harms")
        assert "does not go into the formulation" in page(course)
        beginning(course)
        [line] = Worksheet.objects.get(technique="mit_schema").told["lines"]
        assert line["wish"] == "to be seen and to count"

    def test_sent_twice_it_begins_once(self, world: World, course: Course) -> None:
        told(world, course, "Both.", 3, **SEEN)
        id = str(uuid4())
        assert beginning(course, id=id).url == beginning(course, id=id).url
        assert Worksheet.objects.filter(technique="mit_schema").count() == 1

    def test_without_a_line_nothing_begins(self, world: World, course: Course) -> None:
        told(world, course, "No wish yet.")
        answer = beginning(course)
        assert answer.status_code == 409
        assert "Put one in order together first." in knock.text(answer)
        assert not Worksheet.objects.filter(technique="mit_schema").exists()

    def test_a_course_that_is_over_begins_nothing(self, world: World, course: Course) -> None:
        told(world, course, "Both.", 3, **SEEN)
        courses.close_course(course=course, reason="complete", by=world.ada.user)
        answer = beginning(course)
        assert answer.status_code == 409

    def test_a_stranger_begins_nothing(self, world: World, course: Course) -> None:
        told(world, course, "Both.", 3, **SEEN)
        path = f"/courses/{course.id}/episodes/formulation"
        assert knock.post(world.ben, path, {"id": str(uuid4())}).status_code == 404
        assert not Worksheet.objects.filter(technique="mit_schema").exists()


def agreed(course: Course) -> Any:
    """What the course knows of the client's yes."""
    return facts_of([course])[course.id].named.get(Fact.FORMULATION_AGREED)


class TestSteps:
    def test_what_worksheets_show_stands_beside_each_step_and_ticks_none(
        self, world: World, course: Course
    ) -> None:
        full: dict[str, Any] = {
            "where": "At home",
            "who_else": "A man",
            "felt": [{"word": "hurt"}],
            "trigger": "A sigh",
        }
        told(world, course, "A sigh.", **full)
        text = page(course)
        assert text.count("Shown in") == 2
        assert text.count("Not shown on a worksheet yet") == 6
        assert "taken" not in text.split('id="ladder-h"')[1].split('id="minds-h"')[0]

    def test_the_yes_of_the_client_is_the_fact_that_opens_the_second_phase(
        self, world: World, course: Course, clock: StoppedClock
    ) -> None:
        sheet = begin(world, course, "mit_schema")
        save(sheet, world.ada.user, lines=[{"id": "a", "wish": "to belong"}])
        assert agreed(course) is None
        save(sheet, world.maya, fits="part")
        assert agreed(course) is None
        save(sheet, world.maya, fits="yes")
        assert agreed(course) is True
        clock.forward(days=1)
        later = begin(world, course, "mit_schema")
        save(later, world.maya, lines=[{"id": "a", "wish": "to be safe"}], fits="no")
        assert agreed(course) is None

    def test_the_yes_holds_for_the_wording_it_was_said_to(
        self, world: World, course: Course, clock: StoppedClock
    ) -> None:
        """As decision 23 says of a formulation: other lines are a new question; a link of ours is none."""
        sheet = begin(world, course, "mit_schema")
        save(sheet, world.ada.user, lines=[{"id": "a", "wish": "to belong"}])
        save(sheet, world.maya, fits="yes")
        assert "The client says it fits" in page(course)
        assert "written by the client" in page(course)
        save(sheet, world.ada.user, lines=[{"id": "a", "wish": "to belong", "area": "grief"}])
        assert agreed(course) is True
        clock.forward(days=3)
        save(sheet, world.ada.user, lines=[{"id": "a", "wish": "to be admired"}])
        assert agreed(course) is None
        text = page(course)
        assert "The client says it fits" not in text
        assert "The client said it fits, to an earlier wording" in text
        sheet.refresh_from_db()
        assert "fits" not in sheet.told
        save(sheet, world.maya, fits="yes")
        assert agreed(course) is True

    def test_a_yes_from_a_page_that_had_not_the_new_lines_stands_beside(
        self, world: World, course: Course
    ) -> None:
        sheet = begin(world, course, "mit_schema")
        save(sheet, world.ada.user, lines=[{"id": "a", "wish": "to belong"}])
        drawn = sheet.version
        save(sheet, world.ada.user, lines=[{"id": "a", "wish": "to be admired"}])
        save(sheet, world.maya, version=drawn, fits="yes")
        sheet.refresh_from_db()
        assert "fits" not in sheet.told
        assert [(it.place, it.answer) for it in sheet.kept.all()] == [("fits", "yes")]
        assert agreed(course) is None

    def test_a_yes_noted_by_the_clinician_says_so_and_counts_where_both_wrote(
        self, world: World, course: Course, clock: StoppedClock
    ) -> None:
        lines = [{"id": "a", "wish": "to belong"}]
        both = begin(world, course, "mit_schema")
        save(both, world.ada.user, lines=lines, fits="yes")
        assert agreed(course) is True
        assert "noted by the clinician" in page(course)
        clock.forward(days=1)
        own = begin(world, course, "mit_schema", author="clinician", visibility="shared")
        save(own, world.ada.user, lines=lines, fits="yes")
        assert agreed(course) is None
        save(own, world.maya, fits="part")
        save(own, world.maya, fits="yes")
        assert agreed(course) is True

    def test_it_opens_no_phase_of_ipt(self, world: World, plain: Course) -> None:
        schema = library.technique("mit_schema")
        actions.switch_adjunct(course=plain, technique=schema, is_on=True, reason="agreed", by=world.ada.user)
        sheet = begin(world, plain, "mit_schema")
        save(sheet, world.maya, lines=[{"id": "a", "wish": "to belong"}], fits="yes")
        assert Fact.FORMULATION_AGREED not in facts_of([plain])[plain.id].named


class TestBeside:
    def test_in_a_course_of_ipt_it_is_switched_on_first(self, world: World, plain: Course) -> None:
        address = f"/courses/{plain.id}/worksheets/begin/mit_schema"
        assert "is not switched on for this course" in knock.text(knock.get(world.ada, address))
        offered = {it.id for it in queries.techniques_for(plain, "clinician")}
        assert not {id for id in offered if id.startswith("mit_")}
        given = {"id": str(uuid4()), "whose": "together"}
        assert knock.post(world.ada, address, given).status_code == 409
        schema = library.technique("mit_schema")
        actions.switch_adjunct(course=plain, technique=schema, is_on=True, reason="agreed", by=world.ada.user)
        assert knock.post(world.ada, address, given).status_code == 302

    def test_in_a_course_of_its_own_it_is_simply_there(self, world: World, course: Course) -> None:
        offered = {it.id for it in queries.techniques_for(course, "clinician")}
        assert {"mit_episode", "mit_schema", "mit_experiment", "mit_ruptures", "mit_ratings"} <= offered
        assert protocol_of(course).model

    def test_a_worksheet_says_of_which_model_it_is(self, world: World, course: Course) -> None:
        sheet = told(world, course, "At lunch.")
        for more in ("", "/read"):
            text = knock.text(knock.get(world.ada, f"/worksheets/{sheet.id}{more}"))
            assert "Metacognitive interpersonal therapy, not a form of IPT" in text
            assert "off-model" not in text

    @pytest.mark.parametrize("technique", ["mit_ruptures", "mit_ratings"])
    def test_what_a_clinician_notes_is_the_care_teams_own_unless_they_say_otherwise(
        self, world: World, course: Course, technique: str
    ) -> None:
        text = knock.text(knock.get(world.ada, f"/courses/{course.id}/worksheets/begin/{technique}"))
        [chosen] = [part for part in text.split("<input") if 'name="whose"' in part and "checked" in part]
        assert 'value="clinician"' in chosen


class TestOwnPage:
    def test_it_stands_there_once_a_formulation_was_begun_together(
        self, world: World, course: Course, maya: Browser
    ) -> None:
        sheet = told(world, course, "Both.", 3, **SEEN)
        text = maya.get("/d/stories").content.decode()
        assert "Nothing stands here yet" in text
        assert "to be seen and to count" not in text
        beginning(course)
        text = maya.get("/d/stories").content.decode()
        assert "to be seen and to count" in text
        assert f"/d/worksheets/{sheet.id}/read" in text
        assert "therapy" not in text.split("<h1>")[1]

    def test_what_one_side_keeps_is_in_no_line(self, world: World, course: Course, maya: Browser) -> None:
        told(world, course, "Both.", 3, **SEEN)
        beginning(course)
        own = {"author": "clinician", "visibility": "private", "by": world.ada.user}
        told(world, course, "Ours.", 4, begun=own, wish="safety", other_response="harms")
        kept = {"author": "client", "visibility": "private", "by": world.maya}
        told(world, course, "Hers.", 5, begun=kept, wish="sexual", other_response="harms")
        text = maya.get("/d/stories").content.decode()
        assert "hurt me or used me" not in text


class TestOffers:
    """What other pages show of it: a story that is new, the day it is about, the client's own copy."""

    def test_a_story_waits_on_today_and_stands_on_the_life_chart(self, world: World, course: Course) -> None:
        begun = {"author": "client", "visibility": "shared", "by": world.maya}
        told(world, course, "In her kitchen.", 3, begun=begun)
        rows = offers.today_rows(world.ada.user, [course.client_id])
        assert [it.title for it in rows] == ["New from the client: Narrated episode (MIT)"]
        assert offers.today_rows(world.ben.user, [course.client_id]) == []
        [lane] = offers.life_chart_lanes(world.ada.user, course.client)
        assert [it.when for it in lane.items] == ["3 January 2026"]
        said = [str(row) for part in offers.subject_data(course.client) for row in part.rows]
        assert any("In her kitchen." in it for it in said)
