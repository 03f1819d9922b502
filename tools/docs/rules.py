"""docs/reference/rules.md: the clinical rules as the tables that test them, for a clinical lead to sign."""

from tests.spec.rules import render
from tools.docs.markdown import page as whole_page


def page() -> str:
    """The tables of tests/spec."""
    return whole_page(
        "Clinical rules",
        "Each table below is run as a test. To question a rule, change its row: the test then fails until "
        "the program agrees.",
        render(),
    )
