"""What may be read about people. Reads of one client's record begin at `people.access`."""

from amity.web.people.queries.caseload import CaseloadRow, caseload_for, similar_names, without_care_team
from amity.web.people.queries.hours import end_of_working_day, next_working_moment, reading_sentence
from amity.web.people.queries.record import (
    STALE,
    care_team_of,
    consent_history_of,
    consents_of,
    grants_of,
    has_consent,
    is_in_care_team,
    lead_clinician_of,
    messages_of,
    messages_to_send,
    names_of,
    running_grants,
    safe_contact_of,
)
from amity.web.people.queries.staff import (
    colleagues_for,
    grant_for,
    service,
    service_of,
    staff_names,
    staff_of,
    supervisors_of,
)

__all__ = [
    "STALE",
    "CaseloadRow",
    "care_team_of",
    "caseload_for",
    "colleagues_for",
    "consent_history_of",
    "consents_of",
    "end_of_working_day",
    "grant_for",
    "grants_of",
    "has_consent",
    "is_in_care_team",
    "lead_clinician_of",
    "messages_of",
    "messages_to_send",
    "names_of",
    "next_working_moment",
    "reading_sentence",
    "running_grants",
    "safe_contact_of",
    "service",
    "service_of",
    "similar_names",
    "staff_names",
    "staff_of",
    "supervisors_of",
    "without_care_team",
]
