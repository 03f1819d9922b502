"""docs/reference/instruments.md: every questionnaire in the library, its rules and their sources."""

from collections.abc import Iterator

from amity.core import library
from amity.core.definitions.instrument import Instrument
from tools.docs.markdown import page as whole_page
from tools.docs.markdown import table


def page() -> str:
    """An overview, then one section a questionnaire."""
    every = library.instruments()
    overview = table(
        ["id", "name", "measures", "items", "range", "licence"],
        (
            (f"`{i.id}` v{i.version}", i.title, i.measures, len(i.items), _range(i), i.licence.class_)
            for i in every
        ),
    )
    sections = (part for one in every for part in _section(one))
    return whole_page("Instruments", overview, *sections, *_named_only())


def _named_only() -> Iterator[str]:
    """Those whose wording is not carried: what they are and whom to ask."""
    yield "## Named, and not carried"
    yield (
        "Protocols name these. Their wording is not here, so they are never due, never scored, and nothing "
        "here reads them: a service that may use one gives its own form and reads it."
    )
    yield table(
        [
            "id",
            "name",
            "measures",
            "questions",
            "asks about suicide",
            "licence",
            "holder",
            "terms",
        ],
        (
            (
                f"`{it.id}` v{it.version}",
                it.title,
                it.measures,
                it.items,
                "yes" if it.asks_about_suicide else "no",
                it.licence.class_,
                it.licence.holder,
                it.licence.evidence,
            )
            for it in library.skeletons()
        ),
    )


def _range(instrument: Instrument) -> str:
    return f"{instrument.range.lowest}–{instrument.range.highest}"


def _section(instrument: Instrument) -> Iterator[str]:
    yield f"## {instrument.title} (`{instrument.id}` v{instrument.version})"
    missing = instrument.scoring.missing
    yield (
        f"Looks back {instrument.recall_days} days; higher is {instrument.higher_is}. Missing answers: "
        f"{missing.rule}, at most {missing.max_missing} ({missing.source}). "
        f"Given: {instrument.frequency.text.rstrip('.')} ({instrument.frequency.source})."
    )
    if instrument.bands:
        yield _bands(instrument)
    if instrument.alerts:
        yield _alerts(instrument)
    if change := instrument.reliable_change:
        yield (
            f"Reliable change: {change.points} points (SD {change.sd}, reliability {change.reliability}; "
            f"{change.source})."
        )
    yield table(["source", "where"], ((name, work.reference) for name, work in instrument.sources.items()))


def _bands(instrument: Instrument) -> str:
    rows = ((band.from_, band.label, band.source) for band in instrument.bands)
    return table(["from", "band", "source"], rows)


def _alerts(instrument: Instrument) -> str:
    rows = ((f"`{a.rule}`", a.item, _fires(a.kind, a.at_least), a.level, a.source) for a in instrument.alerts)
    return table(["rule", "item", "fires", "level", "source"], rows)


def _fires(kind: str, at_least: int | None) -> str:
    return "not answered" if kind == "not_answered" else f"answer ≥ {at_least}"
