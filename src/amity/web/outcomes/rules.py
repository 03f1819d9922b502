"""Who may see, count and hand out the outcomes of a service, and when. Each refusal is a sentence."""

from importlib.util import find_spec
from typing import Final

from django.conf import settings

from amity.core.disclosure import LEAST
from amity.web.base import clock
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.outcomes import queries
from amity.web.outcomes.models import ExpectedResponse, Summary
from amity.web.outcomes.queries.expecting import MEASURES
from amity.web.people import queries as people
from amity.web.people.models import Service, Staff

WHO: Final = frozenset({Staff.Role.SERVICE_LEAD})
LEAST_COURSES: Final = 100  # Amity decision 57: in fewer, a row of an export is soon somebody
MOST_COURSES: Final = 5_000  # Amity decision 57: about 20 seconds; more is too long for a page
SHORTEST_REASON: Final = 10  # letters
NEEDED: Final = (
    "Counting needs numpy and polars, which are not installed here: pip install 'amity[analytics]'."
)


def check_leads(service: Service, by: Actor) -> None:
    """The service's own lead; the program itself as well."""
    if by.actor_kind == "system":
        return
    staff = people.staff_of(by)
    if staff is None or staff.role not in WHO or staff.service_id != service.id or not staff.user.is_active:
        raise Refused("Only the service lead of this service can do this.")


def check_can_recompute(service: Service, by: Actor) -> None:
    """One counting at a time, and none whose difference from the last one speaks of a few people."""
    check_leads(service, by)
    check_is_installed()
    if queries.under_way(service) is not None:
        raise Refused("The courses are being counted already.")
    last = queries.newest(service)
    if last is None or last.made_up is not None:
        return
    if queries.ended_after(last, LEAST) < LEAST:
        raise Refused(
            f"Fewer than {LEAST} courses have ended since the last counting. The difference between the two "
            "would tell what became of each of them."
        )


def check_can_make_up() -> None:
    """Made-up courses stand only in a clinic that is made up itself."""
    if not settings.AMITY_DEMO:
        raise Refused("Made-up courses are counted in the demo alone.")


def check_is_installed() -> None:
    if find_spec("polars") is None or find_spec("numpy") is None:
        raise Refused(NEEDED)


def check_can_export(service: Service, by: Actor) -> None:
    """Enough courses that a row is not soon somebody, and not more than a page can wait for."""
    check_leads(service, by)
    check_is_installed()
    courses = courses_to_export(queries.newest(service), service)
    if courses < LEAST_COURSES:
        raise Refused(
            f"There are fewer than {LEAST_COURSES} courses. In so few, whoever knows the service may know "
            "somebody again by a protocol, a number of sessions and a score, without any name."
        )
    if courses > MOST_COURSES:
        raise Refused(
            f"There are more than {MOST_COURSES:,} courses, which takes longer than a page can wait. Ask "
            "whoever runs this installation."
        )


def check_export_reason(reason: str) -> None:
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused("Say in a few words what the file is for and who gets it.")


def courses_to_export(last: Summary | None, service: Service) -> int:
    """How many there are, counted no further than too many; made up, where those are what is shown."""
    if last is not None and last.made_up is not None:
        return last.made_up
    return queries.to_count(service, clock.now()).order_by()[: MOST_COURSES + 1].count()


def check_can_fit(service: Service, measure: str, made_up: int | None, by: Actor) -> None:
    """A questionnaire that is counted, one fit of it at a time, and none that speaks of a few people."""
    check_leads(service, by)
    check_is_installed()
    if measure not in MEASURES:
        raise Refused("An expected response is fitted for the PHQ-9 and the GAD-7.")
    if service.expected_responses.filter(measure=measure, finished_at=None, failed_at=None).exists():
        raise Refused("It is being fitted already.")
    last = service.expected_responses.filter(measure=measure, finished_at__isnull=False).last()
    if (
        made_up is None
        and last is not None
        and last.made_up is None
        and queries.ended_after(last, LEAST) < LEAST
    ):
        raise Refused(
            f"Fewer than {LEAST} courses have ended since the last fit. The difference between the two would "
            "tell how each of them ended."
        )


def check_can_switch_on(row: ExpectedResponse, by: Actor) -> None:
    """Fitted and not on; and never on made-up courses for real clients."""
    check_leads(row.service, by)
    if row.finished_at is None:
        raise Refused("Only what was fitted can be switched on.")
    if row.is_on:
        raise Refused("It is on already.")
    if row.made_up is not None:
        check_can_make_up()
