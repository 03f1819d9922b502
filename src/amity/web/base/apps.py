"""The app under every slice."""

from django.apps import AppConfig
from django.utils.translation import gettext

from amity.core import words


class BaseConfig(AppConfig):
    name = "amity.web.base"
    label = "base"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from amity.web.base.language import now_spoken  # settings are there only now

        words.use(gettext, now_spoken)
