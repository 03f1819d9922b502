"""Several people on one worksheet, in any order, with answers that never arrive: no text is lost (G29)."""

import random
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from amity.core import worksheets
from amity.web.course.models import Course
from amity.web.techniques import actions, queries
from amity.web.techniques.models import Worksheet
from tests.cast import World
from tests.counts import count
from tests.web.techniques.conftest import begin

STATED = 1000  # interleavings, goal G29
FIELDS = ("problem", "goal", "chosen", "options")
INNER = ("text", "benefits", "costs")


class Page:
    """One open page: what stands in its controls, and what it was last told it stands on."""

    def __init__(self, worksheet: Worksheet, by: Any, chance: random.Random) -> None:
        self.worksheet, self.by, self.chance = worksheet, by, chance
        self.reload()

    def reload(self) -> None:
        """Drawn anew, from what is stored."""
        self.worksheet.refresh_from_db()
        reader = queries.reader_of(self.by)
        seen = worksheets.seen_by(self.worksheet.definition, self.worksheet.told, reader)
        self.form = dict(worksheets.places(seen))
        self.rows = [row["id"] for row in seen.get("options", [])]
        self.version, self.id, self.turn = self.worksheet.version, uuid4(), 0
        self.behind: list[tuple[Any, ...]] = []

    def type(self, text: str) -> tuple[str, str | None]:
        """A new text somewhere: its place, and what it replaces."""
        if self.chance.random() < 0.3 or not self.rows:
            self.rows.insert(self.chance.randint(0, len(self.rows)), f"r{uuid4().hex[:6]}")
        field = self.chance.choice(FIELDS)
        place = (
            f"options.{self.chance.choice(self.rows)}.{self.chance.choice(INNER)}"
            if field == "options"
            else field
        )
        replaced = self.form.get(place)
        self.form[place] = text
        return place, replaced

    def remove_row(self) -> list[str]:
        """One row less: the texts that were in it."""
        id = self.rows.pop(self.chance.randrange(len(self.rows)))
        gone = [place for place in self.form if place.startswith(f"options.{id}.")]
        return [self.form.pop(place) for place in gone]

    def save(self, *, arrives: bool) -> None:
        """Send the form. Where the answer is lost, the page goes on from what it stood on."""
        self.turn += 1
        sent: dict[str, Any] = {field: self.form[field] for field in FIELDS if field in self.form}
        sent["options"] = [
            {"id": id}
            | {name: self.form[at] for name in INNER if (at := f"options.{id}.{name}") in self.form}
            for id in self.rows
        ]
        saved = actions.save_worksheet(
            worksheet=self.worksheet, version=self.version, page=self.id, turn=self.turn, asked=FIELDS,
            sent=sent, by=self.by,
        )  # fmt: skip
        if arrives:
            self.version = saved.stands_on


def stored(worksheet: Worksheet) -> Iterator[Any]:
    """Every text that is there, in its place or beside it."""
    worksheet.refresh_from_db()
    for _, value in worksheets.places(worksheet.told):
        yield value
    for kept in worksheet.kept.all():
        yield kept.answer


def interleave(worksheet: Worksheet, people: list[Any], chance: random.Random, steps: int) -> set[str]:
    """Random work of everybody. Returns the texts that were sent and that nobody who saw them took away."""
    pages = [Page(worksheet, by, chance) for by in people]
    wanted: set[str] = set()
    unsent: dict[int, set[str]] = {n: set() for n in range(len(pages))}
    gone: dict[int, set[str]] = {n: set() for n in range(len(pages))}
    for step in range(steps):
        n = chance.randrange(len(pages))
        page, doing = pages[n], chance.random()
        if doing < 0.5:
            text = f"t{step}"
            _, replaced = page.type(text)
            unsent[n].add(text)
            gone[n] |= {replaced} if replaced else set()
        elif doing < 0.6 and page.rows:
            gone[n] |= set(page.remove_row())
        elif doing < 0.9:
            page.save(arrives=chance.random() < 0.8)
            wanted |= unsent[n]
            wanted -= gone[n]
            unsent[n], gone[n] = set(), set()
        elif not unsent[n] and not gone[n]:
            page.reload()
    for n, page in enumerate(pages):
        page.save(arrives=True)
        wanted |= unsent[n]
        wanted -= gone[n]
    return wanted


@pytest.mark.goal("G29")
def test_no_text_is_lost(world: World, course: Course, record_property: Any) -> None:
    people = [world.ada.user, world.maya, world.ada.user]
    times, texts = min(count(12), STATED), 0
    for seed in range(times):
        chance = random.Random(seed)
        worksheet = begin(world, course)
        there = chance.sample(people, chance.randint(2, len(people)))
        wanted = interleave(worksheet, there, chance, steps=chance.randint(6, 30))
        missing = wanted - set(stored(worksheet))
        assert not missing, f"seed {seed}: {missing} were lost"
        texts += len(wanted)
    assert texts > times  # something was there to be lost
    record_property("interleavings_of_two_or_three_editors", times)
    record_property("texts_written", texts)
    record_property("texts_lost", 0)


def test_the_test_can_fail(world: World, course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a page that takes over what it never showed, somebody's text is lost."""
    monkeypatch.setattr(
        queries,
        "known_to_page",
        lambda it, page, version, reader: worksheets.seen_by(it.definition, it.told, reader),
    )
    lost = 0
    for seed in range(12):
        chance = random.Random(seed)
        worksheet = begin(world, course)
        wanted = interleave(worksheet, [world.ada.user, world.maya], chance, steps=25)
        lost += len(wanted - set(stored(worksheet)))
    assert lost
