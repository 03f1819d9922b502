"""What the demo's service lead finds: made-up courses, counted as a service's own would be.

The clinic's own few stories would all be held back, and show nothing of the page.
"""

from typing import Final

from amity.web.base.audit import SYSTEM
from amity.web.base.errors import why_not
from amity.web.outcomes import actions, rules
from amity.web.outcomes.queries import steps
from amity.web.people.models import Service

COURSES: Final = 640  # as a clinic of this size may see in two years


def count_made_up(service: Service) -> None:
    """Counts them; where frames are not installed the page says so instead."""
    if why_not(rules.check_is_installed):
        return
    summary = actions.recompute(service=service, made_up=COURSES, by=SYSTEM)
    while (part := steps.next_part(summary)) is not None:
        actions.keep_part(summary=summary, part=part, by=SYSTEM)
    actions.finish_summary(summary=summary, shown=steps.found_of(summary), by=SYSTEM)
