"""Reads a CSV record by record, keeping the raw text of each, in memory that does not grow with the file.

The bytes are read as Latin-1, one character a byte, so that nothing is lost whatever the encoding is;
names and values in messages are decoded for people.
"""

import csv
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from typing import IO, Final

from amity.core.errors import InputError

Added = Callable[[list[str], Callable[[], str]], str]
MAX_CELL: Final = 1024 * 1024  # bytes
MAX_LINE: Final = 64 * MAX_CELL
DELIMITERS: Final = (",", ";", "\t")
_BOM: Final = "\xef\xbb\xbf"
_NOT_CSV: Final = {
    "PK\x03\x04": "is a spreadsheet or an archive",
    "\xd0\xcf\x11\xe0": "is a spreadsheet of an old kind",
    "\xff\xfe": "is written in UTF-16",
    "\xfe\xff": "is written in UTF-16",
}
NAMES: Final = "the first line must name the columns"


class Records:
    """The records of one open file. `names` are those of its first line."""

    def __init__(self, file: IO[str], label: str) -> None:
        self.label = label
        self.names: list[str] = []
        self.end = "\n"
        self._file = file
        self._raw: list[str] = []  # the lines of the record being read
        self._line = 0
        self.row = 0
        self._bom = ""
        first = self._first()
        self.delimiter = _delimiter(first)
        self._reader = csv.reader(self._lines(first), delimiter=self.delimiter, strict=True)
        cells = self._next() or []
        self.names = [readable(cell).strip() for cell in cells]
        self._first_text, self.end = _split_end("".join(self._raw), "\n")
        if not any(self.names):
            raise InputError(f"{label} is empty: {NAMES}.")

    def header(self, added: Sequence[str]) -> str:
        """The first line with the added names."""
        return self._bom + self._first_text + self.delimiter + self.delimiter.join(added) + self.end

    def write_each(self, added: Added, write: Callable[[str], object]) -> None:
        """Write every record as it is, and after it what `added` makes of its cells."""
        width, raw, end = len(self.names), self._raw, self.end
        raw.clear()
        while (cells := self._next()) is not None:
            if not cells:  # an empty line
                raw.clear()
                continue
            self.row += 1
            if len(cells) != width:
                raise InputError(self._wrong_width(len(cells)))
            text, this_end = _split_end(raw[0] if len(raw) == 1 else "".join(raw), end)
            write(text + added(cells, self.where) + this_end)
            raw.clear()

    def where(self) -> str:
        """The place of the record being read, as people count."""
        return f"{self.label}, row {self.row} (line {self._line - len(self._raw) + 1})"

    def _first(self) -> str:
        first = self._file.readline(MAX_LINE)
        for mark, what in _NOT_CSV.items():
            if first.startswith(mark):
                raise InputError(f"{self.label} {what}; save it as CSV in UTF-8 first.")
        if "\0" in first:
            raise InputError(f"{self.label} is not a text file; save it as CSV in UTF-8 first.")
        self._bom = _BOM if first.startswith(_BOM) else ""
        return first.removeprefix(_BOM)

    def _lines(self, line: str) -> Iterator[str]:
        raw, readline = self._raw, self._file.readline
        while line:
            if len(line) == MAX_LINE:
                raise InputError(f"{self._next_row()}: the line is longer than {MAX_LINE // MAX_CELL} MiB.")
            self._line += 1
            raw.append(line)
            yield line
            line = readline(MAX_LINE)

    def _next(self) -> list[str] | None:
        try:
            return next(self._reader, None)
        except csv.Error as error:
            raise InputError(self._unreadable(str(error))) from None

    def _next_row(self) -> str:
        return f"{self.label}, row {self.row + 1} (line {self._line + 1})"

    def _unreadable(self, why: str) -> str:
        self.row += 1
        place = self._oversized()
        if place is not None:
            column = self.names[place] if place < len(self.names) else f"number {place + 1}"
            return (
                f"{self.where()}, column {column}: the cell is larger than 1 MiB. "
                "Perhaps a quotation mark was opened and never closed."
            )
        remedy = "Look for a quotation mark that is not closed, or for text after a closed one."
        return f"{self.where()}: {why}. {remedy}"

    def _oversized(self) -> int | None:
        """The place of the first cell over the limit in the record that could not be read."""
        with _cell_limit(2**31 - 1):  # the largest that fits a C long everywhere
            cells = next(csv.reader(iter(self._raw), delimiter=self.delimiter), [])
        return next((place for place, cell in enumerate(cells) if len(cell) > MAX_CELL), None)

    def _wrong_width(self, found: int) -> str:
        few = "fewer" if found < len(self.names) else "more"
        return (
            f"{self.where()} has {few} cells than the first line: {found} instead of {len(self.names)}. "
            "Mend the row; a cell with a separator in it needs quotation marks."
        )


@contextmanager
def open_records(path: str) -> Iterator[Records]:
    """The records of a file, or of stdin for "-"."""
    label = "stdin" if path == "-" else path
    try:
        with sys.stdin.buffer if path == "-" else open(path, "rb") as binary, _cell_limit(MAX_CELL):
            yield Records(TextIOWrapper(binary, encoding="latin-1", newline=""), label)
    except FileNotFoundError:
        raise InputError(f"There is no file {path}.") from None
    except IsADirectoryError:
        raise InputError(f"{path} is a folder, not a file.") from None
    except PermissionError:
        raise InputError(f"{path} may not be read by you.") from None


def readable(cell: str) -> str:
    """The text of a cell for people: as UTF-8 if it is that, else as Windows writes it."""
    content = cell.encode("latin-1")
    with suppress(UnicodeDecodeError):
        return content.decode("utf-8")
    return content.decode("cp1252", errors="replace")


def _delimiter(first: str) -> str:
    def cells(delimiter: str) -> int:
        with suppress(csv.Error, StopIteration):
            return len(next(csv.reader([first], delimiter=delimiter)))
        return 0

    return max(DELIMITERS, key=cells)  # the first of equals: a comma


def _split_end(text: str, default: str) -> tuple[str, str]:
    """A record's text and its line end; the last record of a file may have none."""
    body = text.rstrip("\r\n")
    return body, text[len(body) :] or default


@contextmanager
def _cell_limit(size: int) -> Iterator[None]:
    before = csv.field_size_limit(size)
    try:
        yield
    finally:
        csv.field_size_limit(before)
