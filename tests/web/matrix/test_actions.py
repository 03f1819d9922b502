"""No action writes for somebody who does not work with the client, whichever page or script calls it."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import ModuleType
from typing import Any
from uuid import uuid4

import pytest

from amity.core import library, timeline
from amity.core.network import Move
from amity.web.base import clock as base_clock
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.base.models import AuditEvent
from amity.web.companion import actions as companion
from amity.web.companion.models import Reminder
from amity.web.course import actions as course
from amity.web.inventory import actions as inventory
from amity.web.measures import actions as measures
from amity.web.measures.models import Notice, Occasion
from amity.web.outcomes import actions as outcomes
from amity.web.people import actions as people
from amity.web.people.models import OutgoingMessage
from amity.web.people.queries.passkeys import Made
from amity.web.rhythms import actions as rhythms
from amity.web.safety import actions as safety
from amity.web.safety.models import FlagEvent
from amity.web.techniques import actions as techniques
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course.conftest import choose, plan, start
from tests.web.safety.conftest import assessed, said

STRANGERS = ("ben", "carl", "sam", "cora", "lena", "rosa", "alex", "pia")
FOR_ANYBODY = {
    "raise_flag", "note_change",  # nobody is ever kept from saying that somebody must look
    "open_link",  # asks token and date of birth
    "sign_in_by_passkey",  # asks for the passkey
    "import_instrument", "release_instrument", "withdraw_instrument",  # no client: measures/test_library.py
    "lapse",  # looks at what lies there, and raises flags
    # of a whole service, and no client: outcomes/test_counting.py, test_export_courses.py
    "recompute", "keep_part", "finish_summary", "fail_summary", "export_courses",
    # the same: outcomes/test_expected_response.py
    "ask_for_fit", "finish_fit", "fail_fit", "keep_read", "switch_on", "switch_off", "try_fit",
    "AT_MOST", "Saved", "Stale", "ATTACHMENT_TEXTS", "ENDING_TEXTS", "SESSION_TEXTS", "TEXTS",
}  # fmt: skip
Tries = Mapping[str, Callable[[Actor], Any]]


@pytest.fixture
def tries(clock: StoppedClock, world: World) -> Tries:
    """Every action on Maya's record, each of which her clinician could do now."""
    under_way = start(world.maya, world.ada)
    session = plan(under_way, base_clock.now())
    link = measures.give(client=world.maya, instruments=["phq9"], by=world.ada.user)
    response = link.responses.get()
    paper: dict[str, Any] = {"client": world.maya, "instrument": "phq9", "mode": "paper"}
    paper["written_on"] = date(2026, 3, 1)
    typed = measures.begin_typing_in(**paper, by=world.ada.user)
    opens = base_clock.now()
    occasion = Occasion.objects.create(
        course=under_way,
        key="week:4",
        opens_at=opens,
        due_at=opens,
        closes_at=opens,
        link=link,
        made_at=opens,
    )
    message = OutgoingMessage.objects.create(
        client=world.maya, link="x", queued_at=opens, queued_by=world.ada.id
    )
    notice = Notice.objects.create(occasion=occasion, number=1, message=message, queued_at=opens)
    event = said(world.maya)
    assert event is not None
    flag = event.flag
    safety.note_done(flag=flag, note="Called her.", by=world.ada.user)
    assessment = assessed(world.maya, world.ada, follow_up_on=date(2026, 3, 4))
    practice = course.agree_practice(course=under_way, session=session, text="Walk", by=world.ada.user)
    pair = course.save_mood_event(
        id=uuid4(), session=session, version=0, mood="flat", event="the call", by=world.ada.user
    )
    assert pair is not None
    caught = course.capture(session=session, words="x", filed="note", by=world.ada.user)
    there = course.add_attendee(session=session, kind="interpreter", by=world.ada.user)
    goal = course.set_goal(course=under_way, words="Sing again", by=world.ada.user)
    formulation = course.write_formulation(course=under_way, base=0, text="We see", by=world.ada.user)
    course.give_formulation(formulation=formulation, how="spoken", by=world.ada.user)
    said_to_it = course.answer_formulation(
        formulation=formulation, answer="yes", how="phone", by=world.ada.user
    )
    shown = course.agree_what_guardian_sees(course=under_way, item="goals", may_see=True, by=world.ada.user)
    pause = course.pause_course(
        course=under_way, first_on=date(2026, 3, 9), last_on=None, reason="x", by=world.ada.user
    )
    question = course.ask_in_supervision(course=under_way, question="x", by=world.ada.user)
    contract = course.agree_maintenance(
        course=under_way, basis="x", focus="x", interval_days=28, months=12, starts_on=date(2027, 1, 1),
        measures=[], back_sooner_when="x", who_calls="", review_on=None, ends_if="",
        agreed_on=date(2026, 3, 2), by=world.ada.user,
    )  # fmt: skip
    change = course.record_medication_change(
        course=under_way, kind="begun", medicine="x", on=date(2026, 3, 2), by=world.ada.user
    )
    together = techniques.begin_worksheet(
        course=under_way, technique=library.technique("decision_analysis"), author="together",
        answers={"first_step": "Ring her"}, by=world.ada.user,
    )  # fmt: skip
    mine = techniques.begin_worksheet(
        course=under_way, technique=library.technique("decision_analysis"), author="clinician",
        by=world.ada.user,
    )  # fmt: skip
    hers, letter = (
        techniques.begin_worksheet(
            course=under_way, technique=library.technique(id), author="client", by=world.ada.user
        )
        for id in ("decision_analysis", "farewell_letter")
    )
    entry = techniques.begin_worksheet(
        course=under_way, technique=library.technique("interpersonal_incident"), author="client",
        visibility="shared", by=world.ada.user,
    )  # fmt: skip
    beside = [
        techniques.save_worksheet(
            worksheet=together, version=1, page=uuid4(), turn=1, asked=["goal"], sent={"goal": text},
            by=world.ada.user,
        )
        for text in ("rest", "sleep")
    ][1].worksheet.kept.get()  # fmt: skip
    diary = rhythms.begin_diary(client=world.maya, form="srm5", by=world.ada.user)
    other = rhythms.note_disrupted_day(diary=diary, on=diary.begun_on, words="x", by=world.ada.user)
    area = choose(under_way)
    later: dict[str, Any] = {"planned_at": base_clock.now() + timedelta(days=7), "zone": "UTC", "minutes": 50}
    now = base_clock.now()
    device = people.accept_invitation(
        invitation=people.invite(client=world.maya, by=world.ada.user), name="amber lamp",
        password="lantern pepper orchard", by=world.maya,
    ).device  # fmt: skip
    asked = people.say_something_is_wrong(client=world.maya, device=device, by=world.maya)
    passkey = people.keep_passkey(client=world.maya, made=Made("y", "y", 0), called="phone", by=world.maya)
    invitation = people.invite(client=world.maya, by=world.ada.user)
    circle = inventory.start_circle(client=world.maya, by=world.ada.user)
    [inge] = inventory.name_people(circle=circle, names={uuid4(): "Inge"}, by=world.ada.user)
    frame = inventory.keep_frame(circle=circle, after_move=1, words="x", by=world.ada.user)
    lived = timeline.read("2019")
    told = inventory.add_life_event(client=world.maya, words="x", kind="loss", began=lived, by=world.ada.user)
    felt = inventory.add_mood_point(client=world.maya, at=lived, value=3, by=world.ada.user)
    chosen = companion.choose_reminders(
        client=world.maya, are_on=False, from_time=None, to_time=None, by=world.ada.user
    )
    reminder = Reminder(chosen=chosen, about="sheet:1", queued_at=now)
    day = diary.begun_on
    aim: dict[str, Any] = {"diary": diary, "activity": "dinner", "from_on": day}
    return {
        "begin_diary": lambda by: rhythms.begin_diary(client=world.maya, form="srm5", by=by),
        "tell_day": lambda by: rhythms.tell_day(diary=diary, day=day, told={}, page=uuid4(), by=by),
        "pause_diary": lambda by: rhythms.pause_diary(diary=diary, from_on=day, by=by),
        "resume_diary": lambda by: rhythms.resume_diary(diary=diary, by=by),
        "end_diary": lambda by: rhythms.end_diary(diary=diary, by=by),
        "agree_target": lambda by: rhythms.agree_target(**aim, minutes=600, towards=600, step=30, by=by),
        "let_go_target": lambda by: rhythms.let_go_target(**aim, by=by),
        "note_disrupted_day": lambda by: rhythms.note_disrupted_day(diary=diary, on=day, words="x", by=by),
        "take_off_disrupted_day": lambda by: rhythms.take_off_disrupted_day(day=other, by=by),
        "name_prescriber": lambda by: rhythms.name_prescriber(client=world.maya, name="x", reach="x", by=by),
        "add_life_event": lambda by: inventory.add_life_event(
            client=world.maya, words="x", kind="loss", began=lived, by=by
        ),
        "change_life_event": lambda by: inventory.change_life_event(
            event=told, version=1, said={"words": "y"}, began=lived, by=by
        ),
        "take_off_life_event": lambda by: inventory.take_off_life_event(event=told, by=by),
        "put_back_life_event": lambda by: inventory.put_back_life_event(event=told, by=by),
        "add_mood_point": lambda by: inventory.add_mood_point(client=world.maya, at=lived, value=3, by=by),
        "take_off_mood_point": lambda by: inventory.take_off_mood_point(point=felt, by=by),
        "put_back_mood_point": lambda by: inventory.put_back_mood_point(point=felt, by=by),
        "start_circle": lambda by: inventory.start_circle(client=world.maya, by=by),
        "begin_with_names": lambda by: inventory.begin_with_names(
            client=world.maya, names={uuid4(): "x"}, by=by
        ),
        "share_circle": lambda by: inventory.share_circle(circle=circle, shared=True, by=by),
        "name_people": lambda by: inventory.name_people(circle=circle, names={uuid4(): "x"}, by=by),
        "make_moves": lambda by: inventory.make_moves(
            circle=circle, moves=[Move(str(uuid4()), "place", str(inge.id), (1, 0))], by=by
        ),
        "take_back": lambda by: inventory.take_back(circle=circle, by=by),
        "redo": lambda by: inventory.redo(circle=circle, by=by),
        "change_relationship": lambda by: inventory.change_relationship(
            relationship=inge, version=1, said={"meaning": "x"}, by=by
        ),
        "name_outside": lambda by: inventory.name_outside(person=inge, released=True, left_out=False, by=by),
        "redact_person": lambda by: inventory.redact_person(person=inge, by=by),
        "see_from_home": lambda by: inventory.see_from_home(
            client=world.maya, up_to=base_clock.now(), by=by
        ),
        "keep_frame": lambda by: inventory.keep_frame(circle=circle, after_move=1, words="x", by=by),
        "withdraw_frame": lambda by: inventory.withdraw_frame(frame=frame, by=by),
        "name_from_before": lambda by: inventory.name_from_before(client=world.maya, name="x", by=by),
        "say_importance": lambda by: inventory.say_importance(
            client=world.maya, importance={inge.id: 3}, by=by
        ),
        "tell_enough": lambda by: inventory.tell_enough(relationship=inge, enough=True, by=by),
        "save_attachment_note": lambda by: inventory.save_attachment_note(
            client=world.maya, version=0, said={"examples": "x"}, by=by
        ),
        "say_safe": lambda by: inventory.say_safe(
            relationship=inge, answer="yes", asked_alone=True, by=by
        ),
        "open_tool": lambda by: companion.open_tool(client=world.maya, tool="life", by=by),
        "close_tool": lambda by: companion.close_tool(client=world.maya, tool="life", by=by),
        "put_off": lambda by: companion.put_off(client=world.maya, what="sheet:1", by=by),
        "choose_reminders": lambda by: companion.choose_reminders(
            client=world.maya, are_on=False, from_time=None, to_time=None, by=by
        ),
        "remind": lambda by: companion.remind(chosen=chosen, about="sheet:1", by=by),
        "take_back_reminder": lambda by: companion.take_back_reminder(reminder=reminder, by=by),
        "note_answered": lambda by: companion.note_answered(reminder=reminder, by=by),
        "stop_reminders": lambda by: companion.stop_reminders(chosen=chosen, by=by),
        "see_stopped": lambda by: companion.see_stopped(client=world.maya, by=by),
        "set_open_until": lambda by: people.set_open_until(client=world.maya, until=None, by=by),
        "invite": lambda by: people.invite(client=world.maya, by=by),
        "withdraw_invitation": lambda by: people.withdraw_invitation(invitation=invitation, by=by),
        "close_sign_in": lambda by: people.close_sign_in(client=world.maya, by=by),
        "accept_invitation": lambda by: people.accept_invitation(
            invitation=invitation, name="copper kite", password="lantern pepper orchard", by=by
        ),
        "approve_device": lambda by: people.approve_device(client=world.maya, called="phone", by=by),
        "end_device": lambda by: people.end_device(device=device, by=by),
        "end_other_devices": lambda by: people.end_other_devices(client=world.maya, but=device, by=by),
        "make_device_code": lambda by: people.make_device_code(client=world.maya, by=by),
        "try_pin": lambda by: people.try_pin(device=device, pin="583914", by=by),
        "set_pin": lambda by: people.set_pin(device=device, pin="583914", by=by),
        "remove_pin": lambda by: people.remove_pin(device=device, by=by),
        "say_something_is_wrong": lambda by: people.say_something_is_wrong(
            client=world.maya, device=device, by=by
        ),
        "note_called": lambda by: people.note_called(asked=asked, by=by),
        "keep_passkey": lambda by: people.keep_passkey(
            client=world.maya, made=Made("x", "x", 0), called="phone", by=by
        ),
        "end_passkey": lambda by: people.end_passkey(passkey=passkey, by=by),
        "use_device_code": lambda by: people.use_device_code(client=world.maya, code="123456", by=by),
        "note_done": lambda by: safety.note_done(flag=flag, note="x", by=by),
        "close": lambda by: safety.close(flag=flag, reason="x", by=by),
        "assess_risk": lambda by: safety.assess_risk(
            client=world.maya, answers={}, said={}, decision="x", made_on=now.date(), by=by
        ),
        "record_follow_up": lambda by: safety.record_follow_up(assessment=assessment, note="x", by=by),
        "save_safety_plan": lambda by: safety.save_safety_plan(
            client=world.maya, base=0, steps={"people": "x"}, made_on=now.date(), by=by
        ),
        "record_violence_answer": lambda by: safety.record_violence_answer(
            client=world.maya, asked_alone=True, answer="no", on=now.date(), by=by
        ),
        "give": lambda by: measures.give(client=world.maya, instruments=["phq9"], by=by),
        "hand_over": lambda by: measures.hand_over(link=link, by=by),
        "withdraw": lambda by: measures.withdraw(link=link, by=by),
        "set_plan_line": lambda by: measures.set_plan_line(
            course=under_way, instrument="phq9", moments=["week:4"], reason="x", by=by
        ),
        "pause_measures": lambda by: measures.pause_measures(
            course=under_way, until=None, reason="x", by=by
        ),
        "resume_measures": lambda by: measures.resume_measures(course=under_way, by=by),
        "make_occasion": lambda by: measures.make_occasion(course=under_way, key="week:4", by=by),
        "move_occasion": lambda by: measures.move_occasion(occasion=occasion, by=by),
        "withdraw_occasion": lambda by: measures.withdraw_occasion(occasion=occasion, by=by),
        "note_not_handed_over": lambda by: measures.note_not_handed_over(occasion=occasion, by=by),
        "notify": lambda by: measures.notify(occasion=occasion, by=by),
        "take_back_notice": lambda by: measures.take_back_notice(notice=notice, by=by),
        "answer": lambda by: measures.answer(
            response=response, item="self_harm", value=0, visit=uuid4(), written_at=now, by=by
        ),
        "submit": lambda by: measures.submit(response=response, by=by),
        "keep_back": lambda by: measures.keep_back(response=response, by=by),
        "show": lambda by: measures.show(response=response, by=by),
        "begin_typing_in": lambda by: measures.begin_typing_in(**paper, by=by),
        "type_in": lambda by: measures.type_in(response=typed, answers={"self_harm": 0}, by=by),
        "finish_typing_in": lambda by: measures.finish_typing_in(response=typed, by=by),
        "mark_read": lambda by: measures.mark_read(response=response, by=by),
        "decide_card": lambda by: measures.decide_card(
            course=under_way, card=library.card("support"), occasions=["week:4"], evidence="Nothing.",
            decision="leave", reason="x", by=by,
        ),
        "start_course": lambda by: course.start_course(
            client=world.maya, clinician=world.ada, protocol="ipt", planned_sessions=16,
            started_on=date(2026, 3, 2), interval_days=7, minutes=50, by=by,
        ),
        "plan_session": lambda by: course.plan_session(course=under_way, **later, by=by),
        "move_session": lambda by: course.move_session(
            session=session, version=1, mode="video", **later, by=by
        ),
        "record_session": lambda by: course.record_session(
            session=session, version=1, attendance="attended", tasks_done=[], safety_asked=True, by=by
        ),
        "save_session": lambda by: course.save_session(
            session=session, version=1, new={"note": "x"}, by=by
        ),
        "share_summary": lambda by: course.share_summary(session=session, shared=True, by=by),
        "save_mood_event": lambda by: course.save_mood_event(
            id=uuid4(), session=session, version=0, mood="x", event="", by=by
        ),
        "remove_mood_event": lambda by: course.remove_mood_event(mood_event=pair, by=by),
        "capture": lambda by: course.capture(session=session, words="x", filed="note", by=by),
        "file_capture": lambda by: course.file_capture(capture=caught, filed="practice", by=by),
        "remove_capture": lambda by: course.remove_capture(capture=caught, by=by),
        "add_attendee": lambda by: course.add_attendee(session=session, kind="interpreter", by=by),
        "remove_attendee": lambda by: course.remove_attendee(attendee=there, by=by),
        "save_process_note": lambda by: course.save_process_note(
            session=session, author=world.ada, version=0, text="x", by=by
        ),
        "agree_practice": lambda by: course.agree_practice(
            course=under_way, session=session, text="x", by=by
        ),
        "record_practice_result": lambda by: course.record_practice_result(
            practice=practice, result="done", by=by
        ),
        "receive_practice_result": lambda by: course.receive_practice_result(
            practice=practice, result="done", by=by
        ),
        "move_phase": lambda by: course.move_phase(course=under_way, to="initial", reason="x", by=by),
        "choose_problem_area": lambda by: course.choose_problem_area(
            course=under_way, area="grief", words="x", why="x", by=by
        ),
        "record_assessment": lambda by: course.record_assessment(
            course=under_way, part="hope", version=0, said={"hope": "x"}, by=by
        ),
        "record_medication_change": lambda by: course.record_medication_change(
            course=under_way, kind="begun", medicine="x", on=date(2026, 3, 2), by=by
        ),
        "withdraw_medication_change": lambda by: course.withdraw_medication_change(change=change, by=by),
        "note_area": lambda by: course.note_area(
            course=under_way, area="grief", version=0, evidence="x", by=by
        ),
        "record_stage": lambda by: course.record_stage(
            problem_area=area, stage="change", on=date(2026, 3, 2), by=by
        ),
        "rate_resolution": lambda by: course.rate_resolution(
            problem_area=area, who="client", occasion="start", rating=3, on=date(2026, 3, 2), by=by
        ),
        "change_protocol": lambda by: course.change_protocol(
            course=under_way, protocol="ptsd", planned_sessions=14, reason="x", by=by
        ),
        "change_plan": lambda by: course.change_plan(
            course=under_way, planned_sessions=12, interval_days=7, minutes=50, reason="x", by=by
        ),
        "set_goal": lambda by: course.set_goal(course=under_way, words="x", by=by),
        "change_goal": lambda by: course.change_goal(
            goal=goal, version=1, words="y", indicator="", priority=1, state="open", by=by
        ),
        "rate_goals": lambda by: course.rate_goals(
            course=under_way, ratings={goal.id: 4}, who="client", by=by
        ),
        "agree_contract": lambda by: course.agree_contract(course=under_way, focus="x", by=by),
        "record_review": lambda by: course.record_review(
            course=under_way, kind="other", decision="x", by=by
        ),
        "note_plan_change": lambda by: course.note_plan_change(
            course=under_way, kind="other", what="x", reason="x", by=by
        ),
        "write_formulation": lambda by: course.write_formulation(course=under_way, base=1, text="x", by=by),
        "give_formulation": lambda by: course.give_formulation(formulation=formulation, how="spoken", by=by),
        "answer_formulation": lambda by: course.answer_formulation(
            formulation=formulation, answer="yes", how="here" if by.actor_kind == "client" else "phone", by=by
        ),
        "read_formulation_answer": lambda by: course.read_formulation_answer(answer=said_to_it, by=by),
        "suggest_formulation": lambda by: course.suggest_formulation(
            course=under_way, base=1, text="x", by=by
        ),
        "close_course": lambda by: course.close_course(course=under_way, reason="x", by=by),
        "agree_what_guardian_sees": lambda by: course.agree_what_guardian_sees(
            course=under_way, item="goals", may_see=True, by=by
        ),
        "give_to_guardian": lambda by: course.give_to_guardian(
            shown=shown, how="paper", on=date(2026, 3, 2), by=by
        ),
        "pause_course": lambda by: course.pause_course(
            course=under_way, first_on=date(2026, 4, 1), last_on=date(2026, 4, 9), reason="x", by=by
        ),
        "end_pause": lambda by: course.end_pause(pause=pause, last_on=date(2026, 3, 20), by=by),
        "withdraw_pause": lambda by: course.withdraw_pause(pause=pause, by=by),
        "ask_in_supervision": lambda by: course.ask_in_supervision(course=under_way, question="x", by=by),
        "note_supervision_answer": lambda by: course.note_supervision_answer(
            question=question, answer="x", by=by
        ),
        "record_ending": lambda by: course.record_ending(
            course=under_way, version=0, said={"skills": "x"}, by=by
        ),
        "give_booklet": lambda by: course.give_booklet(course=under_way, by=by),
        "agree_maintenance": lambda by: course.agree_maintenance(
            course=under_way, basis="x", focus="x", interval_days=28, months=12, starts_on=date(2027, 1, 1),
            measures=[], back_sooner_when="x", who_calls="", review_on=None, ends_if="",
            agreed_on=date(2026, 3, 2), by=by,
        ),
        "begin_worksheet": lambda by: techniques.begin_worksheet(
            course=under_way, technique=library.technique("interpersonal_incident"), author="client", by=by
        ),
        "save_worksheet": lambda by: techniques.save_worksheet(
            worksheet=together, version=1, page=uuid4(), turn=1, asked=["goal"], sent={"goal": "x"}, by=by
        ),
        "settle_kept": lambda by: techniques.settle_kept(kept=beside, take=True, by=by),
        "set_visibility": lambda by: techniques.set_visibility(worksheet=mine, visibility="shared", by=by),
        "ask_to_see": lambda by: techniques.ask_to_see(worksheet=hers, by=by),
        "link_worksheet": lambda by: techniques.link_worksheet(
            worksheet=together, session=None, goal=None, area="grief", by=by
        ),
        "look_at_worksheet": lambda by: techniques.look_at_worksheet(
            worksheet=together, version=2, by=by
        ),
        "put_aside_worksheet": lambda by: techniques.put_aside_worksheet(worksheet=together, by=by),
        "take_back_worksheet": lambda by: techniques.take_back_worksheet(worksheet=together, by=by),
        "destroy_worksheet": lambda by: techniques.destroy_worksheet(worksheet=letter, by=by),
        "choose_language": lambda by: people.choose_language(client=world.maya, language="nl", by=by),
        "do_away_with_own": lambda by: companion.do_away_with_own(client=world.maya, by=by),
        "erase_never_shown": lambda by: techniques.erase_never_shown(client=world.maya, by=by),
        "agree_practice_from": lambda by: techniques.agree_practice_from(
            worksheet=together, session=session, by=by
        ),
        "remove_worksheet": lambda by: techniques.remove_worksheet(worksheet=entry, by=by),
        "agree_sharing": lambda by: techniques.agree_sharing(course=under_way, choice="shared", by=by),
        "switch_adjunct": lambda by: techniques.switch_adjunct(
            course=under_way, technique=library.technique("reframe"), is_on=True, reason="x", by=by
        ),
        "begin_maintenance": lambda by: course.begin_maintenance(contract=contract, by=by),
        "reopen_course": lambda by: course.reopen_course(course=under_way, reason="x", by=by),
    }  # fmt: skip


@pytest.mark.parametrize("who", STRANGERS)
def test_nobody_else_writes(tries: Tries, world: World, who: str) -> None:
    somebody = getattr(world, who)
    before = AuditEvent.objects.count()
    for attempt in tries.values():
        with pytest.raises(Refused, match="Only the client"):
            attempt(getattr(somebody, "user", somebody))
    assert AuditEvent.objects.count() == before


def test_no_member_of_staff_answers_for_the_client(tries: Tries, world: World) -> None:
    for name in ("answer", "submit"):
        with pytest.raises(Refused, match="can answer it"):
            tries[name](world.ada.user)


def test_whoever_left_the_care_team_writes_no_more(tries: Tries, world: World) -> None:
    world.ada.care_team_of.filter(client=world.maya).update(until=base_clock.now())
    with pytest.raises(Refused):
        tries["note_done"](world.ada.user)


def test_who_may_does(tries: Tries, world: World) -> None:
    for name in ("close", "withdraw", "plan_session", "choose_problem_area", "record_practice_result"):
        tries[name](world.ada.user)


def test_no_action_is_left_out(tries: Tries) -> None:
    modules: tuple[ModuleType, ...] = (
        companion, course, inventory, measures, outcomes, rhythms, safety, techniques,
    )  # fmt: skip
    there = {name for module in modules for name in module.__all__}
    there |= {"set_open_until", "invite", "withdraw_invitation", "close_sign_in", "accept_invitation"}
    there |= {name for name in people.__all__ if "device" in name or name.endswith("_passkey")}
    there |= {"say_something_is_wrong", "note_called", "choose_language"}
    there |= {name for name in people.__all__ if name.endswith("_pin")}
    assert there - FOR_ANYBODY == set(tries)


def test_an_id_of_another_flag(tries: Tries, world: World) -> None:
    other = said(world.pia)
    assert other is not None
    theirs = safety.note_done(flag=other.flag, note="x", by=world.ben.user)
    mine = FlagEvent.objects.filter(flag__client=world.maya)[0].flag
    with pytest.raises(Refused, match="used before"):
        safety.note_done(id=theirs.id, flag=mine, note="x", by=world.ada.user)
