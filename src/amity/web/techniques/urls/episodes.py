"""The addresses of episodes laid side by side, for the clinician and for the client."""

from django.urls import URLPattern, URLResolver, path

from amity.web.techniques.views import episodes, own_episodes

urlpatterns: list[URLPattern | URLResolver] = [
    path("courses/<uuid:course_id>/episodes", episodes.episodes, name="episodes"),
    path(
        "courses/<uuid:course_id>/episodes/formulation",
        episodes.begin_formulation,
        name="begin_formulation",
    ),
    path("d/stories", own_episodes.client_stories, name="client_stories"),
]
