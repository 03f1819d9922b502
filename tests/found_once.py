"""WhiteNoise, which looks through all static files once in a process.

Each test's browser has a handler of its own, and each handler would look again.
"""

from typing import Any

from django.conf import settings
from whitenoise.middleware import WhiteNoiseMiddleware  # type: ignore[import-untyped]

_found: dict[tuple[str, ...], dict[str, Any]] = {}  # by the apps in whose folders they lie


class FoundOnce(WhiteNoiseMiddleware):  # type: ignore[misc]
    """The middleware of the settings; what it finds is kept."""

    files: dict[str, Any]

    def add_files_from_finders(self) -> None:
        """As the middleware does, or what another one found."""
        apps = tuple(settings.INSTALLED_APPS)
        if apps not in _found:
            before, self.files = self.files, {}
            super().add_files_from_finders()
            _found[apps], self.files = self.files, before
        self.files |= _found[apps]
