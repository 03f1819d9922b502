"""The rule registry: who may ask for which page. Default deny; `people.middleware` enforces it.

A view declares its rule with `@rule(...)`; a view of a library is declared by its URL name with
`declare(...)`. A page without a rule is refused, and a test walks all URLs to say so first.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

Realm = Literal["public", "signing_in", "staff", "client"]
View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Rule:
    """What a request needs before its view is called.

    realm: "public" needs nothing; "signing_in" is the library's own door, half-way states included;
        "staff" needs password and second factor; "client" pages do their own second step,
        unless they are for a client who signed in.
    roles: staff roles that may ask; empty in the other realms.
    reach: the purpose with which the view opens a client's record through the one door
        (`people.access`), or None where no client is named in the address.
    changes: the page accepts POST.
    polled: asked for by a timer: writes no audit row and extends no idle time.
    signed_in: a client page for a client who signed in; the view finds them by
        `people.access.client_of(request)`.
    while_shut: also for a client whose device waits for its PIN: it shows and gives nothing of theirs.
    has_words: a client writes here; sent while the device waits for its PIN, it comes back after it.
    """

    realm: Realm
    roles: frozenset[str] = frozenset()
    reach: str | None = None
    changes: bool = False
    polled: bool = False
    signed_in: bool = False
    while_shut: bool = False
    has_words: bool = False

    def __str__(self) -> str:
        who = ", ".join(sorted(self.roles)) or ("client who signed in" if self.signed_in else self.realm)
        return f"{who}; client reached for {self.reach}" if self.reach else who


_declared: dict[str, Rule] = {}


def rule(
    realm: Realm = "staff",
    *,
    roles: frozenset[str] = frozenset(),
    reach: str | None = None,
    changes: bool = False,
    polled: bool = False,
    signed_in: bool = False,
    while_shut: bool = False,
    has_words: bool = False,
) -> Callable[[View], View]:
    """Declare the rule of a view. Outermost decorator."""
    if (realm == "staff") != bool(roles):
        raise ValueError("a staff page names its roles; other realms have none")
    if signed_in and realm != "client":
        raise ValueError("only a client page is for a client who signed in")
    declared = Rule(realm, roles, reach, changes, polled, signed_in, while_shut, has_words)

    def mark(view: View) -> View:
        view.rule = declared  # type: ignore[attr-defined]
        return view

    return mark


def declare(url_name: str, given: Rule) -> None:
    """Declare the rule of a view that is not ours."""
    _declared[url_name] = given


def rule_for(view: Callable[..., Any], url_name: str | None) -> Rule | None:
    """The rule of a resolved view, or None: then it must be refused."""
    return getattr(view, "rule", None) or _declared.get(url_name or "")
