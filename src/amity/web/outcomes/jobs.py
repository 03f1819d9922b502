"""Work on a timer: courses are counted, or read for a fit, some seconds at a time, from where it stood.

What comes of a batch is put away at once, so that a worker that died costs the batch it was at.
"""

import logging
import time
from collections.abc import Callable
from typing import Final

from django.db import OperationalError

from amity.web.base.audit import SYSTEM
from amity.web.base.errors import Refused, why_not
from amity.web.outcomes import actions, drafts, queries, rules
from amity.web.outcomes.models import ExpectedResponse, Summary
from amity.web.outcomes.queries import expecting, steps

SECONDS: Final = 10.0  # of one turn: flags and messages wait as long
FAULT: Final = "A fault stopped it; the log of the worker names its kind."
NOT_FITTED: Final = "A fault stopped it; the log of the worker names its kind. Fit it again."
log = logging.getLogger(__name__)


def run_due(clock: Callable[[], float] = time.monotonic) -> int:
    """Ask for what is a day old, then count and read until the time of this turn is over.

    What an export left lying goes, too. Returns how many batches.
    """
    drafts.clear()
    for service in queries.due_again():
        if not why_not(rules.check_can_recompute, service, SYSTEM):
            actions.recompute(service=service, by=SYSTEM)
    until, done = clock() + SECONDS, 0
    for summary in queries.waiting():
        while clock() < until and _step(summary):
            done += 1
    for row in expecting.to_fit():
        while clock() < until and _fit(row):
            done += 1
    return done


def _step(summary: Summary) -> bool:
    """One batch, or the end. False where there is no more to do for it now."""
    try:
        rules.check_is_installed()
        return _count(summary)
    except Refused as refused:
        actions.fail_summary(summary=summary, why=refused.reason, by=SYSTEM)
    except OperationalError:  # the store was busy or away: the next turn tries again
        log.warning("courses could not be counted now: the store did not answer")
    except Exception as problem:  # its text may quote a record
        log.error("courses could not be counted: %s", type(problem).__name__)
        actions.fail_summary(summary=summary, why=FAULT, by=SYSTEM)
    return False


def _count(summary: Summary) -> bool:
    part = steps.next_part(summary)
    if part is not None:
        return actions.keep_part(summary=summary, part=part, by=SYSTEM) is not None
    actions.finish_summary(summary=summary, shown=steps.found_of(summary), by=SYSTEM)
    return False


def _fit(row: ExpectedResponse) -> bool:
    """One batch read, or the fit itself. False where there is no more to do for it now."""
    try:
        rules.check_is_installed()
        return actions.try_fit(row=row, by=SYSTEM) and _read(row)
    except Refused as refused:
        actions.fail_fit(row=row, why=refused.reason, by=SYSTEM)
    except OperationalError:  # as above
        log.warning("courses could not be fitted now: the store did not answer")
    except Exception as problem:  # its text may quote a record
        log.error("courses could not be fitted: %s", type(problem).__name__)
        actions.fail_fit(row=row, why=NOT_FITTED, by=SYSTEM)
    return False


def _read(row: ExpectedResponse) -> bool:
    part = steps.next_to_fit(row)
    if part is not None:
        return actions.keep_read(row=row, part=part, by=SYSTEM) is not None
    model, checked = steps.fitted_of(row)
    actions.finish_fit(row=row, model=model, checked=checked, by=SYSTEM)
    return False
