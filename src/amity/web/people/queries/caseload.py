"""Everybody a person may know of by name, found by name or date of birth, with look-alikes marked."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from amity.web.base.models import User
from amity.web.people import access
from amity.web.people.models import CareTeamMember, Client


@dataclass(frozen=True)
class CaseloadRow:
    """One client on a list; the date of birth is the second identifier, on every row."""

    id: UUID
    name: str
    date_of_birth: date | None
    pronouns: str
    clinicians: tuple[str, ...]
    similar: bool  # somebody else on this caseload is called nearly the same


def caseload_for(user: User, search: str = "") -> list[CaseloadRow]:
    """The clients this person may know of, by name; `search` matches name parts or a date of birth."""
    clients = list(access.visible_to(user, access.CONTACT))
    alike = _alike(clients)
    wanted = plain(search).split()
    found = [client for client in clients if _matches(client, wanted)]
    team = _clinicians([client.id for client in found])
    rows = [_row(client, team, client.id in alike) for client in found]
    return sorted(rows, key=lambda row: (plain(row.name), row.date_of_birth or date.min, row.id))


def without_care_team(user: User) -> list[Client]:
    """Clients whom nobody works with who can sign in: what they answer would be read by nobody (H12)."""
    working = CareTeamMember.objects.filter(staff__user__is_active=True).current()
    alone = access.visible_to(user, access.CONTACT).exclude(pk__in=working.values("client_id"))
    return sorted(alone, key=lambda client: plain(client.name))


def plain(text: str) -> str:
    """Lower case without accents: how names are compared."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def similar_names(name: str, others: list[CaseloadRow]) -> list[CaseloadRow]:
    """Who on a list is called nearly the same as somebody about to be added."""
    wanted = set(_keys(name))
    return [row for row in others if wanted & set(_keys(row.name))]


def _row(client: Client, team: dict[UUID, list[str]], similar: bool) -> CaseloadRow:
    return CaseloadRow(
        id=client.id,
        name=client.name,
        date_of_birth=client.date_of_birth,
        pronouns=client.pronouns,
        clinicians=tuple(team.get(client.id, ())),
        similar=similar,
    )


def _matches(client: Client, wanted: list[str]) -> bool:
    if not wanted:
        return True
    born = client.date_of_birth
    dates = f" {born:%d/%m/%Y} {born:%d.%m.%Y} {born.isoformat()} {born.day} {born:%B}" if born else ""
    held = f" {plain(client.name)}{dates.casefold()}"
    return all(f" {part}" in held or (len(part) > 2 and part in held) for part in wanted)


def _alike(clients: list[Client]) -> set[UUID]:
    keys = {client.id: set(_keys(client.name)) for client in clients}
    shared = {key for key, n in Counter(k for of_one in keys.values() for k in of_one).items() if n > 1}
    return {id for id, of_one in keys.items() if of_one & shared}


def _keys(name: str) -> Iterator[str]:
    """Names are alike that share one of these: the same words in any order, the same last name with
    the same first letter, or the same first name and another that begins alike."""
    words = re.findall(r"[^\W_]+", plain(name).replace("'", "").replace("’", ""))
    if not words:
        return
    yield "words " + " ".join(sorted(words))
    if len(words) > 1:
        yield f"last {words[-1]} {words[0][0]}"
        yield from {f"first {words[0]} {word[:3]}" for word in words[1:]}


def _clinicians(client_ids: list[UUID]) -> dict[UUID, list[str]]:
    members = CareTeamMember.objects.filter(client__in=client_ids).current()
    team: dict[UUID, list[str]] = {}
    for client_id, name in members.order_by("since", "id").values_list("client_id", "staff__name"):
        team.setdefault(client_id, []).append(name)
    return team
