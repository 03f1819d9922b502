"""The clinician's pages of worksheets: begun, written on, read, linked, agreed, printed."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.core import library
from amity.web.course import actions as courses
from amity.web.course.models import Course, Practice, Session
from amity.web.inventory import actions as inventory
from amity.web.inventory.models import Relationship
from amity.web.techniques import actions
from amity.web.techniques.models import Worksheet
from amity.web.techniques.queries.chain import chain_of
from tests.cast import World, signed_in
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.course.conftest import choose
from tests.web.inventory.conftest import begin as begin_circle
from tests.web.inventory.conftest import name
from tests.web.techniques.conftest import begin, save

LIST = "/courses/{}/worksheets"


def sent(worksheet: Worksheet, *asked: str, **answers: Any) -> dict[str, Any]:
    """One step as the browser sends it."""
    more = {"version": worksheet.version, "page": str(uuid4()), "turn": 1, "asked": list(asked or answers)}
    return more | answers


def path(worksheet: Worksheet, more: str = "") -> str:
    return f"/worksheets/{worksheet.id}{more}"


def beginning(course: Course, technique: str, **changes: Any) -> Any:
    given = {"id": str(uuid4()), "whose": "together"} | changes
    return knock.post(course.clinician, f"{LIST.format(course.id)}/begin/{technique}", given)


def listed(course: Course) -> str:
    return knock.text(knock.get(course.clinician, LIST.format(course.id)))


def read(worksheet: Worksheet) -> str:
    return knock.text(knock.get(worksheet.course.clinician, path(worksheet, "/read")))


@pytest.fixture
def session(course: Course, clock: StoppedClock) -> Session:
    """The first, this morning."""
    return courses.plan_session(
        course=course, planned_at=clock.now, zone="Europe/London", minutes=50, mode="in_person",
        by=course.clinician.user,
    )  # fmt: skip


@pytest.fixture
def unsafe(world: World, course: Course) -> Relationship:
    """Somebody with whom Maya is not safe."""
    [person] = name(world, begin_circle(world), "Dag")
    inventory.say_safe(
        relationship=person, answer="no", asked_alone=True, words="He hits.", by=world.ada.user
    )
    return person


class TestBegin:
    def test_a_worksheet_is_begun_and_its_first_step_opens(
        self, world: World, course: Course, session: Session
    ) -> None:
        page = knock.text(knock.get(world.ada, f"{LIST.format(course.id)}/begin/decision_analysis"))
        assert "When you are stuck between people or plans" in page
        assert "Whose worksheet is it?" in page
        assert "There is danger. Go to the safety page; choosing can wait." in page
        assert f'<option value="{session.id}" selected>' in page
        typed = {"id": str(uuid4()), "session": str(session.id), "written_on": "2026-03-01"}
        for _ in range(2):
            answer = beginning(course, "decision_analysis", **typed)
            assert answer.status_code == 302
        found = Worksheet.objects.get()
        assert answer.url == f"/worksheets/{found.id}"
        assert (found.author, found.visibility, found.session) == ("together", "shared", session)
        assert found.written_on == date(2026, 3, 1)
        assert knock.get(world.ada, answer.url).status_code == 200

    def test_one_for_the_client_waits_with_them(self, world: World, course: Course) -> None:
        answer = beginning(course, "farewell_letter", whose="client")
        assert answer.url == LIST.format(course.id)
        found = Worksheet.objects.get()
        assert (found.author, found.visibility, found.given) == ("client", "private", True)
        assert "given to the client, who keeps it private so far" in listed(course)
        assert knock.get(world.ada, path(found)).status_code == 404

    def test_ones_own_is_private(self, course: Course) -> None:
        beginning(course, "coping_list", whose="clinician")
        assert Worksheet.objects.get().visibility == "private"

    def test_what_is_wrong_comes_back_with_what_was_typed(self, course: Course) -> None:
        answer = beginning(course, "decision_analysis", whose="", written_on="2026-12-24")
        assert answer.status_code == 422
        page = knock.text(answer)
        assert "That day is still to come." in page
        assert 'value="2026-12-24"' in page
        assert not Worksheet.objects.exists()

    def test_no_confrontation_is_offered_about_somebody_who_harms(
        self, course: Course, unsafe: Relationship
    ) -> None:
        answer = beginning(course, "role_play", person=str(unsafe.id))
        assert answer.status_code == 409
        page = knock.text(answer)
        assert "Begin with the safety page." in page
        assert f'href="/clients/{course.client_id}/safety"' in page
        assert f'<option value="{unsafe.id}" selected>' in page
        assert not Worksheet.objects.exists()

    def test_what_stands_beside_the_model_is_switched_on_with_a_reason(self, course: Course) -> None:
        assert beginning(course, "reframe").status_code == 409
        address = f"{LIST.format(course.id)}/adjunct/reframe"
        refused = knock.post(course.clinician, address, {"is_on": "on", "reason": " "})
        assert refused.status_code == 409
        assert "Say in a few words why it is used here" in knock.text(refused)
        answer = knock.post(course.clinician, address, {"is_on": "on", "reason": "Asked for it."})
        assert answer.status_code == 302
        assert beginning(course, "reframe").status_code == 302
        assert "off-model" in listed(course)

    def test_a_technique_that_is_not_there(self, course: Course) -> None:
        assert beginning(course, "hypnosis").status_code == 404


class TestWrite:
    @pytest.fixture
    def found(self, world: World, course: Course) -> Worksheet:
        return begin(world, course)

    def test_a_step_is_saved_by_a_button(self, world: World, found: Worksheet) -> None:
        typed = sent(found, problem="The flat.") | {"do": "next"}
        answer = knock.post(world.ada, path(found, "?step=problem"), typed)
        assert (answer.status_code, answer.url) == (302, path(found, "?step=ways"))
        found.refresh_from_db()
        assert found.told == {"problem": "The flat."}

    @pytest.mark.parametrize(
        ("do", "to"),
        [("back", "?step=problem"), ("", "?step=ways"), ("step:later", "?step=later"), ("done", "/read"),
         ("more:options", "?step=ways&more=options#f_options")],
    )  # fmt: skip
    def test_each_button_leads_somewhere(self, world: World, found: Worksheet, do: str, to: str) -> None:
        answer = knock.post(world.ada, path(found, "?step=ways"), sent(found, "options") | {"do": do})
        assert answer.url == path(found, to)

    def test_the_open_page_saves_by_itself(self, world: World, found: Worksheet) -> None:
        typed = sent(found, problem="The flat.", first_on="soon")
        answer = self.by_script(world, found, typed)
        assert answer.status_code == 200
        said = answer.json()
        assert (said["version"], said["news"], said["beside"]) == (1, False, [])
        assert said["wrong"] == {"first_on": "That is no day of the calendar. Choose one, or leave it open."}

    def test_what_cannot_be_read_is_no_page_of_ours(self, world: World, found: Worksheet) -> None:
        assert self.by_script(world, found, {"asked": "problem"}).status_code == 400
        assert knock.post(world.ada, path(found), {"asked": "problem"}).status_code == 400

    def test_what_does_not_fit_comes_back_and_the_rest_is_saved(self, world: World, found: Worksheet) -> None:
        typed = sent(found, problem="The flat.", first_on="soon", options="") | {
            "options.rows": ["r1"], "options.r1.feasibility": "99",
        }  # fmt: skip
        answer = knock.post(world.ada, path(found, "?step=choice"), typed)
        assert answer.status_code == 422
        assert "soon" in knock.text(answer)
        found.refresh_from_db()
        assert found.told == {"problem": "The flat."}
        again = knock.post(
            world.ada, path(found, "?step=ways"), typed | {"version": found.version, "page": str(uuid4())}
        )
        assert "Choose a whole number from 0 to 10" in knock.text(again)

    def test_a_form_sent_twice_comes_back_with_what_did_not_fit_both_times(
        self, world: World, found: Worksheet
    ) -> None:
        typed = sent(found, problem="The flat.", first_on="soon")
        for _ in range(2):
            assert knock.post(world.ada, path(found, "?step=choice"), typed).status_code == 422

    def test_nothing_is_lost_where_all_of_it_is_refused(self, world: World, found: Worksheet) -> None:
        typed = sent(found, problem="The flat.")
        courses.close_course(course=found.course, reason="completed", by=world.ada.user)
        answer = knock.post(world.ada, path(found, "?step=problem"), typed)
        assert answer.status_code == 409
        page = knock.text(answer)
        assert "The flat." in page
        assert "The course is over" in page
        assert knock.get(world.ada, path(found)).url == path(found, "/read")
        by_script = self.by_script(world, found, typed)
        assert (by_script.status_code, list(by_script.json())) == (409, ["refused"])

    def test_the_steps_say_how_far_they_are(self, world: World, found: Worksheet) -> None:
        save(found, world.ada.user, problem="The flat.", goal="Peace.")
        page = knock.text(knock.get(world.ada, path(found)))
        assert "2 of 4 answered" in page
        assert "not begun" in page

    @staticmethod
    def by_script(world: World, found: Worksheet, typed: dict[str, Any]) -> Any:
        return signed_in(world.ada).post(path(found), typed, headers={"accept": "application/json"})


class TestAround:
    def test_of_what_is_on_request_only_the_title(self, world: World, course: Course) -> None:
        client = course.client
        own = begin(world, course, "interpersonal_incident", author="client", by=client)
        save(own, client, happened="He shouted.")
        page = listed(course)
        assert "Interpersonal incident" in page
        assert "shouted" not in page
        assert "1 of" not in page
        assert knock.post(world.ada, path(own, "/ask")).status_code == 302
        assert "asked today" in listed(course)
        assert knock.get(world.ada, path(own, "/read")).status_code == 404

    def test_what_the_client_wrote_is_new_until_it_was_looked_at(self, world: World, course: Course) -> None:
        own = begin(
            world, course, "interpersonal_incident", author="client", visibility="shared", by=course.client
        )
        save(own, course.client, happened="He shouted.")
        assert "new from the client" in listed(course)
        assert "He shouted." in read(own)
        own.refresh_from_db()
        for wrong in (own.version - 1, ""):
            late = knock.post(world.ada, path(own, "/looked-at"), {"from": "read", "version": wrong})
            assert late.status_code == 409
        seen = {"from": "read", "version": own.version}
        answer = knock.post(world.ada, path(own, "/looked-at"), seen)
        assert answer.url == path(own, "/read")
        assert "new from the client" not in listed(course)

    def test_it_belongs_to_a_session_a_goal_and_an_area(
        self, world: World, course: Course, session: Session
    ) -> None:
        found = begin(world, course)
        goal = courses.set_goal(course=course, words="Sleep", indicator="", priority=1, by=world.ada.user)
        typed = {"session": str(session.id), "goal": str(goal.id), "area": "grief"}
        assert knock.post(world.ada, path(found, "/links"), typed).status_code == 302
        found.refresh_from_db()
        assert (found.session, found.goal, found.area) == (session, goal, "grief")
        assert "Sleep" in listed(course)
        assert knock.post(world.ada, path(found, "/links"), {"session": str(uuid4())}).status_code == 422

    def test_only_whoever_it_belongs_to_says_who_sees_it(self, world: World, course: Course) -> None:
        own = begin(world, course, author="clinician", visibility="private")
        assert knock.post(world.ada, path(own, "/visibility"), {"visibility": "shared"}).status_code == 302
        own.refresh_from_db()
        assert own.visibility == "shared"
        together = begin(world, course)
        refused = knock.post(world.ada, path(together, "/visibility"), {"visibility": "private"})
        assert refused.status_code == 409
        assert "Whoever it belongs to says who sees it." in knock.text(refused)

    def test_it_is_put_aside_and_taken_back(self, world: World, course: Course) -> None:
        found = begin(world, course)
        assert knock.post(world.ada, path(found, "/aside")).status_code == 302
        assert "Put aside (1)" in listed(course)
        assert knock.post(world.ada, path(found, "/back")).status_code == 302
        assert "Put aside (1)" not in listed(course)

    def test_of_two_answers_one_is_chosen(self, world: World, course: Course) -> None:
        found = begin(world, course)
        save(found, course.client, problem="The noise.")
        save(found, world.ada.user, version=0, problem="The neighbours.")
        kept = found.kept.get()
        assert "The neighbours." in read(found)
        answer = knock.post(world.ada, path(found, f"/kept/{kept.id}"), {"take": "yes", "from": "read"})
        assert answer.url == path(found, "/read")
        found.refresh_from_db()
        assert found.told["problem"] == "The neighbours."
        assert knock.post(world.ada, path(begin(world, course), f"/kept/{kept.id}")).status_code == 404

    def test_what_is_planned_becomes_a_practice_and_its_result_stands_here(
        self, world: World, course: Course, session: Session
    ) -> None:
        found = begin(world, course)
        save(found, world.ada.user, first_step="Ring Inge.", if_then="If not, write.", first_on="2026-03-05")
        typed = {"id": str(uuid4()), "session": str(session.id), "from": "read"}
        for _ in range(2):
            assert knock.post(world.ada, path(found, "/practice"), typed).status_code == 302
        practice = Practice.objects.get()
        assert (practice.text, practice.if_then, practice.worksheet) == (
            "Ring Inge.", "If not, write.", found.id,
        )  # fmt: skip
        page = read(found)
        assert "What came of it is not recorded yet." in page
        assert "Agree as a practice" not in page
        courses.record_practice_result(
            practice=practice, result="partly", said="She was out.", by=world.ada.user
        )
        assert "She was out." in read(found)

    def test_nothing_is_agreed_where_nothing_is_planned(
        self, world: World, course: Course, session: Session
    ) -> None:
        found = begin(world, course)
        assert "Agree as a practice" not in read(found)
        typed = {"id": str(uuid4()), "session": str(session.id)}
        refused = knock.post(world.ada, path(found, "/practice"), typed)
        assert refused.status_code == 409
        assert "Nothing is planned here yet." in knock.text(refused)

    def test_it_goes_on_with_what_is_there_and_both_say_so(self, world: World, course: Course) -> None:
        found = begin(world, course)
        save(found, world.ada.user, first_step="Ring Inge.")
        assert "What should the other person understand?" in read(found)
        for _ in range(2):
            typed = {"id": "00000000-0000-4000-8000-00000000000a"}
            answer = knock.post(world.ada, path(found, "/follow/role_play"), typed)
        after = Worksheet.objects.exclude(pk=found.pk).get()
        assert answer.url == path(after)
        assert (after.after, after.told, after.author) == (found, {"aim": "Ring Inge."}, "together")
        for one in (found, after):
            page = read(one)
            assert 'aria-label="Where this came from and went"' in page
            assert "Decision analysis" in page
            assert "Role play" in page
        refused = knock.post(world.ada, path(found, "/follow/coping_list"))
        assert refused.status_code == 409
        assert "Nothing here goes on into that one." in knock.text(refused)
        assert knock.post(world.ada, path(found, "/follow/hypnosis")).status_code == 404

    def test_from_an_event_to_life_and_back_is_one_line_of_steps(
        self, world: World, course: Course, session: Session
    ) -> None:
        by, client = world.ada.user, course.client
        event = begin(
            world, course, "interpersonal_incident", author="client", visibility="on_request", by=client
        )
        analysis = begin(world, course, "communication_analysis", after=None)
        Worksheet.objects.filter(pk=analysis.pk).update(after=event)
        play = begin(world, course, "role_play", after=analysis)
        save(play, by, attempt="Ring Inge.")
        practice = actions.agree_practice_from(worksheet=play, session=session, by=by)
        result = begin(world, course, "interpersonal_incident", practice=practice, after=None)
        hidden = begin(
            world, course, "interpersonal_incident", author="client", visibility="private", by=client
        )
        Worksheet.objects.filter(pk=hidden.pk).update(after=analysis)
        for one in (analysis, play, result):
            one.refresh_from_db()
            found = chain_of(one)
            titles = ["Interpersonal incident", "Communication analysis", "Role play", "Practice"]
            assert [it.title for it in found] == [*titles, "Interpersonal incident"]
            assert [it.is_here for it in found].count(True) == 1
            assert not found[0].is_open
        assert f'href="/sessions/{session.id}"' in read(result)
        assert path(event, "/read") not in read(result)

    def test_it_does_not_go_on_against_somebody_who_harms(
        self, world: World, course: Course, unsafe: Relationship
    ) -> None:
        found = begin(world, course)
        save(found, world.ada.user, person=str(unsafe.id), first_step="Tell him.")
        assert "Not offered about somebody who harms." in read(found)
        refused = knock.post(world.ada, path(found, "/follow/role_play"))
        assert refused.status_code == 409
        assert Worksheet.objects.count() == 1


class TestList:
    def test_techniques_of_the_focus_come_first_and_each_once(self, world: World, course: Course) -> None:
        choose(course)
        page = listed(course)
        assert page.index("For the focus: Role transition") < page.index("For this phase:")
        for it in library.techniques():
            if not it.is_beside(None):
                assert page.count(f"<b>{it.title}</b>") == 1
        assert page.index("<b>Old role and new role</b>") < page.index("For this phase:")
        assert f'href="/courses/{course.id}/people"' in page

    def test_it_costs_the_same_with_three_and_with_sixty(
        self, world: World, course: Course, session: Session
    ) -> None:
        def cost(address: str) -> int:
            with CaptureQueriesContext(connection) as asked:
                assert knock.get(world.ada, address).status_code == 200
            return len(asked)

        first = begin(world, course, session=session)
        addresses = (LIST.format(course.id), path(first), path(first, "/read"))
        [person] = name(world, begin_circle(world), "Inge")

        def more(n: int) -> None:
            for k in range(n):
                given: dict[str, Any] = {"author": "client", "by": course.client} if k % 2 else {}
                one = begin(world, course, "interpersonal_incident", session=session, **given)
                save(one, one.course.client, happened="It rained.")
                save(first, world.ada.user, problem=f"{k}", person=str(person.id))

        more(2)
        cost(addresses[0])  # what a process asks once
        three = [cost(it) for it in addresses]
        more(57)
        assert [cost(it) for it in addresses] == three


class TestRead:
    def test_who_wrote_what_and_what_it_was_before(
        self, world: World, course: Course, clock: StoppedClock
    ) -> None:
        found = begin(world, course)
        save(found, course.client, problem="The noise.")
        save(found, world.ada.user, problem="The noise at night.")
        page = read(found)
        assert "Maya Oyelaran" in page
        assert "Ada Whitfield" in page
        assert '<del class="words">The noise.</del>' in page
        assert '<ins class="words">The noise at night.</ins>' in page

    def test_paper_for_the_client_holds_nothing_for_clinicians_alone(
        self, world: World, course: Course
    ) -> None:
        found = begin(world, course, "expectations")
        save(found, world.ada.user, issue="The Sundays.", stage="impasse")
        assert "impasse" in read(found)
        page = knock.text(knock.get(world.ada, path(found, "/print")))
        assert "The Sundays." in page
        assert "impasse" not in page
        assert "How does the dispute stand" not in page

    @pytest.mark.parametrize("technique", [it.id for it in library.techniques()])
    def test_every_technique_is_begun_opened_step_by_step_read_and_printed(
        self, world: World, course: Course, technique: str
    ) -> None:
        shape = library.technique(technique)
        if shape.is_beside(None):
            actions.switch_adjunct(
                course=course, technique=shape, is_on=True, reason="Asked.", by=world.ada.user
            )
        assert beginning(course, technique).status_code == 302
        found = Worksheet.objects.get()
        for step in shape.steps:
            page = knock.text(knock.get(world.ada, path(found, f"?step={step.id}")))
            for id in step.fields:
                assert id in page
        blank = knock.text(knock.get(world.ada, f"{LIST.format(course.id)}/blank/{technique}"))
        assert "Written on" in blank
        for field in shape.fields:
            assert field.private or field.asks in blank or field.asks.replace("’", "&#x27;") in blank
        assert knock.get(world.ada, path(found, "/print")).status_code == 200
        assert "Nothing has been written here yet." in read(found)


class TestDoors:
    def test_a_supervisor_reads_and_does_not_write(self, world: World, course: Course) -> None:
        found = begin(world, course)
        for address in (LIST.format(course.id), path(found, "/read"), path(found, "/print")):
            assert knock.get(world.sam, address).status_code == 200
        page = knock.text(knock.get(world.sam, LIST.format(course.id)))
        assert "/begin/" not in page
        assert knock.post(world.sam, path(found), sent(found, problem="x")).status_code in (403, 404)
        assert knock.post(world.sam, path(found, "/aside")).status_code == 403

    def test_strangers_find_nothing(self, world: World, course: Course) -> None:
        found = begin(world, course)
        of_course = LIST.format(course.id)
        addresses = [path(found), path(found, "/read"), path(found, "/print")]
        addresses += [of_course, f"{of_course}/begin/role_play", f"{of_course}/blank/role_play"]
        for address in addresses:
            assert knock.statuses(knock.strangers(world), address) == {404}
            assert knock.statuses(knock.no_readers(world), address) == {403}
