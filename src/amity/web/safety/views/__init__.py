"""The safety pages for staff."""

from amity.web.safety.views.flags import flag, flag_close, flag_done

__all__ = ["flag", "flag_close", "flag_done"]
