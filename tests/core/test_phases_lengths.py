"""How sessions are shared among phases, what each is for, and how the ribbon shows them."""

from datetime import date, timedelta

import pytest

from amity.core.definitions.anchor import Anchor
from amity.core.phases import Attendance, Cell, SessionFact, layout, phase_of, plan, ribbon, standing
from amity.core.phases.dates import next_on, week_begins
from tests.core.phases_cast import MONDAY, course, ipt, week

MARKS = {"done": "x", "missed": "/", "now": "?", "planned": "o", "to_come": "."}


def drawn(cells: tuple[Cell, ...]) -> str:
    return "".join(MARKS[cell.state] for cell in cells)


@pytest.mark.parametrize(
    ("n", "lengths"),
    [(12, (3, 7, 2)), (13, (3, 8, 2)), (14, (3, 8, 3)), (15, (4, 8, 3)), (16, (4, 8, 4))],
)
def test_layouts(n: int, lengths: tuple[int, ...]) -> None:
    assert layout(ipt(), n) == lengths


@pytest.mark.parametrize("n", [0, 11, 17])
def test_no_other_length(n: int) -> None:
    with pytest.raises(ValueError, match=f"IPT is planned for 12 to 16 sessions, not {n}"):
        layout(ipt(), n)


def test_the_phase_of_a_session() -> None:
    assert [phase_of(ipt(), n, 16) for n in (1, 4, 5, 12, 13, 16, 17)] == [
        *("initial", "initial", "middle", "middle", "ending", "ending", "ending")
    ]


@pytest.mark.parametrize(
    ("anchor", "sixteen", "twelve"),
    [
        ({"from": "start", "n": 1}, 1, 1),
        ({"from": "end", "n": 1}, 16, 12),
        ({"from": "end", "n": 5}, 12, 8),
        ({"from": "middle", "n": 1}, 8, 6),
        ({"from": "middle", "n": 2}, 9, 7),
        ({"from": "start", "n": 99}, 16, 12),
        ({"from": "end", "n": 99}, 1, 1),
        ({"phase": "initial", "from": "end", "n": 1}, 4, 3),
        ({"phase": "ending", "from": "start", "n": 2}, 14, 12),
        ({"phase": "ending", "from": "start", "n": 4}, 16, 12),
        ({"phase": "middle", "from": "middle", "n": 1}, 8, 6),
    ],
)
def test_anchors_hold_for_every_length(anchor: dict[str, object], sixteen: int, twelve: int) -> None:
    meant = Anchor.model_validate(anchor)
    assert meant.number({"initial": (1, 4), "middle": (5, 12), "ending": (13, 16)}) == sixteen
    assert meant.number({"initial": (1, 3), "middle": (4, 10), "ending": (11, 12)}) == twelve


def test_the_plan_of_one_session() -> None:
    found = plan(ipt(), 8, 16)
    assert (found.number, found.of, found.phase) == (8, 16, "middle")
    assert [task.id for task in found.tasks] == ["review_midpoint", "repeat_circle"]
    assert "ask_safety" in [task.id for task in found.each_time]
    assert "giving_hope" in [task.id for task in found.steps]
    assert [sheet.id for sheet in found.worksheets] == ["closeness_circle"]
    assert [measure.instrument for measure in found.measures] == ["phq9", "gad7"]


def test_the_shorter_course_joins_what_the_longer_one_spreads() -> None:
    tasks = [task.id for task in plan(ipt(), 2, 12).tasks]
    assert {"build_timeline", "complete_inventory"} <= set(tasks)
    assert len(tasks) == len(set(tasks))


def test_a_session_beyond_the_plan_is_for_what_the_last_is() -> None:
    assert plan(ipt(), 18, 16).tasks == plan(ipt(), 16, 16).tasks


def test_nothing_of_the_protocol_is_lost_in_any_length() -> None:
    in_sessions = {id for row in ipt().sessions for id in row.tasks}
    for n in ipt().layouts:
        assert {task.id for k in range(1, n + 1) for task in plan(ipt(), k, n).tasks} == in_sessions


@pytest.mark.parametrize(
    ("letters", "ribbon_drawn"),
    [
        ("", "?..............."),
        ("aa", "xx?............."),
        ("ada", "x/x?............."),
        ("aadcl", "xx//x?............"),
        ("aaac", "xxx/?............"),
        ("apdp", "x?/o............."),
        ("a" * 16, "x" * 16),
        ("a" * 16 + "p", "x" * 16 + "?"),
        ("a" * 17, "x" * 17),
        ("pa", "x?.............."),
    ],
)
def test_the_ribbon(letters: str, ribbon_drawn: str) -> None:
    facts = course(letters)
    cells = ribbon(ipt(), facts)
    assert drawn(cells) == ribbon_drawn
    numbers = [cell.n for cell in cells if cell.n]
    assert numbers == list(range(1, len(numbers) + 1))
    now = [cell.n for cell in cells if cell.state == "now"]
    assert now in ([], [standing(ipt(), facts, today=MONDAY).session])


def test_a_missed_appointment_stands_where_it_fell() -> None:
    missed = ribbon(ipt(), course("aaaad"))[4]
    assert missed == Cell(None, "middle", "missed", week(4), Attendance.DNA)


def test_a_missed_appointment_without_a_day_stands_after_those_with_one() -> None:
    undated = SessionFact(None, Attendance.CANCELLED)
    facts = course(sessions=(undated, SessionFact(week(0), Attendance.ATTENDED), SessionFact(week(1))))
    assert drawn(ribbon(ipt(), facts)) == "x?/.............."


def test_what_was_missed_on_the_day_of_a_session_held_stands_beside_it() -> None:
    first = (
        SessionFact(week(0)),
        SessionFact(week(1), Attendance.ATTENDED),
        SessionFact(week(1), Attendance.DNA),
    )
    assert drawn(ribbon(ipt(), course(sessions=first))) == "x/?.............."


def test_days_before_the_earliest_and_in_pauses_are_left_out() -> None:
    def after(*pauses: tuple[date, date | None], earliest: date = MONDAY) -> date | None:
        return next_on(MONDAY, 7, pauses, earliest=earliest)

    assert after() == week(1)
    assert after(earliest=week(3)) == week(3)
    assert after(earliest=week(3) + timedelta(days=1)) == week(4)
    assert after((week(1), week(1))) == week(2)
    assert after((week(1), week(2)), (week(3), week(3))) == week(4)
    assert after((week(2), None)) == week(1)
    assert after((week(1), None)) is None
    assert next_on(date.max, 7, (), earliest=MONDAY) is None
    assert after((week(1), date.max - timedelta(days=2))) is None


def test_weeks_do_not_count_days_in_a_pause() -> None:
    assert week_begins(MONDAY, 1, ()) == MONDAY
    assert week_begins(MONDAY, 2, ()) == week(1)
    assert week_begins(MONDAY, 2, ((MONDAY + timedelta(days=1), MONDAY + timedelta(days=3)),)) == date(
        2026, 3, 12
    )
    assert week_begins(MONDAY, 2, ((week(0), None),)) is None
    assert week_begins(date(9999, 12, 30), 2, ()) is None
