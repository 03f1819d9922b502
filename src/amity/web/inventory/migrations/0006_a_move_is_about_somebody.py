"""Only whether ties were talked about is a move about nobody."""

from typing import Any

from django.db import migrations, models


def take_out_moves_about_nobody(apps: Any, schema_editor: Any) -> None:
    """No page makes them and none can show them: with one of them the circle cannot be drawn at all."""
    moves = apps.get_model("inventory", "CircleMove").objects
    moves.filter(relationship=None).exclude(what="ties_asked").delete()
    moves.filter(what="tie", other=None).delete()
    moves.filter(what="ties_asked").update(relationship=None, other=None)
    moves.exclude(what__in=("ties_asked", "tie")).update(other=None)


class Migration(migrations.Migration):
    dependencies = [("inventory", "0005_a_date_that_is_only_about_then_and_an_end")]

    operations = [
        migrations.RunPython(take_out_moves_about_nobody, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="circlemove",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("other__isnull", True), ("relationship__isnull", True), ("what", "ties_asked")),
                    models.Q(("other__isnull", False), ("relationship__isnull", False), ("what", "tie")),
                    models.Q(
                        models.Q(("what__in", ("ties_asked", "tie")), _negated=True),
                        ("other__isnull", True),
                        ("relationship__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="a_move_is_about_somebody",
            ),
        ),
    ]
