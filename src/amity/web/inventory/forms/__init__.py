"""What the browser sent, cleaned."""

from amity.web.inventory.forms.circle import (
    LastTimeForm,
    MovesForm,
    NamesForm,
    PlacesForm,
    SharedForm,
    TurnForm,
)
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
    "LastTimeForm",
    "MovesForm",
    "NamesForm",
    "PlacesForm",
    "RelationshipForm",
    "SafetyForm",
    "SaidForm",
    "SharedForm",
    "TurnForm",
]
