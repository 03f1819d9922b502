"""Every questionnaire that may be shown prints blank: its words, its answers, its licence, and no name."""

import pytest
from django.urls import reverse

from amity.core import library
from amity.web.measures import queries
from tests.cast import World, signed_in
from tests.web.measures.conftest import text

SHOWN = [it.id for it in library.instruments() if it.has_wording and it.id != "own_goal"]


def test_all_that_may_be_shown_can_be_chosen(world: World) -> None:
    page = text(signed_in(world.ada).get(reverse("blank_measures")))
    assert [id for id in SHOWN if f'value="{id}"' not in page] == []
    assert [it.id for it in library.instruments() if not it.has_wording and f'value="{it.id}"' in page] == []


def test_each_prints_blank(world: World) -> None:
    from django.utils.html import escape

    ada = signed_in(world.ada)
    for instrument in queries.on_paper():
        page = text(ada.get(reverse("print_measures"), {"of": instrument.id}))
        assert "Written on" in page
        assert page.count('<section class="blank-question">') == len(instrument.items)
        for item in instrument.items:
            assert escape(item.text or "") in page
            ringed = page.count('<ol class="ring">')
            if not ringed:
                assert [it.label for it in item.options if escape(it.label or "") not in page] == []
        assert escape(instrument.licence.notice or instrument.licence.holder) in page
        assert "Maya" not in page


def test_a_set_keeps_its_order_and_says_each_once(world: World) -> None:
    asked = {"of": ["gad7", "phq9", "gad7", "nothing"]}
    page = text(signed_in(world.ada).get(reverse("print_measures"), asked))
    assert page.count("<article") == 2
    assert page.index("GAD-7</h1>") < page.index("PHQ-9</h1>")


def test_whom_to_call_stands_on_it(world: World) -> None:
    world.north.help_numbers = [{"label": "Night line", "number": "0800 1", "hours": "always"}]
    world.north.save()
    page = text(signed_in(world.ada).get(reverse("print_measures"), {"of": ["phq9"]}))
    assert "Night line" in page


def test_without_a_choice_it_is_the_two_of_the_protocol(world: World) -> None:
    page = text(signed_in(world.ada).get(reverse("print_measures")))
    assert ("PHQ-9</h1>" in page, "GAD-7</h1>" in page, page.count("<article")) == (True, True, 2)


@pytest.mark.parametrize("who", ["cora", "alex"])
def test_it_is_for_clinicians(world: World, who: str) -> None:
    assert signed_in(getattr(world, who)).get(reverse("blank_measures")).status_code in (403, 404)
