"""Questionnaires given, their links, answers and scores. Reads about a client begin at the one door."""

from amity.web.base.chart_words import as_text
from amity.web.measures.queries.instruments import has_wording, item_asked, label_of, newest, offered
from amity.web.measures.queries.links import (
    LinkState,
    hash_of,
    link_by_token,
    link_for,
    links_of,
    locked_of,
    state_of,
)
from amity.web.measures.queries.responses import (
    Given,
    HistoryLine,
    answers_of,
    answers_of_visit,
    check_value,
    due_to_lapse,
    given,
    given_of,
    history_of,
    instrument_of,
    response_for,
    responses_of,
    unread_of,
)
from amity.web.measures.queries.series import Series, chart_of, series_of, total

__all__ = [
    "Given",
    "HistoryLine",
    "LinkState",
    "Series",
    "answers_of",
    "answers_of_visit",
    "as_text",
    "chart_of",
    "check_value",
    "due_to_lapse",
    "given",
    "given_of",
    "has_wording",
    "hash_of",
    "history_of",
    "instrument_of",
    "item_asked",
    "label_of",
    "link_by_token",
    "link_for",
    "links_of",
    "locked_of",
    "newest",
    "offered",
    "response_for",
    "responses_of",
    "series_of",
    "state_of",
    "total",
    "unread_of",
]
