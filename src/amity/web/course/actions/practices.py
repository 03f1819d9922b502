"""What was agreed to try, and what came of it."""

import uuid
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.course import queries, rules
from amity.web.course.models import Course, Practice, Session
from amity.web.people import rules as people_rules
from amity.web.people.models import KeptText
from amity.web.people.versions import keep_texts

TOLD_MEANWHILE = gettext_lazy(
    "Something was told about this meanwhile. It stands above, and what you typed stands below. "
    "Keep what is right, and record it again."
)
BELOW = "\n\n"  # between two tellings of the same practice


@transaction.atomic
def agree_practice(
    *,
    id: UUID | None = None,
    course: Course,
    session: Session,
    text: str,
    if_then: str = "",
    person: UUID | None = None,
    day: date | None = None,
    worksheet: UUID | None = None,
    by: Actor,
) -> Practice:
    """Client and therapist agreed in this session to try something before they meet again.

    person: with whom, somebody of the inventory. day: when. worksheet: the one it was planned on.
    """
    course = queries.course_locked(course)
    people_rules.check_can_change_record(course.client, by)
    if (found := queries.made_before(Practice, id, course_id=course.id)) is not None:
        return found
    rules.check_can_agree_practice(course, person)
    if session.course_id != course.id:
        raise Refused("That session belongs to another course.")
    if not text.strip():
        raise Refused("Say what was agreed.")
    practice = Practice.objects.create(
        id=id or uuid.uuid4(),
        course=course,
        session=session,
        text=text.strip(),
        if_then=if_then.strip(),
        person=person,
        day=day,
        worksheet=worksheet,
        agreed_at=clock.now(),
        agreed_by=by.actor_id,
        result_said="",
    )
    audit.wrote(
        "agree_practice",
        by=by,
        client=course.client_id,
        record="course.Practice",
        record_id=practice.id,
        fields=("text", "if_then", "person", "day"),
    )
    return practice


@transaction.atomic
def record_practice_result(
    *,
    practice: Practice,
    result: str,
    said: str = "",
    seen: str | None = None,
    written_at: datetime | None = None,
    by: Actor,
) -> Practice:
    """Done, partly or not tried, and a sentence about it in the client's words.

    seen: `told_stamp` of what the page showed when it was drawn; None where no page asks. What a client told
    themself is kept beside it, where a clinician writes other words. written_at: when the device it was
    written on says it was, aware; None: sent at once.
    """
    rows = Practice.objects.select_for_update(of=("self",)).select_related("course__client__service")
    practice = rows.get(pk=practice.pk)
    rules.check_can_record_practice_result(practice, by)
    if result not in Practice.Result.values:
        raise Refused(_("Choose done, partly or not tried."))
    if (practice.result, practice.result_said) == (result, said.strip()):
        return practice
    if seen is not None and seen != practice.told_stamp:
        raise Refused(TOLD_MEANWHILE)
    client = practice.course.client
    if practice.result_by == client.id and by.actor_id != client.id and practice.result_said != said.strip():
        told = {"result_said": practice.result_said}
        keep_texts(practice, told, client=client, verb="record_practice_result", by=by)
    practice.result, practice.result_said = result, said.strip()
    practice.result_at, practice.result_by = clock.now(), by.actor_id
    practice.result_written_at = written_at
    practice.save(update_fields=["result", "result_said", "result_at", "result_by", "result_written_at"])
    audit.wrote(
        "record_practice_result",
        by=by,
        client=practice.course.client_id,
        record="course.Practice",
        record_id=practice.id,
        fields=("result", "result_said"),
    )
    return practice


@transaction.atomic
def receive_practice_result(
    *,
    practice: Practice,
    result: str,
    said: str = "",
    seen: str | None = None,
    written_at: datetime | None = None,
    by: Actor,
) -> Practice:
    """As `record_practice_result`, from a client's phone that may have been out of reach for days.

    Where something else was told meanwhile, both stand: what arrives is written below it, once, however often
    it arrives. written_at: of what arrives, when the phone says it was written.
    """
    rows = Practice.objects.select_for_update(of=("self",)).select_related("course__client__service")
    practice = rows.get(pk=practice.pk)
    if by.actor_id == practice.course.client_id and _stands(practice, result, said.strip()):
        return practice  # it was received before, and perhaps talked about since
    if seen is None or seen == practice.told_stamp:
        return record_practice_result(
            practice=practice, result=result, said=said, seen=seen, written_at=written_at, by=by
        )
    both = BELOW.join(it for it in (practice.result_said, _told(practice, result, said.strip())) if it)
    return record_practice_result(
        practice=practice, result=practice.result, said=both, written_at=written_at, by=by
    )


def _told(practice: Practice, result: str, said: str) -> str:
    """A telling in words, as it stands below another one."""
    label = "" if result == practice.result else str(dict(Practice.Result.choices).get(result, ""))
    return ": ".join(part for part in (label, said) if part)


def _stands(practice: Practice, result: str, said: str) -> bool:
    """Whether this telling is there already: in its place, below another, or beside what was recorded."""
    told = _told(practice, result, said)
    below = not told or f"{BELOW}{told}{BELOW}" in f"{BELOW}{practice.result_said}{BELOW}"
    beside = {it.text for it in KeptText.objects.filter(record_id=practice.pk)} if said else set()
    return bool(practice.result) and (below or said in beside)
