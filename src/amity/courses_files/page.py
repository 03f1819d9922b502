"""The report as one page that needs nothing else: to be read on a screen or paper, light or dark."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from importlib.resources import files
from typing import Final

from amity.core.analytics.published import Published, Row, Split
from amity.core.analytics.rates import LEVEL, Rate
from amity.core.analytics.report import Effect, Spread
from amity.core.outcome_words import column_name, measure_name, word_name
from amity.core.outcome_words import percent as in_percent
from amity.courses_files.words import SPREADS, Theme, themes

PAGE: Final = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Outcomes of a service</title>
<style>
{style}</style></head>
<body><main>
<h1>Outcomes of a service</h1>
{body}</main></body></html>
"""
MADE_UP: Final = "These courses are made up: they are nobody's record."
HELD: Final = '<span class="held">held back</span>'
NOBODY: Final = '<span class="held">nobody</span>'
HOW_TO_READ: Final = (
    "<p>Beside every share stand its interval of {level:.0f} %, of how many it is known, and how many "
    "are missing. If none, or all, of the missing had the outcome, the share would be that of the last "
    "column: where this is wide, the share alone says little. Nothing here says why.</p>"
)
LEGEND: Final = (
    '<p class="legend"><span class="bar" style="--low:30%;--high:55%;--least:15%;--most:80%;--at:42%">'
    "<i></i><b></b><u></u></span> The line is the share, the strong band its interval, the faint one what "
    "the missing could change; from 0 to 100 %.</p>"
)


def page(published: Published, *, rule: str, synthetic: bool) -> str:
    """The whole page, of what is told. rule: what is held back, in a sentence."""
    parts = [f'<p class="made-up">{MADE_UP}</p>'] if synthetic else []
    parts.append(f"<p>{escape(rule)}</p>\n")
    if published.everybody is None:
        parts.append("<p>There are too few courses for any number.</p>\n")
        return _whole(parts)
    found = tuple(themes(published.everybody))
    parts += [HOW_TO_READ.format(level=100 * LEVEL), *_everybody(published.everybody, found)]
    for split in published.splits:
        parts += _split(split, found)
    return _whole(parts)


def _whole(parts: Iterable[str]) -> str:
    style = (files("amity.courses_files") / "page.css").read_text(encoding="utf-8")
    return PAGE.format(style=style, body="".join(parts))


def _everybody(row: Row, found: Sequence[Theme]) -> Iterator[str]:
    yield f"<h2>Everybody</h2>\n{_sizes(row)}{LEGEND}\n"
    rates = {it.name: it for it in row.report.rates}
    effects = {it.measure: it for it in row.report.effects}
    for theme in found:
        yield f'<section><h3>{escape(theme.title)}</h3><p class="about">{escape(theme.about)}</p>\n'
        yield (
            '<div class="wide" tabindex="0"><table><thead><tr><th scope="col">Outcome</th>'
            '<th scope="col">Share</th><th scope="col"><span class="unseen">Drawn</span></th>'
            '<th scope="col">Interval</th><th scope="col">Of how many</th><th scope="col">Missing</th>'
            '<th scope="col">If none or all of the missing</th></tr></thead><tbody>\n'
        )
        yield from (_line(title, rates.get(name)) for name, title in theme.rates.items())
        yield "</tbody></table></div>\n"
        if theme.effect is not None:
            yield f"<p>{_effect_sentence(effects.get(theme.effect))}</p>\n"
        yield "</section>\n"
    yield "".join(f"<p>{_spread_sentence(it)}</p>\n" for it in row.report.spreads)


def _sizes(row: Row) -> str:
    told = {
        "courses": row.report.courses,
        "ended": row.report.finished,
        "treated: ended, with two sessions or more": row.report.treated,
    }
    cells = "".join(f"<div><dt>{name}</dt><dd>{n:,}</dd></div>" for name, n in told.items())
    return f'<dl class="sizes">{cells}</dl>\n'


def _line(title: str, rate: Rate | None) -> str:
    head = f'<tr><th scope="row">{escape(title)}</th>'
    if rate is None:
        return f'{head}<td colspan="6">{HELD}</td></tr>\n'
    if rate.share is None:
        return f'{head}<td colspan="4">{NOBODY}</td><td>{rate.missing or ""}</td><td></td></tr>\n'
    return (
        f'{head}<td class="share">{percent(rate.share)}</td><td>{_bar(rate)}</td>'
        f"<td>{_range(rate.lower, rate.upper)}</td><td>{rate.count:,} of {rate.of:,}</td>"
        f"<td>{rate.missing:,}</td>"
        f"<td>{_range(rate.at_least, rate.at_most) if rate.missing else ''}</td></tr>\n"
    )


def _bar(rate: Rate) -> str:
    ends = {
        "at": rate.share,
        "low": rate.lower,
        "high": rate.upper,
        "least": rate.at_least,
        "most": rate.at_most,
    }
    style = ";".join(f"--{name}:{100 * (end or 0):.1f}%" for name, end in ends.items())
    return f'<span class="bar" style="{style}" aria-hidden="true"><i></i><b></b><u></u></span>'


def _split(split: Split, found: Sequence[Theme]) -> Iterator[str]:
    """One table: a column for each group, a line for each outcome that is told of them."""
    yield f"<h2>{escape(column_name(split.column))}</h2>\n"
    if not split.rows:
        yield "<p>Not told: its groups could not be told apart without a small number.</p>\n"
        return
    heads = "".join(f'<th scope="col">{_groups(split.column, row)}</th>' for row in split.rows)
    yield f'<div class="wide" tabindex="0"><table class="groups"><thead><tr><td></td>{heads}</tr></thead>\n'
    yield from _body(len(split.rows), "Size", _size_lines(split.rows))
    rates = [{it.name: it for it in row.report.rates} for row in split.rows]
    away = []
    for theme in found:
        lines = {title: [_cell(of.get(name)) for of in rates] for name, title in theme.rates.items()}
        away += [f"{title} ({theme.title})" for title, cells in lines.items() if HELD in cells]
        yield from _body(
            len(rates), theme.title, ((title, cells) for title, cells in lines.items() if HELD not in cells)
        )
    yield "</table></div>\n"
    if away:
        yield f'<p class="about">Not told by group: {escape("; ".join(away))}.</p>\n'


def _body(columns: int, title: str, lines: Iterable[tuple[str, list[str]]]) -> Iterator[str]:
    told = "".join(
        f'<tr><th scope="row">{escape(name)}</th>{"".join(f"<td>{it}</td>" for it in cells)}</tr>\n'
        for name, cells in lines
    )
    if told:
        head = f'<tr><th scope="rowgroup" colspan="{columns + 1}">{escape(title)}</th></tr>'
        yield f"<tbody>{head}\n{told}</tbody>\n"


def _groups(column: str, row: Row) -> str:
    last = sorted(row.groups, key=lambda word: word is None)  # whoever has no word
    words = escape(", ".join(word_name(column, it) for it in last))
    return words if len(row.groups) == 1 else f"{words} <small>told together: some too small alone</small>"


def _size_lines(rows: Sequence[Row]) -> Iterator[tuple[str, list[str]]]:
    for title, name in (("Courses", "courses"), ("Ended", "finished"), ("Treated", "treated")):
        yield title, [f"{getattr(row.report, name):,}" for row in rows]
    for spreads in zip(*(row.report.spreads for row in rows), strict=True):
        yield f"{SPREADS[spreads[0].what]}: half of them up to", [_spread_cell(it) for it in spreads]
    for effects in zip(*(row.report.effects for row in rows), strict=True):
        title = f"{measure_name(effects[0].measure)}: fall in standard deviations"
        yield title, [_effect_cell(it) for it in effects]


def _cell(rate: Rate | None) -> str:
    if rate is None:
        return HELD
    missing = f", {rate.missing:,} missing" if rate.missing else ""
    if rate.share is None:
        return f"{NOBODY}<small>{missing[2:]}</small>"
    return (
        f'<span class="share">{percent(rate.share)}</span> <small>{_range(rate.lower, rate.upper)}</small>'
        f"<small>{rate.count:,} of {rate.of:,}{missing}</small>"
    )


def _spread_cell(spread: Spread) -> str:
    if spread.quartiles is None:
        return f"{NOBODY}<small>{spread.missing:,} missing</small>"
    low, half, high = spread.quartiles
    return f"{half} <small>middle half {low} to {high}, {spread.missing:,} missing</small>"


def _effect_cell(effect: Effect) -> str:
    if effect.sizes is None:
        return f"<small>{escape(effect.why or '')}</small>"
    return (
        f"{effect.sizes.d_pre:.2f} <small>{effect.lower:.2f} to {effect.upper:.2f}</small>"
        f"<small>{effect.sizes.people:,} known, {effect.missing:,} missing</small>"
    )


def _effect_sentence(effect: Effect | None) -> str:
    if effect is None:
        return "How far scores moved is held back."
    if effect.sizes is None:
        return f"How far scores moved cannot be told: {escape(effect.why or '')}."
    size = effect.sizes.d_pre
    return (
        f"On average the score {'fell' if size >= 0 else 'rose'} by {abs(size):.2f} standard deviations of "
        f"the first score (d = {size:.2f}, {effect.lower:.2f} to {effect.upper:.2f}; of "
        f"{effect.sizes.people:,}, {effect.missing:,} missing). Without a group beside it, this is not what "
        "treatment did."
    )


def _spread_sentence(spread: Spread) -> str:
    name = SPREADS[spread.what]
    if spread.quartiles is None:
        return f"{name}: not known of anybody; {spread.missing:,} missing."
    low, half, high = spread.quartiles
    return (
        f"{name}: half of the courses up to {half}, the middle half from {low} to {high}; mean "
        f"{spread.mean:.1f} (of {spread.of:,}, {spread.missing:,} missing)."
    )


def percent(share: float) -> str:
    """As everywhere, and never torn apart at the end of a line."""
    return in_percent(share).replace(" ", "\u00a0")


def _range(low: float | None, high: float | None) -> str:
    """ "47 to 61 %"."""
    return "" if low is None or high is None else f"{100 * low:.0f} to {100 * high:.0f}\u00a0%"
