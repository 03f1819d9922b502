"""Times agreed in a session, step by step; and who prescribes."""

from datetime import date

from django.db import transaction

from amity.web.base import clock
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.people import queries as people
from amity.web.people.models import Client
from amity.web.rhythms import queries, rules
from amity.web.rhythms.models import Diary, Prescriber, Target
from amity.web.rhythms.queries.weeks import targets_on, usual_before
from amity.web.rhythms.storing import locked, wrote


@transaction.atomic
def agree_target(
    *, diary: Diary, activity: str, minutes: int, towards: int, step: int, from_on: date, by: Actor
) -> Target:
    """From a day on this time is aimed at, on the way to `towards`; minutes as in `DayAnswer`.

    No further than one step from the nearer of what is aimed at on that day and what is usual.
    """
    diary = locked(diary)
    rules.check_can_change(diary.client, by)
    rules.check_can_tell(diary, by)
    asked = next((it for it in queries.form_of(diary).activities if it.id == activity), None)
    if asked is None:
        raise ValueError(f"the diary {diary.form} does not ask about {activity!r}")
    rules.check_time(asked, minutes)
    rules.check_time(asked, towards)
    rules.check_step(
        minutes,
        step,
        (
            targets_on(diary, from_on).get(activity),
            usual_before(diary, queries.today_of(diary)).get(activity),
        ),
        queries.form_of(diary),
    )
    return _agreed(diary, by, activity=activity, minutes=minutes, towards=towards, step=step, from_on=from_on)


@transaction.atomic
def let_go_target(*, diary: Diary, activity: str, from_on: date, by: Actor) -> Target:
    """From a day on no time is aimed at."""
    diary = locked(diary)
    rules.check_can_change(diary.client, by)
    rules.check_can_tell(diary, by)
    return _agreed(diary, by, activity=activity, minutes=None, towards=None, from_on=from_on)


@transaction.atomic
def name_prescriber(*, client: Client, name: str, reach: str, by: Actor) -> Prescriber:
    """Who prescribes, and how to reach them; empty words take them away."""
    client = people.client_locked(client)
    rules.check_can_change(client, by)
    if reach.strip() and not name.strip():
        raise Refused("Write who it is, so that the number has a name.")
    row = Prescriber.objects.create(
        client=client,
        name=name.strip(),
        reach=reach.strip(),
        said_at=clock.now(),
        said_by=by.actor_id,
        number=client.prescribers.count() + 1,
    )
    wrote("name_prescriber", row, by, ("name", "reach"))
    return row


def _agreed(diary: Diary, by: Actor, **said: object) -> Target:
    target = Target.objects.create(
        diary=diary, agreed_at=clock.now(), agreed_by=by.actor_id, number=diary.targets.count() + 1, **said
    )
    wrote("agree_target", target, by, ("minutes", "towards", "from_on"))
    return target
