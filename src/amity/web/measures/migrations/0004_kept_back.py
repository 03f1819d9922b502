from django.db import migrations, models


class Migration(migrations.Migration):
    """Since when the client keeps a form from everybody of the service."""

    dependencies = [("measures", "0003_who_typed_in")]

    operations = [
        migrations.AddField(
            model_name="response", name="kept_back_at", field=models.DateTimeField(null=True)
        ),
    ]
