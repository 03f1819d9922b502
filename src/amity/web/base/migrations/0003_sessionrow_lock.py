"""A browser session can be locked: covered, or handed over."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("base", "0002_audit_is_append_only")]

    operations = [
        migrations.AddField(model_name="sessionrow", name="lock", field=models.JSONField(default=dict)),
    ]
