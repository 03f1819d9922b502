"""Who may change what about a client, and when. Each refusal is a sentence for the person who asked.

The program itself (`audit.SYSTEM`) is asked only what concerns the record, never who it is.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from amity.web.base import clock
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused, why_not
from amity.web.base.language import spoken
from amity.web.people import queries
from amity.web.people.models import Client, ClientSignIn, Consent, Grant, Invitation, Service, Staff

LONGEST_GRANT = timedelta(days=90)
SHORTEST_NAME = 6
SHORTEST_PIN = 6
SHORTEST_PASSWORD = 12  # goal G7
Role = Staff.Role


def check_can_run_service(by: Actor, service: Service | None = None) -> None:
    """Set up a service or its staff: a site administrator, in their own service."""
    if _is_the_program(by):
        return
    staff = queries.staff_of(by)
    if staff is None or staff.role != Role.SITE_ADMIN or (service and staff.service_id != service.id):
        raise Refused("Only a site administrator of this service can do this.")


def check_is_ever_open(service: Service) -> None:
    """Clients are told when somebody reads; a service that is always closed could not say it."""
    try:
        queries.next_working_moment(service, clock.now())
    except ValueError:
        raise Refused("With these working days and holidays the service would never be open.") from None


def check_can_add_client(service: Service, by: Actor) -> None:
    if _is_the_program(by):
        return
    staff = queries.staff_of(by)
    if staff is None or staff.role != Role.CLINICIAN or staff.service_id != service.id:
        raise Refused("Only a clinician of this service can add a client.")


def can_add_client(service: Service, by: Actor) -> bool:
    return _allows(check_can_add_client, service, by)


def check_can_change_record(client: Client, by: Actor) -> None:
    """Consents, care team, grants: the care team alone."""
    if not _is_the_program(by) and not queries.is_in_care_team(client, by):
        raise Refused(_("Only the client's care team can do this."))


def can_change_record(client: Client, by: Actor) -> bool:
    return _allows(check_can_change_record, client, by)


def check_can_change_contact(client: Client, by: Actor) -> None:
    """Name, address and safe contact: the care team, and the service's coordinators."""
    if _is_the_program(by) or queries.is_in_care_team(client, by) or _coordinates(client, by):
        return
    raise Refused(_("Only the client's care team and the service's coordinators can do this."))


def can_change_contact(client: Client, by: Actor) -> bool:
    return _allows(check_can_change_contact, client, by)


def check_can_join(client: Client, staff: Staff, by: Actor) -> None:
    check_can_change_contact(client, by)
    if staff.role != Role.CLINICIAN or staff.service_id != client.service_id:
        raise Refused("Only a clinician of the client's own service can join the care team.")
    if not staff.user.is_active:
        raise Refused(f"{staff.name} no longer signs in.")


def check_day_has_come(client: Client, on: date | None) -> None:
    """A day on which something was said or done: not ahead, and not before the client was born."""
    if on is None:
        return
    if on > clock.today(client.service.zone):
        raise Refused(_("That day lies ahead. Give the day on which it was."))
    if client.date_of_birth and on < client.date_of_birth:
        raise Refused(_("That day lies before the client was born. Check the year."))


def check_can_leave(client: Client, staff: Staff, by: Actor) -> None:
    check_can_change_contact(client, by)
    if [member.id for member in queries.care_team_of(client)] == [staff.id]:
        raise Refused(
            f"{staff.name} is the only one in this care team: without anybody in it, nobody could open "
            "the record. Let somebody join first."
        )


def check_can_grant(client: Client, staff: Staff, until: datetime, reason: str, by: Actor) -> None:
    check_can_offer_supervision(client, by)
    if staff.role != Role.SUPERVISOR or staff.service_id != client.service_id:
        raise Refused("Reading can be granted to a supervisor of the client's own service.")
    last_on = clock.today(client.service.zone) + LONGEST_GRANT
    if until <= clock.now() or until.astimezone(client.service.zone).date() > last_on:
        raise Refused("Reading ends on a day from today to 90 days from today.")
    if not reason.strip():
        raise Refused("Write in a few words what the supervision is about.")


def check_can_offer_supervision(client: Client, by: Actor) -> None:
    """What can be said before anything was typed: the reason beside the button."""
    check_can_change_record(client, by)
    said = queries.consents_of(client).get(Consent.Kind.SUPERVISION)
    if said is not None and not said.given:
        raise Refused("The client does not agree to talking about the work in supervision.")


def can_offer_supervision(client: Client, by: Actor) -> bool:
    return _allows(check_can_offer_supervision, client, by)


def check_can_revoke(grant: Grant, by: Actor) -> None:
    check_can_change_record(grant.client, by)


def check_can_mail(client: Client) -> None:
    """A notice by e-mail: a server, an address, and the client's newest word that it is safe."""
    if not (settings.MAIL_IS_SET_UP or settings.AMITY_DEMO):
        raise Refused(_("No mail server is set up here. Copy the link, or show it as a code."))
    if not client.email:
        raise Refused(_("No e-mail address is recorded here."))
    contact = queries.safe_contact_of(client)
    if contact is None:
        raise Refused(_("It is not recorded here whether e-mail is safe for this client."))
    if not contact.email_ok:
        raise Refused(_("E-mail is not safe for this client."))


def can_mail(client: Client) -> bool:
    return _allows(check_can_mail, client)


def check_can_invite(client: Client, by: Actor) -> None:
    """Pages of their own: agreed to be kept here, and asked who else could see them."""
    check_can_change_record(client, by)
    if not queries.has_consent(client, Consent.Kind.RECORDS):
        raise Refused("First record the client's consent to keeping records here.")
    contact = queries.safe_contact_of(client)
    if contact is None or not contact.device_shared:
        raise Refused("First record whether anybody else uses their phone, e-mail or PIN.")


def check_can_withdraw_invitation(invitation: Invitation, by: Actor) -> None:
    check_can_change_record(invitation.client, by)
    if invitation.accepted_at is not None:
        raise Refused("It was used already. Close the sign-in instead, on the page before this one.")


def check_can_mail_invitation(invitation: Invitation) -> None:
    """As for any notice; and once."""
    if not queries.state_of_invitation(invitation).is_open:
        raise Refused("This invitation opens nothing any more.")
    if any(message.link.endswith(invitation.token) for message in queries.messages_of(invitation.client)):
        raise Refused("This invitation was put in the post already.")
    check_can_mail(invitation.client)


def check_can_close_sign_in(client: Client, by: Actor) -> None:
    check_can_change_record(client, by)
    sign_in = queries.sign_in_of(client)
    if sign_in is None or sign_in.closed_at is not None:
        raise Refused("The client does not sign in now, so there is nothing to close.")


def check_is_the_client(client: Client, by: Actor) -> None:
    if (by.actor_kind, by.actor_id) != ("client", client.id):
        raise Refused(_("Only the client can do this."))


def check_can_choose_language(client: Client, language: str, by: Actor) -> None:
    """One of those there are. Whoever else changes it does so with the client's details."""
    check_is_the_client(client, by)
    if language not in dict(spoken()):
        raise Refused(_("These pages do not speak that language yet."))


def check_pin(pin: str, client: Client) -> None:
    """Six signs or more; not what somebody who knows them would try first."""
    if len(pin) < SHORTEST_PIN:
        raise Refused(gettext("A PIN has at least six figures or letters."))
    born = client.date_of_birth
    days = {f"{born:{form}}" for form in ("%d%m%y", "%y%m%d", "%m%d%y", "%d%m%Y", "%Y%m%d", "%m%d%Y")}
    steps = {ord(after) - ord(before) for before, after in pairwise(pin)}
    if pin in days or len(set(pin)) <= 2 or steps in ({1}, {-1}):
        raise Refused(gettext("That one is tried first. Choose another, not a birthday and not 123456."))


def check_can_change_devices(client: Client, by: Actor) -> None:
    """The client, and their care team."""
    if (by.actor_kind, by.actor_id) != ("client", client.id):
        check_can_change_record(client, by)


def check_can_have_devices(client: Client, by: Actor) -> None:
    check_can_change_devices(client, by)
    sign_in = queries.sign_in_of(client)
    if sign_in is None or sign_in.closed_at is not None:
        raise Refused("The client does not sign in now. Invite them first.")


def check_can_make_device_code(client: Client, by: Actor) -> None:
    """For whoever signs in, and for whoever was invited by a link that was sent."""
    check_can_change_devices(client, by)
    if not queries.own_pages_of(client).is_open:
        raise Refused(_("The client does not sign in now, and no invitation waits. Invite them first."))


def can_make_device_code(client: Client, by: Actor) -> bool:
    return _allows(check_can_make_device_code, client, by)


def check_can_accept(invitation: Invitation) -> None:
    """Once, while it is open; locking keeps others out, not whoever is inside already."""
    if queries.state_of_invitation(invitation).id not in ("open", "locked"):
        raise Refused(_("This invitation opens nothing any more. Ask for a new one when you meet."))


def check_sign_in_name(client: Client, name: str) -> None:
    """A name of their own, which says nobody's. Why one cannot be used is said the same for every cause."""
    plain = "".join(sign for sign in name if sign.isalnum())
    if "@" in name:
        raise Refused(_("Choose a name that is no e-mail address: a mailbox may be read by others."))
    if len(plain) < SHORTEST_NAME:
        raise Refused(
            _("Choose a longer name: at least {least} letters or figures.").format(least=SHORTEST_NAME)
        )
    taken = queries.sign_in_by_name(name, closed_too=True)
    if _says_who(client, name) or (taken is not None and taken.client_id != client.id):
        raise Refused(_("This name cannot be used. Choose another, or take one of those below."))


def check_password(password: str, name: str) -> None:
    """Long, not among the common ones, not the name. Nothing about capitals, figures or signs (goal G7)."""
    if len(password) < SHORTEST_PASSWORD:
        raise Refused(
            _("Choose a longer password: at least {least} letters, spaces counted.").format(
                least=SHORTEST_PASSWORD
            )
        )
    if queries.name_hash(password) == queries.name_hash(name):
        raise Refused(_("Choose a password that is not the name."))
    try:
        password_validation.validate_password(password)
    except ValidationError:
        raise Refused(_("Many people use this password, so it is guessed first. Choose another.")) from None


LATEST_YEARS = 5


def check_can_set_open_until(
    client: Client, sign_in: ClientSignIn | None, until: date | None, by: Actor
) -> None:
    """The care team; the client themself, but only to a day that comes sooner."""
    is_theirs = (by.actor_kind, by.actor_id) == ("client", client.id)
    if not is_theirs:
        check_can_change_record(client, by)
    if sign_in is None or sign_in.closed_at is not None:
        raise Refused(_("The own pages are not open."))
    today = clock.today(client.zone)
    if until is not None and until < today:
        raise Refused(_("That day has passed. Choose today or a later day."))
    if until is not None and until.year > today.year + LATEST_YEARS:
        raise Refused(f"Choose a day within {LATEST_YEARS} years.")
    now = sign_in.open_until
    if is_theirs and (until is None or (now is not None and until > now)):
        raise Refused(_("Here you can choose a sooner day. For a later one, ask when you meet or call."))


def _says_who(client: Client, name: str) -> bool:
    """Whether a part of the client's own name of three letters or more stands in it."""
    written = name.casefold()
    return any(part in written for part in client.name.casefold().split() if len(part) >= 3)


def _coordinates(client: Client, by: Actor) -> bool:
    staff = queries.staff_of(by)
    return staff is not None and staff.role == Role.COORDINATOR and staff.service_id == client.service_id


def _is_the_program(by: Actor) -> bool:
    return by.actor_kind == "system"


def _allows(check: Callable[..., None], *args: Any) -> bool:
    return not why_not(check, *args)
