"""Adding a protocol is adding a folder: an invented one, in a clinic's own content, is offered and walked."""

from tests.browser.clinic import INVENTED, Clinic
from tests.browser.conftest import NewPerson
from tests.browser.course_walk import CourseWalk
from tests.browser.steps import step_in


def test_an_invented_protocol_is_walked_to_its_end(someone: NewPerson, the_clinic: Clinic) -> None:
    assert [it.name for it in (INVENTED / "protocols").iterdir()] == ["neighbours"]
    page = someone(1280).new_page()
    step_in(page, "clinician")
    walk = CourseWalk(page, the_clinic, "Walker next door")
    walk.start("Good neighbours")
    walk.to_its_end()
    assert walk.phases == ["arriving", "staying"]
    assert walk.sessions == 4
