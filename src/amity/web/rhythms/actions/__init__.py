"""The only writes to the rhythm diary."""

from amity.web.rhythms.actions.days import note_disrupted_day, take_off_disrupted_day, tell_day
from amity.web.rhythms.actions.diary import begin_diary, end_diary, pause_diary, resume_diary
from amity.web.rhythms.actions.targets import agree_target, let_go_target, name_prescriber

__all__ = [
    "agree_target",
    "begin_diary",
    "end_diary",
    "let_go_target",
    "name_prescriber",
    "note_disrupted_day",
    "pause_diary",
    "resume_diary",
    "take_off_disrupted_day",
    "tell_day",
]
