"""Whether it is certain by which place's clock a time of the diary was."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("rhythms", "0003_free_days"),
    ]

    operations = [
        migrations.AddField(
            model_name="dayanswer",
            name="is_clock_sure",
            field=models.BooleanField(default=True),
        ),
    ]
