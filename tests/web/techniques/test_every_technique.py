"""Every technique, opened, left half done, gone on with, shared, revised and printed, through its pages."""

import random
from collections.abc import Iterator
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.http import QueryDict
from django.test import Client as Browser

from amity.core import library, worksheets
from amity.core.definitions.technique import Technique
from amity.core.definitions.technique_parts import Asked, Felt, Reader, Rows
from amity.web.base.models import User
from amity.web.course.models import Course
from amity.web.inventory import actions as inventory
from amity.web.techniques import actions
from amity.web.techniques.models import Worksheet
from tests import cast
from tests.cast import World
from tests.web.techniques.conftest import signed_in_client
from tests.web.techniques.drawn_form import DrawnForm
from tests.web.techniques.filling import filled, is_theirs, step_in_address, steps_of, told_by

Answers = dict[str, Any]
TECHNIQUES = sorted(it.id for it in library.techniques())


def typed(
    technique: Technique, step: str, values: dict[str, Any], reader: Reader
) -> Iterator[tuple[str, str]]:
    """What a browser sends of these answers, by the names that `forms.posted` says."""
    for id in technique.step(step).fields:
        field = technique.field(id)
        if not is_theirs(field, reader):
            continue
        if not isinstance(field, Rows):
            yield from _typed(field, id, values.get(id), reader)
            continue
        for row in values.get(id, ()):
            yield f"{id}.rows", row["id"]
            for inner in field.fields:
                yield from _typed(inner, f"{id}.{row['id']}.{inner.id}", row.get(inner.id), reader)


def _typed(asked: Asked, name: str, value: Any, reader: Reader) -> Iterator[tuple[str, str]]:
    if value is None or not is_theirs(asked, reader):
        return
    if isinstance(asked, Felt):
        for it in value:
            strength = "" if it["strength"] is None else str(it["strength"])
            yield f"{name}.own", it["word"]
            yield f"{name}.own_strength", strength
    elif isinstance(value, list):
        yield from ((name, it) for it in value)
    else:
        yield name, str(value)


def fill_step(
    browser: Browser, address: str, worksheet: Worksheet, step: str, values: dict[str, Any], reader: Reader,
    do: str = "next",
) -> Any:  # fmt: skip
    """Open the step as somebody would, type these answers, press a button."""
    here = f"{address}?step={step_in_address(worksheet.definition, step, reader)}"
    page = browser.get(here)
    assert page.status_code == 200, page.status_code
    hidden = DrawnForm(page.content.decode())
    asked = {value for name, value in hidden.sent if name == "asked"}
    assert asked <= set(worksheet.definition.step(step).fields), "the page is of another step"
    data = QueryDict(mutable=True)
    for name, value in hidden.sent:
        if name in ("version", "page", "turn", "asked"):
            data.appendlist(name, value)
    for name, value in typed(worksheet.definition, step, values, reader):
        data.appendlist(name, value)
    data["do"] = do
    return browser.post(here, dict(data.lists()))


def in_any_order(values: dict[str, Any]) -> dict[str, Any]:
    """Feelings are told apart by their words, whatever their order."""

    def sort(value: Any) -> Any:
        if isinstance(value, list) and value and isinstance(value[0], dict) and "word" in value[0]:
            return sorted(value, key=lambda it: str(it["word"]))
        if isinstance(value, list) and value and isinstance(value[0], dict):
            return [{key: sort(each) for key, each in row.items()} for row in value]
        return value

    return {key: sort(value) for key, value in values.items()}


@pytest.mark.parametrize("side", ["clinician", "client"])
@pytest.mark.parametrize("id", TECHNIQUES)
def test_opened_left_gone_on_with_shared_revised_and_printed(
    world: World, course: Course, id: str, side: Reader
) -> None:
    technique, chance = library.technique(id), random.Random(id)
    circle = inventory.start_circle(client=world.maya, by=world.ada.user)
    inventory.share_circle(circle=circle, shared=True, by=world.ada.user)
    people = inventory.name_people(circle=circle, names={uuid4(): "zqsam"}, by=world.ada.user)
    if technique.is_beside(None):
        actions.switch_adjunct(course=course, technique=technique, is_on=True, reason="x", by=world.ada.user)
    staff, own = cast.signed_in(world.ada), signed_in_client(world)
    values, _ = filled(technique, chance, [str(it.id) for it in people], much=1)

    # opened: the page before it says what it is for, and it begins
    before = f"/courses/{course.id}/worksheets/begin/{id}"
    assert technique.purpose in _text(staff.get(before))
    whose = {"clinician": "clinician", "client": "client"}[side]
    drawn = dict(DrawnForm(staff.get(before).content.decode()).sent)
    begun = staff.post(before, {"id": drawn["id"], "whose": whose, "person": ""})
    assert begun.status_code == 302
    it = Worksheet.objects.get()
    browser = {"clinician": staff, "client": own}[side]
    address = {"clinician": f"/worksheets/{it.id}", "client": f"/d/worksheets/{it.id}"}[side]
    by: User | Any = {"clinician": world.ada.user, "client": world.maya}[side]

    # half of it, then left
    steps = steps_of(technique, side)
    half = steps[: (len(steps) + 1) // 2]
    for step in half:
        answer = fill_step(browser, address, it, step, values, side)
        assert answer.status_code in (302, 303), (step, answer.status_code, _text(answer)[-2000:])
    it.refresh_from_db()
    mine = told_by(technique, values, side)
    on_half = {field for step in half for field in technique.step(step).fields}
    expected = {key: value for key, value in mine.items() if key in on_half}
    assert in_any_order(it.told) == in_any_order(expected)

    # gone on with where it was left
    resume = worksheets.resume_at(technique, it.told, side)
    page = browser.get(address)
    assert page.status_code == 200
    asked = {value for name, value in DrawnForm(page.content.decode()).sent if name == "asked"}
    at = technique.step(resume or steps[-1]).fields
    assert asked <= set(at)
    for step in steps[len(half) :]:
        assert fill_step(browser, address, it, step, values, side).status_code in (302, 303)
    it.refresh_from_db()
    assert in_any_order(it.told) == in_any_order(mine)

    # shared: the other side reads it, without what is for clinicians alone
    actions.set_visibility(worksheet=it, visibility="shared", by=by)
    words = _words(mine)
    for reader, other, there in (
        ("clinician", staff, f"/worksheets/{it.id}"),
        ("client", own, f"/d/worksheets/{it.id}"),
    ):
        text = _text(other.get(f"{there}/read"))
        for place, word in words:
            is_there = reader == "clinician" or not _is_private(technique, place)
            assert (word in text) == is_there, (reader, place)

    # revised by the other side, both said in the story of it
    written = (f for f in technique.fields if f.type in ("long", "text") and f.by == "either")
    first = next((f for f in written if not f.private), None)
    if first is None:  # a clinician fills it in: the client reads it, and has nothing to write
        assert not told_by(technique, values, "client")
        return
    step = next(s.id for s in technique.steps if first.id in s.fields)
    other, there = {"clinician": (own, f"/d/worksheets/{it.id}"), "client": (staff, f"/worksheets/{it.id}")}[
        side
    ]
    there_reads: Reader = "client" if side == "clinician" else "clinician"
    it.refresh_from_db()
    again = worksheets.seen_by(technique, it.told, there_reads) | {first.id: "zwrevised now"}
    assert fill_step(other, there, it, step, again, there_reads, do="done").status_code in (302, 303)
    it.refresh_from_db()
    assert it.told[first.id] == "zwrevised now"
    story = _text(staff.get(f"/worksheets/{it.id}/read"))
    assert "zwrevised now" in story
    if first.id in mine:
        assert mine[first.id] in story  # what it was stands beside what it is

    # printed, filled and blank
    for printed in (staff.get(f"/worksheets/{it.id}/print"), own.get(f"/d/worksheets/{it.id}/print")):
        assert printed.status_code == 200
        assert "zwrevised now" in _text(printed)
    blank = _text(staff.get(f"/courses/{course.id}/worksheets/blank/{id}"))
    assert "zw" not in blank
    for field in technique.fields:
        assert (field.asks in blank) == (not field.private), field.id


def _text(answer: Any) -> str:
    return unescape(answer.content.decode())


def _words(values: Answers) -> list[tuple[str, str]]:
    return [
        (place, value)
        for place, value in worksheets.places(values)
        if isinstance(value, str) and value.startswith("zw")
    ]


def _is_private(technique: Technique, place: str) -> bool:
    parts = place.split(".")
    field = technique.field(parts[0])
    return field.private or (isinstance(field, Rows) and field.field(parts[-1]).private)
