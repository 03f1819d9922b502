"""The page of rules holds every table, and every row of a table is a test."""

from tests.spec import rules


def test_every_table_is_on_the_page() -> None:
    page = rules.render()
    titles = [title for title, _, _ in rules.tables()]
    assert len(titles) == len(set(titles)) >= 5
    assert [line[3:] for line in page.splitlines() if line.startswith("## ")] == titles


def test_every_row_is_as_wide_as_its_header() -> None:
    for title, header, rows in rules.tables():
        assert {len(row) for row in rows} == {len(header)}, title


def test_a_bar_in_a_cell_does_not_break_the_table() -> None:
    assert rules._markdown(("T", ("a",), [("x|y",)])) == "## T\n\n| a |\n| --- |\n| x\\|y |"
