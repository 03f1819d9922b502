"""The stories' worksheets: from a moment to life and back, a letter nobody else reads, every area."""

import pytest

from amity.web.course.models import Course, Practice
from amity.web.demo.queries import client_of_story
from amity.web.inventory.queries import names_of
from amity.web.techniques.models import Author, Visibility, Worksheet
from amity.web.techniques.queries import Sight, sight_of

pytestmark = pytest.mark.usefixtures("clinic", "db")


def of(story: str, technique: str) -> Worksheet:
    client = client_of_story(story)
    assert client
    return Worksheet.objects.filter(course__client=client, technique=technique).order_by("begun_at").last()  # type: ignore[return-value]


def test_a_moment_goes_all_the_way_to_life_and_back() -> None:
    result = of("new_city", "interpersonal_incident")
    practice = result.practice
    assert practice
    rehearsed = of("new_city", "role_play")
    assert practice.worksheet == rehearsed.id
    lines = rehearsed.after
    assert lines
    assert lines.technique == "communication_analysis"
    first = lines.after
    assert first
    assert (first.technique, first.author, first.begun_by_kind) == (
        "interpersonal_incident",
        "client",
        "client",
    )
    assert [row["words"] for row in rehearsed.told["script"]][2].startswith("I did want it")
    assert names_of(practice.course.client)[str(practice.person)] == "Mum"
    assert (practice.result, practice.result_by) == ("partly", practice.course.client_id)
    assert result.told["happened"] == practice.result_said
    assert result.told["who"] == str(practice.person)
    assert result.looked_at is None
    assert first.looked_at


def test_nobody_reads_the_letter() -> None:
    letter = of("the_allotment", "farewell_letter")
    assert letter.told["body"].startswith("You old goat")
    assert letter.told["unsaid"] == letter.after.told["unsaid"]  # type: ignore[union-attr]
    assert (letter.author, letter.visibility, letter.given) == (Author.CLIENT, Visibility.PRIVATE, True)
    assert sight_of(letter, "clinician") is Sight.TITLE


def test_every_area_has_its_worksheet_and_every_side_wrote() -> None:
    assert set(Worksheet.objects.exclude(area="").values_list("area", flat=True)) == {
        "grief", "role_dispute", "role_transition", "interpersonal_sensitivities", "loss_of_healthy_self",
    }  # fmt: skip
    assert set(Worksheet.objects.values_list("author", flat=True)) == {"client", "clinician", "together"}
    assert of("the_bakery", "decision_analysis").told["options"][0]["id"] == "do_nothing"
    assert Worksheet.objects.filter(version=0).count() == 0


def test_a_plan_for_early_signs_goes_on_from_the_goodbye() -> None:
    plan = of("ended", "relapse_plan")
    assert plan.told["triggers_said"] == plan.after.told["challenges"]  # type: ignore[union-attr]


def test_other_practices_are_told_in_the_next_session() -> None:
    told = Practice.objects.exclude(result="").select_related("course")
    by_clients = [it for it in told if it.result_by == it.course.client_id]
    assert len(by_clients) == 1 < told.count()
    assert Course.objects.filter(practices__in=by_clients).count() == 1
