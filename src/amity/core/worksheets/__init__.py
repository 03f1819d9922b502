"""What was filled in on a worksheet: what fits, what is asked, how far it is, what two people wrote."""

from amity.core.worksheets.answers import THIRDS
from amity.core.worksheets.asking_again import answered_unread, asked_again
from amity.core.worksheets.carrying import begin_after, follow_on
from amity.core.worksheets.changes import Change, changed, seen_by
from amity.core.worksheets.cleaning import Cleaned, Misfit, clean
from amity.core.worksheets.holding_back import is_held_back
from amity.core.worksheets.laying import laid_at, left_as_it_was
from amity.core.worksheets.merging import Kept, Merged, merge, merge_seen
from amity.core.worksheets.pasting import Pasted, read_pasted
from amity.core.worksheets.reading import NOT_ANSWERED, Line, Names, Part, Row, in_words, lines
from amity.core.worksheets.replaying import Edit, edited, known_to
from amity.core.worksheets.rules import is_shown, shown_fields
from amity.core.worksheets.telling import Standing, is_answered, resume_at, told
from amity.core.worksheets.values import Sent, Values, places

__all__ = [
    "NOT_ANSWERED",
    "THIRDS",
    "Change",
    "Cleaned",
    "Edit",
    "Kept",
    "Line",
    "Merged",
    "Misfit",
    "Names",
    "Part",
    "Pasted",
    "Row",
    "Sent",
    "Standing",
    "Values",
    "answered_unread",
    "asked_again",
    "begin_after",
    "changed",
    "clean",
    "edited",
    "follow_on",
    "in_words",
    "is_answered",
    "is_held_back",
    "is_shown",
    "known_to",
    "laid_at",
    "left_as_it_was",
    "lines",
    "merge",
    "merge_seen",
    "places",
    "read_pasted",
    "resume_at",
    "seen_by",
    "shown_fields",
    "told",
]
