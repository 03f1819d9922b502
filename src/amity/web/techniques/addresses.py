"""What stands in a client's address for a worksheet or a guide: a code, as its name would say what it is.

Not a secret: whoever has the program can work it out. It is for whoever sees a browser's history (goal G36).
"""

import hashlib
from collections.abc import Iterable

from django.urls import register_converter

from amity.core import library


def code_of(id: str) -> str:
    """The code of an id, the same on every machine."""
    return hashlib.sha256(id.encode()).hexdigest()[:8]


class TechniqueCode:
    """A technique by its code; no address where there is none of it."""

    regex = "[0-9a-f]{8}"

    def to_python(self, value: str) -> str:
        return _decoded(value, (it.id for it in library.techniques()))

    def to_url(self, value: str) -> str:
        return code_of(value)


class GuideCode(TechniqueCode):
    """A guide by its code."""

    def to_python(self, value: str) -> str:
        return _decoded(value, (it.id for it in library.guides()))


def _decoded(code: str, ids: Iterable[str]) -> str:
    """Raises ValueError where no id has this code, as Django expects it."""
    found = next((id for id in ids if code_of(id) == code), None)
    if found is None:
        raise ValueError(f"no id has the code {code}")
    return found


register_converter(TechniqueCode, "technique_code")
register_converter(GuideCode, "guide_code")
