"""Made-up circles and events speak the words of the record."""

from amity.core.analytics import simulation_events
from amity.core.analytics.simulation import Truth
from amity.web.inventory.models import LifeEvent, Relationship


def test_kinds_of_relationship_are_those_of_the_record() -> None:
    assert set(Truth().circles.kinds) <= set(Relationship.Kind.values)


def test_kinds_of_events_are_those_of_the_record() -> None:
    made = {*Truth().events.kinds, *simulation_events.KIND_OF.values(), "illness"}
    assert made == set(LifeEvent.Kind.values)
    assert simulation_events.ONSET in LifeEvent.Mark.values


def test_an_area_of_the_focus_has_its_event() -> None:
    assert set(Truth().areas) == set(simulation_events.KIND_OF)
