"""A formulation is written in versions, given, and answered: by whom, when, and what is refused."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from amity.web.base import clock as base_clock
from amity.web.base.errors import Refused
from amity.web.course import actions, queries
from amity.web.course.models import Course, Formulation, FormulationAnswer
from amity.web.people.models import KeptText
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course import knock


def write(course: Course, base: int = 0, **changes: Any) -> Formulation:
    """One version in the clinician's words."""
    given: dict[str, Any] = {
        "text": "You moved, and lost the people you told things to.",
        "illness": "depression",
    }
    return actions.write_formulation(course=course, base=base, by=course.clinician.user, **given | changes)


def give(formulation: Formulation, **changes: Any) -> Formulation:
    by = formulation.course.clinician.user
    return actions.give_formulation(formulation=formulation, by=by, **{"how": "spoken"} | changes)


def answer(formulation: Formulation, said: str = "yes", **changes: Any) -> FormulationAnswer:
    by = formulation.course.clinician.user
    given: dict[str, Any] = {"answer": said, "words": "That is it.", "how": "spoken", "by": by}
    return actions.answer_formulation(formulation=formulation, **given | changes)


def agreed(course: Course) -> Any:
    return queries.facts_of([course])[course.id].named.get("formulation_agreed")


def test_versions_stand_on_each_other(course: Course) -> None:
    first = write(course)
    second = write(course, base=1, text="You moved, and left them.")
    assert [first.number, second.number] == [1, 2]
    assert Formulation.objects.get(number=1).text.endswith("told things to.")
    assert knock.written("write_formulation", second.id) == 1


def test_the_same_again_is_no_new_version(course: Course) -> None:
    write(course)
    assert write(course, base=1) == write(course, base=0)
    assert Formulation.objects.count() == 1


def test_sent_twice_it_is_one_version(course: Course) -> None:
    id = uuid4()
    assert write(course, id=id) == write(course, id=id, text="typed on")
    assert Formulation.objects.count() == 1


def test_the_later_of_two_writers_overwrites_nothing(course: Course) -> None:
    first = write(course)
    write(course, base=1, text="The one")
    with pytest.raises(actions.Stale) as stale:
        write(course, base=1, text="The other", onset="in May")
    assert stale.value.row.text == "The one"
    kept = {it.field: it.text for it in KeptText.objects.filter(record_id=stale.value.row.id)}
    assert kept == {"text": "The other", "onset": "in May"}
    assert first.course.formulations.count() == 2


def test_a_base_that_never_was_is_refused(course: Course) -> None:
    with pytest.raises(Refused, match="no such version"):
        write(course, base=7)


def test_the_client_sees_nothing_before_it_is_given(course: Course) -> None:
    first = write(course)
    assert queries.formulation_seen_by_client(course) is None
    give(first)
    second = write(course, base=1, text="A draft")
    assert queries.formulation_seen_by_client(course) == first
    give(second, how="phone")
    assert queries.formulation_seen_by_client(course) == second


def test_it_is_given_once(course: Course) -> None:
    first = give(write(course))
    assert give(first).given_on == date(2026, 3, 2)
    with pytest.raises(Refused, match="given already"):
        give(first, how="phone")
    assert knock.written("give_formulation", first.id) == 1


def test_an_older_version_is_not_given_after_a_newer_one(course: Course) -> None:
    first = write(course)
    give(write(course, base=1, text="newer"))
    with pytest.raises(Refused, match="later version"):
        give(first)


@pytest.mark.parametrize(("said", "fact"), [("yes", True), ("edits", True), ("no", False)])
def test_an_answer_settles_the_fact(course: Course, said: str, fact: bool) -> None:
    first = give(write(course))
    assert agreed(course) is None
    noted = answer(first, said)
    assert agreed(course) is fact
    assert (noted.by_kind, noted.how, noted.on) == ("staff", "spoken", date(2026, 3, 2))
    assert knock.written("answer_formulation", noted.id) == 1


def test_the_newest_answer_holds(course: Course, clock: StoppedClock) -> None:
    first = give(write(course))
    answer(first, "no")
    clock.forward(minutes=1)
    answer(first, "edits", how="phone")
    assert agreed(course) is True
    newest = queries.newest_answer(course)
    assert newest is not None
    assert newest.how == "phone"


def test_nothing_is_answered_that_was_not_given(course: Course) -> None:
    with pytest.raises(Refused, match="not marked as given"):
        answer(write(course))


def test_an_answer_belongs_to_the_newest_given(course: Course) -> None:
    first = give(write(course))
    write(course, base=1, text="a draft")
    answer(first)  # a draft takes nothing away
    give(queries.newest_formulation(course) or first)
    with pytest.raises(Refused, match="belongs to that one"):
        answer(first)


@pytest.mark.parametrize(("days", "reason"), [(1, "lies ahead"), (-400, "began"), (-1, "cannot be earlier")])
def test_days_that_cannot_be(course: Course, clock: StoppedClock, days: int, reason: str) -> None:
    clock.forward(hours=72)
    first = give(write(course))
    with pytest.raises(Refused, match=reason):
        answer(first, on=base_clock.now().date() + timedelta(days=days))


@pytest.mark.parametrize("wrong", [{"said": "maybe"}, {"how": "here"}, {"how": "letter"}])
def test_bad_input(course: Course, wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="Choose"):
        answer(give(write(course)), **wrong)


def test_the_client_answers_for_themself(world: World, course: Course) -> None:
    first, id = give(write(course)), uuid4()
    for _ in range(2):
        said = answer(first, "edits", words="left, not lost", how="here", id=id, by=world.maya)
    assert FormulationAnswer.objects.count() == 1
    assert (said.by, said.by_kind, said.words) == (world.maya.id, "client", "left, not lost")
    with pytest.raises(Refused, match="Choose"):
        answer(first, how="spoken", by=world.maya)


def test_the_client_says_it_otherwise(world: World, course: Course) -> None:
    give(write(course, alternatives="bipolar?", onset="in May"))
    theirs = actions.suggest_formulation(course=course, base=1, text="I moved, and left them.", by=world.maya)
    assert (theirs.number, theirs.written_by_kind, theirs.given_on) == (2, "client", None)
    assert (theirs.onset, theirs.alternatives) == ("in May", "bipolar?")  # carried over, so each is whole
    assert queries.formulation_seen_by_client(course) == theirs
    assert queries.given_formulation(course) == Formulation.objects.get(number=1)


def test_a_draft_beside_it_does_not_stop_the_client(world: World, course: Course) -> None:
    give(write(course))
    write(course, base=1, text="the next draft", onset="in June")
    theirs = actions.suggest_formulation(course=course, base=1, text="mine", by=world.maya)
    assert (theirs.number, theirs.onset) == (3, "")  # the draft was never given: none of it is theirs
    assert Formulation.objects.get(number=2).text == "the next draft"


def test_what_the_client_wrote_on_an_older_one_is_kept(world: World, course: Course) -> None:
    give(write(course))
    second = give(write(course, base=1, text="said anew"))
    with pytest.raises(actions.Stale):
        actions.suggest_formulation(course=course, base=1, text="mine", by=world.maya)
    assert KeptText.objects.get(record_id=second.id).text == "mine"


def test_nobody_speaks_for_the_client(world: World, course: Course) -> None:
    first = give(write(course))
    for by in (world.pia, world.ben.user, world.sam.user):
        with pytest.raises(Refused, match="Only the client"):
            answer(first, how="here" if by is world.pia else "spoken", by=by)
    for by in (world.pia, world.ada.user):
        with pytest.raises(Refused, match="Only the client"):
            actions.suggest_formulation(course=course, base=1, text="x", by=by)


def test_before_anything_was_given_the_client_has_nothing_to_change(world: World, course: Course) -> None:
    write(course)
    with pytest.raises(Refused, match="nothing written down here yet"):
        actions.suggest_formulation(course=course, base=1, text="x", by=world.maya)


def test_a_closed_course_keeps_its_formulation(world: World, course: Course) -> None:
    first = give(write(course))
    actions.close_course(course=course, reason="over", by=world.ada.user)
    for attempt in (lambda: write(course, base=1, text="x"), lambda: answer(first)):
        with pytest.raises(Refused, match="closed"):
            attempt()
