"""What the protocols beside IPT itself do otherwise, as small tables; every row is also run.

`SPEC` is what docs/reference/rules.md prints: title, header, rows.
"""

from datetime import date, timedelta
from typing import Any, Final

import pytest

from amity.core import library
from amity.core.phases import CourseFacts, SessionFact, Standing, layout, pace, plan, standing
from tests.core.phases_cast import LETTERS, MONDAY, READY, walks

Row = tuple[str, ...]
LETTER: Final = {"attended": "a", "late": "l", "did not attend": "d", "cancelled": "c"}

LENGTHS: Final[list[Row]] = [
    ("ipc", "3", "1, 1, 1", "7", "30"),
    ("ipc", "4", "2, 1, 1", "7", "30"),
    ("ipc", "5", "2, 2, 1", "7", "30"),
    ("ipc", "6", "2, 3, 1", "7", "30"),
    ("ipt_a", "12", "4, 5, 3", "7", "50"),
    ("who_group_ipt", "9", "1, 1, 6, 1", "7", "90"),
    ("ipt_m", "6", "1, 3, 2", "28", "50"),
    ("ipt_m", "12", "1, 9, 2", "28", "50"),
    ("ipt_m", "36", "1, 33, 2", "28", "50"),
    ("ipsrt", "33", "4, 12, 8, 5, 4", "7, then 14, then 28", "50"),
    ("ipsrt", "46", "4, 12, 8, 18, 4", "7, then 14, then 28", "50"),
    ("ipsrt", "59", "4, 12, 8, 31, 4", "7, then 14, then 28", "50"),
]
ENDING: Final[list[Row]] = [
    ("ipc", "6", "0", "yes"),
    ("ipc", "3", "0", "yes"),
    ("ipt_a", "12", "8", "no"),
    ("ipt_a", "12", "9", "yes"),
    ("who_group_ipt", "9", "5", "no"),
    ("who_group_ipt", "9", "6", "yes"),
    ("ipt_m", "12", "8", "no"),
    ("ipt_m", "12", "9", "yes"),
    ("ipsrt", "46", "40", "no"),
    ("ipsrt", "46", "41", "yes"),
]
REVIEWS: Final[list[Row]] = [
    ("ipc", "3", "early review", "2"),
    ("ipc", "4", "early review", "3"),
    ("ipc", "6", "early review", "4"),
    ("ipt_a", "12", "midpoint", "8"),
    ("who_group_ipt", "9", "early review", "5"),
    ("who_group_ipt", "9", "midpoint", "6"),
    ("ipt_m", "12", "midpoint", "6"),
    ("ipsrt", "46", "midpoint", "10"),
    ("ipsrt", "46", "steady", "16"),
    ("ipsrt", "46", "monthly", "24"),
]
MISSED: Final[list[Row]] = [
    ("ipc", "6", "attended, did not attend", "2 of 6", "6 weeks after the first Monday"),
    ("who_group_ipt", "9", "attended, did not attend", "3 of 9", "8 weeks after the first Monday"),
    ("who_group_ipt", "9", "attended, cancelled", "2 of 9", "9 weeks after the first Monday"),
    ("ipt_m", "6", "attended, did not attend", "2 of 6", "24 weeks after the first Monday"),
]
YOUNG: Final[list[Row]] = [
    ("everything is recorded", "", "yes"),
    ("consent is not recorded", "a reason", "no"),
    ("safety is not recorded", "a reason", "no"),
    ("no guardian has consented", "", "no"),
    ("no guardian has consented", "a reason", "yes"),
    ("the young person has not said yes", "", "no"),
    ("the limits of confidentiality are not recorded", "", "no"),
    ("violence has not been asked about", "", "no"),
]
REENTRY: Final[list[Row]] = [
    ("12", "nothing", "no"),
    ("9, 12", "nothing", "no"),
    ("10, 10", "nothing", "yes"),
    ("12, 9", "nothing", "no"),
    ("12, 9, 14", "nothing", "no"),
    ("9, 12, 14", "nothing", "yes"),
    ("3", "a risk", "yes"),
    ("10, 10", "the review", "no"),
]
ONLY_NAMED: Final[list[Row]] = [
    ("ipt_a", "PHQ-A", "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12"),
    ("ipt_a", "MFQ", "1, 8, 12"),
]
POLES: Final[list[Row]] = [
    ("middle", "PHQ-9", "18, 17", "no", "no"),
    ("maintenance", "PHQ-9", "12", "no", "no"),
    ("maintenance", "PHQ-9", "12, 11", "yes", "no"),
    ("middle", "ASRM", "5", "no", "no"),
    ("middle", "ASRM", "6", "no", "yes"),
    ("maintenance", "ASRM", "6", "no", "yes"),
    ("maintenance", "ASRM", "6, 3", "no", "no"),
]
DISTANCE: Final[list[Row]] = [
    ("middle", "4", "weekly", "7"),
    ("middle", "16", "weekly", "7"),
    ("continuation", "16", "weekly", "14"),
    ("continuation", "14", "weekly", "14"),
    ("maintenance", "24", "weekly", "28"),
    ("maintenance", "24", "every 10 days", "10"),
]
STEPS: Final[list[Row]] = [
    ("no", "no", "first", "2 still to be taken"),
    ("yes", "no", "second", "1 still to be taken"),
    ("put aside", "no", "second", "2 still to be taken"),
    ("no", "yes", "first", "1 still to be taken"),
    ("yes", "yes", "none", "nothing"),
]

SPEC: list[tuple[str, Row, list[Row]]] = [
    (
        "Phases of the other protocols by length",
        ("protocol", "sessions", "in each phase", "days between", "minutes"),
        LENGTHS,
    ),
    (
        "When the ending is raised, by protocol",
        ("protocol", "of", "held, not named", "raised"),
        ENDING,
    ),
    (
        "In which session a review falls due, by protocol",
        ("protocol", "sessions", "review", "session"),
        REVIEWS,
    ),
    (
        "What a missed appointment does, by protocol",
        ("protocol", "of", "appointments", "session", "projected end"),
        MISSED,
    ),
    ("When treatment of a young person may begin", ("when", "recorded for going on", "begins"), YOUNG),
    (
        "Back from maintenance into treatment",
        ("PHQ-9 at the visits", "recorded", "acute review waits"),
        REENTRY,
    ),
    (
        "Questionnaires that are named and never due",
        ("protocol", "named", "in the plan of sessions"),
        ONLY_NAMED,
    ),
    (
        "What waits in IPSRT after scores at either pole",
        ("phase", "questionnaire", "totals", "recurrence review", "the prescriber"),
        POLES,
    ),
    (
        "Days to the next session in IPSRT",
        ("phase recorded", "held", "agreed", "days"),
        DISTANCE,
    ),
    (
        "A phase that goes on by criteria, in an invented protocol of two steps",
        ("first criterion reached", "second", "step at hand", "the next phase lacks"),
        STEPS,
    ),
]


def stand(protocol: str, of: str, letters: str = "", today: date = MONDAY, **other: Any) -> Standing:
    followed = walks() if protocol == "walks" else library.protocol(protocol)
    days = (MONDAY + timedelta(days=followed.dose.interval_days * n) for n in range(len(letters)))
    sessions = tuple(SessionFact(day, LETTERS[it]) for day, it in zip(days, letters, strict=True))
    given = {"phase": followed.phase_ids[0], "started_on": MONDAY, **other}
    return standing(followed, CourseFacts(planned_sessions=int(of), sessions=sessions, **given), today=today)


@pytest.mark.parametrize(("protocol", "of", "phases", "days", "minutes"), LENGTHS)
def test_lengths(protocol: str, of: str, phases: str, days: str, minutes: str) -> None:
    followed = library.protocol(protocol)
    assert ", ".join(map(str, layout(followed, int(of)))) == phases
    assert (", then ".join(map(str, followed.paces)), str(followed.dose.minutes)) == (days, minutes)


@pytest.mark.parametrize(("protocol", "of", "held", "raised"), ENDING)
def test_ending(protocol: str, of: str, held: str, raised: str) -> None:
    found = stand(protocol, of, "a" * int(held))
    assert ("yes" if found.ending_to_be_named else "no") == raised


@pytest.mark.parametrize(("protocol", "of", "review", "session"), REVIEWS)
def test_reviews(protocol: str, of: str, review: str, session: str) -> None:
    id = review.replace(" ", "_")
    before = {it.id for it in stand(protocol, of, "a" * (int(session) - 2)).due}
    due = {it.id for it in stand(protocol, of, "a" * (int(session) - 1)).due}
    gone = {it.id for it in stand(protocol, of, "a" * int(session)).overdue}
    assert (id in before, id in due, id in gone) == (False, True, True)


@pytest.mark.parametrize(("protocol", "of", "appointments", "session", "end"), MISSED)
def test_missed(protocol: str, of: str, appointments: str, session: str, end: str) -> None:
    letters = "".join(LETTER[word] for word in appointments.split(", "))
    found = stand(protocol, of, letters)
    assert f"{found.session} of {found.of}" == session
    assert found.projected_end == MONDAY + timedelta(weeks=int(end.split()[0]))


YOUNG_READY: Final = {
    **READY,
    "assent": True,
    "guardian_consent": True,
    "confidentiality_told": True,
    "violence_asked": True,
}
WHEN: Final[dict[str, dict[str, Any]]] = {
    "everything is recorded": {},
    "consent is not recorded": {"consent": None},
    "safety is not recorded": {"safety_asked": None},
    "no guardian has consented": {"guardian_consent": False},
    "the young person has not said yes": {"assent": False},
    "the limits of confidentiality are not recorded": {"confidentiality_told": None},
    "violence has not been asked about": {"violence_asked": None},
}


@pytest.mark.parametrize(("when", "over", "begins"), YOUNG)
def test_young(when: str, over: str, begins: str) -> None:
    named = {name: value for name, value in {**YOUNG_READY, **WHEN[when]}.items() if value is not None}
    passed_over = {"start": over} if over else {}
    found = stand("ipt_a", "12", phase="not_begun", named=named, gates_passed_over=passed_over)
    move = {move.to: move for move in found.moves}["initial"]
    assert ("yes" if move.allowed else "no") == begins
    assert move.overridable == (begins == "no" and not over)


RECORDED: Final[dict[str, dict[str, bool]]] = {
    "nothing": {},
    "a risk": {"relapse_signs": True},
    "the review": {"acute_review": True},
}


@pytest.mark.parametrize(("totals", "recorded", "waits"), REENTRY)
def test_reentry(totals: str, recorded: str, waits: str) -> None:
    on = [(MONDAY + timedelta(days=28 * n), int(total)) for n, total in enumerate(totals.split(", "))]
    visits = "a" * len(on)
    found = stand(
        "ipt_m", "12", visits, on[-1][0], phase="middle", totals={"phq9": tuple(on)}, named=RECORDED[recorded]
    )
    assert ("yes" if "acute_review" in {it.id for it in found.due} else "no") == waits


@pytest.mark.parametrize(("protocol", "named", "sessions"), ONLY_NAMED)
def test_only_named(protocol: str, named: str, sessions: str) -> None:
    followed = library.protocol(protocol)
    numbers = range(1, followed.dose.default + 1)
    planned = [
        n
        for n in numbers
        if named in {it.title for it in plan(followed, n, followed.dose.default).named_measures}
    ]
    assert ", ".join(map(str, planned)) == sessions
    ids = {it.instrument for it in followed.named_measures}
    found = [stand(protocol, str(followed.dose.default), "a" * n) for n in range(followed.dose.default)]
    assert not ids & {item.id for one in found for item in (*one.due, *one.overdue)}


@pytest.mark.parametrize(("phase", "named", "totals", "review", "prescriber"), POLES)
def test_poles(phase: str, named: str, totals: str, review: str, prescriber: str) -> None:
    told = tuple((MONDAY + timedelta(weeks=n), int(total)) for n, total in enumerate(totals.split(", ")))
    found = stand("ipsrt", "46", "a", phase=phase, totals={{"PHQ-9": "phq9", "ASRM": "asrm"}[named]: told})
    waits = {it.id for it in found.due}
    assert ("acute_review" in waits, "prescriber_review" in waits) == (review == "yes", prescriber == "yes")


@pytest.mark.parametrize(("phase", "held", "agreed", "days"), DISTANCE)
def test_distance(phase: str, held: str, agreed: str, days: str) -> None:
    sessions = tuple(SessionFact(MONDAY + timedelta(weeks=n), LETTERS["a"]) for n in range(int(held)))
    every = {"weekly": 7, "every 10 days": 10}[agreed]
    facts = CourseFacts(phase, 46, started_on=MONDAY, interval_days=every, sessions=sessions)
    assert pace(library.protocol("ipsrt"), facts) == int(days)


@pytest.mark.parametrize(("first", "second", "at_hand", "lacks"), STEPS)
def test_steps(first: str, second: str, at_hand: str, lacks: str) -> None:
    reached = {"pace_found": first, "view_seen": second}
    ticked = frozenset(id for id, said in reached.items() if said == "yes")
    aside = frozenset(id for id, said in reached.items() if said == "put aside")
    found = stand("walks", "5", "aa", phase="walking", tasks_done=ticked, tasks_put_aside=aside)
    steps = {"first_hill": "first", "second_hill": "second"}
    assert next((steps[it.id] for it in found.steps if it.state == "now"), "none") == at_hand
    said = [need.sentence for gate in found.gates for need in gate.missing if need.fact == "steps_taken"]
    assert [sentence.split(": ")[1] for sentence in said] == ([] if lacks == "nothing" else [f"{lacks}."])
