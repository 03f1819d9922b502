"""Everything the course page shows, read once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from amity.core import phases
from amity.core.definitions.protocol import Area, Protocol
from amity.core.phases import CLOSED, Cell, CourseFacts, Due, Move, Need, Standing
from amity.web.course.models import Course, Goal, Practice, ProblemArea, Session
from amity.web.course.offered import SafetySaid, facts_given, forms_tell
from amity.web.course.queries.assessment import sick_role_review
from amity.web.course.queries.facts import facts_of, protocol_of, standings_of
from amity.web.course.queries.followed import area_named
from amity.web.course.queries.goals import GoalLine, goals_of
from amity.web.course.queries.leads import DueRow, due_rows, page_of
from amity.web.course.queries.plan_changes import rhythm
from amity.web.course.queries.safety_rows import assessed_since
from amity.web.course.queries.sessions import (
    SessionLine,
    area_of,
    area_shape,
    last_asked_on,
    practices_of,
    session_lines,
)
from amity.web.course.queries.stages import stage_title
from amity.web.people.models import SafeContact

Bar = tuple[str, str]
PhaseSpan = tuple[str, int, bool]
STATES = {"done": "done", "missed": "missed", "now": "now", "planned": "next", "to_come": "next"}
WIDEST = 48  # sessions that the name of a phase can stand under; the style sheet has a width for each
RECENT = 5  # appointments shown before one asks for more
AT_MOST = 3  # things due that are shown at once


@dataclass(frozen=True)
class NeedLine:
    """One thing the next phase still waits for."""

    what: str
    found: str
    holds: bool
    url: str


@dataclass(frozen=True)
class Agreed:
    """Practices: the newest, and those before it."""

    last: Practice | None
    earlier: list[Practice]


@dataclass(frozen=True)
class CoursePage:
    """One course at one glance."""

    course: Course
    protocol: Protocol
    standing: Standing
    bars: list[Bar]
    phases: list[PhaseSpan]
    lines: list[SessionLine]
    area: ProblemArea | None
    shape: Area | None
    runner_up: Area | None
    stage: str
    agreed: Agreed
    goals: list[GoalLine]
    due: list[DueRow]
    next_move: Move | None
    back: Move | None
    opens_when: str
    needs: list[NeedLine]
    last_asked: date | None
    assessed: date | None
    safety_said: tuple[SafetySaid, ...]
    rhythm: str

    @property
    def next_line(self) -> SessionLine | None:
        """The appointment that comes next, or is not recorded yet."""
        return next((it for it in self.lines if it.session.attendance == Session.Attendance.PLANNED), None)

    @property
    def lines_now(self) -> list[SessionLine]:
        """What lies ahead and the last few, the newest first."""
        return self.lines[::-1][:RECENT]

    @property
    def lines_earlier(self) -> list[SessionLine]:
        return self.lines[::-1][RECENT:]

    @property
    def due_first(self) -> list[DueRow]:
        return self.due[:AT_MOST]

    @property
    def due_later(self) -> list[DueRow]:
        return self.due[AT_MOST:]


def course_page(course: Course) -> CoursePage:
    """Everything about one course that was already opened through the one door."""
    protocol, sessions = protocol_of(course), list(course.sessions.all())
    area = area_of(course)
    given = facts_given([course])
    facts = facts_of([course], given=given, held=sessions, areas={course.id: area} if area else {})
    standing = standings_of([course], facts)[course.id]
    onward, back = _moves(protocol, standing)
    practices = practices_of([course.id])[course.id]
    return CoursePage(
        course=course,
        protocol=protocol,
        standing=standing,
        bars=_bars(protocol, facts[course.id]),
        phases=_phases(protocol, facts[course.id]),
        lines=session_lines(course, sessions),
        area=area,
        shape=area_shape(course, area),
        runner_up=area_named(course, area.runner_up) if area and area.runner_up else None,
        stage=stage_title(area_shape(course, area), area),
        agreed=Agreed(next(iter(practices), None), practices[1:]),
        goals=[it for it in goals_of(course) if it.goal.state != Goal.State.PUT_ASIDE],
        due=due_rows(course, protocol, standing.gates, _in_order(course, standing), sessions),
        next_move=onward,
        back=back,
        opens_when=_says(protocol, onward),
        needs=_needs(course, protocol, standing, onward),
        last_asked=last_asked_on(sessions),
        assessed=assessed_since(course, last_asked_on(sessions)),
        safety_said=forms_tell([course])[course.id].safety_said,
        rhythm=rhythm(phases.pace(protocol, facts[course.id])),
    )


def _own_due(course: Course) -> list[Due]:
    """What waits that no protocol knows of."""
    review_on = sick_role_review(course)
    if review_on is None:
        return []
    why = f"It was given until about {review_on.day} {review_on:%B}."
    return [Due("sick_role_review", "task", "Look at the sick role again", why, review_on)]


def _bars(protocol: Protocol, facts: CourseFacts) -> list[Bar]:
    return [(STATES[cell.state], _words(cell)) for cell in phases.ribbon(protocol, facts)]


def _words(cell: Cell) -> str:
    on = f", {cell.on.day} {cell.on:%B}" if cell.on else ""
    if cell.n is None:
        said = "cancelled" if cell.attendance == phases.Attendance.CANCELLED else "did not attend"
        return f"{said}{on}: takes no number"
    said = {"done": "held", "now": "next", "planned": "planned", "to_come": "to come"}.get(cell.state, "")
    late = ", came late" if cell.attendance == phases.Attendance.LATE else ""
    return f"session {cell.n}, {said}{on}{late}"


def _phases(protocol: Protocol, facts: CourseFacts) -> list[PhaseSpan]:
    cells = [cell.phase for cell in phases.ribbon(protocol, facts)]
    wide = {it.id: min(WIDEST, max(1, cells.count(it.id))) for it in protocol.phases}
    return [(it.title, wide[it.id], it.id == facts.phase) for it in protocol.phases]


def _moves(protocol: Protocol, standing: Standing) -> tuple[Move | None, Move | None]:
    """The phase that follows, unless that is closing, and the one before."""
    order = ["not_begun", *protocol.phase_ids]
    at = order.index(standing.phase) if standing.phase in order else len(order)
    onward = [it for it in standing.moves if it.to in order[at + 1 :]]
    back = [it for it in standing.moves if it.to in order[:at]]
    return next(iter(onward), None), next(iter(back), None) if standing.phase != CLOSED else None


def _says(protocol: Protocol, move: Move | None) -> str:
    """ "The middle phase opens when", or nothing."""
    return next((gate.says for gate in protocol.gates if move and gate.id == move.gate), "")


def _in_order(course: Course, standing: Standing) -> list[Due]:
    """What is overdue first; naming the ending before everything."""
    found = [*standing.overdue, *standing.due, *_own_due(course)]
    return sorted(found, key=lambda it: it.kind != "ending")


def _needs(course: Course, protocol: Protocol, standing: Standing, move: Move | None) -> list[NeedLine]:
    missing: Sequence[Need] = next((it.missing for it in standing.gates if move and it.id == move.gate), ())
    says = _says(protocol, move)
    return [_need(course, need, says) for need in missing]


def _need(course: Course, need: Need, says: str) -> NeedLine:
    what, _, found = need.sentence.removeprefix(says).strip().removesuffix(".").rpartition(": ")
    return NeedLine(what, found, need.holds, page_of(course, need.fact))


WAYS = (("text_ok", "text"), ("call_ok", "call"), ("email_ok", "e-mail"), ("post_ok", "write"))


def contact_words(contact: SafeContact | None) -> str:
    """ "safe to text, not to call", in a phrase."""
    if contact is None:
        return "how it is safe to reach them is not recorded"
    may = [word for field, word in WAYS if getattr(contact, field)]
    not_to = [word for field, word in WAYS[:2] if not getattr(contact, field)]
    if not may:
        return "no safe way to reach them"
    return f"safe to {' and '.join(may)}" + (f", not to {' or '.join(not_to)}" if not_to else "")


def lacks_at_close(course: Course) -> list[NeedLine]:
    """What the protocol asks for before a course closes, and is not recorded."""
    protocol = protocol_of(course)
    standing = standings_of([course])[course.id]
    closing = next((it for it in protocol.gates if it.opens == CLOSED), None)
    missing = next((it.missing for it in standing.gates if closing and it.id == closing.id), ())
    return [_need(course, need, closing.says) for need in missing] if closing else []
