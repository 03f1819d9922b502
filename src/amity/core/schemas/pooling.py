"""Episodes with the same wish, the same view of oneself and the same answer of the other, as one line."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

REPEATED: Final = 3  # episodes with the same wish and answer; Amity handbook section 2.6, Amity decision


@dataclass(frozen=True, slots=True)
class Episode:
    """One narrated episode, structured. None, or only spaces: not answered.

    wish, self_image, other_response: an id of a list, or somebody's own words. if_i: how the client moved to
    get what was wished for. own_response: what the client did after the other's answer.
    """

    id: str
    wish: str | None = None
    self_image: str | None = None
    if_i: str | None = None
    other_response: str | None = None
    own_response: str | None = None
    person: str | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the pattern, in the words of its oldest episode; the episodes behind it, oldest first.

    self_image: None where none of them says it. if_i, own_responses, people: each once, as they first come.
    """

    wish: str
    self_image: str | None
    other_response: str
    episodes: tuple[str, ...]
    if_i: tuple[str, ...] = ()
    own_responses: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Repeat:
    """The same wish met by the same answer, whatever the view of oneself; the episodes, oldest first."""

    wish: str
    other_response: str
    episodes: tuple[str, ...]

    @property
    def is_repeated(self) -> bool:
        """Whether it stands in as many episodes as a pattern needs."""
        return len(self.episodes) >= REPEATED


@dataclass(frozen=True, slots=True)
class Pooled:
    """What episodes have in common. open: those in which the wish or the other's answer is not said yet."""

    lines: tuple[Line, ...]
    repeats: tuple[Repeat, ...]
    open: tuple[str, ...]

    @property
    def may_advance(self) -> bool:
        """Whether the criterion of step 3 holds: one wish met by one answer in three episodes or more."""
        return any(it.is_repeated for it in self.repeats)


def pool(episodes: Iterable[Episode]) -> Pooled:
    """The lines that episodes make together, the most frequent first, each with the episodes behind it.

    episodes: in any order; one without a date counts as younger than those with one.
    An episode stands in exactly one line, or among those that are `open`; nothing is guessed into a gap.
    Raises ValueError where two have one id.
    Source: Amity handbook section 2.6, after Dimaggio et al. 2015, Metacognitive Interpersonal Therapy for
    Personality Disorders; how words are compared and that three are enough are Amity decisions.

    >>> found = pool(
    ...     [
    ...         Episode("call", "attachment", "not_lovable", None, "rejects"),
    ...         Episode("visit", "attachment", "not_lovable", None, "rejects"),
    ...         Episode("work", "rank", None, None, "criticises"),
    ...         Episode("train"),
    ...     ]
    ... )
    >>> [(it.wish, it.other_response, it.episodes) for it in found.lines]
    [('attachment', 'rejects', ('call', 'visit')), ('rank', 'criticises', ('work',))]
    >>> found.open, found.may_advance
    (('train',), False)
    """
    there = sorted(episodes, key=_age)
    ids = [it.id for it in there]
    if twice := sorted({id for id in ids if ids.count(id) > 1}):
        raise ValueError(f"each episode is pooled once; given twice: {', '.join(twice)}")
    placed = [it for it in there if alike(it.wish) and alike(it.other_response)]
    lines = tuple(_line(it) for it in _grouped(placed, _line_key))
    repeats = tuple(
        Repeat(_said(it[0].wish), _said(it[0].other_response), _ids(it))
        for it in _grouped(placed, _repeat_key)
    )
    behind = {it.id for it in placed}
    return Pooled(lines, repeats, tuple(id for id in ids if id not in behind))


def alike(words: str | None) -> str:
    """What two ways to write one thing have in common: small letters, single spaces, no stop at the end.

    Meaning is not compared: two sentences that say the same in other words stay two. "": not answered.

    >>> alike(" I am  nobody. ") == alike("i am nobody")
    True
    """
    folded = unicodedata.normalize("NFC", words or "").casefold()
    return " ".join(folded.split()).rstrip(" .!?…")


Key = tuple[str, ...]


def _repeat_key(episode: Episode) -> Key:
    return alike(episode.wish), alike(episode.other_response)


def _line_key(episode: Episode) -> Key:
    return alike(episode.wish), alike(episode.self_image), alike(episode.other_response)


def _age(episode: Episode) -> tuple[date, str]:
    return episode.on or date.max, episode.id


def _grouped(episodes: Sequence[Episode], key: Callable[[Episode], Key]) -> list[list[Episode]]:
    """Those with one key, oldest first; the largest group first, then by what they share."""
    groups = [list(it) for _, it in groupby(sorted(episodes, key=key), key)]  # sorted keeps the oldest first
    return sorted(groups, key=lambda it: (-len(it), key(it[0])))


def _line(episodes: Sequence[Episode]) -> Line:
    first = episodes[0]
    return Line(
        _said(first.wish),
        _said(first.self_image) or None,
        _said(first.other_response),
        _ids(episodes),
        _each_once(it.if_i for it in episodes),
        _each_once(it.own_response for it in episodes),
        tuple(dict.fromkeys(it.person for it in episodes if it.person)),
    )


def _ids(episodes: Sequence[Episode]) -> tuple[str, ...]:
    return tuple(it.id for it in episodes)


def _said(words: str | None) -> str:
    return (words or "").strip()


def _each_once(said: Iterable[str | None]) -> tuple[str, ...]:
    """What is said, in the words in which it comes first."""
    found: dict[str, str] = {}
    for words in said:
        if alike(words):
            found.setdefault(alike(words), _said(words))
    return tuple(found.values())
