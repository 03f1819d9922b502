"""The two errors a person is meant to read. Everything else is a bug and fails loudly."""


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not a fault
    """A rule says no. The reason is a sentence for the person who asked."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Unsafe(Exception):  # noqa: N818 - shown at start-up, without a traceback
    """The server must not start like this. Says what is wrong and how to mend it."""
