"""A slice is entered through four doors, and its foreign keys point down the order of slices."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import WEB, heights, modules, plant

DOORS = {"models", "queries", "rules", "actions"}
# `base` is the common ground that every slice stands on; `people.access` is the one door to a record,
# `people.versions` the one way to save on top of a save, `course.about` what every page about a course shows.
OPEN = {"people": {"access", "versions"}, "course": {"about"}}
RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField"}


def side_entrances(web: Path = WEB) -> Iterator[str]:
    """Imports of another slice's inside."""
    for module in modules(web):
        for line, name in module.imports():
            _, _, inside = name.partition("amity.web.")
            slice_, _, rest = inside.partition(".")
            if not inside or slice_ in {"base", module.slice} or not (web / slice_).is_dir():
                continue
            asked = {"offered"} if module.part == "offers" else set()  # the shapes of what is asked for
            if rest.partition(".")[0] not in DOORS | OPEN.get(slice_, set()) | asked:
                yield f"{module.name}:{line} enters {slice_} by {rest or 'its folder'}"


def upward_keys(web: Path = WEB) -> Iterator[str]:
    """Foreign keys, given as a string, to a slice that is not lower."""
    order = heights()
    for module in modules(web):
        for node in ast.walk(module.tree):
            for target in _targets(node):
                slice_ = target.partition(".")[0]
                lower = order.get(slice_, 99) < order.get(module.slice, -1)
                if "." in target and slice_ != module.slice and not lower:
                    yield f"{module.name}:{getattr(node, 'lineno', 0)} points up to {target}"


def _targets(node: ast.AST) -> Iterator[str]:
    """The table a relation names in a string, if this is one."""
    if not isinstance(node, ast.Call):
        return
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if called not in RELATIONS:
        return
    given = [*node.args[:1], *(key.value for key in node.keywords if key.arg in {"to", "through"})]
    for value in given:
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            yield value.value


def test_slices_are_entered_through_their_doors() -> None:
    assert list(side_entrances()) == []


@pytest.mark.parametrize(
    "text",
    [
        "from amity.web.people.forms import ClientForm",
        "from amity.web.people import forms",
        "import amity.web.people.views",
        "from ..people import offers",
        "def f():\n    from amity.web.people.jobs import run",
    ],
)
def test_a_side_entrance_is_seen(text: str, tmp_path: Path) -> None:
    plant(tmp_path, "people/forms.py", "")
    assert len(list(side_entrances(plant(tmp_path, "course/views.py", text)))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "from amity.web.people.models import Client",
        "from amity.web.people import access, queries",
        "from amity.web.course import forms",
        "from . import forms",
        "from amity.web.base.htmx import page_or_fragment",
        "from django.db import models",
    ],
)
def test_a_door_is_open(text: str, tmp_path: Path) -> None:
    plant(tmp_path, "people/models.py", "")
    assert list(side_entrances(plant(tmp_path, "course/views.py", text))) == []


@pytest.mark.parametrize(("name", "open_"), [("measures/offers.py", True), ("measures/views.py", False)])
def test_only_offers_see_what_is_asked_for(name: str, open_: bool, tmp_path: Path) -> None:
    plant(tmp_path, "course/offered.py", "")
    text = "from amity.web.course.offered import Card"
    assert (list(side_entrances(plant(tmp_path, name, text))) == []) is open_


def test_foreign_keys_point_down() -> None:
    assert list(upward_keys()) == []


@pytest.mark.parametrize(
    "field",
    [
        'models.ForeignKey("course.Course", on_delete=models.PROTECT)',
        'models.OneToOneField(to="measures.Link")',
        'ManyToManyField("people.Client", through="safety.Flag")',
    ],
)
def test_a_key_that_points_up_is_seen(field: str, tmp_path: Path) -> None:
    assert list(upward_keys(plant(tmp_path, "people/models.py", f"link = {field}")))


@pytest.mark.parametrize("target", ["people.Client", "base.User", "self", "Course", "course.Session"])
def test_a_key_that_points_down_or_stays_is_allowed(target: str, tmp_path: Path) -> None:
    field = f'link = models.ForeignKey("{target}", on_delete=models.PROTECT)'
    assert list(upward_keys(plant(tmp_path, "course/models.py", field))) == []
