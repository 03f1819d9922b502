"""What worksheets give to lower pages: facts, a card, lines on Today, evidence, marks, links, a copy."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amity.core.phases import Fact
from amity.web.course import actions as courses
from amity.web.course.models import Course, Practice
from amity.web.course.offered import evidence_given, worksheets_given
from amity.web.inventory import actions as inventory
from amity.web.inventory.models import Relationship
from amity.web.inventory.offered import lanes_given
from amity.web.people.offered import subject_given
from amity.web.techniques import actions, offers
from amity.web.techniques.models import Worksheet
from tests.cast import World, agree_to_everything, client
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.course.conftest import plan, start
from tests.web.inventory.conftest import begin as begin_circle
from tests.web.inventory.conftest import name
from tests.web.techniques.conftest import begin, save, signed_in_client

SICK: dict[str, Any] = {"relieved": [{"id": "r1", "duty": "The rota."}], "my_task": "I come here."}
PLAN: dict[str, Any] = {
    "signs": [{"id": "r1", "sign": "I stop answering."}],
    "professionals": [{"id": "r1", "who": "The surgery"}],
}
SAD: dict[str, Any] = {"felt": [{"word": "sad", "strength": 6}]}


def facts(course: Course) -> set[str]:
    return set(offers.course_facts([course])[course.id])


def own(world: World, course: Course, technique: str = "interpersonal_incident", **more: Any) -> Worksheet:
    """Begun by Maya herself, or given to her."""
    by = world.maya if technique == "interpersonal_incident" else world.ada.user
    return begin(world, course, technique, author="client", by=by, **more)


@pytest.mark.parametrize(
    ("technique", "answers", "fact"),
    [
        ("sick_role_note", SICK, Fact.SICK_ROLE_GIVEN),
        ("relapse_plan", PLAN, Fact.RELAPSE_PLAN),
        ("ending_review", SAD, Fact.ENDING_FEELINGS),
    ],
)
def test_a_fact_is_told_by_the_answers_of_what_both_see(
    world: World, course: Course, technique: str, answers: dict[str, Any], fact: Fact
) -> None:
    sheet = begin(world, course, technique)
    assert facts(course) == set()  # begun is not told
    for id in answers:
        assert facts(course) == set()
        save(sheet, world.ada.user, **{id: answers[id]})
    assert facts(course) == {fact}
    actions.put_aside_worksheet(worksheet=sheet, by=world.ada.user)
    assert facts(course) == set()


def test_what_one_side_keeps_tells_no_fact(world: World, course: Course) -> None:
    sheet = begin(world, course, "sick_role_note", author="clinician", visibility="private", answers=SICK)
    assert facts(course) == set()
    actions.set_visibility(worksheet=sheet, visibility="shared", by=world.ada.user)
    assert facts(course) == {Fact.SICK_ROLE_GIVEN}


def test_feelings_were_talked_about_only_where_both_wrote(world: World, course: Course) -> None:
    alone = own(world, course, "ending_review", visibility="shared")
    save(alone, world.maya, **SAD)
    assert facts(course) == set()


def of_many(world: World, many: int) -> list[Course]:
    made = []
    for number in range(many):
        them = client(world.ada, f"Somebody {number} {many}", date(1990, 1, 1))
        agree_to_everything(them, world.ada)
        course = start(them, world.ada)
        begin(world, course, "sick_role_note", answers=SICK)
        begin(
            world, course, "interpersonal_incident", author="client", by=them, visibility="shared",
            answers={"happened": "x"},
        )  # fmt: skip
        made.append(course)
    return made


def test_facts_and_lines_of_many_are_one_question_each(world: World, clock: StoppedClock) -> None:
    for many in (2, 9):
        found = of_many(world, many)
        with CaptureQueriesContext(connection) as asked:
            told = offers.course_facts(found)
        assert (len(asked), len(told)) == (1, many)
        assert all(Fact.SICK_ROLE_GIVEN in it for it in told.values())
        with CaptureQueriesContext(connection) as asked:
            rows = offers.today_rows(world.ada.user, [it.client_id for it in found])
        assert (len(asked), len(rows)) == (1, many)


def test_today_says_what_is_new_until_somebody_looked(
    world: World, course: Course, clock: StoppedClock
) -> None:
    sheet = own(world, course, answers={"happened": "zqhappened", "look_at_it": "yes"})
    assert offers.today_rows(world.ada.user, [world.maya.id]) == []  # on request: nobody sees into it
    actions.ask_to_see(worksheet=sheet, by=world.ada.user)
    actions.set_visibility(worksheet=sheet, visibility="shared", by=world.maya)
    [row] = offers.today_rows(world.ada.user, [world.maya.id])
    assert (row.title, row.kind) == ("New from the client: Interpersonal incident", "worksheet")
    assert row.detail == "wants to look at it together"
    assert "zqhappened" not in repr(row)
    assert f'href="{row.url}"' in knock.text(knock.get(world.ada, "/today"))
    assert offers.today_rows(world.ben.user, [world.maya.id]) == []
    clock.forward(minutes=1)
    sheet.refresh_from_db()
    actions.look_at_worksheet(worksheet=sheet, version=sheet.version, by=world.ada.user)
    assert offers.today_rows(world.ada.user, [world.maya.id]) == []
    clock.forward(minutes=1)
    save(sheet, world.maya, outcome="She rang back.")
    assert len(offers.today_rows(world.ada.user, [world.maya.id])) == 1


def test_today_says_what_the_client_asks_to_see(world: World, course: Course) -> None:
    sheet = begin(world, course, author="clinician", visibility="on_request")
    actions.ask_to_see(worksheet=sheet, by=world.maya)
    [row] = offers.today_rows(world.ada.user, [world.maya.id])
    assert row.title == "Asks to see: Decision analysis"
    actions.set_visibility(worksheet=sheet, visibility="shared", by=world.ada.user)
    assert offers.today_rows(world.ada.user, [world.maya.id]) == []


def test_the_card_shows_what_is_new_first_and_no_private_word(
    world: World, course: Course, clock: StoppedClock
) -> None:
    def card() -> str:
        return knock.text(knock.get(world.ada, f"/courses/{course.id}"))

    assert "One thing that happened is a good beginning" in card()
    own(world, course, visibility="shared", answers={"happened": "She hung up."})
    clock.forward(minutes=5)
    begin(world, course, answers={"problem": "Rui works nights."})
    letter = own(world, course, "farewell_letter")
    clock.forward(days=3)
    save(letter, world.maya, unsaid="zqunsaid", body="zqbody")
    page = card()
    given = page.split("Farewell letter")[1].split("</li>")[0]
    assert "Mon 2 Mar" in given  # given that day; when it was written on is nobody's to know
    assert page.index("She hung up.") < page.index("Decision analysis")
    assert "Rui works nights." not in page
    assert "new from the client" in page
    assert "Farewell letter" in page  # it was given, so that it is there is known
    assert "the client keeps it for now" in page
    assert "zqunsaid" not in page
    assert "zqbody" not in page
    assert f"/worksheets/{letter.id}" not in page


def test_evidence_speaks_for_its_area_and_tells_nothing_that_is_kept(world: World, course: Course) -> None:
    begin(world, course, "expectations", answers={"issue": "Nobody says when they come home."})
    begin(world, course, "decision_analysis", answers={"problem": "of no one area"})
    told = own(world, course, visibility="shared", answers={"happened": "He left.", "day": "2026-02-20"})
    kept = own(world, course, answers={"happened": "zqkept", "day": "2026-02-21"})
    assert [it.area for it in evidence_given(world.ada.user, course)] == ["role_dispute"]
    for sheet in (told, kept):
        Worksheet.objects.filter(pk=sheet.pk).update(area="grief")
    found = {it.area: it for it in evidence_given(world.ada.user, course)}
    assert found.keys() == {"role_dispute", "grief"}
    assert found["grief"].words == "“He left.” (interpersonal incident)"
    assert (found["grief"].on, found["grief"].url) == (date(2026, 2, 20), f"/worksheets/{told.id}")
    assert found["role_dispute"].on is not None  # of no known time: the day it was begun
    sheet = Worksheet.objects.get(technique="expectations")
    save(sheet, world.ada.user, since="spring 2025")
    dispute = next(it for it in evidence_given(world.ada.user, course) if it.area == "role_dispute")
    assert (dispute.on, "”, spring 2025 (" in dispute.words) == (None, True)
    page = knock.text(knock.get(world.ada, f"/courses/{course.id}/focus/choose"))
    assert "“He left.”" in page
    assert "zqkept" not in page
    assert evidence_given(world.ben.user, course) == []


def test_an_answer_says_the_area_as_well(world: World, course: Course) -> None:
    sheet = begin(
        world, course, "interpersonal_incident", answers={"happened": "x", "area": "role_transition"}
    )
    [found] = offers.area_evidence(world.ada.user, course)
    assert found.area == "role_transition"
    save(sheet, world.ada.user, area="none")
    assert offers.area_evidence(world.ada.user, course) == []


def test_marks_on_the_life_chart_have_the_time_of_what_they_tell(world: World, course: Course) -> None:
    assert lanes_given(world.ada.user, world.maya) == []
    begin(world, course, "expectations", answers={"since": "spring 2025", "issue": "The rota."})
    begin(world, course, "decision_analysis", answers={"first_on": "2026-04-01"})  # planned, not lived
    begin(
        world, course, "interpersonal_incident", author="clinician", visibility="private",
        answers={"day": "2026-02-20", "happened": "He left."},
    )  # fmt: skip
    own(world, course, answers={"day": "2026-02-21", "happened": "zqkept"})
    [lane] = lanes_given(world.ada.user, world.maya)
    assert (lane.kind, lane.title) == ("marks", "Written down")
    assert {(it.words, it.when, it.is_private) for it in lane.items} == {
        ("The rota.", "spring 2025", False),
        ("He left.", "20 February 2026", True),
    }
    assert offers.life_chart_lanes(world.ben.user, world.maya) == []
    assert knock.get(world.ada, f"/courses/{course.id}/life").status_code == 200


def test_worksheets_of_an_area_begin_or_go_on(world: World, course: Course) -> None:
    ids = ["expectations", "closeness_circle", "reframe", "farewell_letter"]
    letter = own(world, course, "farewell_letter")
    found = {it.worksheet: it.url for it in worksheets_given(world.ada.user, course, ids)}
    assert found["expectations"] == f"/courses/{course.id}/worksheets/begin/expectations"
    assert found["farewell_letter"].endswith("begin/farewell_letter")  # a private one is no page of hers
    assert "reframe" not in found  # beside the model, and not switched on
    sheet = begin(world, course, "expectations")
    actions.set_visibility(worksheet=letter, visibility="shared", by=world.maya)
    [one, other] = offers.worksheets(world.ada.user, course, ["expectations", "farewell_letter"])
    assert (one.url, other.url) == (f"/worksheets/{sheet.id}", f"/worksheets/{letter.id}")


def test_together_shows_the_newest_that_both_see_as_the_client_reads_it(
    world: World, course: Course, clock: StoppedClock
) -> None:
    assert offers.together(course) is None
    begin(world, course, "expectations", answers={"issue": "The rota.", "stage": "impasse"})
    clock.forward(minutes=1)
    begin(world, course, author="clinician", visibility="private", answers={"problem": "zqprivate"})
    own(world, course, answers={"happened": "zqkept"})
    page = knock.text(knock.get(world.ada, f"/courses/{course.id}/together/worksheet"))
    assert "What each of us expects" in page
    assert "The rota." in page
    for word in ("zqprivate", "zqkept", "impasse", "stage", world.maya.name):
        assert word not in page.split("<main")[1], word


@pytest.fixture
def rob(world: World, course: Course) -> Relationship:
    [somebody] = name(world, begin_circle(world), "Rob")
    return somebody


def links(world: World, course: Course, person: Relationship) -> list[str]:
    return [it.title for it in offers.relationship_links(world.ada.user, course, person)]


def test_from_a_person_to_what_was_written_about_them(
    world: World, course: Course, rob: Relationship
) -> None:
    sheet = begin(world, course, "expectations", answers={"person": str(rob.id), "issue": "The rota."})
    page = knock.text(knock.get(world.ada, f"/relationships/{rob.id}"))
    assert f'<a href="/worksheets/{sheet.id}">What each expects</a>' in page
    assert "The rota." in page
    assert f"begin/communication_analysis?person={rob.id}" in page


def test_a_private_one_about_them_is_not_there(world: World, course: Course, rob: Relationship) -> None:
    letter = begin(world, course, "farewell_letter", author="client", answers={"person": str(rob.id)})
    assert letter.people.count() == 1
    assert "Farewell letter" not in links(world, course, rob)


def test_nothing_that_is_held_back_begins_about_somebody_unsafe(
    world: World, course: Course, rob: Relationship
) -> None:
    assert "Role play" in links(world, course, rob)
    inventory.say_safe(relationship=rob, answer="no", asked_alone=True, words="", by=world.ada.user)
    there = links(world, course, rob)
    assert "Role play" not in there
    assert "Communication analysis" not in there
    assert "Decision analysis" in there
    held = knock.text(
        knock.get(world.ada, f"/courses/{course.id}/worksheets/begin/role_play?person={rob.id}")
    )
    assert "Not offered about somebody who harms" in held


def test_links_of_a_person_take_as_many_questions_with_many(
    world: World, course: Course, rob: Relationship
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            offers.relationship_links(world.ada.user, course, rob)
        return len(found)

    begin(world, course, "expectations", answers={"person": str(rob.id)})
    few = asked()
    for _ in range(6):
        begin(world, course, "expectations", answers={"person": str(rob.id)})
    assert asked() == few


@pytest.fixture
def practice(world: World, course: Course, clock: StoppedClock) -> Practice:
    session = plan(course, clock.now)
    return courses.agree_practice(
        course=course, session=session, text="ask L. to walk", day=date(2026, 3, 1), by=world.ada.user
    )


def told(world: World, practice: Practice, by: Any = None) -> None:
    courses.record_practice_result(
        practice=practice, result="partly", said="She was busy.", by=by or world.maya
    )


def test_from_a_told_practice_both_sides_write_down_what_happened(
    world: World, course: Course, practice: Practice
) -> None:
    browser = signed_in_client(world)
    assert "Write down what happened" not in knock.text(browser.get("/d/plan"))
    told(world, practice)
    begins = f"{reverse('client_short_form', args=['interpersonal_incident'])}?practice={practice.id}"
    assert f'href="{begins}"' in knock.text(browser.get("/d/plan"))
    hers = f"/courses/{course.id}/worksheets/begin/interpersonal_incident?practice={practice.id}"
    assert f'href="{hers}"' in knock.text(knock.get(world.ada, f"/courses/{course.id}"))
    assert "“ask L. to walk”" in knock.text(knock.get(world.ada, hers))
    page = knock.text(knock.get(world.ada, hers))
    sent = {"whose": "together", "id": field_of(page, "id")}
    assert knock.post(world.ada, hers, sent).status_code == 302
    sheet = Worksheet.objects.get()
    assert sheet.practice_id == practice.id
    assert sheet.told == {
        "day": "2026-03-01", "planned": "ask L. to walk", "tried": "part", "happened": "She was busy.",
    }  # fmt: skip
    assert f'href="/d/worksheets/{sheet.id}"' in knock.text(browser.get("/d/plan"))
    assert "Write down what happened" not in knock.text(browser.get("/d/plan"))


def field_of(page: str, name: str) -> str:
    return page.split(f'name="{name}" value="', 1)[1].split('"', 1)[0]


@pytest.mark.parametrize("id", ["x", str(UUID(int=1))])
def test_a_practice_that_is_not_there_begins_nothing(world: World, course: Course, id: str) -> None:
    address = f"/courses/{course.id}/worksheets/begin/interpersonal_incident?practice={id}"
    assert "After what you agreed" not in knock.text(knock.get(world.ada, address))


def test_a_practice_leads_back_to_what_it_was_planned_on(world: World, course: Course) -> None:
    session = plan(course, course.created_at)
    sheet = begin(world, course, answers={"first_step": "Ring her."})
    planned = actions.agree_practice_from(worksheet=sheet, session=session, by=world.ada.user)
    found = offers.practice_links(world.ada.user, [planned])[planned.id]
    assert [(it.title, it.url) for it in found] == [
        ("Planned on: Decision analysis", f"/worksheets/{sheet.id}")
    ]
    theirs = offers.practice_links(world.maya, [planned])[planned.id]
    assert [(it.title, it.url) for it in theirs] == [
        ("Planned on: Finding a way", f"/d/worksheets/{sheet.id}")
    ]
    Worksheet.objects.filter(pk=sheet.pk).update(author="clinician", visibility="private")
    assert offers.practice_links(world.maya, [planned])[planned.id] == []


def copied(world: World) -> str:
    return repr([(part.title, list(part.rows)) for part in subject_given(world.maya)])


def test_a_copy_holds_what_the_client_sees_and_no_note_of_a_clinician(world: World, course: Course) -> None:
    begin(world, course, "expectations", answers={"issue": "The rota.", "stage": "impasse"})
    begin(world, course, author="clinician", visibility="private", answers={"problem": "zqprivate"})
    begin(world, course, author="clinician", visibility="on_request", answers={"problem": "zqrequest"})
    own(world, course, answers={"happened": "mine alone", "felt": [{"word": "sad", "strength": 4}]})
    found = copied(world)
    assert "The rota." in found
    assert "mine alone" in found
    assert "sad, 4 of 10" in found
    for word in ("zqprivate", "zqrequest", "impasse"):
        assert word not in found


def test_a_copy_withholds_words_about_whoever_was_not_released(
    world: World, course: Course, rob: Relationship
) -> None:
    told = {
        "person": str(rob.id), "issue": "zqissue",
        "topics": [{"id": "r1", "mine": "zqmine", "realistic_me": 4}],
    }  # fmt: skip
    begin(world, course, "expectations", answers=told)
    before = copied(world)
    for word in ("Rob", "zqissue", "zqmine"):
        assert word not in before.split("What each of us expects")[1]
    assert "4 of 10" in before
    inventory.name_outside(person=rob, released=True, left_out=False, by=world.ada.user)
    after = copied(world)
    for word in ("Rob", "zqissue", "zqmine"):
        assert word in after.split("What each of us expects")[1]
