"""The interpersonal inventory: measures against a slow second version, moves, undo, sentences."""

import random
from collections.abc import Callable
from dataclasses import asdict, fields, replace
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from amity.core import network
from amity.core.network import Circle, Move, Part, Placement, changing, describing
from amity.core.network import moves as moves_module
from tests.core import slow_network
from tests.core.network_strategies import circles, rows

PATIENT = settings(deadline=None)  # no property is about time
LISTENS = Placement("inge", ring=1, received_emotional=8, received_practical=0, confides=True)
LENDS = Placement("rui", ring=3, received_emotional=0, received_practical=2, confides=False)


def as_plain(found: network.Description) -> dict[str, Any]:
    return {
        name: tuple(value.values()) if isinstance(value, dict) else value
        for name, value in asdict(found).items()
    }


@PATIENT
@given(circles())
def test_every_measure_is_what_the_slow_version_counts(circle: Circle) -> None:
    assert as_plain(network.describe(circle)) == slow_network.describe(circle)


@PATIENT
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


@PATIENT
@given(circles(), circles())
def test_a_change_is_what_a_table_of_both_shows(before: Circle, after: Circle) -> None:
    found, expected = network.change(before, after), slow_network.change(before, after)
    for name in ("came", "left", "placed", "unplaced", "died"):
        ids = getattr(found, name)
        assert (set(ids), len(ids)) == (expected[name], len(expected[name])), name
    assert {one.id for one in found.moved if one.is_closer} == expected["closer"]
    assert {one.id for one in found.moved if not one.is_closer} == expected["away"]
    common = {name: tuple((part.people, part.of) for part in both) for name, both in found.common.items()}
    assert common == expected["common"]
    back = network.change(after, before)
    assert (set(back.came), set(back.left)) == (set(found.left), set(found.came))
    assert (set(back.placed), set(back.unplaced)) == (set(found.unplaced), set(found.placed))
    assert len(back.moved) == len(found.moved)


def changes(then: Circle, now: Circle) -> dict[str, tuple[str, str]]:
    return {it.measure: (it.text, it.behind) for it in network.of_change(network.change(then, now))}


def test_what_two_circles_say() -> None:
    then = Circle((LISTENS, LENDS, Placement("tom", ring=2), Placement("ada")))
    now = Circle(
        (
            replace(LISTENS, ring=3),
            replace(LENDS, ring=1, confides=True),
            Placement("may", ring=4),
            Placement("ada", ring=4),
        )
    )
    assert [it[0] for it in changes(then, now).values()] == [
        "Of two people asked about both times, two know how the client feels; before, it was one.",
        "One person came.",
        "One person left.",
        "One person is placed now, and not before.",
        "One person stands closer.",
        "One person stands further away.",
    ]
    assert changes(then, then) == {}


def test_who_lies_in_the_tray_of_a_new_circle_has_not_left() -> None:
    twelve = [Placement(str(number), ring=2) for number in range(12)]
    new = Circle((twelve[0], *(replace(one, ring=None) for one in twelve[1:])))
    assert changes(Circle(tuple(twelve)), new) == {
        "unplaced": ("Eleven people are not placed this time.", "11 in the tray of one circle")
    }
    assert changes(new, Circle(tuple(twelve))) == {
        "placed": ("Eleven people are placed now, and not before.", "11 in the tray of one circle")
    }
    assert changes(new, Circle((*new.placements, Placement("new")))) == {
        "came": ("One person came.", "1 not on the circle before")
    }
    assert changes(new, Circle(new.placements[:-1])) == {
        "left": ("One person left.", "1 no longer on the circle")
    }


def test_who_was_not_asked_again_is_not_one_fewer() -> None:
    knows = replace(LENDS, confides=True)
    then = Circle((LISTENS, knows))
    assert changes(then, Circle((LISTENS, replace(knows, confides=None)))) == {}
    assert changes(then, Circle((knows,))) == {"left": ("One person left.", "1 no longer on the circle")}
    assert changes(then, Circle((replace(LISTENS, confides=False), replace(knows, confides=None)))) == {
        "confidants": (
            "The one person asked about both times does not know how the client feels; "
            "before, it was otherwise.",
            "0 of 1 asked about both times; before, 1",
        )
    }
    assert changes(then, Circle((replace(LISTENS, confides=False), LENDS))) == {
        "confidants": (
            "Of two people asked about both times, nobody knows how the client feels; before, it was two.",
            "0 of 2 asked about both times; before, 2",
        )
    }
    died = Circle((LISTENS, replace(knows, is_dead=True, confides=False)))
    assert "confidants" not in changes(then, died)
    back = Circle((replace(LISTENS, confides=False), LENDS))
    assert changes(back, then)["confidants"][0] == (
        "Of two people asked about both times, two know how the client feels; before, it was nobody."
    )
    assert changes(back, Circle((LISTENS, LENDS)))["confidants"][0] == (
        "Of two people asked about both times, one knows how the client feels; before, it was nobody."
    )
    assert changes(Circle((LENDS,)), Circle((knows,)))["confidants"][0] == (
        "The one person asked about both times knows how the client feels; before, it was otherwise."
    )


def test_what_one_circle_says() -> None:
    apart = Circle((LISTENS, replace(LENDS, conflict=3)), frozenset())
    assert sentences(apart) == {
        "by_ring": ("One person stands in the inmost ring.", "1, 0, 1, 0 on rings 1 to 4"),
        "confidants": ("One of two people asked about knows how the client feels.", "1 of 2 asked about"),
        "supporters": ("Both people asked about give support.", "2 of 2 asked about"),
        "multiplex": (
            "Of two people asked about, nobody is there both to listen and to lend a hand.",
            "0 of 2 asked about",
        ),
        "conflict": ("The one person asked about is in conflict with the client.", "1 of 1 asked about"),
        "conflict_points": (
            "Added up, conflict comes to three of ten points.",
            "10 points a person at most, 1 asked about",
        ),
        "concentration": (
            "More than half of the support comes from one person.",
            "80 % of the points received",
        ),
        "density": ("The two living people on the circle do not know each other.", "0 of 1 ties"),
    }
    many = Circle(tuple(Placement(str(number), ring=1) for number in range(13)))
    assert network.of_circle(network.describe(many))[0].text == "13 people stand in the inmost ring."


def sentences(circle: Circle) -> dict[str, tuple[str, str]]:
    return {it.measure: (it.text, it.behind) for it in network.of_circle(network.describe(circle))}


def so_many(*answers: bool | None) -> Circle:
    """People about whom this was answered, of everything that is asked."""
    points = {True: 5, False: 0, None: None}
    return Circle(
        tuple(
            Placement(
                str(number),
                ring=2,
                confides=yes,
                conflict=points[yes],
                received_emotional=points[yes],
                received_practical=points[yes],
                given_practical=points[yes],
                expectations_met=None if yes is None else "no" if yes else "yes",
                lost_since_onset=yes,
            )
            for number, yes in enumerate(answers)
        )
    )


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (
            (False, None, None),
            {
                "confidants": "The one person asked about does not know how the client feels.",
                "supporters": "The one person asked about gives no support.",
                "supported": "The one person asked about is given none by the client.",
                "multiplex": "The one person asked about is not there both to listen and to lend a hand.",
                "reciprocal": "The one person asked about does not both give and get support.",
                "conflict": "The one person asked about is in no conflict with the client.",
                "unmet": "The one person asked about does what the client expects.",
                "losses": "The one person asked about has neither died nor gone since the illness began.",
            },
        ),
        (
            (False, False),
            {
                "confidants": "Of two people asked about, nobody knows how the client feels.",
                "supporters": "Of two people asked about, nobody gives support.",
                "supported": "Of two people asked about, nobody is given support by the client.",
                "multiplex": "Of two people asked about, nobody is there both to listen and to lend a hand.",
                "reciprocal": "Of two people asked about, nobody gives and is given support.",
                "conflict": "Of two people asked about, nobody is in conflict with the client.",
                "unmet": "Of two people asked about, everybody does what the client expects.",
                "losses": "Of two people asked about, nobody has died or gone since the illness began.",
            },
        ),
        (
            (True, True, False, None),
            {
                "confidants": "Two of three people asked about know how the client feels.",
                "supporters": "Two of three people asked about give support.",
                "supported": "Two of three people asked about are given support by the client.",
                "multiplex": "Two of three people asked about are there both to listen and to lend a hand.",
                "reciprocal": "Two of three people asked about give and are given support.",
                "conflict": "Two of three people asked about are in conflict with the client.",
                "unmet": "Two of three people asked about do less than the client expects.",
                "losses": "Two of three people asked about have died or gone since the illness began.",
                "conflict_points": "Added up, conflict comes to ten of 30 points.",
            },
        ),
    ],
    ids=["no, of one", "nobody of two", "two of three"],
)
def test_how_many_were_asked_is_said(answers: tuple[bool | None, ...], expected: dict[str, str]) -> None:
    assert {name: text for name, (text, _) in sentences(so_many(*answers)).items()} == expected | {
        "by_ring": "Nobody stands in the inmost ring."
    }


def test_all_of_them() -> None:
    said = sentences(so_many(True, True, True))
    assert said["confidants"][0] == "All three people asked about know how the client feels."
    assert said["unmet"][0] == "All three people asked about do less than the client expects."


@pytest.mark.parametrize(
    ("living", "ties", "expected"),
    [
        (1, [], ["One person knows nobody else on the circle."]),
        (2, ["01"], ["The two living people on the circle know each other."]),
        (3, [], ["Among the three living people on the circle, nobody knows anybody else."]),
        (
            3,
            ["01"],
            [
                "Among the three living people on the circle, one of three pairs knows each other.",
                "One person knows nobody else on the circle.",
            ],
        ),
        (
            4,
            ["01", "23"],
            ["Among the four living people on the circle, two of six pairs know each other."],
        ),
        (5, ["01", "12"], [
            "Among the five living people on the circle, two of ten pairs know each other.",
            "Two people know nobody else on the circle.",
        ]),
        (3, ["01", "12", "02"], [
            "Among the three living people on the circle, everybody knows everybody else."
        ]),
    ],
    ids=str,
)  # fmt: skip
def test_who_knows_whom_in_words(living: int, ties: list[str], expected: list[str]) -> None:
    there = (*(Placement(str(number), ring=4) for number in range(living)), Placement("d", 4, is_dead=True))
    said = sentences(Circle(there, frozenset(frozenset(pair) for pair in ties)))
    assert [said[name][0] for name in ("density", "isolates") if name in said] == expected


# --- moves


@PATIENT
@given(rows())
def test_replaying_the_moves_a_few_at_a_time_gives_the_same_circle(moves: list[Move]) -> None:
    board = network.Board()
    for move in moves:
        board = network.replay([move], board)
        if move.what == "place":
            one = board.people[move.person]
            assert (one.ring, one.angle) == move.value
    assert board == network.replay(moves)


@PATIENT
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


@PATIENT
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


@st.composite
def of_two(draw: st.DrawFn) -> tuple[list[Move], set[str]]:
    """A row of moves, and the ids of those that Ada made; the others are Ben's."""
    moves = draw(rows())
    return moves, {move.id for move in moves if draw(st.booleans())}


@PATIENT
@given(of_two(), st.lists(st.tuples(st.booleans(), st.booleans()), max_size=30))
def test_two_people_undo_and_redo_and_take_nothing_of_each_other(
    both: tuple[list[Move], set[str]], presses: list[tuple[bool, bool]]
) -> None:
    """Whatever is offered can be done, and changes nothing that the other one made and that still stands."""
    moves, ada = list(both[0]), set(both[1])
    for number, (by_ada, redoes) in enumerate(presses):
        ben = {move.id for move in moves} - ada
        own, other = (ada, ben) if by_ada else (ben, ada)
        chosen = network.can_undo(moves, own)[redoes]
        if chosen is None:
            continue
        back = network.inverse(moves, chosen.id, new_id=f"press {number}", own=own)
        assert back is not None, "offered, and stuck"
        then = network.replay(moves)
        moves.append(back)
        ada |= {back.id} if by_ada else set()
        now = network.replay(moves)
        changed = chosen.about
        for move in _standing(moves[:-1], other):
            if move.about == changed:
                assert moves.index(move) < moves.index(chosen)  # mine came after it: it goes back to theirs
                continue
            assert now.value_of(move) == then.value_of(move)
            gone = {one.id for one in then.circle.placements} - {one.id for one in now.circle.placements}
            if moves.index(move) > moves.index(chosen):
                assert not gone & {move.person, move.other}


def _standing(moves: list[Move], ids: set[str]) -> list[Move]:
    """Of these, what somebody did and nobody took back."""
    return [
        step.move
        for step in network.steps(moves)
        if step.stands and step.move.undoes is None and step.move.id in ids
    ]


def test_what_somebody_else_changed_since_is_not_taken_back() -> None:
    mine = [Move("1", "there", "inge", True), Move("2", "place", "inge", (1, 0))]
    assert network.inverse([*mine, Move("theirs", "place", "inge", (2, 0))], "2", new_id="3") is None
    beside = Move("theirs", "confides", "inge", True)
    assert network.inverse([*mine, beside], "2", new_id="3") == Move(
        "3", "place", "inge", (None, 0), undoes="2"
    )


def test_what_was_overtaken_is_passed_over() -> None:
    mine = [
        Move("1", "there", "inge", True),
        Move("2", "conflict", "inge", 3),
        Move("3", "place", "inge", (1, 0)),
    ]
    theirs = Move("4", "place", "inge", (2, 0))
    own = {"1", "2", "3"}
    assert network.can_undo(mine, own)[0] == mine[2]
    assert network.can_undo([*mine, theirs], own)[0] == mine[1]
    back = Move("5", "place", "inge", (1, 0), undoes="4")
    assert network.can_undo([*mine, theirs, back], own)[0] == mine[2]


def test_a_name_stays_once_somebody_else_said_something_about_them() -> None:
    mine = Move("1", "there", "inge", True)
    placed = Move("2", "place", "inge", (1, 0))
    assert network.can_undo([mine, placed], {"1", "2"})[0] == placed
    assert network.can_undo([mine, placed], {"1"})[0] is None
    assert network.inverse([mine, placed], "1", new_id="3", own={"1"}) is None
    taken_back = Move("3", "place", "inge", (None, 0), undoes="2")
    assert network.can_undo([mine, placed, taken_back], {"1"})[0] == mine
    rui = Move("4", "there", "rui", True)
    tied = Move("5", "tie", "rui", True, "inge")
    assert network.can_undo([mine, rui, tied], {"1"})[0] is None
    off = Move("6", "there", "inge", False)
    again = Move("7", "there", "inge", True, undoes="6")
    assert network.can_undo([mine, off, again], {"6", "7"}) == (None, again)
    assert network.can_undo([mine, off, again, placed], {"6", "7"}) == (None, None)


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
        Move("2", "tie", "inge", True),
        Move("2", "tie", "", True, "inge"),
        Move("2", "place", "inge", (1, 0), "inge"),
        Move("2", "ties_asked", "inge", True),
        *(Move("2", what, "", True) for what in network.WHATS if what != "ties_asked"),
    ],
    ids=lambda move: f"{move.what} {move.person} {move.value}",
)
def test_moves_that_cannot_be(wrong: Move) -> None:
    with pytest.raises(ValueError, match=r"."):
        network.replay([Move("1", "there", "inge", True), wrong])


# --- planted faults: what the properties above are for

Fault = Callable[[pytest.MonkeyPatch], None]
AT_ONCE = settings(deadline=None, phases=(Phase.generate,))  # that it is found, not how small it can be made


def broken(held: Any, *drawn: st.SearchStrategy[Any]) -> None:
    """Some of what is drawn breaks what held."""
    with pytest.raises(BaseException, match=r"."):
        AT_ONCE(given(*drawn)(held.hypothesis.inner_test))()


def _counts_the_dead(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Circle, "living", property(lambda circle: circle.placed))


def _says_no_for_not_answered(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(describing, "_any", lambda values: Part(sum(v or False for v in values), len(values)))


@pytest.mark.parametrize("fault", [_counts_the_dead, _says_no_for_not_answered])
def test_a_planted_fault_is_found(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    fault(monkeypatch)
    broken(test_every_measure_is_what_the_slow_version_counts, circles())


def test_an_undo_that_forgets_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network.Board, "value_of", lambda *_: False)
    with pytest.raises(BaseException, match=r"."):
        test_undo_of_anything_is_its_inverse()


def test_an_undo_that_takes_away_what_the_other_did_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    real = moves_module._is_overtaken
    monkeypatch.setattr(moves_module, "_is_overtaken", lambda move, since, own: real(move, since, None))
    presses = st.lists(st.tuples(st.booleans(), st.booleans()), max_size=30)
    broken(test_two_people_undo_and_redo_and_take_nothing_of_each_other, of_two(), presses)


def test_a_move_outwards_is_not_said_to_be_closer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changing.Moved, "is_closer", True)
    with pytest.raises(AssertionError):
        test_what_two_circles_say()


# --- where somebody goes


@PATIENT
@given(circles())
def test_a_free_angle_is_as_far_from_everybody_as_can_be(circle: Circle) -> None:
    taken = {one.angle for one in circle.placed}
    if not taken:
        assert network.free_angle(circle) == 0
        return

    def nearest(angle: int) -> int:
        return min(min((angle - other) % network.TURN, (other - angle) % network.TURN) for other in taken)

    assert nearest(network.free_angle(circle)) == max(nearest(angle) for angle in range(network.TURN))
