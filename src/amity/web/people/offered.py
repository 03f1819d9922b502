"""What people ask of higher slices: lines of the client page, and the parts of a copy of a record."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from amity.web.base.models import User
from amity.web.people.models import Client


@dataclass(frozen=True, slots=True)
class ClientLine:
    """One thing that belongs to a client and has a page of its own, such as a course."""

    title: str
    detail: str
    url: str
    is_open: bool


LineGiver = Callable[[User, Client], Sequence[ClientLine]]
"""Asked for the care team only."""


def lines_given(user: User, client: Client) -> list[ClientLine]:
    """What higher slices hold about this client, open ones first."""
    lines = [line for give in settings.CLIENT_LINES for line in import_string(give)(user, client)]
    return sorted(lines, key=lambda line: not line.is_open)


@dataclass(frozen=True, slots=True)
class SubjectPart:
    """One part of what is held about a client, as a copy of the record gives it to them.

    rows: what each field is called → what stands in it, ready to be read. Nothing about another person that
    nobody released, and nothing that is for clinicians alone.
    """

    title: str
    rows: Sequence[Mapping[str, str]]


SubjectGiver = Callable[[Client], Sequence[SubjectPart]]


def subject_given(client: Client) -> list[SubjectPart]:
    """Everything that higher slices hold about this client and may be given to them."""
    return [part for give in settings.SUBJECT_DATA for part in import_string(give)(client)]
