"""The addresses of the life chart; the client's own say nothing about what they are."""

from django.urls import URLPattern, URLResolver, path

from amity.web.inventory.views import life
from amity.web.inventory.views import own_life as own

urlpatterns: list[URLPattern | URLResolver] = [
    path("courses/<uuid:course_id>/life", life.life_chart, name="life_chart"),
    path("courses/<uuid:course_id>/life/events", life.add_life_event, name="add_life_event"),
    path("courses/<uuid:course_id>/life/moods", life.add_mood_point, name="add_mood_point"),
    path("life-events/<uuid:life_event_id>", life.life_event, name="life_event"),
    path("life-events/<uuid:life_event_id>/off", life.take_off_life_event, name="take_off_life_event"),
    path("life-events/<uuid:life_event_id>/back", life.put_back_life_event, name="put_back_life_event"),
    path("moods/<uuid:mood_point_id>/off", life.take_off_mood_point, name="take_off_mood_point"),
    path("moods/<uuid:mood_point_id>/back", life.put_back_mood_point, name="put_back_mood_point"),
    path("d/life", own.client_life, name="client_life"),
    path("d/life/more", own.client_add_life_event, name="client_add_life_event"),
    path("d/life/then", own.client_add_mood_point, name="client_add_mood_point"),
    path("d/life/<uuid:life_event_id>", own.client_life_event, name="client_life_event"),
    path(
        "d/life/<uuid:life_event_id>/off", own.client_take_off_life_event, name="client_take_off_life_event"
    ),
    path(
        "d/life/<uuid:life_event_id>/back", own.client_put_back_life_event, name="client_put_back_life_event"
    ),
    path(
        "d/life/then/<uuid:mood_point_id>/off",
        own.client_take_off_mood_point,
        name="client_take_off_mood_point",
    ),
    path(
        "d/life/then/<uuid:mood_point_id>/back",
        own.client_put_back_mood_point,
        name="client_put_back_mood_point",
    ),
]
