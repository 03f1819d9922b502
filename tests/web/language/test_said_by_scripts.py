"""What a worksheet's scripts say: the page hands it to them in its language; they ask for nothing else."""

import re
from pathlib import Path

from django.utils import translation

import amity.web.techniques
from amity.web.inventory.said_by_scripts import TEXTS as OF_CIRCLES
from amity.web.inventory.said_by_scripts import translated as of_circles
from amity.web.inventory.templatetags.circles import words_for_circle
from amity.web.techniques.said_by_scripts import TEXTS, translated
from amity.web.techniques.templatetags.worksheets import words_for_scripts

SCRIPTS = Path(amity.web.techniques.__file__).parent / "static" / "techniques"
SAID = re.compile(r'said_\("([^"]+)"\)|^    (?:\w+|"signed out"): "([^"]+)"', re.MULTILINE)


def test_every_text_of_the_scripts_is_known() -> None:
    asked = {
        first or second
        for name in ("worksheet.js", "rows.js")
        for first, second in SAID.findall((SCRIPTS / name).read_text())
    }
    assert len(asked) > 10
    assert asked == set(TEXTS)


def test_a_page_in_english_carries_none() -> None:
    assert words_for_scripts() == ""


def test_a_page_in_dutch_carries_all() -> None:
    with translation.override("nl"):
        assert translated().keys() == set(TEXTS)
        assert "Weggehaald" in words_for_scripts()


def test_a_circle_in_dutch_carries_its_words_and_one_in_english_none() -> None:
    assert words_for_circle() == ""
    with translation.override("nl"):
        assert of_circles().keys() == set(OF_CIRCLES)
        assert "richting {clock}" in words_for_circle()
