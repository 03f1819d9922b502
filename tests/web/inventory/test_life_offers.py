"""What the life chart gives to lower pages, and takes from higher ones."""

from amity.web.course.models import Course
from amity.web.inventory import offers
from amity.web.inventory.offered import lanes_given
from amity.web.measures.offers import life_chart_lanes
from tests.cast import World
from tests.web.inventory.life_told import answer, tell


def test_what_was_near_an_onset_speaks_for_its_area(world: World, course: Course) -> None:
    by = world.ada.user
    tell(world, "Father died.", "April 2025")
    assert offers.life_evidence(by, course) == []
    tell(world, "Low.", "May 2025", kind="illness", mark="onset")
    tell(world, "We quarrel.", "summer 2025", kind="dispute")
    tell(world, "Moved.", "March 2025", kind="change", is_private=True)
    tell(world, "Alone.", "June 2025", kind="isolation")
    tell(world, "The party.", "June 2025", kind="positive")
    tell(world, "Babcia died.", "2011")
    found = offers.life_evidence(by, course)
    assert [(it.area, it.words.split("”")[0]) for it in found] == [
        ("role_transition", "“Moved."),
        ("grief", "“Father died."),
        ("interpersonal_sensitivities", "“Alone."),
        ("role_dispute", "“We quarrel."),
    ]
    assert all("within half a year" in it.words and it.url.endswith("/life") for it in found)
    assert offers.life_evidence(world.ben.user, course) == []


def test_higher_slices_give_lanes_to_those_who_may_read(world: World, course: Course) -> None:
    assert lanes_given(world.ada.user, world.maya) == []
    answer(world, 2)
    [lane] = lanes_given(world.ada.user, world.maya)
    assert (lane.title, lane.kind, lane.low, lane.high) == ("PHQ-9: higher is worse", "points", 0, 27)
    assert [(it.when, it.words, it.value) for it in lane.items] == [("2 March 2026", "PHQ-9 18", 18)]
    assert life_chart_lanes(world.ben.user, world.maya) == []
