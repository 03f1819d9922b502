"""What the rhythm diary gives to lower pages."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from amity.core import rhythms
from amity.core.phases import Fact
from amity.web.base.copy_part import SubjectPart
from amity.web.base.models import User
from amity.web.course.models import Course, Session
from amity.web.course.offered import AreaEvidence, BesideMood, Card, HighSign, TodayRow, prescribes
from amity.web.course.queries import protocol_of
from amity.web.course.queries.facts import MET, sessions_of
from amity.web.inventory.models import Relationship
from amity.web.inventory.offered import Lane, LaneItem, RelationshipLink
from amity.web.people import access
from amity.web.people.models import Client
from amity.web.people.offered import OwnLink
from amity.web.rhythms.days import hundredths
from amity.web.rhythms.models import Diary, DisruptedDay, Prescriber
from amity.web.rhythms.queries import (
    all_disrupted,
    diaries_of,
    diary_of,
    disrupted_of,
    form_of,
    is_evening,
    open_diary_of,
    today_of,
    told_between,
)
from amity.web.rhythms.queries.own_copy import own_copy
from amity.web.rhythms.queries.page import page_of, signs_of
from amity.web.rhythms.queries.weeks import Week, usual_before, weeks_by_diary

STANDS_OUT: Final = {
    "energy_rose": "Much more energy stands out",
    "mood_rose": "A much higher mood stands out",
}
OTHERWISE: Final = "Sleep or activity stands out"
ASKED: Final = frozenset({Fact.RHYTHM_WEEKS, Fact.PRESCRIBER_KNOWN})


def course_facts(courses: Sequence[Course]) -> Mapping[UUID, Mapping[str, Any]]:
    """How many whole weeks of the diary were told, and whether it is known who prescribes.

    For courses whose protocol asks for it. Nothing of the weeks where none counts, and nothing of a
    prescriber whom nobody named here.
    """
    asked = [it for it in courses if ASKED & {fact for gate in protocol_of(it).gates for fact in gate.needs}]
    clients = {course.client_id for course in asked}
    if not clients:
        return {}
    known = weeks_by_diary(Diary.objects.filter(client__in=clients).select_related("client__service"))
    named = {row.client_id: bool(row.name) for row in Prescriber.objects.filter(client__in=clients)}
    found: dict[UUID, dict[str, Any]] = {}
    for course in asked:
        weeks = sum(
            _counts(week, course, today)
            for diary, weeks in known.items()
            if diary.client_id == course.client_id
            for today in [today_of(diary)]
            for week in weeks
        )
        if weeks:  # none is not recorded, so that a diary on paper may still be ticked
            found.setdefault(course.id, {})[Fact.RHYTHM_WEEKS] = weeks
        if named.get(course.client_id):  # the newest row holds
            found.setdefault(course.id, {})[Fact.PRESCRIBER_KNOWN] = True
    return found


def _counts(week: Week, course: Course, today: date) -> bool:
    """Whether it is over, lies in the course, was told on five days or more, and has a score."""
    is_whole = week.days[-1] < today and not week.srm.is_incomplete
    closed_on = course.closed_at.astimezone(course.client.zone).date() if course.closed_at else today
    return is_whole and course.started_on <= week.first <= closed_on and week.srm.value is not None


def beside_mood(courses: Sequence[Course]) -> Mapping[UUID, BesideMood]:
    """What stands out in the diary that is kept, and who prescribes and how to reach them."""
    clients = {it.client_id for it in courses}
    signs = {
        diary.client_id: tuple(HighSign(it.words, it.source) for it in _signs(diary, weeks))
        for diary, weeks in weeks_by_diary(_kept(clients)).items()
    }
    named = _prescribers(clients)
    return {it.id: BesideMood(signs.get(it.client_id, ()), named.get(it.client_id, "")) for it in courses}


def course_card(user: User, course: Course) -> Card | None:
    """The newest week in a line, and what stands out; nothing where no diary was begun."""
    diary = diary_of(course.client)
    if diary is None:
        return None
    today = today_of(diary)
    page = page_of(diary, today, usual_before(diary, today))
    context = {
        "course_id": course.id,
        "line": page.lines[-1],
        "signs": page.signs,
        "prescriber": _prescribers([course.client_id]).get(course.client_id, ""),
        "diary": diary,
    }
    return Card("Daily rhythm", "rhythms/_course_card.html", context, order=33, is_evidence=True)


def before_session(user: User, session: Session) -> Card | None:
    """The newest week, and how many days were told since the last session held: it is read at the beginning.

    Nothing for a session that is recorded, and nothing where no diary is kept.
    """
    course = session.course
    diary = open_diary_of(course.client)
    card = course_card(user, course) if session.attendance == Session.Attendance.PLANNED and diary else None
    if card is None or diary is None:
        return None
    today, zone = today_of(diary), course.client.zone
    earlier = [
        it.planned_at
        for it in sessions_of([course])[course.id]
        if it.planned_at < session.planned_at and it.attendance in MET
    ]
    since = max(diary.begun_on, max(earlier).astimezone(zone).date() if earlier else diary.begun_on)
    days = {
        "since": since,
        "told": len(told_between(diary, since, today)),
        "days": max((today - since).days + 1, 0),
        "out": [it for it in disrupted_of(diary) if it.on >= since],
    }
    return Card(card.title, "rhythms/_before_session.html", {**card.context, **days})


def area_evidence(user: User, course: Course) -> Sequence[AreaEvidence]:
    """The days out of rhythm that had to do with somebody, or with something that happened.

    They speak for the course, and for no area alone.
    """
    days = [it for it in all_disrupted(course.client) if it.person or it.event]
    if not days or not access.visible_to(user, access.READ).filter(pk=course.client_id).exists():
        return []
    url = reverse("rhythms", args=[course.id])
    return [AreaEvidence("", f"“{it.words}” (a day out of rhythm, {_who(it)})", it.on, url) for it in days]


def today_rows(user: User, client_ids: Sequence[UUID]) -> Sequence[TodayRow]:
    """Much less sleep or much more activity than usual, for the day it was told and the two after."""
    visible = access.ids_visible_to(user, access.READ).filter(pk__in=client_ids)
    known = weeks_by_diary(_kept(visible))
    signs = {diary: found for diary, weeks in known.items() if (found := _signs(diary, weeks))}
    if not signs:
        return []
    courses = Course.objects.filter(client__in=[it.client_id for it in signs]).order_by("created_at")
    newest = {it.client_id: it.id for it in courses}
    named = _prescribers(newest)
    return [
        TodayRow(
            client_id=diary.client_id,
            at=datetime.combine(today_of(diary), time(), diary.client.zone),
            kind="clock",
            title=f"{STANDS_OUT.get(found[0].kind, OTHERWISE)} in the diary",
            detail=f"{found[0].words} {prescribes(named.get(diary.client_id, ''))}".rstrip(),
            url=reverse("rhythms", args=[newest[diary.client_id]]),
            order=24,
        )
        for diary, found in signs.items()
        if diary.client_id in newest
    ]


def life_chart_lanes(user: User, client: Client) -> Sequence[Lane]:
    """The regularity of each week, and the days that were out of rhythm."""
    if not access.visible_to(user, access.READ).filter(pk=client.id).exists():
        return []
    return [lane for diary in diaries_of(client) for lane in _lanes(diary)]


def _lanes(diary: Diary) -> list[Lane]:
    regular = [
        replace(
            LaneItem.on(week.days[3], f"regularity {hundredths(it)} of 7{_part(week)}", hundredths(it), it),
            tone="incomplete" if week.srm.is_incomplete else "",
        )
        for week in weeks_by_diary([diary])[diary]
        if (it := week.srm.value) is not None
    ]
    out = [replace(LaneItem.on(it.on, _behind(it)), is_private=_is_private(it)) for it in disrupted_of(diary)]
    lanes = (
        [Lane("Daily rhythm: higher is more regular", "points", regular, 0, rhythms.DAYS, order=25)]
        if regular
        else []
    )
    return [*lanes, *([Lane("Days out of rhythm", "marks", out, order=26)] if out else [])]


def relationship_links(user: User, course: Course, person: Relationship) -> Sequence[RelationshipLink]:
    """The days out of rhythm that had to do with them, the newest first."""
    days = person.disrupted_days.filter(taken_off_at=None).order_by("-on")
    url = reverse("rhythms", args=[course.id])
    return [RelationshipLink("A day out of rhythm", url, it.words, it.on) for it in days]


def own_links(client: Client) -> Sequence[OwnLink]:
    """The diary, as long as there is one."""
    if diary_of(client) is None:
        return []
    return [OwnLink(_("My day"), _("when what was, in a touch each"), reverse("client_days"))]


def subject_data(client: Client) -> Sequence[SubjectPart]:
    """Every day as told, what was agreed, and the days out of rhythm, without whoever was not released."""
    return own_copy(client, outside=True)


def _kept(clients: Collection[UUID] | QuerySet[Any]) -> QuerySet[Diary]:
    """The diaries that are kept in a course that is open."""
    open_ones = Diary.objects.filter(client__in=clients, ended_at=None, client__courses__closed_at=None)
    return open_ones.select_related("client__service")


def _signs(diary: Diary, weeks: Sequence[Week]) -> tuple[rhythms.Sign, ...]:
    return signs_of(weeks, form_of(diary), today_of(diary), is_evening=is_evening(diary))


def _prescribers(clients: Iterable[UUID]) -> dict[UUID, str]:
    """By client, who prescribes and how to reach them: "Dr Lee, 555 0101"."""
    newest = {it.client_id: it for it in Prescriber.objects.filter(client__in=clients)}
    parts = {client: (it.name, " ".join(it.reach.split())) for client, it in newest.items() if it.name}
    return {client: ", ".join(filter(None, both)) for client, both in parts.items()}


def _part(week: Week) -> str:
    """What is said of a week that was told in part."""
    return f", incomplete: {week.srm.days_recorded} of 7 days told" if week.srm.is_incomplete else ""


def _is_private(it: DisruptedDay) -> bool:
    """Whether what stood behind it is for clinicians only."""
    return it.event is not None and it.event.is_private


def _behind(it: DisruptedDay) -> str:
    return "; ".join(one for one in (it.words, _who(it)) if one)


def _who(it: DisruptedDay) -> str:
    event = it.event.words if it.event else ""
    event = f"{event} (for clinicians only)" if _is_private(it) else event
    said = (f"with {it.person.name}" if it.person else "", event)
    return "; ".join(one for one in said if one)


__all__ = [
    "area_evidence",
    "before_session",
    "beside_mood",
    "course_card",
    "course_facts",
    "life_chart_lanes",
    "own_links",
    "relationship_links",
    "subject_data",
    "today_rows",
]
