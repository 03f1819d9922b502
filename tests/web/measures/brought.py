"""A questionnaire with invented words, as a service would bring it, and what is said of it."""

import json
from datetime import date
from typing import Any

from amity.web.measures import actions
from amity.web.measures.models import ImportedInstrument
from amity.web.people.models import Staff
from tests.core import fhir_cast

SEVEN = json.dumps(fhir_cast.seven(), indent=1)
SAID: dict[str, Any] = {
    "language": "en",
    "holder": "Nobody, it is invented",
    "evidence": "Letter of 3 May 2026, in the folder of the service",
    "checked_on": date(2026, 3, 1),
}
OF_ITS_OWN: dict[str, Any] = SAID | {
    "title": "Kettle Questionnaire",
    "short": "KQ",
    "measures": "kettles",
    "recall_days": 14,
    "higher_is": "worse",
    "pole": "neither",
    "safety": ["/k/6"],
}


def bring(who: Staff, **changed: Any) -> ImportedInstrument:
    """Kept, and not yet released."""
    given: dict[str, Any] = {"service": who.service, "text": SEVEN, "of": "isi", "said": SAID, "by": who.user}
    return actions.import_instrument(**(given | changed))


def released(who: Staff, second: Staff, **changed: Any) -> ImportedInstrument:
    """As it can be given."""
    return actions.release_instrument(row=bring(who, **changed), by=second.user)
