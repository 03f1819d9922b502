"""What the client said stands with the formulation they said it to, no longer with the problem area."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("course", "0004_assessment_parts_saved")]

    operations = [
        migrations.RemoveConstraint(model_name="problemarea", name="area_agreed_and_on_together"),
        migrations.RemoveField(model_name="problemarea", name="agreed"),
        migrations.RemoveField(model_name="problemarea", name="agreed_on"),
    ]
