"""Who reads an entry: the three choices on the short form, and the default that is agreed on a staff page."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _

from amity.web.base.fields import radios
from amity.web.techniques.models import Choice

SHARE = "share"  # the name of the control


@dataclass(frozen=True, slots=True)
class Way:
    """One choice. about: what it means, said before anything is sent."""

    id: str
    says: str
    about: str
    is_chosen: bool


def ways(clinician: str, reads: str, chosen: Choice) -> list[Way]:
    """The three choices. clinician: their name. reads: by when they read what is shown."""
    words = {
        Choice.PRIVATE: (_("Keep it to myself"), _("Only you can read it.")),
        Choice.SHARED: (_("Show it to %(name)s") % {"name": clinician}, reads),
        Choice.REMOVED: (
            _("Show it and take it off my pages"),
            _("It stays in your record. You cannot read it or take it back here."),
        ),
    }
    return [Way(it, says, about, it is chosen) for it, (says, about) in words.items()]


def chosen_in(data: Mapping[str, str]) -> Choice:
    """What was chosen; where nothing was, nobody is shown anything."""
    said = data.get(SHARE, "")
    return Choice(said) if said in Choice.values else Choice.PRIVATE


class AgreedForm(forms.Form):
    """How an entry begins, as client and clinician agreed it."""

    choice = radios(
        "How does an entry of the client’s begin?",
        (
            (Choice.PRIVATE, "Kept to themself, until they show it"),
            (Choice.SHARED, "Shown to you"),
            (Choice.REMOVED, "Shown to you, and taken off their own pages"),
        ),
        required=True,
    )
