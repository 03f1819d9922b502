"""The tables of worksheets."""

from amity.web.techniques.models.worksheet import (
    AdjunctSwitch,
    Author,
    KeptAnswer,
    Visibility,
    Worksheet,
    WorksheetEdit,
    WorksheetPerson,
)

__all__ = [
    "AdjunctSwitch",
    "Author",
    "KeptAnswer",
    "Visibility",
    "Worksheet",
    "WorksheetEdit",
    "WorksheetPerson",
]
