"""Every web test may ask for the cast."""

from tests.cast import world

__all__ = ["world"]
