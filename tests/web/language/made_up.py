"""A language nobody speaks: every translated text stands between two marks; what was forgotten shows."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import Any

from django.test import override_settings
from django.utils.translation import trans_real as django_trans_real

trans_real: Any = django_trans_real  # the stubs know none of what is needed here

CODE, OPENS, CLOSES = "zz", "⟦", "⟧"
SPOKEN = {"aria-label", "title", "placeholder", "alt"}
_WORD = re.compile(r"[^\W\d_]{2,}")


class MadeUp(django_trans_real.DjangoTranslation):
    """Marks whatever it is asked for; a context stands before the text and is left out."""

    def __init__(self) -> None:
        self._catalog = trans_real.TranslationCatalog()
        self.plural = lambda number: int(number != 1)

    def to_language(self) -> str:
        return CODE

    def language(self) -> str:
        return CODE

    def gettext(self, message: str) -> str:
        return _marked(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return _marked(msgid1 if n == 1 else msgid2)


def _marked(message: str) -> str:
    return f"{OPENS}{message.partition(chr(4))[2] or message}{CLOSES}"


@contextmanager
def spoken() -> Iterator[None]:
    """Clients whose language is `CODE` read it."""
    made: Any = MadeUp.__new__(MadeUp)
    MadeUp.__init__(made)
    languages = [("en-gb", "English"), ("nl", "Nederlands"), (CODE, "Made up")]
    with override_settings(LANGUAGES=languages):
        trans_real.get_languages.cache_clear()
        trans_real._translations[CODE] = made
        yield
        trans_real._translations.pop(CODE, None)
    trans_real.get_languages.cache_clear()


def unmarked(page: str, known: set[str]) -> list[str]:
    """Words of a page that no catalogue gave. known: what was written by people, or stands in content."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    found = []
    for text in reader.found:
        rest = re.sub(rf"{OPENS}[^{OPENS}{CLOSES}]*{CLOSES}", " ", text)
        while OPENS in rest and CLOSES in rest:  # a text inside a text
            smaller = re.sub(rf"{OPENS}[^{OPENS}{CLOSES}]*{CLOSES}", " ", rest)
            if smaller == rest:
                break
            rest = smaller
        if rest.strip(" .,:·“”()") in known:
            continue
        for each in sorted((it for it in known if len(it) > 11), key=len, reverse=True):
            rest = rest.replace(each, " ")
        if _WORD.search(rest):
            found.append(" ".join(text.split()))
    return found


def texts(page: str) -> set[str]:
    """Every text of a page, as it stands."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return {" ".join(it.split()) for it in reader.found}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.silent = 0
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self.silent += tag in ("script", "style", "title")
        if held.get("lang"):
            self.silent += 1
            self.open.append(tag)
        self.found += [value for name, value in attrs if name in SPOKEN and value]

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style", "title") and self.silent:
            self.silent -= 1
        if self.open and self.open[-1] == tag:
            self.open.pop()
            self.silent -= 1

    def handle_data(self, data: str) -> None:
        if not self.silent and data.strip():
            self.found.append(data)
