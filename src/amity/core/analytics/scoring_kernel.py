"""The inner loops of `scoring`, for the optional numba (`amity[fast]`); without it, the same in plain Python.

It is written in what numba can compile: arrays, numbers and loops. A block of forms goes through all items
while it is near the processor, so that memory is read once and written once. Each loop does one thing to
every form, so that the processor can do it to many at a time.
"""

from collections.abc import Callable
from importlib.util import find_spec
from typing import Any, Final, TypeVar, cast

from amity.core.change.expected_response import NEEDED

if find_spec("numpy") is None:
    raise ModuleNotFoundError(NEEDED, name="numpy")

import numpy as np

IS_THERE: Final = find_spec("numba") is not None
BLOCK: Final = 16_384
Function = TypeVar("Function", bound=Callable[..., Any])


def _compiled(function: Function) -> Function:
    """By numba where it is installed. Threads of ours run it side by side: it holds no lock of Python's."""
    if not IS_THERE:
        return function
    import numba

    return cast(Function, numba.njit(nogil=True)(function))


@_compiled
def _is_wrong(answer: Any, lowest: int, highest: int) -> bool:
    """answer: its byte without a sign. One more than that, what is not answered comes round to 0."""
    most, wrong = np.uint8(0), False
    for form in range(len(answer)):
        most = max(most, np.uint8((int(answer[form]) + 1) & 255))
    if lowest > 0:
        for form in range(len(answer)):
            wrong |= answer[form] < lowest
    return bool(wrong or most > highest + 1)


@_compiled
def _add(answer: Any, points: Any, missing: Any) -> None:
    """What is not answered counts -1 among the points, to begin with."""
    for form in range(len(answer)):
        points[form] += answer[form]
        missing[form] += answer[form] < 0


@_compiled
def _add_three(one: Any, two: Any, three: Any, points: Any, missing: Any) -> None:
    """Three items at once: points and missing are fetched and put back a third as often."""
    for form in range(len(one)):
        points[form] += int(one[form]) + int(two[form]) + int(three[form])
        missing[form] += int(one[form] < 0) + int(two[form] < 0) + int(three[form] < 0)


@_compiled
def _add_turned(answer: Any, turned: int, points: Any, missing: Any) -> None:
    """An item that counts the other way round: what is answered is taken from `turned`."""
    for form in range(len(answer)):
        points[form] += -1 if answer[form] < 0 else turned - int(answer[form])
        missing[form] += answer[form] < 0


@_compiled
def _raise(answer: Any, least: int, grade: int, level: Any) -> None:
    """least: the least answer that is reached; below 0, it is reached by not answering."""
    for form in range(len(answer)):
        reached = answer[form] < 0 if least < 0 else answer[form] >= least
        level[form] = max(level[form], np.uint8(grade) if reached else np.uint8(0))


@_compiled
def _look_up(points: Any, missing: Any, tables: Any, total: Any, band: Any) -> None:
    """First every place, many at a time; then what stands there, which the processor fetches one by one."""
    totals, bands, width = tables
    place = np.empty(len(total), dtype=np.uint32)
    for form in range(len(total)):
        place[form] = int(missing[form]) * (width + 1) + int(points[form])
    for form in range(len(total)):
        total[form] = totals[place[form]]
        band[form] = bands[place[form]]


@_compiled
def fill(answers: Any, items: Any, tables: Any, found: Any, counts: Any, start: int, stop: int) -> int:
    """Fill in total, band and level of the forms from start to stop.

    items: lowest and highest of each row, the rows counted as they are, those turned round and from what,
    alarms. tables: totals and bands, flat, and how many sums there are. found: total, band and level of all
    forms. counts: two rows of whole numbers, as long as the blocks, for own use.
    Returns -1, or the row in which an answer is no option.
    """
    lowest, highest, straight, turned, alarms = items
    unsigned, block = answers.view(np.uint8), counts.shape[1]
    total, band, level = found
    for at in range(start, stop, block):
        end = min(at + block, stop)
        points, missing = counts[0, : end - at], counts[1, : end - at]
        points[:] = 0
        missing[:] = 0
        level[at:end] = 0
        for row in range(len(answers)):
            if _is_wrong(unsigned[row, at:end], lowest[row], highest[row]):
                return row
        threes = len(straight) // 3 * 3
        for one in range(0, threes, 3):
            first, second, third = straight[one], straight[one + 1], straight[one + 2]
            _add_three(
                answers[first, at:end], answers[second, at:end], answers[third, at:end], points, missing
            )
        for one in range(threes, len(straight)):
            _add(answers[straight[one], at:end], points, missing)
        for one in range(len(turned)):
            _add_turned(answers[turned[one, 0], at:end], turned[one, 1], points, missing)
        for one in range(len(alarms)):
            _raise(answers[alarms[one, 0], at:end], alarms[one, 1], alarms[one, 2], level[at:end])
        _look_up(points, missing, tables, total[at:end], band[at:end])
    return -1
