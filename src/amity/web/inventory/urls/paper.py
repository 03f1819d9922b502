"""The addresses of a circle on paper and as a file."""

from django.urls import URLPattern, URLResolver, path

from amity.web.inventory.views import paper

urlpatterns: list[URLPattern | URLResolver] = [
    path("circles/<uuid:circle_id>/print", paper.print_circle, name="print_circle"),
    path("circles/<uuid:circle_id>/circle.svg", paper.circle_svg, name="circle_svg"),
    path("circles/<uuid:circle_id>/circle.png", paper.circle_png, name="circle_png"),
]
