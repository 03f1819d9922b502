"""Every address there is, with its rule; the oracle reads the rule as text, never the door's code."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from amity.web.base.registry import Rule, rule_for

OF_CONTENT = {"technique", "technique_code", "guide", "guide_code", "brought_id", "fit_id"}  # nobody's record


@dataclass(frozen=True)
class Route:
    """One address: its name, its template and the names of what stands in it."""

    name: str
    template: str
    placeholders: tuple[str, ...]
    rule: Rule | None

    @property
    def names_a_record(self) -> bool:
        """Whether what stands in it belongs to a client; content is the same for everybody."""
        return any(it.split(":")[-1] not in OF_CONTENT for it in self.placeholders)

    def address(self, filled: dict[str, Any]) -> str:
        """The address with this world's ids in it. KeyError names what the world does not know."""
        path = self.template
        for placeholder in self.placeholders:
            path = path.replace(f"<{placeholder}>", str(filled[placeholder.split(":")[-1]]))
        return f"/{path}"


def every_route() -> list[Route]:
    """All routes of the site, nested ones too."""
    return list(_walk(get_resolver(), ""))


def _walk(resolver: URLResolver, prefix: str) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        template = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, template)
        elif isinstance(entry, URLPattern):
            names = tuple(part.split(">")[0] for part in template.split("<")[1:])
            yield Route(str(entry.name), template, names, rule_for(entry.callback, entry.name))
