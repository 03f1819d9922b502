"""Every address of the site with what stands in it, and who looks at it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from amity.web import urls as site
from amity.web.demo import urls as demo
from tests.architecture.test_urls import Patterns, routes

SCRIPT = """
from amity.web.course import actions as courses
from amity.web.course.models import Course, Formulation, FormulationAnswer, Goal, Practice, Session
from amity.web.course.models import ShownToGuardian
from amity.web.inventory.models import Circle, LifeEvent, Relationship
from amity.web.measures import actions as questionnaires
from amity.web.measures.models import Link, Response
from amity.web.people.models import Grant
from amity.web.safety import actions as safety, queries as plans
from amity.web.safety.models import Flag
from amity.core import library
from amity.web.techniques import actions as worksheets
from amity.web.techniques.models import Worksheet
def first(rows): return rows.values_list("id", flat=True).first()
found = {}
for story in ("new_city", "week_four", "first_weeks", "ended", "just_added", "consent_partly"):
    client, by = of_story(story)
    course = client.courses.first()
    of = dict(client=client)
    found[story] = {
        "client_id": client.id, "staff_id": by.staff.id, "course_id": course and course.id,
        "flag_id": first(Flag.objects.filter(**of)), "grant_id": first(Grant.objects.filter(**of)),
        "link_id": first(Link.objects.filter(**of).order_by("-made_at")),
        "response_id": first(Response.objects.filter(first_answer_at__isnull=False, **of)),
        "practice_id": first(Practice.objects.filter(course=course)),
        "session_id": first(Session.objects.filter(course=course).order_by("-planned_at")),
        "formulation_id": first(Formulation.objects.filter(course=course)),
        "formulation_answer_id": first(FormulationAnswer.objects.filter(formulation__course=course)),
        "thing": "weeks", "instrument": "phq9", "asked": "phq9",
        "goal_id": first(Goal.objects.filter(course=course)),
        "circle_id": first(Circle.objects.filter(**of)),
        "relationship_id": first(Relationship.objects.filter(**of)), "guide": "losing_someone",
        "life_event_id": first(LifeEvent.objects.filter(**of)),
    }
    if story == "week_four":
        sheets = Worksheet.objects.filter(course=course, author="together")
        if not sheets.exists():
            analysis = library.technique("decision_analysis")
            begun = worksheets.begin_worksheet(course=course, technique=analysis, author="together", by=by)
            answers = {"problem": "To stay or to go.", "first_step": "Ask my sister."}
            worksheets.save_worksheet(
                worksheet=begun, version=0, page=begun.id, turn=1, asked=answers.keys(), sent=answers, by=by
            )
        found[story] |= {"worksheet_id": first(sheets), "technique": "decision_analysis"}
    if story == "week_four":
        typed = Response.objects.filter(mode="paper", **of)
        if not typed.exists():
            paper = dict(instrument="phq9", mode="paper", written_on=client.courses.first().started_on)
            questionnaires.begin_typing_in(client=client, by=by, **paper)
        found[story]["typed_id"] = first(typed)
    for name in ("mood_id", "capture_id", "attendee_id"):  # only posted to
        found[story][name] = found[story]["session_id"]
    given = ShownToGuardian.objects.filter(course=course)
    if story == "week_four" and not given.exists():
        courses.agree_what_guardian_sees(course=course, item="goals", may_see=True, by=by)
    found[story]["shown_id"] = first(given)
    held = Session.objects.filter(course=course, recorded_at__isnull=False)
    found[story + ", held"] = found[story] | {"session_id": first(held)}
week, by = of_story("week_four")
if plans.plan_of(week) is None:
    steps = {"warning_signs": "I stop answering", "people": "My sister, 01632 960 555\\nMrs Hale next door"}
    safety.save_safety_plan(client=week, base=0, steps=steps, made_on=clock.now().date(), by=by)
say(found)
"""
Ids = dict[str, dict[str, str]]
NOBODYS = "00000000-0000-4000-8000-000000000000"  # a record that is only posted to need not be there


@dataclass(frozen=True)
class Place:
    """An address by its name, whose record stands in it, and who stands before it."""

    name: str
    who: str
    story: str = ""

    def path(self, ids: Ids) -> str:
        """The address itself."""
        given = ids.get(self.story, {})
        address = f"/{addresses()[self.name]}"
        return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: given.get(found[1]) or NOBODYS, address)


def _places(who: str, **stories: str) -> Iterator[Place]:
    for name, of in stories.items():
        yield from (Place(name, who, story) for story in of.split(" and "))


LOOKED_AT = (
    *_places(
        "clinician",
        today="", calendar="", supervision="week_four", supervision_list="", caseload="", add_client="",
        client="week_four and just_added", change_client="week_four", record_consent="week_four",
        record_safe_contact="week_four", grant_reading="week_four", care_team="week_four",
        start_course="just_added", course="new_city and week_four and first_weeks and ended",
        plan_session="week_four", session="new_city and week_four, held", move_session="new_city",
        before_joining="new_city and week_four",
        change_plan="week_four and ended", change_protocol="week_four",
        choose_problem_area="week_four", focus="week_four and new_city",
        assessment="week_four and first_weeks", inventory="week_four and first_weeks",
        circle="week_four", relationship="week_four", others="week_four and first_weeks",
        replay="new_city and week_four", then_and_now="new_city and week_four", print_circle="week_four",
        life_chart="new_city and week_four and first_weeks", life_event="week_four",
        rhythms="week_four and new_city", print_rhythms="week_four",
        review_people="new_city and first_weeks", before="new_city and week_four",
        attachment_note="new_city and week_four", own_tools="week_four and ended",
        formulation="new_city and week_four and first_weeks", write_formulation="week_four",
        compare_formulations="new_city", print_formulation="new_city",
        contract="week_four and first_weeks", print_contract="week_four",
        goals="week_four and first_weeks and ended", change_goal="week_four",
        reviews="week_four and ended", what_now="new_city and week_four and ended",
        close_course="ended", ending="ended and week_four",
        booklet="ended", guardians="week_four", give_to_guardian="week_four",
        maintenance="ended", reopen_course="ended",
        flag="first_weeks and week_four",
        asked_when="new_city and week_four and ended", change_asked="week_four",
        client_measures="week_four and first_weeks",
        measure="new_city and week_four", give_measures="week_four", hand_over="week_four",
        type_in="week_four", typing_in="week_four", blank_measures="", print_measures="",
        questionnaires="", bring_questionnaire="",
        together="week_four", together_thing="week_four", copy_session="new_city and week_four, held",
        link="new_city and week_four", response="week_four and first_weeks",
        safety="week_four and first_weeks and just_added", assess_risk="week_four and first_weeks",
        safety_plan="week_four and just_added", change_safety_plan="week_four", print_safety_plan="week_four",
        ask_violence="week_four",
        guides="", guide="week_four", worksheets="week_four and first_weeks and ended",
        begin_worksheet="week_four", blank_worksheet="week_four", worksheet="week_four",
        read_worksheet="week_four", print_worksheet="week_four", episodes="week_four",
        mfa_index="", mfa_deactivate_totp="", 
        mfa_generate_recovery_codes="", mfa_reauthenticate="", account_reauthenticate="",
        account_change_password="", account_logout="", demo_first_page="",
    ),
    *_places(
        "supervisor", today="", supervision_list="", supervision="week_four",
        course="week_four", session="week_four, held", flag="week_four",
        asked_when="week_four",
        client_measures="week_four", measure="week_four", response="week_four",
        formulation="week_four", goals="week_four", reviews="week_four", inventory="week_four",
        what_now="week_four",
        worksheets="week_four", read_worksheet="week_four",
        safety="week_four", safety_plan="week_four", print_safety_plan="week_four",
    ),
    *_places(
        "coordinator", today="", calendar="", caseload="", client="week_four", change_client="week_four",
        record_safe_contact="week_four", care_team="week_four",
    ),
    *_places("service_lead", today="", outcomes="", export_courses="", expected_response=""),
    *_places(
        "nobody", account_login="", account_signup="", account_inactive="", help="", orientation="",
        demo_first_page="",
        demo_a_phone="", demo_phone="new_city and ended", demo_outbox="", demo_again="",
    ),
)  # fmt: skip
ELSEWHERE = {
    "join": "the client joins", "choose_sign_in": "the client joins", "client_sign_in": "the client joins",
    "client_home": "the client joins", "client_password": "the client joins",
    "client_people": "the client joins", "client_course": "the client joins",
    "client_booklet": "the client joins", "client_practice": "the client joins",
    "my_safety_plan": "the client joins",
    "client_understanding": "the client joins",
    "client_life": "the client joins", "client_life_event": "the client joins",
    "client_days": "the client's diary", "client_weeks": "the client's diary",
    "client_blank_day": "the client's diary",
    "client_guides": "the client writes", "client_guide": "the client writes",
    "client_worksheets": "the client writes", "client_short_form": "the client writes",
    "client_worksheet": "the client writes", "client_read_worksheet": "the client writes",
    "client_print_worksheet": "the client writes", "client_destroy_worksheet": "the client writes",
    "client_remove_worksheet": "the client writes",
    "client_been": "the client writes", "client_answers": "the client writes",
    "client_answer": "the client writes",
    "client_earlier": "the client’s own place", "client_reminders": "the client’s own place",
    "client_until": "the client’s own place",
    "joining_first": "the client joins", "join_code": "the client joins", "joined": "the client joins",
    "client_devices": "the client joins",
    "client_mine": "the client’s own things", "client_copy": "the client’s own things",
    "client_looked": "the client’s own things", "client_away": "the client’s own things",
    "client_gone": "the client’s own things",
    "lock": "the client’s own phone", "forgot_pin": "the client’s own phone",
    "client_words_back": "the client’s own phone",
    "client_pin": "the client’s own phone", "offline": "the client’s own phone",
    "client_blank": "the client’s own phone",
    "own_pages": "the client joins", "invitation": "the client joins",
    "client_stories": "a course of another model",
    "brought_questionnaire": "a questionnaire is brought",
    "open_link": "the client's way", "form": "the client's way", "question": "the client's way",
    "questions": "the client's way", "send": "the client's way", "done": "the client's way",
    "mfa_authenticate": "between password and code", "mfa_activate_totp": "signing in for the first time",
    "mfa_view_recovery_codes": "signing in for the first time",
}  # fmt: skip
LEADS_ON = {
    "own_questions": "to signing in, for whoever is not; a client who is sends a form",
    "client_sign_out": "to signing in, for whoever is not; a client who is sends a form",
    "find_client": "to the caseload: a name is sent in the body, never in an address",
    "home": "to Today; in the demo the first page stands there",
    "account_set_password": "home: nobody is without a password",
    "leave": "to an ordinary page",
    "locked": "to Today, unless the screen is covered or the device handed over",
}
NO_PAGE = {
    "today_waiting": "a part of Today, asked for again by the page it stands on",
    "outcomes_counting": "a part of the page of outcomes, asked for again by it",
    "expected_response_fitting": "a part of the page of the expected response, asked for again by it",
    "circle_stage": "a part of the page of people, asked for again by it",
    "client_circle_stage": "a part of the client's page of people, asked for again by it",
    "mfa_download_recovery_codes": "a file",
    "circle_svg": "a file",
    "circle_png": "a file",
    "session_open": "keeps a session alive: an empty answer",
    "kept": "for the scripts of the client’s pages",
    "bundle": "for the scripts of the client’s pages",
    "worker": "a script",
    "manifest": "a file",
}
ONLY_POSTED = (
    "count_outcomes", "switch_expected_response",
    "begin_rhythms", "end_rhythms", "pause_rhythms", "agree_target", "let_go_target", "note_disrupted_day",
    "take_off_disrupted_day", "name_prescriber", "client_pause_days",
    "follow_worksheet", "plan_practice", "worksheet_visibility", "ask_for_worksheet", "link_worksheet",
    "look_at_worksheet", "put_aside_worksheet", "take_back_worksheet", "settle_kept", "switch_adjunct",
    "agree_sharing", "begin_formulation",
    "client_follow_worksheet", "client_worksheet_visibility", "client_ask_for_worksheet",
    "client_put_aside_worksheet", "client_settle_kept",
    "add_life_event", "add_mood_point", "take_off_life_event", "put_back_life_event", "take_off_mood_point",
    "put_back_mood_point", "client_add_life_event", "client_add_mood_point", "client_take_off_life_event",
    "client_put_back_life_event", "client_take_off_mood_point", "client_put_back_mood_point",
    "keep_frame", "withdraw_frame",
    "name_people", "start_circle", "place_people", "take_back", "redo", "say_safe",
    "circle_moves", "circle_names", "say_on_circle", "as_last_time", "share_circle", "client_circle_moves",
    "client_circle_names", "client_place_people", "client_say_on_circle", "client_as_last_time",
    "take_off_circle", "client_take_off_circle", "redact_person", "name_outside", "see_from_home",
    "client_take_back", "client_redo", "tell_enough", "say_importance",
    "lock_now", "not_today", "open_tool", "close_tool", "choose_reminders", "see_stopped", "own_pages_until",
    "invite", "close_sign_in", "withdraw_invitation", "mail_invitation",
    "make_code", "end_device", "end_devices", "note_called",
    "client_language", "make_own_code", "end_own_device", "end_other_own_devices", "something_is_wrong",
    "keep_passkey", "begin_passkey", "end_passkey", "ask_for_passkey",
    "demo_own_pages", "record_assessment", "record_medication_change",
    "withdraw_medication_change", "note_area", "record_stage", "rate_resolution", "pause_course",
    "end_pause", "withdraw_pause", "cover", "leave_care_team", "revoke_grant", "move_phase",
    "practice_result", "record_session", "save_session", "share_summary", "save_mood_event",
    "remove_mood_event", "capture", "file_capture", "add_attendee", "remove_attendee",
    "save_process_note", "save_plan", "give_booklet", "begin_maintenance", "answer_supervision",
    "flag_done", "flag_close", "give_formulation", "answer_formulation", "read_formulation_answer",
    "rate_goals", "record_follow_up", "withdraw_link", "mail_link", "mark_read", "save_answer",
    "choose_who_sees", "type_in_answer", "release_questionnaire", "withdraw_questionnaire",
    "pause_asking", "resume_asking",
    "demo_step_in", "add_guardian", "remove_guardian", "record_young_person",
    "agree_what_guardian_sees",
)  # fmt: skip


def addresses() -> dict[str, str]:
    """Every name of the site with its address, the demo's own included."""
    patterns: Any = [*demo.urlpatterns, *site.urlpatterns]
    return {name: address for address, name, _ in routes(cast("Patterns", patterns))}
