"""What a life chart and a rhythm diary hold, with a canary in each text and which of them the client sees."""

from collections.abc import Callable
from typing import Any

from amity.core import timeline
from amity.web.base import clock
from amity.web.base.models import User
from amity.web.inventory import actions
from amity.web.people.models import Client
from amity.web.rhythms import actions as rhythms


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
    diary = rhythms.begin_diary(client=client, form="srm5", by=by)
    out = rhythms.note_disrupted_day(
        diary=diary, on=clock.today(client.zone), words=canary(), event=told, by=by
    )
    rhythms.name_prescriber(client=client, name=canary(), reach=canary(), by=by)
    prescriber = client.prescribers.get()
    ids = {"life_event_id": told.id, "mood_point_id": point.id, "disrupted_day_id": out.id}
    return {both, alone, out.words, prescriber.name, prescriber.reach}, {both}, ids
