"""Reads about worksheets; each begins from what this reader may see."""

from amity.web.techniques.queries.edits import (
    Beside,
    Revision,
    asked_at,
    beside_of,
    known_to_page,
    revisions_of,
)
from amity.web.techniques.queries.find import (
    own_worksheet,
    own_worksheet_known,
    put_aside_of,
    worksheet_for,
    worksheet_known_to,
    worksheet_locked,
    worksheets_of,
    worksheets_visible_to,
)
from amity.web.techniques.queries.offering import (
    Leads,
    about_whom,
    adjuncts_on,
    held_back,
    leads_from,
    names_somebody_marked,
    techniques_for,
)
from amity.web.techniques.queries.own import Waiting, own_waiting
from amity.web.techniques.queries.people import choices_of, names_for, people_in
from amity.web.techniques.queries.seeing import Sight, known_to, reader_of, sight_of, whole_for

__all__ = [
    "Beside",
    "Leads",
    "Revision",
    "Sight",
    "Waiting",
    "about_whom",
    "adjuncts_on",
    "asked_at",
    "beside_of",
    "choices_of",
    "held_back",
    "known_to",
    "known_to_page",
    "leads_from",
    "names_for",
    "names_somebody_marked",
    "own_waiting",
    "own_worksheet",
    "own_worksheet_known",
    "people_in",
    "put_aside_of",
    "reader_of",
    "revisions_of",
    "sight_of",
    "techniques_for",
    "whole_for",
    "worksheet_for",
    "worksheet_known_to",
    "worksheet_locked",
    "worksheets_of",
    "worksheets_visible_to",
]
