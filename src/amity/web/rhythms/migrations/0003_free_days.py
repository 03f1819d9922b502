"""The days of the week that are free for whoever keeps a diary."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("rhythms", "0002_a_pause_taken_back"),
    ]

    operations = [
        migrations.AddField(
            model_name="diary",
            name="free_days",
            field=models.CharField(blank=True, default="56", max_length=7),
        ),
    ]
