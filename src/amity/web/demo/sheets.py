"""Worksheets of a story, begun and filled in through actions; the answers as a person writes them down."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from amity.core import library, timeline, worksheets
from amity.core.definitions.technique_parts import Asked, Felt, Rows, Time, Who
from amity.web.base import clock
from amity.web.base.audit import Actor
from amity.web.course.models import Course, Practice, Session
from amity.web.demo.parts import Placed, Sheet
from amity.web.demo.telling_life import ago
from amity.web.inventory import queries as inventory
from amity.web.techniques import actions
from amity.web.techniques.models import Worksheet
from amity.web.techniques.queries import reader_of
from amity.web.techniques.queries.tried import begins_after


@dataclass
class Desk:
    """What a story has written so far, by its own ids; its sessions and practices, by slot."""

    sessions: dict[int, Session]
    practices: dict[int, Practice]
    written: dict[str, Worksheet] = field(default_factory=dict)

    def write_in(self, slot: int, told: Iterable[Sheet], course: Course) -> None:
        """What was begun in this slot: together, by the clinician, or given to the client for home."""
        by = course.clinician.user
        for sheet in (it for it in told if it.at == slot):
            if not sheet.days_after:
                self.begin(sheet, course, by, answers_of(sheet, course))
            elif not library.technique(sheet.technique).quick:
                self.begin(sheet, course, by, {})

    def write_at_home(self, sheet: Sheet, course: Course) -> None:
        """By the client: a short form, or what was given in the session."""
        answers, client = answers_of(sheet, course), course.client
        given = self.written.get(sheet.id)
        if given is None:
            self.begin(sheet, course, client, answers)
        else:
            actions.save_worksheet(
                worksheet=given, version=0, page=uuid.uuid4(), turn=1, asked=answers.keys(), sent=answers,
                by=client,
            )  # fmt: skip

    def begin(self, sheet: Sheet, course: Course, by: Actor, answers: Mapping[str, Any]) -> None:
        """With what the practice or the worksheet before it brings along."""
        technique = library.technique(sheet.technique)
        tried = self.practices[sheet.tried] if sheet.tried else None
        after = self.written[sheet.after] if sheet.after else None
        brought = begins_after(technique, tried, reader_of(by), _today(course)) if tried else {}
        if after is not None:
            brought |= worksheets.follow_on(after.definition, after.told, technique)
        found = actions.begin_worksheet(
            course=course, technique=technique, author=sheet.author, visibility=sheet.visibility or None,
            answers={**brought, **answers}, session=None if sheet.days_after else self.sessions[sheet.at],
            area=sheet.area, after=after, practice=tried, by=by,
        )  # fmt: skip
        self.written[sheet.id or str(found.id)] = found


def answers_of(sheet: Sheet, course: Course) -> dict[str, Any]:
    """As they are kept: people by ids, days as dates, rows with ids. All answers of a story fit."""
    names = {one.alias: str(one.id) for one in inventory.relationships_of(course.client)}
    technique = library.technique(sheet.technique)
    answers = _meant(technique.fields, sheet.answers, names, _today(course))
    misfits = worksheets.clean(technique, answers, "clinician").misfits
    assert not misfits, [(it.place, it.says) for it in misfits]
    return answers


def _meant(
    fields: Iterable[Asked], said: Mapping[str, Any], names: Mapping[str, str], today: date
) -> dict[str, Any]:
    asked = {it.id: it for it in fields}
    return {id: _one(asked[id], value, names, today) for id, value in said.items()}


def _one(asked: Asked, said: Any, names: Mapping[str, str], today: date) -> Any:
    if isinstance(asked, Rows):
        return [_row(asked, number, row, names, today) for number, row in enumerate(said, start=1)]
    if isinstance(asked, Who):
        return [names[one] for one in said] if isinstance(said, list) else names[said]
    if isinstance(asked, Time) and isinstance(said, int):
        return _day(asked, said, today)
    if isinstance(asked, Felt):
        return [{"word": word, "strength": strength} for word, strength in said.items()]
    return said


def _day(asked: Time, said: int, today: date) -> str:
    """So many days on; where a time need not be a day, so many months before, as that month."""
    if asked.type == "day":
        return (today + timedelta(days=said)).isoformat()
    return timeline.in_words(ago(today, said, Placed(at=1, months_ago=said)))


def _row(
    asked: Rows, number: int, said: Mapping[str, Any], names: Mapping[str, str], today: date
) -> dict[str, Any]:
    answers = {id: value for id, value in said.items() if id != "id"}
    return {"id": said.get("id", f"r{number}"), **_meant(asked.fields, answers, names, today)}


def _today(course: Course) -> date:
    return clock.today(course.client.service.zone)
