"""G1: every route × role × relation × method, with what must be refused and what must be given.

Positive control: every route is entered by somebody. Negative control: each condition of the door,
taken away in turn, turns the matrix red.
"""

import logging
import os
from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.backends import ModelBackend
from django.db.models import Q

from amity.web.people import access, middleware, sign_in
from amity.web.people.models import Staff
from tests.web.matrix import knock
from tests.web.matrix import world as worlds
from tests.web.matrix.knock import Result, knock_everywhere
from tests.web.matrix.routes import Route, every_route

WHOLE = int(os.environ.get("AMITY_TEST_N", "0")) > 0
METHODS = ("GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS") if WHOLE else ("GET", "POST")


@pytest.fixture
def world(db: None) -> Iterator[worlds.World]:
    logging.disable(logging.CRITICAL)  # thousands of refusals are the point here
    yield worlds.build()
    logging.disable(logging.NOTSET)


@pytest.mark.goal("G1")
def test_nobody_passes_who_should_not_and_everybody_who_should(
    world: worlds.World, record_property: Callable[[str, object], None]
) -> None:
    routes = every_route()
    result = knock_everywhere(world, routes, METHODS, whole=WHOLE)
    record_property("routes", len(routes))
    record_property("principals", len(world.principals))
    record_property("cells", result.cells)
    record_property("wrong", len(result.wrong))
    assert not result.wrong, f"{len(result.wrong)} wrong\n" + "\n".join(sorted(result.wrong)[:40])
    assert result.cells > 1000
    never = {route.name for route in routes} - result.entered
    assert not never, f"nobody could enter {sorted(never)}: a refusal there proves nothing"


def test_what_is_not_mine_answers_like_what_is_not_there(world: worlds.World) -> None:
    theirs, nobodys = world.clients["other"].ids, worlds.nobody_ids(world.clients["own"])
    compared = 0
    for route in every_route():
        if route.rule and route.rule.reach and route.placeholders:
            answers = [
                world.principals["clinician"].get(route.address(ids)).content.replace(str(id_).encode(), b"")
                for ids in (theirs, nobodys)
                for id_ in [ids.get("client_id")]
            ]
            assert answers[0] == answers[1], route.name
            compared += 1
    assert compared > 5


def _staff_routes() -> list[Route]:
    return [route for route in every_route() if route.rule and route.rule.realm == "staff"]


def _open_to(role: str) -> Callable[..., Q]:
    real = access._passes
    return lambda staff, purpose: Q() if staff.role == role else real(staff, purpose)


@pytest.fixture
def planted(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """One condition taken away."""
    fault: str = request.param
    if fault.startswith("every client for a "):
        monkeypatch.setattr(access, "_passes", _open_to(fault.rsplit(" ", 1)[-1]))
    elif fault == "no grant ends":
        monkeypatch.setattr(access, "_running", lambda staff: staff.grants.all())
    elif fault == "no care team is left":
        monkeypatch.setattr(access, "_working_with", lambda staff: staff.care_team_of.all())
    elif fault == "no role is asked for":
        monkeypatch.setattr(middleware, "_has_role", lambda staff, rule: staff is not None)
    elif fault == "the password is enough":
        monkeypatch.setattr(sign_in, "used_second_factor", lambda request, factors: True)
    elif fault == "a leaver stays":
        monkeypatch.setattr(ModelBackend, "user_can_authenticate", lambda self, user: True)
        monkeypatch.setattr(middleware, "_has_left", lambda user: False)
        monkeypatch.setattr(access, "_staff", lambda user: getattr(user, "staff", None))
    return fault


@pytest.mark.goal("G1")
@pytest.mark.parametrize(
    "planted",
    [
        *(
            f"every client for a {role}"
            for role in (Staff.Role.CLINICIAN, Staff.Role.SUPERVISOR, Staff.Role.COORDINATOR)
        ),
        "no grant ends",
        "no care team is left",
        "no role is asked for",
        "the password is enough",
        "a leaver stays",
    ],
    indirect=True,
)
def test_a_planted_hole_turns_the_matrix_red(planted: str, world: worlds.World) -> None:
    result = knock_everywhere(world, _staff_routes(), ("GET",), until_wrong=True, whole=WHOLE)
    assert result.wrong, f"the matrix did not notice: {planted}"


def test_a_page_without_a_rule_is_refused(world: worlds.World, monkeypatch: pytest.MonkeyPatch) -> None:
    from amity.web.base import registry

    monkeypatch.setattr(registry, "rule_for", lambda view, name: None)
    assert world.principals["clinician"].get("/today").status_code == 403


def test_a_route_without_a_rule_is_reported(world: worlds.World) -> None:
    result: Result = knock.knock_everywhere(world, [Route("bare", "bare", (), None)], ("GET",))
    assert result.wrong == ["bare: no declared rule"]
