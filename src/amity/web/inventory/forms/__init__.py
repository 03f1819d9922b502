"""What the browser sent, cleaned."""

from amity.web.inventory.forms.circle import MovesForm, NamesForm, PlacesForm, TurnForm
from amity.web.inventory.forms.person import (
    AttachmentForm,
    BeforeForm,
    ImportanceForm,
    RelationshipForm,
    SafetyForm,
)
from amity.web.inventory.forms.said import SaidForm

__all__ = [
    "AttachmentForm",
    "BeforeForm",
    "ImportanceForm",
    "MovesForm",
    "NamesForm",
    "PlacesForm",
    "RelationshipForm",
    "SafetyForm",
    "SaidForm",
    "TurnForm",
]
