"""What the inventory gives to lower pages, a file a subject."""

from amity.web.inventory.offers.circle import (
    area_evidence,
    course_card,
    course_facts,
    today_rows,
    together,
    worksheets,
)
from amity.web.inventory.offers.life import life_card, life_evidence, life_together
from amity.web.inventory.offers.practice import practice_people
from amity.web.inventory.offers.third_parties import concerns, subject_data

__all__ = [
    "area_evidence",
    "concerns",
    "course_card",
    "course_facts",
    "life_card",
    "life_evidence",
    "life_together",
    "practice_people",
    "subject_data",
    "today_rows",
    "together",
    "worksheets",
]
