"""What is marked to be translated: `gettext` and its kin in Python, `translate` and its kin in templates."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tools.words.pages import WEB, templates

# name of the call → what its arguments are: c context, s singular, p plural
CALLS = {
    "_": "s",
    "say": "s",
    "gettext": "s",
    "gettext_lazy": "s",
    "gettext_noop": "s",
    "ngettext": "sp",
    "ngettext_lazy": "sp",
    "pgettext": "cs",
    "pgettext_lazy": "cs",
    "npgettext": "csp",
    "npgettext_lazy": "csp",
}


@dataclass
class Message:
    """One text to translate. plural: its form for many; context: tells it from the same words elsewhere."""

    singular: str
    plural: str = ""
    context: str = ""
    files: set[str] = field(default_factory=set)

    @property
    def key(self) -> tuple[str, str]:
        """What a catalogue looks it up by."""
        return self.context, self.singular


def messages(web: Path = WEB) -> dict[tuple[str, str], Message]:
    """Every marked text of the slices, with the files it stands in."""
    found: dict[tuple[str, str], Message] = {}
    for path, one in _everywhere(web):
        kept = found.setdefault(one.key, one)
        kept.plural = kept.plural or one.plural
        kept.files.add(path.relative_to(web.parent).as_posix())
    return found


def _everywhere(web: Path) -> Iterator[tuple[Path, Message]]:
    for path in python_files(web):
        for one in in_python(path.read_text(encoding="utf-8")):
            yield path, one
    for path in templates(web).values():
        for one in in_template(path.read_text(encoding="utf-8")):
            yield path, one


def python_files(web: Path) -> Iterator[Path]:
    """Those that say something: by `gettext` in the slices, by `words.say` in core."""
    for folder, sign in ((web, "gettext"), (web.parent / "core", "words import say")):
        for path in sorted(folder.rglob("*.py")):
            if sign in path.read_text(encoding="utf-8"):
                yield path


def in_python(text: str) -> Iterator[Message]:
    """The texts of calls whose arguments are written out. A text put together is refused by `unsound`."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and (shape := CALLS.get(called(node.func))):
            told = [it.value for it in node.args[: len(shape)] if isinstance(it, ast.Constant)]
            if len(told) == len(shape):
                parts = dict(zip(shape, map(str, told), strict=True))
                yield Message(parts["s"], parts.get("p", ""), parts.get("c", ""))


def unsound(text: str) -> Iterator[int]:
    """The lines of calls that no catalogue can know: a text that is put together before it is looked up."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and (shape := CALLS.get(called(node.func))):
            told = node.args[: len(shape)]
            if any(isinstance(it, ast.JoinedStr | ast.BinOp | ast.Call) for it in told):
                yield node.lineno


def called(what: ast.expr) -> str:
    """The name that a call calls, without what stands before its dot."""
    if isinstance(what, ast.Attribute):
        return what.attr
    return what.id if isinstance(what, ast.Name) else ""


def in_template(text: str) -> Iterator[Message]:
    """The texts of a template, as Django itself turns it into calls for its own gatherer."""
    if "translate" not in text and "_(" not in text:
        return
    from django.utils.translation.template import templatize

    for call in _calls(templatize(text)):
        yield from in_python(call)


_CALL = re.compile(r" (n?p?gettext|_)\(")


def _calls(text: str) -> Iterator[str]:
    """The calls in what `templatize` makes; everything around them is blanked out there."""
    for found in _CALL.finditer(text):
        call = text[found.start() + 1 : _end(text, found.end())]
        yield call.replace(",count)", ", 0)").replace(", count)", ", 0)")


def _end(text: str, at: int) -> int:
    """Behind the bracket that closes the call whose arguments begin at `at`."""
    quote = ""
    while at < len(text):
        sign = text[at]
        at += 2 if quote and sign == "\\" else 1
        if not quote and sign == ")":
            break
        if sign in "'\"" and quote in ("", sign):
            quote = "" if quote else sign
    return at
