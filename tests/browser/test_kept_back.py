"""A client says how working together is, keeps it, and shows it later; the clinician sees it then alone."""

from playwright.sync_api import Page, expect

from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson
from tests.browser.looking import Accessible
from tests.browser.steps import answer
from tests.browser.worksheet_hands import Therapist, Two

DESK = 1280
SENTENCE = "Working together 0–10: answered, kept by the client."
GIVEN = """
from amity.web.measures import actions
from amity.web.people.models import Client
client = Client.objects.get(pk={client!r})
by = people.lead_clinician_of(client).user
agreed = dict(kind="questionnaires", given=True, how="spoken", on=clock.now().date(), note="")
record.record_consent(client=client, **agreed, by=by)
actions.give(client=client, instruments=["own_alliance"], by=by)
say(None)
"""


def test_kept_and_then_shown(
    the_clinic: Clinic, someone: NewPerson, accessible: Accessible, width: int
) -> None:
    therapist = Therapist.of(the_clinic, someone(DESK), "Marit Oyelaran")
    two = Two.new(the_clinic, therapist, {390: "Bartholomea Quist", DESK: "Ferdinando Sprague"}[width])
    the_clinic.does(GIVEN.format(client=two.client))
    phone, desk = two.phone(someone, width), two.desk(someone)
    is_answered(phone, accessible)
    is_hidden(desk, two, accessible)
    is_shown(phone, accessible)
    is_read(desk, two, accessible)
    cannot_be_kept(phone)


def is_answered(page: Page, accessible: Accessible) -> None:
    """Nothing is chosen for them, and nothing is sent before they chose."""
    page.goto("/d/")
    page.get_by_role("button", name="Start").first.click()
    expect(page.get_by_text("Some of it you may keep to yourself.")).to_be_visible()
    page.get_by_role("button", name="Start").click()
    for _ in range(3):
        answer(page, "4")
    expect(page.get_by_role("group", name="Who sees these answers?")).to_be_visible()
    expect(page.get_by_role("radio", name="Marit Oyelaran sees them")).not_to_be_checked()
    expect(page.get_by_text("You can show them later, on your own pages.")).to_be_visible()
    accessible(page)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Say who sees these answers. Then they are sent.")).to_be_visible()
    accessible(page)
    page.get_by_role("radio", name="Kept to yourself").check()
    page.get_by_role("button", name="Send").click()
    page.wait_for_url("**/d/done")
    expect(page.get_by_text("You keep these answers to yourself. Nobody here sees them.")).to_be_visible()
    accessible(page)


def is_hidden(page: Page, two: Two, accessible: Accessible) -> None:
    page.goto(f"/clients/{two.client}/measures")
    expect(page.get_by_text(SENTENCE)).to_be_visible()
    expect(page.get_by_role("main")).not_to_contain_text("Working together 0–10 is")
    accessible(page)
    page.goto("/today")
    expect(page.get_by_role("main")).not_to_contain_text("Working together 0–10")


def is_shown(page: Page, accessible: Accessible) -> None:
    page.goto("/d/answers")
    accessible(page)
    page.get_by_role("link", name="kept to yourself").click()
    expect(page.get_by_role("heading", name="How the two of you work together")).to_be_visible()
    accessible(page)
    page.get_by_role("button", name="Let them be seen").click()
    expect(page.get_by_role("button", name="Keep them to yourself")).to_be_visible()


def is_read(page: Page, two: Two, accessible: Accessible) -> None:
    page.goto(f"/clients/{two.client}/measures")
    expect(page.get_by_role("main")).to_contain_text("Working together 0–10 is 4.")
    expect(page.get_by_text(SENTENCE)).to_be_hidden()
    page.goto("/today")
    page.get_by_role("link", name="New answers: Working together 0–10 4").click()
    accessible(page)
    page.get_by_role("button", name="Mark as read").click()
    expect(page.get_by_text("marked as read")).to_be_visible()


def cannot_be_kept(page: Page) -> None:
    """It may have been read, and no more than that is said."""
    page.get_by_role("button", name="Keep them to yourself").click()
    expect(page.get_by_role("alert")).to_contain_text("They may have been read by now")
