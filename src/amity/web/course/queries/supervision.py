"""What is to be asked in supervision: of one course, and of all the courses somebody may read."""

from dataclasses import dataclass
from uuid import UUID

from amity.web.base import audit
from amity.web.base.models import User
from amity.web.course.models import Course, Session, SupervisionQuestion
from amity.web.course.queries.find import courses_visible_to, row_for
from amity.web.course.queries.places import WORDS
from amity.web.course.queries.sessions import session_lines


@dataclass(frozen=True)
class Asked:
    """One question and what it is about, in words."""

    row: SupervisionQuestion
    about: str


@dataclass(frozen=True)
class AskedOfCourse:
    """The questions of one course that are not answered yet. `name` is initials: the list leaves the room."""

    course: Course
    name: str
    asked: list[Asked]


def asked_of(course: Course) -> list[Asked]:
    """Every question of this course: the unanswered first, then the newest."""
    sessions = list(course.sessions.all())
    numbers = {line.session.id: line.number for line in session_lines(course, sessions)}
    rows = list(course.supervision_questions.select_related("session").order_by("-asked_at"))
    rows.sort(key=lambda row: row.answered_at is not None)
    return [Asked(row, _about(row, numbers)) for row in rows]


def to_ask(user: User, purpose: str) -> list[AskedOfCourse]:
    """The unanswered questions of all courses this person may open for this purpose, by course."""
    courses = courses_visible_to(user, purpose).filter(
        pk__in=SupervisionQuestion.objects.filter(answered_at=None).values("course_id")
    )
    found = []
    for course in courses.order_by("started_on"):
        audit.read(by=user, client=course.client_id, purpose=purpose)
        asked = [it for it in asked_of(course) if it.row.answered_at is None]
        found.append(AskedOfCourse(course, course.client.initials, asked))
    return found


def question_for(user: User, id: UUID, purpose: str) -> SupervisionQuestion:
    """The question, or Http404."""
    return row_for(user, SupervisionQuestion, id, purpose)


def _about(row: SupervisionQuestion, numbers: dict[UUID, int | None]) -> str:
    if isinstance(row.session, Session):
        number = numbers.get(row.session.id)
        return f"session {number}" if number else "a session that takes no number"
    return WORDS.get(row.about, "the course").lower()
