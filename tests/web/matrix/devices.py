"""The device a client came from, a passkey, and the asking to be called."""

from typing import Any
from uuid import uuid4

from amity.web.people import actions, queries
from amity.web.people.models import Client
from amity.web.people.queries.passkeys import Made


def with_devices(client: Client) -> dict[str, Any]:
    """What stands in addresses."""
    device = queries.devices_of(client)[0]
    asked = actions.say_something_is_wrong(client=client, device=device, by=client)
    made = Made(credential=uuid4().hex, public_key="", uses=0)
    passkey = actions.keep_passkey(client=client, made=made, called="phone", by=client)
    return {"device_id": device.id, "asked_id": asked.id, "passkey_id": passkey.id}
