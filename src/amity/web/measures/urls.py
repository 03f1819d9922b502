"""The addresses of the measures slice. Those under /d/ say nothing about what they are."""

from django.urls import URLPattern, URLResolver, path

from amity.web.base import addresses  # noqa: F401 - knows what a token is
from amity.web.measures import client_views, own_views
from amity.web.measures.views import blank, hand_over, library, over_time, plan, typing_in, what_now
from amity.web.measures.views import measures as views

urlpatterns: list[URLPattern | URLResolver] = [
    path("clients/<uuid:client_id>/measures", over_time.client_measures, name="client_measures"),
    path("clients/<uuid:client_id>/measures/over-time/<slug:instrument>", over_time.measure, name="measure"),
    path("clients/<uuid:client_id>/measures/give", views.give_measures, name="give_measures"),
    path("clients/<uuid:client_id>/measures/hand-over", hand_over.hand_over, name="hand_over"),
    path("clients/<uuid:client_id>/measures/type-in", typing_in.type_in, name="type_in"),
    path("measures/library", library.questionnaires, name="questionnaires"),
    path("measures/library/bring", library.bring_questionnaire, name="bring_questionnaire"),
    path("measures/library/<uuid:brought_id>", library.brought_questionnaire, name="brought_questionnaire"),
    path(
        "measures/library/<uuid:brought_id>/release",
        library.release_questionnaire,
        name="release_questionnaire",
    ),
    path(
        "measures/library/<uuid:brought_id>/withdraw",
        library.withdraw_questionnaire,
        name="withdraw_questionnaire",
    ),
    path("measures/blank", blank.blank_measures, name="blank_measures"),
    path("measures/blank/print", blank.print_measures, name="print_measures"),
    path("courses/<uuid:course_id>/what-now", what_now.what_now, name="what_now"),
    path("courses/<uuid:course_id>/measures", plan.asked_when, name="asked_when"),
    path("courses/<uuid:course_id>/measures/pause", plan.pause_asking, name="pause_asking"),
    path("courses/<uuid:course_id>/measures/resume", plan.resume_asking, name="resume_asking"),
    path("courses/<uuid:course_id>/measures/<slug:asked>", plan.change_asked, name="change_asked"),
    path("links/<uuid:link_id>", views.link, name="link"),
    path("links/<uuid:link_id>/withdraw", views.withdraw_link, name="withdraw_link"),
    path("links/<uuid:link_id>/mail", views.mail_link, name="mail_link"),
    path("responses/<uuid:response_id>", views.response, name="response"),
    path("responses/<uuid:response_id>/read", views.mark_read, name="mark_read"),
    path("typed-in/<uuid:typed_id>", typing_in.typing_in, name="typing_in"),
    path("typed-in/<uuid:typed_id>/<int:number>", typing_in.type_in_answer, name="type_in_answer"),
    path("d/form", client_views.form, name="form"),
    path("d/form/<int:place>", client_views.questions, name="questions"),
    path("d/form/<int:place>/send", client_views.send, name="send"),
    path("d/form/<int:place>/<int:number>", client_views.question, name="question"),
    path("d/form/<int:place>/<int:number>/answer", client_views.save_answer, name="save_answer"),
    path("d/go-on", client_views.own_questions, name="own_questions"),
    path("d/answers", own_views.client_answers, name="client_answers"),
    path("d/answers/<uuid:sent_id>", own_views.client_answer, name="client_answer"),
    path("d/answers/<uuid:sent_id>/seen", own_views.choose_who_sees, name="choose_who_sees"),
    path("d/done", client_views.done, name="done"),
    path("d/<token:token>", client_views.open_link, name="open_link"),
]
