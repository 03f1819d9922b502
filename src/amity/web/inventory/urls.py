"""The addresses of the inventory."""

from django.urls import URLPattern, URLResolver, path

from amity.web.inventory import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("courses/<uuid:course_id>/people", views.inventory, name="inventory"),
    path("courses/<uuid:course_id>/people/names", views.name_people, name="name_people"),
    path("courses/<uuid:course_id>/people/circle", views.start_circle, name="start_circle"),
    path("circles/<uuid:circle_id>", views.circle, name="circle"),
    path("circles/<uuid:circle_id>/places", views.place_people, name="place_people"),
    path("circles/<uuid:circle_id>/take-back", views.take_back, name="take_back"),
    path("circles/<uuid:circle_id>/redo", views.redo, name="redo"),
    path("relationships/<uuid:relationship_id>", views.relationship, name="relationship"),
    path("relationships/<uuid:relationship_id>/safe", views.say_safe, name="say_safe"),
]
