"""What may be kept of a circle as evidence, and the reason where it may not."""

from amity.web.base.errors import Refused
from amity.web.inventory import queries
from amity.web.inventory.models import Circle

LONGEST_WORDS = 500  # a sentence or three: it stands in a list


def check_frame(circle: Circle, after_move: int, words: str, area: str) -> None:
    """After a move that there is, with a sentence, for an area of the course or for none alone."""
    if not 0 < after_move < queries.next_number(circle):
        raise Refused("There is no such move on this circle. Open the replay again and keep what it shows.")
    if not words.strip():
        raise Refused("Say in a sentence what this shows.")
    if len(words.strip()) > LONGEST_WORDS:
        raise Refused(f"Please keep it under {LONGEST_WORDS} letters: it stands in a list.")
    if area and area not in {it.id for it in queries.areas_of_client(circle.client)}:
        raise Refused("Choose an area of this course, or none alone.")
