"""When somebody may write about a client's safety, and who may join a session."""

from amity.web.safety.rules.flags import (
    can_close,
    can_note_done,
    check_can_close,
    check_can_note_done,
    check_has_seen,
)

__all__ = ["can_close", "can_note_done", "check_can_close", "check_can_note_done", "check_has_seen"]
