"""A link as a code to point a phone at."""

import segno
from django.utils.safestring import SafeString, mark_safe


def svg(address: str) -> SafeString:
    """The code as inline SVG without a style attribute; its path holds numbers only."""
    code = segno.make(address, error="m", micro=False)
    return mark_safe(  # noqa: S308 - made here from a URL of ours; nothing in it is anybody's text
        code.svg_inline(
            scale=6, border=4, omitsize=True, svgclass="code", lineclass="", title="The link as a code"
        )
    )
