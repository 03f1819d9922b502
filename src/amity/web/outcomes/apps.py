"""The outcomes slice."""

from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "amity.web.outcomes"
    label = "outcomes"
    default_auto_field = "django.db.models.BigAutoField"
