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
BY_STEPS = {"formulation": ("episodes", "Episodes")}  # where steps lead to a formulation of another model
WORDS = dict(
    (*PLACES, *BY_STEPS.values(), WITH_A_DIARY, FOR_THE_YOUNG)
)  # of every page that a course may have
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
    found = [(address(name, course), word, name == here) for name, word in named_places(course)]
    return [PlaceLink(url, word, is_here) for url, word, is_here in found if url]


def named_places(course: Course) -> list[tuple[str, str]]:
    """The pages of this course by url name and word. Without areas to choose from there is none about it."""
    shape = protocol_of(course)
    places = [BY_STEPS.get(name, (name, word)) if shape.steps else (name, word) for name, word in PLACES]
    if any(Fact.RHYTHM_WEEKS in (*gate.holds, *gate.needs) for gate in shape.gates):
        places.insert(places.index(("focus", "Focus")), WITH_A_DIARY)
    if not shape.areas:
        places.remove(("focus", "Focus"))
    if is_young(course.client):
        places.append(FOR_THE_YOUNG)
    return places


def recorded_on(course: Course, fact: Fact) -> str:
    """The address of the page on which this fact is recorded in this course; "" where it has none."""
    name = RECORDED_ON.get(fact, "")
    if protocol_of(course).steps and name in BY_STEPS:
        name = BY_STEPS[name][0]
    return address(name, course) if name else ""


def address(name: str, course: Course) -> str:
    """The address of a page about this course, or "" where there is no such page."""
    try:
        return reverse(name, args=[course.id])
    except NoReverseMatch:
        return ""
