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
    is_in,
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
    Marked,
    about_whom,
    adjuncts_on,
    carried_as,
    leads_from,
    marked_of,
    techniques_for,
)
from amity.web.techniques.queries.own import Waiting, own_waiting
from amity.web.techniques.queries.own_seen import seen_by_whom
from amity.web.techniques.queries.people import choices_of, names_for, people_in
from amity.web.techniques.queries.seeing import (
    Sight,
    is_new_from_client,
    known_to,
    moved_at,
    reader_of,
    sight_of,
    whole_for,
)
from amity.web.techniques.queries.sharing import (
    BY_ITS_FORM,
    as_chosen,
    begins_as,
    is_decided_elsewhere,
    sharing_agreed,
)

__all__ = [
    "BY_ITS_FORM",
    "Beside",
    "Leads",
    "Marked",
    "Revision",
    "Sight",
    "Waiting",
    "about_whom",
    "adjuncts_on",
    "as_chosen",
    "asked_at",
    "begins_as",
    "beside_of",
    "carried_as",
    "choices_of",
    "is_decided_elsewhere",
    "is_in",
    "is_new_from_client",
    "known_to",
    "known_to_page",
    "leads_from",
    "marked_of",
    "moved_at",
    "names_for",
    "own_waiting",
    "own_worksheet",
    "own_worksheet_known",
    "people_in",
    "put_aside_of",
    "reader_of",
    "revisions_of",
    "seen_by_whom",
    "sharing_agreed",
    "sight_of",
    "techniques_for",
    "whole_for",
    "worksheet_for",
    "worksheet_known_to",
    "worksheet_locked",
    "worksheets_of",
    "worksheets_visible_to",
]
