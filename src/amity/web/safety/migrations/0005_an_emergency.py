from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("safety", "0004_follow_up_by_and_at_together")]

    operations = [
        migrations.AlterField(
            model_name="flag",
            name="level",
            field=models.CharField(
                choices=[("amber", "same working day"), ("red", "same day"), ("emergency", "now")],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="flagevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("echo", "said"),
                    ("changed", "said something else afterwards"),
                    ("done", "done"),
                    ("stayed", "who stayed with the person, and where they are"),
                    ("closed", "closed"),
                ],
                max_length=10,
            ),
        ),
    ]
