"""What the open page is answered when it saves by itself."""

from typing import Any
from uuid import uuid4

from amity.web.course.models import Course
from tests import cast
from tests.cast import World
from tests.web.techniques.conftest import begin, save


def send(world: World, worksheet: Any, page: Any, turn: int, version: int, **answers: str) -> Any:
    data = {"page": str(page), "turn": turn, "version": version, "asked": list(answers), **answers}
    return (
        cast.signed_in(world.ada)
        .post(f"/worksheets/{worksheet.id}", data, headers={"Accept": "application/json"})
        .json()
    )


def test_a_page_stays_on_its_version_until_it_has_seen_what_somebody_else_wrote(
    world: World, course: Course
) -> None:
    """Else its next saving would take their sentence for one that was taken away."""
    it, page = begin(world, course), uuid4()
    first = send(world, it, page, 1, 0, problem="Stay or go.")
    assert (first["version"], first["news"]) == (1, False)
    save(it, world.maya, goal="Peace.")
    second = send(world, it, page, 2, 1, problem="Stay, or go?", goal="")
    assert (second["version"], second["news"]) == (1, True)
    third = send(world, it, page, 3, second["version"], problem="Stay, or go? Or wait.", goal="")
    it.refresh_from_db()
    assert it.told == {"problem": "Stay, or go? Or wait.", "goal": "Peace."}
    assert third["beside"] == []


def test_each_pressing_of_save_is_taken_without_a_script(world: World, course: Course) -> None:
    """Back and sent again, the form says the same turn: the third time as well."""
    it, page, browser = begin(world, course), str(uuid4()), cast.signed_in(world.ada)
    data = {"page": page, "turn": 1, "version": 0, "asked": ["problem"]}
    for said in ("Stay.", "Go.", "Wait.", "Ask."):
        assert browser.post(f"/worksheets/{it.id}", data | {"problem": said}).status_code == 302
        it.refresh_from_db()
        assert it.told == {"problem": said}
    assert send(world, it, page, 1, 0, problem="Stay.")["version"] == 0, "a script says which is older"
    it.refresh_from_db()
    assert it.told == {"problem": "Ask."}
