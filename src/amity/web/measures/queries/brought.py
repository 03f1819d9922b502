"""Questionnaires that a service brought itself, found by id and version beside those of the library.

An id is never in both: theirs begin with `importing.PREFIX`. A version's definition never changes, so what
was opened once is kept by its row.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from uuid import UUID

from django.http import Http404

from amity.core import importing, library
from amity.core.definitions.instrument import Instrument
from amity.core.errors import UnknownContentError
from amity.web.measures.models import ImportedInstrument
from amity.web.people.models import Service


def find(id: str, version: int | None = None) -> Instrument:
    """One questionnaire of the library, or one that was brought. Raises UnknownContentError.

    version None: the newest that was released, unless it was withdrawn. A version that is named is found
    whatever became of it: what was answered is still read with it.
    """
    if not id.startswith(importing.PREFIX):
        return library.instrument(id, version)
    rows = ImportedInstrument.objects.filter(instrument=id).order_by("-version")
    named = rows.filter(version=version) if version is not None else rows.exclude(released_at=None)
    row = named.values_list("id", "withdrawn_at").first()
    if row is None or (version is None and row[1] is not None):
        raise UnknownContentError(f"There is no questionnaire {id!r} that is given here.")
    return opened(row[0])


@lru_cache(maxsize=256)
def opened(row_id: UUID) -> Instrument:
    """The questionnaire of one row."""
    return importing.open_text(ImportedInstrument.objects.values_list("definition", flat=True).get(pk=row_id))


def brought_of(service: Service) -> list[ImportedInstrument]:
    """Everything a service brought, by name, the newest version first."""
    return list(service.imported_instruments.order_by("instrument", "-version"))


def given_by(service: Service | None) -> Iterator[Instrument]:
    """What a service brought and gives now: the newest released version of each, unless it was withdrawn."""
    if service is None:
        return
    newest: dict[str, ImportedInstrument] = {}
    for row in service.imported_instruments.exclude(released_at=None).order_by("instrument", "-version"):
        newest.setdefault(row.instrument, row)
    yield from (opened(row.id) for row in newest.values() if row.withdrawn_at is None)


def stand_ins(instruments: Iterable[Instrument], named: Iterable[str]) -> dict[str, str]:
    """Which of these that were brought are forms of what is named: id as it is named → its id here.

    One laid on our scoring has that id in its own; one that was brought alone has the same short name.
    """
    here: dict[str, str] = {}
    for it in instruments:
        if it.id.startswith(importing.PREFIX):
            here.setdefault(_letters(it.id.removeprefix(importing.PREFIX)), it.id)
            here.setdefault(_letters(it.short), it.id)
    return {id: here[_letters(id)] for id in named if _letters(id) in here}


def _letters(name: str) -> str:
    """ "EDE-Q" and "ede_q" are the same."""
    return "".join(sign for sign in name.lower() if sign.isalnum())


def is_of(service: Service, id: str) -> bool:
    """Whether this service may give it: one of the library, or one it brought itself."""
    return not id.startswith(importing.PREFIX) or service.imported_instruments.filter(instrument=id).exists()


def brought_for(service: Service, id: UUID) -> ImportedInstrument:
    """One row of this service. Raises Http404."""
    found = service.imported_instruments.filter(pk=id).first()
    if found is None:
        raise Http404
    return found


def next_id(service: Service, wanted: str) -> tuple[str, int]:
    """The id for a questionnaire that is called so, and its next version; never another service's."""
    id, number = wanted, 1
    while ImportedInstrument.objects.filter(instrument=id).exclude(service=service).exists():
        number += 1
        id = f"{wanted}_{number}"
    newest = ImportedInstrument.objects.filter(instrument=id).order_by("-version").first()
    return id, newest.version + 1 if newest else 1


def wordless() -> list[Instrument]:
    """The questionnaires whose scoring is carried without their words."""
    return sorted((it for it in library.instruments() if not it.has_wording), key=lambda it: it.short)
