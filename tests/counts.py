"""How many random examples a test draws: few in every run, the stated counts in `dev.py evidence`."""

import os


def count(usual: int) -> int:
    """AMITY_TEST_N where it is set, else `usual`."""
    return int(os.environ.get("AMITY_TEST_N") or usual)
