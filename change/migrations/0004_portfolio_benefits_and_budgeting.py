import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import wmp.lib.clock
import wmp.lib.migrating


class Migration(migrations.Migration):
    dependencies = [
        ("change", "0003_clock"),
        ("people", "0006_stages_as_records"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        wmp.lib.migrating.AtOnce(
            operations=[
                migrations.CreateModel(
                    name="Action",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("what", models.CharField(max_length=400, verbose_name="what is to be done")),
                        ("due", models.DateField()),
                        ("done_on", models.DateField(editable=False, null=True, verbose_name="done")),
                        (
                            "status",
                            models.CharField(
                                choices=[("open", "Open"), ("done", "Done"), ("dropped", "Dropped")],
                                default="open",
                                editable=False,
                                max_length=30,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="actions",
                                to="change.project",
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="actions",
                                to="change.decision",
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="actions",
                                to="change.governancebody",
                            ),
                        ),
                        ("set_on", models.DateField(default=wmp.lib.clock.today, editable=False, verbose_name="set")),
                    ],
                    options={
                        "ordering": ["due", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("status", "done"), ("done_on", None), _connector="XOR"),
                                name="action_done_has_a_day",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ActionChange",
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
                                on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="change.action"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ActionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("what", models.CharField(max_length=400, verbose_name="what is to be done")),
                        ("due", models.DateField()),
                        ("done_on", models.DateField(editable=False, null=True, verbose_name="done")),
                        (
                            "status",
                            models.CharField(
                                choices=[("open", "Open"), ("done", "Done"), ("dropped", "Dropped")],
                                default="open",
                                editable=False,
                                max_length=30,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                db_constraint=False,
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
                                to="change.action",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="change.project",
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="change.decision",
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="change.governancebody",
                            ),
                        ),
                        ("set_on", models.DateField(default=wmp.lib.clock.today, editable=False, verbose_name="set")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Benefit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=20, unique=True)),
                        ("description", models.CharField(max_length=400)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("cashable", "Cashable"),
                                    ("non-cashable", "Non-cashable"),
                                    ("non-financial", "Non-financial"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("disbenefit", models.BooleanField(default=False, verbose_name="this is a disbenefit")),
                        ("measure", models.CharField(blank=True, max_length=200, verbose_name="what is measured")),
                        ("unit", models.CharField(blank=True, max_length=40)),
                        ("baseline", models.DecimalField(blank=True, decimal_places=2, max_digits=16, null=True)),
                        ("baseline_on", models.DateField(blank=True, null=True, verbose_name="baseline of")),
                        ("target", models.DecimalField(blank=True, decimal_places=2, max_digits=16, null=True)),
                        ("target_on", models.DateField(blank=True, null=True, verbose_name="target by")),
                        (
                            "measured_every",
                            models.PositiveSmallIntegerField(default=3, verbose_name="measured every, in months"),
                        ),
                        (
                            "owner_name",
                            models.CharField(blank=True, max_length=120, verbose_name="owner’s name or post"),
                        ),
                        (
                            "bau_owner_name",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="business-as-usual owner’s name or post"
                            ),
                        ),
                        (
                            "performance_measure",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="performance measure it transfers to"
                            ),
                        ),
                        ("base_budget_reference", models.CharField(blank=True, max_length=60)),
                        (
                            "identified_on",
                            models.DateField(
                                default=wmp.lib.clock.today, editable=False, null=True, verbose_name="identified"
                            ),
                        ),
                        (
                            "claim",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("realised", "Realised"),
                                    ("partly realised", "Partly realised"),
                                    ("not realised", "Not realised"),
                                ],
                                editable=False,
                                max_length=20,
                                verbose_name="what was claimed",
                            ),
                        ),
                        ("verified_on", models.DateField(editable=False, null=True, verbose_name="verified")),
                        ("handed_over_on", models.DateField(editable=False, null=True, verbose_name="handed over")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("identified", "Identified"),
                                    ("profiled", "Profiled"),
                                    ("approved", "Approved"),
                                    ("delivering", "Delivering"),
                                    ("realised", "Realised"),
                                    ("partly realised", "Partly realised"),
                                    ("not realised", "Not realised"),
                                    ("verified", "Verified"),
                                    ("business as usual", "Business as usual"),
                                ],
                                default="identified",
                                editable=False,
                                max_length=30,
                            ),
                        ),
                        (
                            "bau_owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="owner in business as usual",
                            ),
                        ),
                        (
                            "claimed_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                blank=True,
                                help_text="Only where it belongs to no one project.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="benefits",
                                to="change.programme",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="benefits",
                                to="change.project",
                            ),
                        ),
                        (
                            "verified_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("begun_on", models.DateField(editable=False, null=True, verbose_name="delivery began")),
                        (
                            "latest",
                            models.DecimalField(
                                decimal_places=2, editable=False, max_digits=16, null=True, verbose_name="last measured"
                            ),
                        ),
                        ("latest_on", models.DateField(editable=False, null=True, verbose_name="last measured on")),
                        (
                            "recorded_on",
                            models.DateField(default=wmp.lib.clock.today, editable=False, verbose_name="recorded"),
                        ),
                        (
                            "measure_due_on",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Case(
                                    models.When(
                                        models.Q(
                                            (
                                                "status__in",
                                                [
                                                    "business as usual",
                                                    "delivering",
                                                    "not realised",
                                                    "partly realised",
                                                    "realised",
                                                    "verified",
                                                ],
                                            ),
                                            models.Q(("claim", "not realised"), _negated=True),
                                        ),
                                        then=models.Func(
                                            django.db.models.functions.comparison.Coalesce(
                                                "latest_on", "begun_on", "baseline_on", "recorded_on"
                                            ),
                                            models.F("measured_every"),
                                            arg_joiner=" + make_interval(0, ",
                                            template="(%(expressions)s))::date",
                                        ),
                                    ),
                                    output_field=models.DateField(null=True),
                                ),
                                output_field=models.DateField(null=True, verbose_name="next measurement"),
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("target_on", None),
                                    ("baseline_on", None),
                                    ("target_on__gte", models.F("baseline_on")),
                                    _connector="OR",
                                ),
                                name="benefit_target_after_baseline",
                                violation_error_message="The target comes after the baseline.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("measured_every__range", (1, 24))),
                                name="benefit_measured_within_two_years",
                                violation_error_message="A benefit is measured every 1 to 24 months.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("verified_by", None),
                                    models.Q(
                                        models.Q(
                                            ("owner", None),
                                            models.Q(("verified_by", models.F("owner")), _negated=True),
                                            _connector="OR",
                                        ),
                                        models.Q(
                                            ("claimed_by", None),
                                            models.Q(("verified_by", models.F("claimed_by")), _negated=True),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="benefit_verified_by_another",
                                violation_error_message="Somebody other than its owner, and than who claimed it, verifies a benefit.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BenefitChange",
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
                                on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="change.benefit"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="BenefitEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=20)),
                        ("description", models.CharField(max_length=400)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("cashable", "Cashable"),
                                    ("non-cashable", "Non-cashable"),
                                    ("non-financial", "Non-financial"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("disbenefit", models.BooleanField(default=False, verbose_name="this is a disbenefit")),
                        ("measure", models.CharField(blank=True, max_length=200, verbose_name="what is measured")),
                        ("unit", models.CharField(blank=True, max_length=40)),
                        ("baseline", models.DecimalField(blank=True, decimal_places=2, max_digits=16, null=True)),
                        ("baseline_on", models.DateField(blank=True, null=True, verbose_name="baseline of")),
                        ("target", models.DecimalField(blank=True, decimal_places=2, max_digits=16, null=True)),
                        ("target_on", models.DateField(blank=True, null=True, verbose_name="target by")),
                        (
                            "measured_every",
                            models.PositiveSmallIntegerField(default=3, verbose_name="measured every, in months"),
                        ),
                        (
                            "owner_name",
                            models.CharField(blank=True, max_length=120, verbose_name="owner’s name or post"),
                        ),
                        (
                            "bau_owner_name",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="business-as-usual owner’s name or post"
                            ),
                        ),
                        (
                            "performance_measure",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="performance measure it transfers to"
                            ),
                        ),
                        ("base_budget_reference", models.CharField(blank=True, max_length=60)),
                        (
                            "identified_on",
                            models.DateField(
                                default=wmp.lib.clock.today, editable=False, null=True, verbose_name="identified"
                            ),
                        ),
                        (
                            "claim",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("realised", "Realised"),
                                    ("partly realised", "Partly realised"),
                                    ("not realised", "Not realised"),
                                ],
                                editable=False,
                                max_length=20,
                                verbose_name="what was claimed",
                            ),
                        ),
                        ("verified_on", models.DateField(editable=False, null=True, verbose_name="verified")),
                        ("handed_over_on", models.DateField(editable=False, null=True, verbose_name="handed over")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("identified", "Identified"),
                                    ("profiled", "Profiled"),
                                    ("approved", "Approved"),
                                    ("delivering", "Delivering"),
                                    ("realised", "Realised"),
                                    ("partly realised", "Partly realised"),
                                    ("not realised", "Not realised"),
                                    ("verified", "Verified"),
                                    ("business as usual", "Business as usual"),
                                ],
                                default="identified",
                                editable=False,
                                max_length=30,
                            ),
                        ),
                        (
                            "bau_owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="owner in business as usual",
                            ),
                        ),
                        (
                            "claimed_by",
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
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
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
                                to="change.benefit",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Only where it belongs to no one project.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="change.programme",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="change.project",
                            ),
                        ),
                        (
                            "verified_by",
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
                        ("begun_on", models.DateField(editable=False, null=True, verbose_name="delivery began")),
                        ("latest_on", models.DateField(editable=False, null=True, verbose_name="last measured on")),
                        (
                            "recorded_on",
                            models.DateField(default=wmp.lib.clock.today, editable=False, verbose_name="recorded"),
                        ),
                        (
                            "latest",
                            models.DecimalField(
                                decimal_places=2, editable=False, max_digits=16, null=True, verbose_name="last measured"
                            ),
                        ),
                        (
                            "measure_due_on",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Case(
                                    models.When(
                                        models.Q(
                                            (
                                                "status__in",
                                                [
                                                    "business as usual",
                                                    "delivering",
                                                    "not realised",
                                                    "partly realised",
                                                    "realised",
                                                    "verified",
                                                ],
                                            ),
                                            models.Q(("claim", "not realised"), _negated=True),
                                        ),
                                        then=models.Func(
                                            django.db.models.functions.comparison.Coalesce(
                                                "latest_on", "begun_on", "baseline_on", "recorded_on"
                                            ),
                                            models.F("measured_every"),
                                            arg_joiner=" + make_interval(0, ",
                                            template="(%(expressions)s))::date",
                                        ),
                                    ),
                                    output_field=models.DateField(null=True),
                                ),
                                output_field=models.DateField(null=True, verbose_name="next measurement"),
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="BudgetingLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("projected", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                        ("identified", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                        (
                            "removed",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                verbose_name="removed from the base budget",
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
                            "phase",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="change.budgetingphase",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["phase", "department__name"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("phase", "department"),
                                name="budgeting_line_key",
                                nulls_distinct=False,
                                violation_error_message="The phase already has a line of this department.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BudgetingLineEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("projected", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                        ("identified", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                        (
                            "removed",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                verbose_name="removed from the base budget",
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
                                to="change.budgetingline",
                            ),
                        ),
                        (
                            "phase",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="change.budgetingphase",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="BudgetingPhase",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, unique=True)),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="starts")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="ends")),
                        ("note", models.TextField(blank=True, max_length=4000)),
                    ],
                    options={
                        "ordering": ["name"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on", None),
                                    ("starts_on", None),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="budgeting_phase_ends_after_it_starts",
                                violation_error_message="A phase cannot end before it starts.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BudgetingPhaseEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=120)),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="starts")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="ends")),
                        ("note", models.TextField(blank=True, max_length=4000)),
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
                                to="change.budgetingphase",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Decision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("taken_on", models.DateField(default=wmp.lib.clock.today, verbose_name="taken")),
                        ("what", models.CharField(max_length=400, verbose_name="what was decided")),
                        ("why", models.TextField(blank=True, max_length=4000)),
                        (
                            "programme",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="change.programme",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="change.project",
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="change.governancebody",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-taken_on", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="DecisionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("taken_on", models.DateField(default=wmp.lib.clock.today, verbose_name="taken")),
                        ("what", models.CharField(max_length=400, verbose_name="what was decided")),
                        ("why", models.TextField(blank=True, max_length=4000)),
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
                                to="change.decision",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="change.programme",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="change.project",
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="change.governancebody",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Dependency",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("on_other", models.CharField(blank=True, max_length=200, verbose_name="or who else")),
                        ("what", models.CharField(max_length=400, verbose_name="what is needed")),
                        ("needed_by", models.DateField(blank=True, null=True)),
                        (
                            "status",
                            models.CharField(
                                choices=[("open", "Open"), ("met", "Met"), ("dropped", "No longer needed")],
                                default="open",
                                editable=False,
                                max_length=30,
                            ),
                        ),
                        (
                            "on_project",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="depended_on",
                                to="change.project",
                                verbose_name="project it waits for",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="dependencies",
                                to="change.project",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "dependencies",
                        "ordering": ["needed_by", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("on_other", ""), ("on_project__isnull", False)),
                                    models.Q(("on_project", None), models.Q(("on_other", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="dependency_is_on_one",
                                violation_error_message="Say which project it waits for, or who else: one of the two.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("on_project", None),
                                    models.Q(("on_project", models.F("project")), _negated=True),
                                    _connector="OR",
                                ),
                                name="dependency_is_on_another",
                                violation_error_message="A project cannot wait for itself.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DependencyChange",
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
                                to="change.dependency",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DependencyEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("on_other", models.CharField(blank=True, max_length=200, verbose_name="or who else")),
                        ("what", models.CharField(max_length=400, verbose_name="what is needed")),
                        ("needed_by", models.DateField(blank=True, null=True)),
                        (
                            "status",
                            models.CharField(
                                choices=[("open", "Open"), ("met", "Met"), ("dropped", "No longer needed")],
                                default="open",
                                editable=False,
                                max_length=30,
                            ),
                        ),
                        (
                            "on_project",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="change.project",
                                verbose_name="project it waits for",
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
                                to="change.dependency",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="change.project",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="GovernanceBody",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, unique=True)),
                        ("purpose", models.TextField(blank=True, max_length=4000)),
                        ("chair", models.CharField(blank=True, max_length=120)),
                        ("meets", models.CharField(blank=True, max_length=120, verbose_name="how often it meets")),
                    ],
                    options={
                        "verbose_name_plural": "governance bodies",
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="GovernanceBodyEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=120)),
                        ("purpose", models.TextField(blank=True, max_length=4000)),
                        ("chair", models.CharField(blank=True, max_length=120)),
                        ("meets", models.CharField(blank=True, max_length=120, verbose_name="how often it meets")),
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
                                to="change.governancebody",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="InvestmentPrinciple",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(unique=True)),
                        ("name", models.CharField(max_length=200, unique=True)),
                    ],
                    options={
                        "ordering": ["number"],
                    },
                ),
                migrations.CreateModel(
                    name="Measurement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("measured_on", models.DateField(default=wmp.lib.clock.today, verbose_name="measured")),
                        ("value", models.DecimalField(decimal_places=2, max_digits=16)),
                        ("evidence", models.TextField(blank=True, max_length=4000)),
                        ("at", models.DateTimeField(default=wmp.lib.clock.now, editable=False)),
                        (
                            "benefit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="measurements",
                                to="change.benefit",
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
                            "corrected_because",
                            models.TextField(
                                blank=True, editable=False, max_length=2000, verbose_name="why it was corrected"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-measured_on"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("benefit", "measured_on"),
                                name="measurement_key",
                                violation_error_message="There is a measurement of that day already: correct that one.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeasurementEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("measured_on", models.DateField(default=wmp.lib.clock.today, verbose_name="measured")),
                        ("value", models.DecimalField(decimal_places=2, max_digits=16)),
                        ("evidence", models.TextField(blank=True, max_length=4000)),
                        ("at", models.DateTimeField(default=wmp.lib.clock.now, editable=False)),
                        (
                            "benefit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="change.benefit",
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
                                to="change.measurement",
                            ),
                        ),
                        (
                            "corrected_because",
                            models.TextField(
                                blank=True, editable=False, max_length=2000, verbose_name="why it was corrected"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Milestone",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("baseline", models.DateField()),
                        ("forecast", models.DateField(blank=True, null=True)),
                        ("actual", models.DateField(blank=True, editable=False, null=True)),
                        (
                            "status",
                            models.CharField(
                                choices=[("planned", "Planned"), ("met", "Met"), ("dropped", "Dropped")],
                                default="planned",
                                editable=False,
                                max_length=30,
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="milestones",
                                to="change.project",
                            ),
                        ),
                        (
                            "expected_on",
                            models.GeneratedField(
                                db_persist=True,
                                expression=django.db.models.functions.comparison.Coalesce(
                                    "actual", "forecast", "baseline"
                                ),
                                output_field=models.DateField(),
                            ),
                        ),
                        (
                            "slippage",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    django.db.models.functions.comparison.Coalesce("actual", "forecast", "baseline"),
                                    models.F("baseline"),
                                    arg_joiner=" - ",
                                    template="(%(expressions)s)",
                                ),
                                output_field=models.IntegerField(verbose_name="days later than the baseline"),
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["baseline", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("project", "name"),
                                name="milestone_key",
                                violation_error_message="This project already has a milestone of that name.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("status", "met"), ("actual", None), _connector="XOR"),
                                name="milestone_met_has_a_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MilestoneChange",
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
                                to="change.milestone",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="MilestoneEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=200)),
                        ("baseline", models.DateField()),
                        ("forecast", models.DateField(blank=True, null=True)),
                        ("actual", models.DateField(blank=True, editable=False, null=True)),
                        (
                            "status",
                            models.CharField(
                                choices=[("planned", "Planned"), ("met", "Met"), ("dropped", "Dropped")],
                                default="planned",
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
                                to="change.milestone",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="change.project",
                            ),
                        ),
                        (
                            "expected_on",
                            models.GeneratedField(
                                db_persist=True,
                                expression=django.db.models.functions.comparison.Coalesce(
                                    "actual", "forecast", "baseline"
                                ),
                                output_field=models.DateField(),
                            ),
                        ),
                        (
                            "slippage",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    django.db.models.functions.comparison.Coalesce("actual", "forecast", "baseline"),
                                    models.F("baseline"),
                                    arg_joiner=" - ",
                                    template="(%(expressions)s)",
                                ),
                                output_field=models.IntegerField(verbose_name="days later than the baseline"),
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ProfilePoint",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("on", models.DateField()),
                        ("value", models.DecimalField(decimal_places=2, max_digits=16, verbose_name="expected")),
                        (
                            "benefit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="profile_points",
                                to="change.benefit",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["on"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("benefit", "on"),
                                name="profile_point_key",
                                violation_error_message="The profile already has a value for that day.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProfilePointEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("on", models.DateField()),
                        ("value", models.DecimalField(decimal_places=2, max_digits=16, verbose_name="expected")),
                        (
                            "benefit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="change.benefit",
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
                                to="change.profilepoint",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ProgrammeChange",
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
                                to="change.programme",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Rate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "category",
                            models.CharField(help_text="As Constable, or Police staff, grade D.", max_length=80),
                        ),
                        ("starts_on", models.DateField(verbose_name="holds from")),
                        ("pounds", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="pounds a year")),
                        ("source", models.CharField(max_length=200, verbose_name="where the rate is from")),
                        (
                            "correction",
                            models.CharField(blank=True, max_length=200, verbose_name="why it was corrected"),
                        ),
                    ],
                    options={
                        "ordering": ["category", "-starts_on"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("category", "starts_on"),
                                name="rate_key",
                                violation_error_message="This category already has a rate from that day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("pounds__gt", 0)),
                                name="rate_above_nothing",
                                violation_error_message="A rate is more than nothing.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RateEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "category",
                            models.CharField(help_text="As Constable, or Police staff, grade D.", max_length=80),
                        ),
                        ("starts_on", models.DateField(verbose_name="holds from")),
                        ("pounds", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="pounds a year")),
                        ("source", models.CharField(max_length=200, verbose_name="where the rate is from")),
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
                                to="change.rate",
                            ),
                        ),
                        (
                            "correction",
                            models.CharField(blank=True, max_length=200, verbose_name="why it was corrected"),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Risk",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("description", models.TextField(blank=True, max_length=4000)),
                        (
                            "likelihood",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ]
                            ),
                        ),
                        (
                            "impact",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ]
                            ),
                        ),
                        (
                            "response",
                            models.TextField(blank=True, max_length=4000, verbose_name="what is done about it"),
                        ),
                        ("owner", models.CharField(blank=True, max_length=120, verbose_name="who sees to it")),
                        ("review_on", models.DateField(blank=True, null=True, verbose_name="look at it again on")),
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
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="risks", to="change.project"
                            ),
                        ),
                        (
                            "score",
                            models.GeneratedField(
                                db_persist=True,
                                expression=django.db.models.expressions.CombinedExpression(
                                    models.F("likelihood"), "*", models.F("impact")
                                ),
                                output_field=models.PositiveSmallIntegerField(),
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["project", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("likelihood__range", (1, 5)), ("impact__range", (1, 5))),
                                name="risk_scored_from_1_to_5",
                                violation_error_message="Likelihood and impact are from 1 to 5.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RiskChange",
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
                                on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="change.risk"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RiskEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("title", models.CharField(max_length=200)),
                        ("description", models.TextField(blank=True, max_length=4000)),
                        (
                            "likelihood",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ]
                            ),
                        ),
                        (
                            "impact",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ]
                            ),
                        ),
                        (
                            "response",
                            models.TextField(blank=True, max_length=4000, verbose_name="what is done about it"),
                        ),
                        ("owner", models.CharField(blank=True, max_length=120, verbose_name="who sees to it")),
                        ("review_on", models.DateField(blank=True, null=True, verbose_name="look at it again on")),
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
                                to="change.risk",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="change.project",
                            ),
                        ),
                        (
                            "score",
                            models.GeneratedField(
                                db_persist=True,
                                expression=django.db.models.expressions.CombinedExpression(
                                    models.F("likelihood"), "*", models.F("impact")
                                ),
                                output_field=models.PositiveSmallIntegerField(),
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ServiceInvestment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("posts", models.DecimalField(decimal_places=2, max_digits=8, verbose_name="posts, FTE")),
                        ("starts_on", models.DateField(verbose_name="from")),
                        ("what", models.CharField(blank=True, max_length=400, verbose_name="what for")),
                        (
                            "department",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.department"
                            ),
                        ),
                        (
                            "principle",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="change.investmentprinciple",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["principle", "department__name", "starts_on"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("principle", "department", "starts_on", "what"),
                                name="service_investment_key",
                                violation_error_message="This investment is in the register already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("posts__gt", 0)),
                                name="service_investment_above_nothing",
                                violation_error_message="An investment is of more than no posts.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ServiceInvestmentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("posts", models.DecimalField(decimal_places=2, max_digits=8, verbose_name="posts, FTE")),
                        ("starts_on", models.DateField(verbose_name="from")),
                        ("what", models.CharField(blank=True, max_length=400, verbose_name="what for")),
                        (
                            "department",
                            models.ForeignKey(
                                db_constraint=False,
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
                                to="change.serviceinvestment",
                            ),
                        ),
                        (
                            "principle",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="change.investmentprinciple",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="StatusUpdate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("on", models.DateField(default=wmp.lib.clock.today)),
                        (
                            "rag",
                            models.CharField(
                                choices=[("red", "Red"), ("amber", "Amber"), ("green", "Green")],
                                max_length=5,
                                verbose_name="status",
                            ),
                        ),
                        ("narrative", models.TextField(max_length=4000)),
                        ("at", models.DateTimeField(default=wmp.lib.clock.now, editable=False)),
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
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="updates", to="change.project"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-on", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="SurveyWave",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("month", models.DateField(help_text="The first day of the month.", unique=True)),
                        ("sent", models.PositiveIntegerField()),
                        ("returned", models.PositiveIntegerField()),
                        ("cost", models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True)),
                    ],
                    options={
                        "ordering": ["-month"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)), name="survey_wave_month_is_its_first_day"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("returned__lte", models.F("sent"))),
                                name="survey_wave_returned_of_sent",
                                violation_error_message="No more surveys can come back than were sent.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SurveyWaveEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("month", models.DateField(help_text="The first day of the month.")),
                        ("sent", models.PositiveIntegerField()),
                        ("returned", models.PositiveIntegerField()),
                        ("cost", models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True)),
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
                                to="change.surveywave",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="BenefitReminder",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("due_on", models.DateField()),
                        ("months_late", models.PositiveSmallIntegerField()),
                        (
                            "benefit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="change.benefit"
                            ),
                        ),
                        (
                            "to",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("benefit", "to", "due_on", "months_late"), name="benefit_reminded_once"
                            )
                        ],
                    },
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="benefitsreview",
                    name="insert_insert",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="benefitsreview",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="benefitsreview",
                    name="delete_delete",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="programme",
                    name="insert_insert",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="programme",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="programme",
                    name="delete_delete",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="project",
                    name="insert_insert",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="project",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="project",
                    name="delete_delete",
                ),
                migrations.AddField(
                    model_name="benefitsreview",
                    name="copied_from",
                    field=models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="change.benefitsreview",
                    ),
                ),
                migrations.AddField(
                    model_name="benefitsreviewevent",
                    name="copied_from",
                    field=models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="change.benefitsreview",
                    ),
                ),
                migrations.AddField(
                    model_name="programme",
                    name="closed_on",
                    field=models.DateField(editable=False, null=True, verbose_name="closed"),
                ),
                migrations.AddField(
                    model_name="programme",
                    name="purpose",
                    field=models.TextField(blank=True, max_length=4000),
                ),
                migrations.AddField(
                    model_name="programme",
                    name="status",
                    field=models.CharField(
                        choices=[("live", "Live"), ("closed", "Closed")], default="live", editable=False, max_length=30
                    ),
                ),
                migrations.AddField(
                    model_name="programmeevent",
                    name="closed_on",
                    field=models.DateField(editable=False, null=True, verbose_name="closed"),
                ),
                migrations.AddField(
                    model_name="programmeevent",
                    name="purpose",
                    field=models.TextField(blank=True, max_length=4000),
                ),
                migrations.AddField(
                    model_name="programmeevent",
                    name="status",
                    field=models.CharField(
                        choices=[("live", "Live"), ("closed", "Closed")], default="live", editable=False, max_length=30
                    ),
                ),
                migrations.AddField(
                    model_name="project",
                    name="description",
                    field=models.TextField(blank=True, max_length=4000),
                ),
                migrations.AddField(
                    model_name="project",
                    name="manager",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="project manager",
                    ),
                ),
                migrations.AddField(
                    model_name="projectevent",
                    name="description",
                    field=models.TextField(blank=True, max_length=4000),
                ),
                migrations.AddField(
                    model_name="projectevent",
                    name="manager",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="project manager",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="benefitsreview",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_benefitsreviewevent" ("as_at", "copied_from_id", "first_year", "id", "last_year", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status") SELECT new_values."as_at", new_values."copied_from_id", new_values."first_year", new_values."id", new_values."last_year", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."status" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="17f4637e84ca5c171762f9e4f4fa0a914125f48f",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d6c42",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="change_benefitsreview",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="benefitsreview",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_benefitsreviewevent" ("as_at", "copied_from_id", "first_year", "id", "last_year", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status") SELECT new_values."as_at", new_values."copied_from_id", new_values."first_year", new_values."id", new_values."last_year", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."status" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="e14993112e299a8d661d8c6f48c5732105cacc15",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_db2a5",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="change_benefitsreview",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="benefitsreview",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_benefitsreviewevent" ("as_at", "copied_from_id", "first_year", "id", "last_year", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status") SELECT old_values."as_at", old_values."copied_from_id", old_values."first_year", old_values."id", old_values."last_year", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."status" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="02eddb9eb65a393f24d1751feb24b4587c4862a7",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ad22d",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="change_benefitsreview",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="programme",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_programmeevent" ("closed_on", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "status") SELECT new_values."closed_on", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."purpose", new_values."status" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="cc185573dbf5598fa0119087f391160a394be605",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1d685",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="change_programme",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="programme",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_programmeevent" ("closed_on", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "status") SELECT new_values."closed_on", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."purpose", new_values."status" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="b4bd918a5d912f4b9e1f5db06dfd8ce89ce22b23",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b6590",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="change_programme",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="programme",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_programmeevent" ("closed_on", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "status") SELECT old_values."closed_on", old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."purpose", old_values."status" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="a51ac24b9a96091ffdd4369fb716f04003f5d455",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_12ebb",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="change_programme",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="project",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_projectevent" ("closed_on", "description", "id", "limb", "manager_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "sponsor", "started_on", "status") SELECT new_values."closed_on", new_values."description", new_values."id", new_values."limb", new_values."manager_id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."programme_id", new_values."sponsor", new_values."started_on", new_values."status" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ef4e8cd8a8120283acf5132021baace1dd3ccb3a",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4b4e6",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="change_project",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="project",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_projectevent" ("closed_on", "description", "id", "limb", "manager_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "sponsor", "started_on", "status") SELECT new_values."closed_on", new_values."description", new_values."id", new_values."limb", new_values."manager_id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."programme_id", new_values."sponsor", new_values."started_on", new_values."status" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="df5dd897883f3aad127251c742d7a4aa2608e187",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_67cd2",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="change_project",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="project",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_projectevent" ("closed_on", "description", "id", "limb", "manager_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "sponsor", "started_on", "status") SELECT old_values."closed_on", old_values."description", old_values."id", old_values."limb", old_values."manager_id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."programme_id", old_values."sponsor", old_values."started_on", old_values."status" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="4b52f8a24dcfd09c6c473c67e4b9e52807cde188",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_78de0",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="change_project",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="programme",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("status", "closed"), ("closed_on", None), _connector="XOR"),
                        name="programme_closed_has_a_day",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="financialline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="frozen_review_keeps_lines",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        IF EXISTS (SELECT FROM change_benefitsreview WHERE status = 'frozen') THEN\n            RAISE EXCEPTION 'the review is frozen' USING ERRCODE = 'restrict_violation';\n        END IF;\n        RETURN NULL;\n    ",
                            hash="39e3fdca238c7622e22187d86cd1e5c1577cd7d4",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_frozen_review_keeps_lines_9db1f",
                            table="change_financialline",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="fteline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="frozen_review_keeps_lines",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        IF EXISTS (SELECT FROM change_benefitsreview WHERE status = 'frozen') THEN\n            RAISE EXCEPTION 'the review is frozen' USING ERRCODE = 'restrict_violation';\n        END IF;\n        RETURN NULL;\n    ",
                            hash="9bffcbf8bde8fa0fc873f1752da4c57358173a61",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_frozen_review_keeps_lines_41475",
                            table="change_fteline",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="action",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_actionevent" ("body_id", "decision_id", "done_on", "due", "id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "set_on", "status", "what") SELECT new_values."body_id", new_values."decision_id", new_values."done_on", new_values."due", new_values."id", new_values."owner_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."project_id", new_values."set_on", new_values."status", new_values."what" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="9320711b63b693ea27adc5370833c80656258f76",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ecc4f",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="change_action",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="action",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_actionevent" ("body_id", "decision_id", "done_on", "due", "id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "set_on", "status", "what") SELECT new_values."body_id", new_values."decision_id", new_values."done_on", new_values."due", new_values."id", new_values."owner_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."project_id", new_values."set_on", new_values."status", new_values."what" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ddb187243288e2f4c53b2844b881d4596c1f0dfa",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_356e4",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="change_action",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="action",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_actionevent" ("body_id", "decision_id", "done_on", "due", "id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "set_on", "status", "what") SELECT old_values."body_id", old_values."decision_id", old_values."done_on", old_values."due", old_values."id", old_values."owner_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."project_id", old_values."set_on", old_values."status", old_values."what" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="10dd22c3b51dd82cfbbec9c44375722d1e853336",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9508d",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="change_action",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="actionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3548febadb4e2fd664c2b2fbe309b146dce4ae0f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a2b00",
                            table="change_actionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="benefit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_benefitevent" ("base_budget_reference", "baseline", "baseline_on", "bau_owner_id", "bau_owner_name", "begun_on", "claim", "claimed_by_id", "department_id", "description", "disbenefit", "handed_over_on", "id", "identified_on", "kind", "latest", "latest_on", "measure", "measured_every", "number", "owner_id", "owner_name", "performance_measure", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "project_id", "recorded_on", "status", "target", "target_on", "unit", "verified_by_id", "verified_on") SELECT new_values."base_budget_reference", new_values."baseline", new_values."baseline_on", new_values."bau_owner_id", new_values."bau_owner_name", new_values."begun_on", new_values."claim", new_values."claimed_by_id", new_values."department_id", new_values."description", new_values."disbenefit", new_values."handed_over_on", new_values."id", new_values."identified_on", new_values."kind", new_values."latest", new_values."latest_on", new_values."measure", new_values."measured_every", new_values."number", new_values."owner_id", new_values."owner_name", new_values."performance_measure", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."programme_id", new_values."project_id", new_values."recorded_on", new_values."status", new_values."target", new_values."target_on", new_values."unit", new_values."verified_by_id", new_values."verified_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f53167aa9b761d4ff8534fd842967451316963aa",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8c2b6",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="change_benefit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="benefit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_benefitevent" ("base_budget_reference", "baseline", "baseline_on", "bau_owner_id", "bau_owner_name", "begun_on", "claim", "claimed_by_id", "department_id", "description", "disbenefit", "handed_over_on", "id", "identified_on", "kind", "latest", "latest_on", "measure", "measured_every", "number", "owner_id", "owner_name", "performance_measure", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "project_id", "recorded_on", "status", "target", "target_on", "unit", "verified_by_id", "verified_on") SELECT new_values."base_budget_reference", new_values."baseline", new_values."baseline_on", new_values."bau_owner_id", new_values."bau_owner_name", new_values."begun_on", new_values."claim", new_values."claimed_by_id", new_values."department_id", new_values."description", new_values."disbenefit", new_values."handed_over_on", new_values."id", new_values."identified_on", new_values."kind", new_values."latest", new_values."latest_on", new_values."measure", new_values."measured_every", new_values."number", new_values."owner_id", new_values."owner_name", new_values."performance_measure", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."programme_id", new_values."project_id", new_values."recorded_on", new_values."status", new_values."target", new_values."target_on", new_values."unit", new_values."verified_by_id", new_values."verified_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="fc3c548114197226b3663862a9f845b85b1d9171",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1ca61",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="change_benefit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="benefit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_benefitevent" ("base_budget_reference", "baseline", "baseline_on", "bau_owner_id", "bau_owner_name", "begun_on", "claim", "claimed_by_id", "department_id", "description", "disbenefit", "handed_over_on", "id", "identified_on", "kind", "latest", "latest_on", "measure", "measured_every", "number", "owner_id", "owner_name", "performance_measure", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "project_id", "recorded_on", "status", "target", "target_on", "unit", "verified_by_id", "verified_on") SELECT old_values."base_budget_reference", old_values."baseline", old_values."baseline_on", old_values."bau_owner_id", old_values."bau_owner_name", old_values."begun_on", old_values."claim", old_values."claimed_by_id", old_values."department_id", old_values."description", old_values."disbenefit", old_values."handed_over_on", old_values."id", old_values."identified_on", old_values."kind", old_values."latest", old_values."latest_on", old_values."measure", old_values."measured_every", old_values."number", old_values."owner_id", old_values."owner_name", old_values."performance_measure", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."programme_id", old_values."project_id", old_values."recorded_on", old_values."status", old_values."target", old_values."target_on", old_values."unit", old_values."verified_by_id", old_values."verified_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="437701e7c4239aea48610cbd2f71a524e1ba2c32",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_22e53",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="change_benefit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="benefitevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="5d72dec53ea3caa0a138065cefc169098501cde3",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a4200",
                            table="change_benefitevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="budgetingline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_budgetinglineevent" ("department_id", "id", "identified", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase_id", "projected", "removed") SELECT new_values."department_id", new_values."id", new_values."identified", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phase_id", new_values."projected", new_values."removed" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="0f94a50e9a2fe4a6e857b85afc0f0fb475532b4e",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4f1a2",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="change_budgetingline",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="budgetingline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_budgetinglineevent" ("department_id", "id", "identified", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase_id", "projected", "removed") SELECT new_values."department_id", new_values."id", new_values."identified", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phase_id", new_values."projected", new_values."removed" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="795f1942c831fec5b603d86e3a0ab363f9c0baf2",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f8ca2",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="change_budgetingline",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="budgetingline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_budgetinglineevent" ("department_id", "id", "identified", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase_id", "projected", "removed") SELECT old_values."department_id", old_values."id", old_values."identified", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phase_id", old_values."projected", old_values."removed" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="9c3cea9a230d41e3d4f1178ebc41c5cb39c1f5dd",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_08d83",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="change_budgetingline",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="budgetinglineevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="d3990471207a71738bd30970475904e73e8a8dd3",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_98bb3",
                            table="change_budgetinglineevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="budgetingphase",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_budgetingphaseevent" ("ends_on", "id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") SELECT new_values."ends_on", new_values."id", new_values."name", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."starts_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="5e3c7a0e4cd69ea7af9595189f7d79cf758c5042",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d1651",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="change_budgetingphase",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="budgetingphase",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_budgetingphaseevent" ("ends_on", "id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") SELECT new_values."ends_on", new_values."id", new_values."name", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."starts_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="361c10dbb3d75c5f34ba0ef241db65a040e0bcb4",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3f898",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="change_budgetingphase",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="budgetingphase",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_budgetingphaseevent" ("ends_on", "id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") SELECT old_values."ends_on", old_values."id", old_values."name", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."starts_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="71972f928d620e5650774f06bad83baabcc74f9a",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4c2af",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="change_budgetingphase",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="budgetingphaseevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="6fbf5e7b5865943241b17bbd48c83693a10fafbd",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_45674",
                            table="change_budgetingphaseevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="decision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_decisionevent" ("body_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "project_id", "taken_on", "what", "why") SELECT new_values."body_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."programme_id", new_values."project_id", new_values."taken_on", new_values."what", new_values."why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="6cf70e240ebd5e505995ba623d142b56a8971c43",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5f2f0",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="change_decision",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="decision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_decisionevent" ("body_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "project_id", "taken_on", "what", "why") SELECT new_values."body_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."programme_id", new_values."project_id", new_values."taken_on", new_values."what", new_values."why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="07f0869d56e06858dce469e83e4eceab1033aa31",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d4c9b",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="change_decision",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="decision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_decisionevent" ("body_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "project_id", "taken_on", "what", "why") SELECT old_values."body_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."programme_id", old_values."project_id", old_values."taken_on", old_values."what", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="49cee9527cc8478a8ac87bfbabac842149e95290",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_77c01",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="change_decision",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="decisionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="68bad42c7ca5644b5b8eb4b86f1450c8631f17cf",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_9af1d",
                            table="change_decisionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dependency",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_dependencyevent" ("id", "needed_by", "on_other", "on_project_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "status", "what") SELECT new_values."id", new_values."needed_by", new_values."on_other", new_values."on_project_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."project_id", new_values."status", new_values."what" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f3111f9cef6b3576f4d1ba2aa41091607dbb2d4a",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_77fc4",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="change_dependency",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dependency",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_dependencyevent" ("id", "needed_by", "on_other", "on_project_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "status", "what") SELECT new_values."id", new_values."needed_by", new_values."on_other", new_values."on_project_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."project_id", new_values."status", new_values."what" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f49fa9682c67ee4fd7b808c339dd0241cd679cf6",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_75aa9",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="change_dependency",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dependency",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_dependencyevent" ("id", "needed_by", "on_other", "on_project_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "status", "what") SELECT old_values."id", old_values."needed_by", old_values."on_other", old_values."on_project_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."project_id", old_values."status", old_values."what" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="44832cee9badc08fbda414220536c056ad65b2b3",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5dbbc",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="change_dependency",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dependencyevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="435d418976c10253c7c3dd09569cbe1d645284e6",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_71165",
                            table="change_dependencyevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="governancebody",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_governancebodyevent" ("chair", "id", "meets", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose") SELECT new_values."chair", new_values."id", new_values."meets", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."purpose" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="981810c94fcb65a8c64b3ff6276d0c1112473732",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0e898",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="change_governancebody",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="governancebody",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_governancebodyevent" ("chair", "id", "meets", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose") SELECT new_values."chair", new_values."id", new_values."meets", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."purpose" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="7d3f25acfcbd80606401056b3ed135e708ecb4fe",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_64342",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="change_governancebody",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="governancebody",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_governancebodyevent" ("chair", "id", "meets", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose") SELECT old_values."chair", old_values."id", old_values."meets", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."purpose" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="86a4337b7f4240f154bdab41adbea202e33585e6",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_8e11f",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="change_governancebody",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="governancebodyevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="b9e64dfa0d8bf28784c17abbd6214d8de244d016",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_15f9a",
                            table="change_governancebodyevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="measurement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="what_was_verified_stands",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE home RECORD;",
                            func="\n        IF TG_OP = 'UPDATE' AND NEW.corrected_because = ''\n            AND ROW(NEW.benefit_id, NEW.measured_on, NEW.value, NEW.evidence)\n                IS DISTINCT FROM ROW(OLD.benefit_id, OLD.measured_on, OLD.value, OLD.evidence) THEN\n            RAISE EXCEPTION 'a measurement is corrected with a reason' USING ERRCODE = 'restrict_violation';\n        END IF;\n        IF TG_OP <> 'INSERT' THEN\n            SELECT status, verified_on INTO home FROM change_benefit WHERE id = OLD.benefit_id FOR NO KEY UPDATE;\n            IF home.status IN ('verified', 'business as usual')\n                AND (home.verified_on IS NULL OR OLD.measured_on <= home.verified_on) THEN\n                RAISE EXCEPTION 'the benefit is verified' USING ERRCODE = 'restrict_violation';\n            END IF;\n        END IF;\n        IF TG_OP <> 'DELETE' THEN\n            SELECT status, verified_on INTO home FROM change_benefit WHERE id = NEW.benefit_id FOR NO KEY UPDATE;\n            IF home.status IN ('verified', 'business as usual') AND NEW.measured_on < home.verified_on THEN\n                RAISE EXCEPTION 'the benefit is verified' USING ERRCODE = 'restrict_violation';\n            END IF;\n            RETURN NEW;\n        END IF;\n        RETURN OLD;\n    ",
                            hash="07a59253cebd0f98d40af6c0a1f983b115419756",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_what_was_verified_stands_151c4",
                            table="change_measurement",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="measurement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="latest_stands_with_its_benefit",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        UPDATE change_benefit b SET latest_on = last.measured_on, latest = last.value\n        FROM (SELECT 1) one LEFT JOIN LATERAL (\n            SELECT measured_on, value FROM change_measurement\n            WHERE benefit_id = CASE WHEN TG_OP = 'DELETE' THEN OLD.benefit_id ELSE NEW.benefit_id END\n            ORDER BY measured_on DESC LIMIT 1\n        ) last ON true\n        WHERE b.id = CASE WHEN TG_OP = 'DELETE' THEN OLD.benefit_id ELSE NEW.benefit_id END\n            AND ROW(b.latest_on, b.latest) IS DISTINCT FROM ROW(last.measured_on, last.value);\n        RETURN NULL;\n    ",
                            hash="5ceeaa8a9ee85d90b5942f21eec20a6ddd88b37d",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_latest_stands_with_its_benefit_4cb5a",
                            table="change_measurement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="measurement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_measurementevent" ("at", "benefit_id", "by_id", "corrected_because", "evidence", "id", "measured_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT new_values."at", new_values."benefit_id", new_values."by_id", new_values."corrected_because", new_values."evidence", new_values."id", new_values."measured_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."value" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="8ec7eb194b6ff85d6a1cfb9516cee71201d80588",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c3d83",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="change_measurement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="measurement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_measurementevent" ("at", "benefit_id", "by_id", "corrected_because", "evidence", "id", "measured_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT new_values."at", new_values."benefit_id", new_values."by_id", new_values."corrected_because", new_values."evidence", new_values."id", new_values."measured_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."value" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="aa3fa7f5dba4865e0b029198f96072c90ffddf42",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ca7b8",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="change_measurement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="measurement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_measurementevent" ("at", "benefit_id", "by_id", "corrected_because", "evidence", "id", "measured_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT old_values."at", old_values."benefit_id", old_values."by_id", old_values."corrected_because", old_values."evidence", old_values."id", old_values."measured_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."value" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="1d98772dd26c12ea90cc711fbfc9e76a3b549160",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_565a2",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="change_measurement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="measurementevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="8bb53c628ddfe9deff8f48e99ec977183b71f3ba",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_02d37",
                            table="change_measurementevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="milestone",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_milestoneevent" ("actual", "baseline", "forecast", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "status") SELECT new_values."actual", new_values."baseline", new_values."forecast", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."project_id", new_values."status" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="81810ab6a028a21366a0c425e0424ad53c715dc5",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d7eb6",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="change_milestone",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="milestone",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_milestoneevent" ("actual", "baseline", "forecast", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "status") SELECT new_values."actual", new_values."baseline", new_values."forecast", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."project_id", new_values."status" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="cc237243d69ce7c94670f3664ecea6ad911788e8",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_70052",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="change_milestone",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="milestone",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_milestoneevent" ("actual", "baseline", "forecast", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "status") SELECT old_values."actual", old_values."baseline", old_values."forecast", old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."project_id", old_values."status" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="144cacf6c81350a61159ea48407938c989d09f43",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9b776",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="change_milestone",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="milestoneevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="ee28b60600a787f38e40a67402bf830b2d3fd409",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c452f",
                            table="change_milestoneevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="profilepoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_profilepointevent" ("benefit_id", "id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT new_values."benefit_id", new_values."id", new_values."on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."value" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="4e54aa19061b430d7ee7120b45a5669a63b21cd9",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_318d2",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="change_profilepoint",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="profilepoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_profilepointevent" ("benefit_id", "id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT new_values."benefit_id", new_values."id", new_values."on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."value" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="d098b42af43fd7e46f35275d71e51df5cd307822",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ed625",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="change_profilepoint",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="profilepoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_profilepointevent" ("benefit_id", "id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT old_values."benefit_id", old_values."id", old_values."on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."value" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="35d7cbd807190725a7cc873107d8dd307f0e6f13",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d4c90",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="change_profilepoint",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="profilepointevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="2245c0f7ca9f476d2b456b088d95a17ecb28af57",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c558b",
                            table="change_profilepointevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="rate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_rateevent" ("category", "correction", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pounds", "source", "starts_on") SELECT new_values."category", new_values."correction", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pounds", new_values."source", new_values."starts_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="c2167b03320b720a96d2ee12325654ef37cb75be",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_204a0",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="change_rate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="rate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_rateevent" ("category", "correction", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pounds", "source", "starts_on") SELECT new_values."category", new_values."correction", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pounds", new_values."source", new_values."starts_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="0ad60ac659a20a0b8df5f05649633df1b9b8cbb5",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4a8af",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="change_rate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="rate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_rateevent" ("category", "correction", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pounds", "source", "starts_on") SELECT old_values."category", old_values."correction", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pounds", old_values."source", old_values."starts_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="926aaa157daaaee4a37ed87c4b6f622c8a8efaeb",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_13159",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="change_rate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="rate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="rate_is_corrected_with_a_reason",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        IF ROW(NEW.category, NEW.starts_on, NEW.pounds, NEW.source)\n            IS DISTINCT FROM ROW(OLD.category, OLD.starts_on, OLD.pounds, OLD.source)\n            AND NEW.correction IN ('', OLD.correction) THEN\n            RAISE EXCEPTION 'a rate is corrected with a reason' USING ERRCODE = 'restrict_violation';\n        END IF;\n        RETURN NEW;\n    ",
                            hash="6bcef424d7112d04c9b538e3ebeec5993551e3f7",
                            operation="UPDATE",
                            pgid="pgtrigger_rate_is_corrected_with_a_reason_cdd6c",
                            table="change_rate",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="rateevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f9f990e6d3f8fa032a4e615847c99050617ce256",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7dde2",
                            table="change_rateevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="risk",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_riskevent" ("description", "id", "impact", "likelihood", "owner", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "response", "review_on", "status", "title") SELECT new_values."description", new_values."id", new_values."impact", new_values."likelihood", new_values."owner", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."project_id", new_values."response", new_values."review_on", new_values."status", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="500e24fa264df41293c4de3658962cabec4cfdb3",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7e8ab",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="change_risk",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="risk",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_riskevent" ("description", "id", "impact", "likelihood", "owner", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "response", "review_on", "status", "title") SELECT new_values."description", new_values."id", new_values."impact", new_values."likelihood", new_values."owner", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."project_id", new_values."response", new_values."review_on", new_values."status", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="9446035c4752eb7854b92149d573dc37657de691",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7753c",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="change_risk",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="risk",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_riskevent" ("description", "id", "impact", "likelihood", "owner", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "response", "review_on", "status", "title") SELECT old_values."description", old_values."id", old_values."impact", old_values."likelihood", old_values."owner", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."project_id", old_values."response", old_values."review_on", old_values."status", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="5cf132a73f50e0f358d7452d423f3d35a97ad355",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7e756",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="change_risk",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="riskevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f6c0991934e53b77235c246a848aede6622456d3",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_022d5",
                            table="change_riskevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="serviceinvestment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_serviceinvestmentevent" ("department_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "posts", "principle_id", "starts_on", "what") SELECT new_values."department_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."posts", new_values."principle_id", new_values."starts_on", new_values."what" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="841a4a8fb704c09ee38d7f462a3e1ef1c813e181",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b9d78",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="change_serviceinvestment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="serviceinvestment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_serviceinvestmentevent" ("department_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "posts", "principle_id", "starts_on", "what") SELECT new_values."department_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."posts", new_values."principle_id", new_values."starts_on", new_values."what" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="7c8011da45b2a1e795993e0b67c620a82641119b",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b8e3f",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="change_serviceinvestment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="serviceinvestment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_serviceinvestmentevent" ("department_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "posts", "principle_id", "starts_on", "what") SELECT old_values."department_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."posts", old_values."principle_id", old_values."starts_on", old_values."what" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="859059f2ed7fc3c025ba9a322c9798ec08799155",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7c189",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="change_serviceinvestment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="serviceinvestmentevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="ac78fc1cdd7eaa8e31e9864cb778b4fcbdd986af",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_89bfb",
                            table="change_serviceinvestmentevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="statusupdate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="status_update_is_never_edited",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="4614330d5107fd2095424f548a78aa3af6917368",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_status_update_is_never_edited_c56bd",
                            table="change_statusupdate",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="surveywave",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_surveywaveevent" ("cost", "id", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned", "sent") SELECT new_values."cost", new_values."id", new_values."month", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."returned", new_values."sent" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="cb7e4529a217177974f808b25bfb63afa2ea4971",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_37a58",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="change_surveywave",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="surveywave",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_surveywaveevent" ("cost", "id", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned", "sent") SELECT new_values."cost", new_values."id", new_values."month", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."returned", new_values."sent" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="2ec84302d5ea3fe4cc0e7d68a7e0c2af7b1d8651",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_041ff",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="change_surveywave",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="surveywave",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "change_surveywaveevent" ("cost", "id", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned", "sent") SELECT old_values."cost", old_values."id", old_values."month", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."returned", old_values."sent" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="b91a7abcd37b784473000e06a01146266ef95d65",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c71db",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="change_surveywave",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="surveywaveevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="d51f975eb1c7647ccf2adbead42b0627f4ab6c7b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_ab045",
                            table="change_surveywaveevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ],
        ),
    ]
