"""What the browser sent, cleaned."""

from amity.web.inventory.forms.circle import NamesForm, PlacesForm
from amity.web.inventory.forms.person import RelationshipForm, SafetyForm

__all__ = ["NamesForm", "PlacesForm", "RelationshipForm", "SafetyForm"]
