"""The questions that each special editor of a worksheet knows by their ids.

A special editor (a transcript, a matrix …) is a list of rows like any other. Its `type` names the widget that
draws it, and `EDITORS` says which questions a row must hold for that widget to know them.
"""

from typing import Final, NamedTuple


class Column(NamedTuple):
    """A question that a special editor knows: the types it may have, and the options it may offer."""

    types: tuple[str, ...]
    options: frozenset[str] = frozenset()


_WORDS: Final = Column(("text", "long"))
_SCALE: Final = Column(("scale",))
_THIRDS: Final = Column(("yes_part_no",))
_FELT: Final = Column(("feelings",))
PATTERNS: Final = frozenset(
    {
        "ambiguous_indirect_nonverbal",
        "assumed_i_had_communicated",
        "assumed_i_had_understood",
        "unnecessarily_indirect_verbal",
        "silence_closing_off",
        "other",
    }
)  # Klerman's five and any other; Amity handbook section 4.7


def _one_of(*options: str) -> Column:
    return Column(("choice",), frozenset(options))


EDITORS: Final[dict[str, dict[str, Column]]] = {
    "records": {},
    "transcript": {
        "speaker": _one_of("me", "other", "third"),
        "said": _WORDS,
        "how": _WORDS,
        "meant": _WORDS,
        "felt": _FELT,
        "received": _WORDS,
        "believed_other_meant": _WORDS,
        "patterns": Column(("several",), PATTERNS),
        "alternative": _WORDS,
        "alternative_by": _one_of("client", "therapist"),
    },
    "options": {
        "text": _WORDS,
        "benefits": _WORDS,
        "costs": _WORDS,
        "feasibility": _SCALE,
        "effect_on_me": _WORDS,
        "effect_on_other": _WORDS,
        "safe": _one_of("yes", "unsure", "no"),
    },
    "matrix": {
        "topic": _WORDS,
        "mine": _WORDS,
        "theirs": _WORDS,
        "known": _THIRDS,
        "realistic_me": _SCALE,
        "realistic_them": _SCALE,
        "reciprocal": _THIRDS,
        "negotiable": _THIRDS,
        "middle": _WORDS,
        "agreed": _WORDS,
    },
    "takes": {
        "self_played_by": _one_of("client", "therapist"),
        "other_played_by": _one_of("client", "therapist"),
        "went": _WORDS,
        "felt": _FELT,
        "showed": Column(("several",)),
        "feedback": _WORDS,
        "alter": _WORDS,
    },
    "balance": {
        "side": _one_of("old", "new"),
        "weighs": _one_of("good", "hard"),
        "text": _WORDS,
        "seen": _one_of("start", "end"),
    },
}
