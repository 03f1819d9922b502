"""No script of a client's page says anything that no catalogue can reach: what it says, the page hands it."""

import re
from collections.abc import Iterator

import pytest

from amity.web.inventory.said_by_scripts import TEXTS as OF_CIRCLES
from amity.web.techniques.said_by_scripts import TEXTS as OF_WORKSHEETS
from tools.words.pages import WEB, for_clients

KNOWN = {*OF_CIRCLES, *OF_WORKSHEETS}
USED = re.compile(r"static '([\w/-]+\.js)'")
IMPORTED = re.compile(r'from "\./([\w-]+\.js)"')
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
TEXT = re.compile(r'"((?:[^"\\\n]|\\.)*)"|\'((?:[^\'\\\n]|\\.)*)\'|`([^`]*)`')
# A sentence or the beginning of one: a capital and a small letter, then a space or a full stop.
SAYS = re.compile(
    r"(?<![\w.#\[-])[A-Z][a-z]+(?: [a-z]+\b|[.:…])|\b[a-z]+ [a-z]+ [a-z]+\b|[a-z] (?:and|is|was|were|of) "
)
QUIET = re.compile(r"^use strict$|^[.#\[:]|[<>=\[\]{}]|^(?:[a-z-]+ )+[a-z-]+: ")


def of_clients() -> list[str]:
    """The scripts that a client's pages name, and those that these import."""
    found: set[str] = set()
    for path in for_clients().values():
        found |= set(USED.findall(path.read_text(encoding="utf-8")))
    for name in list(found):
        for at in WEB.glob(f"*/static/{name}"):
            found |= {
                f"{name.rpartition('/')[0]}/{it}" for it in IMPORTED.findall(at.read_text(encoding="utf-8"))
            }
    return sorted(it for it in found if next(WEB.glob(f"*/static/{it}"), None))


def said_in(script: str) -> Iterator[str]:
    """Its texts that look like words for a reader, and are none that the page hands over."""
    for found in TEXT.finditer(COMMENT.sub("", script)):
        text = next(it for it in found.groups() if it is not None)
        if SAYS.search(text) and not QUIET.search(text) and text not in KNOWN:
            yield text


def test_the_scripts_of_clients_pages_are_found() -> None:
    assert {"inventory/circle.js", "techniques/worksheet.js", "companion/sending.js"} <= set(of_clients())


@pytest.mark.parametrize("name", of_clients())
def test_no_script_has_words_of_its_own(name: str) -> None:
    script = next(WEB.glob(f"*/static/{name}")).read_text(encoding="utf-8")
    assert list(said_in(script)) == []


def test_every_text_that_a_circles_page_hands_over_is_asked_for() -> None:
    scripts = "".join(
        it.read_text(encoding="utf-8") for it in WEB.glob("inventory/static/inventory/circle*.js")
    )
    assert [it for it in OF_CIRCLES if f'"{it}"' not in scripts] == []


@pytest.mark.parametrize(
    "planted",
    [
        'line.textContent = "You are gone now.";',
        'say(name + " is put away.");',
        "text = 'No connection.';",
        'x = "Play it again"',
    ],
)
def test_a_planted_text_is_seen(planted: str) -> None:
    assert len(list(said_in(planted))) == 1
