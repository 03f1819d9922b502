"""Is this for me? For anybody, signed out."""

from django.urls import URLPattern, URLResolver, path

from amity.web.course.views import orientation as views

urlpatterns: list[URLPattern | URLResolver] = [
    path("d/orientation", views.orientation, name="orientation"),
]
