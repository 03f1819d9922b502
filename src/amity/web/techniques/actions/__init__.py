"""Every write to a worksheet, each with its audit row."""

from amity.web.techniques.actions.adjuncts import switch_adjunct
from amity.web.techniques.actions.around import (
    ask_to_see,
    destroy_worksheet,
    link_worksheet,
    look_at_worksheet,
    put_aside_worksheet,
    set_visibility,
    take_back_worksheet,
)
from amity.web.techniques.actions.begin import begin_worksheet
from amity.web.techniques.actions.erasing import erase_never_shown
from amity.web.techniques.actions.practice import agree_practice_from
from amity.web.techniques.actions.save import Saved, save_worksheet, settle_kept
from amity.web.techniques.actions.sharing import agree_sharing, remove_worksheet

__all__ = [
    "Saved",
    "agree_practice_from",
    "agree_sharing",
    "ask_to_see",
    "begin_worksheet",
    "destroy_worksheet",
    "erase_never_shown",
    "link_worksheet",
    "look_at_worksheet",
    "put_aside_worksheet",
    "remove_worksheet",
    "save_worksheet",
    "set_visibility",
    "settle_kept",
    "switch_adjunct",
    "take_back_worksheet",
]
