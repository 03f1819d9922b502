"""Ending well: the work on it, the booklet, meeting now and then afterwards, and beginning again."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from amity.core.phases import CLOSED
from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.course import queries, rules
from amity.web.course.actions.courses import start_course
from amity.web.course.models import Course, Ending, MaintenanceContract, PhaseMove
from amity.web.people import rules as people_rules
from amity.web.people.versions import Stale, save_version

TEXTS = (
    *("feelings", "past_endings", "changed", "why", "my_part", "skills", "unfinished", "challenges"),
    *("early_signs", "first_steps", "who_to_call", "celebration", "message", "disposition_note"),
)
DAYS = ("named_on", "feelings_on", "progress_on", "early_signs_on", "disposition_on")


def record_ending(
    *, course: Course, version: int, said: Mapping[str, Any], part: str = "", by: Actor
) -> Ending:
    """A part of the work on the ending; `said` names the columns that this part holds.

    version: how often this part was saved before (`Ending.times_saved`), 0 at first; without a part the
    version of the whole. Two people may write two parts at once; of two who write the same part the later
    keeps their text beside it, by Stale.
    """
    with transaction.atomic():
        course = queries.course_locked(course)
        people_rules.check_can_change_record(course.client, by)
        rules.check_can_record_ending(course)
        for name in DAYS:
            people_rules.check_day_has_come(course.client, said.get(name))
        ending = Ending.objects.filter(course=course).first() or _blank(course, by)
        new = {name: value.strip() if name in TEXTS else value for name, value in said.items()}
        newest = ending.times_saved(part) if part else ending.version
        saved = save_version(
            ending,
            ending.version if version == newest else -1,
            new,
            client=course.client,
            texts=TEXTS,
            verb="record_ending",
            by=by,
            also={
                "parts_saved": {**ending.parts_saved, part: ending.parts_saved.get(part, 0) + 1},
                "changed_at": clock.now(),
                "changed_by": by.actor_id,
                **_given_still(ending, new),
            },
        )
    if not saved:
        raise Stale(ending)
    return ending


@transaction.atomic
def give_booklet(*, course: Course, by: Actor) -> Ending:
    """The client was given *What I take with me*; from now on it stands on their own pages as well."""
    course = queries.course_locked(course)
    people_rules.check_can_change_record(course.client, by)
    ending = Ending.objects.filter(course=course).first() or _blank(course, by)
    rules.check_can_give_booklet(ending)
    if ending.booklet_given_on is None:
        ending.booklet_given_on = clock.today(course.client.service.zone)
        ending.save(update_fields=["booklet_given_on"])
        _wrote("give_booklet", course, "course.Ending", ending.id, ("booklet_given_on",), by)
    return ending


@transaction.atomic
def agree_maintenance(
    *,
    id: UUID | None = None,
    course: Course,
    basis: str,
    focus: str,
    interval_days: int,
    months: int,
    starts_on: date,
    measures: list[str],
    back_sooner_when: str,
    who_calls: str,
    review_on: date | None,
    ends_if: str,
    agreed_on: date,
    by: Actor,
) -> MaintenanceContract:
    """Meeting now and then was agreed; a later agreement stands above this one, which stays readable."""
    course = queries.course_locked(course)
    people_rules.check_can_change_record(course.client, by)
    if (found := queries.made_before(MaintenanceContract, id, course_id=course.id)) is not None:
        return found
    people_rules.check_day_has_come(course.client, agreed_on)
    rules.check_can_agree_maintenance(course, interval_days, months, starts_on)
    contract = MaintenanceContract.objects.create(
        id=id or uuid.uuid4(),
        course=course,
        basis=basis.strip(),
        focus=focus.strip(),
        interval_days=interval_days,
        months=months,
        starts_on=starts_on,
        measures=measures,
        back_sooner_when=back_sooner_when.strip(),
        who_calls=who_calls.strip(),
        review_on=review_on,
        ends_if=ends_if.strip(),
        agreed_on=agreed_on,
        at=clock.now(),
        by=by.actor_id,
    )
    _wrote("agree_maintenance", course, "course.MaintenanceContract", contract.id, ("focus",), by)
    return contract


@transaction.atomic
def begin_maintenance(*, contract: MaintenanceContract, by: Actor) -> Course:
    """The course of meeting now and then begins, as agreed. The course before it is closed first."""
    ended = queries.course_locked(contract.course)
    contract = MaintenanceContract.objects.select_for_update().get(pk=contract.pk)
    people_rules.check_can_change_record(ended.client, by)
    if contract.began is not None:
        return contract.began
    rules.check_can_begin_maintenance(ended)
    begun = start_course(
        client=ended.client,
        clinician=ended.clinician,
        protocol=queries.MAINTENANCE,
        planned_sessions=queries.visits_of(contract),
        started_on=contract.starts_on,
        interval_days=contract.interval_days,
        minutes=ended.minutes,
        by=by,
    )
    contract.began = begun
    contract.save(update_fields=["began"])
    _wrote("begin_maintenance", ended, "course.MaintenanceContract", contract.id, ("began",), by)
    return begun


@transaction.atomic
def reopen_course(*, course: Course, reason: str, by: Actor) -> Course:
    """The course goes on where it was closed; why stands in the history of its phases."""
    course = queries.course_locked(course)
    people_rules.check_can_change_record(course.client, by)
    rules.check_can_reopen_course(course, reason)
    to = queries.phase_before_closing(course)
    PhaseMove.objects.create(
        course=course, from_phase=CLOSED, to_phase=to, reason=reason.strip(), at=clock.now(), by=by.actor_id
    )
    course.phase, course.closed_at, course.closed_by, course.close_reason = to, None, None, ""
    course.save(update_fields=["phase", "closed_at", "closed_by", "close_reason"])
    _wrote("reopen_course", course, "course.Course", course.id, ("phase", "closed_at"), by)
    return course


def _given_still(ending: Ending, new: Mapping[str, Any]) -> dict[str, Any]:
    """A booklet that is written on is given anew: half a sentence must not stand on the client's pages."""
    kept = {name for name, _ in queries.BOOKLET_PARTS} | {"message"}
    changed = any(getattr(ending, name) != value for name, value in new.items() if name in kept)
    return {"booklet_given_on": None} if changed else {}


def _blank(course: Course, by: Actor) -> Ending:
    return Ending.objects.create(course=course, version=0, changed_at=clock.now(), changed_by=by.actor_id)


def _wrote(verb: str, course: Course, record: str, id: UUID, fields: tuple[str, ...], by: Actor) -> None:
    audit.wrote(verb, by=by, client=course.client_id, record=record, record_id=id, fields=fields)
