"""When a course asks how the two work together: early, while there is time, beside few other questions."""

from itertools import pairwise

import pytest

from amity.core import giving, library

TOGETHER = "own_alliance"
TOGETHER_AT = {  # in a course of the default length; a group is asked about elsewhere
    **dict.fromkeys(("anxiety", "eating", "ipt", "ipt_a", "perinatal", "ptsd"), (3, 9)),
    "ipc": (3,),
    "ipsrt": (3, 9, 23),
    "ipt_m": (3, 8),
    "mit": (3, 8, 16),
    "perinatal_brief": (3, 8),
    "who_group_ipt": (),
}
IDS = sorted(protocol.id for protocol in library.protocols())


def session_of(moment: str, of: int) -> int:
    """The session of a moment, where one is held every week."""
    kind, _, number = moment.partition(":")
    return int(number) if number else {"assessment": 1, "midpoint": max(1, of // 2), "end": of}[kind]


@pytest.mark.parametrize("id", IDS)
def test_working_together_is_asked_where_the_set_has_room(id: str) -> None:
    """Never after the ending, never in two sessions running, never with more than 25 questions in all."""
    protocol = library.protocol(id)
    items = {it.id: len(it.items) for it in library.instruments()}
    for of in protocol.layouts:
        asked = giving.plan(protocol, of, {})
        moments = next((it.moments for it in asked if it.instrument == TOGETHER), ())
        sessions = [session_of(it, of) for it in moments if not it.startswith("follow_up:")]
        assert len(sessions) == len(moments)
        assert all(later - sooner >= 2 for sooner, later in pairwise(sessions))
        assert bool(sessions) is bool(TOGETHER_AT[id])
        if of == protocol.dose.default:
            assert tuple(sessions) == TOGETHER_AT[id]
        for session in sessions:
            here = [it.instrument for it in asked if giving.EACH_SESSION in it.moments]
            for it in asked:
                theirs = [one for one in it.moments if one != giving.EACH_SESSION and "follow" not in one]
                here += [it.instrument] * (session in [session_of(one, of) for one in theirs])
            assert giving.items_of(dict.fromkeys(here), items) <= giving.MOST_ITEMS, (of, session)
