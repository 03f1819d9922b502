"""What can be opened on a client's own pages: nothing appears there before both opened it together."""

from dataclasses import dataclass
from typing import Final, Literal

from amity.core import library
from amity.core.definitions.technique import Technique

Kind = Literal["writing", "place", "guide"]
WRITING, GUIDE = "write:", "guide:"
LIFE: Final = "life"
HAPPENED: Final = f"{WRITING}interpersonal_incident"  # the one large button


@dataclass(frozen=True, slots=True)
class Tool:
    """id: as it is stored. title: for the clinician. own_title: what the client reads."""

    id: str
    kind: Kind
    title: str
    own_title: str
    about: str = ""


def short_forms() -> list[Technique]:
    """The techniques with a short form: what somebody can write in a minute by themselves."""
    return [it for it in library.techniques() if it.quick and not it.adjunct]


def tools() -> list[Tool]:
    """All there are, in the order in which they are listed. People are opened with the circle itself."""
    return [
        *(
            Tool(WRITING + it.id, "writing", it.title, it.client_title, it.purpose)
            for it in sorted(short_forms(), key=lambda it: WRITING + it.id != HAPPENED)
        ),
        Tool(LIFE, "place", "Life chart", "What was when", "What happened when, and how it was then."),
        *(Tool(GUIDE + it.id, "guide", it.title, it.title, it.lead) for it in library.guides()),
    ]


def tool_by_id(id: str) -> Tool | None:
    """The tool of this id, if there is one."""
    return next((it for it in tools() if it.id == id), None)
