"""A passkey more, a passkey fewer. What a browser answered was looked at before (`people.passkeys`)."""

from django.db import transaction
from django.utils.translation import gettext as _

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.people import queries, rules
from amity.web.people.models import Client, Passkey
from amity.web.people.queries.passkeys import Made


@transaction.atomic
def keep_passkey(*, client: Client, made: Made, called: str, by: Actor) -> Passkey:
    """One more passkey of the client's. Sent twice it is one."""
    rules.check_is_the_client(client, by)
    rules.check_can_have_devices(client, by)
    queries.client_locked(client)
    known = Passkey.objects.filter(credential=made.credential).first()
    if known is not None:
        if known.client_id != client.id or known.ended_at is not None:
            raise Refused(_("This passkey cannot be used here. Make another."))
        return known
    passkey = Passkey.objects.create(
        client=client,
        credential=made.credential,
        public_key=made.public_key,
        uses=made.uses,
        called=called,
        made_on=clock.today(client.zone),
    )
    _wrote("keep_passkey", passkey, by, fields=("called",))
    return passkey


@transaction.atomic
def end_passkey(*, passkey: Passkey, by: Actor) -> Passkey:
    """It opens nothing any more."""
    rules.check_can_change_devices(passkey.client, by)
    if passkey.ended_at is None:
        passkey.ended_at = clock.now()
        passkey.save(update_fields=["ended_at"])
        _wrote("end_passkey", passkey, by, fields=("ended_at",))
    return passkey


def _count_use(passkey: Passkey, uses: int) -> bool:
    """Whether the counter went on: of two answers at once, one."""
    rows = Passkey.objects.filter(pk=passkey.pk, uses=passkey.uses, ended_at=None)
    return bool(rows.update(uses=uses))


def _end_all_passkeys(client: Client) -> None:
    """None of them opens anything: the sign-in is closed, or is another one now."""
    Passkey.objects.filter(client=client, ended_at=None).update(ended_at=clock.now())


def _wrote(verb: str, passkey: Passkey, by: Actor, *, fields: tuple[str, ...]) -> None:
    audit.wrote(
        verb, by=by, client=passkey.client_id, record="people.Passkey", record_id=passkey.id, fields=fields
    )
