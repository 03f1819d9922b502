"""Words that a plain form sent while a client's pages were shut: they lie in the session until the PIN.

Sealed under the client's own key, since a session is none of the record's columns. They go with the session:
with signing out, Leave, ten wrong PINs, and after ten hours at most. Nothing of it is done by itself
afterwards: whoever typed the PIN looks at it first, because anybody may have pressed the button meanwhile.
"""

import base64
import json
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from django.http import HttpRequest

from amity.web.base import encrypted

WORDS: Final = "words_sent_while_shut"
PLACE: Final = b"session|words"
MOST: Final = 5  # forms; the newest stay
LONGEST: Final = 200_000  # characters of all of them; Amity decision
NOT_THEIRS: Final = frozenset({"csrfmiddlewaretoken", "words_id", "words_do"})
CODED: Final = re.compile(r"[a-z0-9_.:/-]*")  # ids, days and choices, which no reader wants to see


@dataclass(frozen=True, slots=True)
class Words:
    """One form, as it was sent. to: its address on these pages."""

    id: str
    to: str
    fields: tuple[tuple[str, str], ...]

    @property
    def lines(self) -> list[str]:
        """What reads as words in it; what was chosen or ticked has none."""
        said = (value.strip() for name, value in self.fields if name != "whose")
        return [it for it in said if not CODED.fullmatch(it)]


def keep(request: HttpRequest, client: UUID) -> None:
    """What this form holds, for after the PIN. One that is too long to lie in a session is not taken."""
    fields = [(name, it) for name, all in request.POST.lists() if name not in NOT_THEIRS for it in all]
    if not fields:
        return
    mine = Words(secrets.token_hex(8), request.get_full_path(), tuple(fields))
    if len(_spelled([mine])) > LONGEST:
        return
    there = [*of(request, client), mine][-MOST:]
    while len(_spelled(there)) > LONGEST:
        there = there[1:]
    _store(request, client, there)


def of(request: HttpRequest, client: UUID) -> list[Words]:
    """What waits, the oldest first."""
    held = request.session.get(WORDS)
    if not held:
        return []
    try:
        found = json.loads(encrypted.unseal(base64.b64decode(held), bound_to=PLACE))
    except (KeyError, InvalidTag):
        return []
    return [Words(id, to, tuple((name, it) for name, it in fields)) for id, to, fields in found]


def take(request: HttpRequest, client: UUID, id: str) -> Words | None:
    """One of them, which waits no longer; None where it is not there."""
    there = of(request, client)
    found = next((it for it in there if it.id == id), None)
    _store(request, client, [it for it in there if it is not found])
    return found


def _store(request: HttpRequest, client: UUID, there: Sequence[Words]) -> None:
    if not there:
        request.session.pop(WORDS, None)
        return
    sealed = encrypted.seal(_spelled(there), client=client, bound_to=PLACE)
    request.session[WORDS] = base64.b64encode(sealed).decode()


def _spelled(there: Sequence[Words]) -> str:
    plain: list[Any] = [[it.id, it.to, it.fields] for it in there]
    return json.dumps(plain)
