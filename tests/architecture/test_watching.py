"""Goal G39: no table says when a client was last there, where they were or with what; no page of theirs says
who has read something."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from tests.architecture.source import WEB, plant

WATCHES = re.compile(
    r"last_(seen|used|login|visit|active|opened)|seen|read_(at|by)|looked|opened_at|visited|online|location|"
    r"latitude|longitude|geo|(^|_)ip($|_)|address_of|user_ag|referr?er|fingerprint|screen_size|battery",
)
MAY = {  # each is about a member of staff or a thing, never about when a client was there
    "companion.OpenedTool.opened_at": "client and clinician opened a tool together",
    "companion.RemindersChosen.seen_at": "a clinician read that reminders stopped",
    "companion.RemindersChosen.seen_by": "the same",
    "course.Review.seen": "a text: what both see of the change",
    "course.FormulationAnswer.read_at": "a clinician read what was answered",
    "course.FormulationAnswer.read_by": "the same",
    "course.Assessment.looked_at": "ids of remarks that apply",
    "measures.Response.read_at": "a clinician read the answers",
    "measures.Response.read_by": "the same",
    "techniques.Worksheet.looked_at": "a clinician looked at it",
    "techniques.Worksheet.looked_by": "the same",
    "safety.Flag.opened_at": "a flag was opened",
}
RECEIPT = re.compile(r"\b(read|looked|seen)_(at|by)\b|\blast_(seen|used|login)\b")


def watching(tables: Iterator[type[models.Model]] | list[type[models.Model]]) -> set[str]:
    """The columns of our own tables whose names say that somebody is watched."""
    return {
        f"{table._meta.label}.{field.name}"
        for table in tables
        if table.__module__.startswith(("amity.", "tests."))
        for field in table._meta.get_fields()
        if getattr(field, "column", None) and WATCHES.search(field.name)
    }


def receipts(web: Path = WEB) -> Iterator[str]:
    """Pages of a client that say when somebody read something of theirs, or when they were there last."""
    for path in sorted(web.glob("*/templates/*/*.html")):
        text = path.read_text(encoding="utf-8")
        is_theirs = '{% extends "base/client.html" %}' in text or path.name.startswith("_own")
        if is_theirs and RECEIPT.search(text):
            yield path.relative_to(web).as_posix()


@pytest.mark.goal("G39")
def test_no_table_watches_a_client() -> None:
    found = watching(apps.get_models())
    assert found - MAY.keys() == set(), "say in MAY whom it is about, or leave it out"
    assert found >= MAY.keys(), "named in MAY, and not there any more"


@pytest.mark.goal("G39")
@pytest.mark.parametrize("name", ["last_seen", "read_by", "ip", "client_ip", "location", "user_agent"])
def test_a_planted_column_is_seen(name: str) -> None:
    table = type(
        "Planted",
        (models.Model,),
        {"__module__": __name__, name: models.TextField(), "Meta": type("Meta", (), {"app_label": "base"})},
    )
    try:
        assert watching([table]) == {f"base.Planted.{name}"}
    finally:
        apps.all_models["base"].pop("planted")
        apps.clear_cache()


@pytest.mark.goal("G39")
def test_no_page_of_a_client_is_a_receipt() -> None:
    assert list(receipts()) == []


@pytest.mark.goal("G39")
def test_a_planted_receipt_is_seen(tmp_path: Path) -> None:
    text = '{% extends "base/client.html" %}<p>read {{ it.read_at|moment }}</p>'
    planted = plant(tmp_path, "course/templates/course/client_x.html", text)
    assert list(receipts(planted)) == ["course/templates/course/client_x.html"]
