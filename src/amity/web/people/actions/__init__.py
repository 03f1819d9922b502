"""The only writes about people. Keyword-only, `by` the acting user, one transaction, one audit row."""

from amity.web.people.actions.care import (
    grant_reading,
    join_care_team,
    leave_care_team,
    revoke_grant,
)
from amity.web.people.actions.clients import Stale, add_client, change_client
from amity.web.people.actions.consent import record_consent, record_consents, record_safe_contact
from amity.web.people.actions.devices import (
    approve_device,
    end_device,
    end_other_devices,
    make_device_code,
    note_called,
    say_something_is_wrong,
    use_device_code,
)
from amity.web.people.actions.invitations import (
    accept_invitation,
    invite,
    open_invitation,
    withdraw_invitation,
)
from amity.web.people.actions.language import choose_language
from amity.web.people.actions.messages import (
    claim_message,
    mark_failed,
    mark_sent,
    queue_message,
    take_back_message,
)
from amity.web.people.actions.own_record import prove_it_is_them, take_copy
from amity.web.people.actions.own_sign_in import (
    Entered,
    change_password,
    close_sign_in,
    sign_in_by_passkey,
    sign_in_client,
)
from amity.web.people.actions.passkeys import end_passkey, keep_passkey
from amity.web.people.actions.pins import Tried, remove_pin, set_pin, try_pin
from amity.web.people.actions.service import add_staff, deactivate_staff, open_service, set_second_factor
from amity.web.people.actions.until import set_open_until
from amity.web.people.actions.young import add_guardian, record_young_person, remove_guardian

__all__ = [
    "Entered",
    "Stale",
    "Tried",
    "accept_invitation",
    "add_client",
    "add_guardian",
    "add_staff",
    "approve_device",
    "change_client",
    "change_password",
    "choose_language",
    "claim_message",
    "close_sign_in",
    "deactivate_staff",
    "end_device",
    "end_other_devices",
    "end_passkey",
    "grant_reading",
    "invite",
    "join_care_team",
    "keep_passkey",
    "leave_care_team",
    "make_device_code",
    "mark_failed",
    "mark_sent",
    "note_called",
    "open_invitation",
    "open_service",
    "prove_it_is_them",
    "queue_message",
    "record_consent",
    "record_consents",
    "record_safe_contact",
    "record_young_person",
    "remove_guardian",
    "remove_pin",
    "revoke_grant",
    "say_something_is_wrong",
    "set_open_until",
    "set_pin",
    "set_second_factor",
    "sign_in_by_passkey",
    "sign_in_client",
    "take_back_message",
    "take_copy",
    "try_pin",
    "use_device_code",
    "withdraw_invitation",
]
