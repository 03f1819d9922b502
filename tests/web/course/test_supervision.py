"""What is to be asked in supervision: marked, listed with initials, and noted."""

from uuid import uuid4

from amity.web.course import actions
from amity.web.course.models import Course, Session, SupervisionQuestion
from tests.cast import World
from tests.web.course import knock


def path(course: Course) -> str:
    return f"/courses/{course.id}/supervision"


def ask(course: Course, question: str = "Is it a dispute?", **more: object) -> SupervisionQuestion:
    return actions.ask_in_supervision(
        course=course,
        question=question,
        by=course.clinician.user,
        **more,  # type: ignore[arg-type]
    )


def test_a_question_is_put_on_the_list_once(world: World, course: Course, session: Session) -> None:
    said = {"id": str(uuid4()), "question": "Is it a dispute?", "about": str(session.id)}
    for _ in range(2):
        assert knock.post(world.ada, path(course), said).status_code == 302
    row = SupervisionQuestion.objects.get()
    assert (row.session_id, row.about, row.question) == (session.id, "", "Is it a dispute?")
    assert "about session 1" in knock.text(knock.get(world.ada, path(course)))


def test_a_page_is_marked_from_where_one_is(world: World, course: Course) -> None:
    assert "?about=ending" in knock.text(knock.get(world.ada, f"/courses/{course.id}/ending"))
    page = knock.text(knock.get(world.ada, f"{path(course)}?about=ending"))
    assert '<option value="ending" selected>' in page


def test_what_came_of_it_takes_it_off_the_list(world: World, course: Course) -> None:
    row = ask(course)
    assert "Is it a dispute?" in knock.text(knock.get(world.ada, "/supervision"))
    assert knock.post(world.ada, f"/supervision/{row.id}/answer", {"answer": "Yes"}).status_code == 302
    assert "Is it a dispute?" not in knock.text(knock.get(world.ada, "/supervision"))
    assert "Yes" in knock.text(knock.get(world.ada, path(course)))


def test_a_colleagues_note_is_not_written_over(world: World, course: Course) -> None:
    row = ask(course)
    actions.note_supervision_answer(question=row, answer="It is one", by=world.ada.user)
    answer = knock.post(world.ada, f"/supervision/{row.id}/answer", {"answer": "It is none"})
    assert answer.status_code == 409
    assert "It is none" in knock.text(answer)
    row.refresh_from_db()
    assert row.answer == "It is one"


def test_the_list_that_leaves_the_room_has_initials_only(world: World, course: Course) -> None:
    ask(course)
    page = knock.text(knock.get(world.ada, "/supervision"))
    assert world.maya.initials in page
    assert world.maya.name not in page


def test_a_supervisor_with_a_grant_reads_and_does_not_write(world: World, course: Course) -> None:
    row = ask(course)
    assert "Is it a dispute?" in knock.text(knock.get(world.sam, "/supervision"))
    assert knock.post(world.sam, path(course), {"question": "x"}).status_code == 404
    assert knock.post(world.sam, f"/supervision/{row.id}/answer", {"answer": "x"}).status_code == 403


def test_bad_input_is_said(world: World, course: Course) -> None:
    row = ask(course)
    assert knock.post(world.ada, path(course), {"question": " ", "id": str(uuid4())}).status_code == 422
    assert knock.post(world.ada, path(course), {"question": "x", "about": "weather"}).status_code == 422
    assert knock.post(world.ada, f"/supervision/{row.id}/answer", {"answer": ""}).status_code == 422


def test_a_stranger_finds_nothing(world: World, course: Course) -> None:
    row = ask(course)
    assert knock.statuses(knock.strangers(world), path(course)) == {404}
    answer = f"/supervision/{row.id}/answer"
    assert knock.statuses(knock.strangers(world), answer, posting=True) == {404}
    assert "Is it a dispute?" not in knock.text(knock.get(world.ben, "/supervision"))


def test_other_roles_are_refused(world: World, course: Course) -> None:
    assert knock.statuses(knock.no_readers(world), path(course)) == {403}
    assert knock.statuses(knock.no_readers(world), "/supervision") == {403}


def test_it_is_audited(world: World, course: Course) -> None:
    row = ask(course)
    assert knock.written("ask_in_supervision", row.id) == 1
    knock.get(world.sam, "/supervision")
    assert knock.reads(world.sam, world.maya.id, "read") == 1
