"""What worksheets give to lower pages, a file a subject."""

from amity.web.techniques.offers.course import course_card, course_facts, together, worksheets
from amity.web.techniques.offers.evidence import area_evidence, life_chart_lanes
from amity.web.techniques.offers.own import own_links
from amity.web.techniques.offers.people import relationship_links
from amity.web.techniques.offers.practice import practice_links
from amity.web.techniques.offers.session import before_session, minds_before
from amity.web.techniques.offers.third_parties import subject_data
from amity.web.techniques.offers.today import today_rows

__all__ = [
    "area_evidence",
    "before_session",
    "course_card",
    "course_facts",
    "life_chart_lanes",
    "minds_before",
    "own_links",
    "practice_links",
    "relationship_links",
    "subject_data",
    "today_rows",
    "together",
    "worksheets",
]
