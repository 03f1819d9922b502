"""The examples in docstrings are run, so that none of them grows stale."""

import doctest
from importlib import import_module
from pkgutil import walk_packages

import amity.core
import amity.score_csv


def test_every_example_in_a_docstring_is_true() -> None:
    tried = 0
    for package in (amity.core, amity.score_csv):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            result = doctest.testmod(import_module(module.name))
            assert result.failed == 0, module.name
            tried += result.attempted
    assert tried >= 20
