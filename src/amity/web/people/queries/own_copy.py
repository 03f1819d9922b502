"""Who a client is here, in a copy for themself: name, contact, what they agreed to, who works with them."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from amity.web.base.copy_part import Row, SubjectPart, filled
from amity.web.base.language import spoken
from amity.web.base.templatetags.amity import date_only
from amity.web.people.models import CareTeamMember, Client, ClientSignIn
from amity.web.people.queries.record import consent_history_of, safe_contact_of


def own_copy(client: Client) -> Sequence[SubjectPart]:
    """The clinic's own notes beside a consent or a way of reaching somebody are not among it."""
    return [
        SubjectPart(_("You"), [_who(client)]),
        SubjectPart(_("What you agreed to"), list(_consents(client))),
        SubjectPart(_("Who works with you"), list(_care_team(client))),
        SubjectPart(_("Your phones and computers"), list(_devices(client))),
    ]


def _who(client: Client) -> Row:
    contact, own = safe_contact_of(client), ClientSignIn.objects.filter(client=client).first()
    return filled(
        (
            (_("Name"), client.name),
            (_("Date of birth"), date_only(client.date_of_birth)),
            (_("Pronouns"), client.pronouns),
            (_("Phone"), client.phone),
            (_("E-mail"), client.email),
            (_("Language"), dict(spoken()).get(client.language, client.language)),
            (_("Safe to reach by"), contact.ways if contact else ""),
            (_("When"), contact.when if contact else ""),
            (_("The name you sign in with"), own.name if own else ""),
            (_("These pages stay open until"), date_only(own.open_until) if own else ""),
        )
    )


def _consents(client: Client) -> Iterator[Row]:
    for it in consent_history_of(client):
        yield {
            _("To"): str(it.get_kind_display()),
            _("Your answer"): _("yes") if it.given else _("no"),
            _("How"): str(it.get_how_display()),
            _("On"): date_only(it.on),
        }


def _care_team(client: Client) -> Iterator[Row]:
    zone = client.zone
    for it in CareTeamMember.objects.filter(client=client).select_related("staff").order_by("since"):
        until = date_only(it.until.astimezone(zone).date()) if it.until else ""
        since = date_only(it.since.astimezone(zone).date())
        yield filled(((_("Name"), it.staff.name), (_("Since"), since), (_("Until"), until)))


def _devices(client: Client) -> Iterator[Row]:
    for it in client.devices.filter(ended_at=None).order_by("approved_on"):
        yield {_("Called"): it.called, _("Since"): date_only(it.approved_on)}
