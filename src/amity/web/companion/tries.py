"""How often somebody may guess: ten wrong passwords an hour for a name, a hundred tries from one place (G6).

A name that nobody has is counted like every other one. Whoever guesses from a device that nobody approved has
five of the ten: the client, on a device of their own, keeps the rest. The counting is the sign-in library's.
"""

from allauth.core import ratelimit
from django.http import HttpRequest

from amity.web.people import queries

PLACE, NAME, ELSEWHERE = "client_sign_in", "client_sign_in_failed", "client_sign_in_elsewhere"


def may_try(request: HttpRequest, name: str) -> bool:
    """Whether this try is looked at at all; counts it."""
    key = queries.name_hash(name)
    if not ratelimit.consume(request, action=PLACE):
        return False
    here = queries.device_named(request, name)
    if here is None and not ratelimit.consume(request, action=ELSEWHERE, key=key):
        return False
    return bool(ratelimit.consume(request, action=NAME, key=key))


def was_right(request: HttpRequest, name: str) -> None:
    """The wrong ones before it are forgotten for the name, not for the place."""
    for action in (NAME, ELSEWHERE):
        ratelimit.clear(request, action=action, key=queries.name_hash(name))


def may_try_from_here(request: HttpRequest) -> bool:
    """As `may_try`, where no name is given: a passkey, or the code of an invitation."""
    return bool(ratelimit.consume(request, action=PLACE))
