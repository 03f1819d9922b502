"""The assessment: read first, each part saved on its own; medicines with the days they changed."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.core.phases import Fact
from amity.web.course import actions, queries
from amity.web.course.forms.assessment import PARTS
from amity.web.course.models import Assessment, Course, MedicationChange
from amity.web.people.models import KeptText
from tests.cast import World, signed_in
from tests.conftest import StoppedClock
from tests.web.course import knock

MOST_QUERIES = 12


def path(course: Course, end: str = "") -> str:
    return f"/courses/{course.id}/assessment{end}"


def sent(part: str, version: int = 0, **changes: Any) -> dict[str, Any]:
    return {"part": part, "version": version, **changes}


def save(world: World, course: Course, part: str, version: int = 0, **said: Any) -> Any:
    return knock.post(world.ada, path(course, "/record"), sent(part, version, **said))


def named(course: Course) -> dict[str, Any]:
    return dict(queries.facts_of([course])[course.id].named)


def change(course: Course, **changes: Any) -> MedicationChange:
    given: dict[str, Any] = {"kind": "begun", "medicine": "Sertraline", "detail": "50 mg"}
    given["on"] = course.started_on
    return actions.record_medication_change(course=course, by=course.clinician.user, **given | changes)


def test_it_says_what_belongs_there_while_nothing_is_recorded(world: World, course: Course) -> None:
    page = knock.text(knock.get(world.ada, path(course)))
    assert "Nothing is recorded yet" in page
    for part in PARTS[:-1]:
        assert part.title in page
        assert part.why in page
    assert "No medicine is recorded here." in page
    assert "<textarea" not in page


def test_a_part_is_saved_on_its_own(world: World, course: Course) -> None:
    answer = save(world, course, "diagnosis", diagnosis="Depression", diagnosis_given_on="2026-03-02")
    assert (answer.status_code, answer.url) == (302, path(course) + "#diagnosis")
    assert save(world, course, "hope", hope="Most people get better").status_code == 302
    found = Assessment.objects.get()
    assert (found.diagnosis, found.hope) == ("Depression", "Most people get better")
    page = knock.text(knock.get(world.ada, path(course)))
    assert "said to the client on Mon 2 Mar" in page


def test_recording_settles_what_the_gates_ask(world: World, course: Course) -> None:
    facts = (Fact.SUITABILITY_DECIDED, Fact.DIAGNOSIS_GIVEN, Fact.SICK_ROLE_GIVEN)
    assert not named(course).keys() & set(facts)
    save(world, course, "suitability", decision="suits")
    save(world, course, "diagnosis", diagnosis="Depression")
    assert Fact.DIAGNOSIS_GIVEN not in named(course)  # written, not said yet
    save(world, course, "diagnosis", 1, diagnosis="Depression", diagnosis_given_on="2026-03-01")
    save(world, course, "sick_role", sick_role_given_on="2026-03-02")
    assert named(course).keys() >= set(facts)


def test_what_applies_is_marked_and_decides_nothing(world: World, course: Course) -> None:
    save(world, course, "suitability", looked_at=["psychosis_or_mania", "interpreter"])
    found = Assessment.objects.get()
    assert (found.decision, found.looked_at) == ("", ["psychosis_or_mania", "interpreter"])
    page = knock.text(knock.get(world.ada, path(course)))
    assert "Not decided yet." in page
    assert "An interpreter is needed." in page


def test_a_decision_without_a_day_is_of_today(world: World, course: Course) -> None:
    save(world, course, "suitability", decision="adapt", decision_why="shorter sessions")
    assert str(Assessment.objects.get().decided_on) == "2026-03-02"
    assert "It suits with changes." in knock.text(knock.get(world.ada, path(course)))


def test_what_an_earlier_protocol_asked_is_kept(world: World, course: Course) -> None:
    save(world, course, "suitability", looked_at=["interpreter"])
    Assessment.objects.update(looked_at=["asked_long_ago", "interpreter"])
    save(world, course, "suitability", 1, looked_at=["violence"])
    assert set(Assessment.objects.get().looked_at) == {"violence", "asked_long_ago"}


def test_two_parts_written_at_once_do_not_meet(world: World, course: Course) -> None:
    assert save(world, course, "history", history="Since May").status_code == 302
    assert save(world, course, "hope", hope="It passes").status_code == 302
    found = Assessment.objects.get()
    assert (found.history, found.hope) == ("Since May", "It passes")


def test_of_two_who_write_one_part_the_later_loses_nothing(world: World, course: Course) -> None:
    save(world, course, "history", history="Since May")
    answer = save(world, course, "history", history="Since June")
    page = knock.text(answer)
    assert answer.status_code == 409
    assert "Since May" in page
    assert "Since June" in page
    assert Assessment.objects.get().history == "Since May"
    assert [it.text for it in KeptText.objects.all()] == ["Since June"]
    assert 'name="version" value="1"' in page
    assert save(world, course, "history", 1, history="Since June").status_code == 302


def test_sent_twice_it_is_saved_once(world: World, course: Course) -> None:
    for _ in range(2):
        assert save(world, course, "history", history="Since May").status_code == 302
    assert (Assessment.objects.get().version, KeptText.objects.count()) == (2, 0)


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("suitability", {"decision": "refer_first"}),
        ("suitability", {"decision": "suits", "decided_on": "2026-03-03"}),
        ("diagnosis", {"diagnosis": "", "diagnosis_given_on": "2026-03-02"}),
        ("diagnosis", {"diagnosis": "x", "diagnosis_given_on": "2026-03-03"}),
        ("sick_role", {"sick_role_review_on": "2026-03-09"}),
        ("sick_role", {"sick_role_given_on": "2026-03-02", "sick_role_review_on": "2026-03-01"}),
    ],
)
def test_what_cannot_be_is_refused(world: World, course: Course, part: str, said: dict[str, Any]) -> None:
    assert save(world, course, part, **said).status_code == 409
    assert not Assessment.objects.exclude(version=1).exists()


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("suitability", {"decision": "cured"}),
        ("suitability", {"looked_at": ["invented"]}),
        ("diagnosis", {"diagnosis_given_on": "once"}),
        ("language", {"interpreter": "perhaps"}),
    ],
)
def test_bad_input(world: World, course: Course, part: str, said: dict[str, Any]) -> None:
    assert save(world, course, part, **said).status_code == 422
    assert not Assessment.objects.exists()


def test_an_unknown_part_is_not_found(world: World, course: Course) -> None:
    assert save(world, course, "childhood").status_code == 400


def test_a_closed_course_is_read_and_not_written(world: World, course: Course) -> None:
    save(world, course, "history", history="Since May")
    actions.close_course(course=course, reason="over", by=world.ada.user)
    page = knock.text(knock.get(world.ada, path(course, "?edit=history")))
    assert "Since May" in page
    assert "<textarea" not in page
    assert save(world, course, "history", 1, history="other").status_code == 409


def test_one_part_is_open_at_a_time(world: World, course: Course) -> None:
    page = knock.text(knock.get(world.ada, path(course, "?edit=diagnosis")))
    assert page.count("<textarea") == 1
    assert "to-part" not in page


def test_a_sick_role_past_its_day_says_so(world: World, course: Course, clock: StoppedClock) -> None:
    given: dict[str, Any] = {"sick_role_given_on": "2026-03-02", "sick_role_review_on": "2026-03-16"}
    save(world, course, "sick_role", sick_role="Rest from the choir", **given)
    assert "to look at again" not in knock.text(knock.get(world.ada, path(course)))
    for page in ("/today", f"/courses/{course.id}"):
        assert "sick role" not in knock.text(knock.get(world.ada, page)).lower()
    clock.forward(days=14)
    assert "to look at again" in knock.text(knock.get(world.ada, path(course)))
    for page in ("/today", f"/courses/{course.id}"):
        assert "Look at the sick role again" in knock.text(knock.get(world.ada, page))


def test_medicines_stand_with_their_days(world: World, course: Course) -> None:
    sent_twice = {
        "id": "7b1d3f62-9b0c-4f6e-9d9f-0e7a3a1c2d11", "medicine": "Sertraline", "kind": "begun",
        "on": "2026-02-01", "detail": "50 mg",
    }  # fmt: skip
    for _ in range(2):
        answer = knock.post(world.ada, path(course, "/medicine"), sent_twice)
        assert (answer.status_code, answer.url) == (302, path(course) + "#medicines")
    change(course, medicine="Zopiclone", kind="begun")
    change(course, medicine="zopiclone", kind="stopped")
    assert MedicationChange.objects.count() == 3
    page = knock.text(knock.get(world.ada, path(course)))
    assert "Taken now, as far as is recorded: <b>Sertraline</b>" in page


def test_a_change_recorded_by_mistake_stays_readable(world: World, course: Course) -> None:
    made = change(course)
    for _ in range(2):
        assert knock.post(world.ada, f"/medicines/{made.id}/withdraw").status_code == 302
    page = knock.text(knock.get(world.ada, path(course)))
    assert "Recorded by mistake (1)" in page
    assert "<s>Sertraline begun" in page
    assert queries.medication_marks(world.maya.id) == []
    assert knock.written("withdraw_medication_change", made.id) == 1


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"medicine": ""}, 422), ({"kind": "doubled"}, 422), ({"on": ""}, 422), ({"id": "x"}, 422),
        ({"on": "2026-03-03"}, 409), ({"on": "1066-10-14"}, 422),
    ],
)  # fmt: skip
def test_a_wrong_change_is_not_kept(world: World, course: Course, wrong: dict[str, Any], status: int) -> None:
    given = {"medicine": "Sertraline", "kind": "begun", "on": "2026-03-02", "detail": "why it was begun"}
    given["id"] = "7b1d3f62-9b0c-4f6e-9d9f-0e7a3a1c2d12"
    answer = knock.post(world.ada, path(course, "/medicine"), given | wrong)
    assert answer.status_code == status
    assert "why it was begun" in knock.text(answer)
    assert not MedicationChange.objects.exists()


def addresses(course: Course) -> tuple[str, ...]:
    return path(course, "/record"), path(course, "/medicine"), f"/medicines/{change(course).id}/withdraw"


def test_a_supervisor_reads_and_is_offered_nothing_to_write(world: World, course: Course) -> None:
    save(world, course, "history", history="Since May")
    page = knock.text(knock.get(world.sam, path(course, "?edit=history")))
    assert "Since May" in page
    assert "to-part" not in page
    assert "<textarea" not in page


def test_a_stranger_finds_nothing(world: World, course: Course) -> None:
    assert knock.statuses(knock.strangers(world), path(course)) == {404}
    for address in addresses(course):
        assert knock.statuses(knock.strangers(world), address, posting=True) == {404}


def test_other_roles_are_refused(world: World, course: Course) -> None:
    assert knock.statuses(knock.no_readers(world), path(course)) == {403}
    for address in addresses(course):
        assert knock.statuses(knock.no_clinicians(world), address, posting=True) == {403}


def test_it_is_audited(world: World, course: Course) -> None:
    knock.get(world.ada, path(course))
    assert knock.reads(world.ada, world.maya.id, "read") == 1
    save(world, course, "history", history="Since May")
    assert knock.written("record_assessment", Assessment.objects.get().id) == 1
    assert knock.written("record_medication_change", change(course).id) == 1


def test_it_asks_few_questions(world: World, course: Course) -> None:
    save(world, course, "suitability", decision="suits", looked_at=["interpreter"])
    for number in range(9):
        change(course, medicine=f"Number {number}")
    browser = signed_in(world.ada)
    browser.get(path(course))
    with CaptureQueriesContext(connection) as asked:
        browser.get(path(course))
    assert len(asked) <= MOST_QUERIES, "\n".join(it["sql"][:140] for it in asked)
