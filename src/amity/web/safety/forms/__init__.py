"""What the browser sent about a client's safety."""

from amity.web.safety.forms.flags import CloseForm, DoneForm

__all__ = ["CloseForm", "DoneForm"]
