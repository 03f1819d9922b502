"""A focus is chosen and its resolution rated with the keyboard alone, on a phone and on a desk."""

from playwright.sync_api import expect

from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson
from tests.browser.hands import Hands
from tests.browser.looking import Accessible
from tests.browser.steps import step_in

A_COURSE = """
from datetime import date
from amity.web.base import clock
from amity.web.course import actions as courses
from amity.web.people import actions as writing
known, by = of_story("week_four")
client = writing.add_client(
    service=known.service, name="NAME", date_of_birth=date(1979, 4, 2), pronouns="", language="en",
    time_zone="Europe/London", phone="", email="", by=by,
)
today = clock.today(known.service.zone)
writing.record_consent(
    client=client, kind="treatment", given=True, how="spoken", on=today, note="", by=by,
)
say(courses.start_course(
    client=client, clinician=by.staff, protocol="ipt", planned_sessions=16, started_on=today,
    interval_days=7, minutes=50, by=by,
).id)
"""
NAMES = {390: "Philippa Oduya-Stone", 1280: "Gregor Halvorsen"}
WORDS = "We each wait for the other to speak first"


def test_a_focus_is_chosen_and_rated_by_keyboard(
    someone: NewPerson, width: int, the_clinic: Clinic, accessible: Accessible
) -> None:
    course = the_clinic.does(A_COURSE.replace("NAME", NAMES[width]))
    page = someone(width).new_page()
    step_in(page, "clinician")
    hands = Hands(page)
    page.goto(f"/courses/{course}/focus")
    accessible(page)
    hands.press("link", "Look at the areas side by side")
    accessible(page)
    hands.press("link", "Note what speaks for it: Role dispute")
    hands.write("What you noted", "Every bad week follows a silence between them.")
    hands.pick("Close in time to the onset", "3")
    accessible(page)
    hands.press("button", "Keep this note")
    expect(page.get_by_text("3 of 3")).to_be_visible()
    choose(hands)
    accessible(page)
    for who, words in (("What the client says", "much better"), ("How you see it", "slightly better")):
        rate(hands, who, words)
    expect(
        page.get_by_text("The client says “much better”; the therapist says “slightly better”.")
    ).to_be_visible()
    accessible(page)


def choose(hands: Hands) -> None:
    hands.pick("What to work on first", "Role dispute to the client: A relationship in difficulty")
    hands.write("How the client puts it", WORDS)
    hands.write("Why this one: a line", "The quarrel came first.")
    hands.choose("Which came second", "Gri")
    hands.press("button", "Keep this focus")
    expect(hands.page.get_by_text(f"“{WORDS}”")).to_be_visible()


def rate(hands: Hands, who: str, words: str) -> None:
    hands.press("link", who)
    hands.pick("When in the course", "half-way")
    hands.pick("How far it has come", words)
    hands.pick("How distressing it is now", "4")
    hands.press("button", "Record")
