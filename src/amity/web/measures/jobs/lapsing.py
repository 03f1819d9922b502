"""Work on a timer: forms that nobody sent are looked at as left; of those never shown that is said."""

import logging

from amity.web.base import audit
from amity.web.measures import actions, queries
from amity.web.measures.models import Response
from amity.web.measures.queries import ways

log = logging.getLogger(__name__)


def run_due() -> int:
    """Look at every form that ran out or was left for a day. Returns how many."""
    return sum(_lapse(response) for response in list(queries.due_to_lapse()))


def _lapse(response: Response) -> bool:
    """One form that cannot be looked at keeps no other client's flag waiting; it is tried again."""
    link = response.link
    try:
        if link is not None and response.first_answer_at is None and ways.was_never_shown(link):
            actions.note_not_handed_over(occasion=link.occasion, by=audit.SYSTEM)
        else:
            actions.lapse(response=response, by=audit.SYSTEM)
    except Exception as problem:  # its text may quote an answer
        log.error("a form could not be looked at: %s", type(problem).__name__)
        return False
    return True
