import django.db.models.constraints
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import wmp.lib.clock
import wmp.lib.migrating


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_posting_constraint"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        wmp.lib.migrating.AtOnce(
            operations=[
                migrations.CreateModel(
                    name="Appraisal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "staff_type",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("officer", "Police Officer"),
                                    ("staff", "Police Staff"),
                                    ("pcso", "PCSO"),
                                    ("special", "Special"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "excused",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "Eligible"),
                                    ("late starter", "Started too late in the year"),
                                    ("long absence", "Away for most of the year"),
                                    ("seconded", "Seconded, and rated elsewhere"),
                                    ("left", "Left during the year"),
                                ],
                                default="",
                                max_length=20,
                                verbose_name="eligibility",
                            ),
                        ),
                        (
                            "objectives_set_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="objectives agreed"),
                        ),
                        (
                            "year_end_on",
                            models.DateField(
                                blank=True, editable=False, null=True, verbose_name="year-end conversation"
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.department",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appraisals",
                                to="people.person",
                            ),
                        ),
                        (
                            "rank",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.rank",
                            ),
                        ),
                        (
                            "year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appraisals",
                                to="people.performanceyear",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["person__name", "pk"],
                        "indexes": [models.Index(fields=["year", "department"], name="appraisal_department")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("year", "person"),
                                name="appraisal_key",
                                violation_error_message="This person already has an appraisal in that year.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AppraisalEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "staff_type",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("officer", "Police Officer"),
                                    ("staff", "Police Staff"),
                                    ("pcso", "PCSO"),
                                    ("special", "Special"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "excused",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "Eligible"),
                                    ("late starter", "Started too late in the year"),
                                    ("long absence", "Away for most of the year"),
                                    ("seconded", "Seconded, and rated elsewhere"),
                                    ("left", "Left during the year"),
                                ],
                                default="",
                                max_length=20,
                                verbose_name="eligibility",
                            ),
                        ),
                        (
                            "objectives_set_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="objectives agreed"),
                        ),
                        (
                            "year_end_on",
                            models.DateField(
                                blank=True, editable=False, null=True, verbose_name="year-end conversation"
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.department",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="people.appraisal",
                            ),
                        ),
                        (
                            "rank",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.rank",
                            ),
                        ),
                        (
                            "year",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.performanceyear",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="BoardCandidate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.TimeField(blank=True, null=True, verbose_name="heard at")),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="boarded",
                                to="people.promotionapplication",
                            ),
                        ),
                        (
                            "board",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="candidates",
                                to="people.promotionboard",
                            ),
                        ),
                        (
                            "stage",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="people.promotionstage",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["board", "at", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("stage", "application"),
                                name="promotion_one_board_each",
                                violation_error_message="This candidate is before another board of the stage.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BoardCandidateEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("at", models.TimeField(blank=True, null=True, verbose_name="heard at")),
                        (
                            "application",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.promotionapplication",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="people.boardcandidate",
                            ),
                        ),
                        (
                            "board",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.promotionboard",
                            ),
                        ),
                        (
                            "stage",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.promotionstage",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Completion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("completed_on", models.DateField(verbose_name="completed")),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="completions",
                                to="people.person",
                            ),
                        ),
                        (
                            "course",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="completions",
                                to="people.course",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-completed_on", "pk"],
                        "indexes": [models.Index(fields=["-completed_on", "id"], name="completion_day")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("person", "course", "completed_on"),
                                name="completion_key",
                                violation_error_message="This completion is recorded already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CompletionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("completed_on", models.DateField(verbose_name="completed")),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="people.completion",
                            ),
                        ),
                        (
                            "course",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.course",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Conversation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("during", "Through the year"), ("year-end", "Year-end")],
                                default="during",
                                max_length=10,
                            ),
                        ),
                        ("held_on", models.DateField(default=wmp.lib.clock.today, verbose_name="held on")),
                        (
                            "notes",
                            models.TextField(
                                blank=True, max_length=8000, verbose_name="what we talked about and agreed"
                            ),
                        ),
                        ("at", models.DateTimeField(default=wmp.lib.clock.now, editable=False)),
                        (
                            "appraisal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="conversations",
                                to="people.appraisal",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-held_on", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("kind", "year-end")),
                                fields=("appraisal",),
                                name="conversation_one_at_year_end",
                                violation_error_message="The year-end conversation has been recorded already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConversationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[("during", "Through the year"), ("year-end", "Year-end")],
                                default="during",
                                max_length=10,
                            ),
                        ),
                        ("held_on", models.DateField(default=wmp.lib.clock.today, verbose_name="held on")),
                        (
                            "notes",
                            models.TextField(
                                blank=True, max_length=8000, verbose_name="what we talked about and agreed"
                            ),
                        ),
                        ("at", models.DateTimeField(default=wmp.lib.clock.now, editable=False)),
                        (
                            "appraisal",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.appraisal",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="people.conversation",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Course",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=150, unique=True)),
                    ],
                    options={
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="CriticalRole",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=150)),
                        (
                            "risk",
                            models.CharField(
                                choices=[("low", "Low"), ("medium", "Medium"), ("high", "High")],
                                default="medium",
                                max_length=6,
                                verbose_name="risk of falling vacant",
                            ),
                        ),
                        ("why", models.TextField(blank=True, max_length=2000, verbose_name="why it is critical")),
                        (
                            "retired_on",
                            models.DateField(blank=True, null=True, verbose_name="no longer critical since"),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.department",
                            ),
                        ),
                        (
                            "holder",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["title", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("title", "department"),
                                name="critical_role_key",
                                nulls_distinct=False,
                                violation_error_message="There is a critical role of this title in the department.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CriticalRoleEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("title", models.CharField(max_length=150)),
                        (
                            "risk",
                            models.CharField(
                                choices=[("low", "Low"), ("medium", "Medium"), ("high", "High")],
                                default="medium",
                                max_length=6,
                                verbose_name="risk of falling vacant",
                            ),
                        ),
                        ("why", models.TextField(blank=True, max_length=2000, verbose_name="why it is critical")),
                        (
                            "retired_on",
                            models.DateField(blank=True, null=True, verbose_name="no longer critical since"),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.department",
                            ),
                        ),
                        (
                            "holder",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="people.criticalrole",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Endorsement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("asked_at", models.DateTimeField(default=wmp.lib.clock.now, editable=False)),
                        ("supports", models.BooleanField(null=True, verbose_name="supports it")),
                        ("comment", models.TextField(blank=True, max_length=4000)),
                        ("given_at", models.DateTimeField(editable=False, null=True, verbose_name="given")),
                        (
                            "application",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                related_query_name="endorsement",
                                to="people.promotionapplication",
                            ),
                        ),
                        (
                            "asked",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="line manager asked",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["asked_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("given_at", None), ("supports", None)),
                                    models.Q(("given_at__isnull", False), ("supports__isnull", False)),
                                    _connector="OR",
                                ),
                                name="endorsement_given_at_a_moment",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("supports", False), _negated=True),
                                    models.Q(("comment", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="endorsement_refused_with_a_reason",
                                violation_error_message="Say why you do not support the application.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EndorsementEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("asked_at", models.DateTimeField(default=wmp.lib.clock.now, editable=False)),
                        ("supports", models.BooleanField(null=True, verbose_name="supports it")),
                        ("comment", models.TextField(blank=True, max_length=4000)),
                        ("given_at", models.DateTimeField(editable=False, null=True, verbose_name="given")),
                        (
                            "application",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.promotionapplication",
                            ),
                        ),
                        (
                            "asked",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="line manager asked",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="people.endorsement",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Feedback",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("strengths", models.TextField(blank=True, max_length=4000, verbose_name="what went well")),
                        ("development", models.TextField(blank=True, max_length=4000, verbose_name="what to work on")),
                        ("at", models.DateTimeField(default=wmp.lib.clock.now, editable=False)),
                        (
                            "application",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                related_query_name="feedback",
                                to="people.promotionapplication",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="FeedbackEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("strengths", models.TextField(blank=True, max_length=4000, verbose_name="what went well")),
                        ("development", models.TextField(blank=True, max_length=4000, verbose_name="what to work on")),
                        ("at", models.DateTimeField(default=wmp.lib.clock.now, editable=False)),
                        (
                            "application",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.promotionapplication",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="people.feedback",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="LearnerProfile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=100, unique=True)),
                        (
                            "staff_type",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("officer", "Police Officer"),
                                    ("staff", "Police Staff"),
                                    ("pcso", "PCSO"),
                                    ("special", "Special"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.department",
                            ),
                        ),
                        (
                            "rank",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.rank",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="LearnerProfileEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=100)),
                        (
                            "staff_type",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("officer", "Police Officer"),
                                    ("staff", "Police Staff"),
                                    ("pcso", "PCSO"),
                                    ("special", "Special"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.department",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="people.learnerprofile",
                            ),
                        ),
                        (
                            "rank",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.rank",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ModerationDecision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("confirmed", "Confirmed"),
                                    ("changed", "Changed"),
                                    ("voided", "Voided: the provisional rating was edited"),
                                    ("late", "Changed late"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("reason", models.TextField(blank=True, max_length=4000)),
                        ("at", models.DateTimeField(default=wmp.lib.clock.now)),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "panel",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="people.moderationpanel",
                            ),
                        ),
                        (
                            "rating",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="decisions",
                                to="people.rating",
                            ),
                        ),
                        (
                            "how",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.scalevalue",
                                verbose_name="how",
                            ),
                        ),
                        (
                            "what",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.scalevalue",
                                verbose_name="what",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind__in", ["changed", "late"]), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="moderation_change_has_a_reason",
                                violation_error_message="A change needs a reason.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ModerationPanel",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=100)),
                        ("held_on", models.DateField(verbose_name="sits on")),
                        (
                            "status",
                            models.CharField(
                                choices=[("open", "Open"), ("closed", "Closed")],
                                default="open",
                                editable=False,
                                max_length=30,
                            ),
                        ),
                        ("departments", models.ManyToManyField(related_name="+", to="people.department")),
                        (
                            "members",
                            models.ManyToManyField(
                                blank=True, related_name="+", through="people.PanelMember", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        (
                            "year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="panels",
                                to="people.performanceyear",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-held_on", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("year", "name"),
                                name="moderation_panel_name",
                                violation_error_message="There is a panel of this name in that year.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ModerationPanelChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("old", models.CharField(max_length=30)),
                        ("new", models.CharField(max_length=30)),
                        ("reason", models.TextField(blank=True)),
                        ("at", models.DateTimeField(default=wmp.lib.clock.now)),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="changes",
                                to="people.moderationpanel",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ModerationPanelEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=100)),
                        ("held_on", models.DateField(verbose_name="sits on")),
                        (
                            "status",
                            models.CharField(
                                choices=[("open", "Open"), ("closed", "Closed")],
                                default="open",
                                editable=False,
                                max_length=30,
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="people.moderationpanel",
                            ),
                        ),
                        (
                            "year",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.performanceyear",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Objective",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("force", "Force"),
                                    ("department", "Department"),
                                    ("individual", "Individual"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("text", models.TextField(max_length=2000, verbose_name="objective")),
                        (
                            "measure",
                            models.TextField(
                                blank=True, max_length=2000, verbose_name="how we shall know that it is met"
                            ),
                        ),
                        ("due", models.DateField(blank=True, null=True, verbose_name="by when")),
                        (
                            "agreed_by_person_on",
                            models.DateField(editable=False, null=True, verbose_name="agreed by the person"),
                        ),
                        (
                            "agreed_by_manager_on",
                            models.DateField(editable=False, null=True, verbose_name="agreed by the line manager"),
                        ),
                        (
                            "appraisal",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="objectives",
                                to="people.appraisal",
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.department",
                            ),
                        ),
                        (
                            "year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="objectives",
                                to="people.performanceyear",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["level", "number", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("appraisal", None), ("department", None), ("level", "force")),
                                    models.Q(
                                        ("appraisal", None), ("department__isnull", False), ("level", "department")
                                    ),
                                    models.Q(
                                        ("appraisal__isnull", False), ("department", None), ("level", "individual")
                                    ),
                                    _connector="OR",
                                ),
                                name="objective_is_of_its_level",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("number__range", (1, 2))), name="objective_is_one_of_two"
                            ),
                            models.UniqueConstraint(
                                fields=("year", "level", "department", "appraisal", "number"),
                                name="objective_key",
                                nulls_distinct=False,
                                violation_error_message="There is such an objective already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ObjectiveEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("force", "Force"),
                                    ("department", "Department"),
                                    ("individual", "Individual"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("text", models.TextField(max_length=2000, verbose_name="objective")),
                        (
                            "measure",
                            models.TextField(
                                blank=True, max_length=2000, verbose_name="how we shall know that it is met"
                            ),
                        ),
                        ("due", models.DateField(blank=True, null=True, verbose_name="by when")),
                        (
                            "agreed_by_person_on",
                            models.DateField(editable=False, null=True, verbose_name="agreed by the person"),
                        ),
                        (
                            "agreed_by_manager_on",
                            models.DateField(editable=False, null=True, verbose_name="agreed by the line manager"),
                        ),
                        (
                            "appraisal",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.appraisal",
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.department",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="people.objective",
                            ),
                        ),
                        (
                            "year",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.performanceyear",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OutcomeLetter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("subject", models.CharField(max_length=200)),
                        ("text", models.TextField(max_length=8000)),
                        ("at", models.DateTimeField(default=wmp.lib.clock.now)),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="letters",
                                to="people.promotionapplication",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="PanelMember",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("chairs", models.BooleanField(default=False, verbose_name="chairs the panel")),
                        ("added_at", models.DateTimeField(default=wmp.lib.clock.now, editable=False)),
                        (
                            "panel",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sitting",
                                to="people.moderationpanel",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("panel", "user"),
                                name="panel_member_key",
                                violation_error_message="This person sits on the panel already.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("chairs", True)), fields=("panel",), name="panel_has_one_chair"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PanelMemberEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("chairs", models.BooleanField(default=False, verbose_name="chairs the panel")),
                        ("added_at", models.DateTimeField(default=wmp.lib.clock.now, editable=False)),
                        (
                            "panel",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.moderationpanel",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="people.panelmember",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PerformanceYear",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(help_text="As 2021/22.", max_length=7, unique=True)),
                        ("starts_on", models.DateField(unique=True, verbose_name="first day")),
                        ("ends_on", models.DateField(verbose_name="last day")),
                        (
                            "objectives_due",
                            models.DateField(blank=True, null=True, verbose_name="objectives agreed by"),
                        ),
                        ("ratings_from", models.DateField(blank=True, null=True, verbose_name="ratings from")),
                        ("ratings_due", models.DateField(blank=True, null=True, verbose_name="provisional ratings by")),
                        ("release_on", models.DateField(blank=True, null=True, verbose_name="ratings shared on")),
                        (
                            "least_days",
                            models.PositiveSmallIntegerField(default=90, verbose_name="days in post to be eligible"),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("set up", "Being set up"),
                                    ("open", "Open"),
                                    ("released", "Ratings shared"),
                                    ("closed", "Closed"),
                                ],
                                default="set up",
                                editable=False,
                                max_length=30,
                            ),
                        ),
                        ("released_at", models.DateTimeField(editable=False, null=True)),
                        ("closed_on", models.DateField(editable=False, null=True, verbose_name="closed")),
                    ],
                    options={
                        "ordering": ["-starts_on"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gt", models.F("starts_on"))),
                                name="performance_year_ends_after_it_starts",
                                violation_error_message="The year must end after it starts.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("release_on", None),
                                    ("ratings_due", None),
                                    ("release_on__gt", models.F("ratings_due")),
                                    _connector="OR",
                                ),
                                name="performance_year_shares_after_rating",
                                violation_error_message="Ratings are shared after the day by which they are due.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("status", "closed"), ("closed_on", None), _connector="XOR"),
                                name="performance_year_closed_has_a_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PerformanceYearChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("old", models.CharField(max_length=30)),
                        ("new", models.CharField(max_length=30)),
                        ("reason", models.TextField(blank=True)),
                        ("at", models.DateTimeField(default=wmp.lib.clock.now)),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="changes",
                                to="people.performanceyear",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PerformanceYearEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(help_text="As 2021/22.", max_length=7)),
                        ("starts_on", models.DateField(verbose_name="first day")),
                        ("ends_on", models.DateField(verbose_name="last day")),
                        (
                            "objectives_due",
                            models.DateField(blank=True, null=True, verbose_name="objectives agreed by"),
                        ),
                        ("ratings_from", models.DateField(blank=True, null=True, verbose_name="ratings from")),
                        ("ratings_due", models.DateField(blank=True, null=True, verbose_name="provisional ratings by")),
                        ("release_on", models.DateField(blank=True, null=True, verbose_name="ratings shared on")),
                        (
                            "least_days",
                            models.PositiveSmallIntegerField(default=90, verbose_name="days in post to be eligible"),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("set up", "Being set up"),
                                    ("open", "Open"),
                                    ("released", "Ratings shared"),
                                    ("closed", "Closed"),
                                ],
                                default="set up",
                                editable=False,
                                max_length=30,
                            ),
                        ),
                        ("released_at", models.DateTimeField(editable=False, null=True)),
                        ("closed_on", models.DateField(editable=False, null=True, verbose_name="closed")),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="people.performanceyear",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PoolPlace",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("since", models.DateField(default=wmp.lib.clock.today, verbose_name="in the pool since")),
                        ("until", models.DateField(verbose_name="until")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="left the pool")),
                        (
                            "ended_because",
                            models.CharField(
                                blank=True,
                                choices=[("promoted", "Promoted"), ("expired", "Ran out"), ("left", "Left the pool")],
                                max_length=10,
                            ),
                        ),
                        (
                            "application",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                related_query_name="pool_place",
                                to="people.promotionapplication",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["until", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_because", ""), ("ended_on", None)),
                                    models.Q(
                                        ("ended_on__isnull", False), models.Q(("ended_because", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="pool_place_ended_because",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("until__gte", models.F("since"))), name="pool_place_until_later"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PoolPlaceEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("since", models.DateField(default=wmp.lib.clock.today, verbose_name="in the pool since")),
                        ("until", models.DateField(verbose_name="until")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="left the pool")),
                        (
                            "ended_because",
                            models.CharField(
                                blank=True,
                                choices=[("promoted", "Promoted"), ("expired", "Ran out"), ("left", "Left the pool")],
                                max_length=10,
                            ),
                        ),
                        (
                            "application",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.promotionapplication",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="people.poolplace",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ProcessAdjustment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("what", models.CharField(max_length=500, verbose_name="what is needed")),
                        (
                            "shared_at",
                            models.DateTimeField(default=wmp.lib.clock.now, editable=False, verbose_name="shared"),
                        ),
                        ("ended_at", models.DateTimeField(editable=False, null=True, verbose_name="taken back")),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="process_adjustments",
                                to="people.promotionapplication",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_at", None), ("ended_at__gte", models.F("shared_at")), _connector="OR"
                                ),
                                name="process_adjustment_ends_later",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("application", "what"),
                                name="process_adjustment_once",
                                violation_error_message="This is shared with the process already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProcessAdjustmentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("what", models.CharField(max_length=500, verbose_name="what is needed")),
                        (
                            "shared_at",
                            models.DateTimeField(default=wmp.lib.clock.now, editable=False, verbose_name="shared"),
                        ),
                        ("ended_at", models.DateTimeField(editable=False, null=True, verbose_name="taken back")),
                        (
                            "application",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.promotionapplication",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="people.processadjustment",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PromotionBoard",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=60)),
                        ("held_on", models.DateField(blank=True, null=True, verbose_name="sits on")),
                        ("closed_at", models.DateTimeField(editable=False, null=True, verbose_name="closed")),
                        ("members", models.ManyToManyField(blank=True, related_name="+", to=settings.AUTH_USER_MODEL)),
                        (
                            "stage",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="boards",
                                to="people.promotionstage",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["held_on", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("stage", "name"),
                                name="promotion_board_name",
                                violation_error_message="The stage has a board of this name.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PromotionBoardEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=60)),
                        ("held_on", models.DateField(blank=True, null=True, verbose_name="sits on")),
                        ("closed_at", models.DateTimeField(editable=False, null=True, verbose_name="closed")),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="people.promotionboard",
                            ),
                        ),
                        (
                            "stage",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.promotionstage",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PromotionStage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=60)),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="to")),
                        ("pass_mark", models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True)),
                        (
                            "process",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="stages",
                                to="people.promotionprocess",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["process", "number"],
                        "constraints": [
                            models.UniqueConstraint(
                                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                                fields=("process", "number"),
                                name="promotion_stage_key",
                            ),
                            models.UniqueConstraint(
                                fields=("process", "name"),
                                name="promotion_stage_name",
                                violation_error_message="The process has a stage of this name.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on", None),
                                    ("starts_on", None),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="promotion_stage_ends_after_it_starts",
                                violation_error_message="A stage ends on or after the day on which it starts.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PromotionStageEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=60)),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="to")),
                        ("pass_mark", models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True)),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="people.promotionstage",
                            ),
                        ),
                        (
                            "process",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.promotionprocess",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Rating",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("evidence", models.TextField(blank=True, max_length=4000, verbose_name="evidence")),
                        ("final_on", models.DateField(editable=False, null=True, verbose_name="final")),
                        ("shared_at", models.DateTimeField(editable=False, null=True, verbose_name="shared")),
                        (
                            "comment",
                            models.TextField(
                                blank=True, editable=False, max_length=4000, verbose_name="the person's comment"
                            ),
                        ),
                        ("commented_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("provisional", "Provisional"),
                                    ("moderated", "Moderated"),
                                    ("final", "Final"),
                                    ("shared", "Shared"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=30,
                            ),
                        ),
                        (
                            "appraisal",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                related_query_name="rating",
                                to="people.appraisal",
                            ),
                        ),
                        (
                            "moderator",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "rater",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "final_how",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.scalevalue",
                                verbose_name="how, final",
                            ),
                        ),
                        (
                            "final_what",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.scalevalue",
                                verbose_name="what, final",
                            ),
                        ),
                        (
                            "how",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.scalevalue",
                                verbose_name="how",
                            ),
                        ),
                        (
                            "moderated_how",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.scalevalue",
                                verbose_name="how, moderated",
                            ),
                        ),
                        (
                            "moderated_what",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.scalevalue",
                                verbose_name="what, moderated",
                            ),
                        ),
                        (
                            "what",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.scalevalue",
                                verbose_name="what",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["appraisal__person__name", "pk"],
                        "indexes": [models.Index(fields=["status", "id"], name="rating_status")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("moderator", None),
                                    ("rater", None),
                                    models.Q(("moderator", models.F("rater")), _negated=True),
                                    _connector="OR",
                                ),
                                name="rating_moderator_is_not_the_rater",
                                violation_error_message="Somebody else than the rater moderates.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status", "draft"),
                                    models.Q(("how__isnull", False), ("what__isnull", False)),
                                    _connector="OR",
                                ),
                                name="rating_sent_with_both_values",
                                violation_error_message="A rating needs both values.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "moderated"), _negated=True),
                                    models.Q(("moderated_how__isnull", False), ("moderated_what__isnull", False)),
                                    _connector="OR",
                                ),
                                name="rating_moderated_has_both_values",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("final_how__isnull", False),
                                        ("final_what__isnull", False),
                                        ("status__in", ["final", "shared"]),
                                    ),
                                    models.Q(
                                        ("final_how", None),
                                        ("final_what", None),
                                        ("status__in", ["draft", "provisional", "moderated"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="rating_final_has_both_values",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("final_on__isnull", False), ("status__in", ["final", "shared"])),
                                    models.Q(("final_on", None), ("status__in", ["draft", "provisional", "moderated"])),
                                    _connector="OR",
                                ),
                                name="rating_final_has_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("status", "shared"), ("shared_at", None), _connector="XOR"),
                                name="rating_shared_has_a_moment",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RatingChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("old", models.CharField(max_length=30)),
                        ("new", models.CharField(max_length=30)),
                        ("reason", models.TextField(blank=True)),
                        ("at", models.DateTimeField(default=wmp.lib.clock.now)),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="people.rating"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RatingEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("evidence", models.TextField(blank=True, max_length=4000, verbose_name="evidence")),
                        ("final_on", models.DateField(editable=False, null=True, verbose_name="final")),
                        ("shared_at", models.DateTimeField(editable=False, null=True, verbose_name="shared")),
                        (
                            "comment",
                            models.TextField(
                                blank=True, editable=False, max_length=4000, verbose_name="the person's comment"
                            ),
                        ),
                        ("commented_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("provisional", "Provisional"),
                                    ("moderated", "Moderated"),
                                    ("final", "Final"),
                                    ("shared", "Shared"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=30,
                            ),
                        ),
                        (
                            "appraisal",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.appraisal",
                            ),
                        ),
                        (
                            "moderator",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="people.rating",
                            ),
                        ),
                        (
                            "rater",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "final_how",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.scalevalue",
                                verbose_name="how, final",
                            ),
                        ),
                        (
                            "final_what",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.scalevalue",
                                verbose_name="what, final",
                            ),
                        ),
                        (
                            "how",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.scalevalue",
                                verbose_name="how",
                            ),
                        ),
                        (
                            "moderated_how",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.scalevalue",
                                verbose_name="how, moderated",
                            ),
                        ),
                        (
                            "moderated_what",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.scalevalue",
                                verbose_name="what, moderated",
                            ),
                        ),
                        (
                            "what",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.scalevalue",
                                verbose_name="what",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RatingReview",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.TextField(max_length=4000, verbose_name="why it should be looked at again")),
                        ("asked_at", models.DateTimeField(default=wmp.lib.clock.now, verbose_name="asked")),
                        ("answer", models.TextField(blank=True, editable=False, max_length=4000)),
                        ("answered_at", models.DateTimeField(editable=False, null=True, verbose_name="answered")),
                        (
                            "status",
                            models.CharField(
                                choices=[("asked", "Asked for"), ("upheld", "Upheld"), ("not upheld", "Not upheld")],
                                default="asked",
                                editable=False,
                                max_length=30,
                            ),
                        ),
                        (
                            "rating",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="reviews", to="people.rating"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-asked_at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("status", "asked")),
                                fields=("rating",),
                                name="rating_review_one_open",
                                violation_error_message="A review has been asked for already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status", "asked"), models.Q(("answer", ""), _negated=True), _connector="OR"
                                ),
                                name="rating_review_ends_with_an_answer",
                                violation_error_message="Whoever asked for the review wants an answer.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RatingReviewChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("old", models.CharField(max_length=30)),
                        ("new", models.CharField(max_length=30)),
                        ("reason", models.TextField(blank=True)),
                        ("at", models.DateTimeField(default=wmp.lib.clock.now)),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="changes",
                                to="people.ratingreview",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RatingReviewEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("reason", models.TextField(max_length=4000, verbose_name="why it should be looked at again")),
                        ("asked_at", models.DateTimeField(default=wmp.lib.clock.now, verbose_name="asked")),
                        ("answer", models.TextField(blank=True, editable=False, max_length=4000)),
                        ("answered_at", models.DateTimeField(editable=False, null=True, verbose_name="answered")),
                        (
                            "status",
                            models.CharField(
                                choices=[("asked", "Asked for"), ("upheld", "Upheld"), ("not upheld", "Not upheld")],
                                default="asked",
                                editable=False,
                                max_length=30,
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="people.ratingreview",
                            ),
                        ),
                        (
                            "rating",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.rating",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RecruitmentCampaign",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=150, unique=True)),
                        ("route", models.CharField(blank=True, max_length=60, verbose_name="entry route")),
                        ("starts_on", models.DateField(verbose_name="from")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="to")),
                        ("reach", models.PositiveIntegerField(blank=True, null=True, verbose_name="people reached")),
                        (
                            "interested",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="expressions of interest"),
                        ),
                        ("applicants", models.PositiveIntegerField(blank=True, null=True)),
                        (
                            "female",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="female applicants"),
                        ),
                        (
                            "minority",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="ethnic minority applicants"
                            ),
                        ),
                        (
                            "cost",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="cost in pounds"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-starts_on", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                                ),
                                name="campaign_ends_after_it_starts",
                                violation_error_message="A campaign ends on or after the day on which it starts.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("female", None), ("applicants__gte", models.F("female")), _connector="OR"
                                ),
                                name="campaign_women_are_applicants",
                                violation_error_message="There cannot be more female applicants than applicants.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("minority", None), ("applicants__gte", models.F("minority")), _connector="OR"
                                ),
                                name="campaign_minority_are_applicants",
                                violation_error_message="There cannot be more ethnic minority applicants than applicants.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("cost", None), ("cost__gte", 0), _connector="OR"),
                                name="campaign_cost_not_negative",
                                violation_error_message="A cost cannot be negative.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RecruitmentCampaignEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=150)),
                        ("route", models.CharField(blank=True, max_length=60, verbose_name="entry route")),
                        ("starts_on", models.DateField(verbose_name="from")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="to")),
                        ("reach", models.PositiveIntegerField(blank=True, null=True, verbose_name="people reached")),
                        (
                            "interested",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="expressions of interest"),
                        ),
                        ("applicants", models.PositiveIntegerField(blank=True, null=True)),
                        (
                            "female",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="female applicants"),
                        ),
                        (
                            "minority",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="ethnic minority applicants"
                            ),
                        ),
                        (
                            "cost",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="cost in pounds"
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="people.recruitmentcampaign",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RepresentationTarget",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=100)),
                        (
                            "aim",
                            models.CharField(
                                choices=[("minority", "Ethnic minority"), ("female", "Female")],
                                max_length=10,
                                verbose_name="of whom",
                            ),
                        ),
                        ("percent", models.DecimalField(decimal_places=1, max_digits=4)),
                        ("starts_on", models.DateField(verbose_name="counted from")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="counted to")),
                        ("source", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "ordering": ["-starts_on", "name"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("name", "aim"),
                                name="representation_target_key",
                                violation_error_message="There is a target of this name already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("percent__range", (0, 100))),
                                name="representation_target_is_a_share",
                                violation_error_message="A share is between 0 and 100 per cent.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RepresentationTargetEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=100)),
                        (
                            "aim",
                            models.CharField(
                                choices=[("minority", "Ethnic minority"), ("female", "Female")],
                                max_length=10,
                                verbose_name="of whom",
                            ),
                        ),
                        ("percent", models.DecimalField(decimal_places=1, max_digits=4)),
                        ("starts_on", models.DateField(verbose_name="counted from")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="counted to")),
                        ("source", models.CharField(blank=True, max_length=200)),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="people.representationtarget",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Requirement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("mandatory", models.BooleanField(default=True)),
                        (
                            "valid_months",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="months for which it is valid"
                            ),
                        ),
                        (
                            "course",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.course"
                            ),
                        ),
                        (
                            "profile",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="requirements",
                                to="people.learnerprofile",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-mandatory", "course__name"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("profile", "course"),
                                name="requirement_key",
                                violation_error_message="The profile names this course already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RequirementEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("mandatory", models.BooleanField(default=True)),
                        (
                            "valid_months",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="months for which it is valid"
                            ),
                        ),
                        (
                            "course",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.course",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="people.requirement",
                            ),
                        ),
                        (
                            "profile",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.learnerprofile",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ScaleValue",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("aspect", models.CharField(choices=[("what", "What"), ("how", "How")], max_length=4)),
                        ("number", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=60)),
                        ("wording", models.TextField(blank=True, max_length=1000)),
                        (
                            "year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="scale",
                                to="people.performanceyear",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["aspect", "number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("year", "aspect", "number"), name="scale_value_key"),
                            models.UniqueConstraint(fields=("year", "aspect", "name"), name="scale_value_name"),
                            models.CheckConstraint(
                                condition=models.Q(("number__range", (1, 9))),
                                name="scale_value_is_one_key",
                                violation_error_message="Values are numbered from 1 to 9, so that one key enters them.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SelfAssessment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("what", models.TextField(blank=True, max_length=8000, verbose_name="what I achieved")),
                        ("how", models.TextField(blank=True, max_length=8000, verbose_name="how I went about it")),
                        (
                            "sent_at",
                            models.DateTimeField(editable=False, null=True, verbose_name="sent to my line manager"),
                        ),
                        (
                            "appraisal",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                related_query_name="self_assessment",
                                to="people.appraisal",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SelfAssessmentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("what", models.TextField(blank=True, max_length=8000, verbose_name="what I achieved")),
                        ("how", models.TextField(blank=True, max_length=8000, verbose_name="how I went about it")),
                        (
                            "sent_at",
                            models.DateTimeField(editable=False, null=True, verbose_name="sent to my line manager"),
                        ),
                        (
                            "appraisal",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.appraisal",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="people.selfassessment",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="StageResult",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("passed", "Passed"),
                                    ("not passed", "Not passed"),
                                    ("absent", "Did not attend"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("score", models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True)),
                        ("at", models.DateTimeField(default=wmp.lib.clock.now, editable=False)),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="results",
                                to="people.promotionapplication",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "stage",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="results",
                                to="people.promotionstage",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["stage", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("application", "stage"),
                                name="promotion_stage_result_key",
                                violation_error_message="This candidate has a result at this stage.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("score", None), ("score__gte", 0), _connector="OR"),
                                name="promotion_score_not_negative",
                                violation_error_message="A score cannot be negative.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StageResultEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("passed", "Passed"),
                                    ("not passed", "Not passed"),
                                    ("absent", "Did not attend"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("score", models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True)),
                        ("at", models.DateTimeField(default=wmp.lib.clock.now, editable=False)),
                        (
                            "application",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.promotionapplication",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="people.stageresult",
                            ),
                        ),
                        (
                            "stage",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.promotionstage",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Succession",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "readiness",
                            models.CharField(
                                choices=[
                                    ("now", "Ready now"),
                                    ("1-2 years", "Ready in 1 to 2 years"),
                                    ("3+ years", "Ready in 3 years or more"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                        (
                            "role",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="successors",
                                to="people.criticalrole",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["readiness", "person__name", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("role", "person"),
                                name="succession_key",
                                violation_error_message="This person is named for the role already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SuccessionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "readiness",
                            models.CharField(
                                choices=[
                                    ("now", "Ready now"),
                                    ("1-2 years", "Ready in 1 to 2 years"),
                                    ("3+ years", "Ready in 3 years or more"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500)),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="people.succession",
                            ),
                        ),
                        (
                            "role",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.criticalrole",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="TalentPool",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=100, unique=True)),
                        ("purpose", models.TextField(blank=True, max_length=2000)),
                    ],
                    options={
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="TalentPoolEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=100)),
                        ("purpose", models.TextField(blank=True, max_length=2000)),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="people.talentpool",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="TalentPoolMember",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("joined_on", models.DateField(default=wmp.lib.clock.today, verbose_name="joined")),
                        ("left_on", models.DateField(blank=True, null=True, verbose_name="left")),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                        (
                            "pool",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="members",
                                to="people.talentpool",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["person__name", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("left_on", None)),
                                fields=("pool", "person"),
                                name="talent_pool_member_once",
                                violation_error_message="This person is in the pool already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("left_on", None), ("left_on__gte", models.F("joined_on")), _connector="OR"
                                ),
                                name="talent_pool_left_after_joining",
                                violation_error_message="Somebody leaves a pool on or after the day on which they joined.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TalentPoolMemberEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("joined_on", models.DateField(default=wmp.lib.clock.today, verbose_name="joined")),
                        ("left_on", models.DateField(blank=True, null=True, verbose_name="left")),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="people.talentpoolmember",
                            ),
                        ),
                        (
                            "pool",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.talentpool",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="TalentProfile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "performance",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "Developing"), (2, "Strong"), (3, "Outstanding")]
                            ),
                        ),
                        (
                            "potential",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "Developing"), (2, "Strong"), (3, "Outstanding")]
                            ),
                        ),
                        (
                            "readiness",
                            models.CharField(
                                choices=[
                                    ("now", "Ready now"),
                                    ("1-2 years", "Ready in 1 to 2 years"),
                                    ("3+ years", "Ready in 3 years or more"),
                                ],
                                max_length=10,
                                verbose_name="ready for the next step",
                            ),
                        ),
                        (
                            "aspiration",
                            models.CharField(blank=True, max_length=300, verbose_name="what they want to do next"),
                        ),
                        (
                            "development",
                            models.TextField(blank=True, max_length=4000, verbose_name="what they need for it"),
                        ),
                        (
                            "leaving_risk",
                            models.CharField(
                                choices=[("low", "Low"), ("medium", "Medium"), ("high", "High")],
                                default="low",
                                max_length=6,
                                verbose_name="risk of leaving",
                            ),
                        ),
                        ("reviewed_on", models.DateField(default=wmp.lib.clock.today, verbose_name="last looked at")),
                        (
                            "person",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                related_query_name="talent_profile",
                                to="people.person",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["person__name", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("performance__range", (1, 3)), ("potential__range", (1, 3))),
                                name="talent_position_is_on_the_map",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TalentProfileEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "performance",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "Developing"), (2, "Strong"), (3, "Outstanding")]
                            ),
                        ),
                        (
                            "potential",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "Developing"), (2, "Strong"), (3, "Outstanding")]
                            ),
                        ),
                        (
                            "readiness",
                            models.CharField(
                                choices=[
                                    ("now", "Ready now"),
                                    ("1-2 years", "Ready in 1 to 2 years"),
                                    ("3+ years", "Ready in 3 years or more"),
                                ],
                                max_length=10,
                                verbose_name="ready for the next step",
                            ),
                        ),
                        (
                            "aspiration",
                            models.CharField(blank=True, max_length=300, verbose_name="what they want to do next"),
                        ),
                        (
                            "development",
                            models.TextField(blank=True, max_length=4000, verbose_name="what they need for it"),
                        ),
                        (
                            "leaving_risk",
                            models.CharField(
                                choices=[("low", "Low"), ("medium", "Medium"), ("high", "High")],
                                default="low",
                                max_length=6,
                                verbose_name="risk of leaving",
                            ),
                        ),
                        ("reviewed_on", models.DateField(default=wmp.lib.clock.today, verbose_name="last looked at")),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="people.talentprofile",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OwnApplication",
                    fields=[],
                    options={
                        "proxy": True,
                    },
                    bases=("people.promotionapplication",),
                ),
                migrations.CreateModel(
                    name="StartedApplication",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "statement",
                            models.TextField(blank=True, max_length=8000, verbose_name="why I am ready for the rank"),
                        ),
                        ("started_on", models.DateField(default=wmp.lib.clock.today, editable=False)),
                        (
                            "candidate",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person"
                            ),
                        ),
                        (
                            "process",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="people.promotionprocess",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("process", "candidate"), name="started_application_key")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PerformanceReminder",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("team", "What is due in a line manager's team"),
                                    ("own", "Objectives that wait for the person's agreement"),
                                    ("by hand", "Sent by the performance lead"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("on", models.DateField()),
                        (
                            "to",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="people.performanceyear",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("year", "to", "kind", "on"), name="performance_reminded_once"
                            )
                        ],
                    },
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="promotionapplication",
                    name="insert_insert",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="promotionapplication",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="promotionapplication",
                    name="delete_delete",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="promotionprocess",
                    name="insert_insert",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="promotionprocess",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="promotionprocess",
                    name="delete_delete",
                ),
                migrations.AddField(
                    model_name="promotionapplication",
                    name="statement",
                    field=models.TextField(blank=True, max_length=8000, verbose_name="why I am ready for the rank"),
                ),
                migrations.AddField(
                    model_name="promotionapplicationevent",
                    name="statement",
                    field=models.TextField(blank=True, max_length=8000, verbose_name="why I am ready for the rank"),
                ),
                migrations.AddField(
                    model_name="promotionprocess",
                    name="appeal_days",
                    field=models.PositiveSmallIntegerField(default=28, verbose_name="days to appeal in"),
                ),
                migrations.AddField(
                    model_name="promotionprocess",
                    name="closes_on",
                    field=models.DateField(blank=True, null=True, verbose_name="applications to"),
                ),
                migrations.AddField(
                    model_name="promotionprocess",
                    name="least_months",
                    field=models.PositiveSmallIntegerField(default=0, verbose_name="months in the rank needed"),
                ),
                migrations.AddField(
                    model_name="promotionprocess",
                    name="needs_endorsement",
                    field=models.BooleanField(default=True, verbose_name="the line manager endorses each application"),
                ),
                migrations.AddField(
                    model_name="promotionprocess",
                    name="opens_on",
                    field=models.DateField(blank=True, null=True, verbose_name="applications from"),
                ),
                migrations.AddField(
                    model_name="promotionprocess",
                    name="pool_months",
                    field=models.PositiveSmallIntegerField(default=24, verbose_name="months in the pool"),
                ),
                migrations.AddField(
                    model_name="promotionprocess",
                    name="published_at",
                    field=models.DateTimeField(editable=False, null=True, verbose_name="results published"),
                ),
                migrations.AddField(
                    model_name="promotionprocess",
                    name="published_by",
                    field=models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="promotionprocess",
                    name="results_on",
                    field=models.DateField(blank=True, null=True, verbose_name="results told on"),
                ),
                migrations.AddField(
                    model_name="promotionprocessevent",
                    name="appeal_days",
                    field=models.PositiveSmallIntegerField(default=28, verbose_name="days to appeal in"),
                ),
                migrations.AddField(
                    model_name="promotionprocessevent",
                    name="closes_on",
                    field=models.DateField(blank=True, null=True, verbose_name="applications to"),
                ),
                migrations.AddField(
                    model_name="promotionprocessevent",
                    name="least_months",
                    field=models.PositiveSmallIntegerField(default=0, verbose_name="months in the rank needed"),
                ),
                migrations.AddField(
                    model_name="promotionprocessevent",
                    name="needs_endorsement",
                    field=models.BooleanField(default=True, verbose_name="the line manager endorses each application"),
                ),
                migrations.AddField(
                    model_name="promotionprocessevent",
                    name="opens_on",
                    field=models.DateField(blank=True, null=True, verbose_name="applications from"),
                ),
                migrations.AddField(
                    model_name="promotionprocessevent",
                    name="pool_months",
                    field=models.PositiveSmallIntegerField(default=24, verbose_name="months in the pool"),
                ),
                migrations.AddField(
                    model_name="promotionprocessevent",
                    name="published_at",
                    field=models.DateTimeField(editable=False, null=True, verbose_name="results published"),
                ),
                migrations.AddField(
                    model_name="promotionprocessevent",
                    name="published_by",
                    field=models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="promotionprocessevent",
                    name="results_on",
                    field=models.DateField(blank=True, null=True, verbose_name="results told on"),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promotionapplication",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_promotionapplicationevent" ("applied_on", "candidate_id", "decided_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "process_id", "statement", "status", "upheld_on") SELECT new_values."applied_on", new_values."candidate_id", new_values."decided_on", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."process_id", new_values."statement", new_values."status", new_values."upheld_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="c04e57c8d2aae1bbfe3f421bbf3175e633883b73",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f0bad",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="people_promotionapplication",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promotionapplication",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_promotionapplicationevent" ("applied_on", "candidate_id", "decided_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "process_id", "statement", "status", "upheld_on") SELECT new_values."applied_on", new_values."candidate_id", new_values."decided_on", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."process_id", new_values."statement", new_values."status", new_values."upheld_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="24bdd37b05ebe06b5dadbf67fdf29a14b6c609c6",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a54a7",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="people_promotionapplication",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promotionapplication",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_promotionapplicationevent" ("applied_on", "candidate_id", "decided_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "process_id", "statement", "status", "upheld_on") SELECT old_values."applied_on", old_values."candidate_id", old_values."decided_on", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."process_id", old_values."statement", old_values."status", old_values."upheld_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="ae0787c26c5754f6c979919ef45302f9d7ed745c",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_51075",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="people_promotionapplication",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promotionprocess",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_promotionprocessevent" ("appeal_days", "closes_on", "from_rank_id", "id", "least_months", "needs_endorsement", "opens_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pool_months", "published_at", "published_by_id", "results_on", "season", "to_rank_id", "year") SELECT new_values."appeal_days", new_values."closes_on", new_values."from_rank_id", new_values."id", new_values."least_months", new_values."needs_endorsement", new_values."opens_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pool_months", new_values."published_at", new_values."published_by_id", new_values."results_on", new_values."season", new_values."to_rank_id", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="241d4afdc83150f5649705672080f4b8a64c2013",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c9220",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="people_promotionprocess",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promotionprocess",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_promotionprocessevent" ("appeal_days", "closes_on", "from_rank_id", "id", "least_months", "needs_endorsement", "opens_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pool_months", "published_at", "published_by_id", "results_on", "season", "to_rank_id", "year") SELECT new_values."appeal_days", new_values."closes_on", new_values."from_rank_id", new_values."id", new_values."least_months", new_values."needs_endorsement", new_values."opens_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pool_months", new_values."published_at", new_values."published_by_id", new_values."results_on", new_values."season", new_values."to_rank_id", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="9d3dda7b663d69e8e05b8961629d6992c1226004",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_92518",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="people_promotionprocess",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promotionprocess",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_promotionprocessevent" ("appeal_days", "closes_on", "from_rank_id", "id", "least_months", "needs_endorsement", "opens_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pool_months", "published_at", "published_by_id", "results_on", "season", "to_rank_id", "year") SELECT old_values."appeal_days", old_values."closes_on", old_values."from_rank_id", old_values."id", old_values."least_months", old_values."needs_endorsement", old_values."opens_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pool_months", old_values."published_at", old_values."published_by_id", old_values."results_on", old_values."season", old_values."to_rank_id", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="6bb229f824e3b0bd1aaf3f6efcdc2b043b96f530",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_eb8c9",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="people_promotionprocess",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="promotionprocess",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closes_on", None), ("opens_on", None)),
                            models.Q(("closes_on__gte", models.F("opens_on")), ("opens_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="promotion_process_closes_after_it_opens",
                        violation_error_message="Applications close on or after the day on which they open.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appraisal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_appraisalevent" ("department_id", "excused", "id", "objectives_set_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rank_id", "staff_type", "year_end_on", "year_id") SELECT new_values."department_id", new_values."excused", new_values."id", new_values."objectives_set_on", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."rank_id", new_values."staff_type", new_values."year_end_on", new_values."year_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="4c8189e7cf920e72960a0777645ce4e470da60eb",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_497a0",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="people_appraisal",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appraisal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_appraisalevent" ("department_id", "excused", "id", "objectives_set_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rank_id", "staff_type", "year_end_on", "year_id") SELECT new_values."department_id", new_values."excused", new_values."id", new_values."objectives_set_on", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."rank_id", new_values."staff_type", new_values."year_end_on", new_values."year_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="30157a492d6077325be58f1b441ef0210b4aadd4",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_54f81",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="people_appraisal",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appraisal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_appraisalevent" ("department_id", "excused", "id", "objectives_set_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rank_id", "staff_type", "year_end_on", "year_id") SELECT old_values."department_id", old_values."excused", old_values."id", old_values."objectives_set_on", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."rank_id", old_values."staff_type", old_values."year_end_on", old_values."year_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="7c0015bfb51c876d5e86d20739426f6026e57098",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_08cf6",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="people_appraisal",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appraisalevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="777560ae8dc2d57c3841323050cd6c20d08d9103",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_b4241",
                            table="people_appraisalevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="boardcandidate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_boardcandidateevent" ("application_id", "at", "board_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage_id") SELECT new_values."application_id", new_values."at", new_values."board_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."stage_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="09fa3984018a28e1b5967c066af1be6dfb987f5a",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e23aa",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="people_boardcandidate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="boardcandidate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_boardcandidateevent" ("application_id", "at", "board_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage_id") SELECT new_values."application_id", new_values."at", new_values."board_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."stage_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="728ff99091046ad5dbd358f272bf503a84767357",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_eafd6",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="people_boardcandidate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="boardcandidate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_boardcandidateevent" ("application_id", "at", "board_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage_id") SELECT old_values."application_id", old_values."at", old_values."board_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."stage_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="fea20b34354cb25c289637b0bba7e5a58dcec3b3",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0c2ed",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="people_boardcandidate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="boardcandidateevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="bac0becd711cbeacb8c4261feb6436ff009f52c7",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_65d14",
                            table="people_boardcandidateevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="completion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_completionevent" ("completed_on", "course_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."completed_on", new_values."course_id", new_values."id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="fbab266186518155fc7bbf30ef2dcad49bdbf3c4",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_732ec",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="people_completion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="completion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_completionevent" ("completed_on", "course_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."completed_on", new_values."course_id", new_values."id", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="81c4fc9d4db59c88af3cd6505bc9882c6e30595a",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_dd425",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="people_completion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="completion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_completionevent" ("completed_on", "course_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."completed_on", old_values."course_id", old_values."id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="f3062a319a7b776202b9b374dfcfcda1be1bfa29",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_98147",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="people_completion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="completionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="fad80f7a45b4d70fe5401559c8c913e62218a05c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f2b87",
                            table="people_completionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="conversation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_conversationevent" ("appraisal_id", "at", "by_id", "held_on", "id", "kind", "notes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."appraisal_id", new_values."at", new_values."by_id", new_values."held_on", new_values."id", new_values."kind", new_values."notes", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="5936abfce613f949e32e4dd64f89e1db9a535018",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c1246",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="people_conversation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="conversation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_conversationevent" ("appraisal_id", "at", "by_id", "held_on", "id", "kind", "notes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."appraisal_id", new_values."at", new_values."by_id", new_values."held_on", new_values."id", new_values."kind", new_values."notes", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="7f61e3ee194f870973e43cccb72140f53da2d185",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3517f",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="people_conversation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="conversation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_conversationevent" ("appraisal_id", "at", "by_id", "held_on", "id", "kind", "notes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."appraisal_id", old_values."at", old_values."by_id", old_values."held_on", old_values."id", old_values."kind", old_values."notes", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="14a6ced3123dcbaeb7dde975adfa47d2576bf67e",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_fd88b",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="people_conversation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="conversationevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="a0cc5651d7ad07dea0e6ebb5d83ad5799b4d3a34",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_781f8",
                            table="people_conversationevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="criticalrole",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_criticalroleevent" ("department_id", "holder_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_on", "risk", "title", "why") SELECT new_values."department_id", new_values."holder_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."retired_on", new_values."risk", new_values."title", new_values."why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="99bcdc79aa13739c9d377a81a0c27049a4f2f202",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_98e1a",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="people_criticalrole",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="criticalrole",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_criticalroleevent" ("department_id", "holder_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_on", "risk", "title", "why") SELECT new_values."department_id", new_values."holder_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."retired_on", new_values."risk", new_values."title", new_values."why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="3465944fc65f941c66ee29283ae76e68a0fab45b",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f1bef",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="people_criticalrole",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="criticalrole",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_criticalroleevent" ("department_id", "holder_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_on", "risk", "title", "why") SELECT old_values."department_id", old_values."holder_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."retired_on", old_values."risk", old_values."title", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="3bcc41dfabe30c291e17cb2757057f15d4f8dbc8",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a356e",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="people_criticalrole",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="criticalroleevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="13a76e344eddb13804598117c0030f77d120f0d7",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_acc45",
                            table="people_criticalroleevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="endorsement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_endorsementevent" ("application_id", "asked_at", "asked_id", "comment", "given_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "supports") SELECT new_values."application_id", new_values."asked_at", new_values."asked_id", new_values."comment", new_values."given_at", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."supports" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="59f731ed965f3f6f01336efe9d6a6adc6a9f0a7c",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_59a9e",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="people_endorsement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="endorsement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_endorsementevent" ("application_id", "asked_at", "asked_id", "comment", "given_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "supports") SELECT new_values."application_id", new_values."asked_at", new_values."asked_id", new_values."comment", new_values."given_at", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."supports" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="d33cddd4836975f50b9d3db13babeeca4b079ccd",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_abdec",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="people_endorsement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="endorsement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_endorsementevent" ("application_id", "asked_at", "asked_id", "comment", "given_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "supports") SELECT old_values."application_id", old_values."asked_at", old_values."asked_id", old_values."comment", old_values."given_at", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."supports" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="5870157f1cbbb1eaf28f013528a25bdcd67e6f00",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7f3e6",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="people_endorsement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="endorsementevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="03f93aa70cd3850c58dbbb9a22eccf3b4168d53b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_ab429",
                            table="people_endorsementevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="feedback",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_feedbackevent" ("application_id", "at", "by_id", "development", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "strengths") SELECT new_values."application_id", new_values."at", new_values."by_id", new_values."development", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."strengths" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="4493edd27cf43473f53d78c545e36c9bef902f79",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_682be",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="people_feedback",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="feedback",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_feedbackevent" ("application_id", "at", "by_id", "development", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "strengths") SELECT new_values."application_id", new_values."at", new_values."by_id", new_values."development", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."strengths" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="865462621e06b68e47cc4389f46d0c59714f03bb",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a3bb2",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="people_feedback",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="feedback",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_feedbackevent" ("application_id", "at", "by_id", "development", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "strengths") SELECT old_values."application_id", old_values."at", old_values."by_id", old_values."development", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."strengths" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="46ea0a5843b6da9bc8f279baee93d4f5742340f2",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2f00e",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="people_feedback",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="feedbackevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="66df70b29a56d43ece0950f6430a2b57404a813c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_11786",
                            table="people_feedbackevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="learnerprofile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_learnerprofileevent" ("department_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rank_id", "staff_type") SELECT new_values."department_id", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."rank_id", new_values."staff_type" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="2d23a2a75ba198c51c05d698d54d62085e7d3eb3",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_74e52",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="people_learnerprofile",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="learnerprofile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_learnerprofileevent" ("department_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rank_id", "staff_type") SELECT new_values."department_id", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."rank_id", new_values."staff_type" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f26a37307721f1036d1ebc39696a090c94ff7493",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c8698",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="people_learnerprofile",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="learnerprofile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_learnerprofileevent" ("department_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rank_id", "staff_type") SELECT old_values."department_id", old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."rank_id", old_values."staff_type" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="1a8165cbabe48941e03d284a0309941eff778c2a",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_dcd9d",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="people_learnerprofile",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="learnerprofileevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="aaf4b9ac68a807e6c1bdfb8987f12e0c359cedfb",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f9963",
                            table="people_learnerprofileevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="moderationdecision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="moderation_decision_is_never_edited",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="260aa6517b6f5c2d751c18e7311573767b5034e2",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_moderation_decision_is_never_edited_ae0c7",
                            table="people_moderationdecision",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="moderationpanel",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_moderationpanelevent" ("held_on", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "year_id") SELECT new_values."held_on", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."status", new_values."year_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ac6d5435bccf2efa06d6c4fc68144c32f4c5220e",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a7c18",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="people_moderationpanel",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="moderationpanel",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_moderationpanelevent" ("held_on", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "year_id") SELECT new_values."held_on", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."status", new_values."year_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="06ea8a820c8e857b205971fc1f46f5c61efd79cc",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6ed13",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="people_moderationpanel",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="moderationpanel",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_moderationpanelevent" ("held_on", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "year_id") SELECT old_values."held_on", old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."status", old_values."year_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="d39db2483ddbedacecfc0f45a3332adcadd48a10",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2d352",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="people_moderationpanel",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="moderationpanelevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="d4bad8d31a0b02eb3823b29e31789734c509c2f4",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_3cce0",
                            table="people_moderationpanelevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="objective",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_objectiveevent" ("agreed_by_manager_on", "agreed_by_person_on", "appraisal_id", "department_id", "due", "id", "level", "measure", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "year_id") SELECT new_values."agreed_by_manager_on", new_values."agreed_by_person_on", new_values."appraisal_id", new_values."department_id", new_values."due", new_values."id", new_values."level", new_values."measure", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."text", new_values."year_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="bf65d37c7ce1fcd64384226dd4a5cc5df83fa619",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3c702",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="people_objective",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="objective",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_objectiveevent" ("agreed_by_manager_on", "agreed_by_person_on", "appraisal_id", "department_id", "due", "id", "level", "measure", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "year_id") SELECT new_values."agreed_by_manager_on", new_values."agreed_by_person_on", new_values."appraisal_id", new_values."department_id", new_values."due", new_values."id", new_values."level", new_values."measure", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."text", new_values."year_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="da61a2f66238b9d26950f2683aa6df35a469d3bf",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2ae0a",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="people_objective",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="objective",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_objectiveevent" ("agreed_by_manager_on", "agreed_by_person_on", "appraisal_id", "department_id", "due", "id", "level", "measure", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "year_id") SELECT old_values."agreed_by_manager_on", old_values."agreed_by_person_on", old_values."appraisal_id", old_values."department_id", old_values."due", old_values."id", old_values."level", old_values."measure", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."text", old_values."year_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="602597f2e8f1db77680a554bda90a4a07952bd15",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d6811",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="people_objective",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="objectiveevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="a879d9b59de56e996c6b51bbbb67424c3f79ab05",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_1dc3d",
                            table="people_objectiveevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="outcomeletter",
                    trigger=pgtrigger.compiler.Trigger(
                        name="outcome_letter_is_never_edited",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="cf848401436e866493ae7280682f78ee4e840b44",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_outcome_letter_is_never_edited_970e2",
                            table="people_outcomeletter",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="panelmember",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_panelmemberevent" ("added_at", "chairs", "id", "panel_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") SELECT new_values."added_at", new_values."chairs", new_values."id", new_values."panel_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="aa1458a50e84e058d74c76eed5825f7a645844c6",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0efb8",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="people_panelmember",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="panelmember",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_panelmemberevent" ("added_at", "chairs", "id", "panel_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") SELECT new_values."added_at", new_values."chairs", new_values."id", new_values."panel_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="1cefc9aea4ce7eba1842bce7c57bc5476f8ea5a0",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_67ca7",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="people_panelmember",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="panelmember",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_panelmemberevent" ("added_at", "chairs", "id", "panel_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") SELECT old_values."added_at", old_values."chairs", old_values."id", old_values."panel_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="1c40618844f740387c95a49ffe00cbb57f227192",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0bc40",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="people_panelmember",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="panelmemberevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="cd369afcc65be866b5fcd607769e706681986f7c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f2d4d",
                            table="people_panelmemberevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="performanceyear",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_performanceyearevent" ("closed_on", "ends_on", "id", "least_days", "name", "objectives_due", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ratings_due", "ratings_from", "release_on", "released_at", "starts_on", "status") SELECT new_values."closed_on", new_values."ends_on", new_values."id", new_values."least_days", new_values."name", new_values."objectives_due", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."ratings_due", new_values."ratings_from", new_values."release_on", new_values."released_at", new_values."starts_on", new_values."status" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="749fe726a0bf53b833ba472d041972713fbeb543",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b5b1e",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="people_performanceyear",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="performanceyear",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_performanceyearevent" ("closed_on", "ends_on", "id", "least_days", "name", "objectives_due", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ratings_due", "ratings_from", "release_on", "released_at", "starts_on", "status") SELECT new_values."closed_on", new_values."ends_on", new_values."id", new_values."least_days", new_values."name", new_values."objectives_due", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."ratings_due", new_values."ratings_from", new_values."release_on", new_values."released_at", new_values."starts_on", new_values."status" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="abd00091e6ca1cf51a14b88f0ef6a1c067482da9",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b0cf0",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="people_performanceyear",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="performanceyear",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_performanceyearevent" ("closed_on", "ends_on", "id", "least_days", "name", "objectives_due", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ratings_due", "ratings_from", "release_on", "released_at", "starts_on", "status") SELECT old_values."closed_on", old_values."ends_on", old_values."id", old_values."least_days", old_values."name", old_values."objectives_due", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."ratings_due", old_values."ratings_from", old_values."release_on", old_values."released_at", old_values."starts_on", old_values."status" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="caf8a0944c1178e52840d2120b7f7a05dcae02b4",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4ce8c",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="people_performanceyear",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="performanceyearevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="12d9822633af363481f74d29927b5ac6d05ecb42",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_85994",
                            table="people_performanceyearevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="poolplace",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_poolplaceevent" ("application_id", "ended_because", "ended_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until") SELECT new_values."application_id", new_values."ended_because", new_values."ended_on", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."since", new_values."until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="a3515472a3222ca360740cf949de8fc27dd34e6a",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_27f69",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="people_poolplace",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="poolplace",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_poolplaceevent" ("application_id", "ended_because", "ended_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until") SELECT new_values."application_id", new_values."ended_because", new_values."ended_on", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."since", new_values."until" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="4e2c88554321f7fd78752b2155296a8a9396e267",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7ad5f",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="people_poolplace",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="poolplace",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_poolplaceevent" ("application_id", "ended_because", "ended_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until") SELECT old_values."application_id", old_values."ended_because", old_values."ended_on", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."since", old_values."until" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="4bfd2731790bb395d98946ddcc3776d3fa878ff7",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_79a11",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="people_poolplace",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="poolplaceevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="bdc9573da8ec1fc42587ab31bdb4d970aa7edbcb",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7f004",
                            table="people_poolplaceevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="processadjustment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_processadjustmentevent" ("application_id", "ended_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shared_at", "what") SELECT new_values."application_id", new_values."ended_at", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."shared_at", new_values."what" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="8cf48364934e2a2778b58aed76059eefad4c64cd",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_050bc",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="people_processadjustment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="processadjustment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_processadjustmentevent" ("application_id", "ended_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shared_at", "what") SELECT new_values."application_id", new_values."ended_at", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."shared_at", new_values."what" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="63bc72a91b6095eb0f48c27a429bf3e029b9e11f",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a502b",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="people_processadjustment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="processadjustment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_processadjustmentevent" ("application_id", "ended_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shared_at", "what") SELECT old_values."application_id", old_values."ended_at", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."shared_at", old_values."what" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="5c6321fc3dd31aac816e362ed6513a56d7ad60a9",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_21431",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="people_processadjustment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="processadjustmentevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="34efc4f59fbf294000779f69fc08d8e2db4a988e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_6abd1",
                            table="people_processadjustmentevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promotionboard",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_promotionboardevent" ("closed_at", "held_on", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage_id") SELECT new_values."closed_at", new_values."held_on", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."stage_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="a554d151d63f39ce986b4b697a6f811de73545fd",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_33570",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="people_promotionboard",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promotionboard",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_promotionboardevent" ("closed_at", "held_on", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage_id") SELECT new_values."closed_at", new_values."held_on", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."stage_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="eb001e643300caa98754970641d4851a0010d822",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_51a67",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="people_promotionboard",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promotionboard",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_promotionboardevent" ("closed_at", "held_on", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage_id") SELECT old_values."closed_at", old_values."held_on", old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."stage_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="9dd31ec73208af19aee234d66f315f836b899e31",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_28abe",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="people_promotionboard",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promotionboardevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="d1f082dad3669989992d5c762bdb6be08ef49497",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_05b3d",
                            table="people_promotionboardevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promotionstage",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_promotionstageevent" ("ends_on", "id", "name", "number", "pass_mark", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "process_id", "starts_on") SELECT new_values."ends_on", new_values."id", new_values."name", new_values."number", new_values."pass_mark", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."process_id", new_values."starts_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="4c94d04fd787fbba23a75521f4ac0c1a8070f29b",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b1b10",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="people_promotionstage",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promotionstage",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_promotionstageevent" ("ends_on", "id", "name", "number", "pass_mark", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "process_id", "starts_on") SELECT new_values."ends_on", new_values."id", new_values."name", new_values."number", new_values."pass_mark", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."process_id", new_values."starts_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="907ba5a4a0d43e50429dee23e5efc14e850addac",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4c284",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="people_promotionstage",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promotionstage",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_promotionstageevent" ("ends_on", "id", "name", "number", "pass_mark", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "process_id", "starts_on") SELECT old_values."ends_on", old_values."id", old_values."name", old_values."number", old_values."pass_mark", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."process_id", old_values."starts_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="f84285c13143ced4dc43982d40b7ab186b91e372",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_8ac37",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="people_promotionstage",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promotionstageevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="0279a917a72476b0ea22691de6ee9581085e97bd",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_b240c",
                            table="people_promotionstageevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="rating",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_ratingevent" ("appraisal_id", "comment", "commented_at", "evidence", "final_how_id", "final_on", "final_what_id", "how_id", "id", "moderated_how_id", "moderated_what_id", "moderator_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rater_id", "shared_at", "status", "what_id") SELECT new_values."appraisal_id", new_values."comment", new_values."commented_at", new_values."evidence", new_values."final_how_id", new_values."final_on", new_values."final_what_id", new_values."how_id", new_values."id", new_values."moderated_how_id", new_values."moderated_what_id", new_values."moderator_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."rater_id", new_values."shared_at", new_values."status", new_values."what_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="c0d94ce82d01ce5bd27b57c972ae4da503e58d9d",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e90b9",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="people_rating",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="rating",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_ratingevent" ("appraisal_id", "comment", "commented_at", "evidence", "final_how_id", "final_on", "final_what_id", "how_id", "id", "moderated_how_id", "moderated_what_id", "moderator_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rater_id", "shared_at", "status", "what_id") SELECT new_values."appraisal_id", new_values."comment", new_values."commented_at", new_values."evidence", new_values."final_how_id", new_values."final_on", new_values."final_what_id", new_values."how_id", new_values."id", new_values."moderated_how_id", new_values."moderated_what_id", new_values."moderator_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."rater_id", new_values."shared_at", new_values."status", new_values."what_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="baf4e448e8f050e2fb1fe68eadc85bd41d961f83",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_75d3e",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="people_rating",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="rating",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_ratingevent" ("appraisal_id", "comment", "commented_at", "evidence", "final_how_id", "final_on", "final_what_id", "how_id", "id", "moderated_how_id", "moderated_what_id", "moderator_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rater_id", "shared_at", "status", "what_id") SELECT old_values."appraisal_id", old_values."comment", old_values."commented_at", old_values."evidence", old_values."final_how_id", old_values."final_on", old_values."final_what_id", old_values."how_id", old_values."id", old_values."moderated_how_id", old_values."moderated_what_id", old_values."moderator_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."rater_id", old_values."shared_at", old_values."status", old_values."what_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="d20b258bbc869abd3e9270630fdcdf9afe298001",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_486c4",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="people_rating",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ratingevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="7b2121a82f60db3839c0b453a22e7e9023f5588e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_faf85",
                            table="people_ratingevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ratingreview",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_ratingreviewevent" ("answer", "answered_at", "asked_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating_id", "reason", "status") SELECT new_values."answer", new_values."answered_at", new_values."asked_at", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."rating_id", new_values."reason", new_values."status" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="7dbf743c619cfafe33915539b6b647fed3f5be36",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b4d2e",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="people_ratingreview",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ratingreview",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_ratingreviewevent" ("answer", "answered_at", "asked_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating_id", "reason", "status") SELECT new_values."answer", new_values."answered_at", new_values."asked_at", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."rating_id", new_values."reason", new_values."status" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="1dc3b9a7195112f09566c96b22f88990809fdb79",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6202c",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="people_ratingreview",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ratingreview",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_ratingreviewevent" ("answer", "answered_at", "asked_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating_id", "reason", "status") SELECT old_values."answer", old_values."answered_at", old_values."asked_at", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."rating_id", old_values."reason", old_values."status" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="605e013cd56bf69bb7db15d4075ed5b884f82ba0",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a1cc2",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="people_ratingreview",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ratingreviewevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="cda73fefb88209cc0b244e3a38aebc7bc570054c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c14a9",
                            table="people_ratingreviewevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recruitmentcampaign",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_recruitmentcampaignevent" ("applicants", "cost", "ends_on", "female", "id", "interested", "minority", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reach", "route", "starts_on") SELECT new_values."applicants", new_values."cost", new_values."ends_on", new_values."female", new_values."id", new_values."interested", new_values."minority", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reach", new_values."route", new_values."starts_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="51468ef527f8d60a28a44d462c8cf20304a26992",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5c821",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="people_recruitmentcampaign",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recruitmentcampaign",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_recruitmentcampaignevent" ("applicants", "cost", "ends_on", "female", "id", "interested", "minority", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reach", "route", "starts_on") SELECT new_values."applicants", new_values."cost", new_values."ends_on", new_values."female", new_values."id", new_values."interested", new_values."minority", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reach", new_values."route", new_values."starts_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="217c396474bcd472b123389e9213a4b07dcf4945",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a37b4",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="people_recruitmentcampaign",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recruitmentcampaign",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_recruitmentcampaignevent" ("applicants", "cost", "ends_on", "female", "id", "interested", "minority", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reach", "route", "starts_on") SELECT old_values."applicants", old_values."cost", old_values."ends_on", old_values."female", old_values."id", old_values."interested", old_values."minority", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reach", old_values."route", old_values."starts_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="dc1d51e5ef703c44e36ce3fbd436546518cbb394",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7e6b0",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="people_recruitmentcampaign",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recruitmentcampaignevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="42473276529916f2d5a453876b453c7a02358e22",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7497d",
                            table="people_recruitmentcampaignevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="representationtarget",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_representationtargetevent" ("aim", "ends_on", "id", "name", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "starts_on") SELECT new_values."aim", new_values."ends_on", new_values."id", new_values."name", new_values."percent", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."source", new_values."starts_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="59b9cacb2a5172c6edf3ca1da02089e4673d73d6",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6179a",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="people_representationtarget",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="representationtarget",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_representationtargetevent" ("aim", "ends_on", "id", "name", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "starts_on") SELECT new_values."aim", new_values."ends_on", new_values."id", new_values."name", new_values."percent", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."source", new_values."starts_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ddc3a3f9c96c1caf63e3d49d98624fa69bb683bd",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3b4e2",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="people_representationtarget",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="representationtarget",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_representationtargetevent" ("aim", "ends_on", "id", "name", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "starts_on") SELECT old_values."aim", old_values."ends_on", old_values."id", old_values."name", old_values."percent", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."source", old_values."starts_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="cec76aa27917ae2148b46d3089fb5abf6673a97b",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_84b96",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="people_representationtarget",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="representationtargetevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="aa9c70cec65f28fbda97f246c3e229af5da9acbf",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_1a12b",
                            table="people_representationtargetevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requirement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_requirementevent" ("course_id", "id", "mandatory", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "profile_id", "valid_months") SELECT new_values."course_id", new_values."id", new_values."mandatory", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."profile_id", new_values."valid_months" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="d74c23e15c85c969a8cef00be883a5beb425271d",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_cfc5f",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="people_requirement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requirement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_requirementevent" ("course_id", "id", "mandatory", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "profile_id", "valid_months") SELECT new_values."course_id", new_values."id", new_values."mandatory", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."profile_id", new_values."valid_months" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="e8e8f497a970bbf595bef97bb9c04ad2748bbca1",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_888f2",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="people_requirement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requirement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_requirementevent" ("course_id", "id", "mandatory", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "profile_id", "valid_months") SELECT old_values."course_id", old_values."id", old_values."mandatory", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."profile_id", old_values."valid_months" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="85925a851141df23536a50af829206b421269669",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_93340",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="people_requirement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requirementevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="a4835f4bd9dec9f4f26ecc8dd1707c5c86541f05",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c1ee4",
                            table="people_requirementevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="selfassessment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_selfassessmentevent" ("appraisal_id", "how", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "what") SELECT new_values."appraisal_id", new_values."how", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."sent_at", new_values."what" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="b085f86f5af94aa690d7033a682a3e37b2ad46f2",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e70a3",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="people_selfassessment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="selfassessment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_selfassessmentevent" ("appraisal_id", "how", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "what") SELECT new_values."appraisal_id", new_values."how", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."sent_at", new_values."what" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ea47aa5c1d0b08eaa95f3e848fbc733d35c4228e",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_fe39d",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="people_selfassessment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="selfassessment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_selfassessmentevent" ("appraisal_id", "how", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "what") SELECT old_values."appraisal_id", old_values."how", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."sent_at", old_values."what" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="47cc891113ffb010e3f2432dad71869d5df4fd48",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6cb8f",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="people_selfassessment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="selfassessmentevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="74658e5057ae40db8548e2b8cbad50537a7135b1",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_fe0c6",
                            table="people_selfassessmentevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="stageresult",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_stageresultevent" ("application_id", "at", "by_id", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "score", "stage_id") SELECT new_values."application_id", new_values."at", new_values."by_id", new_values."id", new_values."outcome", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."score", new_values."stage_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="123df1958ee9a031fcf4d3777bfe71af8c716ddb",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_95b62",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="people_stageresult",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="stageresult",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_stageresultevent" ("application_id", "at", "by_id", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "score", "stage_id") SELECT new_values."application_id", new_values."at", new_values."by_id", new_values."id", new_values."outcome", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."score", new_values."stage_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="9b172a3088d955110e78031a1475e4c1d1deb4f4",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_eae15",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="people_stageresult",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="stageresult",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_stageresultevent" ("application_id", "at", "by_id", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "score", "stage_id") SELECT old_values."application_id", old_values."at", old_values."by_id", old_values."id", old_values."outcome", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."score", old_values."stage_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="4f5536d2aa8ebfa3544030aa3a757b53c7994fe8",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_07fb0",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="people_stageresult",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="stageresultevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="80f0b72d6105079f4da3e8ae9a2a89e7209c4b70",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_87d2c",
                            table="people_stageresultevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="succession",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_successionevent" ("id", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "readiness", "role_id") SELECT new_values."id", new_values."note", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."readiness", new_values."role_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="812e03ef0f4dc240c0e51b775d3976db1f0bbe17",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_eb312",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="people_succession",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="succession",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_successionevent" ("id", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "readiness", "role_id") SELECT new_values."id", new_values."note", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."readiness", new_values."role_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="46ab10aa433b93b56180949ea1786a6ae9af1ced",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_22b74",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="people_succession",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="succession",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_successionevent" ("id", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "readiness", "role_id") SELECT old_values."id", old_values."note", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."readiness", old_values."role_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="257213564b7448b67a91a082243eb874b9fea61f",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_76bae",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="people_succession",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="successionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="c96516f85c73946847c85f69bcda63a6a377bc88",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_4a99b",
                            table="people_successionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="talentpool",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_talentpoolevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose") SELECT new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."purpose" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="2305f804402e8840ae734d3405f12d9919578f44",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_fd316",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="people_talentpool",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="talentpool",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_talentpoolevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose") SELECT new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."purpose" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="7cae45d6367d3e177f9517b947a6f71b924f205e",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ec54c",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="people_talentpool",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="talentpool",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_talentpoolevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose") SELECT old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."purpose" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="19b14a9b56bbe9da33a64c1a36f5bb8689f8150a",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e6031",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="people_talentpool",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="talentpoolevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="b86604a27bd5d4d5ddba6da1b2c62d075f9495ef",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_cb99d",
                            table="people_talentpoolevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="talentpoolmember",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_talentpoolmemberevent" ("id", "joined_on", "left_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pool_id") SELECT new_values."id", new_values."joined_on", new_values."left_on", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pool_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="6607c8588d3215b9bf4e428a9b7ed2a3cdc577d1",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_81c9d",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="people_talentpoolmember",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="talentpoolmember",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_talentpoolmemberevent" ("id", "joined_on", "left_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pool_id") SELECT new_values."id", new_values."joined_on", new_values."left_on", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pool_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="99e55d43bf90c9b0b31d3047ef49a6441893e0a9",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1c7bf",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="people_talentpoolmember",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="talentpoolmember",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_talentpoolmemberevent" ("id", "joined_on", "left_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pool_id") SELECT old_values."id", old_values."joined_on", old_values."left_on", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pool_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="edcc50f325d35a196765309038a82d3d44ba097d",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_50abd",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="people_talentpoolmember",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="talentpoolmemberevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="01eaef4fc72c690183cacd74d0b9404eed0e4302",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f9e33",
                            table="people_talentpoolmemberevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="talentprofile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_talentprofileevent" ("aspiration", "development", "id", "leaving_risk", "performance", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "potential", "readiness", "reviewed_on") SELECT new_values."aspiration", new_values."development", new_values."id", new_values."leaving_risk", new_values."performance", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."potential", new_values."readiness", new_values."reviewed_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="26e4b710f43392b30ef93a72b19cf0b70580a01b",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_64c15",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="people_talentprofile",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="talentprofile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_talentprofileevent" ("aspiration", "development", "id", "leaving_risk", "performance", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "potential", "readiness", "reviewed_on") SELECT new_values."aspiration", new_values."development", new_values."id", new_values."leaving_risk", new_values."performance", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."potential", new_values."readiness", new_values."reviewed_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="5f5c418f688768a5dcc1a5b185ea90d8c3ca2fcd",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9d86a",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="people_talentprofile",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="talentprofile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_talentprofileevent" ("aspiration", "development", "id", "leaving_risk", "performance", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "potential", "readiness", "reviewed_on") SELECT old_values."aspiration", old_values."development", old_values."id", old_values."leaving_risk", old_values."performance", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."potential", old_values."readiness", old_values."reviewed_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="c562204cb32ab86dc324fca0eb110228081d74ce",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_70bc5",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="people_talentprofile",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="talentprofileevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f581c8bec6c8a51313d5f98070830eb31553e085",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c71fa",
                            table="people_talentprofileevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ],
        ),
    ]
