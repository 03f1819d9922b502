"""docs/reference/routes.md: every address and the rule it declares."""

from tools.docs.markdown import page as whole_page
from tools.docs.markdown import table


def page() -> str:
    """The addresses in alphabetical order."""
    import django

    django.setup()
    from amity.web.base import registry
    from tests.architecture.test_urls import routes

    rows = []
    for address, name, view in routes():
        rule = registry.rule_for(view, name)
        how = ", ".join(word for word in ("changes", "polled") if getattr(rule, word, False))
        rows.append((f"`/{address}`", name, rule or "none: refused", how))
    return whole_page(
        "Addresses",
        "Default deny: an address without a rule is refused, and a test says so first.",
        table(["address", "name", "who may ask", "how"], sorted(rows)),
    )
