"""The work on the ending, part by part; the booklet, meeting now and then, and reopening."""

from datetime import timedelta

import pytest

from amity.core.phases import Fact
from amity.web.base.errors import Refused
from amity.web.course import actions, queries
from amity.web.course.models import Course, Ending, Goal, MaintenanceContract
from amity.web.people.models import KeptText
from amity.web.people.versions import Stale
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.course.conftest import FIRST, start


def path(course: Course, more: str = "ending") -> str:
    return f"/courses/{course.id}/{more}"


def say(course: Course, part: str, **said: object) -> object:
    ending = queries.ending_of(course)
    data = {"part": part, "version": ending.times_saved(part) if ending else 0, **said}
    return knock.post(course.clinician, path(course), data)


def agreed(course: Course, **changes: object) -> MaintenanceContract:
    given = {
        "basis": "talking early", "focus": "evenings", "interval_days": 28, "months": 12,
        "starts_on": FIRST + timedelta(days=28), "measures": ["phq9"], "back_sooner_when": "I stop calling",
        "who_calls": "I do", "review_on": None, "ends_if": "", "agreed_on": FIRST,
    }  # fmt: skip
    return actions.agree_maintenance(course=course, by=course.clinician.user, **{**given, **changes})  # type: ignore[arg-type]


def test_a_part_is_written_and_read(world: World, course: Course) -> None:
    assert say(course, "feelings", feelings="Sad, and a bit proud").status_code == 302  # type: ignore[attr-defined]
    page = knock.text(knock.get(world.ada, path(course)))
    assert "Sad, and a bit proud" in page
    assert queries.ending_of(course).feelings_on == FIRST  # type: ignore[union-attr]


def test_what_is_recorded_settles_the_gate(course: Course) -> None:
    for part, said in (
        ("named", {"named_on": "2026-03-02"}),
        ("feelings", {"feelings": "sad"}),
        ("progress", {"changed": "I call people"}),
        ("signs", {"early_signs": "sleeping in"}),
        ("next", {"disposition": "done"}),
    ):
        say(course, part, **said)
    facts = queries.recorded_of([course.id])[course.id]
    asked = (
        Fact.ENDING_NAMED,
        Fact.ENDING_FEELINGS,
        Fact.PROGRESS_REVIEWED,
        Fact.RELAPSE_PLAN,
        Fact.DISPOSITION,
    )
    assert all(facts.get(fact) for fact in asked)


def test_nothing_recorded_is_left_out(course: Course) -> None:
    say(course, "credit", skills="asking for help")
    assert queries.recorded_of([course.id])[course.id] == {}


def test_two_editors_keep_both_texts(world: World, course: Course) -> None:
    say(course, "credit", skills="asking for help")
    answer = knock.post(world.ada, path(course), {"part": "credit", "version": 0, "skills": "saying no"})
    page = knock.text(answer)
    assert answer.status_code == 409
    assert "saying no" in page
    assert "asking for help" in page
    assert [it.text for it in KeptText.objects.all()] == ["saying no"]
    assert Ending.objects.get().skills == "asking for help"


def test_two_people_write_two_parts_at_once(world: World, course: Course) -> None:
    """Both opened the page while nothing was recorded: neither is in the other's way."""
    sent = ({"part": "credit", "skills": "asking for help"}, {"part": "feelings", "feelings": "sad"})
    assert [knock.post(world.ada, path(course), {**it, "version": 0}).status_code for it in sent] == [
        302,
        302,
    ]
    ending = Ending.objects.get()
    assert (ending.skills, ending.feelings) == ("asking for help", "sad")
    assert (ending.version, ending.parts_saved) == (2, {"credit": 1, "feelings": 1})
    assert KeptText.objects.count() == 0


def test_kept_beside_it_is_saved_on_top_of_its_own_part(world: World, course: Course) -> None:
    say(course, "feelings", feelings="sad")
    say(course, "credit", skills="asking for help")
    late = knock.post(world.ada, path(course), {"part": "credit", "version": 0, "skills": "saying no"})
    assert 'name="version" value="1"' in knock.text(late)
    both = {"part": "credit", "version": 1, "skills": "asking, saying no"}
    assert knock.post(world.ada, path(course), both).status_code == 302
    assert Ending.objects.get().skills == "asking, saying no"


def test_saved_as_a_whole_it_is_newer_than_every_part(course: Course) -> None:
    actions.record_ending(course=course, version=0, said={"skills": "x"}, by=course.clinician.user)
    with pytest.raises(Stale):
        actions.record_ending(
            course=course, version=0, said={"skills": "y"}, part="credit", by=course.clinician.user
        )


def test_saving_the_same_twice_is_one_save(course: Course) -> None:
    for _ in range(2):
        actions.record_ending(course=course, version=0, said={"skills": "x"}, by=course.clinician.user)
    assert Ending.objects.get().version == 1


def test_a_stale_save_says_so(course: Course) -> None:
    actions.record_ending(course=course, version=0, said={"skills": "x"}, by=course.clinician.user)
    with pytest.raises(Stale):
        actions.record_ending(course=course, version=0, said={"skills": "y"}, by=course.clinician.user)


@pytest.mark.parametrize(("day", "reason"), [("2026-03-03", "lies ahead"), ("1910-01-01", "very far away")])
def test_an_impossible_day(course: Course, day: str, reason: str) -> None:
    answer = say(course, "feelings", feelings="sad", feelings_on=day)
    assert answer.status_code in (409, 422)  # type: ignore[attr-defined]
    assert reason in knock.text(answer)
    assert "sad" in knock.text(answer)


def test_an_unknown_part(world: World, course: Course) -> None:
    assert knock.post(world.ada, path(course), {"part": "weather", "version": 0}).status_code == 404


def test_not_improved_names_the_treatment(course: Course, world: World) -> None:
    say(course, "next", not_improved="True", disposition="other_treatment")
    assert "said of the treatment, not of the client" in knock.text(knock.get(world.ada, path(course)))


def test_the_booklet_holds_what_the_client_keeps_and_nothing_else(world: World, course: Course) -> None:
    say(course, "credit", my_part="I called her", skills="asking")
    say(course, "ahead", unfinished="the flat", challenges="winter")
    say(course, "goodbye", celebration="cake", message="It was good to work with you")
    say(course, "next", disposition="done", disposition_note="discharged to the surgery")
    page = knock.text(knock.get(world.ada, path(course, "booklet")))
    assert all(
        words in page for words in ("I called her", "asking", "winter", "It was good to work with you")
    )
    assert not any(words in page for words in ("the flat", "cake", "discharged"))


def test_then_and_now_takes_the_first_and_last_rating(course: Course) -> None:
    goal = Goal.objects.create(course=course, words="see friends", set_at=course.created_at, set_by=course.id)
    for number, value in enumerate((2, 5, 7)):
        goal.ratings.create(
            value=value, who="client", on=FIRST + timedelta(days=number), at=course.created_at, by=course.id,
            by_kind="staff",
        )  # fmt: skip
    (found,) = queries.then_and_now(course)
    assert (found.then, found.now, found.in_words) == (2, 7, "2 then, 7 now, of 10")


def test_an_empty_booklet_is_not_given(world: World, course: Course) -> None:
    assert knock.post(world.ada, path(course, "booklet/give"), {}).status_code == 409
    say(course, "credit", skills="asking")
    assert knock.post(world.ada, path(course, "booklet/give"), {}).status_code == 302
    assert Ending.objects.get().booklet_given_on == FIRST


def test_what_is_changed_after_it_was_given_is_given_anew(course: Course) -> None:
    say(course, "credit", skills="asking")
    actions.give_booklet(course=course, by=course.clinician.user)
    say(course, "goodbye", celebration="cake")
    assert Ending.objects.get().booklet_given_on == FIRST
    say(course, "goodbye", celebration="cake", message="half a sen")
    assert Ending.objects.get().booklet_given_on is None


@pytest.mark.parametrize(("months", "days"), [(36, 14), (6, 56)])
def test_more_or_fewer_visits_than_the_protocol_knows(course: Course, months: int, days: int) -> None:
    with pytest.raises(Refused, match="The protocol knows 6 to 36"):
        agreed(course, months=months, interval_days=days)


def test_meeting_now_and_then_begins_once_after_the_course(course: Course) -> None:
    contract = agreed(course)
    with pytest.raises(Refused, match="Close this course first"):
        actions.begin_maintenance(contract=contract, by=course.clinician.user)
    actions.close_course(course=course, reason="well", by=course.clinician.user)
    begun = actions.begin_maintenance(contract=contract, by=course.clinician.user)
    assert (begun.protocol, begun.interval_days, begun.planned_sessions) == ("ipt_m", 28, 13)
    assert actions.begin_maintenance(contract=contract, by=course.clinician.user) == begun


def test_a_contract_is_agreed_on_the_page(world: World, course: Course) -> None:
    said = {
        "id": "6f9d2d1e-0c3b-4d2c-9a0c-0f5f5ce0a001", "basis": "b", "focus": "f", "interval_days": "28",
        "months": "12", "starts_on": "2026-03-30", "back_sooner_when": "signs", "agreed_on": "2026-03-02",
    }  # fmt: skip
    for _ in range(2):
        assert knock.post(world.ada, path(course, "maintenance"), said).status_code == 302
    assert MaintenanceContract.objects.count() == 1
    assert "every four weeks" in knock.text(knock.get(world.ada, path(course, "maintenance")))


def test_a_closed_course_goes_on_where_it_was(world: World, course: Course) -> None:
    actions.close_course(course=course, reason="moved away", by=course.clinician.user)
    assert knock.post(world.ada, path(course, "reopen"), {"reason": "came back"}).status_code == 302
    course.refresh_from_db()
    assert (course.phase, course.closed_at, course.close_reason) == ("not_begun", None, "")
    assert [it.reason for it in course.phase_moves.order_by("at")] == ["moved away", "came back"]


def test_not_beside_another_course(world: World, course: Course) -> None:
    actions.close_course(course=course, reason="moved away", by=course.clinician.user)
    start(world.maya, world.ada)
    answer = knock.post(world.ada, path(course, "reopen"), {"reason": "came back"})
    assert answer.status_code == 409
    assert "Another course is under way" in knock.text(answer)


PAGES = ("ending", "booklet", "maintenance", "reopen")


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_finds_nothing(world: World, course: Course, page: str) -> None:
    assert knock.statuses(knock.strangers(world), path(course, page)) == {404}


@pytest.mark.parametrize("page", ["booklet/give", "maintenance/begin", "reopen", "maintenance", "ending"])
def test_a_stranger_writes_nothing(world: World, course: Course, page: str) -> None:
    assert knock.statuses(knock.strangers(world), path(course, page), posting=True) == {404}


def test_a_supervisor_reads_and_does_not_write(world: World, course: Course) -> None:
    say(course, "feelings", feelings="sad")
    assert "sad" in knock.text(knock.get(world.sam, path(course)))
    assert (
        knock.post(world.sam, path(course), {"part": "feelings", "version": 1, "feelings": "x"}).status_code
        == 404
    )


def test_it_is_audited(world: World, course: Course, clock: StoppedClock) -> None:
    say(course, "feelings", feelings="sad")
    assert knock.written("record_ending", queries.ending_of(course).id) == 1  # type: ignore[union-attr]
