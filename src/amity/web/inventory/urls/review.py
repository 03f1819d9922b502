"""The addresses of the relationship review."""

from django.urls import URLPattern, URLResolver, path

from amity.web.inventory.views import review

OF_COURSE = "courses/<uuid:course_id>/people"

urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{OF_COURSE}/review", review.review_people, name="review_people"),
    path(f"{OF_COURSE}/importance", review.say_importance, name="say_importance"),
    path(f"{OF_COURSE}/before", review.before, name="before"),
    path(f"{OF_COURSE}/attachment", review.attachment_note, name="attachment_note"),
]
