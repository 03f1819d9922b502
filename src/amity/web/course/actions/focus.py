"""The focus of the work is chosen, or chosen anew."""

from datetime import date

from django.db import transaction

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.course import rules
from amity.web.course.models import Course, ProblemArea
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
    agreed: bool | None = None,
    agreed_on: date | None = None,
    by: Actor,
) -> ProblemArea:
    """A new choice replaces the one before, which stays readable.

    words: how the client puts it. agreed: what the client said to it, aloud or written; None: not recorded.
    agreed_on: the day of that; today when left out.
    """
    course = (
        Course.objects.select_for_update(of=("self",)).select_related("client__service").get(pk=course.pk)
    )
    people_rules.check_can_change_record(course.client, by)
    rules.check_can_choose_problem_area(course, area, runner_up, stage)
    said_on = (agreed_on or clock.today(course.client.service.zone)) if agreed is not None else None
    if said_on and said_on > clock.today(course.client.service.zone):
        raise Refused("The day on which the client answered lies in the future.")
    now = course.problem_areas.filter(primary=True, replaced_at=None).first()
    new = {
        "area": area,
        "runner_up": runner_up,
        "stage": stage,
        "words": words.strip(),
        "why": why.strip(),
        "agreed": {True: "yes", False: "no", None: ""}[agreed],
        "agreed_on": said_on,
    }
    if now and all(getattr(now, name) == value for name, value in new.items()):
        return now
    course.problem_areas.filter(primary=True, replaced_at=None).update(replaced_at=clock.now())
    chosen = ProblemArea.objects.create(course=course, chosen_at=clock.now(), chosen_by=by.actor_id, **new)
    audit.wrote(
        "choose_problem_area",
        by=by,
        client=course.client_id,
        record="course.ProblemArea",
        record_id=chosen.id,
        fields=tuple(new),
    )
    return chosen
