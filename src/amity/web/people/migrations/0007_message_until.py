from django.db import migrations, models


class Migration(migrations.Migration):
    """Until when a notice is safe to send."""

    dependencies = [
        ("people", "0006_asked_to_call"),
    ]

    operations = [
        migrations.AddField(
            model_name="outgoingmessage",
            name="until",
            field=models.DateTimeField(null=True),
        ),
    ]
