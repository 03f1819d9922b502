"""What the rhythm diary gives to lower pages."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.core import rhythms
from amity.core.phases import Fact
from amity.web.base.copy_part import SubjectPart
from amity.web.base.models import User
from amity.web.course.models import Course, Session
from amity.web.course.offered import AreaEvidence, Card, TodayRow
from amity.web.course.queries import protocol_of
from amity.web.course.queries.facts import sessions_of
from amity.web.inventory.models import Relationship
from amity.web.inventory.offered import Lane, LaneItem, RelationshipLink
from amity.web.people import access
from amity.web.people.models import Client
from amity.web.people.offered import OwnLink
from amity.web.rhythms.models import Diary, DisruptedDay, Prescriber
from amity.web.rhythms.queries import (
    diaries_of,
    diary_of,
    disrupted_of,
    form_of,
    open_diary_of,
    today_of,
    told_between,
)
from amity.web.rhythms.queries.own_copy import own_copy
from amity.web.rhythms.queries.page import page_of, signs_of
from amity.web.rhythms.queries.weeks import usual_before, weeks_by_diary

ASKED: Final = frozenset({Fact.RHYTHM_WEEKS, Fact.PRESCRIBER_KNOWN})


def course_facts(courses: Sequence[Course]) -> Mapping[UUID, Mapping[str, Any]]:
    """How many weeks of the diary have a score, and whether it is known who prescribes.

    For courses whose protocol asks for it. Nothing of the weeks where none has a score, and nothing of a
    prescriber whom nobody named here.
    """
    asked = [it for it in courses if ASKED & {fact for gate in protocol_of(it).gates for fact in gate.needs}]
    found: dict[UUID, dict[str, Any]] = {course.client_id: {} for course in asked}
    if not found:
        return {}
    for diary, weeks in weeks_by_diary(Diary.objects.filter(client__in=found)).items():
        known = sum(it.srm.value is not None for it in weeks)
        facts = found[diary.client_id]
        if known:  # none is not recorded, so that a diary on paper may still be ticked
            facts[Fact.RHYTHM_WEEKS] = facts.get(Fact.RHYTHM_WEEKS, 0) + known
    for row in Prescriber.objects.filter(client__in=found):
        if row.name:
            found[row.client_id][Fact.PRESCRIBER_KNOWN] = True
        else:
            found[row.client_id].pop(Fact.PRESCRIBER_KNOWN, None)
    return {course.id: found[course.client_id] for course in asked if found[course.client_id]}


def course_card(user: User, course: Course) -> Card | None:
    """The newest week in a line, and what stands out; nothing where no diary was begun."""
    diary = diary_of(course.client)
    if diary is None:
        return None
    today = today_of(diary)
    page = page_of(diary, today, usual_before(diary, today))
    context = {"course_id": course.id, "line": page.lines[-1], "signs": page.signs, "diary": diary}
    return Card("Daily rhythm", "rhythms/_course_card.html", context, order=33, is_evidence=True)


def before_session(user: User, session: Session) -> Card | None:
    """The newest week, and how many days were told since the session before: it is read at the beginning.

    Nothing for a session that is recorded, and nothing where no diary is kept.
    """
    course = session.course
    diary = open_diary_of(course.client)
    card = course_card(user, course) if session.attendance == Session.Attendance.PLANNED and diary else None
    if card is None or diary is None:
        return None
    today, zone = today_of(diary), course.client.zone
    earlier = [it.planned_at for it in sessions_of([course])[course.id] if it.planned_at < session.planned_at]
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
    if not access.visible_to(user, access.READ).filter(pk=course.client_id).exists():
        return []
    url = reverse("rhythms", args=[course.id])
    days = (it for diary in diaries_of(course.client) for it in disrupted_of(diary))
    return [
        AreaEvidence("", f"“{it.words}” (a day out of rhythm, {_who(it)})", it.on, url)
        for it in days
        if it.person or it.event
    ]


def today_rows(user: User, client_ids: Sequence[UUID]) -> Sequence[TodayRow]:
    """Much less sleep or much more activity than usual, for the day it was told and the two after."""
    visible = access.ids_visible_to(user, access.READ).filter(pk__in=client_ids)
    rows = Diary.objects.filter(client__in=visible, ended_at=None).select_related("client__service")
    signs = {
        diary: found
        for diary, weeks in weeks_by_diary(rows).items()
        if (found := signs_of(weeks, form_of(diary), today_of(diary)))
    }
    if not signs:
        return []
    courses = Course.objects.filter(client__in=[it.client_id for it in signs]).order_by("created_at")
    newest = {it.client_id: it.id for it in courses}
    return [
        TodayRow(
            client_id=diary.client_id,
            at=datetime.combine(today_of(diary), time(), diary.client.zone),
            kind="clock",
            title="Sleep or activity stands out in the diary",
            detail=found[0].words,
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
        LaneItem.on(week.days[3], f"regularity {float(it):.1f} of 7", f"{float(it):.1f}", it)
        for week in weeks_by_diary([diary])[diary]
        if (it := week.srm.value) is not None
    ]
    out = [LaneItem.on(it.on, _behind(it), "") for it in disrupted_of(diary)]
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
    """Every day as told, what was agreed, and the days out of rhythm."""
    return own_copy(client)


def _behind(it: DisruptedDay) -> str:
    return "; ".join(one for one in (it.words, _who(it)) if one)


def _who(it: DisruptedDay) -> str:
    said = (f"with {it.person.name}" if it.person else "", it.event.words if it.event else "")
    return "; ".join(one for one in said if one)


__all__ = [
    "area_evidence",
    "before_session",
    "course_card",
    "course_facts",
    "life_chart_lanes",
    "own_links",
    "relationship_links",
    "subject_data",
    "today_rows",
]
