"""The only writes to links, questionnaires and answers."""

from amity.web.measures.actions.answers import answer, keep_back, lapse, mark_read, show, submit
from amity.web.measures.actions.decisions import decide_card
from amity.web.measures.actions.library import (
    import_instrument,
    release_instrument,
    withdraw_instrument,
)
from amity.web.measures.actions.links import give, hand_over, open_link, withdraw
from amity.web.measures.actions.occasions import (
    make_occasion,
    move_occasion,
    note_not_handed_over,
    notify,
    take_back_notice,
    withdraw_occasion,
)
from amity.web.measures.actions.plan import pause_measures, resume_measures, set_plan_line
from amity.web.measures.actions.typing_in import begin_typing_in, finish_typing_in, type_in

__all__ = [
    "answer",
    "begin_typing_in",
    "decide_card",
    "finish_typing_in",
    "give",
    "hand_over",
    "import_instrument",
    "keep_back",
    "lapse",
    "make_occasion",
    "mark_read",
    "move_occasion",
    "note_not_handed_over",
    "notify",
    "open_link",
    "pause_measures",
    "release_instrument",
    "resume_measures",
    "set_plan_line",
    "show",
    "submit",
    "take_back_notice",
    "type_in",
    "withdraw",
    "withdraw_instrument",
    "withdraw_occasion",
]
