"""A questionnaire of FHIR R4 with invented words: brought, released by a second, given, answered, read."""

import json
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson
from tests.browser.looking import Accessible
from tests.browser.steps import answer, second_step
from tests.browser.worksheet_hands import Therapist
from tests.core import fhir_cast

WIDE, PHONE = 1280, 390
LEFT = "linkId /k/9: asks for date: only questions with answers to choose are asked here"
CLIENT = """
from amity.web.base.models import User
course, by = under_way("Thessaly Umberwick", User.objects.get(email={email!r}))
client, today = course.client, clock.now().date()
agreed = {{"kind": "questionnaires", "given": True, "how": "spoken", "on": today, "note": ""}}
record.record_consent(client=client, **agreed, by=by)
say([str(client.id), f"1 {{client.date_of_birth.month}} 1979"])
"""


def form() -> bytes:
    """Seven questions laid on a scoring that is carried without words, and one that cannot be taken over."""
    tree = fhir_cast.seven()
    tree["item"].append({"linkId": "/k/9", "type": "date", "text": "Since when?"})
    return json.dumps(tree).encode()


def test_from_a_file_to_a_chart(the_clinic: Clinic, someone: NewPerson, accessible: Accessible) -> None:
    first, second = (Therapist.of(the_clinic, someone(WIDE), name) for name in ("Alma Brix", "Odo Fenn"))
    page = someone(WIDE, storage_state=first.state).new_page()
    bring(page, accessible)
    expect(page.get_by_role("button", name="Release it")).to_be_disabled()
    kept = page.url
    page = someone(WIDE, storage_state=second.state).new_page()
    page.goto(kept)
    page.get_by_label("I compared every word").check()
    page.get_by_role("button", name="Release it").click()
    expect(page.get_by_role("heading", name="Given here")).to_be_visible()
    client, born = the_clinic.does(CLIENT.format(email=second.email))
    for label in ("A bit", "Somewhat"):
        answered(someone(PHONE).new_page(), given(page, client), born, label)
    is_read(page, client, accessible)


def bring(page: Page, accessible: Accessible) -> None:
    page.goto("/measures/library")
    accessible(page)
    page.get_by_role("link", name="Bring the words of ISI").click()
    file: Any = {"name": "kettle.json", "mimeType": "application/json", "buffer": form()}
    page.get_by_label("Take it from a file").set_input_files(file)
    expect(page.locator("#id_text")).to_have_value(form().decode())
    accessible(page)
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_role("heading", name="As the client sees it")).to_be_visible()
    expect(page.get_by_text(LEFT)).to_be_visible()
    accessible(page)
    page.get_by_label("Who owns the wording?").fill("Nobody, it is invented")
    page.get_by_label("Where can the licence be seen?").fill("Letter of 3 May")
    page.get_by_label("When did you check it?").fill("2026-11-01")
    page.get_by_role("button", name="Keep it for a second person").click()
    expect(page.get_by_role("heading", name="One thing to look at again")).to_be_visible()
    expect(page.get_by_label("Who owns the wording?")).to_have_value("Nobody, it is invented")
    page.get_by_label("I attest that this service may use this wording").check()
    page.get_by_role("button", name="Keep it for a second person").click()
    expect(page.get_by_role("heading", name="Waits for a second person")).to_be_visible()
    expect(page.get_by_text(LEFT)).to_be_visible()
    accessible(page)


def given(page: Page, client: str) -> str:
    """The address of a link with this questionnaire alone."""
    page.goto(f"/clients/{client}/measures/give")
    for box in reversed(page.locator("input[name=instruments]:checked").all()):
        box.uncheck()
    page.locator("summary", has_text="Brought by this service").click()
    page.locator("input[value=brought_isi]").check()
    page.get_by_role("button", name="Make the link").click()
    return page.get_by_label("The link", exact=True).input_value()


def answered(page: Page, address: str, born: str, label: str) -> None:
    second_step(page, address, born)
    page.get_by_role("button", name="Start").click()
    for words in fhir_cast.WORDS:
        expect(page.get_by_text(words)).to_be_visible()
        answer(page, label)
    page.get_by_role("button", name="Send").click()
    page.wait_for_url("**/d/done")


def is_read(page: Page, client: str, accessible: Accessible) -> None:
    """Scored by the scoring that was carried, and drawn."""
    page.goto(f"/clients/{client}/measures")
    expect(page.get_by_role("main")).to_contain_text("ISI")
    expect(page.get_by_role("main")).to_contain_text("14")
    accessible(page)
