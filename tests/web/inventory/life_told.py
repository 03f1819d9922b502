"""Maya's life, told: events and how it was, through actions."""

from typing import Any

from amity.core import timeline
from amity.web.base import clock
from amity.web.inventory import actions
from amity.web.inventory.models import LifeEvent, MoodPoint
from amity.web.measures import actions as measures
from tests.cast import World


def tell(world: World, words: str, when: str = "spring 2025", **changes: Any) -> LifeEvent:
    """Something that happened, told to Ada."""
    began, ended = timeline.read_period(when)
    given: dict[str, Any] = {"client": world.maya, "kind": "loss", "began": began, "ended": ended}
    return actions.add_life_event(words=words, **{"by": world.ada.user} | given | changes)


def change(world: World, event: LifeEvent, version: int, when: str = "", **changes: Any) -> LifeEvent:
    """Told otherwise; people, by and what is said."""
    began, ended = timeline.read_period(when or event.when)
    other = {name: changes.pop(name) for name in ("people", "by") if name in changes}
    given: dict[str, Any] = {"by": world.ada.user, "began": began, "ended": ended}
    return actions.change_life_event(event=event, version=version, said=changes, **given | other)


def feel(world: World, value: int, when: str = "2024", **changes: Any) -> MoodPoint:
    """How it was at a time."""
    given: dict[str, Any] = {"client": world.maya, "by": world.ada.user}
    return actions.add_mood_point(at=timeline.read(when), value=value, **given | changes)


def answer(world: World, value: int) -> None:
    """A whole PHQ-9 of today, each item the same."""
    link = measures.give(client=world.maya, instruments=["phq9"], by=world.ada.user)
    response = link.responses.get()
    for item in ("interest", "mood", "sleep", "energy", "appetite", "self_worth", "concentration", "movement",
                 "self_harm"):  # fmt: skip
        measures.answer(
            response=response, item=item, value=value, visit=link.id, written_at=clock.now(), by=world.maya
        )
    measures.submit(response=response, by=world.maya)
