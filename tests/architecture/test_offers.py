"""Every offer that `settings.py` names is there, comes from a higher slice, and has the asked-for shape."""

from collections.abc import Callable, Iterator
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

from amity.web.base.models import User
from amity.web.course import offered
from amity.web.course.models import Course
from amity.web.inventory import offered as inventory_offered
from amity.web.measures import offered as measures_offered
from amity.web.people import offered as people_offered
from amity.web.safety import offered as safety_offered
from tests.architecture.source import heights

ASKED = {  # setting: who asks, and the shape of the answer
    "COURSE_FACTS": ("course", offered.FactGiver),
    "COURSE_CARDS": ("course", offered.CardGiver),
    "AREA_EVIDENCE": ("course", offered.EvidenceGiver),
    "WORKSHEETS": ("course", offered.WorksheetGiver),
    "PRACTICE_PEOPLE": ("course", offered.PeopleGiver),
    "PRACTICE_LINKS": ("course", offered.PracticeLinkGiver),
    "TOGETHER": ("course", offered.TogetherGiver),
    "TODAY_ROWS": ("course", offered.RowGiver),
    "CLIENT_LINES": ("people", people_offered.LineGiver),
    "LIFE_CHART_LANES": ("inventory", inventory_offered.LaneGiver),
    "RELATIONSHIP_LINKS": ("inventory", inventory_offered.RelationshipLinkGiver),
    "BESIDE_MOOD": ("course", offered.BesideGiver),
    "FORMS_TELL": ("course", offered.FormsTeller),
    "SAFETY_ASKED": ("safety", safety_offered.AskedGiver),
    "JOINT_CONCERNS": ("safety", safety_offered.ConcernGiver),
    "BEFORE_SESSION": ("course", offered.BeforeGiver),
    "OPENED_TOOLS": ("people", people_offered.ToolGiver),
    "OWN_LINKS": ("people", people_offered.OwnLinkGiver),
    "REMINDERS_WISH": ("measures", measures_offered.WishGiver),
    "EXPECTED_RESPONSE": ("measures", measures_offered.ExpectedGiver),
    "NOBODY_READS": ("people", people_offered.NobodyReads),
    "SUBJECT_DATA": ("people", people_offered.SubjectGiver),
}
NOT_OFFERS = {"JOBS"}


def misplaced(asker: str, path: str) -> str | None:
    """Why this path may not answer `asker`, if so."""
    _, _, slice_, module, *_ = path.split(".")
    order = heights()
    if module != "offers":
        return f"{path} does not lie in offers.py"
    if order[slice_] <= order[asker]:
        return f"{path} lies no higher than {asker}"
    return None


def unlike(shape: Any, function: Callable[..., Any]) -> Iterator[str]:
    """Where a function differs from the shape asked for. A list may stand where a sequence is asked for."""
    wanted, answer = get_args(shape)
    hints = get_type_hints(function)
    given = hints.pop("return", None)
    if list(hints.values()) != list(wanted):
        yield f"{function.__name__} takes {list(hints.values())}, not {list(wanted)}"
    origin, wanted_origin = get_origin(given), get_origin(answer)
    alike = given == answer or (
        isinstance(origin, type)
        and isinstance(wanted_origin, type)
        and issubclass(origin, wanted_origin)
        and get_args(given) == get_args(answer)
    )
    if not alike:
        yield f"{function.__name__} gives {given}, not {answer}"


def test_every_tuple_of_paths_is_known() -> None:
    ours = {
        name
        for name in dir(settings)
        if name.isupper()
        and isinstance(value := getattr(settings, name), tuple)
        and value
        and all(isinstance(path, str) and path.startswith("amity.web.") for path in value)
    }
    assert ours <= ASKED.keys() | NOT_OFFERS


@pytest.mark.parametrize("setting", ASKED)
def test_offers_have_their_place_and_shape(setting: str) -> None:
    asker, shape = ASKED[setting]
    for path in getattr(settings, setting):
        assert misplaced(asker, path) is None
        assert list(unlike(shape, import_string(path))) == []


def test_every_job_lies_in_jobs() -> None:
    for path in getattr(settings, "JOBS", ()):
        assert path.split(".")[3] == "jobs"
        assert callable(import_string(path))


@pytest.mark.parametrize("path", ["amity.web.measures.queries.cards", "amity.web.people.offers.cards"])
def test_a_misplaced_offer_is_seen(path: str) -> None:
    assert misplaced("course", path)


def good(user: User, course: Course) -> offered.Card | None:
    return None


def takes_less(user: User) -> offered.Card | None:
    return None


def gives_other(user: User, course: Course) -> list[offered.Card]:
    return []


def test_a_wrong_shape_is_seen() -> None:
    assert list(unlike(offered.CardGiver, good)) == []
    assert list(unlike(offered.CardGiver, takes_less))
    assert list(unlike(offered.CardGiver, gives_other))
