import uuid

import django.db.models.deletion
from django.db import migrations, models

import amity.web.base.encrypted


class Migration(migrations.Migration):
    """What is asked when, questionnaires a service brought itself, and what was decided on seeing them."""

    dependencies = [
        ("course", "0011_a_practice_has_a_person_and_a_day"),
        ("measures", "0001_initial"),
        ("people", "0006_asked_to_call"),
    ]

    operations = [
        migrations.AddField(
            model_name="response",
            name="about",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="response",
            name="about_words",
            field=amity.web.base.encrypted.EncryptedTextField(default=b"", editable=True),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="response",
            name="entered_by",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="response",
            name="mode",
            field=models.CharField(
                choices=[
                    ("own", "answered by the client"),
                    ("paper", "on paper, typed in later"),
                    ("interview", "read aloud and asked"),
                ],
                default="own",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="response",
            name="written_on",
            field=models.DateField(null=True),
        ),
        migrations.CreateModel(
            name="CardDecision",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("occasion", models.CharField(max_length=80)),
                ("card", models.CharField(max_length=60)),
                ("card_version", models.PositiveIntegerField()),
                ("evidence", amity.web.base.encrypted.EncryptedTextField(editable=True)),
                ("decision", models.CharField(max_length=60)),
                ("reason", amity.web.base.encrypted.EncryptedTextField(editable=True)),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField()),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="card_decisions",
                        to="course.course",
                    ),
                ),
            ],
            options={
                "ordering": ["at"],
            },
        ),
        migrations.CreateModel(
            name="Occasion",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("key", models.CharField(max_length=60)),
                ("opens_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("closes_at", models.DateTimeField()),
                ("why_not", models.CharField(blank=True, default="", max_length=20)),
                ("made_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="occasions",
                        to="course.course",
                    ),
                ),
                (
                    "link",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="occasion",
                        to="measures.link",
                    ),
                ),
            ],
            options={
                "ordering": ["opens_at"],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("queued_at", models.DateTimeField()),
                (
                    "message",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measure_notice",
                        to="people.outgoingmessage",
                    ),
                ),
                (
                    "occasion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="measures.occasion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PlanLine",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("instrument", models.CharField(max_length=60)),
                ("moments", models.JSONField(default=list)),
                ("reason", amity.web.base.encrypted.EncryptedTextField(editable=True)),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField()),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measure_lines",
                        to="course.course",
                    ),
                ),
            ],
            options={
                "ordering": ["at"],
            },
        ),
        migrations.CreateModel(
            name="PlanPause",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                ("reason", amity.web.base.encrypted.EncryptedTextField(editable=True)),
                ("by", models.UUIDField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by", models.UUIDField(null=True)),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measure_pauses",
                        to="course.course",
                    ),
                ),
            ],
            options={
                "ordering": ["since"],
            },
        ),
        migrations.CreateModel(
            name="ImportedInstrument",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("instrument", models.CharField(max_length=60)),
                ("version", models.PositiveIntegerField()),
                ("definition", models.TextField()),
                ("source", models.CharField(max_length=20)),
                ("original_hash", models.CharField(max_length=64)),
                ("not_taken", models.JSONField(default=list)),
                ("evidence", models.TextField()),
                ("licensed_by", models.UUIDField()),
                ("licensed_at", models.DateTimeField()),
                ("released_by", models.UUIDField(null=True)),
                ("released_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_by", models.UUIDField(null=True)),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imported_instruments",
                        to="people.service",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("instrument", "version"), name="one_imported_version")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="occasion",
            constraint=models.UniqueConstraint(fields=("course", "key"), name="one_occasion_a_key"),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(fields=("occasion", "number"), name="one_notice_a_number"),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__in", (1, 2))), name="two_notices_at_most"
            ),
        ),
        migrations.AddConstraint(
            model_name="planpause",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("course",),
                name="one_pause_of_measures_at_a_time",
            ),
        ),
    ]
