"""What the browser sent before a step with everything that is the client's: their password, a word."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 200  # as at signing in


class ProofForm(forms.Form):
    """The password once more."""

    password = forms.CharField(
        label=_("Your password"),
        max_length=LONGEST,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={
            "required": _("Write your password."),
            "max_length": _("At most 200 letters."),
        },
    )


class AwayForm(ProofForm):
    """The same, and that they mean it."""

    sure = forms.BooleanField(
        label=_("Yes, do away with it. I know that nobody can bring it back."),
        error_messages={"required": _("Tick the box if you mean it. Until then nothing happens.")},
    )
    field_order = ("sure", "password")
