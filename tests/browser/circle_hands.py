"""A circle drawn in a browser: by mouse, by finger, by keys; what is stored of it, and what was spoken."""

import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.clinic import Clinic

Place = tuple[int, int]  # a ring, and an angle in tenths of a degree
EDGES, MIDDLE = (34, 98, 168, 232, 300), 320  # of the drawing, in its own units
COARSE, FINE, TURN = 150, 30, 3600  # tenths of a degree: an arrow key, with Shift, once around
TWELVE: Mapping[str, Place] = {
    "Inge": (1, 0), "Rui": (1, 1800), "Tom": (2, 300), "Mother": (2, 930), "Sefa": (2, 2400),
    "Dr. Ode": (3, 0), "Choir": (3, 660), "Uncle Baz": (3, 1590), "Mei": (3, 2850),
    "Neighbour": (4, 450), "Anouk": (4, 2010),
    "Old Pim": (4, 3300),
}  # fmt: skip
LISTENS = """() => {
  window.heard = [];
  const spoken = document.getElementById("spoken");
  new MutationObserver(() => { if (spoken.textContent) window.heard.push(spoken.textContent); })
    .observe(spoken, { childList: true, characterData: true, subtree: true });
}"""


def begin(clinic: Clinic, story: str, *names: str) -> str:
    """A first circle for the client of this story, everybody in its tray; where its page is."""
    course: str = clinic.does(
        "from uuid import uuid4\nfrom amity.web.inventory import actions, queries\n"
        f"client, by = of_story({story!r})\n"
        "circle = queries.newest_circle(client) or actions.start_circle(client=client, by=by)\n"
        f"actions.name_people(circle=circle, names={{uuid4(): name for name in {names!r}}}, by=by)\n"
        "say(client.courses.first().id)"
    )
    return f"/courses/{course}/people"


def stored(clinic: Clinic, story: str) -> dict[str, Place | None]:
    """Who stands where in the store; None is the tray."""
    rows = clinic.does(
        "from amity.web.inventory import queries\n"
        f"client, by = of_story({story!r})\nnames = queries.names_of(client)\n"
        "there = queries.drawn(queries.newest_circle(client)).there\n"
        "say([[names[one.id], one.ring, one.angle] for one in there])"
    )
    return {name: (ring, angle) if ring else None for name, ring, angle in rows}


def moves(clinic: Clinic, story: str) -> int:
    """How many moves the newest circle has."""
    return int(
        clinic.does(
            "from amity.web.inventory import queries\n"
            f"client, by = of_story({story!r})\nsay(queries.newest_circle(client).moves.count())"
        )
    )


class Drawn:
    """The circle on one page."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        page.goto(address)
        expect(page.locator("#stage.by-hand svg.circle")).to_be_visible()
        page.evaluate(LISTENS)

    def who(self, name: str) -> Locator:
        """Their mark on the circle."""
        return self.page.locator(f'#stage .somebody[data-name="{name}"][data-id]')

    def chip(self, name: str) -> Locator:
        """Their name in the tray."""
        return self.page.locator(f'#stage .chip[data-name="{name}"][data-id]')

    def there(self, name: str) -> Locator:
        """Whichever of the two there is."""
        return self.page.locator(f'#stage [data-name="{name}"][data-id]:not([aria-hidden])')

    def on_screen(self, place: Place, off: float = 0) -> tuple[float, float]:
        """Where a place lies in the window; `off` tenths of a degree beside it."""
        ring, angle = place
        far = (EDGES[ring - 1] + EDGES[ring]) / 2
        turn = 2 * math.pi * (angle + off) / TURN
        return self.point(MIDDLE + far * math.sin(turn), MIDDLE - far * math.cos(turn))

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the drawing, in the window."""
        matrix = self.page.evaluate(
            "() => { const m = document.querySelector('#stage svg.circle').getScreenCTM();"
            " return [m.a, m.d, m.e, m.f]; }"
        )
        return x * matrix[0] + matrix[2], y * matrix[1] + matrix[3]

    def middle_of(self, name: str) -> tuple[float, float]:
        """Where one takes hold of somebody."""
        there = self.there(name)
        there.scroll_into_view_if_needed()
        chip = self.chip(name)
        box = (chip if chip.count() else self.who(name).locator("circle").first).bounding_box()
        assert box
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def stands(self, name: str, place: Place) -> None:
        """Wait until they are shown there."""
        expect(self.who(name)).to_have_attribute("data-ring", str(place[0]))
        expect(self.who(name)).to_have_attribute("data-angle", str(place[1]))

    def is_saved(self) -> None:
        """The page says so, in words."""
        self.all_sent()
        expect(self.page.locator("#saved")).to_have_text(re.compile("^saved |moved elsewhere"))

    def all_sent(self) -> None:
        """Nothing is held on the page any more, whatever came of it."""
        expect(self.page.locator("#saved")).to_have_attribute("data-held", "0")

    def heard(self) -> list[str]:
        """What a screen reader was given, in order; the pause before the last has passed."""
        self.page.wait_for_timeout(300)
        spoken: list[str] = self.page.evaluate("window.heard")
        return spoken


class Mouse:
    """Moves people by mouse."""

    def __init__(self, drawn: Drawn) -> None:
        self.drawn = drawn
        self.mouse = drawn.page.mouse

    def carry(self, name: str, to: tuple[float, float]) -> None:
        """Press, carry in a few steps, let go."""
        self.mouse.move(*self.drawn.middle_of(name))
        self.mouse.down()
        self.mouse.move(*to, steps=3)
        self.mouse.up()

    def place(self, name: str, place: Place) -> None:
        """Not quite exactly: hands are not."""
        self.drawn.there(name).scroll_into_view_if_needed()
        self.carry(name, self.drawn.on_screen(place, off=9))
        self.drawn.stands(name, place)


class Finger(Mouse):
    """Moves people by touch, as the browser hears it."""

    def __init__(self, drawn: Drawn) -> None:
        super().__init__(drawn)
        self.wire = drawn.page.context.new_cdp_session(drawn.page)

    def _touch(self, kind: str, *points: tuple[float, float]) -> None:
        touching = [{"x": x, "y": y} for x, y in points]
        self.wire.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touching})

    def carry(self, name: str, to: tuple[float, float]) -> None:
        """Touch, slide, lift."""
        at = self.drawn.middle_of(name)
        self._touch("touchStart", at)
        for step in (1, 2, 3):
            x, y = (start + (end - start) * step / 3 for start, end in zip(at, to, strict=True))
            self._touch("touchMove", (x, y))
        self._touch("touchEnd")


class Keys:
    """Moves people by keys alone."""

    def __init__(self, drawn: Drawn) -> None:
        self.drawn = drawn
        self.keys = drawn.page.keyboard

    def to(self, name: str) -> None:
        """Tab, from wherever the focus is, until they have it."""
        here = "([one]) => document.activeElement === one"
        for _ in range(120):
            if self.drawn.there(name).evaluate_all(here):
                return
            self.keys.press("Tab")
        raise AssertionError(f"Tab never comes to {name}")

    def place(self, name: str, place: Place) -> None:
        """The ring by its number, then around by the shorter way."""
        ring, angle = place
        self.to(name)
        self.keys.press(str(ring))
        expect(self.drawn.who(name)).to_be_focused()
        now = int(self.drawn.who(name).get_attribute("data-angle") or 0)
        off = (angle - now + TURN // 2) % TURN - TURN // 2
        arrow = "ArrowRight" if off > 0 else "ArrowLeft"
        for _ in range(abs(off) // COARSE):
            self.keys.press(arrow)
        for _ in range(abs(off) % COARSE // FINE):
            self.keys.press(f"Shift+{arrow}")
        self.drawn.stands(name, place)


INPUTS: Mapping[str, Callable[[Drawn], Any]] = {"mouse": Mouse, "touch": Finger, "keys": Keys}
