"""What became of a score, a line for each thing that its measure defines, each with its arithmetic.

The rules are `amity.core.change`; the numbers are the measure's own, with their sources. Where a measure
defines none, no line stands. Nothing is predicted, and nothing is praised.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from amity.core.change import clinical_significance, reliable_change, response, sudden_gains
from amity.core.change.in_words import Change, plain
from amity.core.definitions.card import When
from amity.core.definitions.instrument import Cutoff, Instrument, ReliableChange
from amity.core.review import SOURCES
from amity.web.base.chart_words import day_of
from amity.web.course.queries.high_signs import HighSign, prescribes
from amity.web.measures.queries.series import Series, total

BETTER = {"worse": ("lower", "below", "at or above"), "better": ("higher", "above", "at or below")}
UNSAID = (
    "With it, a fall may be a switch and not a recovery: response and remission, points that were reached "
    "and a sudden gain are not said beside it."
)
GAIN = (
    "Tang and DeRubeis 1999. It says nothing about what comes: in IPT, sudden gains did not go with being "
    "well at the end (Kelly 2007)."
)


@dataclass(frozen=True)
class Told:
    """One thing about a change: in words, how it was reckoned, and where the rule is from."""

    words: str
    arithmetic: str
    source: str


@dataclass(frozen=True)
class Beside:
    """What is read beside a scale of depression. Where any of it holds, nothing is called well.

    rising: why a fall may be a switch, from scores. rose: a scale of elation that rose at all, which is said
    where a fall would be called well. signs: what stands out beside the scores. prescriber: who prescribes.
    """

    rising: str = ""
    rose: str = ""
    signs: tuple[HighSign, ...] = ()
    prescriber: str = ""


def told_of(series: Series, beside: Beside | None = None) -> list[Told]:
    """Everything the measure defines about the way from its first total to the latest.

    beside: where something in it speaks of a high, nothing is said to be reached, and no sudden gain.
    """
    change, latest = series.change, series.latest
    if change is None or latest is None:
        return []
    instrument = latest.instrument
    well = [*_response(change, instrument), *_remission(change, instrument)]
    others, gains = list(_others(change, instrument)), list(_gains(series, instrument))
    if beside is not None and (high := _high(beside, bool(gains) or _is_called_well(change, instrument))):
        well, others, gains = high, [], []
    return [
        *_reliable(change, instrument),
        *_cutoffs(change, instrument),
        *well,
        *others,
        *gains,
    ]


def threshold_in_words(reliable: ReliableChange) -> str:
    """ "1.96 × √2 × 6.1 × √(1 − 0.89) = 5.61"; "" where the points are as published."""
    if reliable.sd is None or reliable.reliability is None:
        return ""
    found = reliable_change.threshold(sd=reliable.sd, reliability=reliable.reliability)
    return f"1.96 × √2 × {reliable.sd:g} × √(1 − {reliable.reliability:g}) = {found:.2f}"


def _reliable(change: Change, instrument: Instrument) -> Iterator[Told]:
    words, reliable = f"{_upper(change.sentence)}.", instrument.reliable_change
    if reliable is None:
        said = f"{change.arithmetic}. This measure has no reliable change that could be cited."
        yield Told(words, said, f"{instrument.short}, version {instrument.version}")
        return
    size = "as large as reliable change or larger" if change.reaches else "smaller than reliable change"
    made = threshold_in_words(reliable)
    made = f" Reliable change: {made}, so {reliable.points} points." if made else ""
    yield Told(words, f"{change.arithmetic}: {size}.{made}", reliable.source)


def _cutoffs(change: Change, instrument: Instrument) -> Iterator[Told]:
    for cutoff in instrument.cutoffs:
        then, now = (_beyond(score, cutoff, instrument) for score in (change.start, change.now))
        where = f"{plain(change.start)} at the start is {then}"
        rest = f"{plain(change.now)} now is {now}" if now != then else f"{plain(change.now)} now is so too"
        crossed = "was crossed" if now != then else "was not crossed"
        yield Told(f"{cutoff.label}, {cutoff.at}: {crossed}.", f"{where}; {rest}.", cutoff.source)


def _beyond(score: int | float | Fraction, cutoff: Cutoff, instrument: Instrument) -> str:
    _, beyond, clinical = BETTER[instrument.higher_is]
    is_clinical = clinical_significance.is_clinical(score, cutoff=cutoff.at, higher_is=instrument.higher_is)
    return f"{clinical if is_clinical else beyond} {cutoff.at}"


def _high(beside: Beside, is_well: bool) -> list[Told]:
    """Everything that speaks of a high, and at its end who prescribes."""
    source = SOURCES[When.MOOD_RISING]
    found = [HighSign(beside.rising, source)] if beside.rising else []
    if beside.rose and is_well and not found:
        found.append(HighSign(beside.rose, source))
    found += beside.signs
    told = [Told(it.words, UNSAID, it.source) for it in found]
    if told and beside.prescriber:
        words = prescribes(beside.prescriber)
        told.append(Told(words, "To be asked before a fall is called well.", "The page of the daily rhythm"))
    return told


def _is_called_well(change: Change, instrument: Instrument) -> bool:
    """Whether a response or a remission would be said to be reached."""
    share, line, way = instrument.response, instrument.remission, instrument.higher_is
    return bool(
        (share and response.responded(change.start, change.now, percent=share.percent, higher_is=way))
        or (line and response.remitted(change.now, cutoff=line.better_than, higher_is=way))
    )


def _response(change: Change, instrument: Instrument) -> Iterator[Told]:
    """Only where the first total is above 0: of nothing there is no part."""
    defined, lower = instrument.response, BETTER[instrument.higher_is][0]
    if defined is None:
        return
    percent = defined.percent
    reached = response.responded(change.start, change.now, percent=percent, higher_is=instrument.higher_is)
    if reached is None:
        return
    moved = Fraction(change.now) - Fraction(change.start)
    share = f"{plain(100 * abs(moved) / Fraction(change.start))} % of {plain(change.start)}"
    way = f"{'higher' if moved > 0 else 'lower'} by {share}" if moved else "the same"
    words = f"Response, at least {percent} % {lower} than at the start: {_said(reached)}."
    yield Told(words, f"{change.arithmetic}: {way}.", defined.source)


def _remission(change: Change, instrument: Instrument) -> Iterator[Told]:
    defined, beyond = instrument.remission, BETTER[instrument.higher_is][1]
    if defined is None:
        return
    at = defined.better_than
    reached = response.remitted(change.now, cutoff=at, higher_is=instrument.higher_is)
    words = f"{defined.label}, {beyond} {at}: {_said(reached)}."
    yield Told(words, f"{plain(change.now)} is {'' if reached else 'not '}{beyond} {at}.", defined.source)


def _others(change: Change, instrument: Instrument) -> Iterator[Told]:
    for other in instrument.other_changes:
        reached = reliable_change.reaches(change.start, change.now, points=other.points)
        sign = "≥" if reached else "<"
        words = f"{other.label}, {other.points} points: {_said(reached)}."
        yield Told(words, f"{plain(change.size)} {sign} {other.points}.", other.source)


def _gains(series: Series, instrument: Instrument) -> Iterator[Told]:
    """Falls on a measure of which more is worse: the rule was made for those."""
    reliable = instrument.reliable_change
    if reliable is None or instrument.higher_is != "worse" or instrument.range.lowest < 0:
        return
    forms = series.compared
    scores = [each.scores.total.value for each in forms]
    for gain in sudden_gains.find(scores, points=reliable.points):
        before, after = forms[gain.before_session - 1], forms[gain.before_session]
        back = ""
        if gain.reversed_at is not None:
            back = f" Half of it or more had gone by {day_of(forms[gain.reversed_at - 1].on)}."
        size, was, now = plain(gain.size), plain(total(before)), plain(total(after))
        when = f"from {day_of(before.on)} to {day_of(after.on)}"
        yield Told(
            f"{size} points lower {when}: what is called a sudden gain.{back}",
            f"{was} − {now} = {size}: at least {reliable.points} points, at least a quarter of {was}, and "
            "more than the scores around it vary.",
            GAIN,
        )


def _said(reached: bool) -> str:
    return "reached" if reached else "not reached"


def _upper(words: str) -> str:
    return words[0].upper() + words[1:]
