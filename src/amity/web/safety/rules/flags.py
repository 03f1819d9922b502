"""When somebody may write on a flag. The reason is what the page says beside the button."""

from amity.web.base.errors import Refused, why_not
from amity.web.safety import queries
from amity.web.safety.models import Flag, FlagEvent


def check_can_note_done(flag: Flag) -> None:
    """Something that was done can be recorded while the flag is open."""
    if flag.closed_at is not None:
        raise Refused("This flag is closed. A new answer that needs a person opens a new one.")


def check_has_seen(flag: Flag, seen: int | None) -> None:
    """What was done answers only what could be read then."""
    if seen is not None and flag.events.filter(kind=FlagEvent.Kind.ECHO, place__gt=seen).exists():
        raise Refused(
            "Another answer came in meanwhile; it stands on this page now. What you wrote is kept below: "
            "read the new answer, then record what was done."
        )


def check_can_close(flag: Flag) -> None:
    """A flag is closed by a person, with a reason, after something was done about its newest answer.

    An emergency only once it is recorded who stayed with the person, and where they are.
    """
    if flag.closed_at is not None:
        raise Refused("This flag is already closed.")
    if not queries.is_responded_to(flag):
        raise Refused(
            "First record what was done about the newest answer; then it can be closed with a reason."
        )
    if flag.level == Flag.Level.EMERGENCY and not queries.is_accompanied(flag):
        raise Refused(
            "This is an emergency. First record who stayed with the person and where they are now; "
            "only a person closes it, with a reason."
        )


def can_note_done(flag: Flag) -> bool:
    return why_not(check_can_note_done, flag) == ""


def can_close(flag: Flag) -> bool:
    return why_not(check_can_close, flag) == ""
