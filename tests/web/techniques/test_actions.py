"""Worksheets begun, written, shown, asked for, carried on and done away with."""

from datetime import date
from html import unescape
from itertools import product
from typing import Any
from uuid import uuid4

import pytest

from amity.core import library
from amity.core.definitions.technique_parts import Reader
from amity.web.base.errors import Refused
from amity.web.base.models import AuditEvent
from amity.web.course import actions as courses
from amity.web.course.models import Course, Practice
from amity.web.inventory import actions as inventory
from amity.web.safety import actions as safety
from amity.web.techniques import actions, queries
from amity.web.techniques.models import Author, KeptAnswer, Visibility, Worksheet, WorksheetEdit
from amity.web.techniques.queries import Sight
from tests import cast
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course.conftest import plan
from tests.web.techniques.conftest import begin, save

OTHERS: dict[Reader, tuple[str, Reader]] = {"client": ("maya", "clinician"), "clinician": ("ada", "client")}


def browser_text(world: World, path: str) -> str:
    return unescape(cast.signed_in(world.ada).get(path).content.decode())


def person(world: World, name: str = "zqsam") -> Any:
    circle = world.maya.circles.first() or inventory.start_circle(client=world.maya, by=world.ada.user)
    inventory.share_circle(circle=circle, shared=True, by=world.ada.user)
    return inventory.name_people(circle=circle, names={uuid4(): name}, by=world.ada.user)[0]


def test_a_worksheet_keeps_its_version_its_writers_and_each_edit(
    world: World, course: Course, clock: StoppedClock
) -> None:
    it = begin(world, course)
    assert (it.technique, it.technique_version, it.visibility, it.version) == (
        "decision_analysis", 1, "shared", 0,
    )  # fmt: skip
    save(it, world.ada.user, problem="Stay or go.", options=[{"id": "r1", "text": "Stay"}])
    clock.forward(hours=2)
    saved = save(it, world.maya, goal="Peace.", problem=None)
    assert saved.worksheet.told == {"options": [{"id": "r1", "text": "Stay"}], "goal": "Peace."}
    assert saved.worksheet.client_wrote_at == clock.now
    edits = list(WorksheetEdit.objects.filter(worksheet=it))
    assert [(e.number, e.by_kind) for e in edits] == [(1, "staff"), (2, "client")]
    assert edits[1].after == {"goal": "Peace.", "problem": None}
    told = queries.revisions_of(saved.worksheet, "client", lambda id: id)
    assert [(r.by_kind, r.changes) for r in told] == [
        ("client", (("What would you like to be different?", (), ("Peace.",)),
                    ("What is the difficulty?", ("Stay or go.",), ()))),
        ("staff", (("What is the difficulty?", (), ("Stay or go.",)),
                   ("What would you do?", (), ("Stay",)))),
    ]  # fmt: skip


def test_the_same_saving_twice_is_one_edit_and_one_audit_row(world: World, course: Course) -> None:
    it, page = begin(world, course), uuid4()
    before = AuditEvent.objects.count()
    for _ in range(3):
        saved = actions.save_worksheet(
            worksheet=it, version=0, page=page, turn=1, asked=["goal"], sent={"goal": "x"}, by=world.maya
        )
    assert saved.worksheet.version == it.edits.count() == 1
    assert AuditEvent.objects.count() == before + 1


def test_both_texts_stand_until_one_is_chosen(world: World, course: Course) -> None:
    it = begin(world, course)
    save(it, world.ada.user, goal="Rest.")
    late = save(it, world.maya, version=0, goal="Sleep.")
    assert (late.has_news, late.stands_on, [k.place for k in late.beside]) == (True, 0, ["goal"])
    save(it, world.maya, version=0, goal="Sleep.")
    kept = it.kept.get()
    beside = queries.beside_of(late.worksheet, "client", lambda id: id)
    assert [(b.asks, b.says) for b in beside] == [("What would you like to be different?", ("Sleep.",))]
    settled = actions.settle_kept(kept=kept, take=True, by=world.maya)
    assert settled.told["goal"] == "Sleep."
    assert not queries.beside_of(settled, "client", str)
    actions.settle_kept(kept=kept, take=False, by=world.ada.user)
    assert KeptAnswer.objects.get().settled_by == world.maya.actor_id


def test_what_is_beside_at_a_private_question_is_not_the_clients(world: World, course: Course) -> None:
    it = begin(world, course, "pattern_review")
    private = next(f.id for f in it.definition.fields if f.private)
    one, two = ({private: text} for text in ("one", "two"))
    save(it, world.ada.user, None, **one)
    save(it, world.ada.user, 0, **two)
    kept = it.kept.get()
    assert queries.beside_of(it, "client", str) == []
    with pytest.raises(Refused, match="not yours"):
        actions.settle_kept(kept=kept, take=True, by=world.maya)


def test_what_does_not_fit_leaves_what_was_there(world: World, course: Course) -> None:
    it = begin(world, course)
    row = {"id": "r1", "text": "Stay", "feasibility": 4}
    save(it, world.ada.user, first_on="2026-03-09", options=[row])
    saved = save(it, world.ada.user, first_on="soon", options=[row | {"feasibility": 11}], goal="Rest.")
    assert {m.place for m in saved.misfits} == {"first_on", "options.r1.feasibility"}
    assert saved.worksheet.told == {"first_on": "2026-03-09", "options": [row], "goal": "Rest."}


@pytest.mark.parametrize(("author", "visibility", "given"), list(product(Author, Visibility, (True, False))))
def test_who_sees_what_said_twice(
    world: World, course: Course, author: str, visibility: str, given: bool
) -> None:
    """The slow twin is a table; the row's rule and the list's rule give what it says."""
    if author == "together" and visibility != "shared":
        return
    it = begin(world, course)
    Worksheet.objects.filter(pk=it.pk).update(author=author, visibility=visibility, given=given)
    it.refresh_from_db()
    other = {"shared": Sight.WHOLE, "on_request": Sight.TITLE, "private": Sight.NOTHING}[visibility]
    other = Sight.TITLE if given and other is Sight.NOTHING else other
    whose = {"client": ["client"], "clinician": ["clinician"], "together": ["client", "clinician"]}[author]
    for reader in ("client", "clinician"):
        expected = Sight.WHOLE if reader in whose else other
        assert queries.sight_of(it, reader) is expected
        assert Worksheet.objects.filter(queries.whole_for(reader)).exists() == (expected is Sight.WHOLE)
        assert Worksheet.objects.filter(queries.known_to(reader)).exists() == (expected is not Sight.NOTHING)


def test_on_request_it_is_asked_for_and_shown_by_whoever_it_belongs_to(world: World, course: Course) -> None:
    it = begin(world, course, "interpersonal_incident", author="client", by=world.maya)
    save(it, world.maya, happened="He left.")
    with pytest.raises(Refused):
        save(it, world.ada.user, happened="x")
    asked = actions.ask_to_see(worksheet=it, by=world.ada.user)
    assert asked.asked_at is not None
    with pytest.raises(Refused, match="belongs to"):
        actions.set_visibility(worksheet=it, visibility="shared", by=world.ada.user)
    shown = actions.set_visibility(worksheet=it, visibility="shared", by=world.maya)
    assert (shown.visibility, shown.asked_at) == ("shared", None)
    save(it, world.ada.user, area="grief")
    with pytest.raises(Refused, match="nothing to ask"):
        actions.ask_to_see(worksheet=it, by=world.ada.user)


def test_what_is_private_cannot_be_asked_for(world: World, course: Course) -> None:
    it = begin(world, course, "farewell_letter", author="client")
    assert (it.visibility, it.given) == ("private", True)
    with pytest.raises(Refused, match="private"):
        actions.ask_to_see(worksheet=it, by=world.ada.user)


def test_a_client_begins_what_has_a_short_form_and_it_is_theirs(world: World, course: Course) -> None:
    short = {"interpersonal_incident", "diary", "mood", "check_in", "mit_episode"}
    assert {t.id for t in queries.techniques_for(course, "client")} == short
    for technique, author in (("role_play", "client"), ("interpersonal_incident", "together")):
        with pytest.raises(Refused, match=r"together with your clinician|What you begin is yours"):
            begin(world, course, technique, author=author, by=world.maya)


def test_confrontation_is_not_offered_about_somebody_marked(world: World, course: Course) -> None:
    sam, eve = person(world), person(world, "zqeve")
    inventory.say_safe(relationship=sam, answer="no", asked_alone=True, words="", by=world.ada.user)
    for about in (sam, None):
        with pytest.raises(Refused, match="safety page"):
            begin(world, course, "role_play", answers={"person": str(about.id)} if about else {})
    begin(world, course, "role_play", answers={"person": str(eve.id)})
    begin(world, course, "decision_analysis", answers={"person": str(sam.id)})
    incident = begin(world, course, "interpersonal_incident", answers={"who": str(sam.id)})
    leads = {it.technique.id: it.is_held_back for it in queries.leads_from(incident, "clinician")}
    assert (leads["communication_analysis"], leads["pattern_review"]) == (True, False)
    assert queries.leads_from(incident, "client") == []


def test_where_violence_was_spoken_of_nothing_is_rehearsed_with_nobody_in_particular(
    world: World, course: Course
) -> None:
    begin(world, course, "role_play")
    safety.record_violence_answer(
        client=world.maya, asked_alone=True, answer="unsure", said="x", decided="x", on=date(2026, 3, 2),
        by=world.ada.user,
    )  # fmt: skip
    with pytest.raises(Refused, match="safety page"):
        begin(world, course, "role_play")
    begin(world, course, "role_play", answers={"person": str(person(world).id)})


def test_from_an_incident_to_its_result_nothing_is_written_twice(
    world: World, course: Course, clock: StoppedClock
) -> None:
    sam = person(world)
    incident = begin(world, course, "interpersonal_incident", author="client", by=world.maya)
    save(incident, world.maya, who=str(sam.id), happened="He hung up.", want="Be asked.")
    actions.set_visibility(worksheet=incident, visibility="shared", by=world.maya)
    analysis = _go_on(world, course, incident, "communication_analysis")
    assert analysis.told == {"person": str(sam.id), "happened": "He hung up.", "goal": "Be asked."}
    line = {
        "id": "l1",
        "speaker": "me",
        "said": "Fine.",
        "alternative": "I miss you.",
        "alternative_by": "client",
    }
    save(analysis, world.maya, lines=[line])
    play = _go_on(world, course, analysis, "role_play")
    assert {row.get("words") for row in play.told["script"]} == {"I miss you."}
    save(play, world.ada.user, attempt="Tell him.", attempt_on="2026-03-05", if_then="If he …, I …")
    session = plan(course, clock.now)
    practice = actions.agree_practice_from(worksheet=play, session=session, by=world.ada.user)
    assert (practice.text, practice.if_then, practice.day) == ("Tell him.", "If he …, I …", date(2026, 3, 5))
    assert (practice.person, practice.worksheet) == (sam.id, play.id)
    clock.forward(hours=30)
    courses.record_practice_result(practice=practice, result="partly", said="He listened.", by=world.ada.user)
    assert {row.relationship_id for row in play.people.all()} == {sam.id}


def test_nothing_planned_is_no_practice(world: World, course: Course, clock: StoppedClock) -> None:
    it = begin(world, course, "role_play")
    with pytest.raises(Refused, match="Nothing is planned"):
        actions.agree_practice_from(worksheet=it, session=plan(course, clock.now), by=world.ada.user)
    assert not Practice.objects.exists()


def test_the_same_turn_with_a_sentence_added_is_joined(world: World, course: Course) -> None:
    """Sent, gone back, a sentence added, sent again: without script the page has no other turn."""
    it, page = begin(world, course), uuid4()
    for text in ("Stay.", "Stay. Or go."):
        actions.save_worksheet(
            worksheet=it, version=0, page=page, turn=1, asked=["goal"], sent={"goal": text}, by=world.maya
        )
        it.refresh_from_db()
        assert it.told == {"goal": text}
    assert not it.kept.exists()


def test_what_was_overtaken_by_a_later_saving_of_its_page_changes_nothing(
    world: World, course: Course
) -> None:
    it, page = begin(world, course), uuid4()
    for turn, text in ((2, "Stay. Or go."), (1, "Stay.")):
        actions.save_worksheet(
            worksheet=it, version=0, page=page, turn=turn, asked=["goal"], sent={"goal": text}, by=world.maya
        )
    it.refresh_from_db()
    assert it.told == {"goal": "Stay. Or go."}


def test_a_form_sent_again_with_more_in_it_keeps_what_was_added(world: World, course: Course) -> None:
    id = uuid4()
    for answers in ({"happened": "He left."}, {"happened": "He left.", "want": "Be asked."}):
        begin(world, course, "interpersonal_incident", id=id, author="client", answers=answers, by=world.maya)
    assert Worksheet.objects.get().told == {"happened": "He left.", "want": "Be asked."}


def test_nobody_unknown_gets_in_by_an_answer_kept_beside(world: World, course: Course) -> None:
    sam = person(world)
    it = begin(world, course)
    save(it, world.ada.user, None, person=str(sam.id))
    for stranger in (str(uuid4()), "nobody"):
        with pytest.raises(Refused, match="not among the people"):
            save(it, world.maya, 0, person=stranger)
    assert not it.kept.exists()


@pytest.mark.parametrize("seen", ["private", "on_request"])
def test_what_is_carried_on_is_read_by_nobody_who_did_not_read_it_before(
    world: World, course: Course, seen: str
) -> None:
    own = begin(world, course, author="clinician", visibility=seen)
    save(own, world.ada.user, first_step="Ring her.")
    own.refresh_from_db()
    lead = next(it for it in queries.leads_from(own, "clinician") if it.technique.id == "role_play")
    with pytest.raises(Refused, match="Share that first"):
        begin(world, course, "role_play", answers=lead.begins_with, after=own)
    begin(
        world, course, "role_play", answers=lead.begins_with, after=own, author="clinician", visibility=seen
    )


@pytest.mark.parametrize("whose", ["client", "clinician"])
def test_what_was_replaced_before_it_was_shown_stays_its_writers(
    world: World, course: Course, clock: StoppedClock, whose: Reader
) -> None:
    by, other = OTHERS[whose]
    writer = getattr(world, by)
    writer = getattr(writer, "user", writer)
    it = begin(world, course, author=whose, visibility="private")
    save(it, writer, problem="zwunkind")
    clock.forward(hours=1)
    save(it, writer, problem="zwkind")
    shown = actions.set_visibility(worksheet=it, visibility="shared", by=writer)
    save(it, writer, goal="zwlater")
    shown.refresh_from_db()
    for reader, there in ((whose, True), (other, False)):
        story = str(queries.revisions_of(shown, reader, str))
        assert ("zwunkind" in story) == there
        assert "zwlater" in story


def test_what_both_wrote_on_stays_with_both(world: World, course: Course, clock: StoppedClock) -> None:
    it = begin(world, course, author="clinician", visibility="shared")
    save(it, world.maya, goal="Mine.")
    with pytest.raises(Refused, match="both wrote"):
        actions.set_visibility(worksheet=it, visibility="private", by=world.ada.user)
    letter = begin(world, course, "farewell_letter", author="client", visibility="shared")
    clock.forward(hours=1)
    save(letter, world.ada.user, to="Her father")
    with pytest.raises(Refused, match="both wrote"):
        actions.destroy_worksheet(worksheet=letter, by=world.maya)


def test_a_letter_that_was_given_with_a_name_in_it_is_the_clients_alone(
    world: World, course: Course, clock: StoppedClock
) -> None:
    letter = begin(world, course, "farewell_letter", author="client", answers={"to": "Papa"})
    clock.forward(hours=1)
    save(letter, world.maya, body="Dear Papa.")
    for seen in ("shared", "private"):
        assert actions.set_visibility(worksheet=letter, visibility=seen, by=world.maya).visibility == seen
    assert actions.destroy_worksheet(worksheet=letter, by=world.maya).told == {}


def test_looked_at_is_what_was_there_to_be_seen(world: World, course: Course) -> None:
    it = begin(world, course)
    save(it, world.maya, goal="Rest.")
    it.refresh_from_db()
    drawn = it.version
    save(it, world.maya, problem="More.")
    with pytest.raises(Refused, match="since this page was drawn"):
        actions.look_at_worksheet(worksheet=it, version=drawn, by=world.ada.user)
    actions.look_at_worksheet(worksheet=it, version=drawn + 1, by=world.ada.user)


def test_marked_after_it_was_begun_nothing_of_it_is_agreed(
    world: World, course: Course, clock: StoppedClock
) -> None:
    sam = person(world)
    it = begin(world, course, "role_play", answers={"person": str(sam.id)})
    save(it, world.ada.user, attempt="Tell him.")
    it.refresh_from_db()
    assert not queries.marked_of(world.maya).is_in(it)
    session = plan(course, clock.now)
    inventory.say_safe(relationship=sam, answer="unsure", asked_alone=True, words="", by=world.ada.user)
    assert queries.marked_of(world.maya).is_in(it)
    with pytest.raises(Refused, match="safety page"):
        actions.agree_practice_from(worksheet=it, session=session, by=world.ada.user)
    page = browser_text(world, f"/worksheets/{it.id}")
    assert "marked as not safe" in page


def test_an_area_of_another_protocol_is_refused(world: World, course: Course) -> None:
    with pytest.raises(Refused, match="no such problem area"):
        actions.link_worksheet(
            worksheet=begin(world, course), session=None, goal=None, area="weather", by=world.ada.user
        )


def test_a_letter_is_done_away_with_to_the_last_byte(world: World, course: Course) -> None:
    letter = begin(world, course, "farewell_letter", author="client")
    save(letter, world.maya, body="Dear father, zqletter.")
    save(letter, world.maya, version=0, body="Dear father, zqother.")
    with pytest.raises(Refused, match="Only the client"):
        actions.destroy_worksheet(worksheet=letter, by=world.ada.user)
    gone = actions.destroy_worksheet(worksheet=letter, by=world.maya)
    assert gone.told == {}
    assert gone.destroyed_at is not None
    assert not gone.edits.exists()
    assert not gone.kept.exists()
    with pytest.raises(Refused, match="done away with"):
        save(letter, world.maya, body="again")
    together = begin(world, course)
    with pytest.raises(Refused, match="put it aside"):
        actions.destroy_worksheet(worksheet=together, by=world.maya)


def test_put_aside_it_is_out_of_the_lists_and_comes_back(world: World, course: Course) -> None:
    it = begin(world, course, author="clinician", visibility="shared")
    with pytest.raises(Refused, match="other side"):
        actions.put_aside_worksheet(worksheet=it, by=world.maya)
    actions.put_aside_worksheet(worksheet=it, by=world.ada.user)
    assert not queries.worksheets_of(course, "client")
    assert queries.put_aside_of(course, "clinician")
    actions.take_back_worksheet(worksheet=it, by=world.ada.user)
    assert queries.worksheets_of(course, "client").get() == it


def test_beside_the_model_is_off_until_switched_on_with_a_reason(world: World, course: Course) -> None:
    reframe = library.technique("reframe")
    with pytest.raises(Refused, match="not switched on"):
        begin(world, course, "reframe")
    with pytest.raises(Refused, match="why"):
        actions.switch_adjunct(course=course, technique=reframe, is_on=True, by=world.ada.user)
    actions.switch_adjunct(
        course=course, technique=reframe, is_on=True, reason="CBT before", by=world.ada.user
    )
    begin(world, course, "reframe")
    actions.switch_adjunct(course=course, technique=reframe, is_on=False, by=world.ada.user)
    with pytest.raises(Refused, match="not switched on"):
        begin(world, course, "reframe")
    with pytest.raises(Refused, match="belongs to the model"):
        actions.switch_adjunct(
            course=course, technique=library.technique("role_play"), is_on=True, reason="x", by=world.ada.user
        )


def test_only_people_of_this_client_are_named(world: World, course: Course) -> None:
    hidden = person(world)
    it = begin(world, course)
    for id in (str(uuid4()), "nobody"):
        with pytest.raises(Refused, match="not among the people"):
            save(it, world.ada.user, person=id)
    save(it, world.maya, person=str(hidden.id))
    assert it.people.get().relationship_id == hidden.id
    save(it, world.maya, person=None)
    assert not it.people.exists()


def test_a_client_names_only_whom_they_see(world: World, course: Course) -> None:
    circle = inventory.start_circle(client=world.maya, by=world.ada.user)
    unseen = inventory.name_people(circle=circle, names={uuid4(): "zqeve"}, by=world.ada.user)[0]
    it = begin(world, course)
    with pytest.raises(Refused, match="not among the people"):
        save(it, world.maya, person=str(unseen.id))
    save(it, world.ada.user, person=str(unseen.id))
    save(it, world.maya, person=str(unseen.id), goal="It stood there already.")


def test_after_the_course_it_is_read_and_no_more_written(
    world: World, course: Course, clock: StoppedClock
) -> None:
    it = begin(world, course)
    save(it, world.maya, goal="Rest.")
    clock.forward(hours=24 * 200)
    Course.objects.filter(pk=course.pk).update(closed_at=clock.now, closed_by=world.ada.user.actor_id)
    it = Worksheet.objects.get(pk=it.pk)
    for do in (lambda: save(it, world.maya, goal="x"), lambda: begin(world, it.course)):
        with pytest.raises(Refused, match="course is over"):
            do()
    assert queries.own_worksheet(world.maya, it.id).told == {"goal": "Rest."}


def _go_on(world: World, course: Course, after: Worksheet, technique: str) -> Worksheet:
    after.refresh_from_db()
    lead = next(it for it in queries.leads_from(after, "clinician") if it.technique.id == technique)
    return begin(world, course, technique, answers=lead.begins_with, after=after)
