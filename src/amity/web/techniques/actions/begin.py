"""A worksheet begun: empty, from one before it, or from a practice that was tried."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from amity.core import worksheets
from amity.core.definitions.technique import Technique
from amity.web.base import clock
from amity.web.base.audit import Actor
from amity.web.course.models import Course, Goal, Practice, Session
from amity.web.course.queries import course_locked
from amity.web.people import queries as people
from amity.web.techniques import queries, rules
from amity.web.techniques.models import Author, Visibility, Worksheet
from amity.web.techniques.storing import save_joined, store_edit, wrote


@transaction.atomic
def begin_worksheet(
    *,
    id: UUID | None = None,
    course: Course,
    technique: Technique,
    author: str,
    visibility: str | None = None,
    answers: Mapping[str, Any] | None = None,
    session: Session | None = None,
    goal: Goal | None = None,
    area: str = "",
    after: Worksheet | None = None,
    practice: Practice | None = None,
    written_on: date | None = None,
    by: Actor,
) -> Worksheet:
    """Begin it in the newest version of the technique.

    author: whose it is; a clinician who begins one for the client gives it to them. visibility: the
    technique's own where it is None; what is written together both see. answers: what it begins with.
    after, practice: where it goes on from; what is carried over is seen by nobody who did not see it there.
    written_on: the day on paper.
    """
    course = course_locked(course)
    reader = queries.reader_of(by)
    kept = worksheets.clean(technique, answers or {}, reader)
    if (found := people.made_before(Worksheet, id, course_id=course.id)) is not None:
        return _sent_again(found, kept.values, by)
    is_joint = author == Author.TOGETHER
    visibility = visibility or (Visibility.SHARED if is_joint else technique.visibility)
    person = queries.about_whom(technique, kept.values)
    rules.check_can_begin(course, technique, author, visibility, person, by)
    rules.check_links(course, session, goal, practice, area)
    if after is not None:
        rules.check_can_go_on_from(course, after, author, visibility, by)
    before = queries.people_in(after.definition, after.told) if after is not None else ()
    rules.check_people(course.client, queries.people_in(technique, kept.values), before, by)
    now = clock.now()
    worksheet = Worksheet.objects.create(
        id=id or uuid.uuid4(), course=course, technique=technique.id, technique_version=technique.version,
        author=author, visibility=visibility, given=author == Author.CLIENT and reader == "clinician",
        answers={}, session=session, goal=goal, area=area, after=after, practice=practice,
        written_on=written_on, begun_at=now, begun_by=by.actor_id, begun_by_kind=by.actor_kind,
        changed_at=now, changed_by=by.actor_id, changed_by_kind=by.actor_kind,
    )  # fmt: skip
    wrote("begin_worksheet", worksheet, by, ("technique",))
    if kept.values:
        store_edit(worksheet, dict(kept.values), kept.values, uuid.uuid4(), 1, by)
    return worksheet


def _sent_again(worksheet: Worksheet, values: Mapping[str, Any], by: Actor) -> Worksheet:
    """The same form once more, perhaps with a sentence added: what is new in it is joined."""
    found = queries.worksheet_locked(worksheet)
    page = uuid.uuid4()
    base = queries.known_to_page(found, page, 1, queries.reader_of(by))
    if {**base, **values} != base:
        rules.check_can_write(found, by)
        save_joined(found, base, {**base, **values}, page, 1, by)
    return found
