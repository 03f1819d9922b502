"""What the browser sent: a name and a password."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_lazy as gettext

from amity.web.base.words import Words

LONGEST = 200  # of a password; a sentence fits
LONGER = gettext_lazy("At most 200 letters.")  # LONGEST
SHORT_OF_IT = gettext_lazy(
    "At least 12 letters, spaces counted. Three words that do not belong together are easy to keep."
)


def _password(label: Words, kind: str, missing: Words, help_text: Words = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST,
        strip=False,
        help_text=help_text,
        widget=forms.PasswordInput(attrs={"autocomplete": kind}),
        error_messages={"required": missing, "max_length": LONGER},
    )


def _name(label: Words, help_text: Words = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=60,
        help_text=help_text,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": _("Write the name you chose.")},
    )


class SignInForm(forms.Form):
    """Coming back."""

    name = _name(gettext_lazy("The name you chose"))
    password = _password(gettext_lazy("Password"), "current-password", gettext_lazy("Write your password."))
    code = forms.CharField(label=gettext("Code of six figures"), required=False, max_length=20)


class JoinCodeForm(forms.Form):
    """Six figures from whoever invited."""

    code = forms.CharField(
        label=gettext("Code of six figures"),
        max_length=20,
        error_messages={"required": gettext("Write the six figures.")},
    )


class NewPasswordForm(forms.Form):
    """A password twice, so that a slip of the finger locks nobody out."""

    password = _password(
        gettext_lazy("Password"), "new-password", gettext_lazy("Choose a password."), SHORT_OF_IT
    )
    again = _password(
        gettext_lazy("The password once more"), "new-password", gettext_lazy("Write the password once more.")
    )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if "again" in given and given.get("password", "") != given["again"]:
            self.add_error("again", _("This is not the same as the line above. Write both again."))
        return given


class ChooseForm(NewPasswordForm):
    """A name and a password of their own choosing."""

    name = _name(
        gettext_lazy("A name for signing in"),
        gettext_lazy("Not your own name, and no e-mail address. Change it as you like."),
    )
    field_order = ("name", "password", "again")


class ChangePasswordForm(NewPasswordForm):
    """Another password, by somebody who knows the one there is."""

    old = _password(
        gettext_lazy("Your password now"),
        "current-password",
        gettext_lazy("Write the password you have now."),
    )
    field_order = ("old", "password", "again")
