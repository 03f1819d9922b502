"""The only writes to the inventory."""

from amity.web.inventory.actions.circles import make_moves, redo, start_circle, take_back
from amity.web.inventory.actions.people import TEXTS, change_relationship, name_people, say_safe
from amity.web.inventory.actions.frames import keep_frame, withdraw_frame
from amity.web.people.versions import Stale

__all__ = [
    "TEXTS",
    "Stale",
    "change_relationship",
    "keep_frame",
    "make_moves",
    "name_people",
    "redo",
    "say_safe",
    "start_circle",
    "take_back",
    "withdraw_frame",
]
