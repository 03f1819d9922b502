"""What the browser sent, as clean values."""

from amity.web.people.forms.client import ClientForm, FindForm
from amity.web.people.forms.consent import ConsentForm, SafeContactForm
from amity.web.people.forms.locked import PasswordForm
from amity.web.people.forms.supervision import GrantForm
from amity.web.people.forms.team import JoinForm

__all__ = [
    "ClientForm",
    "ConsentForm",
    "FindForm",
    "GrantForm",
    "JoinForm",
    "PasswordForm",
    "SafeContactForm",
]
