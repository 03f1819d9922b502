"""Questionnaires that a service brings itself: read, laid on a scoring, checked. Nothing here is stored.

`fhir_r4.read` reads a FHIR R4 Questionnaire into a `Draft`; `laid_on`, `alone` and `from_yaml` make an
instrument of it, under the same checks as a file of ours; `open_text` reads what was kept.
"""

from amity.core.importing import fhir_r4
from amity.core.importing.built import Built, from_yaml, open_text
from amity.core.importing.draft import Draft, DraftItem, DraftOption
from amity.core.importing.laying import laid_on
from amity.core.importing.said import PREFIX, Said, SaidCutoff
from amity.core.importing.summing import alone

__all__ = [
    "PREFIX",
    "Built",
    "Draft",
    "DraftItem",
    "DraftOption",
    "Said",
    "SaidCutoff",
    "alone",
    "fhir_r4",
    "from_yaml",
    "laid_on",
    "open_text",
]
