"""What a copy of a record is made of, whichever slice holds it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SubjectPart:
    """One part of what is held about a client, as a copy gives it to them.

    rows: what each field is called → what stands in it, ready to be read.
    """

    title: str
    rows: Sequence[Row]


def filled(fields: Iterable[tuple[str, str | None]]) -> Row:
    """Those of the fields in which something stands, in their order."""
    return {label: text for label, text in fields if text}
