"""Circles and rows of moves, as Hypothesis draws them."""

from hypothesis import strategies as st

from amity.core.network import RINGS, TURN, Circle, Move, Placement

IDS = [f"person {number}" for number in range(7)]
SCALE = st.none() | st.integers(0, 10)
ANSWER = st.none() | st.booleans()
RING = st.none() | st.sampled_from(RINGS)
ANGLE = st.integers(0, TURN - 1)
SAID = {
    "desired_ring": RING,
    "direction": st.none() | st.sampled_from(("towards", "stable", "away")),
    "is_dead": st.booleans(),
    "received_emotional": SCALE,
    "received_practical": SCALE,
    "given_emotional": SCALE,
    "given_practical": SCALE,
    "confides": ANSWER,
    "conflict": SCALE,
    "expectations_met": st.none() | st.sampled_from(("yes", "partly", "no")),
    "lost_since_onset": ANSWER,
}


@st.composite
def circles(draw: st.DrawFn) -> Circle:
    """Any circle of at most seven."""
    ids = draw(st.lists(st.sampled_from(IDS), unique=True))
    people = tuple(draw(st.builds(Placement, st.just(id), ring=RING, angle=ANGLE, **SAID)) for id in ids)
    pairs = st.frozensets(st.sampled_from(IDS), min_size=2, max_size=2)
    return Circle(people, draw(st.none() | st.frozensets(pairs)))


@st.composite
def rows(draw: st.DrawFn) -> list[Move]:
    """Moves that can be, one after the other; everybody is named before anything is said about them."""
    named: list[str] = []
    moves: list[Move] = []
    for number in range(draw(st.integers(0, 25))):
        what = draw(st.sampled_from(("there", "place", "tie", "ties_asked", *SAID)))
        if what == "ties_asked":
            moves.append(Move(str(number), what, value=draw(st.booleans())))
        elif what == "there" or not named:
            person = draw(st.sampled_from(IDS))
            value = person not in named or draw(st.booleans())
            named = list(dict.fromkeys([*named, person]))
            moves.append(Move(str(number), "there", person, value))
        elif what == "tie" and len(named) > 1:
            one, other = draw(st.permutations(named))[:2]
            moves.append(Move(str(number), what, one, draw(st.booleans()), other))
        else:
            what = "place" if what == "tie" else what
            said = draw(st.tuples(RING, ANGLE) if what == "place" else SAID[what])
            moves.append(Move(str(number), what, draw(st.sampled_from(named)), said))
    return moves
