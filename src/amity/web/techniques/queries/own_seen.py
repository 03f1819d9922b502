"""Who reads a worksheet, as its client is told."""

from typing import Final

from django.utils.translation import gettext_lazy

from amity.web.techniques.models import Author, Visibility, Worksheet

SEEN: Final = {
    Visibility.PRIVATE: gettext_lazy("Only you can read it."),
    Visibility.SHARED: gettext_lazy("You and your clinician can read it."),
    Visibility.ON_REQUEST: gettext_lazy("Your clinician sees that it is there, and not what it says."),
}
GIVEN: Final = gettext_lazy("Only you can read it. Your clinician knows that you have it.")
TOGETHER: Final = gettext_lazy("You and your clinician both read it and write on it.")
THEIRS: Final = gettext_lazy("Your clinician wrote it and shows it to you.")


def seen_by_whom(worksheet: Worksheet) -> str:
    """Who reads it, in one sentence."""
    if worksheet.author == Author.TOGETHER:
        return str(TOGETHER)
    if worksheet.author != Author.CLIENT:
        return str(THEIRS)
    if worksheet.given and worksheet.visibility == Visibility.PRIVATE:
        return str(GIVEN)
    return str(SEEN[Visibility(worksheet.visibility)])
