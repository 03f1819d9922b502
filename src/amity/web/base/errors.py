"""The two errors a person is meant to read. Everything else is a bug and fails loudly."""

from collections.abc import Callable
from typing import Any

from amity.web.base.words import Words


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not a fault
    """A rule says no. The reason is a sentence for the person who asked."""

    def __init__(self, reason: Words) -> None:
        self.reason = str(reason)  # in the language of whoever asked
        super().__init__(self.reason)


class Unsafe(Exception):  # noqa: N818 - shown at start-up, without a traceback
    """The server must not start like this. Says what is wrong and how to mend it."""


def why_not(check: Callable[..., Any], *args: Any) -> str:
    """The reason a check refuses with, or "": what stands beside a button that is not to be pressed."""
    try:
        check(*args)
    except Refused as refused:
        return refused.reason
    return ""
