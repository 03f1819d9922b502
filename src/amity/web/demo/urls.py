"""The addresses of the demo slice. Read only with AMITY_DEMO=1 and a site address on loopback."""

from django.urls import path

from amity.web.demo import views

urlpatterns = [
    path("", views.first_page, name="demo_first_page"),
    path("demo/step-in", views.step_in, name="demo_step_in"),
    path("demo/phone", views.phone, name="demo_a_phone"),
    path("demo/phone/<uuid:client_id>", views.phone, name="demo_phone"),
    path("d/as/<uuid:client_id>", views.own_pages, name="demo_own_pages"),
    path("demo/outbox", views.outbox, name="demo_outbox"),
    path("demo/again", views.again, name="demo_again"),
]
