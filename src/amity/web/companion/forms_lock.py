"""What the browser sent: a PIN."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 40


def _pin(label: Any, missing: Any, help_text: Any = "") -> forms.CharField:
    attrs = {"autocomplete": "off", "inputmode": "numeric"}
    return forms.CharField(
        label=label,
        max_length=LONGEST,
        help_text=help_text,
        widget=forms.PasswordInput(attrs=attrs),
        error_messages={"required": missing},
    )


class PinForm(forms.Form):
    """The PIN of this device."""

    def __init__(self, *args: Any, has_pin: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    pin = _pin(_("PIN"), _("Type the PIN."))


class NewPinForm(forms.Form):
    """A PIN twice; where there is one already, that one first. has_pin: whether there is."""

    old = _pin(_("The PIN you have now"), _("Type the PIN you have now."))
    new = _pin(
        _("A PIN for this device"),
        _("Choose a PIN."),
        _("At least six figures or letters. Not the phone’s own."),
    )
    again = _pin(_("The PIN once more"), _("Type the PIN once more."))

    def __init__(self, *args: Any, has_pin: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_pin:
            del self.fields["old"]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        given.setdefault("old", "")
        if "again" in given and given.get("new", "") != given["again"]:
            self.add_error("again", _("This is not the same as the line above. Type both again."))
        return given


class ForgottenForm(forms.Form):
    """The password instead of the PIN."""

    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Write your password.")},
    )
