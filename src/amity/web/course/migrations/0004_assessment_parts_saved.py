from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("course", "0003_the_whole_course")]

    operations = [
        migrations.AddField(
            model_name="assessment", name="parts_saved", field=models.JSONField(default=dict)
        ),
    ]
