"""The tables of worksheets."""

from amity.web.techniques.models.adjuncts import AdjunctSwitch
from amity.web.techniques.models.sharing import Choice, SharingAgreed
from amity.web.techniques.models.worksheet import (
    Author,
    KeptAnswer,
    StoryBehind,
    Visibility,
    Worksheet,
    WorksheetEdit,
    WorksheetPerson,
)

__all__ = [
    "AdjunctSwitch",
    "Author",
    "Choice",
    "KeptAnswer",
    "SharingAgreed",
    "StoryBehind",
    "Visibility",
    "Worksheet",
    "WorksheetEdit",
    "WorksheetPerson",
]
