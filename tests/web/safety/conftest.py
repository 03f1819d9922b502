"""A flag of Maya's, raised this Monday at ten."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from amity.web.base import clock as the_clock
from amity.web.people.models import Client
from amity.web.safety import actions
from amity.web.safety.models import Flag, FlagEvent
from tests.cast import World
from tests.conftest import StoppedClock


def said(client: Client, **changes: Any) -> FlagEvent | None:
    """Something that needs a person, as a questionnaire reports it."""
    given: dict[str, Any] = {
        "source": ("measures.Response", uuid4()),
        "said": "Several days",
        "asked": "PHQ-9, item 9: a question",
        "written_at": the_clock.now(),
        "received_at": the_clock.now(),
        "rule": "item9_positive",
        "by": client,
    }
    return actions.raise_flag(client=client, **given | changes)


@pytest.fixture
def flag(clock: StoppedClock, world: World) -> Flag:
    event = said(world.maya)
    assert event is not None
    return event.flag


def id_of(event: FlagEvent | None) -> UUID:
    assert event is not None
    return event.flag_id
