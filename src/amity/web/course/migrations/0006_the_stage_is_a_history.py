from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("course", "0005_the_client_answers_the_formulation")]

    operations = [migrations.RemoveField(model_name="problemarea", name="stage")]
