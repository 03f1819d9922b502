from django.db import migrations

import amity.web.base.encrypted


class Migration(migrations.Migration):
    """An invitation can be shown again; wrong passwords are counted by name, known or not, in the cache."""

    dependencies = [
        ("people", "0003_the_whole_course"),
    ]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="token",
            field=amity.web.base.encrypted.EncryptedTextField(default="", editable=True),
            preserve_default=False,
        ),
        migrations.RemoveField(model_name="clientsignin", name="wrong_tries"),
        migrations.RemoveField(model_name="clientsignin", name="wrong_since"),
    ]
