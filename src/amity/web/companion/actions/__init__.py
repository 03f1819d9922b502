"""The only writes of the companion."""

from amity.web.companion.actions.erasing import do_away_with_own
from amity.web.companion.actions.reminders import (
    AT_MOST,
    choose_reminders,
    note_answered,
    remind,
    see_stopped,
    stop_reminders,
    take_back_reminder,
)
from amity.web.companion.actions.today import put_off
from amity.web.companion.actions.tools import close_tool, open_tool

__all__ = [
    "AT_MOST",
    "choose_reminders",
    "close_tool",
    "do_away_with_own",
    "note_answered",
    "open_tool",
    "put_off",
    "remind",
    "see_stopped",
    "stop_reminders",
    "take_back_reminder",
]
