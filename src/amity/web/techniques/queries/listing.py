"""The worksheets of a course as a clinician reads their list, and the techniques in the course's order."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from amity.core import library, worksheets
from amity.core.definitions.protocol_parts import ELSEWHERE
from amity.core.definitions.technique import Technique
from amity.core.phases import NOT_BEGUN
from amity.web.base.models import User
from amity.web.course import queries as courses
from amity.web.course.models import Course
from amity.web.techniques.models import Author, Visibility, Worksheet
from amity.web.techniques.queries.arrival import arrived_in_words
from amity.web.techniques.queries.belonging import session_in_words
from amity.web.techniques.queries.find import put_aside_of, worksheets_of
from amity.web.techniques.queries.offering import about_whom, adjuncts_on
from amity.web.techniques.queries.people import names_for
from amity.web.techniques.queries.seeing import Sight, is_new_from_client, moved_at, sight_of

WHOSE = {Author.TOGETHER: "together", Author.CLIENT: "the client’s", Author.CLINICIAN: "the care team’s"}
OWN_SEEN = {
    Visibility.PRIVATE: "the client does not see it",
    Visibility.SHARED: "the client sees it",
    Visibility.ON_REQUEST: "the client sees that it is there",
}  # of what is the care team's
GIVEN_SEEN = {
    Visibility.PRIVATE: "given to the client, who keeps it private so far",
    Visibility.SHARED: "the client shows it to you",
    Visibility.ON_REQUEST: "the client shows it on request",
}  # of what is the client's


@dataclass(frozen=True, slots=True)
class WorksheetLine:
    """One worksheet in the list. Of one that is known by its title alone nothing else is said.

    seen: who sees it, in words. about: the person's name, or "". belongs: what it belongs to, in words.
    arrived: when it was written, where that is not when it was received.
    """

    worksheet: Worksheet
    title: str
    is_whole: bool
    is_new: bool
    whose: str
    seen: str
    about: str = ""
    told: str = ""
    belongs: tuple[str, ...] = ()
    arrived: str = ""

    @property
    def may_be_asked_for(self) -> bool:
        return not self.is_whole and self.worksheet.visibility == Visibility.ON_REQUEST


@dataclass(frozen=True, slots=True)
class Shelf:
    """Techniques that belong together, with why they do; links: pages of their own among them."""

    title: str
    techniques: tuple[Technique, ...]
    links: tuple[courses.WorksheetLink, ...] = ()


def lines_of(course: Course) -> tuple[list[WorksheetLine], list[WorksheetLine]]:
    """What is in the list, the newest first, and what was put aside."""
    there = list(worksheets_of(course, "clinician").select_related("goal"))
    there.sort(key=lambda it: moved_at(it, "clinician"), reverse=True)
    aside = list(put_aside_of(course, "clinician").select_related("goal"))
    names = names_for(course.client, "clinician") if there or aside else None
    sessions = {it.session.id: session_in_words(it) for it in courses.session_lines(course)}
    areas = {it.id: it.title for it in courses.protocol_of(course).areas}
    found = [_line(it, names, sessions, areas) for it in (*there, *aside)]
    return found[: len(there)], found[len(there) :]


def seen_in_words(worksheet: Worksheet) -> str:
    """Who sees it, for clinicians."""
    if worksheet.author == Author.TOGETHER:
        return "you both see it"
    if worksheet.removed_at is not None:
        return "the client showed it to you and took it off their own pages"
    words = OWN_SEEN if worksheet.author == Author.CLINICIAN else GIVEN_SEEN
    return words[Visibility(worksheet.visibility)]


def told_in_words(worksheet: Worksheet) -> str:
    """How far it is: how many of the questions asked are answered."""
    if worksheet.destroyed_at is not None:
        return "done away with by the client"
    if worksheet.answers is None:
        return "cannot be read on this machine"
    standings = worksheets.told(worksheet.definition, worksheet.told, "clinician")
    answered, of = sum(it.answered for it in standings), sum(it.of for it in standings)
    return f"{answered} of {of} answered" if any(it.is_begun for it in standings) else "not begun"


def shelves_of(user: User, course: Course) -> list[Shelf]:
    """The techniques of its problem area, then of the phase it is in or begins with, then all others.

    Each stands once; those beside the model are not among them.
    """
    model = courses.protocol_of(course).model
    left = {it.id: it for it in library.techniques() if not it.is_beside(model)}
    pages = {it.worksheet: it for it in courses.worksheet_links(user, course, ELSEWHERE)}
    shelves = []
    shape = courses.area_shape(course, courses.area_of(course))
    if shape:
        shelves.append(_shelf(f"For the focus: {shape.title}", shape.worksheets, left, pages))
    phases = courses.protocol_of(course).phases
    now = phases[0].id if course.phase == NOT_BEGUN else course.phase
    if phase := next((it for it in phases if it.id == now), None):
        shelves.append(_shelf(f"For this phase: {phase.title}", _of_phase(course, phase.id), left, pages))
    shelves.append(_shelf("Everything else", (*left, *pages), left, pages))
    return [it for it in shelves if it.techniques or it.links]


def adjuncts_of(course: Course) -> list[tuple[Technique, bool]]:
    """The techniques beside the model of this course, each with whether it is switched on here."""
    model = courses.protocol_of(course).model
    beside = [it for it in library.techniques() if it.is_beside(model)]
    on = adjuncts_on(course) if beside else frozenset()
    return [(it, it.id in on) for it in beside]


def _line(
    worksheet: Worksheet,
    names: worksheets.Names | None,
    sessions: dict[UUID, str],
    areas: dict[str, str],
) -> WorksheetLine:
    technique, whose = worksheet.definition, WHOSE[Author(worksheet.author)]
    seen = seen_in_words(worksheet)
    if sight_of(worksheet, "clinician") is not Sight.WHOLE:
        return WorksheetLine(worksheet, technique.title, False, False, whose, seen)
    person = about_whom(technique, worksheet.told)
    belongs = (
        sessions.get(worksheet.session_id, "") if worksheet.session_id else "",
        worksheet.goal.words or "" if worksheet.goal else "",
        areas.get(worksheet.area, ""),
    )
    return WorksheetLine(
        worksheet, technique.title, True, is_new_from_client(worksheet), whose, seen,
        about=names(person) if person and names else "", told=told_in_words(worksheet),
        belongs=tuple(it for it in belongs if it), arrived=arrived_in_words(worksheet),
    )  # fmt: skip


def _of_phase(course: Course, phase: str) -> list[str]:
    """The worksheets that the protocol names for the sessions of a phase, and for its steps."""
    plans = [courses.plan_of(course, number) for number in range(1, course.planned_sessions + 1)]
    steps = [
        it for step in courses.protocol_of(course).steps if step.phase == phase for it in step.worksheets
    ]
    return [*steps, *(it.id for plan in plans if plan.phase == phase for it in plan.worksheets)]


def _shelf(
    title: str, ids: Iterable[str], left: dict[str, Technique], pages: dict[str, courses.WorksheetLink]
) -> Shelf:
    """Those of `ids` that stand on no shelf yet; they are taken from `left` and `pages`."""
    wanted = list(dict.fromkeys(ids))
    techniques = tuple(left.pop(id) for id in wanted if id in left)
    return Shelf(title, techniques, tuple(pages.pop(id) for id in wanted if id in pages))
