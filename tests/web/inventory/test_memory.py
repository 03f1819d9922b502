"""Earlier circles on their pages: the days, then and now, the replay; all of it without a script."""

import re

import pytest

from amity.web.course.models import Course
from amity.web.inventory import actions
from amity.web.inventory.models import Circle, CircleMove, Relationship
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.inventory.conftest import begin, make, move, name

UNDONE = 'Rui from the tray to close <span class="tag">undone later</span>'


def path(course: Course, more: str = "then-and-now") -> str:
    return f"/courses/{course.id}/people/{more}"


@pytest.fixture
def then(world: World, circle: Circle) -> Circle:
    """Inge wider, Rui close; Tom in the tray."""
    inge, rui, _ = name(world, circle, "Inge", "Rui", "Tom")
    make(world, circle, move(inge, "place", (3, 0)), move(rui, "place", (2, 900)))
    return circle


@pytest.fixture
def now(world: World, then: Circle, clock: StoppedClock) -> Circle:
    """A month later: Inge intimate, Tom wider; Rui died and left the circle."""
    clock.forward(hours=24 * 30)
    circle = begin(world)
    inge, rui, tom = (who(world, alias) for alias in ("Inge", "Rui", "Tom"))
    make(
        world, circle, move(inge, "place", (1, 0)), move(tom, "place", (3, 1800)), move(rui, "is_dead", True)
    )
    return circle


def who(world: World, alias: str) -> Relationship:
    return next(one for one in Relationship.objects.filter(client=world.maya) if one.alias == alias)


def rows(page: str) -> list[str]:
    """The table of then and now, a line a person."""
    table = page.split('<table class="then-now">')[1].split("</table>")[0]
    found = [re.sub(r"<[^>]*>", "|", row) for row in table.split("<tr")[2:]]
    return [" | ".join(part for part in row.split(">", 1)[1].split("|") if part.strip()) for row in found]


def source(world: World, address: str) -> str:
    page: str = knock.get(world.ada, address).content.decode()
    return page


def test_an_earlier_circle_and_the_row_of_days(
    world: World, course: Course, then: Circle, now: Circle
) -> None:
    page = source(world, f"/circles/{then.id}")
    assert f'href="/circles/{then.id}" aria-current="page"' in page
    assert f'href="/courses/{course.id}/people"' in page  # the newest is the one that is drawn on
    assert "It stays so." in page
    assert "Wider" in knock.text(knock.get(world.ada, f"/circles/{then.id}"))
    assert "Draw on it" in source(world, f"/circles/{now.id}")


def test_the_newest_circle_leads_there(world: World, course: Course, then: Circle) -> None:
    page = source(world, f"/courses/{course.id}/people")
    assert f'href="/circles/{then.id}/replay"' in page
    assert f'href="/circles/{then.id}/print"' in page
    assert path(course) not in page  # nothing to compare yet
    begin(world)
    assert path(course) in source(world, f"/courses/{course.id}/people")


def test_two_circles_of_one_day_are_told_apart(world: World, course: Course, then: Circle) -> None:
    begin(world)
    assert "(2)" in source(world, f"/circles/{then.id}")


def test_then_and_now_in_words(world: World, course: Course, then: Circle, now: Circle) -> None:
    page = source(world, path(course))
    assert rows(page) == [
        "Inge | wider | intimate | came closer",
        "Rui | close | in the tray, has died | not placed this time, died",
        "Tom | in the tray | wider | placed now",
    ]
    assert "One person stands closer." in page
    assert not re.search(r'<text[^>]* [xy]=""', page), "a name without a place lies on its mark"
    kinds = dict(re.findall(r'data-kind="(\w+)"[^>]*>.*?<text[^>]*>(\w+)', page))
    assert kinds == {"moved": "Inge", "unplaced": "Rui", "placed": "Tom"}


def test_who_stayed_stands_last_and_whose_name_is_gone_is_a_person(
    world: World, course: Course, then: Circle, now: Circle
) -> None:
    [may] = name(world, now, "May")
    make(world, now, move(who(world, "Inge"), "place", (3, 100)))
    page = source(world, path(course))
    assert rows(page)[-1] == "Inge | wider | wider | stayed"
    assert "May | not there | in the tray | came" in rows(page)
    Relationship.objects.filter(pk=may.pk).update(alias="")
    assert "a person | not there | in the tray | came" in rows(source(world, path(course)))


def test_sentences_stand_beside_and_never_on_the_drawing(
    world: World, course: Course, then: Circle, now: Circle
) -> None:
    for drawing in re.findall(r"<svg class=\"circle.*?</svg>", source(world, path(course)), re.DOTALL):
        assert "stands closer" not in drawing


@pytest.mark.parametrize("swapped", [False, True], ids=["in order", "swapped"])
def test_two_days_are_chosen(
    world: World, course: Course, then: Circle, now: Circle, clock: StoppedClock, swapped: bool
) -> None:
    clock.forward(hours=24 * 30)
    last = begin(world)
    make(world, last, move(who(world, "Inge"), "place", (4, 0)))
    one, other = (last, then) if swapped else (then, last)
    page = source(world, path(course, f"then-and-now?then={one.id}&now={other.id}"))
    assert "Inge | wider | distant | moved further away" in rows(page)
    assert "Inge | intimate | distant | moved further away" in rows(source(world, path(course)))
    same = source(world, path(course, f"then-and-now?then={then.id}&now={then.id}"))
    assert "Inge | wider | intimate | came closer" in rows(same)
    assert rows(source(world, path(course, "then-and-now?then=x&now=y"))) == rows(source(world, path(course)))


def test_one_circle_has_nothing_beside_it(world: World, course: Course, then: Circle) -> None:
    assert "There is one circle so far." in source(world, path(course))


def test_every_step_of_a_replay_is_a_page(world: World, course: Course, then: Circle) -> None:
    address = f"/circles/{then.id}/replay"
    first, fourth = source(world, f"{address}?at=0"), source(world, f"{address}?at=4")
    assert "Nobody stands on it yet." in first
    assert "Move 4 of 5</b> Inge from the tray to wider" in fourth
    assert f"by {world.ada.name}" in fourth
    assert re.findall(r'data-at="(\d)" data-step', fourth) == ["0", "3", "5", "5"]
    assert ' moving"' in fourth
    assert "In the tray: Rui, Tom" in fourth
    last = source(world, address)
    assert "Closeness circle. Close: Rui. Wider: Inge." in last
    for beyond in ("999", "-1", "x", "9" * 5000, "²"):
        assert "Move 5 of 5" in source(world, f"{address}?at={beyond}")


def test_who_moved_leaves_a_ghost_for_one_step(world: World, course: Course, then: Circle) -> None:
    make(world, then, move(who(world, "Inge"), "place", (1, 0)))
    assert 'class="ghost"' in source(world, f"/circles/{then.id}/replay?at=6")
    assert 'class="ghost"' not in source(world, f"/circles/{then.id}/replay?at=5")


def test_what_was_undone_is_shown_as_such(world: World, course: Course, then: Circle) -> None:
    actions.take_back(circle=then, by=world.ada.user)
    address = f"/circles/{then.id}/replay?at=5"
    page = knock.text(knock.get(world.ada, address))
    assert UNDONE in page
    assert "Undo: Rui from close to the tray" in page
    actions.redo(circle=then, by=world.ada.user)
    assert UNDONE not in knock.text(knock.get(world.ada, address))


def test_names_that_came_along_are_nobodys_move(world: World, course: Course, now: Circle) -> None:
    assert "by Amity, as last time" in source(world, f"/circles/{now.id}/replay?at=1")
    make(world, now, move(who(world, "Tom"), "place", (2, 0)))
    CircleMove.objects.filter(what="place").update(by_kind="client")
    assert "by the client" in source(world, f"/circles/{now.id}/replay")


def test_a_script_gets_the_step_alone(world: World, course: Course, then: Circle) -> None:
    address = f"/circles/{then.id}/replay?at=4"
    answer = knock.get(world.ada, address, headers={"X-Stage": "1"}).content.decode().strip()
    assert answer.startswith('<div id="replayed"')
    assert "Move 4 of 5" in answer
    assert "<html" not in answer


def test_a_supervisor_looks_and_keeps_nothing(
    world: World, course: Course, then: Circle, now: Circle
) -> None:
    for address in (f"/circles/{then.id}", f"/circles/{then.id}/replay", path(course)):
        page = knock.text(knock.get(world.sam, address))
        assert "Inge" in page
        assert "Keep this as evidence" not in page


def test_strangers_and_other_roles(world: World, course: Course, then: Circle, now: Circle) -> None:
    for address in (f"/circles/{then.id}", f"/circles/{then.id}/replay", path(course)):
        assert knock.statuses(knock.strangers(world), address) == {404}
        assert knock.statuses(knock.no_readers(world), address) == {403}
