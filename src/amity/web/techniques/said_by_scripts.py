"""What the scripts of a worksheet's page say, so that the page can hand it to them in its own language.

A script keeps the English; where the page speaks another language, the form carries the translations.
"""

from django.utils.translation import gettext, gettext_noop

TEXTS = (
    gettext_noop(
        "Not saved yet: no connection. What you wrote stands on this page and is sent again by itself."
    ),
    gettext_noop("Not saved: this is not open to you any more. Copy what you wrote before you leave."),
    gettext_noop("Not saved yet: you are signed out. What you wrote stands on this page. "),
    gettext_noop("Not saved: "),
    gettext_noop("Not everything is saved: look at what is marked."),
    gettext_noop("saving …"),
    gettext_noop("saved "),
    gettext_noop("Sign in in another tab"),
    gettext_noop("; then it is sent."),
    gettext_noop("Open your link again in another tab; then it is sent."),
    gettext_noop(
        "Somebody else answered this at the same time. Both are kept, "
        "and both can be read where all of it is read."
    ),
    gettext_noop("Taken away. "),
    gettext_noop("Taken away"),
    gettext_noop("Put it back"),
    gettext_noop("Back again"),
    gettext_noop("Now %n of %m"),
)


def translated() -> dict[str, str]:
    """Each text that is said otherwise in the language of this page; nothing on a page in English."""
    return {text: said for text in TEXTS if (said := gettext(text)) != text}
