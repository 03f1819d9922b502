"""A colleague who joins the care team."""

from collections.abc import Sequence
from typing import Any

from django import forms

from amity.web.people.models import Staff


class JoinForm(forms.Form):
    """One clinician of the service who is not in the team yet."""

    staff = forms.ChoiceField(label="Who joins?", error_messages={"required": "Choose a colleague."})

    def __init__(self, *args: Any, colleagues: Sequence[Staff], **kwargs: Any) -> None:
        self.colleagues = {str(staff.id): staff for staff in colleagues}
        super().__init__(*args, **kwargs)
        choices = [(id, staff.name) for id, staff in self.colleagues.items()]
        self.fields["staff"].choices = [("", "Choose somebody"), *choices]  # type: ignore[attr-defined]

    def clean_staff(self) -> Staff:
        return self.colleagues[self.cleaned_data["staff"]]
