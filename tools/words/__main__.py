"""`dev.py words`: gather what clients read, bring every catalogue up to date, compile it.

With `--check`, change nothing and say what is wrong: for `dev.py check`. With `--missing`, list what waits.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from tools.words import catalogue
from tools.words.extract import messages, python_files, unsound
from tools.words.marked import unmarked
from tools.words.pages import WEB
from tools.words.refusals import loose, unreachable
from tools.words.twins import lacking


def main(arguments: Sequence[str]) -> int:
    """What is wrong, or nothing, once the catalogues are written."""
    _prepare()
    wanted = messages()
    if "--check" in arguments:
        return _check(wanted)
    for language in catalogue.languages():
        new = catalogue.merged(catalogue.read(language), language, wanted)
        catalogue.write(new, language)
        waiting = [one for one in new if one.id and not all(_told(one.string))]
        print(f"{language}: {len(wanted)} texts, {len(waiting)} not translated yet")
    return 0


def _check(wanted: object) -> int:
    found = [it for language in catalogue.languages() for it in catalogue.problems(language, messages())]
    found += [*unmarked(), *_put_together(), *_loose(), *unreachable(), *lacking()]
    for line in found:
        print(line)
    if found:
        print("Gather with `python3 dev.py words`, then write what is missing in src/amity/web/locale.")
    return 1 if found else 0


def _put_together() -> list[str]:
    """Calls whose text is not written out, so that no catalogue can hold it."""
    return [
        f"{path.relative_to(WEB.parent)}:{line}: write the text out, and fill its places in afterwards"
        for path in python_files(WEB)
        for line in unsound(path.read_text(encoding="utf-8"))
    ]


def _loose() -> list[str]:
    """Calls that look up a constant which nothing gathers."""
    gathered = {singular for _, singular in messages()}
    return [
        f"{path.relative_to(WEB.parent)}:{line}: mark the constant itself, where it is written"
        for path in python_files(WEB)
        for line in loose(path.read_text(encoding="utf-8"), gathered)
    ]


def _told(string: object) -> tuple[str, ...]:
    return tuple(map(str, string)) if isinstance(string, tuple | list) else (str(string or ""),)


def _prepare() -> None:
    """Django's reader of templates wants settings; these say nothing about a clinic."""
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
