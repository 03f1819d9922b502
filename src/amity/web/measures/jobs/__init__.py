"""Work on a timer: what courses ask, and forms that nobody sent."""

from amity.web.measures.jobs.lapsing import run_due

__all__ = ["run_due"]
