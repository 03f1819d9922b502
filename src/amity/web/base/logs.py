"""Content-free logs: what happened, where in the code, for which view. Never an address, a name,
an answer or the text of an exception, which may quote all three."""

import logging
import traceback
from typing import Any


class ContentFree(logging.Formatter):
    """`level logger view status exception-type file:line …`, with control characters escaped."""

    def format(self, record: logging.LogRecord) -> str:
        parts = [self.formatTime(record), record.levelname, record.name, *self._what(record)]
        if record.exc_info and record.exc_info[0]:
            frames = traceback.extract_tb(record.exc_info[2])
            parts.append(record.exc_info[0].__name__)
            parts += [f"{frame.filename.rsplit('/', 3)[-1]}:{frame.lineno}" for frame in frames[-4:]]
        return " ".join(parts).encode("unicode_escape").decode()

    @staticmethod
    def _what(record: logging.LogRecord) -> list[str]:
        request: Any = getattr(record, "request", None)
        if request is None:
            return [record.getMessage()] if record.name.startswith("amity") else [str(record.msg)]
        match = getattr(request, "resolver_match", None)
        view = match.view_name if match else "unknown page"
        return [view, str(getattr(record, "status_code", ""))]
