"""The only writes about the outcomes of a service."""

from amity.web.outcomes.actions.counting import fail_summary, finish_summary, keep_part, recompute
from amity.web.outcomes.actions.exporting import export_courses

__all__ = ["export_courses", "fail_summary", "finish_summary", "keep_part", "recompute"]
