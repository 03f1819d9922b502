"""Work on a timer: forms that nobody sent are looked at as they were left."""

from amity.web.base import audit
from amity.web.measures import actions, queries


def run_due() -> int:
    """Look at every form that ran out or was left for a day. Returns how many."""
    waiting = list(queries.due_to_lapse())
    for response in waiting:
        actions.lapse(response=response, by=audit.SYSTEM)
    return len(waiting)
