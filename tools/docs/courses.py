"""docs/reference/courses.md: the layout of courses in files, which `dictionary.csv` says beside them."""

from collections.abc import Iterator

from amity.core.analytics.layout import LAYOUT, TABLES
from tools.docs.markdown import page as whole_page
from tools.docs.markdown import table


def page() -> str:
    """How the tables lie, then one section a table."""
    return whole_page("Courses in files", *_lying(), *_sections())


def _lying() -> Iterator[str]:
    yield (
        "A folder for each table, with Parquet in parts. Parts of one name hold the same whole courses, so "
        "that each can be counted by itself. `amity simulate` writes every table; `amity outcomes` reads "
        "`courses` and `scores`, and `files.circles` the circles. `dictionary.csv` beside them says what "
        "this page says, of the tables that are there. Any further column of words in `courses` may be "
        "split by."
    )
    yield (
        "*sorted*: rows that are equal in column 1 stand together, inside them those equal in column 2, and "
        "so on; numbers go up, words stand in any order. An empty cell is null, never 0 and never no."
    )


def _sections() -> Iterator[str]:
    for name, row in TABLES.items():
        yield f"## {name}: {row}"
        columns = [it for it in LAYOUT if it.table == name]
        yield table(
            ["column", "type", "unit or words", "empty", "meaning", "sorted"],
            ((f"`{it.column}`", it.type, it.unit, it.empty, it.meaning, it.sorted) for it in columns),
        )
