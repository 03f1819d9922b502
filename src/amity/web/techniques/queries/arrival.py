"""When an entry was written and when it was received, in words for clinicians; lists go by when it came."""

from datetime import date

from amity.web.base import arriving
from amity.web.base.templatetags.amity import day, moment
from amity.web.techniques.models import Worksheet


def arrived_in_words(worksheet: Worksheet) -> str:
    """For which day, when by the device's clock, and when received; "" where it was sent as it was written.

    "for Fri 27 Feb, written Sun 1 Mar 21:10, received today 14:02".
    """
    about, came = for_day(worksheet), arriving.in_words(worksheet.written_at, worksheet.begun_at)
    if about is None:
        return ", ".join(came)
    return ", ".join([f"for {day(about)}", *(came or [f"written {moment(worksheet.begun_at)}"])])


def for_day(worksheet: Worksheet) -> date | None:
    """The day an entry is about, where that was over when it was written."""
    zone = worksheet.course.client.zone
    on = (worksheet.written_at or worksheet.begun_at).astimezone(zone).date()
    technique = worksheet.definition
    asked = next((it.id for it in technique.fields if it.type == "day" and it.id in technique.quick), "")
    try:
        told = date.fromisoformat(str(worksheet.told.get(asked, "")))
    except ValueError:
        return None
    return told if told < on else None
