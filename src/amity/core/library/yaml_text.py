"""Text → plain values, with the YAML 1.2 core meaning and nothing more. The only module that knows YAML.

Plain `safe_load` reads `No` as false, `22:30` as 1350, `010` as 8, and lets a repeated key win in silence:
in a questionnaire each is a clinical hazard. So the values are built here, from the events of PyYAML's C
parser; anchors, tags, repeated keys and octal numbers are refused, and limits are counted as events arrive.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from amity.core.definitions.common import Path

MAX_BYTES: Final = 256 * 1024
MAX_DEPTH: Final = 20
MAX_NODES: Final = 10_000
MAX_DIGITS: Final = 18  # a longer number is a mistake, and slow to convert

_NULL: Final = {"", "~", "null", "Null", "NULL"}
_BOOL: Final = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT: Final = re.compile(r"[-+]?[0-9]+")
_FLOAT: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_REFUSED_NUMBER: Final = re.compile(
    r"[-+]?0[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing in the text that is refused, by its line (from 1)."""

    line: int
    place: Path
    found: str
    allowed: str
    remedy: str


@dataclass(slots=True)
class Tree:
    """The value of a file, the line of every place in it, and what was refused on the way.

    complete: whether the whole text was read; if not, what seems to be missing may only come later.
    """

    value: Any = None
    complete: bool = False
    lines: dict[Path, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being filled."""

    value: list[Any] | dict[Any, Any]
    path: Path
    key: Any = None
    has_key: bool = False


class _Stop(Exception):  # noqa: N818 - it stops the reading, it is never shown
    """A limit was passed: reading further is not worth the risk."""


def read(content: bytes) -> Tree:
    """Read one document. Never raises: what is refused is listed in `faults`."""
    tree = Tree()
    if len(content) > MAX_BYTES:
        _fault(tree, 1, (), f"{len(content):,} bytes", f"at most {MAX_BYTES:,} bytes", "split the file")
        return tree
    try:
        _Builder(tree).build(_events(content))
        tree.complete = True
    except _Stop:
        pass
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        _fault(tree, line, (), "bytes that are not UTF-8", "UTF-8 text", "save the file as UTF-8")
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        _fault(
            tree,
            mark.line + 1 if mark else 1,
            (),
            _why(error),
            "YAML",
            "look at this line and the one before it",
        )
    return tree


def _events(content: bytes) -> Iterator[Any]:
    return iter(yaml.parse(content.decode("utf-8-sig"), Loader=yaml.CSafeLoader))


def _why(error: yaml.YAMLError) -> str:
    return str(
        getattr(error, "problem", None) or getattr(error, "reason", None) or "text that cannot be read"
    )


def _fault(tree: Tree, line: int, place: Path, found: str, allowed: str, remedy: str) -> None:
    tree.faults.append(Fault(line, place, found, allowed, remedy))


class _Builder:
    """Turns parser events into values, without recursion."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.stack: list[_Open] = []
        self.nodes = 0
        self.documents = 0

    def build(self, events: Iterator[Any]) -> None:
        for event in events:
            line = event.start_mark.line + 1
            if isinstance(event, yaml.ScalarEvent):
                self.count(line)
                self.refuse_marks(event, line)
                self.put(self.scalar(event, line), line)
            elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                self.open(event, line)
            elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                self.stack.pop()
            elif isinstance(event, yaml.AliasEvent):
                self.count(line)
                self.fault(line, f"the alias *{event.anchor}", "the value itself", "write the value out")
                self.put(None, line)
            elif isinstance(event, yaml.DocumentStartEvent):
                self.begin_document(event, line)

    def begin_document(self, event: Any, line: int) -> None:
        self.documents += 1
        if event.tags:
            self.fault(line, "a %TAG line", "no tags", "remove it")
        if self.documents > 1:
            self.fault(
                line, "a second document", "one document a file", "remove the '---' line, or split the file"
            )
            raise _Stop

    def open(self, event: Any, line: int) -> None:
        self.count(line)
        self.refuse_marks(event, line)
        value: list[Any] | dict[Any, Any] = [] if isinstance(event, yaml.SequenceStartEvent) else {}
        path = self.put(value, line)
        self.stack.append(_Open(value, path))
        if len(self.stack) > MAX_DEPTH:
            self.fault(
                line, f"more than {MAX_DEPTH} levels", f"at most {MAX_DEPTH} levels", "nest less deeply"
            )
            raise _Stop

    def count(self, line: int) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self.fault(
                line, f"more than {MAX_NODES:,} values", f"at most {MAX_NODES:,} values", "split the file"
            )
            raise _Stop

    def refuse_marks(self, event: Any, line: int) -> None:
        if event.anchor is not None:
            self.fault(
                line, f"the anchor &{event.anchor}", "no anchors", "write the value out where it is used"
            )
        if event.tag is not None:
            self.fault(
                line, f"the tag {event.tag}", "no tags", "remove the tag; quote the value if it is a text"
            )

    def put(self, value: Any, line: int) -> Path:
        """Place a value where the parser stands, and say where that is."""
        if not self.stack:
            self.tree.value = value
            self.tree.lines[()] = line
            return ()
        parent = self.stack[-1]
        if isinstance(parent.value, list):
            path: Path = (*parent.path, len(parent.value))
            parent.value.append(value)
        elif not parent.has_key:
            self.take_key(parent, value, line)
            return (*parent.path, parent.key)
        else:
            path = (*parent.path, parent.key)
            parent.value.setdefault(parent.key, value)
            parent.has_key = False
        self.tree.lines.setdefault(path, line)
        return path

    def take_key(self, parent: _Open, key: Any, line: int) -> None:
        if not isinstance(key, str | int) or isinstance(key, bool):
            self.fault(line, f"the key {_shown(key)}", "a word or a whole number", "put the key in quotes")
            key = f"unreadable key on line {line}"
        elif key == "<<":
            self.fault(line, "the merge key <<", "no merge keys", "write the values out")
        elif key in parent.value:
            self.tree.faults.append(
                Fault(
                    line,
                    (*parent.path, key),
                    f"the key {key!r} again",
                    "each key once",
                    "remove one of the two",
                )
            )
        parent.key, parent.has_key = key, True

    def scalar(self, event: Any, line: int) -> Any:
        text: str = event.value
        if not event.implicit[0]:  # quoted, or a block of text
            return text
        if text in _NULL:
            return None
        if text in _BOOL:
            return _BOOL[text]
        if _REFUSED_NUMBER.fullmatch(text) or (len(text) > MAX_DIGITS and _FLOAT.fullmatch(text)):
            remedy = "write it in plain digits, or in quotes if it is a text"
            self.fault(line, f"the number {text[:40]}", "a decimal number without leading zeros", remedy)
            return 0
        if _INT.fullmatch(text):
            return int(text)
        if _FLOAT.fullmatch(text):
            return self.finite(float(text), text, line)
        return text

    def finite(self, number: float, text: str, line: int) -> float:
        if number in (float("inf"), float("-inf")):
            self.fault(line, f"the number {text}", "a finite number", "write a smaller number")
            return 0.0
        return number

    def fault(self, line: int, found: str, allowed: str, remedy: str) -> None:
        place: Path = ()
        if self.stack:
            parent = self.stack[-1]
            last: Path = (
                (len(parent.value),) if isinstance(parent.value, list) else (parent.key,) * parent.has_key
            )
            place = (*parent.path, *last)
        _fault(self.tree, line, place, found, allowed, remedy)


def _shown(key: object) -> str:
    return "of several values" if isinstance(key, list | dict) else repr(key)
