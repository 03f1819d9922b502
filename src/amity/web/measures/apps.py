"""The measures slice."""

from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "amity.web.measures"
    label = "measures"
    default_auto_field = "django.db.models.BigAutoField"
