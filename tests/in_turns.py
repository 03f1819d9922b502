"""A pytest plugin for a run of every day: what would be done twice is done once, each half in its turn.

The whole run (`dev.py test --whole`) does everything twice: every web test on both stores, every walk through
the browser on a phone and at a desk. Here a web file goes to one of the stores and a walk to one of the
widths, by its name, so that each is somewhere in every run. Twice even here: whatever names a thing of the
store itself.
"""

import re
from pathlib import Path
from zlib import crc32

import pytest

from tools.suites import ON_ONE_STORE

STORES = ("sqlite", "postgresql")
WIDTHS = ("phone", "desk")
OF_THE_STORE = re.compile(
    r"IntegrityError|OperationalError|DatabaseError|connections?\b|cursor\(|select_for_update|atomic\("
    r"|transaction|migrat|Thread|vendor|AMITY_TEST_STORE|on_both_stores"
)
COUNTS = re.compile(r"from django.db import connection\n|CaptureQueriesContext\(connection\)")  # not of one
OF_THEIR_OWN = ("tests/web/canaries/", "tests/web/matrix/", "tests/web/run/")  # each guards a store's rows


def turn(name: str, among: tuple[str, ...]) -> str:
    """Whose turn it is; the same in every run and on every machine."""
    return among[crc32(name.encode()) % len(among)]


def asks_both(path: str, text: str) -> bool:
    """Whether a test file is about a store itself, by where it lies and what it names.

    How many questions a page asks does not go by the store.

    >>> asks_both("tests/web/a.py", "with CaptureQueriesContext(connection) as asked:")
    False
    """
    return path.startswith(OF_THEIR_OWN) or bool(OF_THE_STORE.search(COUNTS.sub("", text)))


def is_left_out(path: str, text: str, store: str) -> bool:
    """Whether this store leaves a test file to the other; what has one store alone keeps it."""
    has_one = path.startswith(tuple(ON_ONE_STORE))
    return not has_one and not asks_both(path, text) and turn(path, STORES) != store


def is_other_width(name: str) -> bool:
    """Whether a walk, such as "test_a_day[desk]", goes the other way today.

    >>> is_other_width("test_alone"), sorted(map(is_other_width, ["test_a[desk]", "test_a[phone]"]))
    (False, [False, True])
    """
    function, _, case = name.partition("[")
    width = next((it for it in case.rstrip("]").split("-") if it in WIDTHS), None)
    rest = "-".join(it for it in case.rstrip("]").split("-") if it not in WIDTHS)
    return width is not None and turn(f"{function} {rest}", WIDTHS) != width


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--turn sqlite`, `--turn postgresql` or `--turn width`."""
    parser.addoption("--turn", choices=(*STORES, "width"), help="leave what the other store or width does")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Not even read what the other store does: reading all takes each worker ten seconds."""
    store = config.getoption("turn")
    if store not in STORES or not collection_path.name.startswith("test_"):
        return None
    path = collection_path.relative_to(config.rootpath).as_posix()
    return is_left_out(path, collection_path.read_text(encoding="utf-8"), store) or None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect the walks of the other width, so that the count says how many."""
    if config.getoption("turn") != "width":
        return
    left = [item for item in items if is_other_width(item.name)]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if item not in left]
