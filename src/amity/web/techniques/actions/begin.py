"""A worksheet begun: empty, from one before it, or from a practice that was tried."""

import uuid
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from amity.core import worksheets
from amity.core.definitions.technique import Technique
from amity.web.base import clock
from amity.web.base.audit import Actor
from amity.web.course.models import Course, Goal, Practice, Session
from amity.web.course.queries import course_locked
from amity.web.people import queries as people
from amity.web.techniques import queries, rules
from amity.web.techniques.models import Author, StoryBehind, Visibility, Worksheet
from amity.web.techniques.storing import (
    save_joined,
    store_edit,
    store_removal,
    store_visibility,
    wrote,
)


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
    written_at: datetime | None = None,
    removed: bool = False,
    behind: Mapping[str, Collection[Worksheet]] | None = None,
    turn: int = 1,
    asked: Collection[str] = (),
    by_hand: bool = False,
    by: Actor,
) -> Worksheet:
    """Begin it in the newest version of the technique.

    author: whose it is; a clinician who begins one for the client gives it to them. visibility: the
    technique's own where it is None; what is written together both see. answers: what it begins with.
    after, practice: where it goes on from; what is carried over is seen by nobody who did not see it there.
    written_on: the day on paper. written_at: when the device it was written on says it was, aware.
    behind: by the id of a row, the worksheets of this course that stand behind it.
    removed: the client shows it and takes it off their own pages; nobody but the care team finds it then.
    The same `id` again is the same worksheet, in whatever order its sendings arrive: `turn` says which of the
    form's it is, and only a newer one changes something, who sees it among that. asked: what stood on that
    form; an answer missing of it was taken away. What somebody else wrote since stays, and an answer both
    changed stands beside it. by_hand: a browser without our script sent it; it always says the same turn,
    sends one form after the other, and so each is newer than the one before.
    """
    course = course_locked(course)
    reader = queries.reader_of(by)
    kept = worksheets.clean(technique, answers or {}, reader)
    if (found := people.made_before(Worksheet, id, course_id=course.id)) is not None:
        chosen = (visibility, removed) if visibility else None
        return _sent_again(found, kept.values, chosen, turn, asked, by, by_hand=by_hand)
    is_joint = author == Author.TOGETHER
    visibility = visibility or (Visibility.SHARED if is_joint else technique.visibility)
    person = queries.about_whom(technique, kept.values)
    rules.check_can_begin(course, technique, author, visibility, person, by)
    if removed:
        rules.check_may_be_removed(technique, author, visibility, by)
    rules.check_links(course, session, goal, practice, area)
    if after is not None:
        rules.check_can_go_on_from(course, after, author, visibility, by)
    for story in {it for those in (behind or {}).values() for it in those}:
        rules.check_can_go_on_from(course, story, author, visibility, by)
    before = queries.people_in(after.definition, after.told) if after is not None else ()
    rules.check_people(course.client, queries.people_in(technique, kept.values), before, by)
    now = clock.now()
    worksheet = Worksheet.objects.create(
        id=id or uuid.uuid4(), course=course, technique=technique.id, technique_version=technique.version,
        author=author, visibility=visibility, given=author == Author.CLIENT and reader == "clinician",
        answers={}, session=session, goal=goal, area=area, after=after, practice=practice,
        written_on=written_on, written_at=written_at, removed_at=now if removed else None,
        begun_at=now, begun_by=by.actor_id, begun_by_kind=by.actor_kind,
        changed_at=now, changed_by=by.actor_id, changed_by_kind=by.actor_kind,
    )  # fmt: skip
    wrote("begin_worksheet", worksheet, by, ("technique",))
    if kept.values:
        store_edit(worksheet, dict(kept.values), kept.values, worksheet.id, turn, by)
    for row, those in (behind or {}).items():
        for story in those:
            StoryBehind.objects.create(id=uuid.uuid4(), worksheet=worksheet, row=row, story=story)
    return worksheet


def _sent_again(
    worksheet: Worksheet,
    values: Mapping[str, Any],
    chosen: tuple[str, bool] | None,
    turn: int,
    asked: Collection[str],
    by: Actor,
    *,
    by_hand: bool,
) -> Worksheet:
    """The same form once more, perhaps with a sentence added or another choice: what is new in it is joined.

    chosen: who sees it, and whether it leaves the client's pages; None: the form does not say.
    """
    found = queries.worksheet_locked(worksheet)
    last = found.edits.filter(page=found.id).aggregate(last=Max("turn"))["last"]
    if last is not None and turn < last and not by_hand:
        return found  # a later sending of the same form was quicker
    base = queries.known_to_page(found, found.id, _began_with(found), queries.reader_of(by))
    mine = {id: value for id, value in base.items() if id not in asked} | dict(values)
    is_later = last is not None and turn > last
    if by_hand and last is not None:
        is_later, turn = mine != base or not queries.is_decided_elsewhere(found), last + 1
    if mine != base:
        rules.check_can_write(found, by)
        save_joined(found, base, mine, found.id, turn, by)
    if chosen is not None and chosen != (found.visibility, found.removed_at is not None):
        _choose_again(found, *chosen, turn, by, is_later=is_later)
    return found


def _choose_again(
    found: Worksheet, visibility: str, removed: bool, turn: int, by: Actor, *, is_later: bool
) -> None:
    """Another word on who sees it. A sending repeated takes nothing back that was said elsewhere since."""
    if not is_later and queries.is_decided_elsewhere(found):
        return
    rules.check_can_choose_again(found, visibility, removed=removed, is_later=is_later, by=by)
    last = found.edits.filter(page=found.id).aggregate(last=Max("turn"))["last"] or 0
    is_marked = is_later and last >= turn  # an older sending that comes after this one is known as older
    if not is_marked and found.answers is not None:
        store_edit(found, dict(found.told), {}, found.id, max(turn, last + 1), by)
    if removed:
        store_removal(found, by, through=(queries.BY_ITS_FORM,))
    else:
        store_visibility(found, visibility, by, through=(queries.BY_ITS_FORM,))


def _began_with(worksheet: Worksheet) -> int:
    """The version that its first form made; 0 where that had no answer in it."""
    return worksheet.edits.filter(number=1, page=worksheet.id).count()
