"""The interpersonal inventory: measures against a slow second version, moves, undo, sentences."""

import random
from collections.abc import Callable
from dataclasses import asdict, fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core import network
from amity.core.network import Circle, Move, Part, Placement, changing, describing
from tests.core import slow_network
from tests.core.network_strategies import circles, rows

LISTENS = Placement("inge", ring=1, received_emotional=8, received_practical=0, confides=True)
LENDS = Placement("rui", ring=3, received_emotional=0, received_practical=2, confides=False)


def as_plain(found: network.Description) -> dict[str, Any]:
    return {
        name: tuple(value.values()) if isinstance(value, dict) else value
        for name, value in asdict(found).items()
    }


@given(circles())
def test_every_measure_is_what_the_slow_version_counts(circle: Circle) -> None:
    assert as_plain(network.describe(circle)) == slow_network.describe(circle)


@given(circles(), st.integers(0, 3599), st.randoms())
def test_names_order_and_rotation_change_no_measure(circle: Circle, turn: int, dice: random.Random) -> None:
    names = {one.id: f"name {number}" for number, one in enumerate(circle.placements)}
    turned = [
        replace(one, id=names[one.id], angle=(one.angle + turn) % network.TURN) for one in circle.placements
    ]
    dice.shuffle(turned)
    ties = circle.ties and frozenset(frozenset(names.get(id, id) for id in tie) for tie in circle.ties)
    assert network.describe(Circle(tuple(turned), ties)) == network.describe(circle)


def test_every_measure_has_a_source() -> None:
    assert set(network.SOURCES) == {one.name for one in fields(network.Description)}
    assert all(network.SOURCES.values())


def test_nothing_asked_is_not_nobody() -> None:
    found = network.describe(Circle((Placement("inge", ring=1), Placement("rui"))))
    assert found.confidants == found.supporters == Part(0, 0)
    assert (found.density, found.isolates, found.concentration, found.conflict_points) == (None,) * 4
    assert (found.size, found.in_tray) == (1, 1)
    assert [it.measure for it in network.of_circle(found)] == ["by_ring"]
    assert network.of_circle(network.describe(Circle())) == ()


def test_the_dead_stand_there_and_support_nobody() -> None:
    found = network.describe(Circle((replace(LISTENS, is_dead=True, lost_since_onset=True), LENDS)))
    assert (found.size, found.dead, found.supporters, found.losses) == (2, 1, Part(1, 1), Part(1, 1))


@pytest.mark.parametrize(
    "wrong",
    [{"ring": 0}, {"ring": 5}, {"desired_ring": 9}, {"angle": -1}, {"angle": 3600}, {"conflict": 11},
     {"given_emotional": -1}, {"conflict": True}, {"ring": 1.0}, {"confides": "yes"}, {"direction": "up"},
     {"lost_since_onset": 2}, {"is_dead": None}, {"expectations_met": "often"}],
)  # fmt: skip
def test_what_no_circle_holds(wrong: dict[str, Any]) -> None:
    with pytest.raises(
        ValueError, match=r"a ring is|an angle is|support and conflict|it is yes|a direction|expectations"
    ):
        Placement("inge", **wrong)


def test_a_person_stands_there_once_and_a_tie_has_two_ends() -> None:
    with pytest.raises(ValueError, match="once"):
        Circle((LISTENS, LISTENS))
    with pytest.raises(ValueError, match="two people"):
        Circle((LISTENS,), frozenset({frozenset({"inge"})}))


@given(circles(), circles())
def test_a_change_is_what_a_table_of_both_shows(before: Circle, after: Circle) -> None:
    found = network.change(before, after)
    then = {one.id: one.ring for one in before.placements}
    now = {one.id: one.ring for one in after.placements}
    everybody = set(then) | set(now)
    assert set(found.came) == {id for id in everybody if then.get(id) is None and now.get(id) is not None}
    assert set(found.left) == {id for id in everybody if then.get(id) is not None and now.get(id) is None}
    rings = {id: (then[id], now[id]) for id in everybody if then.get(id) and now.get(id)}
    assert {one.id: (one.before, one.after) for one in found.moved} == {
        id: both for id, both in rings.items() if both[0] != both[1]
    }
    lived = {one.id for one in before.placements if not one.is_dead}
    assert set(found.died) == {one.id for one in after.placements if one.is_dead} & lived
    back = network.change(after, before)
    assert (set(back.came), set(back.left), len(back.moved)) == (
        set(found.left),
        set(found.came),
        len(found.moved),
    )


def test_what_two_circles_say() -> None:
    then = Circle((LISTENS, LENDS, Placement("tom", ring=2)))
    now = Circle((replace(LISTENS, ring=3), replace(LENDS, ring=1, confides=True), Placement("may", ring=4)))
    said = [it.text for it in network.of_change(network.change(then, now))]
    assert said == [
        "Two people know how the client feels; before, it was one.",
        "One person came.",
        "One person left.",
        "One person stands closer.",
        "One person stands further away.",
    ]
    alone = network.of_change(network.change(now, Circle((replace(LENDS, confides=False),))))
    assert alone[0].text == "Nobody knows how the client feels; before, it was two."
    assert network.of_change(network.change(then, then)) == ()


def test_what_one_circle_says() -> None:
    apart = Circle((LISTENS, replace(LENDS, conflict=3)), frozenset())
    assert {it.measure: (it.text, it.behind) for it in network.of_circle(network.describe(apart))} == {
        "by_ring": ("One person stands in the inmost ring.", "1, 0, 1, 0 on rings 1 to 4"),
        "confidants": ("One person knows how the client feels.", "1 of 2 asked about"),
        "supporters": ("Two people give support.", "2 of 2 asked about"),
        "multiplex": ("Nobody is there both to listen and to lend a hand.", "0 of 2 asked about"),
        "conflict": ("One person is in conflict with the client.", "1 of 1 asked about"),
        "concentration": (
            "More than half of the support comes from one person.",
            "80 % of the points received",
        ),
        "isolates": ("Two people know nobody else on the circle.", "2 without a tie"),
    }
    many = Circle(tuple(Placement(str(number), ring=1) for number in range(13)))
    assert network.of_circle(network.describe(many))[0].text == "13 people stand in the inmost ring."


# --- moves


@given(rows())
def test_replaying_the_moves_a_few_at_a_time_gives_the_same_circle(moves: list[Move]) -> None:
    board = network.Board()
    for move in moves:
        board = network.replay([move], board)
        if move.what == "place":
            one = board.people[move.person]
            assert (one.ring, one.angle) == move.value
    assert board == network.replay(moves)


@given(rows())
def test_undo_of_anything_is_its_inverse(moves: list[Move]) -> None:
    for number in range(1, len(moves) + 1):
        so_far = moves[:number]
        back = network.inverse(so_far, so_far[-1].id, new_id="back")
        assert back is not None
        assert network.replay([*so_far, back]).circle == network.replay(so_far[:-1]).circle
        again = network.inverse([*so_far, back], "back", new_id="again")
        assert again is not None
        assert network.replay([*so_far, back, again]).circle == network.replay(so_far).circle


@given(rows())
def test_undo_through_all_of_it_and_forward_again(moves: list[Move]) -> None:
    done = list(moves)
    for number in range(len(moves)):
        last, _ = network.can_undo(done)
        assert last is not None
        back = _back(done, last, f"back {number}")
        done.append(back)
    assert network.can_undo(done)[0] is None
    assert network.replay(done).circle == Circle()
    for number in range(len(moves)):
        _, undone = network.can_undo(done)
        assert undone is not None
        done.append(_back(done, undone, f"again {number}"))
    assert network.can_undo(done)[1] is None
    assert network.replay(done).circle == network.replay(moves).circle


def _back(done: list[Move], last: Move, id: str) -> Move:
    """The one to take back is always the newest about its thing, for somebody who works alone."""
    back = network.inverse(done, last.id, new_id=id)
    assert back is not None
    return back


def test_what_somebody_else_changed_since_is_not_taken_back() -> None:
    mine = [Move("1", "there", "inge", True), Move("2", "place", "inge", (1, 0))]
    assert network.inverse([*mine, Move("theirs", "place", "inge", (2, 0))], "2", new_id="3") is None
    beside = Move("theirs", "confides", "inge", True)
    assert network.inverse([*mine, beside], "2", new_id="3") == Move(
        "3", "place", "inge", (None, 0), undoes="2"
    )


def test_a_new_move_ends_what_could_be_redone() -> None:
    first = Move("1", "there", "inge", True)
    back = Move("2", "there", "inge", False, undoes="1")
    assert network.can_undo([first, back]) == (None, back)
    assert network.can_undo([first, back, Move("3", "there", "rui", True)])[1] is None
    assert network.can_undo([Move("4", "there", "inge", False, undoes="somebody else's")]) == (None, None)


@pytest.mark.parametrize(
    "wrong",
    [
        Move("2", "colour", "inge", "red"),
        Move("2", "place", "nobody", (1, 0)),
        Move("2", "place", "inge", 1),
        Move("2", "place", "inge", (1, 0, 0)),  # type: ignore[arg-type]
        Move("2", "place", "inge", (7, 0)),
        Move("2", "conflict", "inge", 12),
        Move("2", "tie", "inge", True, "nobody"),
        Move("2", "tie", "inge", True, "inge"),
    ],
    ids=lambda move: f"{move.what} {move.person} {move.value}",
)
def test_moves_that_cannot_be(wrong: Move) -> None:
    with pytest.raises(ValueError, match=r"."):
        network.replay([Move("1", "there", "inge", True), wrong])


# --- planted faults: what the properties above are for

Fault = Callable[[pytest.MonkeyPatch], None]


def _counts_the_dead(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Circle, "living", property(lambda circle: circle.placed))


def _says_no_for_not_answered(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(describing, "_any", lambda values: Part(sum((v or 0) > 0 for v in values), len(values)))


@pytest.mark.parametrize("fault", [_counts_the_dead, _says_no_for_not_answered])
def test_a_planted_fault_is_found(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    fault(monkeypatch)
    with pytest.raises(BaseException, match=r"."):
        test_every_measure_is_what_the_slow_version_counts()


def test_an_undo_that_forgets_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network.Board, "value_of", lambda *_: False)
    with pytest.raises(BaseException, match=r"."):
        test_undo_of_anything_is_its_inverse()


def test_a_move_outwards_is_not_said_to_be_closer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changing.Moved, "is_closer", True)
    with pytest.raises(AssertionError):
        test_what_two_circles_say()


# --- where somebody goes


@given(circles())
def test_a_free_angle_is_as_far_from_everybody_as_can_be(circle: Circle) -> None:
    taken = {one.angle for one in circle.placed}
    if not taken:
        assert network.free_angle(circle) == 0
        return

    def nearest(angle: int) -> int:
        return min(min((angle - other) % network.TURN, (other - angle) % network.TURN) for other in taken)

    assert nearest(network.free_angle(circle)) == max(nearest(angle) for angle in range(network.TURN))
