"""What a service says of a questionnaire it brings, and how that stands in the definition that is made."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

PREFIX: Final = "brought_"  # no id of ours begins so: an id is never in both
LICENCE: Final = "Licence of the service"
SERVICE: Final = "Decision of the service"
CUTOFF: Final = "Source of the cut-off"


@dataclass(frozen=True, slots=True)
class SaidCutoff:
    """A total that means something, with where that is written."""

    at: int
    label: str
    source: str


@dataclass(frozen=True, slots=True)
class Said:
    """What a service says of a questionnaire it brings.

    id: begins with `PREFIX`. recall_days: how many days back it asks. evidence: where the licence can be
    seen. safety: linkIds of the questions about suicide or self-harm; every answer of these above the lowest
    number calls somebody, so they are refused where a higher number is better. cutoff: only with its source.
    pole: the end of mood that a total on the worse side speaks of; None for another matter.
    may_be_kept_back: the client says whether the clinician sees it; never beside a question about suicide.
    """

    id: str
    version: int
    title: str
    short: str
    language: str
    measures: str
    recall_days: int
    higher_is: Literal["worse", "better"]
    holder: str
    evidence: str
    checked_on: date
    safety: frozenset[str] = frozenset()
    cutoff: SaidCutoff | None = None
    may_be_kept_back: bool = False
    pole: Literal["low", "high"] | None = None


def head(said: Said) -> dict[str, Any]:
    """The first keys of its definition."""
    return {
        "id": said.id,
        "version": said.version,
        "title": said.title,
        "short": said.short,
        "language": said.language,
        "measures": said.measures,
        "wording": LICENCE,
    }


def licence(said: Said) -> dict[str, Any]:
    """What the service attests."""
    day = said.checked_on.isoformat()
    return {"class": "byo", "holder": said.holder, "evidence": said.evidence, "checked_on": day}


def sources(said: Said) -> dict[str, Any]:
    """The works that its definition names: what the service says, none of it checked by us."""
    sources = {
        LICENCE: {"reference": said.evidence, "checked": "unverified"},
        SERVICE: {"reference": "The service that brought this questionnaire", "checked": "unverified"},
    }
    if said.cutoff:
        sources[CUTOFF] = {"reference": said.cutoff.source, "checked": "unverified"}
    return sources
