"""What was agreed to try, as a page shows it: with whom, when, what came of it and where it goes on."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from amity.web.base import arriving
from amity.web.base.models import User
from amity.web.base.templatetags.amity import day
from amity.web.course.models import Course, Practice
from amity.web.course.offered import PracticeLink, people_given, practice_links_given
from amity.web.course.queries.sessions import practices_of
from amity.web.people.models import Client


@dataclass(frozen=True)
class PracticeLine:
    """One practice for one reader.

    who: the name of whom it is tried with, "" where this reader sees none. told_by_client: whether what came
    of it was told by the client themself.
    """

    practice: Practice
    who: str
    told_by_client: bool
    links: Sequence[PracticeLink]

    @property
    def told_when(self) -> str:
        return told_when(self.practice)

    @property
    def when_with(self) -> str:
        """With whom and on which day, as far as that was said."""
        return when_with(self.who, self.practice.day)


def told_when(practice: Practice) -> str:
    """ "written Sun 1 Mar 21:10, received today 14:02"; "" where it was sent as it was written."""
    came = practice.result_at
    return ", ".join(arriving.in_words(practice.result_written_at, came)) if came else ""


def when_with(who: str, on: date | None) -> str:
    """ "with Sam, on Fri 20 Nov", or as much of it as is known."""
    with_whom = _("with %(who)s") % {"who": who} if who else ""
    parts = (with_whom, _("on %(day)s") % {"day": day(on)} if on else "")
    return ", ".join(part for part in parts if part)


def practice_lines(
    reader: User | Client, course: Course, practices: Sequence[Practice]
) -> list[PracticeLine]:
    """These practices of one course, in their order."""
    who = names_in(course.client, practices, for_client=isinstance(reader, Client))
    for it in practices:
        it.course = course
    links = practice_links_given(reader, [it for it in practices if it.result or it.worksheet])
    return [
        PracticeLine(
            practice=it,
            who=who.get(it.person, "") if it.person else "",
            told_by_client=it.result_by == course.client_id,
            links=links.get(it.id, ()),
        )
        for it in practices
    ]


def names_in(client: Client, practices: Collection[Practice], *, for_client: bool = False) -> dict[UUID, str]:
    """The names of those with whom these are tried, as far as this reader sees them."""
    if not any(it.person for it in practices):
        return {}
    return {one.id: one.name for one in people_given(client, for_client=for_client)}


def people_to_try_with(client: Client) -> list[tuple[str, str]]:
    """Id and name of those to choose from."""
    return [(str(one.id), one.name) for one in people_given(client) if one.may_be_chosen]


def told_at_home(clients: Mapping[UUID, UUID]) -> list[Practice]:
    """Those of these courses (with whose each is) of which the client told what came of it."""
    agreed = practices_of(clients)
    return [it for id, client in clients.items() for it in agreed[id] if it.result_by == client]


def is_for_client_to_tell(practice: Practice) -> bool:
    """Nobody recorded what came of it, or the client told it and may say it otherwise."""
    told = not practice.result or practice.result_by == practice.course.client_id
    return told and practice.course.closed_at is None


def own_practice_row(client: Client, id: UUID) -> Practice | None:
    """A practice of this client."""
    found = Practice.objects.filter(pk=id, course__client=client)
    return found.select_related("course__client__service").first()
