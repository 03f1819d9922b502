"""One language's catalogue: `django.po`, which people write, and `django.mo`, which the program reads."""

from __future__ import annotations

import gettext
import io
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tools.words.extract import Message
from tools.words.pages import WEB

Key = tuple[str, str]
LOCALES = WEB / "locale"
NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)
# What stands for something else in a text: {name}, %(name)s, a tag of the markup.
_PLACES = re.compile(r"\{\w*\}|%\(\w+\)[sd]|%[sd]|</?[a-z]+\b")


def languages(locales: Path = LOCALES) -> list[str]:
    """The languages there are catalogues of."""
    return sorted(path.parent.parent.name for path in locales.glob("*/LC_MESSAGES/django.po"))


def po(language: str, locales: Path = LOCALES) -> Path:
    """Where a language's texts are written."""
    return locales / language / "LC_MESSAGES" / "django.po"


def read(language: str, locales: Path = LOCALES) -> Catalog:
    """The catalogue as it is written."""
    with po(language, locales).open("rb") as file:
        return read_po(file, locale=language)


def merged(old: Catalog, language: str, wanted: Mapping[Key, Message]) -> Catalog:
    """Every wanted text once, with what was translated before; what nobody asks for any more is gone."""
    new = Catalog(locale=language, project="Amity", fuzzy=False, header_comment=old.header_comment)
    new.creation_date = new.revision_date = old.creation_date
    for (context, singular), one in sorted(wanted.items(), key=lambda it: (sorted(it[1].files), it[0])):
        kept = old.get(singular, context or None)
        is_same = kept is not None and isinstance(kept.id, tuple) == bool(one.plural)
        new.add(
            (singular, one.plural) if one.plural else singular,
            kept.string if kept and is_same else None,
            locations=[(name, 0) for name in sorted(one.files)],
            flags={"fuzzy"} & set(kept.flags) if kept else (),
            user_comments=kept.user_comments if kept else (),
            context=context or None,
        )
    return new


def text_of(catalogue: Catalog) -> bytes:
    """A catalogue as it is written down: no line numbers, so that it changes only where its words do."""
    into = io.BytesIO()
    write_po(into, catalogue, width=100, include_lineno=False, ignore_obsolete=True)
    return re.sub(
        rb'"(Generated-By|POT-Creation-Date|PO-Revision-Date|Report-Msgid|Last-Trans|Language-Team|Project-Id)[^\n]*\n',
        b"",
        into.getvalue(),
    )


def compiled(catalogue: Catalog) -> bytes:
    """A catalogue as the program reads it."""
    catalogue.creation_date = catalogue.revision_date = NO_DAY  # so that the same words make the same bytes
    into = io.BytesIO()
    write_mo(into, catalogue)
    return into.getvalue()


def write(catalogue: Catalog, language: str, locales: Path = LOCALES) -> None:
    """Both files; what was not translated stays out of the second one."""
    path = po(language, locales)
    path.write_bytes(text_of(catalogue))
    path.with_suffix(".mo").write_bytes(compiled(read(language, locales)))


def problems(language: str, wanted: Mapping[Key, Message], locales: Path = LOCALES) -> Iterator[str]:
    """Everything that is wrong with a language's catalogue: stale, missing, unsure, unlike, not compiled."""
    catalogue = read(language, locales)
    there = {(one.context or "", _singular(one.id)): one for one in catalogue if one.id}
    for key in wanted.keys() - there.keys():
        yield f"{language}: not in the catalogue yet: {key[1]!r} ({', '.join(sorted(wanted[key].files))})"
    for key in there.keys() - wanted.keys():
        yield f"{language}: nothing asks for it any more: {key[1]!r}"
    for key, one in there.items():
        if key in wanted:
            yield from (f"{language}: {why}: {key[1]!r}" for why in _wrong(one, wanted[key]))
    if not _agrees(catalogue, po(language, locales).with_suffix(".mo")):
        yield f"{language}: django.mo is not what django.po says"


def _wrong(one: object, wanted: Message) -> Iterator[str]:
    id, string = getattr(one, "id", ""), getattr(one, "string", "")
    flags: set[str] = getattr(one, "flags", set())
    told = string if isinstance(string, tuple) else (string,)
    if isinstance(id, tuple) != bool(wanted.plural) or (wanted.plural and id[1] != wanted.plural):
        yield "its form for many has changed"
    elif not all(told):
        yield "not translated"
    elif "fuzzy" in flags:
        yield "marked as unsure (fuzzy)"
    else:
        expected = sorted(_PLACES.findall(wanted.plural or wanted.singular))
        for n, text in enumerate(told):
            found = sorted(_PLACES.findall(text))
            # One of something may be said in words: "één vraag" needs no {count}.
            missing_one = n == 0 and len(told) > 1 and set(found) <= set(expected)
            if found != expected and not missing_one:
                yield f"stands for other things ({', '.join(found)}) than it should ({', '.join(expected)})"


def _singular(id: object) -> str:
    return str(id[0]) if isinstance(id, tuple) else str(id)


def _agrees(catalogue: Catalog, mo: Path) -> bool:
    """Whether the program reads what people wrote."""
    return mo.exists() and _read_mo(mo.read_bytes()) == _read_mo(compiled(catalogue))


def _read_mo(held: bytes) -> dict[object, str]:
    known = gettext.GNUTranslations(io.BytesIO(held))
    texts: dict[object, str] = dict(getattr(known, "_catalog"))  # noqa: B009 - it has no public name
    texts.pop("", None)
    return texts
