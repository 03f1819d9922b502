"""The addresses of the measures slice. Those under /d/ say nothing about what they are."""

from django.urls import URLPattern, URLResolver, path

from amity.web.base import addresses  # noqa: F401 - knows what a token is
from amity.web.measures import client_views
from amity.web.measures.views import hand_over
from amity.web.measures.views import measures as views

urlpatterns: list[URLPattern | URLResolver] = [
    path("clients/<uuid:client_id>/measures", views.client_measures, name="client_measures"),
    path("clients/<uuid:client_id>/measures/give", views.give_measures, name="give_measures"),
    path("clients/<uuid:client_id>/measures/hand-over", hand_over.hand_over, name="hand_over"),
    path("links/<uuid:link_id>", views.link, name="link"),
    path("links/<uuid:link_id>/withdraw", views.withdraw_link, name="withdraw_link"),
    path("links/<uuid:link_id>/mail", views.mail_link, name="mail_link"),
    path("responses/<uuid:response_id>", views.response, name="response"),
    path("responses/<uuid:response_id>/read", views.mark_read, name="mark_read"),
    path("d/form", client_views.form, name="form"),
    path("d/form/<int:place>", client_views.questions, name="questions"),
    path("d/form/<int:place>/send", client_views.send, name="send"),
    path("d/form/<int:place>/<int:number>", client_views.question, name="question"),
    path("d/form/<int:place>/<int:number>/answer", client_views.save_answer, name="save_answer"),
    path("d/go-on", client_views.own_questions, name="own_questions"),
    path("d/done", client_views.done, name="done"),
    path("d/<token:token>", client_views.open_link, name="open_link"),
]
