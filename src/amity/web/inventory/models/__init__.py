"""The interpersonal inventory: people, circles, and the life chart."""

from amity.web.inventory.models.circles import Circle, CircleMove, KeptFrame, SeenFromHome
from amity.web.inventory.models.life import LifeEvent, LifeEventPerson, MoodPoint, Precision
from amity.web.inventory.models.people import AttachmentNote, Relationship, RelationshipSafety

__all__ = [
    "AttachmentNote",
    "Circle",
    "CircleMove",
    "KeptFrame",
    "LifeEvent",
    "LifeEventPerson",
    "MoodPoint",
    "Precision",
    "Relationship",
    "RelationshipSafety",
    "SeenFromHome",
]
