"""What is for one side alone is in no byte of the other's pages (G4)."""

import random
import re
from collections import Counter
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client as Browser

from amity.core import library
from amity.core.definitions.technique import Technique
from amity.core.definitions.technique_parts import Felt, Reader, Rows, Words
from amity.web.course.models import Course
from amity.web.course.queries import protocol_of
from amity.web.inventory import actions as inventory
from amity.web.inventory.models import Relationship
from amity.web.techniques import actions, queries
from amity.web.techniques.models import Author, Visibility, Worksheet
from amity.web.techniques.queries import across, edits
from tests import cast
from tests.cast import World
from tests.counts import count
from tests.web.techniques.conftest import signed_in_client
from tests.web.techniques.filling import filled, is_theirs, steps_of, told_by

STATED = 10_000  # random records, goal G4
WORD = re.compile(r"zw[0-9a-f]{8}")
BOTH = frozenset({"client", "clinician"})
MAY = {  # the slow twin: who reads what of a worksheet, said once more and apart from the code
    ("client", "private"): {"client"}, ("client", "on_request"): {"client"},
    ("client", "shared"): BOTH,
    ("clinician", "private"): {"clinician"}, ("clinician", "on_request"): {"clinician"},
    ("clinician", "shared"): BOTH,
    ("together", "shared"): BOTH,
}  # fmt: skip
LOOKS = {"client": {"client"}, "clinician": {"clinician"}, "together": BOTH}  # whose eyes are on a page
Ask = Callable[[Browser], Any]


@dataclass(frozen=True, slots=True)
class Clinic:
    """One course with somebody in its inventory, and a browser for each who looks."""

    world: World
    course: Course
    person: Relationship
    browsers: Mapping[str, Browser]
    techniques: tuple[Technique, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A worksheet, and by each word of it who may read it."""

    worksheet: Worksheet
    readers: dict[str, Set[str]] = field(default_factory=dict)

    def place_of(self, word: str) -> str:
        """Whether a word stands there now, was replaced, or is kept beside another."""
        if word in str(self.worksheet.told):
            return "now"
        return "beside" if any(word in str(it.answer) for it in self.worksheet.kept.all()) else "before"


def random_worksheet(clinic: Clinic, chance: random.Random) -> Written:
    """One of any technique, saved two or three times by whoever may write: some of it replaced, some beside.

    The first writer writes again at the end; the client of a sheet of both writes between, from an old page.
    """
    author, visibility = chance.choice(list(MAY))
    may = MAY[author, visibility]
    some = [it for it in clinic.techniques if has_private_words(it)] if chance.random() < 0.3 else []
    technique = chance.choice(some or clinic.techniques)
    areas = ["", *(it.id for it in protocol_of(clinic.course).areas)]
    worksheet = actions.begin_worksheet(
        course=clinic.course, technique=technique, author=author, visibility=visibility,
        area=chance.choice(areas), by=clinic.world.ada.user,
    )  # fmt: skip
    written = Written(worksheet)
    first: Reader = "clinician" if "clinician" in may else "client"
    write(clinic, written, first, chance, may, version=0)
    if may == BOTH:
        write(clinic, written, "client", chance, may, version=0)
    worksheet.refresh_from_db()
    write(clinic, written, first, chance, may, version=chance.choice([0, worksheet.version]))
    worksheet.refresh_from_db()
    if chance.random() < 0.1:
        by = clinic.world.maya if author == "client" else clinic.world.ada.user
        actions.put_aside_worksheet(worksheet=worksheet, by=by)
    if author == "client" and visibility == "shared" and technique.quick and chance.random() < 0.5:
        actions.remove_worksheet(worksheet=worksheet, by=clinic.world.maya)
        written.readers.update({word: {"clinician"} for word in written.readers})
    return written


def write(
    clinic: Clinic, written: Written, side: Reader, chance: random.Random, may: Set[str], version: int
) -> None:
    """One save of all that this side is asked, in words of its own."""
    technique = written.worksheet.definition
    values, words = filled(technique, chance, [str(clinic.person.id)])
    by: Any = clinic.world.maya if side == "client" else clinic.world.ada.user
    saved = actions.save_worksheet(
        worksheet=written.worksheet, version=version, page=uuid4(), turn=1,
        asked=[it.id for it in technique.fields if is_theirs(it, side)],
        sent=told_by(technique, values, side), by=by,
    )  # fmt: skip
    assert not saved.misfits
    alone = private_places(technique)
    for word, place in words.items():
        parts = place.split(".")
        is_private = bool({parts[0], f"{parts[0]}.{parts[-1]}"} & alone)
        written.readers[word] = {"clinician"} & may if is_private else may


def private_places(technique: Technique) -> set[str]:
    """The questions for clinicians alone: `gap`, and `lines.gap` in a list."""
    rows = [it for it in technique.fields if isinstance(it, Rows)]
    return {it.id for it in technique.fields if it.private} | {
        f"{it.id}.{inner.id}" for it in rows for inner in it.fields if inner.private
    }


def has_private_words(technique: Technique) -> bool:
    """Whether a word of one side can stand in it beside words of both."""
    fields = [it for it in technique.fields if it.private or isinstance(it, Rows)]
    asked = [it for field in fields for it in (field, *getattr(field, "fields", ()))]
    return any(isinstance(it, Words | Felt) and it.private for it in asked)


def looks_at(
    clinic: Clinic, worksheet: Worksheet, chance: random.Random, *, everywhere: bool
) -> list[tuple[str, str, Ask]]:
    """Who looks at what of it: each side at one page of the worksheet, somebody at one around it.

    everywhere: at all of them. What stands on *Together* both read, so it must be for both.
    """
    id, course, technique = worksheet.id, clinic.course.id, worksheet.definition
    own = f"/d/worksheets/{id}?step={chance.randint(1, len(steps_of(technique, 'client')))}"
    theirs = f"/worksheets/{id}?step={chance.choice(steps_of(technique, 'clinician'))}"
    of_it = {
        "client": [own, f"/d/worksheets/{id}/read", f"/d/worksheets/{id}/print"],
        "clinician": [theirs, f"/worksheets/{id}/read", f"/worksheets/{id}/print"],
    }
    around = {
        "client": ["/d/worksheets", "/d/worksheets", "/d/", "/d/plan"],
        "clinician": [
            "/today", f"/courses/{course}", f"/courses/{course}/worksheets", f"/courses/{course}/focus",
            f"/courses/{course}/life", f"/relationships/{clinic.person.id}",
        ],
        "together": [f"/courses/{course}/together", f"/courses/{course}/together/worksheet"],
    }  # fmt: skip
    groups: list[list[tuple[str, str, Ask]]] = []
    for side, step in (("client", own), ("clinician", theirs)):
        saving = (side, "saving", partial(sent, step, worksheet, by_script=True))
        refused = (side, "coming back", partial(sent, step, worksheet, by_script=False))
        pages = [(side, it, partial(Browser.get, path=it)) for it in of_it[side]]
        groups.append([*pages, pages[1], saving, refused])
    side = chance.choice(list(around))
    groups.append([(side, it, partial(Browser.get, path=it)) for it in around[side]])
    return [it for group in groups for it in (group if everywhere else [chance.choice(group)])]


def sent(address: str, worksheet: Worksheet, browser: Browser, *, by_script: bool) -> Any:
    """What is answered to a save: by script, or with the page where something typed does not fit."""
    asked = next(it for it in worksheet.definition.fields if it.type in ("text", "long", "letter"))
    given = {"page": str(uuid4()), "turn": 1, "version": worksheet.version, "asked": [asked.id]}
    headers = {"Accept": "application/json"} if by_script else {}
    return browser.post(address, given | {asked.id: "" if by_script else "\x07"}, headers=headers)


def wrong_bytes(
    clinic: Clinic, chance: random.Random, *, everywhere: bool = False
) -> tuple[list[str], Counter[tuple[str, str]]]:
    """Words that stood where somebody looks who may not read them; by side and place how many were read.

    Nothing of it stays: each record is alone in its course.
    """
    wrong, seen = [], Counter[tuple[str, str]]()
    with transaction.atomic():
        written = random_worksheet(clinic, chance)
        for side, name, ask in looks_at(clinic, written.worksheet, chance, everywhere=everywhere):
            answer = ask(clinic.browsers[side])
            assert answer.status_code in (200, 302, 404, 409, 422), (name, answer.status_code)
            found = set(WORD.findall(answer.content.decode())) & written.readers.keys()
            seen.update((side, written.place_of(word)) for word in found)
            wrong += [
                f"{it} at {name} for the {side}" for it in found if not LOOKS[side] <= written.readers[it]
            ]
        transaction.set_rollback(True)
    return wrong, seen


@pytest.fixture
def clinic(world: World, course: Course) -> Clinic:
    by = world.ada.user
    circle = inventory.start_circle(client=world.maya, by=by)
    inventory.share_circle(circle=circle, shared=True, by=by)
    [person] = inventory.name_people(circle=circle, names={uuid4(): "Sam"}, by=by)
    for technique in library.techniques():
        if technique.is_beside(None):
            actions.switch_adjunct(course=course, technique=technique, is_on=True, reason="agreed", by=by)
    staff = cast.signed_in(world.ada)
    browsers = {"client": signed_in_client(world), "clinician": staff, "together": staff}
    return Clinic(world, course, person, browsers, tuple(library.techniques()))


@pytest.mark.goal("G4")
def test_what_is_for_one_side_is_in_no_byte_of_the_other(clinic: Clinic, record_property: Any) -> None:
    times, words = min(count(60), STATED), Counter[tuple[str, str]]()
    for seed in range(times):
        wrong, seen = wrong_bytes(clinic, random.Random(seed))
        assert not wrong, f"seed {seed}: {wrong}"
        words += seen
    read = {(side, place) for side in ("client", "clinician") for place in ("now", "before", "beside")}
    assert read | {("together", "now")} <= words.keys()
    assert words.total() > times
    record_property("random_records", times)
    record_property("words_read_by_whom_they_are_for", words.total())
    record_property("words_in_a_wrong_byte", 0)


def _no_sight(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(queries.find, "sight_of", lambda worksheet, reader: queries.Sight.WHOLE)


def _taken_off_and_still_there(patch: pytest.MonkeyPatch) -> None:
    def forgetful(worksheet: Worksheet, reader: Reader) -> queries.Sight:
        return sight(replace_removed(worksheet), reader)

    sight = queries.sight_of
    patch.setattr(queries.find, "sight_of", forgetful)


def replace_removed(worksheet: Worksheet) -> Worksheet:
    """The same as if it had never left the client's pages."""
    return Worksheet(author=worksheet.author, visibility=worksheet.visibility, given=worksheet.given)


def _nothing_private(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("amity.core.definitions.technique_parts.Asked.is_for", lambda asked, reader: True)


def _private_revisions(patch: pytest.MonkeyPatch) -> None:
    told = edits._changes
    patch.setattr(edits, "_changes", lambda it, reader, *more: told(it, "clinician", *more))


def _private_beside(patch: pytest.MonkeyPatch) -> None:
    told = queries.beside_of
    patch.setattr(queries, "beside_of", lambda it, reader, names: told(it, "clinician", names))


def _any_together(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(across, "newest_shared", lambda course: course.worksheets.first())


def _gist_of_any(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(across, "worksheets_visible_to", lambda user, purpose: Worksheet.objects.all())


FAULTS = {
    "sight": _no_sight, "taken off": _taken_off_and_still_there, "private": _nothing_private,
    "revisions": _private_revisions, "beside": _private_beside, "together": _any_together,
    "gist": _gist_of_any,
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_the_test_can_fail(clinic: Clinic, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    is_private = fault in ("private", "revisions", "beside")
    if is_private:
        few = tuple(it for it in clinic.techniques if has_private_words(it))
        clinic = replace(clinic, techniques=few)
    if fault == "taken off":  # what a client takes off their pages has a short form
        clinic = replace(clinic, techniques=tuple(it for it in clinic.techniques if it.quick))
    FAULTS[fault](monkeypatch)
    draws = (random.Random(seed) for seed in range(200))
    assert any(wrong_bytes(clinic, chance, everywhere=not is_private)[0] for chance in draws)


def test_every_author_and_visibility_is_tried() -> None:
    assert {author for author, _ in MAY} == set(Author.values)
    assert {visibility for _, visibility in MAY} == set(Visibility.values)
