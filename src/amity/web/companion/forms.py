"""What the browser sent: a name and a password."""

from typing import Any

from django import forms

LONGEST = 200  # of a password; a sentence fits
SHORT_OF_IT = "At least 12 letters, spaces counted. Three words that do not belong together are easy to keep."


def _password(label: str, kind: str, missing: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST,
        strip=False,
        help_text=help_text,
        widget=forms.PasswordInput(attrs={"autocomplete": kind}),
        error_messages={"required": missing, "max_length": f"At most {LONGEST} letters."},
    )


def _name(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=60,
        help_text=help_text,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": "Write the name you chose."},
    )


class SignInForm(forms.Form):
    """Coming back."""

    name = _name("The name you chose")
    password = _password("Password", "current-password", "Write your password.")


class NewPasswordForm(forms.Form):
    """A password twice, so that a slip of the finger locks nobody out."""

    password = _password("Password", "new-password", "Choose a password.", SHORT_OF_IT)
    again = _password("The password once more", "new-password", "Write the password once more.")

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if "again" in given and given.get("password", "") != given["again"]:
            self.add_error("again", "This is not the same as the line above. Write both again.")
        return given


class ChooseForm(NewPasswordForm):
    """A name and a password of their own choosing."""

    name = _name("A name for signing in", "Not your own name, and no e-mail address. Change it as you like.")
    field_order = ("name", "password", "again")


class ChangePasswordForm(NewPasswordForm):
    """Another password, by somebody who knows the one there is."""

    old = _password("Your password now", "current-password", "Write the password you have now.")
    field_order = ("old", "password", "again")
