"""What a client said to the formulation on their own page waits on *Today* until somebody has read it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("course", "0007_an_acute_review")]

    operations = [
        migrations.AddField("formulationanswer", "read_at", models.DateTimeField(null=True)),
        migrations.AddField("formulationanswer", "read_by", models.UUIDField(null=True)),
        migrations.AddConstraint(
            "formulationanswer",
            models.CheckConstraint(
                condition=models.Q(("read_at", None), ("read_by", None))
                | models.Q(("read_at__isnull", False), ("read_by__isnull", False)),
                name="formulation_answer_read_by_and_at_together",
            ),
        ),
    ]
