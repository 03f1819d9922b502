"""The only writes about a client's safety: flags, assessments, the safety plan, the private question."""

from amity.web.safety.actions.flags import close, note_change, note_done, raise_flag

__all__ = ["close", "note_change", "note_done", "raise_flag"]
