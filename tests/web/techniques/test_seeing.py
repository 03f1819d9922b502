"""One rule for a row and for a list: what is new from the client, and what the order of a list tells."""

from datetime import timedelta
from itertools import product

import pytest

from amity.web.base import clock as base_clock
from amity.web.course.models import Course
from amity.web.techniques import queries
from amity.web.techniques.models import Author, Visibility, Worksheet
from amity.web.techniques.queries import seeing
from amity.web.techniques.queries.listing import lines_of
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.techniques.conftest import begin, save

HOURS = (None, 1, 2, 3)


def test_what_is_new_is_the_same_for_a_row_and_for_a_list(world: World, course: Course) -> None:
    it, now = begin(world, course), base_clock.now()
    seen = set()
    for author, visibility, wrote, looked in product(Author, Visibility, HOURS, HOURS):
        if author == Author.TOGETHER and visibility != Visibility.SHARED:
            continue
        times = {
            "client_wrote_at": wrote and now + timedelta(hours=wrote),
            "looked_at": looked and now + timedelta(hours=looked),
        }
        Worksheet.objects.filter(pk=it.pk).update(author=author, visibility=visibility, **times)
        it.refresh_from_db()
        is_new = queries.is_new_from_client(it)
        assert Worksheet.objects.filter(seeing.NEW_FROM_CLIENT).exists() == is_new
        seen.add(is_new)
    assert seen == {True, False}


@pytest.mark.parametrize("seen", [Visibility.ON_REQUEST, Visibility.SHARED])
def test_the_order_of_the_list_does_not_tell_when_something_was_written_that_is_not_shown(
    world: World, course: Course, clock: StoppedClock, seen: str
) -> None:
    hers = begin(world, course, "interpersonal_incident", author="client", visibility=seen, by=world.maya)
    clock.forward(hours=1)
    other = begin(world, course)
    clock.forward(hours=1)
    save(hers, world.maya, happened="He left.")
    first = lines_of(course)[0][0].worksheet
    assert first == (hers if seen == Visibility.SHARED else other)
