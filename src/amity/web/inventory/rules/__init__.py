"""What may be done to the inventory, and the reason where it may not."""

from amity.web.inventory.rules.circles import (
    can_draw,
    can_start_circle,
    check_can_draw,
    check_can_start_circle,
    check_can_take_back,
    check_is_newest,
    check_moves,
)
from amity.web.inventory.rules.frames import LONGEST_WORDS, check_frame
from amity.web.inventory.rules.people import (
    LONGEST_ALIAS,
    MOST_PEOPLE,
    check_attachment,
    check_importance,
    check_is_on_list,
    check_is_told,
    check_names,
    check_relationship,
    check_safety_answer,
)
from amity.web.inventory.rules.third_parties import check_named_outside

__all__ = [
    "LONGEST_ALIAS",
    "LONGEST_WORDS",
    "MOST_PEOPLE",
    "can_draw",
    "can_start_circle",
    "check_attachment",
    "check_can_draw",
    "check_can_start_circle",
    "check_can_take_back",
    "check_frame",
    "check_importance",
    "check_is_newest",
    "check_is_on_list",
    "check_is_told",
    "check_moves",
    "check_named_outside",
    "check_names",
    "check_relationship",
    "check_safety_answer",
]
