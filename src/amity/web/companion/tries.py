"""How often somebody may guess: ten wrong passwords an hour for a name, a hundred tries from one place (G6).

A name that nobody has is counted like every other one. The counting is the sign-in library's.
"""

from allauth.core import ratelimit
from django.http import HttpRequest

from amity.web.people import queries

PLACE, NAME = "client_sign_in", "client_sign_in_failed"


def may_try(request: HttpRequest, name: str) -> bool:
    """Whether this try is looked at at all; counts it."""
    by_place = ratelimit.consume(request, action=PLACE)
    return bool(by_place and ratelimit.consume(request, action=NAME, key=queries.name_hash(name)))


def was_right(request: HttpRequest, name: str) -> None:
    """The wrong ones before it are forgotten for the name, not for the place."""
    ratelimit.clear(request, action=NAME, key=queries.name_hash(name))
