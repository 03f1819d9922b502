"""The only writes to the inventory."""

from amity.web.inventory.actions.attachment import TEXTS as ATTACHMENT_TEXTS
from amity.web.inventory.actions.attachment import save_attachment_note
from amity.web.inventory.actions.circles import (
    begin_with_names,
    make_moves,
    redo,
    share_circle,
    start_circle,
    take_back,
)
from amity.web.inventory.actions.frames import keep_frame, withdraw_frame
from amity.web.inventory.actions.home import see_from_home
from amity.web.inventory.actions.life import (
    add_life_event,
    add_mood_point,
    change_life_event,
    put_back_life_event,
    put_back_mood_point,
    take_off_life_event,
    take_off_mood_point,
)
from amity.web.inventory.actions.people import (
    TEXTS,
    change_relationship,
    name_from_before,
    name_people,
    say_importance,
    say_safe,
    tell_enough,
)
from amity.web.inventory.actions.third_parties import name_outside, redact_person
from amity.web.people.versions import Stale

__all__ = [
    "ATTACHMENT_TEXTS",
    "TEXTS",
    "Stale",
    "add_life_event",
    "add_mood_point",
    "begin_with_names",
    "change_life_event",
    "change_relationship",
    "keep_frame",
    "make_moves",
    "name_from_before",
    "name_outside",
    "name_people",
    "put_back_life_event",
    "put_back_mood_point",
    "redact_person",
    "redo",
    "save_attachment_note",
    "say_importance",
    "say_safe",
    "see_from_home",
    "share_circle",
    "start_circle",
    "take_back",
    "take_off_life_event",
    "take_off_mood_point",
    "tell_enough",
    "withdraw_frame",
]
