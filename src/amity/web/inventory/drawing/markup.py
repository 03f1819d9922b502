"""Marks and lines of the list as markup, without the template language: 200 of them cost it half a second."""

from collections.abc import Iterable, Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString

from amity.web.inventory.drawing.picture import Ghost, Mark


def marks(found: Iterable[Mark]) -> SafeString:
    """Everybody who stands on the circle. Each is drawn around 0,0, so that a hand moves one attribute."""
    return _joined(_mark(mark) for mark in found)


def ghosts(found: Iterable[Ghost], radius: int) -> SafeString:
    """Those in the tray, where they stood last time."""
    return _joined(
        f'<g class="ghost waiting" data-of="{ghost.id}" transform="translate({ghost.x} {ghost.y})">'
        f'<circle r="{radius}"/>{_texts(ghost.texts)}</g>'
        for ghost in found
    )


def steps(field: str, at: str, rings: Sequence[tuple[str, str]]) -> SafeString:
    """One of five, as a row of radio buttons. field: the name it is sent by."""
    return _joined(
        f'<li><label><input type="radio" name="{field}" value="{value}"{" checked" if value == at else ""}>'
        f"<span>{word}</span></label></li>"
        for value, word in rings
    )


def _mark(mark: Mark) -> str:
    one, name, sign = mark.one, escape(mark.name), mark.sign
    turn = f' transform="{mark.glyph_turn}"' if mark.glyph_turn else ""
    glyph = f'<path class="glyph" d="{sign.shape}"{turn}/>' if sign.shape else ""
    is_whole = mark.label == mark.name and mark.name_label.side and mark.name_label.on_phone
    whole = "" if is_whole else f"<title>{name}</title>"
    known = f'data-id="{one.id}" data-ring="{one.ring}" data-angle="{one.angle}"'
    return (
        f'<g class="somebody{mark.classes}" {known} data-desired="{one.desired_ring or ""}"'
        f' data-name="{name}" transform="translate({mark.x} {mark.y})">'
        f'<circle r="{mark.radius}"/>{glyph}{_texts(mark.texts)}{whole}</g>'
    )


def _texts(found: Iterable[tuple[str, int, int, str]]) -> str:
    return "".join(
        f'<text class="{side}"{f" x={chr(34)}{x}{chr(34)}" if x else ""} y="{y}">{escape(label)}</text>'
        for side, x, y, label in found
    )


def _joined(parts: Iterable[str]) -> SafeString:
    """Every word in them was escaped where it was put in."""
    return SafeString("".join(parts))
