"""Content in other languages: which of ours has no twin yet. The content check says what is wrong in one."""

from __future__ import annotations

from collections.abc import Iterator

from amity.core.library import yaml_text
from amity.core.library.folders import OURS, shelf
from amity.core.library.kinds import KINDS
from amity.core.library.twins import SPOKEN, prose_of, twin_file
from tools.words import catalogue


def lacking() -> Iterator[str]:
    """Every definition of ours with words for clients and none in one of the languages there are."""
    for kind in SPOKEN:
        for folder in shelf(KINDS[kind].folder, (OURS,)).folders.values():
            version = folder.versions[-1]
            source = yaml_text.read(folder.file(version).read_bytes()).value
            if prose_of(kind, source):
                for language in catalogue.languages():
                    path = twin_file(folder, version, language)
                    if not path.is_file():
                        yield f"{folder.named(path)}: not written yet"
