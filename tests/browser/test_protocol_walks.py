"""Courses of four protocols, from the first page to the last, by what the pages offer."""

import os

import pytest

from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson
from tests.browser.course_walk import CourseWalk
from tests.browser.steps import step_in

PROTOCOLS = {
    "ipt": "Interpersonal psychotherapy",
    "ipc": "Interpersonal counselling",
    "ipt_a": "Interpersonal psychotherapy for adolescents",
    "ptsd": "Interpersonal psychotherapy for post-traumatic stress",
    "ipsrt": "Interpersonal and social rhythm therapy",
    "mit": "Metacognitive interpersonal therapy",
}
PHASES = {
    "ipt": ["beginning", "middle", "ending"],
    "ptsd": ["beginning", "attending to feelings", "working on the focus", "ending"],
}


WHOLE = int(os.environ.get("AMITY_TEST_N", "0")) > 0  # `dev.py evidence` walks all four
SHORTER = {"ipt": 12} if WHOLE else {"ipc": 3}  # of twelve to sixteen; of three to six


@pytest.mark.goal("G45")
@pytest.mark.parametrize("protocol", PROTOCOLS if WHOLE else ["ipc"])
def test_from_the_first_page_to_the_last(someone: NewPerson, the_clinic: Clinic, protocol: str) -> None:
    page = someone(1280).new_page()
    step_in(page, "clinician")
    walk = CourseWalk(page, the_clinic, f"Walker {protocol.replace('_', ' ')}")
    walk.start(PROTOCOLS[protocol], of=SHORTER.get(protocol))
    walk.to_its_end()
    assert walk.phases == PHASES.get(protocol, walk.phases)
    assert walk.passed_over in ([], ["beginning"])  # its first measure is answered on the client's own way
