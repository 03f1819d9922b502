"""The demo slice: installed only with AMITY_DEMO=1."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "amity.web.demo"
    label = "demo"

    def ready(self) -> None:
        """Whatever a demo process writes is marked as synthetic."""
        from amity.web.base import audit

        audit.mark_synthetic(True)
