"""What measures give to lower pages, a file a subject."""

from amity.web.measures.offers.answers import (
    area_evidence,
    course_card,
    course_facts,
    forms_tell,
    life_chart_lanes,
    own_links,
    safety_asked,
    subject_data,
    today_rows,
    together,
)
from amity.web.measures.offers.waiting import waiting_rows
from amity.web.measures.offers.what_now import what_now_before, what_now_card, what_now_rows

__all__ = [
    "area_evidence",
    "course_card",
    "course_facts",
    "forms_tell",
    "life_chart_lanes",
    "own_links",
    "safety_asked",
    "subject_data",
    "today_rows",
    "together",
    "waiting_rows",
    "what_now_before",
    "what_now_card",
    "what_now_rows",
]
