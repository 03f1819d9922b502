"""Which language a client's page speaks: the client's own once it is known, before that the browser's.

What a phone keeps for when there is no connection is asked for as nobody, in the client's language: `?l=nl`.

Clinicians' pages are in English. What a client reads goes through gettext, and the catalogues lie in
`web/locale`. A language without a catalogue is answered in English (docs/explanation/languages.md).
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from amity.web.base.middleware import CLIENT_PREFIX

Next = Callable[[HttpRequest], HttpResponse]


def spoken() -> tuple[tuple[str, str], ...]:
    """The languages there are, each by its code and its own name: `("nl", "Nederlands")`."""
    return tuple((code.partition("-")[0], name) for code, name in settings.LANGUAGES)


def speak(language: str) -> None:
    """Go on in this language, until the response is made; in English where there is no such catalogue.

    language: as a client's record has it, "nl".
    """
    translation.activate(_codes().get(language, settings.LANGUAGE_CODE))


def in_this_language(address: str) -> str:
    """An address whose page is drawn in the language of this one, whoever asks for it."""
    return f"{address}?l={now_spoken()}"


def now_spoken() -> str:
    """The language of this page, as a client's record and the twins of content write it: "en", "nl"."""
    return (translation.get_language() or settings.LANGUAGE_CODE).partition("-")[0]


class Speaking:
    """A client's page begins in the browser's language, any other in English; nothing is left of it after."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_clients = request.path_info.startswith(CLIENT_PREFIX)
        with translation.override(_wished(request) if is_clients else settings.LANGUAGE_CODE):
            return self.get_response(request)


def _wished(request: HttpRequest) -> str:
    """What the address asks for, if that is spoken; otherwise what the browser asks for."""
    asked = request.GET.get("l", "").partition("-")[0]
    return _codes().get(asked) or translation.get_language_from_request(request)


def _codes() -> dict[str, str]:
    """The catalogue of each language: "en" is kept as "en-gb"."""
    return {code.partition("-")[0]: code for code, _ in settings.LANGUAGES}
