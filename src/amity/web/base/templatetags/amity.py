"""Icons, humane dates and rating dots for every template."""

from datetime import date, datetime

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amity.web.base import chart_picture, clock
from amity.web.base.chart_shapes import Drawing
from amity.web.base.icons import PATHS

register = template.Library()

DAYS = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
MONTHS = (
    _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"),
    _("Jul"), _("Aug"), _("Sept"), _("Oct"), _("Nov"), _("Dec"),
)  # fmt: skip
TURNS = {
    "back",
    "forward",
    "leave",
    "send",
}  # point along the line of text, so they turn where it runs from the right


@register.simple_tag
def icon(name: str) -> SafeString:
    """One of `icons.PATHS`, hidden from screen readers: the word beside it is what they read."""
    return format_html(
        '<svg class="icon{}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8"'
        ' stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">'
        '<path d="{}"/></svg>',
        " turns" if name in TURNS else "",
        PATHS[name],
    )


@register.simple_tag
def mark() -> SafeString:
    """Amity's mark: somebody in the middle of their circles."""
    return mark_safe(
        '<svg viewBox="0 0 22 22" aria-hidden="true" focusable="false" fill="none" stroke="currentColor">'
        '<circle cx="11" cy="11" r="10" stroke-opacity=".35"/>'
        '<circle cx="11" cy="11" r="6" stroke-opacity=".65"/>'
        '<circle cx="11" cy="11" r="2.4" fill="currentColor" stroke="none"/></svg>'
    )


@register.filter
def picture(drawing: Drawing, sentence: str) -> SafeString:
    """One width of a chart, as SVG."""
    return chart_picture.picture(drawing, sentence)


@register.simple_tag
def meter(now: int | None, start: int | None = None, of: int = 10) -> SafeString:
    """A rating as dots, then and now, said in words for those who cannot see it."""
    if now is None:
        return format_html('<span class="quiet">{}</span>', gettext("not answered"))
    before = now if start is None else start
    words = gettext("{now} of {of}") if start is None else gettext("{start} at the start, {now} now, of {of}")
    words = words.format(now=now, start=start, of=of)
    dots = format_html_join(
        "", '<i class="{}"></i>', ((_dot(place, before, now),) for place in range(1, of + 1))
    )
    return format_html('<span class="dots" role="img" aria-label="{}">{}</span>', words, dots)


def _dot(place: int, before: int, now: int) -> str:
    if place <= min(before, now):
        return "on"
    if place <= now:
        return "gain"
    return "less" if place <= before else ""


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def _today() -> date:
    return timezone.localtime(clock.now()).date()


@register.simple_tag
def languages_by_their_own_names() -> list[tuple[str, str]]:
    """What a client may choose from: `("nl", "Nederlands")`, the same in every language."""
    return list(settings.LANGUAGES)


@register.filter
def day(value: date | None) -> str:
    """ "Tue 24 Nov", with the year when it is not this one."""
    if value is None:
        return ""
    on = _local(value).date() if isinstance(value, datetime) else value
    year = "" if on.year == _today().year else f" {on.year}"
    return f"{DAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1]}{year}"


@register.filter
def date_only(value: date | None) -> str:
    """ "24 Nov 1990": a date whose weekday means nothing, such as a date of birth."""
    return "" if value is None else f"{value.day} {MONTHS[value.month - 1]} {value.year}"


@register.filter
def clock_time(value: datetime | None) -> str:
    """ "09:14", in the reader's time zone."""
    return "" if value is None else f"{_local(value):%H:%M}"


@register.filter
def moment(value: datetime | None) -> str:
    """ "today 09:14", "yesterday 21:14", "12 Oct 21:14", with the year when it is not this one."""
    if value is None:
        return ""
    here = _local(value)
    return f"{_day_in_words(here.date())} {here:%H:%M}"


def _day_in_words(on: date) -> str:
    away = (on - _today()).days
    if away in (-1, 0, 1):
        return {-1: gettext("yesterday"), 0: gettext("today"), 1: gettext("tomorrow")}[away]
    year = "" if on.year == _today().year else f" {on.year}"
    return f"{on.day} {MONTHS[on.month - 1]}{year}"


@register.filter
def near_day(value: date | None) -> str:
    """ "today", "yesterday", "tomorrow", else as `day`."""
    if value is None:
        return ""
    on = _local(value).date() if isinstance(value, datetime) else value
    return _day_in_words(on) if abs((on - _today()).days) <= 1 else day(on)
