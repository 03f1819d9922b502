"""The safety plan: its newest version, the ones before, each step as lines."""

from dataclasses import dataclass

from amity.web.people import queries as people
from amity.web.people.models import Client
from amity.web.safety.models import SafetyPlan
from amity.web.safety.queries.assessments import LEFT
from amity.web.safety.queries.wording import STEPS, Step


@dataclass(frozen=True)
class StepShown:
    """One step of a plan: one thing a line, in the client's words."""

    number: int
    step: Step
    lines: list[str]


@dataclass(frozen=True)
class PlanShown:
    """One version of a plan as it is read."""

    row: SafetyPlan
    by: str
    steps: list[StepShown]

    @property
    def written(self) -> list[StepShown]:
        """The steps that say something: what paper and the client's own page carry."""
        return [it for it in self.steps if it.lines]


def plan_of(client: Client) -> SafetyPlan | None:
    """The newest version, or None."""
    return SafetyPlan.objects.filter(client=client).order_by("-number").first()


def plans_of(client: Client) -> list[PlanShown]:
    """Every version, the newest first. The caller came through the one door."""
    rows = list(SafetyPlan.objects.filter(client=client).order_by("-number"))
    names = people.staff_names(row.by for row in rows)
    return [PlanShown(row, names.get(row.by, LEFT), steps_of(row)) for row in rows]


def own_plan_of(client: Client) -> PlanShown | None:
    """What the client finds on their own pages: the newest version, if they asked for that in it."""
    plan = plan_of(client)
    return PlanShown(plan, "", steps_of(plan)) if plan is not None and plan.client_sees else None


def steps_of(plan: SafetyPlan) -> list[StepShown]:
    """The steps in order, empty ones included."""
    return [StepShown(place, step, lines_of(getattr(plan, step.id))) for place, step in enumerate(STEPS, 1)]


def lines_of(text: str) -> list[str]:
    """One thing a line; empty lines are none."""
    return [line.strip() for line in text.splitlines() if line.strip()]
