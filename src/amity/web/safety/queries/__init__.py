"""Flags, their stories, and whom a client can call."""

from amity.web.safety.queries.due import due_at
from amity.web.safety.queries.flags import (
    FlagSummary,
    closed_before,
    flag_for,
    flags_of_client,
    flags_of_clients,
    last_flag_of,
    open_flag_of,
    open_flags_for,
    summaries,
)
from amity.web.safety.queries.help import HelpNumber, help_numbers, reading_sentence, service_of_session
from amity.web.safety.queries.story import (
    EventLine,
    is_responded_to,
    newest_before,
    newest_said,
    positive_rules_of,
    shown_to_client,
    story_of,
    timing,
)

__all__ = [
    "EventLine",
    "FlagSummary",
    "HelpNumber",
    "closed_before",
    "due_at",
    "flag_for",
    "flags_of_client",
    "flags_of_clients",
    "help_numbers",
    "is_responded_to",
    "last_flag_of",
    "newest_before",
    "newest_said",
    "open_flag_of",
    "open_flags_for",
    "positive_rules_of",
    "reading_sentence",
    "service_of_session",
    "shown_to_client",
    "story_of",
    "summaries",
    "timing",
]
