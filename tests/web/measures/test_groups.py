"""Questionnaires stand in groups: each once, the weekly set first, what a service brought last."""

import re

import pytest
from django.urls import reverse

from amity.core import library
from amity.web.measures import queries
from amity.web.measures.forms import GiveForm, TypeInForm
from amity.web.measures.queries.groups import BROUGHT, OTHERS, TITLES, grouped
from tests.cast import World, signed_in
from tests.web.measures.conftest import text

GROUP = re.compile(r"<details class=\"which-group\" data-group( open)?>\s*<summary>([^<]+?) <span")


def test_each_of_ours_says_its_group() -> None:
    assert [it.id for it in library.instruments() if it.group is None] == []


def test_each_stands_once_in_the_order_of_the_groups() -> None:
    every = library.instruments()
    found = grouped(every)
    assert sorted(it.id for group in found for it in group.instruments) == sorted(it.id for it in every)
    assert [group.id for group in found] == [id for id in TITLES if id not in (OTHERS, BROUGHT)]
    assert [it.id for it in found[0].instruments] == list(queries.WEEKLY)


def test_what_is_brought_stands_last_and_what_says_nothing_before_it() -> None:
    phq9 = library.instrument("phq9")
    theirs = phq9.model_copy(update={"id": "brought_sleep", "group": None})
    clinics = phq9.model_copy(update={"id": "made_here", "group": None})
    assert [group.id for group in grouped([theirs, clinics, phq9])] == ["each_week", OTHERS, BROUGHT]


@pytest.mark.parametrize("page", ["give_measures", "hand_over"])
def test_only_the_weekly_set_stands_open(world: World, page: str) -> None:
    shown = text(signed_in(world.ada).get(reverse(page, args=[world.maya.id])))
    groups = GROUP.findall(shown)
    assert groups[0] == (" open", "Each week")
    assert [title for is_open, title in groups if is_open] == ["Each week"]
    assert len(groups) > 4
    assert shown.index('value="own_goal"') < shown.index('value="gad7"')


def test_a_group_in_which_something_was_chosen_stands_open_again(world: World) -> None:
    form = GiveForm({"instruments": ["pcl5"]}, client=world.maya)
    assert not form.is_valid()
    assert [group.title for group in form.groups if group.is_open] == ["Trauma and loss"]


def test_blank_forms_stand_in_groups_too(world: World) -> None:
    groups = GROUP.findall(text(signed_in(world.ada).get(reverse("blank_measures"))))
    assert groups[:2] == [(" open", "Each week"), (" open", "Mood and anxiety")]


def test_what_is_typed_in_is_chosen_by_group(world: World) -> None:
    choices = TypeInForm(client=world.maya).fields["instrument"].choices  # type: ignore[attr-defined]
    assert [title for title, _ in choices][:2] == ["Each week", "Mood and anxiety"]
    assert "Goals" not in [title for title, _ in choices]


def test_one_question_is_said_as_one(world: World) -> None:
    shown = text(signed_in(world.ada).get(reverse("give_measures", args=[world.maya.id])))
    assert "1 question, about 1 minute" in shown
    assert "1 questions" not in shown
