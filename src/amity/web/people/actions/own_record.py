"""A client before a step that cannot be taken back: that it is them, and that they took a copy."""

from django.contrib.auth.hashers import check_password
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amity.web.base import audit
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.people import queries
from amity.web.people.models import Client

WRONG = gettext_lazy("That is not your password.")


@transaction.atomic
def prove_it_is_them(*, client: Client, password: str, by: Actor) -> bool:
    """Whether this is their password now. A wrong one is written down as one at signing in is."""
    _check_is_them(client, by)
    own = queries.sign_in_of(client)
    fits = own is not None and own.closed_at is None and check_password(password, own.password)
    if not fits:
        audit.wrote("try_password", by=by, client=client.id, record="people.ClientSignIn")
    return fits


@transaction.atomic
def take_copy(*, client: Client, by: Actor) -> None:
    """They took a copy with them: one row that says no more than that."""
    _check_is_them(client, by)
    audit.wrote("take_copy", by=by, client=client.id)


def _check_is_them(client: Client, by: Actor) -> None:
    if (by.actor_kind, by.actor_id) != ("client", client.id):
        raise Refused(_("Only the client can do this."))
