"""The password that opens a covered or handed-over device."""

from django import forms


class PasswordForm(forms.Form):
    """Never filled in by the browser itself: a stored password would open the device to whoever holds it."""

    password = forms.CharField(
        label="Your password",
        strip=False,
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Type the password you sign in with."},
    )
