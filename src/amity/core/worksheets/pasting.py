"""A conversation that was pasted in → its lines, each with who said it. Nothing pasted is dropped.

It is read as messages with a time and a name, as phones copy them; or else as `Name: words`; or else as
blocks that two people write in turn, one row each where there is no empty row between them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

Speaker = Literal["me", "other", "third"]
_UNSEEN: Final = dict.fromkeys(
    map(ord, "\u200e\u200f\u202a\u202c\ufeff")
)  # marks that phones put into a copy
_DAY: Final = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\.?"
_TIME: Final = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[AaPp]\.?\s?[Mm]\.?)?"
_STAMP: Final = rf"(?:{_DAY}(?:,|\s)\s*)?{_TIME}"
_STAMPED: Final = re.compile(rf"(?:\[(?P<inside>{_STAMP})\]\s*|(?P<before>{_STAMP})\s+[-–]\s+)(?P<rest>.*)")
_NAMED: Final = re.compile(r"(?P<name>[^\W\d_][^:\n]{0,29}?)\s*:(?!//)\s*(?P<said>.*)")
_ME: Final = frozenset({"me", "i", "myself"})
MOST_WORDS_IN_A_NAME: Final = 3


@dataclass(frozen=True, slots=True)
class Pasted:
    """One line of a conversation. speaker: None where nobody is named, as in a notice of the phone."""

    speaker: Speaker | None
    said: str
    how: str = ""


@dataclass(frozen=True, slots=True)
class _Message:
    by: str
    said: str
    stamp: str = ""


def read_pasted(text: str, first: Literal["me", "other"] = "me") -> tuple[Pasted, ...]:
    """The lines of a conversation, in their order. first: who is the first to speak.

    Whoever is named "Me" or "I" is me, whatever `first` says; of the others the first is the other person.

    >>> [(it.speaker, it.said) for it in read_pasted("D.: Are you coming?\\nMe: You go.")]
    [('other', 'Are you coming?'), ('me', 'You go.')]
    """
    plain = text.translate(_UNSEEN).replace("\u202f", " ").replace("\xa0", " ")
    rows = [row.strip() for row in plain.splitlines()]
    messages = list(_stamped(rows) or _named(rows) or _in_turn(rows))
    who = _who(dict.fromkeys(it.by for it in messages if it.by), first)
    return tuple(
        Pasted(who.get(it.by), it.said, f"message, {it.stamp}" if it.stamp else "") for it in messages
    )


def _stamped(rows: Sequence[str]) -> list[_Message]:
    """Messages as a phone copies them; none where the first of them has no time before it."""
    found: list[_Message] = []
    for row in rows:
        if match := _STAMPED.fullmatch(row):
            name, said = _name_in(match["rest"]) or ("", match["rest"])
            found.append(_Message(name, said, match["inside"] or match["before"]))
        elif found:
            found[-1] = _longer(found[-1], row)
        elif row:
            return []
    return _with_words(found)


def _named(rows: Sequence[str]) -> list[_Message]:
    """`Name: words`; none where the first row has no name."""
    found: list[_Message] = []
    for row in rows:
        if named := _name_in(row):
            found.append(_Message(*named))
        elif found:
            found[-1] = _longer(found[-1], row)
        elif row:
            return []
    return _with_words(found)


def _in_turn(rows: Sequence[str]) -> Iterator[_Message]:
    """Two people in turn: a block each, or a row each where no row is empty."""
    blocks = "\n".join(rows).strip("\n").split("\n\n")
    turns = [block.strip("\n") for block in blocks] if len(blocks) > 1 else [row for row in rows if row]
    for n, said in enumerate(turn for turn in turns if turn):
        yield _Message("ab"[n % 2], said)


def _name_in(row: str) -> tuple[str, str] | None:
    match = _NAMED.fullmatch(row)
    if match is None or len(match["name"].split()) > MOST_WORDS_IN_A_NAME:
        return None
    return match["name"], match["said"]


def _longer(message: _Message, row: str) -> _Message:
    return replace(message, said=f"{message.said}\n{row}")


def _with_words(found: Iterable[_Message]) -> list[_Message]:
    """Somebody who is named and says nothing was silent; a time alone is no line."""
    plain = (replace(it, said=it.said.strip("\n")) for it in found)
    return [it for it in plain if it.said or it.by]


def _who(names: Iterable[str], first: Literal["me", "other"]) -> dict[str, Speaker]:
    """Speaker by name."""
    mine = next((name for name in names if name.casefold() in _ME), None)
    order: list[Speaker] = ["me", "other"] if first == "me" else ["other", "me"]
    found: dict[str, Speaker] = {}
    if mine is not None:
        found, order = {mine: "me"}, ["other"]
    for name in names:
        if name not in found:
            found[name] = order.pop(0) if order else "third"
    return found
