"""Links to questions, made in the clinic as its clinician makes them."""

from tests.browser.clinic import Clinic

WHOSE = "dance_teacher"  # a client whose clinician is not the one the tours step in as
BORN = "11 November 1970"
GIVE = """
client, by = of_story({whose!r})
def give(*instruments):
    return measures.give(client=client, instruments=instruments, by=by)
addresses = []
for instruments in {given!r}:
    link = give(*instruments)
    addresses.append("{address}/d/" + link.token)
"""


def links(clinic: Clinic, *given: tuple[str, ...], whose: str = WHOSE) -> list[str]:
    """An address for each tuple of questionnaires."""
    script = GIVE.format(whose=whose, given=given, address=clinic.address)
    found: list[str] = clinic.does(script + "say(addresses)")
    return found


def closed_links(clinic: Clinic) -> tuple[str, str]:
    """One that its clinician took back, and one that was given nine days ago, for seven."""
    script = GIVE.format(whose=WHOSE, given=[("gad2",)], address=clinic.address) + (
        "measures.withdraw(link=link, by=by)\n"
        "with clock.set_to(clock.now() - timedelta(days=9)):\n"
        "    old = give('gad2')\n"
        f"say([addresses[0], '{clinic.address}/d/' + old.token])"
    )
    taken_back, run_out = clinic.does(script)
    return taken_back, run_out


def answer_item_nine(clinic: Clinic, whose: str) -> None:
    """A client of this story says "several days" now, from elsewhere."""
    script = GIVE.format(whose=whose, given=[("phq9",)], address=clinic.address)
    clinic.does(
        f"{script}from uuid import uuid4\n"
        "measures.answer(response=link.responses.get(), item='self_harm', value=1, visit=uuid4(),"
        " written_at=clock.now(), by=client)"
    )
