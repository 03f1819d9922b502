"""How a client comes to pages of their own: an invitation, a sign-in, the devices it is open on."""

from django.db import models

from amity.web.base.encrypted import EncryptedTextField
from amity.web.base.record import Record
from amity.web.people.models.client import Client


class Invitation(Record):
    """An invitation to sign in, opened with a second step and used once. It is found by its hash alone."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    token = EncryptedTextField()  # to show it to the clinician again; never searched
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    wrong_tries = models.PositiveSmallIntegerField(default=0)


class ClientSignIn(Record):
    """How a client signs in: a name they chose and a password. No e-mail address is needed or used."""

    client = models.OneToOneField(Client, on_delete=models.PROTECT, related_name="sign_in")
    name_hash = models.CharField(max_length=64, unique=True)  # the name they chose, keyed hash
    name = EncryptedTextField()  # shown to the client alone
    password = models.CharField(max_length=128)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    open_until = models.DateField(null=True)  # the last day of the own pages, known to the client


class Device(Record):
    """A browser that a client comes from, known by a random cookie. It never says when it was last used.

    key_hash: of the cookie's secret. called: "phone", "computer": nothing that names a make or a person.
    approved_on: the day somebody vouched for it; approved_by, approved_by_kind: who.
    ended_at: from then on it is unknown again. pin: of the lock on it, hashed; "" where there is none.
    wrong_pins: since the last right one; pins_wait_until: no PIN is looked at before.
    """

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="devices")
    key_hash = models.CharField(max_length=64, unique=True)
    called = models.CharField(max_length=20)
    approved_on = models.DateField()
    approved_by = models.UUIDField()
    approved_by_kind = models.CharField(max_length=10)
    ended_at = models.DateTimeField(null=True)
    pin = models.CharField(max_length=128, default="", blank=True)
    wrong_pins = models.PositiveSmallIntegerField(default=0)
    pins_wait_until = models.DateTimeField(null=True)


class DeviceCode(Record):
    """Six figures that make a new device one of the client's. Found by the client, compared by a keyed hash.

    expires_at: None for the one that is printed at joining, which holds until it is used or replaced.
    """

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="device_codes")
    code_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    made_by_kind = models.CharField(max_length=10)
    expires_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    wrong_tries = models.PositiveSmallIntegerField(default=0)


class Passkey(Record):
    """A passkey of a client: the public half. It opens nothing on a device that nobody approved."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="passkeys")
    credential = models.CharField(max_length=1400, unique=True)  # its id, base64url
    public_key = models.TextField()  # COSE, base64url
    uses = models.PositiveBigIntegerField(default=0)  # the authenticator's own counter
    called = models.CharField(max_length=20)
    made_on = models.DateField()
    ended_at = models.DateTimeField(null=True)


class AskedToCall(Record):
    """The client pressed "Something is wrong": somebody is to call them, and nothing more is known.

    answered_by, answered_at: who saw to it.
    """

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="asked_to_call")
    asked_at = models.DateTimeField()
    answered_by = models.UUIDField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered_at=None, answered_by=None)
                | models.Q(answered_at__isnull=False, answered_by__isnull=False),
                name="asked_to_call_answered_by_somebody",
            )
        ]
