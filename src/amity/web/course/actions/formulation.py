"""How client and therapist understand it: written, said differently, given, and answered."""

import uuid
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.course import queries, rules
from amity.web.course.models import Course, Formulation, FormulationAnswer
from amity.web.people import rules as people_rules
from amity.web.people.versions import Stale, keep_texts

PARTS = ("illness", "onset", "suggestion", "text", "background", "alternatives")


def write_formulation(
    *,
    id: UUID | None = None,
    course: Course,
    base: int,
    illness: str = "",
    onset: str = "",
    suggestion: str = "",
    text: str,
    background: str = "",
    alternatives: str = "",
    by: Actor,
) -> Formulation:
    """The next version, on top of number `base` (0: the first). Raises Stale when that is not the newest."""
    new = {
        "illness": illness,
        "onset": onset,
        "suggestion": suggestion,
        "text": text,
        "background": background,
        "alternatives": alternatives,
    }
    with transaction.atomic():
        course = queries.course_locked(course)
        people_rules.check_can_change_record(course.client, by)
        if (found := queries.made_before(Formulation, id, course_id=course.id)) is not None:
            return found
        rules.check_can_write_formulation(course, text)
        newest = queries.newest_formulation(course)
        written = _next_version(course, newest, newest, base, new, id=id, verb="write_formulation", by=by)
    return _or_stale(written, newest)


def suggest_formulation(
    *, id: UUID | None = None, course: Course, base: int, text: str, by: Actor
) -> Formulation:
    """The client says it otherwise, on top of number `base`, the version they see; the rest stays as it was.

    A new version of the client's own; what they were given stays readable. Raises Stale when another one
    was given to them meanwhile.
    """
    with transaction.atomic():
        course = queries.course_locked(course)
        rules.check_is_the_client(course.client, by)
        if (found := queries.made_before(Formulation, id, course_id=course.id)) is not None:
            return found
        rules.check_can_write_formulation(course, text)
        seen = queries.formulation_seen_by_client(course)
        if seen is None:
            raise Refused(_("There is nothing written down here yet. You will first talk about it together."))
        newest = queries.newest_formulation(course)
        written = _next_version(
            course, seen, newest, base, {"text": text}, id=id, verb="suggest_formulation", by=by
        )
    return _or_stale(written, seen)


@transaction.atomic
def give_formulation(*, formulation: Formulation, how: str, on: date | None = None, by: Actor) -> Formulation:
    """It was said in the room, on the phone or shown in writing: from now on the client sees it."""
    course = queries.course_locked(formulation.course)
    people_rules.check_can_change_record(course.client, by)
    formulation = course.formulations.get(pk=formulation.pk)
    formulation.course = course
    on = on or clock.today(course.client.service.zone)
    if formulation.given_on:
        if (formulation.given_on, formulation.given_how) == (on, how):
            return formulation
        raise Refused("This version is marked as given already.")
    rules.check_can_give_formulation(formulation, how, on)
    formulation.given_on, formulation.given_how, formulation.given_by = on, how, by.actor_id
    formulation.save(update_fields=["given_on", "given_how", "given_by"])
    _audit("give_formulation", formulation, ("given_on", "given_how"), by)
    return formulation


@transaction.atomic
def answer_formulation(
    *,
    id: UUID | None = None,
    formulation: Formulation,
    answer: str,
    words: str = "",
    how: str,
    on: date | None = None,
    by: Actor,
) -> FormulationAnswer:
    """What the client said to it: noted by a clinician of the care team, or sent by the client themself.

    how: "spoken" or "phone" for a clinician, "here" for the client. on: the day it was said; today when
    left out, and always today for the client.
    """
    course = queries.course_locked(formulation.course)
    rules.check_who_answers(course.client, how, by)
    if (found := queries.made_before(FormulationAnswer, id, formulation_id=formulation.id)) is not None:
        return found
    formulation = course.formulations.get(pk=formulation.pk)
    formulation.course = course
    rules.check_can_answer_formulation(formulation)
    today = clock.today(course.client.service.zone)
    said_on = today if by.actor_kind == "client" else on or today
    rules.check_answer(formulation, answer, said_on)
    said = FormulationAnswer.objects.create(
        id=id or uuid.uuid4(),
        formulation=formulation,
        answer=answer,
        words=words.strip(),
        how=how,
        on=said_on,
        at=clock.now(),
        by=by.actor_id,
        by_kind=by.actor_kind,
    )
    audit.wrote(
        "answer_formulation",
        by=by,
        client=course.client_id,
        record="course.FormulationAnswer",
        record_id=said.id,
        fields=("answer", "words"),
    )
    return said


@transaction.atomic
def read_formulation_answer(*, answer: FormulationAnswer, by: Actor) -> FormulationAnswer:
    """Somebody of the care team read what the client sent; it leaves *Today*. Again is nothing."""
    course = queries.course_locked(answer.formulation.course)
    people_rules.check_can_change_record(course.client, by)
    found = FormulationAnswer.objects.get(pk=answer.pk)
    if found.read_at is None:
        found.read_at, found.read_by = clock.now(), by.actor_id
        found.save(update_fields=["read_at", "read_by"])
        audit.wrote(
            "read_formulation_answer",
            by=by,
            client=course.client_id,
            record="course.FormulationAnswer",
            record_id=found.id,
            fields=("read_at", "read_by"),
        )
    return found


def _next_version(
    course: Course,
    begun_from: Formulation | None,
    newest: Formulation | None,
    base: int,
    new: dict[str, str],
    *,
    id: UUID | None,
    verb: str,
    by: Actor,
) -> Formulation | None:
    """The version after the newest; None when `base` is old and the texts were kept aside."""
    new = {name: value.strip() for name, value in new.items()}
    if begun_from and all(getattr(begun_from, name) == value for name, value in new.items()):
        return begun_from
    if base != (begun_from.number if begun_from else 0):
        if begun_from is None:
            raise Refused(
                _("There is no such version to begin from. Open the page again and send it from there.")
            )
        changed = {name: value for name, value in new.items() if value != getattr(begun_from, name)}
        keep_texts(begun_from, changed, client=course.client, verb=verb, by=by)
        return None
    written = Formulation.objects.create(
        id=id or uuid.uuid4(),
        course=course,
        number=newest.number + 1 if newest else 1,
        written_at=clock.now(),
        written_by=by.actor_id,
        written_by_kind=by.actor_kind,
        **{**{name: getattr(begun_from, name, "") for name in PARTS}, **new},
    )
    _audit(verb, written, tuple(new), by)
    return written


def _or_stale(written: Formulation | None, row: Formulation | None) -> Formulation:
    if written is not None:
        return written
    assert row
    raise Stale(row)


def _audit(verb: str, formulation: Formulation, fields: tuple[str, ...], by: Actor) -> None:
    audit.wrote(
        verb,
        by=by,
        client=formulation.course.client_id,
        record="course.Formulation",
        record_id=formulation.id,
        fields=fields,
    )
