"""The clinician's pages of worksheets: begun, written on, read, linked, printed."""

from typing import Any
from uuid import uuid4

from amity.web.course.models import Course
from amity.web.techniques.models import Worksheet
from tests.cast import World
from tests.web.course import knock
from tests.web.techniques.conftest import begin


def sent(worksheet: Worksheet, *asked: str, **answers: Any) -> dict[str, Any]:
    """One step as the browser sends it."""
    return {
        "version": worksheet.version, "page": str(uuid4()), "turn": 1, "asked": list(asked or answers),
        **answers,
    }  # fmt: skip


def path(worksheet: Worksheet, more: str = "") -> str:
    return f"/worksheets/{worksheet.id}{more}"


def beginning(course: Course, technique: str, **changes: Any) -> Any:
    given = {"id": str(uuid4()), "whose": "together"} | changes
    address = f"/courses/{course.id}/worksheets/begin/{technique}"
    return knock.post(course.clinician, address, given)


def test_a_worksheet_is_begun_and_its_first_step_opens(world: World, course: Course) -> None:
    page = knock.text(knock.get(world.ada, f"/courses/{course.id}/worksheets/begin/decision_analysis"))
    assert "When you are stuck between people or plans" in page
    assert "Whose worksheet is it?" in page
    answer = beginning(course, "decision_analysis")
    found = Worksheet.objects.get()
    assert answer.status_code == 302
    assert answer.url == f"/worksheets/{found.id}"
    assert (found.author, found.visibility) == ("together", "shared")


def test_a_step_is_saved_by_form_and_by_script(world: World, course: Course) -> None:
    found = begin(world, course)
    answer = knock.post(
        world.ada, path(found, "?step=problem"), sent(found, problem="The flat.") | {"do": "next"}
    )
    assert answer.status_code == 302
    found.refresh_from_db()
    assert found.told == {"problem": "The flat."}
