from django.db import migrations, models


class Migration(migrations.Migration):
    """Who typed an answer in, where the client did not give it."""

    dependencies = [("measures", "0002_plans_imports_and_decisions")]

    operations = [
        migrations.AddField(model_name="answer", name="entered_by", field=models.UUIDField(null=True)),
    ]
