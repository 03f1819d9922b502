"""The addresses of the companion slice. They say nothing about what they are."""

from django.urls import path

from amity.web.base import addresses  # noqa: F401 - knows what a token is
from amity.web.companion.client_views import home, join, sign_in

urlpatterns = [
    path("d/", home.client_home, name="client_home"),
    path("d/join", join.choose_sign_in, name="choose_sign_in"),
    path("d/join/<token:token>", join.join, name="join"),
    path("d/sign-in", sign_in.client_sign_in, name="client_sign_in"),
    path("d/sign-out", sign_in.client_sign_out, name="client_sign_out"),
    path("d/password", sign_in.client_password, name="client_password"),
]
