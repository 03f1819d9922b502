"""What was counted, as sentences and lines of tables: every rate with its interval and what is missing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from amity.core.outcome_words import (
    COMING,
    FOCUS,
    OF_A_MEASURE,
    RECOVERY,
    TT,
    column_name,
    measure_name,
    percent,
    word_name,
)
from amity.web.outcomes.drawing import Funnel, funnel_of
from amity.web.outcomes.queries.expecting import MEASURES

Row = Mapping[str, Any]
RECOVERED: Final = f"{TT}.recovery"
COMPARED: Final = (
    RECOVERED,
    f"{TT}.reliable_improvement",
    f"{TT}.reliable_deterioration",
    "resolution_client",
)
SMALL: Final = "held back"
NOBODY: Final = "nobody known"


@dataclass(frozen=True, slots=True)
class Line:
    """One rate. share: "54 %", "" where there is none, and then instead says why. known: of how many.

    adjusted: the share with everybody's first scores, where it was adjusted for them.
    """

    title: str
    share: str = ""
    interval: str = ""
    known: str = ""
    missing: str = ""
    between: str = ""
    instead: str = ""
    adjusted: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rates that are read together. notes: what stands under them, a sentence each."""

    title: str
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group of a split, or several told together."""

    title: str
    ended: int
    paired: str
    rates: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class SplitTable:
    """The same few rates of each group. heads: what they are; rows: () where nothing of it may be told."""

    title: str
    column: str
    heads: tuple[str, ...]
    rows: tuple[GroupLine, ...]
    funnel: Funnel | None


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that is shown. sentences: what is read first; () where there are too few for any number."""

    sentences: tuple[str, ...]
    tables: tuple[Table, ...]
    splits: tuple[SplitTable, ...]
    synthetic: bool
    least: int | None


def page_of(shown: Mapping[str, Any]) -> Page:
    """The page of a summary."""
    everybody = shown["everybody"]
    return Page(
        sentences=tuple(_sentences(everybody)) if everybody else (),
        tables=tuple(_tables(everybody)) if everybody else (),
        splits=tuple(_split(it) for it in shown["splits"]) if everybody else (),
        synthetic=shown["synthetic"],
        least=shown["least"],
    )


def whole(number: int) -> str:
    """ "12,340"."""
    return f"{number:,}"


def _sentences(row: Row) -> Iterator[str]:
    treated, paired = row["treated"], row["rates"].get(f"{TT}.paired")
    yield (
        f"{_courses(treated)} ended after two sessions or more"
        + (f"; {whole(paired['count'])} of them have a first and a last PHQ-9 and GAD-7." if paired else ".")
    )
    rate = row["rates"].get(RECOVERED)
    if rate is None:
        yield "How many recovered is held back: it, or a number beside it, is small."
    elif rate["of"]:
        yield (
            f"{_share(rate, 'share')} of the {whole(rate['of'])} that began as a case recovered "
            f"({_interval(rate)})."
        )
        if rate["missing"]:
            is_ = "is" if rate["missing"] == 1 else "are"
            yield (
                f"{_courses(rate['missing'])} {is_} missing from that. Had "
                f"none of them recovered, it would be {_share(rate, 'at_least')}; had all of them, "
                f"{_share(rate, 'at_most')}."
            )
    else:
        yield "None of them is known to have begun as a case, so there is no recovery to tell."


def _tables(row: Row) -> Iterator[Table]:
    yield Table("Recovery and reliable change", tuple(_lines(row, RECOVERY)), tuple(_began(row)))
    for measure in MEASURES:
        if measure in row["effects"] or measure in row["held_back"]:
            names = {f"{measure}.{name}": title for name, title in OF_A_MEASURE.items()}
            yield Table(measure_name(measure), tuple(_lines(row, names)), tuple(_effect(row, measure)))
    yield Table("The focus of the work", tuple(_lines(row, FOCUS)))
    yield Table("Coming and staying", tuple(_lines(row, COMING)), tuple(_spread_notes(row)))


def _lines(row: Row, names: Mapping[str, str]) -> Iterator[Line]:
    for name, title in names.items():
        yield line(title, row["rates"].get(name))


def line(title: str, rate: Row | None) -> Line:
    """One rate; None was held back."""
    if rate is None:
        return Line(title, instead=SMALL)
    if not rate["of"]:
        missing = whole(rate["missing"]) if rate["missing"] else ""
        return Line(title, missing=missing, instead=NOBODY)
    return Line(
        title,
        share=_share(rate, "share"),
        interval=_interval(rate),
        known=f"{whole(rate['count'])} of {whole(rate['of'])}",
        missing=whole(rate["missing"]),
        between=_range(rate, "at_least", "at_most") if rate["missing"] else "",
    )


def _began(row: Row) -> Iterator[str]:
    """How many pairs begin at the beginning: a later one begins with somebody who may be better already."""
    paired, since = (row["rates"].get(f"{TT}.{name}") for name in ("paired", "from_start"))
    if paired and paired["of"]:
        yield (
            f"Both questionnaires first and last: {whole(paired['count'])} of {whole(paired['of'])} courses "
            f"({_share(paired, 'share')})."
        )
    if since and since["of"]:
        late = since["of"] - since["count"]
        yield (
            f"Of these, {whole(late)} have their first only after the first session."
            if late
            else ("All of these have their first at the first session or before.")
        )


def _effect(row: Row, measure: str) -> Iterator[str]:
    paired, effect = row["rates"].get(f"{measure}.paired"), row["effects"].get(measure)
    if paired and paired["of"]:
        yield (
            f"First and last: {whole(paired['count'])} of {whole(paired['of'])} courses "
            f"({_share(paired, 'share')})."
        )
    if effect is None:
        yield "The size of the change is held back: too few."
    elif effect["d_pre"] is None:
        yield f"The size of the change is not told: {effect['why']}."
    else:
        size, low, high = (f"{effect[name]:.2f}" for name in ("d_pre", "lower", "upper"))
        yield (
            f"On average scores {'fell' if effect['d_pre'] >= 0 else 'rose'} by {abs(effect['d_pre']):.2f} "
            f"standard deviations of the first score (d = {size}, {low} to {high}). Without another group "
            "beside it, that is not what treatment did."
        )


def _spread_notes(row: Row) -> Iterator[str]:
    dose, waited = row["spreads"].get("dose"), row["spreads"].get("waiting_days")
    if dose and dose["of"]:
        low, half, high = dose["quartiles"]
        yield (
            f"Half of the courses that ended had {half} sessions or fewer; the middle half had {low} to "
            f"{high}. The mean is {dose['mean']:.1f}."
        )
    if waited and waited["of"]:
        low, half, high = waited["quartiles"]
        yield (
            f"Half waited {half} days or fewer from referral to the first session; the middle half {low} to "
            f"{high}. Of {whole(waited['missing'])} courses it is not known."
        )
    elif waited:
        yield "How long people waited is not known: when somebody was referred is not recorded here."


def _split(split: Mapping[str, Any]) -> SplitTable:
    column = split["column"]
    heads = tuple(_head(it) for it in COMPARED)
    rows = tuple(_group(column, it) for it in split["rows"])
    drawn = (
        funnel_of(split["funnel"], lambda word: word_name(column, word or None)) if split["funnel"] else None
    )
    return SplitTable(column_name(column), column, heads, rows, drawn)


def _adjusted(row: Row) -> str:
    """ "adjusted 29 % (22 to 36 %)"; "" where it was not, or most of it would be chance."""
    found = row.get("adjusted")
    if not found or 2 * found["thin"] > found["of"]:
        return ""
    return f"adjusted {_share(found, 'share')} ({_range(found, 'lower', 'upper')})"


def _head(name: str) -> str:
    short = {
        RECOVERED: "Recovered",
        f"{TT}.reliable_improvement": "Reliably better",
        f"{TT}.reliable_deterioration": "Reliably worse",
    }
    return short.get(name, "Focus much better or resolved, by the client")


def _group(column: str, row: Row) -> GroupLine:
    paired = row["rates"].get(f"{TT}.paired")
    return GroupLine(
        title=_title(column, row["groups"]),
        ended=row["treated"],
        paired=whole(paired["count"]) if paired else "",
        rates=tuple(
            replace(line(_head(it), row["rates"].get(it)), adjusted=_adjusted(row) if it == RECOVERED else "")
            for it in COMPARED
        ),
    )


def _title(column: str, groups: Sequence[str | None]) -> str:
    named_here = [word_name(column, it) for it in groups]
    if len(named_here) == 1:
        return named_here[0]
    return f"Told together, some too small alone: {', '.join(named_here)}"


def _share(rate: Row, name: str) -> str:
    return percent(rate[name], rate["of"])


def _range(rate: Row, low: str, high: str) -> str:
    """ "47 to 61 %"."""
    return f"{_share(rate, low).removesuffix(' %')} to {_share(rate, high)}"


def _interval(rate: Row) -> str:
    return _range(rate, "lower", "upper")


def _courses(number: int) -> str:
    return f"{whole(number)} course{'' if number == 1 else 's'}"
