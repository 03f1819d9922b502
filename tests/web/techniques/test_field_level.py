"""What is for one side alone is in no byte of the other's pages (G4)."""

import random
import re
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client as Browser

from amity.core import library
from amity.web.course.models import Course
from amity.web.techniques import actions, queries
from amity.web.techniques.models import Author, Visibility, Worksheet
from tests import cast
from tests.cast import World
from tests.counts import count
from tests.web.techniques.conftest import signed_in_client
from tests.web.techniques.filling import filled

STATED = 10_000  # random records, goal G4
SAVING = "what the open page is answered when it saves"
WORD = re.compile(r"zw[0-9a-f]{8}")
MAY = {  # the slow twin: who reads what of a worksheet, said once more and apart from the code
    ("client", "private"): {"client"}, ("client", "on_request"): {"client"},
    ("client", "shared"): {"client", "clinician"},
    ("clinician", "private"): {"clinician"}, ("clinician", "on_request"): {"clinician"},
    ("clinician", "shared"): {"client", "clinician"},
    ("together", "shared"): {"client", "clinician"},
}  # fmt: skip


def random_worksheet(
    world: World, course: Course, chance: random.Random
) -> tuple[Worksheet, dict[str, set[str]]]:
    """One of any technique, with who may read each of its words."""
    technique = chance.choice([it for it in library.techniques() if not it.adjunct])
    author, visibility = chance.choice(list(MAY))
    worksheet = actions.begin_worksheet(
        course=course, technique=technique, author=author, visibility=visibility, by=world.ada.user
    )
    values, words = filled(technique, chance, [])
    private = {field.id for field in technique.fields if field.private} | {
        f"{field.id}.{inner.id}"
        for field in technique.fields
        for inner in getattr(field, "fields", ())
        if inner.private
    }
    # laid down as it is, for no side may write all of it
    worksheet.answers, worksheet.version = values, 1
    worksheet.save()
    readers = {}
    for word, place in words.items():
        parts = place.split(".")
        is_private = bool({parts[0], f"{parts[0]}.{parts[-1]}"} & private)
        readers[word] = {"clinician"} & MAY[author, visibility] if is_private else MAY[author, visibility]
    return worksheet, readers


def pages_of(worksheet: Worksheet, course: Course, chance: random.Random) -> Mapping[str, list[str]]:
    """The addresses at which it may show, by side: its own, at one step, and the lists."""
    step, id = chance.choice(worksheet.definition.steps).id, worksheet.id
    return {
        "client": [
            f"/d/worksheets/{id}?step={step}", f"/d/worksheets/{id}/read", f"/d/worksheets/{id}/print",
            "/d/worksheets",
        ],
        "clinician": [
            f"/worksheets/{id}?step={step}", f"/worksheets/{id}/read", f"/worksheets/{id}/print",
            f"/courses/{course.id}/worksheets",
        ],
    }  # fmt: skip


def wrong_bytes(
    browsers: Mapping[str, Browser], world: World, course: Course, chance: random.Random
) -> tuple[list[str], int]:
    """Words that stood where their reader may not read them, and how many words were read at all."""
    worksheet, readers = random_worksheet(world, course, chance)
    wrong, seen = [], 0
    for side, addresses in pages_of(worksheet, course, chance).items():
        address = chance.choice([*addresses, SAVING])
        if address == SAVING:
            asked = [worksheet.definition.fields[0].id]
            sent = {"page": str(uuid4()), "turn": 1, "version": 0, "asked": asked}
            answer = browsers[side].post(addresses[0], sent, headers={"Accept": "application/json"})
        else:
            answer = browsers[side].get(address)
        assert answer.status_code in (200, 302, 404, 409), (address, answer.status_code)
        found = set(WORD.findall(answer.content.decode())) & readers.keys()
        seen += len(found)
        wrong += [f"{word} at {address} for the {side}" for word in found if side not in readers[word]]
    Worksheet.objects.filter(pk=worksheet.pk).update(put_aside_at=worksheet.begun_at)
    return wrong, seen


@pytest.fixture
def browsers(world: World, course: Course) -> Mapping[str, Browser]:
    return {"client": signed_in_client(world), "clinician": cast.signed_in(world.ada)}


@pytest.mark.goal("G4")
def test_what_is_for_one_side_is_in_no_byte_of_the_other(
    world: World, course: Course, browsers: Mapping[str, Browser], record_property: Any
) -> None:
    times, words = min(count(40), STATED), 0
    for seed in range(times):
        wrong, seen = wrong_bytes(browsers, world, course, random.Random(seed))
        assert not wrong, f"seed {seed}: {wrong}"
        words += seen
    assert words > times
    record_property("random_records", times)
    record_property("words_read_by_whom_they_are_for", words)
    record_property("words_in_a_wrong_byte", 0)


@pytest.mark.parametrize("fault", ["sight", "private"])
def test_the_test_can_fail(
    world: World, course: Course, browsers: Mapping[str, Browser], monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    if fault == "sight":
        monkeypatch.setattr(queries.find, "sight_of", lambda worksheet, reader: queries.Sight.WHOLE)
    else:
        monkeypatch.setattr("amity.core.definitions.technique_parts.Asked.is_for", lambda asked, reader: True)
    assert any(wrong_bytes(browsers, world, course, random.Random(seed))[0] for seed in range(60))


def test_every_author_and_visibility_is_tried() -> None:
    assert {author for author, _ in MAY} == set(Author.values)
    assert {visibility for _, visibility in MAY} == set(Visibility.values)
