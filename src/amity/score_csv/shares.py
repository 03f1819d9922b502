"""What one answer adds to the counts that decide a row's outcome, all packed into one whole number.

The outcome of a form depends on these counts alone: for the total and each subscale the sum, the number
missing and the number that do not apply; and the answer to each safety item, and to each item that may
be rightly left out or that decides whether another is. Each count has its own bits,
wide enough never to spill into the next; so the sum of the shares of a row's cells names its outcome.
"""

from collections.abc import Callable, Iterator, Sequence

from amity.core.definitions.instrument import Instrument, Item

Count = Callable[[Item, int | None], int]


class Shares:
    """The share of every answer to every item of one instrument."""

    def __init__(self, instrument: Instrument) -> None:
        self._counts: list[tuple[Count, int]] = []
        shift = 0
        for count, largest in _counts(instrument):
            self._counts.append((count, shift))
            shift += (largest * len(instrument.items)).bit_length()
        self.invalid = (
            1 << shift
        )  # added for a cell that held no option: told apart, so that it can be counted

    def __call__(self, item: Item, value: int | None) -> int:
        """The share of one answer; None is not answered."""
        return sum(count(item, value) << shift for count, shift in self._counts)


def _counts(instrument: Instrument) -> Iterator[tuple[Count, int]]:
    """Every count with the largest share one answer can have in it."""
    parts = [part.items for part in instrument.scoring.subscales]
    for ids in ([item.id for item in instrument.scored_items], *parts):
        yield from _of_score(instrument, ids)
    skips = instrument.scoring.skips
    decisive = {id for skip in skips for id in (*skip.items, *(condition.item for condition in skip.when))}
    for item in instrument.items:
        if item.safety or item.id in decisive:
            values = [option.value for option in item.options]
            yield _answer(item.id, values), len(values)


def _of_score(instrument: Instrument, ids: Sequence[str]) -> Iterator[tuple[Count, int]]:
    items = [instrument.item(id) for id in ids]
    gates = {item.id for item in instrument.items if not item.scored}
    lowest = min(min(item.values) for item in items)  # one for all: sum = counted + lowest x number answered

    def counted(item: Item, value: int | None) -> int:
        if item.id not in ids or value is None or value not in item.values:
            return 0
        return (min(item.values) + max(item.values) - value if item.reverse else value) - lowest

    def missing(item: Item, value: int | None) -> int:
        return int(item.id in ids and value is None)

    def not_applicable(item: Item, value: int | None) -> int:
        return int((item.id in ids or item.id in gates) and value is not None and value not in item.values)

    yield counted, max(max(item.values) for item in items) - lowest
    yield missing, 1
    yield not_applicable, 1


def _answer(id: str, values: Sequence[int]) -> Count:
    return lambda item, value: 0 if item.id != id or value is None else 1 + values.index(value)
