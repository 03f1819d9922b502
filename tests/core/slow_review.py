"""The reasons to look at a course, worked out a second time: slowly, day by day and pair by pair."""

from datetime import date, timedelta
from typing import Any

from amity.core.definitions.card import Card, When
from amity.core.phases import NOT_RECORDED
from amity.core.review import Occasion, ReviewFacts

DAY = timedelta(days=1)


def standing(facts: ReviewFacts) -> set[tuple[str, str]]:
    """What stands, as (what, on which record it rests)."""
    found = set()
    for when in When:
        found |= {(when.value, ref) for ref in WHAT[when](facts)}
    return found


def order(cards: list[Card], occasions: list[Occasion]) -> list[str]:
    """The ids of the cards, one after another: each time the first of those left."""
    stands = {it.when for it in occasions}
    calendar = {When.WEEK_4, When.WEEK_8, When.MIDPOINT}
    left, said = [it for it in cards if stands & set(it.when)], []
    while left:
        of_record = [it for it in left if (stands & set(it.when)) - calendar]
        first = min(of_record or left, key=lambda it: f"{it.place:03} {it.id}")
        said.append(first.id)
        left.remove(first)
    return said


def days(first: date, last: date) -> int:
    """Counted one by one."""
    count, at = 0, first
    while at < last:
        at, count = at + DAY, count + 1
    return count


def by_day(rows: Any) -> list[Any]:
    """Put in one at a time, behind everything that is not later."""
    found: list[Any] = []
    for row in rows:
        n = len(found)
        while n and found[n - 1].on > row.on:
            n -= 1
        found.insert(n, row)
    return found


def due(when: When, key: str) -> Any:
    return lambda facts: {key} if when in facts.due else set()


def counted(facts: ReviewFacts, until: date) -> int:
    """Days since the first session, one by one; none that lies in a pause. Before it: -1."""
    assert facts.began is not NOT_RECORDED
    if until < facts.began:
        return -1
    count, at = 0, facts.began
    while at < until:
        at += DAY
        count += not any(first <= at and (last is None or at <= last) for first, last in facts.away)
    return count


def week_8(facts: ReviewFacts) -> set[str]:
    if facts.began is NOT_RECORDED or facts.began > facts.today or When.MIDPOINT in facts.due:
        return set()
    looked = [it for it in facts.reviewed if counted(facts, it) >= 49]
    return {"week:8"} if counted(facts, facts.today) // 7 in (7, 8, 9) and not looked else set()


def rose(facts: ReviewFacts) -> set[str]:
    found = set()
    for one in facts.scores:
        rows = by_day(one.totals)
        if len(rows) > 1 and one.reliable_points is not None:
            up = rows[-1].value - rows[0].value
            if (up if one.higher_is == "worse" else -up) >= one.reliable_points > 0:
                found.add(rows[-1].ref)
    return found


def high(facts: ReviewFacts) -> set[str]:
    found = set()
    for one in facts.scores:
        rows = by_day(one.totals)
        if one.pole == "low" and rows and beyond(one, rows[-1]):
            found.add(rows[-1].ref)
    return found


def beyond(one: Any, row: Any) -> bool:
    if one.review_at is None:
        return False
    return bool((row.value - one.review_at) * (1 if one.higher_is == "worse" else -1) >= 0)


def rising(facts: ReviewFacts) -> set[str]:
    found = set()
    for one in facts.scores:
        rows = by_day(one.totals)
        if one.pole != "high" or not rows:
            continue
        if beyond(one, rows[-1]):
            found.add(rows[-1].ref)
        has_risen = rows[-1].value > rows[0].value or (len(rows) > 1 and rows[-1].value > rows[-2].value)
        for other in facts.scores:
            told = by_day(other.totals)
            if other.pole == "low" and len(told) > 1 and other.reliable_points is not None and has_risen:
                down = told[0].value - told[-1].value
                is_near = days(*sorted([rows[-1].on, told[-1].on])) < 15
                fell = (down if other.higher_is == "worse" else -down) >= other.reliable_points
                found |= {rows[-1].ref} if is_near and fell else set()
    return found


def phq9(facts: ReviewFacts) -> list[Any]:
    return by_day([total for one in facts.scores if one.instrument == "phq9" for total in one.totals])


def little(facts: ReviewFacts) -> set[str]:
    rows = phq9(facts)
    if facts.began is NOT_RECORDED or not rows or counted(facts, rows[0].on) >= 21:
        return set()
    in_weeks = [it for it in rows[1:] if 21 <= counted(facts, it.on) <= 41]
    if not in_weeks:
        return set()
    newest_day = in_weeks[-1].on
    then = next(it for it in in_weeks if it.on == newest_day)  # one total a day, in these tests
    is_little = [
        it.value >= 10 and 100 * (rows[0].value - it.value) < 20 * rows[0].value for it in (then, rows[-1])
    ]
    return {rows[0].ref} if all(is_little) else set()


def alliance(facts: ReviewFacts) -> set[str]:
    rows = by_day(facts.alliance)
    is_low = bool(rows) and rows[-1].value < 7
    has_fallen = len(rows) > 1 and rows[-1].value + 2 <= rows[-2].value
    found = {rows[-1].ref} if is_low or has_fallen else set()
    for one in facts.scores:
        totals = by_day(one.totals)
        if totals and one.talk_at is not None:
            above = totals[-1].value - one.talk_at
            found |= {totals[-1].ref} if (above <= 0 if one.higher_is == "better" else above >= 0) else set()
    return found


def goals(facts: ReviewFacts) -> set[str]:
    again = []
    for goal in facts.goals:
        rows = by_day(goal)
        if len(rows) > 1 and days(rows[0].on, rows[-1].on) > 20:
            again.append(rows)
    if not again or [it for it in again if it[-1].value > it[0].value]:
        return set()
    return {by_day([it[-1] for it in again])[-1].ref}


def practice(facts: ReviewFacts) -> set[str]:
    rows = by_day(facts.practices)
    return {rows[-1].ref} if [it.result for it in rows[-2:]] == ["not_tried", "not_tried"] else set()


def missed(facts: ReviewFacts) -> set[str]:
    rows = [it for it in by_day(facts.sessions) if it.attendance.value != "planned"][-4:]
    gone = [it for it in rows if it.attendance.value in ("dna", "cancelled")]
    return {gone[-1].ref} if len(gone) > 1 else set()


def thin(facts: ReviewFacts) -> set[str]:
    told = facts.told
    return set() if told is NOT_RECORDED or not told.of or told.people > 1 else {told.ref}


def sleep(facts: ReviewFacts) -> set[str]:
    return {facts.sleep.ref} if facts.sleep is not NOT_RECORDED and facts.sleep.value in (2, 3) else set()


def not_raised(facts: ReviewFacts) -> set[str]:
    rows = phq9(facts)
    if not rows or facts.medication or facts.medication_raised is True or rows[-1].value < 16:
        return set()
    return {rows[-1].ref}


def changed(facts: ReviewFacts) -> set[str]:
    recent = [
        it for it in by_day(facts.medication) if it.on <= facts.today and days(it.on, facts.today) <= 28
    ]
    return {recent[-1].ref} if recent else set()


WHAT: dict[When, Any] = {
    When.WEEK_4: due(When.WEEK_4, "week:4"),
    When.WEEK_8: week_8,
    When.MIDPOINT: due(When.MIDPOINT, "midpoint"),
    When.SAFETY_SAID: lambda facts: {it.ref for it in facts.safety},
    When.TOTAL_HIGH: high,
    When.MOOD_RISING: rising,
    When.DETERIORATION: rose,
    When.LITTLE_CHANGE: little,
    When.ALLIANCE_LOW: alliance,
    When.GOALS_UNMOVED: goals,
    When.PRACTICE_NOT_DONE: practice,
    When.SESSIONS_MISSED: missed,
    When.SUPPORT_THIN: thin,
    When.RHYTHM_DISTURBED: sleep,
    When.MEDICATION_NOT_RAISED: not_raised,
    When.MEDICATION_CHANGED: changed,
}
