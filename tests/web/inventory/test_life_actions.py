"""The life chart written by both: told, told otherwise, taken off, put back; nothing of two editors lost."""

from typing import Any
from uuid import uuid4

import pytest

from amity.core import timeline
from amity.web.base.errors import Refused
from amity.web.inventory import actions
from amity.web.inventory.models import Circle, LifeEvent, MoodPoint
from amity.web.inventory.queries import life
from amity.web.people.models import KeptText
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.inventory.conftest import name
from tests.web.inventory.life_told import change, feel, tell


def words(world: World, *, shared: bool = False) -> list[str]:
    return [it.words for it in life.life_events_of(world.maya, shared=shared)]


@pytest.mark.parametrize(
    ("when", "precision", "ended", "about"),
    [
        ("12 March 2021", "day", None, False),
        ("about spring 2019", "season", None, True),
        ("2015 to about March 2019", "year", "month", False),
    ],
)
def test_an_event_is_kept_as_exactly_as_it_was_said(
    world: World, clock: StoppedClock, when: str, precision: str, ended: str | None, about: bool
) -> None:
    tell(world, " Father died. ", when)
    [event] = life.life_events_of(world.maya)
    assert (event.words, event.when) == ("Father died.", when)
    assert (event.precision, event.ended_precision or None, event.is_about) == (precision, ended, about)
    assert knock.written("add_life_event", event.id) == 1


def test_both_write_and_it_says_who(world: World, clock: StoppedClock) -> None:
    tell(world, "hers", by=world.maya)
    tell(world, "ours", when="2020")
    assert [(it.words, it.added_by_kind) for it in life.life_events_of(world.maya)] == [
        ("ours", "staff"),
        ("hers", "client"),
    ]
    feel(world, 3, by=world.maya)
    assert MoodPoint.objects.get().added_by == world.maya.id


def test_sent_twice_it_is_stored_once(world: World, clock: StoppedClock) -> None:
    event, point = uuid4(), uuid4()
    for _ in range(2):
        tell(world, "moved", id=event)
        feel(world, 4, id=point)
    assert LifeEvent.objects.get().id == event
    assert MoodPoint.objects.get().id == point


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"words": " "}, "what happened"),
        ({"kind": "other"}, "kind of event"),
        ({"mark": "x"}, "marks the beginning"),
        ({"impact": 4}, "-3 to"),
        ({"when": "2040"}, "three years ahead"),
        ({"people": [uuid4()]}, "not on this client"),
    ],
    ids=["words", "kind", "mark", "impact", "ahead", "people"],
)
def test_what_is_refused_says_why(
    world: World, clock: StoppedClock, changes: dict[str, Any], why: str
) -> None:
    with pytest.raises(Refused, match=why):
        tell(world, **{"words": "moved"} | changes)
    event = tell(world, "moved")
    with pytest.raises(Refused, match=why):
        change(world, event, 1, **changes)
    assert LifeEvent.objects.get().version == 1


def test_an_end_does_not_lie_before_the_beginning(world: World, clock: StoppedClock) -> None:
    with pytest.raises(Refused, match="ended before"):
        tell(world, "moved", ended=timeline.read("2011"))


@pytest.mark.parametrize(("value", "when"), [(11, "2020"), (-1, "2020"), (3, "2027")])
def test_a_mood_that_cannot_be(world: World, clock: StoppedClock, value: int, when: str) -> None:
    with pytest.raises(Refused):
        feel(world, value, when)


def test_two_editors_keep_both_texts(world: World, clock: StoppedClock) -> None:
    event = tell(world, "Father died.")
    change(world, event, 1, words="My father died.", by=world.maya)
    with pytest.raises(actions.Stale):
        change(world, event, 1, words="His death, in hospital.", impact=-3)
    assert words(world) == ["My father died."]
    assert KeptText.objects.get().text == "His death, in hospital."
    assert change(world, event, 2, words="Both.").version == 3
    with pytest.raises(ValueError, match="no such thing"):
        change(world, event, 3, added_by="x")


def test_who_had_to_do_with_it_belongs_to_the_version(world: World, circle: Circle) -> None:
    inge, rui = name(world, circle, "Inge", "Rui")
    event = tell(world, "The quarrel.", kind="dispute", people=[inge.id])
    changed = change(world, event, 1, people=[rui.id])
    assert changed.version == 2
    assert [it.relationship_id for it in changed.people.all()] == [rui.id]
    with pytest.raises(actions.Stale):
        change(world, event, 1, people=[inge.id, rui.id])
    assert change(world, event, 2).people.count() == 1  # left as they are
    assert change(world, event, 2, words="A quarrel.", people=[]).people.count() == 0
    assert knock.written("change_life_event", event.id) == 2


def test_taken_off_and_put_back(world: World, clock: StoppedClock) -> None:
    event, point = tell(world, "moved"), feel(world, 4)
    for _ in range(2):
        actions.take_off_life_event(event=event, by=world.maya)
        actions.take_off_mood_point(point=point, by=world.ada.user)
    assert words(world) == []
    assert life.mood_points_of(world.maya) == []
    assert [it.words for it in life.taken_off(world.maya)] == ["moved"]
    assert len(life.mood_points_taken_off(world.maya)) == 1
    actions.put_back_life_event(event=event, by=world.ada.user)
    actions.put_back_mood_point(point=point, by=world.maya)
    assert words(world) == ["moved"]
    assert knock.written("take_off_life_event") == knock.written("put_back_mood_point") == 1


def test_what_is_for_clinicians_only_the_client_neither_sees_nor_writes(
    world: World, clock: StoppedClock
) -> None:
    hidden = tell(world, "suspected", is_private=True)
    assert words(world, shared=True) == []
    with pytest.raises(Refused, match="care team"):
        change(world, hidden, 1, words="x", by=world.maya)
    with pytest.raises(Refused, match="care team"):
        actions.take_off_life_event(event=hidden, by=world.maya)
    with pytest.raises(Refused, match="both see"):
        tell(world, "mine", is_private=True, by=world.maya)
    own = tell(world, "mine", by=world.maya)
    with pytest.raises(Refused, match="stays where they can see it"):
        change(world, own, 1, is_private=True)


def test_names_are_offered_to_the_client_once_a_circle_is_shared(world: World, circle: Circle) -> None:
    name(world, circle, "Inge")
    assert life.people_to_choose(world.maya, shared=True) == []
    Circle.objects.update(shared_at=circle.started_at)
    assert [it.alias for it in life.people_to_choose(world.maya, shared=True)] == ["Inge"]
