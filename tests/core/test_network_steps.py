"""A circle move by move, in words; what was taken back is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core.network import PLACE, THERE, WHATS, Move, inverse, replay, said, steps

NAMES = {"inge": "Inge", "rui": "Rui"}
NAMED = [Move("n1", THERE, "inge", True), Move("n2", THERE, "rui", True)]


def words(*moves: Move) -> list[str]:
    """Of these moves, after both were named."""
    return [said(step, NAMES) for step in steps([*NAMED, *moves])][2:]


def test_from_place_to_place() -> None:
    assert words(
        Move("1", PLACE, "inge", (2, 0)),
        Move("2", PLACE, "inge", (2, 900)),
        Move("3", PLACE, "inge", (1, 900)),
        Move("4", PLACE, "inge", (None, 0)),
        Move("5", PLACE, "inge", (None, 10)),
    ) == [
        "Inge from the tray to close",
        "Inge further round, still close",
        "Inge from close to intimate",
        "Inge from intimate to the tray",
        "Inge stays in the tray",
    ]


@pytest.mark.parametrize(
    ("what", "value", "expected"),
    [
        ("desired_ring", 1, "Inge, where the client would like them: intimate"),
        ("desired_ring", None, "Inge, where the client would like them: not answered"),
        ("direction", "away", "Inge, at present: going away"),
        ("direction", None, "Inge, at present: not answered"),
        ("is_dead", True, "Inge has died"),
        ("is_dead", False, "Inge is alive"),
        ("received_emotional", 0, "Inge, emotional support received: 0 of 10"),
        ("received_practical", 4, "Inge, practical support received: 4 of 10"),
        ("given_emotional", None, "Inge, emotional support given: not answered"),
        ("given_practical", 10, "Inge, practical support given: 10 of 10"),
        ("confides", False, "Inge, told how the client feels: no"),
        ("confides", None, "Inge, told how the client feels: not answered"),
        ("conflict", 6, "Inge, conflict: 6 of 10"),
        ("expectations_met", "partly", "Inge, expectations met: partly"),
        ("expectations_met", None, "Inge, expectations met: not answered"),
        ("lost_since_onset", True, "Inge, died or gone since the illness began: yes"),
        ("there", False, "Inge is taken off the circle"),
        ("there", True, "Inge is back on the circle"),
    ],
)
def test_what_is_said_about_somebody(what: str, value: object, expected: str) -> None:
    assert words(Move("1", what, "inge", value)) == [expected]  # type: ignore[arg-type]


def test_between_two_people_and_about_nobody() -> None:
    assert words(
        Move("1", "ties_asked", value=True),
        Move("2", "tie", "inge", True, other="rui"),
        Move("3", "tie", "inge", False, other="rui"),
        Move("4", "ties_asked", value=False),
    ) == [
        "Who knows whom was talked about",
        "Inge and Rui know each other",
        "Inge and Rui do not know each other",
        "Who knows whom was not talked about",
    ]
    assert said(steps(NAMED)[0], {}) == "somebody is named"


def test_every_move_has_words() -> None:
    """Whatever the core can make is said; a new kind of move turns this red."""
    values = {PLACE: (1, 0), "direction": "away", "expectations_met": "no"}
    for what in WHATS:
        person, other = ("", "") if what == "ties_asked" else ("inge", "rui" if what == "tie" else "")
        [found] = words(Move("1", what, person, values.get(what, 1), other))  # type: ignore[arg-type]
        assert found


def test_what_was_taken_back_and_made_again_is_known() -> None:
    place = Move("1", PLACE, "inge", (2, 0))
    moves = [*NAMED, place]
    for id, of in (("undo", "1"), ("redo", "undo"), ("undo again", "redo")):
        back = inverse(moves, of, new_id=id)
        assert back is not None
        moves.append(back)
    found = steps(moves)
    assert [said(step, NAMES) for step in found[3:]] == [
        "Undo: Inge from close to the tray",
        "Redo: Inge from the tray to close",
        "Undo: Inge from close to the tray",
    ]
    assert [step.stands for step in found] == [True, True, False, True, False, True]
    assert [step.stands for step in steps(moves[:5])][2:] == [True, False, True]
    assert [step.stands for step in steps(moves[:4])][2:] == [False, True]


@given(st.lists(st.tuples(st.sampled_from(["inge", "rui"]), st.sampled_from([None, 1, 2, 3, 4]))))
def test_each_step_begins_where_the_one_before_led(places: list[tuple[str, int | None]]) -> None:
    """The slow version: the whole row replayed up to each move."""
    moves = [*NAMED, *(Move(str(at), PLACE, who, (ring, at)) for at, (who, ring) in enumerate(places))]
    for at, step in enumerate(steps(moves)):
        assert step.number == at + 1
        assert step.before == replay(moves[:at]).value_of(moves[at])
