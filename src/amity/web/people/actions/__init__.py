"""The only writes about people. Keyword-only, `by` the acting user, one transaction, one audit row."""

from amity.web.people.actions.care import (
    grant_reading,
    join_care_team,
    leave_care_team,
    revoke_grant,
)
from amity.web.people.actions.clients import Stale, add_client, change_client
from amity.web.people.actions.consent import record_consent, record_consents, record_safe_contact
from amity.web.people.actions.invitations import (
    accept_invitation,
    invite,
    open_invitation,
    withdraw_invitation,
)
from amity.web.people.actions.messages import claim_message, mark_failed, mark_sent, queue_message
from amity.web.people.actions.own_sign_in import change_password, close_sign_in, sign_in_client
from amity.web.people.actions.service import add_staff, deactivate_staff, open_service, set_second_factor
from amity.web.people.actions.young import add_guardian, record_young_person, remove_guardian

__all__ = [
    "Stale",
    "accept_invitation",
    "add_client",
    "add_guardian",
    "add_staff",
    "change_client",
    "change_password",
    "claim_message",
    "close_sign_in",
    "deactivate_staff",
    "grant_reading",
    "invite",
    "join_care_team",
    "leave_care_team",
    "mark_failed",
    "mark_sent",
    "open_invitation",
    "open_service",
    "queue_message",
    "record_consent",
    "record_consents",
    "record_safe_contact",
    "record_young_person",
    "remove_guardian",
    "revoke_grant",
    "set_second_factor",
    "sign_in_client",
    "withdraw_invitation",
]
