"""The pooling of episodes a second time: every pair compared, one episode at a time, nothing shared."""

from collections.abc import Sequence

from amity.core.schemas import Episode

FULL_STOPS = ".!?…"


def same(one: str | None, other: str | None) -> bool:
    """Whether two say one thing: read word by word, big letters as small ones, stops at the end left out."""
    return plain(one) == plain(other)


def plain(words: str | None) -> list[str]:
    """The words of it, without what stands after the last one."""
    found = (words or "").casefold().split()
    while found and found[-1].rstrip(FULL_STOPS) != found[-1]:
        last = found.pop().rstrip(FULL_STOPS)
        if last:
            return [*found, last]
    return found


def is_placed(episode: Episode) -> bool:
    """Whether both the wish and the answer of the other are said."""
    return bool(plain(episode.wish)) and bool(plain(episode.other_response))


def companions(episode: Episode, episodes: Sequence[Episode], *, with_self: bool) -> set[str]:
    """The ids of all episodes that belong beside this one, itself among them."""
    found = set()
    for other in episodes:
        if not is_placed(other):
            continue
        if not same(episode.wish, other.wish) or not same(episode.other_response, other.other_response):
            continue
        if with_self and not same(episode.self_image, other.self_image):
            continue
        found.add(other.id)
    return found


def holds(episodes: Sequence[Episode]) -> bool:
    """Whether three of them, each with each, have one wish and one answer."""
    there = [it for it in episodes if is_placed(it)]
    return any(
        same(a.wish, b.wish)
        and same(b.wish, c.wish)
        and same(a.other_response, b.other_response)
        and same(b.other_response, c.other_response)
        for x, a in enumerate(there)
        for y, b in enumerate(there[:x])
        for c in there[:y]
    )
