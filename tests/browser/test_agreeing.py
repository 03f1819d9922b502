"""From the first word of the formulation to the open middle phase, with the keyboard alone."""

from tests.browser.clinic import Clinic
from tests.browser.conftest import NewPerson
from tests.browser.hands import Hands
from tests.browser.looking import Accessible
from tests.browser.steps import step_in
from tests.browser.walk import Walk

NAMES = {390: "Saoirse Aldous-Finch", 1280: "Bartholomew Quillfeather"}
IN_THE_FIRST_PHASE = """
from datetime import date
from amity.web.course import actions as course
from amity.web.people import actions as record
from amity.web.people.models import Client
_, by = of_story("new_city")
now, here = clock.now(), by.staff.service
client = record.add_client(
    service=here, name={name!r}, date_of_birth=date(1981, 4, {day}), pronouns="", language="en",
    time_zone="Europe/London", phone="", email="", by=by,
)
record.record_consent(
    client=client, kind="treatment", given=True, how="spoken", on=now.date(), note="", by=by
)
begun = course.start_course(
    client=client, clinician=by.staff, protocol="ipt", planned_sessions=16, started_on=now.date(),
    interval_days=7, minutes=50, by=by,
)
first = course.plan_session(
    course=begun, planned_at=now - timedelta(hours=2), zone="Europe/London", minutes=50, by=by
)
course.record_session(
    session=first, version=first.version, attendance="attended", tasks_done=[], safety_asked=True, by=by
)
course.choose_problem_area(
    course=begun, area="grief", words="I have not been to the sea since.", why="began with it", by=by
)
course.move_phase(course=begun, to="initial", reason="the first measure comes by post", by=by)
say(begun.id)
"""


def test_agreeing_by_keyboard(
    someone: NewPerson, width: int, the_clinic: Clinic, accessible: Accessible
) -> None:
    course = the_clinic.does(IN_THE_FIRST_PHASE.format(name=NAMES[width], day=width % 27 + 1))
    walk = Walk(someone(width).new_page(), accessible)
    step_in(walk.page, "clinician")
    hands = Hands(walk.page)
    walk.page.goto(f"/courses/{course}")
    understand(walk, hands)
    agree(walk, hands)
    open_the_middle(walk, hands)
    assert {"formulation", "write_formulation", "goals", "contract", "course"} <= walk.visited


def understand(walk: Walk, hands: Hands) -> None:
    """Written, marked as given, answered: the words are counted while they are typed."""
    hands.press("link", "Formulation", exact=True)
    walk.stop("Say it in the room first")
    hands.press("link", "Write it down")
    hands.write("What you have", "This is depression.")
    hands.write("How it hangs together", "Your brother drowned, and nobody speaks of it.")
    assert walk.page.locator("#word-count").inner_text() == "8 words"
    walk.look()
    hands.press("button", "Keep this version")
    walk.stop("Give it")
    hands.pick("How it was given", "said in the room")
    hands.press("button", "Mark as given")
    walk.stop("Does that fit?")
    hands.pick("The client says", "agreed")
    hands.write("In the client’s words", "Nobody does. No.")
    hands.pick("How it was said", "said in the room")
    hands.press("button", "Keep what they said")
    walk.stop("What the client said")


def agree(walk: Walk, hands: Hands) -> None:
    """A goal with its first number, and the contract."""
    hands.press("link", "Agree number, dates and focus")
    hands.pick("How it was agreed", "spoken")
    walk.look()
    hands.press("button", "Keep what we agreed")
    walk.stop("What we agreed")
    hands.press("link", "Goals", exact=True)
    hands.write("What the client wants to be different", "Stand at the sea again.")
    hands.press("button", "Keep this goal")
    walk.stop("How near is it today?")
    hands.pick("Stand at the sea again.", "2")
    hands.press("button", "Keep these numbers")
    assert walk.page.get_by_text("2 now").is_visible()


def open_the_middle(walk: Walk, hands: Hands) -> None:
    """Nothing holds it any more; what is not recorded yet is passed over with a reason."""
    hands.press("link", "Course", exact=True)
    walk.stop("The next phase: middle")
    hands.page.get_by_text("Pass over this, with a reason").focus()
    hands.keys.press("Enter")
    hands.write("Why it is passed over", "The rest follows next week.")
    hands.press("button", "Open this phase")
    walk.stop("Session 2 of 16 · middle phase")
