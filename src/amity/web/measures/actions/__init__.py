"""The only writes to links, questionnaires and answers."""

from amity.web.measures.actions.answers import answer, lapse, mark_read, submit
from amity.web.measures.actions.links import give, hand_over, open_link, withdraw

__all__ = ["answer", "give", "hand_over", "lapse", "mark_read", "open_link", "submit", "withdraw"]
