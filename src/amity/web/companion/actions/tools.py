"""A tool is opened together, one at a time, and closed again."""

from django.db import transaction

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.companion import rules
from amity.web.companion.models import OpenedTool
from amity.web.people.models import Client


@transaction.atomic
def open_tool(*, client: Client, tool: str, by: Actor) -> OpenedTool:
    """From now on it stands on the client's pages. Opening it twice opens it once."""
    rules.check_can_open_tool(client, tool, by)
    Client.objects.select_for_update().get(pk=client.pk)
    there = OpenedTool.objects.filter(client=client, tool=tool, closed_at=None).first()
    if there is not None:
        return there
    made = OpenedTool.objects.create(client=client, tool=tool, opened_at=clock.now(), opened_by=by.actor_id)
    _wrote("open_tool", made, by)
    return made


@transaction.atomic
def close_tool(*, client: Client, tool: str, by: Actor) -> None:
    """It no longer stands on the client's pages. What was written with it stays."""
    rules.check_can_close_tool(client, by)
    there = OpenedTool.objects.select_for_update().filter(client=client, tool=tool, closed_at=None).first()
    if there is None:
        return
    there.closed_at, there.closed_by = clock.now(), by.actor_id
    there.save(update_fields=["closed_at", "closed_by"])
    _wrote("close_tool", there, by)


def _wrote(verb: str, tool: OpenedTool, by: Actor) -> None:
    audit.wrote(verb, by=by, client=tool.client_id, record="companion.OpenedTool", record_id=tool.id)
