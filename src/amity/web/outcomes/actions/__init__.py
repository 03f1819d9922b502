"""The only writes about the outcomes of a service."""

from amity.web.outcomes.actions.counting import fail_summary, finish_summary, keep_part, recompute
from amity.web.outcomes.actions.expecting import (
    ask_for_fit,
    fail_fit,
    finish_fit,
    keep_read,
    switch_off,
    switch_on,
    try_fit,
)
from amity.web.outcomes.actions.exporting import export_courses

__all__ = [
    "ask_for_fit",
    "export_courses",
    "fail_fit",
    "fail_summary",
    "finish_fit",
    "finish_summary",
    "keep_part",
    "keep_read",
    "recompute",
    "switch_off",
    "switch_on",
    "try_fit",
]
