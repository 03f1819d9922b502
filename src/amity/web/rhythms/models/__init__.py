"""The tables of the rhythm diary."""

from amity.web.rhythms.models.diary import (
    EARLIEST,
    LATEST,
    DayAnswer,
    Diary,
    DiaryPause,
    DisruptedDay,
    Prescriber,
    Target,
)

__all__ = ["EARLIEST", "LATEST", "DayAnswer", "Diary", "DiaryPause", "DisruptedDay", "Prescriber", "Target"]
