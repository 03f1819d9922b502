"""The assessment is recorded part by part; medicines are begun, changed and stopped."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.course import queries, rules
from amity.web.course.models import Assessment, Course, MedicationChange
from amity.web.course.models.assessment import TEXTS
from amity.web.people import rules as people_rules
from amity.web.people.versions import Stale, save_version


def record_assessment(
    *, course: Course, part: str, version: int, said: Mapping[str, Any], by: Actor
) -> Assessment:
    """One part of the assessment; `said` names the columns that this part holds.

    version: how often this part was saved before, 0 at first. Two people may write two parts at once; of
    two who write the same part the later keeps their text beside it, by Stale.
    """
    with transaction.atomic():
        course = queries.course_locked(course)
        people_rules.check_can_change_record(course.client, by)
        new = {name: value.strip() if name in TEXTS else value for name, value in said.items()}
        rules.check_can_record_assessment(course, new)
        found = Assessment.objects.filter(course=course).first() or _blank(course, by)
        times = found.parts_saved.get(part, 0)
        saved = save_version(
            found,
            found.version if version == times else -1,
            new,
            client=course.client,
            texts=TEXTS,
            verb="record_assessment",
            by=by,
            also={
                "parts_saved": {**found.parts_saved, part: times + 1},
                "changed_at": clock.now(),
                "changed_by": by.actor_id,
            },
        )
    if not saved:
        raise Stale(found)
    return found


@transaction.atomic
def record_medication_change(
    *, id: UUID | None = None, course: Course, kind: str, medicine: str, detail: str = "", on: date, by: Actor
) -> MedicationChange:
    """A medicine was begun, changed or stopped on that day; it is marked on every chart."""
    course = queries.course_locked(course)
    people_rules.check_can_change_record(course.client, by)
    if (found := queries.made_before(MedicationChange, id, course_id=course.id)) is not None:
        return found
    rules.check_can_record_medication_change(course, medicine, on)
    made = MedicationChange.objects.create(
        id=id or uuid.uuid4(),
        course=course,
        kind=MedicationChange.Kind(kind),
        medicine=medicine.strip(),
        detail=detail.strip(),
        on=on,
        at=clock.now(),
        by=by.actor_id,
    )
    _wrote("record_medication_change", made, ("kind", "medicine", "detail", "on"), by)
    return made


@transaction.atomic
def withdraw_medication_change(*, change: MedicationChange, by: Actor) -> MedicationChange:
    """It was recorded by mistake: it leaves the charts and stays readable as a mistake."""
    course = queries.course_locked(change.course)
    people_rules.check_can_change_record(course.client, by)
    change = MedicationChange.objects.select_related("course__client__service").get(pk=change.pk)
    rules.check_can_withdraw_medication_change(change)
    if change.withdrawn_at is None:
        change.withdrawn_at = clock.now()
        change.save(update_fields=["withdrawn_at"])
        _wrote("withdraw_medication_change", change, ("withdrawn_at",), by)
    return change


def _blank(course: Course, by: Actor) -> Assessment:
    return Assessment.objects.create(
        course=course,
        changed_at=clock.now(),
        changed_by=by.actor_id,
        **dict.fromkeys(TEXTS, ""),
    )


def _wrote(verb: str, row: MedicationChange, fields: tuple[str, ...], by: Actor) -> None:
    audit.wrote(
        verb,
        by=by,
        client=row.course.client_id,
        record="course.MedicationChange",
        record_id=row.id,
        fields=fields,
    )
