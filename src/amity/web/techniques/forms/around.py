"""What is said around a worksheet: who sees it, what it belongs to, in which session something is agreed."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from amity.core.definitions.protocol import Area
from amity.web.base.fields import radios, text
from amity.web.course.models import Goal, Session
from amity.web.techniques.models import Visibility

SEEN_BY_CLIENT = (
    (Visibility.PRIVATE, "The care team alone"),
    (Visibility.ON_REQUEST, "The client sees that it is there, and may ask"),
    (Visibility.SHARED, "The client sees it and may write on it"),
)
Sessions = Sequence[tuple[Session, str]]


class VisibilityForm(forms.Form):
    """Who sees what is the care team's own."""

    visibility = radios("Who sees it?", SEEN_BY_CLIENT, required=True)


class LinksForm(forms.Form):
    """What a worksheet belongs to; each may stay open."""

    session = forms.ChoiceField(label="Session", required=False)
    goal = forms.ChoiceField(label="Goal", required=False)
    area = forms.ChoiceField(label="Problem area", required=False)

    def __init__(
        self, *args: Any, sessions: Sessions, goals: Sequence[Goal], areas: Sequence[Area], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sessions = {str(it.id): it for it, _ in sessions}
        self.goals = {str(it.id): it for it in goals}
        self._offer("session", "Between sessions", [(str(it.id), says) for it, says in sessions])
        self._offer("goal", "None", [(str(it.id), it.words or "") for it in goals])
        self._offer("area", "None", [(it.id, it.title) for it in areas])

    def _offer(self, name: str, none: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = [("", none), *choices]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> dict[str, Any]:
        """The session, the goal and the id of the area, as `actions.link_worksheet` takes them."""
        given = self.cleaned_data
        return {
            "session": self.sessions.get(given["session"]),
            "goal": self.goals.get(given["goal"]),
            "area": given["area"],
        }


class LookedForm(forms.Form):
    """That somebody looked at it, as it stood at a version."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class PlanForm(forms.Form):
    """In which session the practice is agreed: the newest, unless another is chosen."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    session = forms.ChoiceField(label="Agreed in")

    def __init__(self, *args: Any, sessions: Sessions, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sessions = {str(it.id): it for it, _ in sessions}
        self.fields["session"].choices = [(str(it.id), says) for it, says in sessions]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Session:
        return self.sessions[self.cleaned_data["session"]]


class AdjunctForm(forms.Form):
    """Why a technique beside the model is used here."""

    reason = text(
        "Why here?", rows=2, help="A line for the record. It is shown where the technique is offered."
    )
    is_on = forms.BooleanField(widget=forms.HiddenInput, required=False)
