"""What people ask of higher slices: lines of the client page, and the parts of a copy of a record."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from amity.web.base.copy_part import SubjectPart
from amity.web.base.models import User
from amity.web.people.models import Client
from amity.web.people.queries.own_copy import own_copy


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


ToolGiver = Callable[[Client], frozenset[str]]
"""What client and clinician opened together: ids such as "life", "write:…" and "guide:…"."""
NobodyReads = Callable[[Client], str]
"""In one sentence that nobody reads what this client writes on their own pages; "" while somebody does."""


@dataclass(frozen=True, slots=True)
class OwnLink:
    """A page of the client's own that stands under *Course*."""

    title: str
    detail: str
    url: str


OwnLinkGiver = Callable[[Client], Sequence[OwnLink]]


SubjectGiver = Callable[[Client], Sequence[SubjectPart]]
"""Nothing about another person that nobody released, and nothing that is for clinicians alone."""


def subject_given(client: Client) -> list[SubjectPart]:
    """Everything held about this client that may be given to them before anybody reads it through."""
    given = [part for give in settings.SUBJECT_DATA for part in import_string(give)(client)]
    return [*own_copy(client), *given]


__all__ = [
    "ClientLine",
    "LineGiver",
    "NobodyReads",
    "OwnLink",
    "OwnLinkGiver",
    "SubjectGiver",
    "SubjectPart",
    "ToolGiver",
    "lines_given",
    "subject_given",
]
