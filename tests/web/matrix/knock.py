"""Knock at every door as everybody, and say what came out that should not have."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from amity.web.base.registry import Rule
from tests.web.matrix import oracle
from tests.web.matrix.routes import Route
from tests.web.matrix.world import CANARY, World, nobody_ids

REFUSALS = {"signed_out": {302, 204, 403}, "wrong_role": {403}, "not_there": {404}}
ENTERED = {200, 204, 286, 302, 303, 304, 400, 409, 422}
NOT_HERE = 405
FIRST = set({role: name for name, role in reversed(oracle.ROLE.items())}.values())  # one of each role
ONCE_THEIRS = {("former", "formerly")}  # at "own" there are more: a grant that ended, one taken back
UNWATCHED = {"base_auditevent", "base_sessionrow", "base_cache"}  # a knock may be noted; nothing else
WRITES = re.compile(r'\s*(INSERT\b.*?\bINTO|UPDATE|DELETE FROM)\s+"?(?P<table>\w+)', re.IGNORECASE)


@dataclass
class Result:
    """Counts, and a sentence for everything that was wrong."""

    cells: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    entered: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)


def knock_everywhere(
    world: World,
    routes: Iterable[Route],
    methods: Iterable[str],
    *,
    until_wrong: bool = False,
    whole: bool = True,
) -> Result:
    """Every route × principal × relation × method, each in a transaction that is undone.

    whole: also knocks that differ from another only in whose names are on both sides (`_is_like_another`).
    """
    result = Result()
    targets = {
        **{name: person.ids for name, person in world.clients.items()},
        "nobody": nobody_ids(world.clients["own"]),
    }
    for route in routes:
        if route.rule is None:
            result.wrong.append(f"{route.name}: no declared rule")
            continue
        relations = targets if route.names_a_record else {"": targets["own"]}
        for principal in world.principals:
            for relation, ids in relations.items():
                if not whole and _is_like_another(principal, relation, route.rule):
                    continue
                for method in methods:
                    _knock(world, result, route, principal, relation, ids, method)
                    if until_wrong and result.wrong:
                        return result
    return result


def _is_like_another(principal: str, relation: str, rule: Rule) -> bool:
    """Is the same refused in another cell? Everybody knocks at "own"; at other records it is the same for

    whoever is turned away at the door, whoever's record lies behind it, and for
    the second of a role, who has as little to do with the record as the first has.
    """
    if relation in ("", "own"):
        return False
    expected = oracle.may_pass(principal, relation, rule)
    if expected == "not_there":
        return (
            principal in oracle.ROLE and principal not in FIRST and (principal, relation) not in ONCE_THEIRS
        )
    return expected in ("signed_out", "wrong_role")


def _knock(
    world: World,
    result: Result,
    route: Route,
    principal: str,
    relation: str,
    ids: dict[str, Any],
    method: str,
) -> None:
    assert route.rule is not None
    expected = oracle.may_pass(principal, relation, route.rule)
    where = f"{method} {route.name} as {principal} at {relation or '-'}"
    browser, cookies = world.principals[principal], None
    cookies = browser.cookies.output()
    refused = expected != "yes"
    watch = WriteWatch()
    with transaction.atomic(), connection.execute_wrapper(watch):
        response = browser.generic(method, route.address(ids), *_body(method, world, relation))
        transaction.set_rollback(True)
    if browser.cookies.output() != cookies:
        browser.cookies.load(cookies.replace("Set-Cookie: ", ""))
    result.cells += 1
    result.outcomes[f"{expected} {response.status_code}"] += 1
    result.wrong += [
        f"{where}: {fault}" for fault in _faults(response, expected, route.rule.realm == "staff")
    ]
    result.wrong += [
        f"{where}: shows {kind} of {whose}" for whose, kind in _leaks(world, response, principal)
    ]
    if watch.wrote and (refused or method in ("GET", "HEAD", "OPTIONS")):
        result.wrong.append(f"{where}: wrote {sorted(set(watch.wrote))}")
    if not refused and response.status_code in ENTERED and relation not in ("nobody",):
        result.entered.add(route.name)


def _body(method: str, world: World, relation: str) -> tuple[str, str]:
    """A form that names another client's records in every field that a page might trust."""
    if method not in ("POST", "PUT", "PATCH"):
        return "", "application/x-www-form-urlencoded"
    other = world.clients["elsewhere" if relation != "elsewhere" else "own"].ids
    pairs = [
        f"{key}={value}&{key.removesuffix('_id')}={value}"
        for key, value in other.items()
        if isinstance(value, UUID)
    ]
    return "&".join(pairs), "application/x-www-form-urlencoded"


def _faults(response: Any, expected: str, staff_page: bool) -> list[str]:
    status = response.status_code
    if status >= 500:
        return [f"answered {status}"]
    if status == NOT_HERE:
        return []
    if expected == "yes":
        sent_away = staff_page and response.headers.get("Location", "").startswith("/account/")
        return ["was sent to sign in, who is signed in"] if sent_away else []
    return [] if status in REFUSALS[expected] else [f"answered {status} where {expected} was due"]


def _leaks(world: World, response: Any, principal: str) -> list[tuple[str, str]]:
    said = b"".join(response.streaming_content) if response.streaming else response.content
    text = said.decode(errors="replace") + str(response.headers)
    seen = {world.whose[word] for word in CANARY.findall(text) if word in world.whose}
    return sorted((whose, kind) for whose, kind in seen if kind not in oracle.may_see(principal, whose))


class WriteWatch:
    """Notes every statement that writes a table other than the trail, the sessions and the cache."""

    def __init__(self) -> None:
        self.wrote: list[str] = []

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        found = WRITES.match(sql)
        if found and found["table"] not in UNWATCHED:
            self.wrote.append(found["table"])
        return execute(sql, params, many, context)
