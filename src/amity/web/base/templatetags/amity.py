"""Icons, humane dates and rating dots for every template."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from amity.web.base import clock
from amity.web.base.icons import PATHS

register = template.Library()

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec")
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


@register.simple_tag
def meter(now: int | None, start: int | None = None, of: int = 10) -> SafeString:
    """A rating as dots, then and now, said in words for those who cannot see it."""
    if now is None:
        return format_html('<span class="quiet">{}</span>', "not answered")
    before = now if start is None else start
    words = f"{now} of {of}" if start is None else f"{start} at the start, {now} now, of {of}"
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
        return {-1: "yesterday", 0: "today", 1: "tomorrow"}[away]
    year = "" if on.year == _today().year else f" {on.year}"
    return f"{on.day} {MONTHS[on.month - 1]}{year}"


@register.filter
def near_day(value: date | None) -> str:
    """ "today", "yesterday", "tomorrow", else as `day`."""
    if value is None:
        return ""
    on = _local(value).date() if isinstance(value, datetime) else value
    return _day_in_words(on) if abs((on - _today()).days) <= 1 else day(on)
