"""Every question of every technique is drawn, and what was drawn and sent back is what was there."""

import uuid
from collections.abc import Mapping
from typing import Any, get_args

import pytest
from django.template.loader import render_to_string

from amity.core import library, worksheets
from amity.core.definitions.technique import Technique
from amity.core.definitions.technique_parts import Reader, Rows, asked_in
from amity.web.techniques.forms import Drawing, Posted
from tests.core.made_technique import MAP
from tests.web.techniques.drawn_form import DrawnForm

TECHNIQUES = [*library.techniques(), MAP]
READERS: tuple[Reader, ...] = get_args(Reader)


def drawn(
    technique: Technique, values: Mapping[str, Any], reader: Reader = "clinician", **more: Any
) -> DrawnForm:
    """All questions of a technique on one form, as the fragment draws them."""
    return DrawnForm(html_of(technique, values, reader, **more))


def html_of(
    technique: Technique, values: Mapping[str, Any], reader: Reader = "clinician", **more: Any
) -> str:
    named = _people(technique, values)
    drawing = Drawing(technique, reader, {id: id.title() for id in named}, values, **more)
    context = {
        "fields": drawing.fields([it.id for it in technique.fields]), "step": technique.steps[0],
        "version": 0, "page": uuid.uuid4(), "turn": 1, "form_url": "/", "reader": reader,
    }  # fmt: skip
    return render_to_string("techniques/_worksheet_form.html", context)


def _people(technique: Technique, values: Mapping[str, Any]) -> list[str]:
    kinds = {path: asked.type for path, asked in asked_in(technique.fields)}
    found = []
    for place, value in worksheets.places(values):
        path = place if "." not in place else f"{place.split('.')[0]}.{place.rpartition('.')[2]}"
        if kinds[path] in ("person", "people"):
            found += value if isinstance(value, list) else [value]
    return found


def posted(form: DrawnForm, technique: Technique, reader: Reader = "clinician", **more: str) -> Posted:
    return Posted(technique, form.as_post(**more), reader)


def cases() -> list[Any]:
    """Every example of every technique, with what is sent in it."""
    return [
        pytest.param(technique, case.sent, id=f"{technique.id}: {case.name}")
        for technique in library.techniques()
        for case in library.cases("technique", technique.id).cases
    ]


def _always_last(technique: Technique, values: Mapping[str, Any]) -> dict[str, Any]:
    """With the rows that are always there behind the others, as they are drawn."""
    found = dict(values)
    for asked in technique.fields:
        if isinstance(asked, Rows) and asked.id in found:
            always = [it.id for it in asked.always]
            found[asked.id] = sorted(found[asked.id], key=lambda row: row["id"] in always)
    return found


@pytest.mark.parametrize("technique", TECHNIQUES, ids=lambda it: it.id)
@pytest.mark.parametrize("reader", READERS)
def test_every_question_is_drawn_and_an_empty_form_says_nothing(technique: Technique, reader: Reader) -> None:
    form = drawn(technique, {}, reader)
    for asked in technique.fields:
        is_theirs = asked.is_for(reader) and asked.may_be_filled_by(reader)
        if asked.type == "feelings":
            assert (f"{asked.id}.own" in form.names) is is_theirs
        elif not isinstance(asked, Rows) and asked.type != "people":
            assert (asked.id in form.names) is is_theirs
    sent = posted(form, technique, reader)
    assert sent.sent == {}
    assert sent.asked == {
        it.id for it in technique.fields if it.is_for(reader) and it.may_be_filled_by(reader)
    }


@pytest.mark.parametrize(("technique", "sent"), cases())
def test_what_is_drawn_and_sent_back_is_what_was_there(technique: Technique, sent: dict[str, Any]) -> None:
    kept = worksheets.clean(technique, sent).values
    came = posted(drawn(technique, kept), technique).sent
    cleaned = worksheets.clean(technique, came)
    assert cleaned.misfits == ()
    assert cleaned.values == _always_last(technique, kept)


@pytest.mark.parametrize(("technique", "sent"), cases())
def test_each_control_has_an_id_of_its_own_and_each_label_a_control(
    technique: Technique, sent: dict[str, Any]
) -> None:
    form = drawn(technique, worksheets.clean(technique, sent).values)
    assert len(form.ids) == len(set(form.ids)), [it for it in form.ids if form.ids.count(it) > 1]
    assert set(form.labels) <= set(form.ids)


@pytest.mark.parametrize(("technique", "sent"), cases())
def test_a_client_sends_back_what_a_client_sees(technique: Technique, sent: dict[str, Any]) -> None:
    kept = worksheets.seen_by(technique, worksheets.clean(technique, sent).values, "client")
    theirs = {
        id: _fillable(technique.field(id), value)
        for id, value in kept.items()
        if technique.field(id).may_be_filled_by("client")
    }
    came = posted(drawn(technique, kept, "client"), technique, "client").sent
    assert worksheets.clean(technique, came, "client").values == _always_last(technique, theirs)


def _fillable(field: Any, value: Any) -> Any:
    """Of a list of rows only what a client may fill in."""
    if not isinstance(field, Rows):
        return value
    theirs = {"id", *(it.id for it in field.fields if it.may_be_filled_by("client"))}
    return [{id: one for id, one in row.items() if id in theirs} for row in value]
