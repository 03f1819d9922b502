"""Courses of six protocols, from the first page to the last, by what the pages offer."""

import os

import pytest

from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson
from tests.browser.course_walk import CourseWalk
from tests.browser.looking import Accessible
from tests.browser.sister_parts import of_ipsrt, of_mit
from tests.browser.sister_walk import SisterWalk, Therapy
from tests.browser.steps import step_in

PROTOCOLS = {
    "ipt": "Interpersonal psychotherapy",
    "ipc": "Interpersonal counselling",
    "ipt_a": "Interpersonal psychotherapy for adolescents",
    "ptsd": "Interpersonal psychotherapy for post-traumatic stress",
}
PHASES = {
    "ipt": ["beginning", "middle", "ending"],
    "ptsd": ["beginning", "attending to feelings", "working on the focus", "ending"],
}


WHOLE = int(os.environ.get("AMITY_TEST_N", "0")) > 0  # `dev.py evidence` walks all of them, to their ends
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


SISTERS = {
    "ipsrt": Therapy("Interpersonal and social rhythm therapy", 33, of_ipsrt),
    "mit": Therapy("Metacognitive interpersonal therapy", 16, of_mit, ("write:mit_episode",)),
}
THEIR_PHASES = {
    "ipsrt": ["beginning", "intermediate", "continuation", "maintenance", "final"],
    "mit": ["shared formulation", "change promoting"],
}


PASSED_OVER = {  # with a reason: the first measure is answered on the client's own way; the rest is advice
    "ipsrt": {"beginning", "maintenance", "final"},
    "mit": {"shared formulation"},
}


@pytest.mark.goal("G45")
@pytest.mark.parametrize("protocol", SISTERS)
def test_a_sister_therapy_by_clinician_and_client(
    someone: NewPerson, the_clinic: Clinic, accessible: Accessible, protocol: str
) -> None:
    """Every page for the first time by keys alone, with nothing for axe to say; the client in every phase."""
    page = someone(1280).new_page()
    step_in(page, "clinician")
    walk = SisterWalk(page, the_clinic, f"Walker {protocol}", accessible, SISTERS[protocol], someone)
    walk.begins()
    phases = THEIR_PHASES[protocol]
    walk.to_its_end(until="" if WHOLE else phases[0])
    assert walk.phases == (phases if WHOLE else phases[:1])
    assert set(walk.passed_over) <= PASSED_OVER[protocol]
