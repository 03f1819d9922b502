"""Six clients have joined: invited after a session, and back since then by a name and a password."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from amity.web.course import actions as courses
from amity.web.demo.telling import DAY, Happening, Telling
from amity.web.people import actions as people

JOINED = {
    "new_city": "amber lantern",
    "week_four": "copper kite",
    "ended": "silver pebble",
    "lage_lucht": "paper boat",
    "tide_table": "green thimble",
    "workbench": "plain biscuit",
}  # the story, and the name that was chosen
PASSWORD = "lantern pepper orchard"  # noqa: S105 - the demo answers this computer alone
INVITED_AFTER = 2  # the slot


def events(it: Telling) -> Iterator[Happening]:
    """The invitation, joining at home, and every summary shared an hour after its session."""
    told = it.story.course
    if told is None or it.story.id not in JOINED:
        return
    invited = it.slots[INVITED_AFTER - 1] + timedelta(minutes=52)
    yield invited, partial(join, it)
    for slot, at in enumerate(it.slots, start=1):
        if slot in told.told and told.told[slot].summary and at + DAY / 24 < it.now:
            yield max(at + DAY / 24, invited), partial(share, it, slot)


def join(it: Telling) -> None:
    invitation = people.invite(client=it.known_client, by=it.clinician.user)
    people.accept_invitation(
        invitation=invitation, name=JOINED[it.story.id], password=PASSWORD, by=it.known_client
    )


def share(it: Telling, slot: int) -> None:
    it.sessions[slot] = courses.share_summary(session=it.sessions[slot], shared=True, by=it.clinician.user)
