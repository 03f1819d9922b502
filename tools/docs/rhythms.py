"""docs/reference/rhythms.md: every rhythm diary, how a week of it counts, and what stands out."""

from collections.abc import Iterator

from amity.core import library, rhythms
from amity.core.definitions.rhythm import Rhythm
from amity.core.rhythms import signs
from tools.docs.markdown import page as whole_page
from tools.docs.markdown import table


def page() -> str:
    """An overview, the rule, the facts that stand out, then one section a diary."""
    every = library.rhythms()
    overview = table(
        ["id", "for clinicians", "for clients", "activities", "day starts at", "wording"],
        (
            (
                f"`{it.id}` v{it.version}",
                it.title,
                it.client_title,
                len(it.activities),
                f"{it.day_start.at:%H:%M}",
                it.licence.class_,
            )
            for it in every
        ),
    )
    sections = [part for it in every for part in _section(it)]
    return whole_page("Rhythm diaries", overview, *_counting(), *_standing_out(), *sections)


def _counting() -> Iterator[str]:
    yield f"## How a week counts (`{rhythms.ALGORITHM_VERSION}`)"
    yield table(
        ["number", "value"],
        (
            ("an activity counts from so many times in the week", rhythms.LEAST_TIMES),
            (
                "times left out of the usual time",
                "further than 1.5 standard deviations (n - 1) from the mean",
            ),
            ("a hit: minutes from the usual time, at most", rhythms.WINDOW),
            ("which times are asked", "all, those left out of the usual time among them"),
            (
                "the score",
                "hits of the activities that count / how many count; 0 to 7; none counts: no score",
            ),
            ("a week is marked as incomplete below so many days recorded", rhythms.COMPLETE_FROM),
            ("a step towards a target: minutes, at most, unless chosen otherwise", rhythms.STEP),
        ),
    )
    yield (
        "How near entries are to a target is counted in the same width and never called by the name of the "
        "score: it asks another question."
    )


def _standing_out() -> Iterator[str]:
    yield "## What stands out"
    yield (
        f"Against the median of the {signs.BEFORE} nights or days before, of which {signs.LEAST_BEFORE} or "
        "more are recorded. A fact with its arithmetic, no diagnosis and no prediction."
    )
    yield table(["fact", "source"], ((kind.replace("_", " "), said) for kind, said in signs.SOURCES.items()))


def _section(it: Rhythm) -> Iterator[str]:
    yield f"## {it.title} (`{it.id}` v{it.version})"
    yield table(
        ["activity", "asks", "place in the day"],
        (
            (f"`{one.id}`", one.asks, f"{one.place}{', named by the client' if one.own else ''}")
            for one in it.activities
        ),
    )
    levels = " · ".join(f"{level.value} {level.says}" for level in it.people.levels)
    yield f"{it.people.asks} {levels} ({it.people.source})"
    for one in it.ratings:
        yield f"{one.asks} {one.lowest} {one.low} · 0 {one.middle} · {one.highest} {one.high} ({one.source})"
    yield table(["known", "source"], ((one.says, one.source) for one in it.known))
    yield f"Scored by `{it.scoring.algorithm}`. Source: {it.scoring.source}. Content: {it.source}."
    yield table(
        ["work", "reference", "read"],
        (
            (name, f"{work.reference}. {work.note or ''}".strip(), work.checked)
            for name, work in it.sources.items()
        ),
    )
