"""The addresses as they are with AMITY_DEMO=1."""

from django.urls import include, path

urlpatterns = [path("", include("amity.web.demo.urls")), path("", include("amity.web.urls"))]

handler403 = "amity.web.base.views.forbidden"
handler404 = "amity.web.base.views.not_found"
