"""What a rhythm diary may not be: each rule refuses one planted fault, and the diaries we have pass all."""

from datetime import time
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from amity.core import library
from amity.core.definitions.rhythm import Algorithm, DailyActivity, DayStart, Rhythm
from amity.core.definitions.rhythm_case import RhythmCase
from amity.core.definitions.rhythm_checks import CHECKS
from amity.core.library.checks import DIFFERENCES
from amity.core.rhythms import ALGORITHM_VERSION, ALGORITHMS

GOOD = library.rhythm("srm5")
CASES = library.cases("rhythm", "srm5").cases
WORKED = CASES[0]
FIRST, *BETWEEN, LAST = GOOD.activities
MOOD = GOOD.ratings[0]


def findings(rhythm: Rhythm) -> list[tuple[Any, ...]]:
    return [found for check in CHECKS for found in check.find(rhythm)]


def changed(**parts: Any) -> Rhythm:
    return GOOD.model_copy(update=parts)


def of(part: Any, **parts: Any) -> Any:
    return part.model_copy(update=parts)


@pytest.mark.parametrize("rhythm", library.rhythms(), ids=lambda it: it.id)
def test_ours_are_sound(rhythm: Rhythm) -> None:
    assert findings(rhythm) == []
    assert rhythm.scoring.algorithm == ALGORITHM_VERSION
    assert set(ALGORITHMS) == set(get_args(Algorithm)), "every rule a form may name can be counted by"
    assert (rhythm.opens.id, rhythm.closes.id, rhythm.day_start.at) == ("out_of_bed", "to_bed", time(4))


@pytest.mark.parametrize(
    ("rhythm", "place"),
    [
        (changed(activities=(FIRST, BETWEEN[0], of(BETWEEN[0], name="Another"), LAST)), ("activities",)),
        (changed(activities=(FIRST, of(BETWEEN[0], name=LAST.name), LAST)), ("activities",)),
        (changed(ratings=(MOOD, MOOD)), ("ratings",)),
        (changed(ratings=(of(MOOD, lowest=0),)), ("ratings", 0)),
        (changed(ratings=(of(MOOD, lowest=-4),)), ("ratings", 0)),
        (changed(ratings=(of(MOOD, lowest=5, highest=-5),)), ("ratings", 0)),
        (changed(activities=(of(FIRST, place="between"), LAST)), ("activities",)),
        (changed(activities=(FIRST, of(LAST, place="between"))), ("activities",)),
        (changed(activities=(BETWEEN[0], FIRST, LAST)), ("activities",)),
        (changed(activities=(FIRST, of(BETWEEN[0], place="closes"), LAST)), ("activities",)),
        (changed(people=of(GOOD.people, levels=GOOD.people.levels[1:])), ("people", "levels")),
        (changed(people=of(GOOD.people, levels=GOOD.people.levels[::-1])), ("people", "levels")),
        (changed(source="Somebody 1999"), ("source",)),
        (changed(people=of(GOOD.people, source="Somebody 1999")), ("people", "source")),
        (changed(day_start=of(GOOD.day_start, source="Somebody 1999")), ("day_start", "source")),
        (changed(scoring=of(GOOD.scoring, source="Somebody 1999")), ("scoring", "source")),
        (changed(ratings=(of(MOOD, source="Somebody 1999"),)), ("ratings", 0, "source")),
        (changed(known=(of(GOOD.known[0], source="Somebody 1999"),)), ("known", 0, "source")),
    ],
)
def test_a_fault_is_found_where_it_is(rhythm: Rhythm, place: tuple[str | int, ...]) -> None:
    found = findings(rhythm)
    assert [it[0] for it in found] == [place]
    assert all(it[1:] for it in found)


def test_a_level_twice_is_found() -> None:
    nobody, others = GOOD.people.levels[:2]
    found = findings(changed(people=of(GOOD.people, levels=(nobody, of(others, id=nobody.id)))))
    assert [it[0] for it in found] == [("people",)]


def test_what_opens_a_day_is_said_when_there_is_none() -> None:
    [found] = findings(changed(activities=(of(FIRST, place="between"), LAST)))
    assert (found[1], found[2]) == ("what opens a day: nothing", "out_of_bed alone, the first")


@pytest.mark.parametrize("clock", ["7:05", "07:05:00", "24:00", "07:60", "0705", 425, "later"])
def test_a_time_of_the_clock_is_written_in_four_figures(clock: Any) -> None:
    assert DayStart.model_validate({"at": "07:05", "source": "Made 2026"}).at == time(7, 5)
    with pytest.raises(ValidationError):
        DayStart.model_validate({"at": clock, "source": "Made 2026"})


def test_an_activity_is_found_by_its_id() -> None:
    assert GOOD.activity("dinner").name == "Dinner"
    with pytest.raises(KeyError, match="'lunch' is no activity of srm5: out_of_bed, first_contact"):
        GOOD.activity("lunch")


# --- worked weeks


@pytest.mark.parametrize("case", CASES, ids=lambda it: it.name)
def test_a_worked_week_comes_out_as_it_says(case: RhythmCase) -> None:
    assert list(DIFFERENCES["rhythm"](GOOD, case)) == []


@pytest.mark.parametrize(
    ("expect", "place", "found", "allowed"),
    [
        ({"score": 5}, "score", "26/5", "5"),
        ({"score": None}, "score", "26/5", "None"),
        ({"reason": "too_few_times"}, "reason", "None", "too_few_times"),
        ({"hits": {"dinner": 5}}, "hits", "out_of_bed", "{'dinner': 5}"),
        ({"habitual": {"dinner": time(18, 42)}}, "habitual dinner", "18:41:00", "18:42:00"),
        ({"habitual": {"start_work": time(9, 1)}}, "habitual start_work", "1205/4", "09:01:00"),
        ({"incomplete": True}, "incomplete", "False", "True"),
        ({"adherence": "8/13"}, "adherence", "9/13", "8/13"),
        ({"nights": (490,)}, "nights", "(490, 470, 465, 505, 540, 390)", "(490,)"),
    ],
)
def test_a_case_that_says_otherwise_is_found(
    expect: dict[str, Any], place: str, found: str, allowed: str
) -> None:
    case = of(WORKED, expect=of(WORKED.expect, **expect))
    [finding] = DIFFERENCES["rhythm"](GOOD, case)
    assert finding.place == ("expect", place)
    assert found in finding.found
    assert finding.allowed == f"{allowed}, by the case"


def test_a_usual_time_of_what_was_not_noted_is_found() -> None:
    case = of(WORKED, times={}, targets={}, expect=of(CASES[4].expect, habitual={"dinner": time(18)}))
    [finding] = DIFFERENCES["rhythm"](GOOD, case)
    assert (finding.place, finding.found) == (("expect", "habitual dinner"), "None")


@pytest.mark.parametrize("part", ["times", "targets", "habitual"])
def test_a_case_of_another_diary_is_found(part: str) -> None:
    parts: dict[str, Any] = {"times": {"nap": ()}, "targets": {"nap": time(14)}}
    update = (
        {part: parts[part]} if part in parts else {"expect": of(WORKED.expect, habitual={"nap": time(14)})}
    )
    [finding] = DIFFERENCES["rhythm"](GOOD, of(WORKED, **update))
    assert (finding.place, finding.found, finding.allowed) == (("times",), "nap", "activities of srm5")


def test_nights_need_both_ends() -> None:
    """Where going to bed is not in the case at all, no night is known; days are as many as the longer row."""
    up = {"out_of_bed": (time(7), time(7), time(7))}
    expect = {"score": 3, "hits": {"out_of_bed": 3}, "incomplete": True, "nights": [None, None]}
    made = {"name": "Up", "source": "Made 2026", "times": {"out_of_bed": ["07:00"] * 3}, "expect": expect}
    case = RhythmCase.model_validate(made)
    assert case.times == up
    assert list(DIFFERENCES["rhythm"](GOOD, case)) == []


def test_a_client_may_name_what_is_their_own() -> None:
    own = [it.id for it in library.rhythm("srm17", 1).activities if it.own]
    assert own == ["own_a", "own_b"]
    assert DailyActivity(id="walk", name="Walk", asks="When?").place == "between"
