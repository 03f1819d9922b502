"""How long a piece of work takes, for every script beside this one."""

import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")


def timed(work: Callable[[], Found]) -> tuple[Found, float, float]:
    """The result, the processor time and the clock's time of one run, in seconds."""
    clock, processor = time.perf_counter(), time.process_time()
    found = work()
    return found, time.process_time() - processor, time.perf_counter() - clock


def best(work: Callable[[], Found]) -> tuple[Found, float]:
    """The result, and the seconds by the clock of the quickest of three runs."""
    runs = [timed(work) for _ in range(3)]
    return runs[-1][0], min(clock for _, _, clock in runs)
