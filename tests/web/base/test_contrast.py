"""Colours one can read: WCAG 2.2 contrast of every pair that the style sheets use, in three themes."""

import re
from pathlib import Path

import pytest

import amity.web.base

STATIC = Path(amity.web.base.__file__).parent / "static" / "base"
TOKENS = (STATIC / "tokens.css").read_text(encoding="utf-8")

TEXT = 4.5  # WCAG 2.2 criterion 1.4.3
SHAPE = 3.0  # criterion 1.4.11
GROUNDS = ("paper", "card", "sunk")
SOFT = ("pine-soft", "clay-soft", "plum-soft", "ochre-soft", "indigo-soft")
PAIRS = [
    *((text, ground) for text in ("ink", "ink-2") for ground in (*GROUNDS, *SOFT)),
    *((text, ground) for text in ("ink-3", "pine", "clay", "ochre", "plum", "indigo") for ground in GROUNDS),
    ("pine-ink", "pine-soft"), ("pine-ink", "card"), ("pine", "pine-soft"),
    ("clay", "clay-soft"), ("plum", "plum-soft"), ("ochre", "ochre-soft"), ("indigo", "indigo-soft"),
    ("card", "pine"), ("card", "pine-ink"),
]  # fmt: skip


def blocks(css: str) -> list[dict[str, str]]:
    """Each rule that sets colours, in order: light, dark by the system, dark by choice, print."""
    rules = [
        dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6})", body)) for body in re.findall(r"\{([^{}]*)\}", css)
    ]
    return [rule for rule in rules if rule]


THEMES = dict(zip(("light", "dark", "dark-chosen", "print"), blocks(TOKENS), strict=True))


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    figures = colour.lstrip("#")
    figures = "".join(figure * 2 for figure in figures) if len(figures) == 3 else figures
    red, green, blue = (int(figures[at : at + 2], 16) / 255 for at in (0, 2, 4))

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(one: str, other: str) -> float:
    """Between 1 and 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_twenty_one() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_can_be_read(theme: str, text: str, ground: str) -> None:
    colours = THEMES[theme]
    assert contrast(colours[text], colours[ground]) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
def test_edges_of_fields_and_bars_can_be_seen(theme: str, ground: str) -> None:
    colours = THEMES[theme]
    for shape in ("edge", "pine", "clay", "plum"):
        assert contrast(colours[shape], colours[ground]) >= SHAPE


def test_dark_is_the_same_whoever_chose_it() -> None:
    assert THEMES["dark"] == THEMES["dark-chosen"]


def test_every_theme_sets_every_colour() -> None:
    assert len({frozenset(colours) for colours in THEMES.values()}) == 1


@pytest.mark.parametrize("sheet", ["amity.css", "staff.css", "client.css", "paper.css"])
def test_style_sheets_name_tokens_and_no_colours(sheet: str) -> None:
    css = (STATIC / sheet).read_text(encoding="utf-8")
    assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;\s])", css)) <= {
        "#fff"
    }  # the paper of codes and of print
    known = set(re.findall(r"--([\w-]+):", TOKENS))
    assert set(re.findall(r"var\(--([\w-]+)", css)) <= known
