"""The client's own diary: a touch for each time of the day, on any of the last days."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amity.core import library
from amity.web.base import arriving, clock
from amity.web.base.errors import Refused
from amity.web.base.registry import rule
from amity.web.people import access
from amity.web.people import queries as people
from amity.web.people.models import Client
from amity.web.rhythms import actions, queries, rules
from amity.web.rhythms.different import DifferentForm, own_notes, to_take_off
from amity.web.rhythms.drawing import NARROW, WIDE, times_picture
from amity.web.rhythms.forms import DayForm, page_of
from amity.web.rhythms.models import Diary
from amity.web.rhythms.queries import weeks
from amity.web.rhythms.queries.page import page_of as page_of_diary

BACK: Final = 6  # days before today that are one touch away
NO_TIME: Final = gettext_lazy(
    "A time in it cannot be read. Open it, look at it once more, and send it again."
)
NO_NOTE: Final = gettext_lazy(
    "What made this day different cannot be kept yet. Open it, look at it once more, and send it again."
)
NO_DIARY: Final = gettext_lazy("Nothing is being kept here just now. Your answers stand below.")


@dataclass(frozen=True)
class OtherDay:
    """A day in the row of days. told: how many of its times are told."""

    day: date
    told: int
    is_here: bool


@rule("client", signed_in=True, changes=True, has_words=True)
@require_http_methods(["GET", "HEAD", "POST"])
def client_days(request: HttpRequest) -> HttpResponse:
    """One day: today, or the one that is asked for."""
    client = access.client_of(request)
    if request.method != "POST":
        diary = queries.diary_of(client)
        if diary is None:
            raise Http404
        day = _day_in(request.GET.get("day", ""), diary)
        return _show(request, queries.diary_on(client, day) or diary, day)
    return _keep(request, client)


def _keep(request: HttpRequest, client: Client) -> HttpResponse:
    if not arriving.is_for(request, people.whose_pages(client)):
        if arriving.by_script(request):
            return arriving.for_another()
        return _unkept(request, client, None, 409, str(arriving.OTHER))
    try:
        page, turn = page_of(request.POST)
        day = date.fromisoformat(request.POST.get("day", ""))
    except ValueError as unreadable:
        raise BadRequest("a page of the diary names its day and itself") from unreadable
    diary = queries.diary_on(client, day, [it[4:] for it in request.POST if it.startswith("was-")])
    if diary is None:
        return _unkept(request, client, None, 409, str(NO_DIARY))
    form = _form(diary, day, request.POST)
    different = DifferentForm(client, request.POST)
    if not form.is_valid:
        return _unkept(request, client, form, 422, str(NO_TIME), day)
    if not different.is_valid():
        return _unkept(request, client, form, 422, str(NO_NOTE), day)
    try:
        rows = actions.tell_day(
            diary=diary, day=day, told=form.said, page=page, turn=turn, zone=_zone_in(request),
            clocks=form.said_clocks, written_at=arriving.written_at(request.POST), by=client,
        )  # fmt: skip
        if different.cleaned_data["words"]:
            actions.note_disrupted_day(
                id=different.id_on(page), diary=diary, on=day, words=different.cleaned_data["words"],
                person=different.chosen_person, event=different.chosen_event, by=client,
            )  # fmt: skip
        for note in to_take_off(diary, day, request.POST.getlist("off")):
            actions.take_off_disrupted_day(day=note, by=client)
    except Refused as refusal:
        return _unkept(request, client, form, 409, refusal.reason, day)
    opened = "&opened=1" if any(it.day != day for it in rows) else ""
    done = f"{reverse('client_days')}?day={day}&done=1{opened}"
    return arriving.received(done) if arriving.by_script(request) else redirect(done)


@rule("client", signed_in=True)
@require_safe
def client_weeks(request: HttpRequest) -> HttpResponse:
    """The weeks so far: when what was, and how regular it was."""
    diary = queries.diary_of(access.client_of(request))
    if diary is None:
        raise Http404
    today = queries.today_of(diary)
    page = page_of_diary(diary, today, weeks.usual_before(diary, today))
    notes = own_notes(diary)
    out = [it.on for it in notes]
    context = {
        "times": times_picture(page.weeks, page.form, page.targets, out),
        "times_narrow": times_picture(page.weeks, page.form, page.targets, out, NARROW),
        "notes": notes,
        "steps": page.steps,
        "earlier": [_earlier(it) for it in reversed(queries.diaries_of(diary.client)) if it != diary],
        "page": page,
    }
    return _page(request, diary, "client_weeks", context)


def _earlier(diary: Diary) -> dict[str, Any]:
    page = page_of_diary(diary, diary.ended_on or queries.today_of(diary), {})
    pictures = [times_picture(page.weeks, page.form, page.targets, width=it) for it in (WIDE, NARROW)]
    return {"diary": diary, "times": pictures[0], "times_narrow": pictures[1]}


@rule("client", signed_in=True, changes=True)
@require_POST
def client_pause_days(request: HttpRequest) -> HttpResponse:
    """Not asked about for now, or asked again. The client decides."""
    diary = queries.open_diary_of(access.client_of(request))
    if diary is None:
        raise Http404
    today = queries.today_of(diary)
    try:
        if "resume" in request.POST:
            actions.resume_diary(diary=diary, by=diary.client)
        else:
            actions.pause_diary(diary=diary, from_on=today, by=diary.client)
    except Refused as refusal:
        return _show(request, diary, today, status=409, refusal=refusal.reason)
    return redirect("client_days")


@rule("public")
@require_safe
def client_blank_day(request: HttpRequest) -> HttpResponse:
    """The empty form, the same for everybody, for when there is no connection."""
    service = people.service()
    context = {
        "form": DayForm(library.rhythm(queries.SHORT), {}, {}, {}),
        "different": DifferentForm(None),
        "is_blank": True,
        "exit_url": service.exit_url if service else "",
        "is_bare": True,
    }
    return render(request, "rhythms/client_days.html", context)


def _form(diary: Diary, day: date, data: Any = None) -> DayForm:
    told = queries.told_on(diary, day)
    return DayForm(
        queries.form_of(diary), told, weeks.usual_before(diary, day), weeks.targets_on(diary, day), data,
        queries.clocks_asked(diary, day, told),
    )  # fmt: skip


def _show(
    request: HttpRequest, diary: Diary, day: date, form: DayForm | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    now = queries.today_of(diary)
    context = {
        "form": form or _form(diary, day),
        "different": DifferentForm(diary.client, request.POST if status >= 400 else None),
        "notes": [it for it in own_notes(diary) if it.on == day],
        "day": day,
        "today": now,
        "days": list(_days(diary, day, now)),
        "page": request.POST.get("page") or uuid.uuid4(),
        "is_done": "done" in request.GET,
        "opened": day + timedelta(days=1) if "opened" in request.GET else None,
        "is_paused": queries.is_paused_on(diary, now),
        "may_tell": rules.can_tell(diary, diary.client) or _may_tell_late(request, diary, day),
        "clock_asked": [it for it in queries.days_asked(_lately(diary, now)) if it != day],
        "asks_today": "day" not in request.GET and request.method != "POST",
        **more,
    }
    return _page(request, diary, "client_days", context, status)


def _may_tell_late(request: HttpRequest, diary: Diary, day: date) -> bool:
    """After its end nothing is asked; a day of it that is chosen can still be told."""
    is_chosen = "day" in request.GET or request.method == "POST"
    return is_chosen and rules.can_tell_late(diary, day, diary.client)


def _days(diary: Diary, here: date, today: date) -> list[OtherDay]:
    """The row of days that are one touch away, oldest first; the one that is open is among them."""
    kept = queries.diaries_of(diary.client)
    last = min(today, diary.ended_on or today)
    first = last - timedelta(days=BACK)
    near = [first + timedelta(days=n) for n in range(BACK + 1)]
    shown = {day for day in near if any(it.begun_on <= day <= (it.ended_on or last) for it in kept)}
    asked = {one.id for it in kept for one in queries.form_of(it).activities}
    told: dict[date, dict[str, queries.Told]] = {}
    for it in kept:
        told |= queries.told_between(it, min(first, here), last)
    return [OtherDay(day, len(asked & set(told.get(day, {}))), day == here) for day in sorted(shown | {here})]


def _lately(diary: Diary, today: date) -> dict[date, dict[str, queries.Told]]:
    """What holds of the days that can still be told."""
    return queries.told_between(diary, today - rules.LATE, today + rules.ACROSS)


def _unkept(
    request: HttpRequest, client: Client, form: DayForm | None, status: int, why: str, day: date | None = None
) -> HttpResponse:
    """The form again with everything typed; a script that keeps it hears why."""
    if arriving.by_script(request):
        return arriving.refused(why, status)
    diary = queries.diary_of(client)
    if diary is None:
        return render(request, "rhythms/client_no_days.html", {"refusal": why}, status=status)
    day = day or queries.today_of(diary)
    return _show(request, diary, day, form or _form(diary, day, request.POST), status, refusal=why)


def _page(
    request: HttpRequest, diary: Diary, name: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    around = {
        "exit_url": diary.client.service.exit_url,
        "reading": people.who_reads(diary.client, clock.now()),
        "diary": diary,
    }
    return render(request, f"rhythms/{name}.html", around | context, status=status)


def _day_in(text: str, diary: Diary) -> date:
    today = queries.today_of(diary)
    try:
        return min(date.fromisoformat(text), today + rules.ACROSS)
    except ValueError:
        return today


def _zone_in(request: HttpRequest) -> str:
    """The zone the device was in, if it is one; "" is the client's own."""
    said = request.POST.get("zone", "")
    return said if said in available_timezones() and ZoneInfo(said) else ""
