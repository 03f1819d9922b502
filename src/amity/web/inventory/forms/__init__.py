"""What the browser sent, cleaned."""

from amity.web.inventory.forms.circle import MovesForm, NamesForm, PlacesForm, TurnForm
from amity.web.inventory.forms.person import RelationshipForm, SafetyForm

__all__ = ["MovesForm", "NamesForm", "PlacesForm", "RelationshipForm", "SafetyForm", "TurnForm"]
