"""The focus of the work is chosen, or chosen anew."""

from django.db import transaction

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.course import queries, rules
from amity.web.course.actions.plan import row_of_plan_change
from amity.web.course.models import Course, PlanChange, ProblemArea
from amity.web.people import rules as people_rules


@transaction.atomic
def choose_problem_area(
    *,
    course: Course,
    area: str,
    runner_up: str = "",
    stage: str = "",
    words: str,
    why: str,
    by: Actor,
) -> ProblemArea:
    """A new choice replaces the one before, which stays readable; words: how the client puts it.

    Another area once the work on the first has begun is a change of plan, kept with its why.
    """
    course = (
        Course.objects.select_for_update(of=("self",)).select_related("client__service").get(pk=course.pk)
    )
    people_rules.check_can_change_record(course.client, by)
    rules.check_can_choose_problem_area(course, area, runner_up, stage)
    now = course.problem_areas.filter(primary=True, replaced_at=None).first()
    new = {
        "area": area,
        "runner_up": runner_up,
        "stage": stage,
        "words": words.strip(),
        "why": why.strip(),
    }
    if now and all(getattr(now, name) == value for name, value in new.items()):
        return now
    course.problem_areas.filter(primary=True, replaced_at=None).update(replaced_at=clock.now())
    chosen = ProblemArea.objects.create(course=course, chosen_at=clock.now(), chosen_by=by.actor_id, **new)
    if now and now.area != area and course.phase in queries.protocol_of(course).phase_ids[1:]:
        before, after = {"area": now.area}, {"area": area}
        row_of_plan_change(course, PlanChange.Kind.FOCUS, reason=why, before=before, after=after, by=by)
    audit.wrote(
        "choose_problem_area",
        by=by,
        client=course.client_id,
        record="course.ProblemArea",
        record_id=chosen.id,
        fields=tuple(new),
    )
    return chosen
