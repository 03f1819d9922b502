"""Bringing a questionnaire: who may, what is kept, who releases it, and what becomes of it when withdrawn."""

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from amity.core import importing, library
from amity.core.errors import ContentError, UnknownContentError
from amity.web.base.errors import Refused
from amity.web.base.models import AuditEvent
from amity.web.measures import actions, library_rules, queries
from amity.web.measures.models import ImportedInstrument
from amity.web.people.models import Staff
from amity.web.safety.models import Flag
from tests.cast import World, signed_in
from tests.core import fhir_cast
from tests.core.made import instrument as made
from tests.web.measures.brought import OF_ITS_OWN, SEVEN, bring, released
from tests.web.measures.conftest import text

NAMES = ("import_instrument", "release_instrument", "withdraw_instrument")
PAGES = ("brought_questionnaire", "release_questionnaire", "withdraw_questionnaire")
ASKED = {"language": "en", "holder": "Nobody", "evidence": "A letter", "checked_on": "2026-03-01"}
HERE = "00000000-0000-4000-8000-00000000000a"
ATTESTED = ASKED | {"id": HERE, "attests": "on", "attests_now": "1", "text": SEVEN, "of": "isi"}


def test_no_id_of_ours_begins_as_theirs_do() -> None:
    ours = [it.id for it in library.instruments()] + [it.id for it in library.skeletons()]
    assert [id for id in ours if id.startswith(importing.PREFIX)] == []


def test_a_second_person_releases_it_and_then_it_is_given(world: World) -> None:
    row = bring(world.alex)
    assert (row.instrument, row.version, row.source) == ("brought_isi", 1, "fhir_r4")
    with pytest.raises(UnknownContentError):
        queries.newest("brought_isi")
    with pytest.raises(Refused, match="somebody else"):
        actions.release_instrument(row=row, by=world.alex.user)
    actions.release_instrument(row=row, by=world.ada.user)
    assert queries.newest("brought_isi").has_wording
    assert "brought_isi" in [it.id for it in queries.offered(world.north)]
    assert "brought_isi" in [it.id for it in queries.on_paper(world.north)]
    assert "brought_isi" not in [it.id for it in (*queries.offered(), *queries.offered(world.south))]
    with pytest.raises(Refused, match="released already"):
        actions.release_instrument(row=row, by=world.ben.user)
    verbs = AuditEvent.objects.filter(record_id=row.id).order_by("at").values_list("verb", flat=True)
    assert [*verbs] == ["import_instrument", "release_instrument"]


def test_whoever_is_alone_releases_it_alone(world: World) -> None:
    row = bring(world.carl)
    assert actions.release_instrument(row=row, by=world.carl.user).released_by == world.carl.user.id


@pytest.mark.parametrize("who", ["carl", "sam", "cora", "lena", "rosa"])
def test_nobody_else_brings_releases_or_withdraws(world: World, who: str) -> None:
    row, stranger = bring(world.alex), getattr(world, who)
    tries: tuple[Callable[[], Any], ...] = (
        lambda: bring(world.alex, by=stranger.user),
        lambda: actions.release_instrument(row=row, by=stranger.user),
        lambda: actions.withdraw_instrument(row=row, by=stranger.user),
    )
    for attempt in tries:
        with pytest.raises(Refused, match="Only a site administrator or a clinician"):
            attempt()
    statuses = [signed_in(stranger).post(reverse(page, args=[row.id])).status_code for page in PAGES[1:]]
    assert statuses == [404, 404] if who == "carl" else [403, 403]


def test_another_service_neither_sees_nor_gives_it(world: World) -> None:
    row = released(world.alex, world.ada)
    assert signed_in(world.carl).get(reverse(PAGES[0], args=[row.id])).status_code == 404
    assert "attested by" not in text(signed_in(world.carl).get(reverse("questionnaires")))
    with pytest.raises(Refused, match="There is no questionnaire"):
        library_rules.check_are_theirs(world.south, ["phq9", "brought_isi"])
    theirs = bring(world.carl)
    assert (theirs.instrument, theirs.version) == ("brought_isi_2", 1)


def test_a_change_is_a_further_version_and_the_old_one_is_still_read(world: World) -> None:
    released(world.alex, world.ada)
    link = actions.give(client=world.maya, instruments=["brought_isi"], by=world.ada.user)
    other = fhir_cast.seven()
    other["item"][0]["text"] = "The kettle was mended"
    second = released(world.alex, world.ada, text=json.dumps(other))
    assert second.version == 2
    assert queries.newest("brought_isi").items[0].text == "The kettle was mended"
    assert queries.instrument_of(link.responses.get()).items[0].text == fhir_cast.WORDS[0]


def test_what_is_withdrawn_is_given_no_more_and_still_read(world: World) -> None:
    row = released(world.alex, world.ada)
    link = actions.give(client=world.maya, instruments=["brought_isi"], by=world.ada.user)
    response = link.responses.get()
    actions.withdraw_instrument(row=row, by=world.ada.user)
    assert "brought_isi" not in [it.id for it in queries.offered(world.north)]
    with pytest.raises(Refused):
        actions.give(client=world.maya, instruments=["brought_isi"], by=world.ada.user)
    page = text(signed_in(world.ada).get(reverse("response", args=[response.id])))
    assert fhir_cast.WORDS[0] in page
    with pytest.raises(Refused, match="withdrawn already"):
        actions.withdraw_instrument(row=row, by=world.ada.user)
    with pytest.raises(Refused, match="new version"):
        actions.release_instrument(row=row, by=world.ada.user)


def test_a_question_about_suicide_raises_a_flag(world: World) -> None:
    released(world.alex, world.ada, of="alone", said=OF_ITS_OWN)
    link = actions.give(client=world.maya, instruments=["brought_kq"], by=world.ada.user)
    response = link.responses.get()
    now = link.made_at
    actions.answer(
        response=response, item="question_6", value=1, visit=response.id, written_at=now, by=world.maya
    )
    assert Flag.objects.filter(client=world.maya).count() == 1


def test_the_same_form_sent_twice_is_one_row(world: World) -> None:
    id = bring(world.alex).id
    assert bring(world.alex, id=id).id == id
    assert ImportedInstrument.objects.count() == 1


def test_words_that_do_not_fit_are_not_kept(world: World) -> None:
    with pytest.raises(Refused, match="It does not fit"):
        bring(world.alex, of="wsas")
    with pytest.raises(ContentError):
        bring(world.alex, text="{")
    assert not ImportedInstrument.objects.exists()


def test_a_file_of_ours_brings_its_own_scoring(world: World) -> None:
    from amity.core.library.writing import tree_of, written

    row = released(world.alex, world.ada, of="alone", text=written(tree_of(made())))
    assert (row.instrument, row.source) == ("brought_made", "yaml")
    assert queries.newest("brought_made").scoring == made().scoring


def looked_at(somebody: Staff, **changed: Any) -> Any:
    return signed_in(somebody).post(reverse("bring_questionnaire"), {"text": SEVEN, "of": "isi", **changed})


def test_the_page_shows_it_as_the_client_sees_it_and_what_was_left(world: World) -> None:
    page = text(looked_at(world.alex))
    for words in (*fhir_cast.WORDS, "status: not kept", "As the client sees it", "0 to 28"):
        assert words in page
    assert page.count('type="radio" name="q') == 35


def test_by_itself_one_says_which_questions_ask_about_suicide(world: World) -> None:
    page = text(looked_at(world.alex, of="alone"))
    assert "Which questions ask about suicide or self-harm?" in page
    answers = ATTESTED | OF_ITS_OWN | {"of": "alone", "checked_on": "2026-03-01"}
    missing = looked_at(world.alex, **answers)
    assert missing.status_code == 422
    assert "Look at every question" in text(missing)
    assert "Letter of 3 May 2026" in text(missing)
    half = looked_at(world.alex, **answers, safety_seen="on", cutoff="12")
    assert "A cut-off needs what it means" in text(half)
    unsaid = looked_at(world.alex, **answers | {"pole": ""}, safety_seen="on")
    assert (unsaid.status_code, "a mood that is too high" in text(unsaid)) == (422, True)
    said = {"safety_seen": "on", "cutoff": "12", "cutoff_label": "Many", "cutoff_source": "Manual, page 3"}
    assert looked_at(world.alex, **answers, **said).status_code == 302
    kept = queries.brought.opened(ImportedInstrument.objects.get().id)
    assert (kept.items[5].safety, kept.cutoffs[0].at) == (True, 12)
    wrong = looked_at(world.alex, **answers | {"id": str(uuid4())}, **said | {"cutoff": "99"})
    assert wrong.status_code == 422
    assert "0 to 28" in text(wrong)


def test_it_is_kept_with_who_attested_it(world: World) -> None:
    sent = looked_at(world.alex, **ATTESTED)
    row = ImportedInstrument.objects.get()
    assert sent.headers["Location"] == reverse("brought_questionnaire", args=[row.id])
    assert (row.licensed_by, row.evidence) == (world.alex.user.id, "A letter")
    page = text(signed_in(world.alex).get(sent.headers["Location"]))
    assert "Alex Tan attested on" in page
    assert "somebody else compares it" in page
    assert "status: not kept" in page


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"text": ""}, "Choose a file"),
        ({"text": "{"}, "It cannot be read as it is"),
        ({"text": "{" + " " * 300_000}, "most 262144 characters"),
        ({"of": "nothing"}, "Select a valid choice"),
        ({"text": SEVEN, "attests_now": "1"}, "Without a licence"),
    ],
    ids=["empty", "broken", "large", "unknown", "not attested"],
)
def test_what_cannot_be_read_comes_back_with_everything_typed(
    world: World, sent: dict[str, str], words: str
) -> None:
    page = looked_at(world.alex, **sent)
    assert page.status_code == 422
    assert words in text(page)
    assert sent.get("text", SEVEN)[:20].replace("{", "{") in text(page).replace("&quot;", '"')


def test_what_does_not_fit_is_listed_and_can_be_changed(world: World) -> None:
    page = text(looked_at(world.alex, of="wsas"))
    assert "It does not fit yet" in page
    assert "question 1 of WSAS" in page or "its answers are 0, 1, 2, 3, 4" in page
    again = text(looked_at(world.alex, again="1"))
    assert fhir_cast.WORDS[0] in again
    late = looked_at(world.alex, **ATTESTED | {"of": "wsas"})
    assert late.status_code in (409, 422)


def test_releasing_asks_for_the_comparison(world: World) -> None:
    row = bring(world.alex)
    ada = signed_in(world.ada)
    bare = ada.post(reverse("release_questionnaire", args=[row.id]))
    assert bare.status_code == 422
    done = ada.post(reverse("release_questionnaire", args=[row.id]), {"compared": "1"})
    assert done.status_code == 302
    again = ada.post(reverse("release_questionnaire", args=[row.id]), {"compared": "1"})
    assert again.status_code == 409
    assert ada.post(reverse("withdraw_questionnaire", args=[row.id])).status_code == 302
    assert ada.post(reverse("withdraw_questionnaire", args=[row.id])).status_code == 409
    page = text(ada.get(reverse("brought_questionnaire", args=[row.id])))
    assert "Ada Whitfield withdrew it" in page


def test_every_questionnaire_stands_in_the_list(world: World) -> None:
    released(world.alex, world.ada)
    page = text(signed_in(world.ada).get(reverse("questionnaires")))
    assert [it.short for it in library.instruments() if it.short.replace("'", "&#x27;") not in page] == []
    assert "licence attested by Alex Tan" in page
    assert f"{reverse('bring_questionnaire')}?of=isi" in page
    asked = text(signed_in(world.ada).get(reverse("bring_questionnaire"), {"of": "isi"}))
    assert '<option value="isi" selected>' in asked


def test_it_is_given_from_the_page_of_the_client(world: World) -> None:
    released(world.alex, world.ada)
    ada = signed_in(world.ada)
    for page in ("give_measures", "hand_over", "type_in"):
        assert "brought_isi" in text(ada.get(reverse(page, args=[world.maya.id])))
    assert "brought_isi" in text(ada.get(reverse("blank_measures")))
    given = {"instruments": "brought_isi", "days": "7", "id": HERE}
    assert ada.post(reverse("give_measures", args=[world.maya.id]), given).status_code == 302


def test_the_library_leads_to_empty_forms_and_back(world: World) -> None:
    ada, empty = signed_in(world.ada), reverse("print_measures")
    row = released(world.alex, world.ada)
    page = text(ada.get(reverse("questionnaires")))
    assert f'href="{empty}?of=phq9">Print it empty' in page
    assert f'{empty}?of=own_goal"' not in page, "nobody could say on paper which goal"
    assert f"{empty}?of=wai_sr" not in page
    brought = reverse("brought_questionnaire", args=[row.id])
    assert f'href="{empty}?of={row.instrument}">Print it empty' in text(ada.get(brought))
    back = f'href="{reverse("questionnaires")}'
    assert f'{back}#of-phq9">Whose words they are' in text(ada.get(empty, {"of": "phq9"}))
    assert back in text(ada.get(reverse("blank_measures")))


def test_whoever_does_not_print_is_not_led_there(world: World) -> None:
    row = released(world.alex, world.ada)
    alex = signed_in(world.alex)
    for address in (reverse("questionnaires"), reverse("brought_questionnaire", args=[row.id])):
        assert "Print it empty" not in text(alex.get(address))
