"""The pages about one course, and which of them records which fact."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from amity.core.phases import Fact
from amity.web.course.models import Course
from amity.web.course.queries.facts import protocol_of
from amity.web.people.queries import is_young

PLACES = (  # url name, its word; in the order of a course
    ("course", "Course"),
    ("assessment", "Assessment"),
    ("inventory", "People"),
    ("life_chart", "Life chart"),
    ("focus", "Focus"),
    ("formulation", "Formulation"),
    ("goals", "Goals"),
    ("worksheets", "Worksheets"),
    ("reviews", "Reviews"),
    ("what_now", "What now"),
    ("change_plan", "Plan"),
    ("ending", "Ending"),
)
FOR_THE_YOUNG = ("guardians", "Parents and school")
WITH_A_DIARY = ("rhythms", "Daily rhythm")  # where a gate asks for weeks of it
RECORDED_ON: dict[str, str] = {  # a fact, and the page on which it is recorded
    Fact.SUITABILITY_DECIDED: "assessment",
    Fact.DIAGNOSIS_GIVEN: "assessment",
    Fact.SICK_ROLE_GIVEN: "assessment",
    Fact.PROBLEM_AREA: "choose_problem_area",
    Fact.FORMULATION_AGREED: "formulation",
    Fact.CONTRACT: "contract",
    Fact.GOALS: "goals",
    Fact.WEEK4_REVIEW: "reviews",
    Fact.MIDPOINT_REVIEW: "reviews",
    Fact.ACUTE_REVIEW: "reviews",
    Fact.ENDING_NAMED: "ending",
    Fact.ENDING_FEELINGS: "ending",
    Fact.PROGRESS_REVIEWED: "ending",
    Fact.RELAPSE_PLAN: "ending",
    Fact.DISPOSITION: "ending",
    Fact.RHYTHM_WEEKS: "rhythms",
    Fact.PRESCRIBER_KNOWN: "rhythms",
    Fact.PRESCRIBER_CONTACTED: "rhythms",  # ticked in a session; there stands whom to call, and why
    Fact.GUARDIAN_CONSENT: "guardians",
    Fact.ASSENT: "guardians",
    Fact.CONFIDENTIALITY_TOLD: "guardians",
}


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """One page of a course in the row of pages."""

    url: str
    word: str
    is_here: bool


def places_of(course: Course, here: str = "") -> list[PlaceLink]:
    """The row of pages about this course; `here` is the url name of the one that is shown."""
    places = [*PLACES]
    if any(Fact.RHYTHM_WEEKS in (*gate.holds, *gate.needs) for gate in protocol_of(course).gates):
        places.insert(places.index(("focus", "Focus")), WITH_A_DIARY)
    if is_young(course.client):
        places.append(FOR_THE_YOUNG)
    found = [(address(name, course), word, name == here) for name, word in places]
    return [PlaceLink(url, word, is_here) for url, word, is_here in found if url]


def address(name: str, course: Course) -> str:
    """The address of a page about this course, or "" where there is no such page."""
    try:
        return reverse(name, args=[course.id])
    except NoReverseMatch:
        return ""
