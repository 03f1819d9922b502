"""Argon2id sized for a small machine, with at most one hash a core at once.

Django's default (100 MiB, 8 lanes) lets a few sign-ins starve every other page; 19 MiB, t=2, p=1 is
OWASP's Password Storage Cheat Sheet minimum for Argon2id.
"""

import os
from threading import BoundedSemaphore
from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher

_hashing = BoundedSemaphore(os.cpu_count() or 1)


class SmallArgon2(Argon2PasswordHasher):
    """Argon2id, 19 MiB, two passes, one lane."""

    memory_cost = 19 * 1024
    time_cost = 2
    parallelism = 1

    def encode(self, password: str, salt: str) -> Any:
        with _hashing:
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        with _hashing:
            return bool(super().verify(password, encoded))
