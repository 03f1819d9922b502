"""A life chart with a canary in each event: one both see, one for clinicians alone, and how it was once."""

from collections.abc import Callable
from typing import Any

from amity.core import timeline
from amity.web.base.models import User
from amity.web.inventory import actions
from amity.web.people.models import Client


def lived(client: Client, by: User, canary: Callable[[], str]) -> tuple[set[str], set[str], dict[str, Any]]:
    """What was written, what of it the client sees, and what stands in addresses: the event that both see."""
    both, alone = canary(), canary()
    told = actions.add_life_event(
        client=client, words=both, kind="loss", began=timeline.read("spring 2019"), mark="onset", by=by
    )
    actions.add_life_event(
        client=client, words=alone, kind="dispute", began=timeline.read("2019"), is_private=True, by=by
    )
    point = actions.add_mood_point(client=client, at=timeline.read("about 2018"), value=7, by=by)
    return {both, alone}, {both}, {"life_event_id": told.id, "mood_point_id": point.id}
