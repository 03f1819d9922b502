"""The course slice."""

from django.apps import AppConfig


class CourseConfig(AppConfig):
    name = "amity.web.course"
    label = "course"
    default_auto_field = "django.db.models.BigAutoField"
