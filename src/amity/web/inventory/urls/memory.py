"""The addresses of earlier circles: looked at, compared, replayed, kept as evidence."""

from django.urls import URLPattern, URLResolver, path

from amity.web.inventory.views import memory

urlpatterns: list[URLPattern | URLResolver] = [
    path("circles/<uuid:circle_id>", memory.circle, name="circle"),
    path("circles/<uuid:circle_id>/replay", memory.replay, name="replay"),
    path("circles/<uuid:circle_id>/frames", memory.keep_frame, name="keep_frame"),
    path("frames/<uuid:frame_id>/withdraw", memory.withdraw_frame, name="withdraw_frame"),
    path("courses/<uuid:course_id>/people/then-and-now", memory.then_and_now, name="then_and_now"),
]
