"""Somebody's identity and contact."""

import re
import uuid
from datetime import date
from functools import lru_cache
from typing import Any
from zoneinfo import available_timezones

from django import forms

from amity.web.base import clock
from amity.web.people.forms.days import HOW, DateOfBirthField
from amity.web.people.models import Service

LANGUAGES = (
    ("en", "English"), ("ar", "العربية"), ("bn", "বাংলা"), ("cy", "Cymraeg"), ("de", "Deutsch"),
    ("el", "Ελληνικά"), ("es", "Español"), ("fa", "فارسی"), ("fr", "Français"), ("gu", "ગુજરાતી"),
    ("hi", "हिन्दी"), ("it", "Italiano"), ("nl", "Nederlands"), ("pa", "ਪੰਜਾਬੀ"), ("pl", "Polski"),
    ("pt", "Português"), ("ro", "Română"), ("ru", "Русский"), ("so", "Soomaali"), ("sw", "Kiswahili"),
    ("tr", "Türkçe"), ("uk", "Українська"), ("ur", "اردو"), ("vi", "Tiếng Việt"), ("zh", "中文"),
)  # fmt: skip


class ClientForm(forms.Form):
    """For somebody new and for a change; `id` is made with the form, so that sending twice adds once."""

    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    name = forms.CharField(
        label="Name",
        help_text="As they want to be called here.",
        max_length=120,
        error_messages={"required": "Write the name they go by."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    date_of_birth = forms.Field()  # replaced in __init__: its past begins in the service's zone
    pronouns = forms.CharField(
        label="Pronouns",
        required=False,
        max_length=40,
        help_text="For example she/her. Leave empty when you have not asked.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    phone = forms.CharField(
        label="Phone",
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    email = forms.EmailField(
        label="E-mail",
        required=False,
        max_length=200,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"invalid": "Write an address such as maya@example.org, or leave it empty."},
    )
    language = forms.ChoiceField(label="Language", choices=LANGUAGES)
    time_zone = forms.ChoiceField(label="Time zone they live in")
    somebody_else = forms.BooleanField(
        label="This is somebody else", required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        initial = {"id": uuid.uuid4(), "time_zone": service.time_zone} | kwargs.get("initial", {})
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        self.fields["date_of_birth"] = DateOfBirthField(
            today=lambda: clock.today(service.zone),
            label="Date of birth",
            help_text=HOW,
            error_messages={"required": HOW},
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )
        self.fields["time_zone"].choices = zones()  # type: ignore[attr-defined]

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        if phone and not re.fullmatch(r"\+?[\d\s().\-/]{5,}(\s*(x|ext\.?)\s*\d+)?", phone):
            raise forms.ValidationError("Write a number in figures, with + and the country where needed.")
        return phone

    @property
    def identity(self) -> dict[str, Any]:
        """The clean values that `actions.add_client` and `change_client` take."""
        left_out = ("id", "version", "somebody_else")
        return {key: value for key, value in self.cleaned_data.items() if key not in left_out}


class FindForm(forms.Form):
    """What to look for: sent in the body, so that no name stands in an address."""

    q = forms.CharField(required=False, max_length=120)


@lru_cache(maxsize=1)
def zones() -> list[tuple[str, list[tuple[str, str]]]]:
    """Time zones as a list of choices, by continent."""
    grouped: dict[str, list[tuple[str, str]]] = {}
    for zone in sorted(available_timezones()):
        continent, _, place = zone.partition("/")
        if place and continent not in ("Etc", "SystemV", "US", "posix", "right"):
            grouped.setdefault(continent, []).append((zone, place.replace("_", " ")))
    return [*grouped.items(), ("Other", [("UTC", "UTC")])]


def identity_of(client: Any) -> dict[str, Any]:
    """A client's stored values, to fill the form with."""
    born: date | None = client.date_of_birth
    names = ("version", "name", "pronouns", "phone", "email", "language", "time_zone")
    return {"date_of_birth": born} | {name: getattr(client, name) for name in names}
