"""The companion slice: a client's own way in, and their first page."""

from django.apps import AppConfig


class CompanionConfig(AppConfig):
    name = "amity.web.companion"
    label = "companion"
    default_auto_field = "django.db.models.BigAutoField"
