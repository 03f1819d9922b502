"""Tags for what stands on a circle in great number."""

import json
from collections.abc import Sequence

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from amity.web.inventory.drawing import Picture, markup
from amity.web.inventory.said_by_scripts import translated

register = template.Library()


@register.simple_tag
def words_for_circle() -> str:
    """The attribute that hands the circle's scripts their words; "" where they have them."""
    said = translated()
    return format_html(' data-words="{}"', json.dumps(said, ensure_ascii=False)) if said else ""


@register.simple_tag
def circle_marks(picture: Picture) -> SafeString:
    """Everybody who stands on it."""
    return markup.marks(picture.marks)


@register.simple_tag
def circle_ghosts(picture: Picture) -> SafeString:
    """Those in the tray, where they stood last time."""
    return markup.ghosts(picture.ghosts, picture.room.radius)


@register.simple_tag
def ring_steps(field: str, at: str, rings: Sequence[tuple[str, str]]) -> SafeString:
    """One of five rings, as a row of radio buttons."""
    return markup.steps(field, at, rings)
