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
        ["id", "name", "measures", "items", "range", "wording", "licence"],
        (
            (
                f"`{i.id}` v{i.version}",
                i.title,
                i.measures,
                len(i.items),
                _range(i),
                "here" if i.has_wording else "brought by the service",
                i.licence.class_,
            )
            for i in every
        ),
    )
    sections = (part for one in every for part in _section(one))
    return whole_page("Instruments", overview, *sections, *_named_only())


def _named_only() -> Iterator[str]:
    """Those whose wording is not carried: what they are and whom to ask."""
    yield "## Named, and not carried"
    yield (
        "These are names alone. Their wording is not here, so they are never due, never scored, and nothing "
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
    back = f"Looks back {instrument.recall_days} days. " if instrument.recall_days else ""
    asked = "Asked by a clinician. " if instrument.filled_by == "clinician" else ""
    kept = "The client may keep the answers from the service. " if instrument.may_be_kept_back else ""
    most = f"{missing.rule}, at most {missing.max_missing}" if missing.max_missing else "no total"
    yield (
        f"{asked}{kept}{back}Higher is {instrument.higher_is}. Missing answers: {most} ({missing.source}). "
        f"Given: {instrument.frequency.text.rstrip('.')} ({instrument.frequency.source})."
    )
    licence = instrument.licence
    yield f"Licence: `{licence.class_}`, {licence.holder}. {licence.evidence}."
    if instrument.scoring.skips:
        yield _skips(instrument)
    if instrument.bands:
        yield _bands(instrument)
    if instrument.alerts:
        yield _alerts(instrument)
    if instrument.cutoffs:
        yield _cutoffs(instrument)
    if line := instrument.review_from:
        beyond = "or above" if instrument.higher_is == "worse" else "or below"
        yield (
            f"A total of {line.at} {beyond} is looked at within the week; it raises no flag ({line.source})."
        )
    if talk := instrument.talk_from:
        beyond = "or above" if instrument.higher_is == "worse" else "or below"
        yield (
            f"A total of {talk.at} {beyond} that the client lets staff see is a reason to talk about how the "
            f"two work together; it is no flag and no sign of danger ({talk.source})."
        )
    if instrument.patterns:
        rows = ((f"`{it.id}`", it.label, it.source) for it in instrument.patterns)
        yield table(["pattern", "met when", "source"], rows)
    if changes := list(_changes(instrument)):
        yield " ".join(changes)
    yield table(["source", "where"], ((name, work.reference) for name, work in instrument.sources.items()))


def _changes(instrument: Instrument) -> Iterator[str]:
    if change := instrument.reliable_change:
        how = f"SD {change.sd}, reliability {change.reliability}; " if change.sd else "as published; "
        yield f"Reliable change: {change.points} points ({how}{change.source})."
    for other in instrument.other_changes:
        yield f"{other.label}: {other.points} points ({other.source})."
    if response := instrument.response:
        yield f"Response: {response.percent} % better than at the start ({response.source})."
    if remission := instrument.remission:
        yield f"{remission.label}: better than {remission.better_than} ({remission.source})."


def _skips(instrument: Instrument) -> str:
    rows = (
        (
            ", ".join(it.items),
            " and ".join(_when(one.item, one.values) for one in it.when) or "anybody may leave it out",
            it.counts,
            it.source,
        )
        for it in instrument.scoring.skips
    )
    return table(["not asked", "when", "counts as", "source"], rows)


def _when(item: str, values: tuple[int, ...]) -> str:
    return f"{item} is {' or '.join(map(str, values))}"


def _cutoffs(instrument: Instrument) -> str:
    sign = "≥" if instrument.higher_is == "worse" else "≤"
    rows = ((f"{sign} {cut.at}", cut.label, cut.source) for cut in instrument.cutoffs)
    return table(["total", "cut-off", "source"], rows)


def _bands(instrument: Instrument) -> str:
    rows = ((band.from_, band.label, band.source) for band in instrument.bands)
    return table(["from", "band", "source"], rows)


def _alerts(instrument: Instrument) -> str:
    rows = ((f"`{a.rule}`", a.item, _fires(a.kind, a.at_least), a.level, a.source) for a in instrument.alerts)
    return table(["rule", "item", "fires", "level", "source"], rows)


def _fires(kind: str, at_least: int | None) -> str:
    return "not answered" if kind == "not_answered" else f"answer ≥ {at_least}"
