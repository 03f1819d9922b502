from typing import Any

from django.db import migrations, models


def take_from_the_key(apps: Any, schema_editor: Any) -> None:
    """A week and what follows an ending say it by their key. Of a session's set nobody wrote it down."""
    rows = apps.get_model("measures", "Occasion").objects.exclude(key__startswith="session:")
    for key in rows.order_by().values_list("key", flat=True).distinct():
        rows.filter(key=key).update(moments=[key])


class Migration(migrations.Migration):
    """Which moments each occasion was made for."""

    dependencies = [("measures", "0004_kept_back")]

    operations = [
        migrations.AddField(model_name="occasion", name="moments", field=models.JSONField(default=list)),
        migrations.RunPython(take_from_the_key, migrations.RunPython.noop),
    ]
