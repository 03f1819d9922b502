"""A line that is linked to an area of IPT speaks for that one, and goes on into its worksheet."""

from amity.core import library
from amity.web.course.models import Course
from amity.web.techniques import actions, offers, queries
from amity.web.techniques.models import Worksheet
from tests.cast import World
from tests.web.course import knock
from tests.web.course.conftest import choose
from tests.web.techniques.conftest import begin, save

LINES = (
    {"id": "a", "wish": "to be seen", "other_response": "looked away", "area": "role_dispute"},
    {"id": "b", "wish": "to belong", "area": "none"},
    {"id": "c", "area": "grief"},
)


def linked(world: World, course: Course) -> Worksheet:
    schema = library.technique("mit_schema")
    actions.switch_adjunct(course=course, technique=schema, is_on=True, reason="agreed", by=world.ada.user)
    sheet = begin(world, course, "mit_schema")
    save(sheet, world.ada.user, lines=list(LINES), alternative="They may be tired.")
    sheet.refresh_from_db()
    return sheet


def test_it_speaks_for_the_area(world: World, course: Course) -> None:
    sheet = linked(world, course)
    [found] = [it for it in offers.area_evidence(world.ada.user, course) if str(sheet.id) in it.url]
    assert found.area == "role_dispute"
    assert found.words == "“to be seen; looked away” (shared formulation (mit))"
    assert "to be seen; looked away" in knock.text(knock.get(world.ada, f"/courses/{course.id}/focus/choose"))


def test_the_page_of_the_focus_shows_what_speaks_for_it(world: World, course: Course) -> None:
    sheet = linked(world, course)
    choose(course, area="role_dispute")
    text = knock.text(knock.get(world.ada, f"/courses/{course.id}/focus"))
    assert "to be seen; looked away" in text
    assert f"/worksheets/{sheet.id}" in text


def test_it_goes_on_into_a_review_of_the_pattern(world: World, course: Course) -> None:
    leads = queries.leads_from(linked(world, course), "clinician")
    [review] = [it for it in leads if it.technique.id == "pattern_review"]
    assert review.begins_with["alternative"] == "They may be tired."
    assert [it["what"] for it in review.begins_with["like_it"]] == ["looked away"]
