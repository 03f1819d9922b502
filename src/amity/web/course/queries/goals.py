"""Goals of a course with how near they are: now, and when they were first rated."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from amity.web.base.models import User
from amity.web.base.once import once_each
from amity.web.course.models import Course, Goal, GoalRating
from amity.web.course.queries.find import row_for

Who = str


@dataclass(frozen=True)
class GoalLine:
    """A goal with its ratings, oldest first, of client and therapist apart: they are never averaged."""

    goal: Goal
    ratings: Sequence[GoalRating]

    def rated_by(self, who: Who) -> list[GoalRating]:
        return [it for it in self.ratings if it.who == who]

    @property
    def by_client(self) -> list[GoalRating]:
        return self.rated_by("client")

    @property
    def by_therapist(self) -> list[GoalRating]:
        return self.rated_by("therapist")

    @property
    def now(self) -> int | None:
        """How near the client says it is; the therapist where only they rated."""
        shown = self.by_client or self.by_therapist
        return shown[-1].value if shown else None

    @property
    def start(self) -> int | None:
        """The first rating of whoever `now` is by, once there is a second one."""
        shown = self.by_client or self.by_therapist
        return shown[0].value if len(shown) > 1 else None

    @property
    def sentence(self) -> str:
        """ "4 now, 2 at the start"; with the therapist's where both have rated."""
        if self.now is None:
            return "not rated yet"
        own = _said(self.by_client or self.by_therapist)
        if self.by_client and self.by_therapist:
            return f"{own}; the therapist says {_said(self.by_therapist)}"
        return own if self.by_client else f"{own}, rated by the therapist"


def goal_for(user: User, id: UUID, purpose: str) -> Goal:
    """One goal, or Http404."""
    return row_for(user, Goal, id, purpose, "course__clinician")


def goals_of(course: Course) -> list[GoalLine]:
    """Every goal: the open ones in their order, then the others, the newest first."""
    rated: defaultdict[UUID, list[GoalRating]] = defaultdict(list)
    for it in ratings_of([course.id])[course.id]:
        rated[it.goal_id].append(it)
    lines = [GoalLine(goal, rated[goal.id]) for goal in course.goals.all()]
    is_open = [it for it in lines if it.goal.state == Goal.State.OPEN]
    rest = [it for it in lines if it.goal.state != Goal.State.OPEN]
    return [*is_open, *sorted(rest, key=lambda it: it.goal.state_on or it.goal.set_at.date(), reverse=True)]


@once_each
def ratings_of(courses: Collection[UUID]) -> dict[UUID, list[GoalRating]]:
    """By course, every rating of every goal, the oldest first, each with its goal."""
    found: dict[UUID, list[GoalRating]] = {id: [] for id in courses}
    rows = GoalRating.objects.filter(goal__course__in=courses).select_related("goal")
    for it in rows.order_by("on", "at"):
        found[it.goal.course_id].append(it)
    return found


def _said(ratings: Sequence[GoalRating]) -> str:
    now, start = ratings[-1].value, ratings[0].value
    return f"{now} now" if len(ratings) == 1 else f"{now} now, {start} at the start"
