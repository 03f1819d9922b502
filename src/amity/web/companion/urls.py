"""The addresses of the companion slice. They say nothing about what they are."""

from django.urls import path

from amity.web.base import addresses  # noqa: F401 - knows what a token is
from amity.web.companion import client_views as views

urlpatterns = [
    path("d/", views.client_home, name="client_home"),
    path("d/sign-in", views.client_sign_in, name="client_sign_in"),
    path("d/sign-out", views.client_sign_out, name="client_sign_out"),
    path("d/password", views.client_password, name="client_password"),
]
