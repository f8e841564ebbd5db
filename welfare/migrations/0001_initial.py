import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import wmp.lib.break_glass
import wmp.lib.clock
import wmp.lib.migrating


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0003_resignation"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        wmp.lib.migrating.AtOnce(
            operations=[
                migrations.CreateModel(
                    name="AbsenceReasonEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("month", models.DateField(help_text="The first day of the month.")),
                        ("reason", models.CharField(max_length=100)),
                        ("days_lost", models.DecimalField(decimal_places=2, max_digits=10)),
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
                                to="welfare.absencereason",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Assault",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("crime_number", models.CharField(max_length=40, unique=True)),
                        ("occurred_on", models.DateField(verbose_name="occurred")),
                        (
                            "offence",
                            models.CharField(
                                choices=[("S18", "S18"), ("S20", "S20"), ("S47", "S47"), ("No injury", "No injury")],
                                max_length=10,
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(blank=True, help_text="Empty while there is none.", max_length=100),
                        ),
                    ],
                    options={
                        "ordering": ["-occurred_on", "pk"],
                        "indexes": [models.Index(fields=["-occurred_on", "id"], name="assault_occurred")],
                    },
                ),
                migrations.CreateModel(
                    name="AssaultEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("crime_number", models.CharField(max_length=40)),
                        ("occurred_on", models.DateField(verbose_name="occurred")),
                        (
                            "offence",
                            models.CharField(
                                choices=[("S18", "S18"), ("S20", "S20"), ("S47", "S47"), ("No injury", "No injury")],
                                max_length=10,
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(blank=True, help_text="Empty while there is none.", max_length=100),
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
                                to="welfare.assault",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Attendance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("month", models.DateField(help_text="The first day of the month.")),
                        (
                            "staff_type",
                            models.CharField(
                                choices=[
                                    ("officer", "Police Officer"),
                                    ("staff", "Police Staff"),
                                    ("pcso", "PCSO"),
                                    ("special", "Special"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("days_available", models.DecimalField(decimal_places=2, max_digits=10)),
                        ("days_lost", models.DecimalField(decimal_places=2, max_digits=10)),
                    ],
                    options={
                        "verbose_name_plural": "attendance",
                        "ordering": ["-month", "pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("month", "staff_type"), name="attendance_key"),
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)), name="attendance_month_is_its_first_day"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("days_lost__gte", 0), ("days_lost__lte", models.F("days_available"))
                                ),
                                name="attendance_lost_of_available",
                                violation_error_message="Days lost cannot be more than the days available.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AttendanceEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("month", models.DateField(help_text="The first day of the month.")),
                        (
                            "staff_type",
                            models.CharField(
                                choices=[
                                    ("officer", "Police Officer"),
                                    ("staff", "Police Staff"),
                                    ("pcso", "PCSO"),
                                    ("special", "Special"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("days_available", models.DecimalField(decimal_places=2, max_digits=10)),
                        ("days_lost", models.DecimalField(decimal_places=2, max_digits=10)),
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
                                to="welfare.attendance",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Briefing",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(default=wmp.lib.clock.now)),
                        ("text", models.TextField(max_length=4000)),
                        ("read_on", models.DateField(null=True, verbose_name="read")),
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
                            "to",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="briefings",
                                to="welfare.welfarecase",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-pk"],
                        "abstract": False,
                        "indexes": [models.Index(fields=["case", "-at"], name="briefing_case")],
                    },
                ),
                migrations.CreateModel(
                    name="CaseBreakGlass",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.TextField(max_length=2000)),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("expires_at", models.DateTimeField(default=wmp.lib.break_glass._an_hour_from_now)),
                        ("reviewed_at", models.DateTimeField(null=True)),
                        (
                            "finding",
                            models.CharField(
                                blank=True,
                                choices=[("justified", "Justified"), ("not justified", "Not justified")],
                                max_length=20,
                            ),
                        ),
                        ("review_note", models.TextField(blank=True, max_length=2000)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "reviewed_by",
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
                                related_name="emergency_accesses",
                                to="welfare.welfarecase",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "emergency access",
                        "verbose_name_plural": "emergency accesses",
                        "ordering": ["-at", "-pk"],
                        "abstract": False,
                        "indexes": [models.Index(fields=["by", "expires_at"], name="casebreakglass_open")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("finding", ""), ("reviewed_at", None), ("reviewed_by", None)),
                                    models.Q(
                                        ("reviewed_at__isnull", False),
                                        ("reviewed_by__isnull", False),
                                        models.Q(("finding", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="casebreakglass_review_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reviewed_by", None),
                                    models.Q(("reviewed_by", models.F("by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="casebreakglass_reviewed_by_another",
                                violation_error_message="Somebody else has to review this.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Closure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("closed_on", models.DateField()),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("retained", "Retained"),
                                    ("moved to staff role", "Moved to staff role"),
                                    ("left", "Left"),
                                    ("no contact made", "No contact made"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "themes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("role: shifts", "Role not as expected: shifts"),
                                        ("role: trauma", "Role not as expected: trauma"),
                                        ("role: opportunities", "Role not as expected: other opportunities"),
                                        ("health", "Health or welfare"),
                                        ("misconduct", "Misconduct"),
                                        ("performance", "Performance and Regulation 13"),
                                        ("transfer", "Transfer to another force"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("reopened_on", models.DateField(null=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="closures",
                                to="welfare.welfarecase",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-closed_on", "-pk"],
                        "indexes": [models.Index(fields=["closed_on"], name="closure_closed")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("reopened_on", None)), fields=("case",), name="closure_stands_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reopened_on", None), ("reopened_on__gte", models.F("closed_on")), _connector="OR"
                                ),
                                name="closure_reopened_after",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Contact",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(default=wmp.lib.clock.now)),
                        ("on", models.DateField(verbose_name="date")),
                        (
                            "how",
                            models.CharField(
                                choices=[
                                    ("phone", "Phone"),
                                    ("meeting", "Meeting"),
                                    ("video", "Video call"),
                                    ("message", "Message or email"),
                                    ("visit", "Visit"),
                                ],
                                default="phone",
                                max_length=10,
                            ),
                        ),
                        (
                            "with_whom",
                            models.CharField(
                                choices=[
                                    ("officer", "The officer"),
                                    ("manager", "Line manager"),
                                    ("tutor", "Tutor"),
                                    ("university", "University"),
                                    ("other", "Somebody else"),
                                ],
                                default="officer",
                                max_length=12,
                            ),
                        ),
                        (
                            "reached",
                            models.CharField(
                                choices=[
                                    ("spoke", "Spoke"),
                                    ("message left", "Left a message"),
                                    ("no answer", "No answer"),
                                ],
                                default="spoke",
                                max_length=12,
                                verbose_name="what came of it",
                            ),
                        ),
                        ("summary", models.TextField(blank=True, max_length=4000)),
                        ("next_on", models.DateField(blank=True, null=True, verbose_name="next contact")),
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
                            "corrects",
                            models.OneToOneField(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="correction",
                                to="welfare.contact",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="contacts",
                                to="welfare.welfarecase",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-pk"],
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["case", "-at"], name="contact_case"),
                            models.Index(fields=["-on", "id"], name="contact_on"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Deployment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("incident_on", models.DateField(verbose_name="incident")),
                        ("deployed_on", models.DateField(verbose_name="deployed")),
                        ("supported", models.PositiveIntegerField(verbose_name="people supported")),
                        (
                            "practitioner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deployments",
                                to="welfare.practitioner",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "trauma support deployment",
                        "ordering": ["-deployed_on", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("deployed_on__gte", models.F("incident_on"))),
                                name="deployment_after_incident",
                                violation_error_message="Nobody is deployed before the incident.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DeploymentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("incident_on", models.DateField(verbose_name="incident")),
                        ("deployed_on", models.DateField(verbose_name="deployed")),
                        ("supported", models.PositiveIntegerField(verbose_name="people supported")),
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
                                to="welfare.deployment",
                            ),
                        ),
                        (
                            "practitioner",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="welfare.practitioner",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Document",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(default=wmp.lib.clock.now)),
                        ("name", models.CharField(max_length=200)),
                        ("type", models.CharField(max_length=100)),
                        ("size", models.PositiveIntegerField(help_text="Bytes.")),
                        (
                            "digest",
                            models.CharField(help_text="SHA-256 of the content, in hexadecimal.", max_length=64),
                        ),
                        ("stored", models.CharField(editable=False, max_length=64, unique=True)),
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
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="documents",
                                to="welfare.welfarecase",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-pk"],
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["case", "-at"], name="document_case"),
                            models.Index(fields=["at", "id"], name="document_at"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DocumentRemoval",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(default=wmp.lib.clock.now)),
                        ("reason", models.TextField(max_length=2000)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "document",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="removal",
                                to="welfare.document",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Entry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(default=wmp.lib.clock.now)),
                        (
                            "kind",
                            models.CharField(
                                choices=[("note", "Note"), ("details", "Details changed"), ("handover", "Handed over")],
                                default="note",
                                max_length=10,
                            ),
                        ),
                        ("text", models.TextField(max_length=8000)),
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
                            "corrects",
                            models.OneToOneField(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="correction",
                                to="welfare.entry",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="entries",
                                to="welfare.welfarecase",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "entries",
                        "ordering": ["-at", "-pk"],
                        "abstract": False,
                        "indexes": [models.Index(fields=["case", "-at"], name="entry_case")],
                    },
                ),
                migrations.CreateModel(
                    name="OfferUse",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("month", models.DateField(help_text="The first day of the month.")),
                        ("used", models.PositiveIntegerField()),
                        (
                            "offer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="uses",
                                to="welfare.wellbeingoffer",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-month", "offer"],
                        "constraints": [
                            models.UniqueConstraint(fields=("offer", "month"), name="offer_use_key"),
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)), name="offer_use_month_is_its_first_day"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OfferUseEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("month", models.DateField(help_text="The first day of the month.")),
                        ("used", models.PositiveIntegerField()),
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
                                to="welfare.offeruse",
                            ),
                        ),
                        (
                            "offer",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="welfare.wellbeingoffer",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Practitioner",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("scheme", models.CharField(choices=[("TRiM", "TRiM"), ("ESTIP", "ESTIP")], max_length=5)),
                        ("trained_on", models.DateField(verbose_name="trained")),
                        ("expires_on", models.DateField(verbose_name="training expires")),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["expires_on", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("person", "scheme"),
                                name="practitioner_key",
                                violation_error_message="This person is a practitioner of this scheme already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("expires_on__gt", models.F("trained_on"))),
                                name="practitioner_expires_after_trained",
                                violation_error_message="Training cannot expire before it was given.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PractitionerEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("scheme", models.CharField(choices=[("TRiM", "TRiM"), ("ESTIP", "ESTIP")], max_length=5)),
                        ("trained_on", models.DateField(verbose_name="trained")),
                        ("expires_on", models.DateField(verbose_name="training expires")),
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
                                to="welfare.practitioner",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PulseAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("survey", models.CharField(max_length=100)),
                        (
                            "held_in",
                            models.DateField(
                                blank=True,
                                help_text="The month that the survey's name tells.",
                                null=True,
                                verbose_name="month",
                            ),
                        ),
                        ("statement", models.CharField(max_length=300)),
                        ("strongly_agree", models.PositiveIntegerField()),
                        ("agree", models.PositiveIntegerField()),
                        ("neither", models.PositiveIntegerField()),
                        ("disagree", models.PositiveIntegerField()),
                        ("strongly_disagree", models.PositiveIntegerField()),
                    ],
                    options={
                        "ordering": ["-held_in", "survey", "pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("survey", "statement"), name="pulse_answer_key")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PulseAnswerEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("survey", models.CharField(max_length=100)),
                        (
                            "held_in",
                            models.DateField(
                                blank=True,
                                help_text="The month that the survey's name tells.",
                                null=True,
                                verbose_name="month",
                            ),
                        ),
                        ("statement", models.CharField(max_length=300)),
                        ("strongly_agree", models.PositiveIntegerField()),
                        ("agree", models.PositiveIntegerField()),
                        ("neither", models.PositiveIntegerField()),
                        ("disagree", models.PositiveIntegerField()),
                        ("strongly_disagree", models.PositiveIntegerField()),
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
                                to="welfare.pulseanswer",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Reminder",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("to", "on"), name="reminder_once_a_day")],
                    },
                ),
                migrations.CreateModel(
                    name="ScreeningCount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("role", models.CharField(max_length=100)),
                        ("invited", models.PositiveIntegerField()),
                        ("returned", models.PositiveIntegerField(default=0)),
                        ("followed_up", models.PositiveIntegerField(default=0)),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="counts",
                                to="welfare.screeninground",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["round", "role"],
                        "constraints": [
                            models.UniqueConstraint(fields=("round", "role"), name="screening_count_key"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("followed_up__lte", models.F("returned")), ("returned__lte", models.F("invited"))
                                ),
                                name="screening_count_falls",
                                violation_error_message="No more can return than were invited, nor be followed up than returned.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ScreeningCountEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("role", models.CharField(max_length=100)),
                        ("invited", models.PositiveIntegerField()),
                        ("returned", models.PositiveIntegerField(default=0)),
                        ("followed_up", models.PositiveIntegerField(default=0)),
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
                                to="welfare.screeningcount",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="welfare.screeninground",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ScreeningRound",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=100, unique=True)),
                        ("started_on", models.DateField(verbose_name="started")),
                        ("due_on", models.DateField(verbose_name="replies due")),
                    ],
                    options={
                        "ordering": ["-started_on", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("due_on__gte", models.F("started_on"))),
                                name="screening_due_after_start",
                                violation_error_message="Replies cannot be due before the round starts.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ScreeningRoundEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=100)),
                        ("started_on", models.DateField(verbose_name="started")),
                        ("due_on", models.DateField(verbose_name="replies due")),
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
                                to="welfare.screeninground",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Signal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(default=wmp.lib.clock.now)),
                        (
                            "trigger",
                            models.CharField(
                                choices=[
                                    ("resignation", "Resignation"),
                                    ("advice", "Manager's advice request"),
                                    ("self", "Own request"),
                                    ("tutor", "Tutor"),
                                    ("university", "University"),
                                    ("recruitment", "Recruitment"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("received_on", models.DateField(verbose_name="received")),
                        ("told_by", models.CharField(blank=True, max_length=200, verbose_name="who told us")),
                        ("text", models.TextField(blank=True, max_length=4000, verbose_name="what we were told")),
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
                            "resignation",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.resignation",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signals",
                                to="welfare.welfarecase",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-pk"],
                        "abstract": False,
                        "indexes": [models.Index(fields=["case", "-at"], name="signal_case")],
                    },
                ),
                migrations.CreateModel(
                    name="Task",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(default=wmp.lib.clock.now)),
                        ("what", models.CharField(max_length=200)),
                        ("due_on", models.DateField(verbose_name="due")),
                        (
                            "turn",
                            models.CharField(
                                choices=[
                                    ("us", "Us"),
                                    ("officer", "The officer"),
                                    ("manager", "Line manager"),
                                    ("university", "University or tutor"),
                                    ("other", "Somebody else"),
                                ],
                                default="us",
                                max_length=12,
                                verbose_name="whose turn",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[("open", "To do"), ("done", "Done"), ("dropped", "Not needed")],
                                default="open",
                                editable=False,
                                max_length=30,
                            ),
                        ),
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
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tasks",
                                to="welfare.welfarecase",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["due_on", "pk"],
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["case", "-at"], name="task_case"),
                            models.Index(fields=["due_on", "id"], name="task_due"),
                            models.Index(
                                condition=models.Q(("status", "open")), fields=["due_on", "id"], name="task_open"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TaskChange",
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
                                on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="welfare.task"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="TaskEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("at", models.DateTimeField(default=wmp.lib.clock.now)),
                        ("what", models.CharField(max_length=200)),
                        ("due_on", models.DateField(verbose_name="due")),
                        (
                            "turn",
                            models.CharField(
                                choices=[
                                    ("us", "Us"),
                                    ("officer", "The officer"),
                                    ("manager", "Line manager"),
                                    ("university", "University or tutor"),
                                    ("other", "Somebody else"),
                                ],
                                default="us",
                                max_length=12,
                                verbose_name="whose turn",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[("open", "To do"), ("done", "Done"), ("dropped", "Not needed")],
                                default="open",
                                editable=False,
                                max_length=30,
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
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
                                to="welfare.task",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="welfare.welfarecase",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="TrainingCount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("course", models.CharField(max_length=200)),
                        ("group", models.CharField(max_length=100)),
                        ("month", models.DateField(help_text="The first day of the month.")),
                        ("completed", models.PositiveIntegerField()),
                    ],
                    options={
                        "ordering": ["-month", "course", "group"],
                        "constraints": [
                            models.UniqueConstraint(fields=("course", "group", "month"), name="training_count_key"),
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)), name="training_count_month_is_its_first_day"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TrainingCountEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("course", models.CharField(max_length=200)),
                        ("group", models.CharField(max_length=100)),
                        ("month", models.DateField(help_text="The first day of the month.")),
                        ("completed", models.PositiveIntegerField()),
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
                                to="welfare.trainingcount",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="WelfareCase",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "reference",
                            models.GeneratedField(
                                db_persist=True,
                                expression=django.db.models.functions.text.Concat(
                                    models.Value("W"),
                                    django.db.models.functions.comparison.Cast("id", models.CharField()),
                                ),
                                output_field=models.CharField(max_length=20),
                            ),
                        ),
                        (
                            "trigger",
                            models.CharField(
                                choices=[
                                    ("resignation", "Resignation"),
                                    ("advice", "Manager's advice request"),
                                    ("self", "Own request"),
                                    ("tutor", "Tutor"),
                                    ("university", "University"),
                                    ("recruitment", "Recruitment"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("open", "Open"),
                                    ("contacted", "Contacted"),
                                    ("supporting", "Supporting"),
                                    ("paused", "Paused"),
                                    ("closed", "Closed"),
                                ],
                                default="open",
                                editable=False,
                                max_length=30,
                            ),
                        ),
                        ("opened_on", models.DateField(verbose_name="opened")),
                        (
                            "risk",
                            models.CharField(
                                blank=True,
                                choices=[("low", "Low"), ("medium", "Medium"), ("high", "High")],
                                max_length=10,
                                verbose_name="risk of leaving",
                            ),
                        ),
                        (
                            "themes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("role: shifts", "Role not as expected: shifts"),
                                        ("role: trauma", "Role not as expected: trauma"),
                                        ("role: opportunities", "Role not as expected: other opportunities"),
                                        ("health", "Health or welfare"),
                                        ("misconduct", "Misconduct"),
                                        ("performance", "Performance and Regulation 13"),
                                        ("transfer", "Transfer to another force"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("first_contact_due", models.DateField()),
                        ("first_contact_on", models.DateField(blank=True, null=True, verbose_name="first contact")),
                        ("next_contact_due", models.DateField(blank=True, null=True)),
                        ("posting_needs", models.TextField(blank=True, max_length=4000)),
                        (
                            "manager_briefed_on",
                            models.DateField(blank=True, null=True, verbose_name="line manager briefed"),
                        ),
                        ("paused_on", models.DateField(editable=False, null=True, verbose_name="paused")),
                        ("paused_from", models.CharField(blank=True, editable=False, max_length=30)),
                        ("reopened_on", models.DateField(editable=False, null=True, verbose_name="reopened")),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("retained", "Retained"),
                                    ("moved to staff role", "Moved to staff role"),
                                    ("left", "Left"),
                                    ("no contact made", "No contact made"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed")),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="officer in charge",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="welfare_cases",
                                to="people.person",
                                verbose_name="officer",
                            ),
                        ),
                        (
                            "probation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="welfare_cases",
                                to="people.probation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-opened_on", "-pk"],
                        "indexes": [
                            models.Index(fields=["-opened_on", "id"], name="welfare_case_opened"),
                            models.Index(
                                condition=models.Q(("status", "closed"), _negated=True),
                                fields=["owner", "next_contact_due"],
                                name="welfare_case_load",
                            ),
                            models.Index(fields=["status", "-opened_on", "id"], name="welfare_case_status"),
                            models.Index(fields=["owner", "-opened_on", "id"], name="welfare_case_owner"),
                            models.Index(fields=["next_contact_due", "id"], name="welfare_case_due"),
                            models.Index(fields=["-closed_on", "id"], name="welfare_case_closed"),
                            django.contrib.postgres.indexes.GinIndex(fields=["themes"], name="welfare_case_themes"),
                            models.Index(
                                condition=models.Q(("first_contact_on__gt", models.F("first_contact_due"))),
                                fields=["-opened_on", "id"],
                                name="welfare_case_made_late",
                            ),
                            models.Index(
                                condition=models.Q(("reopened_on__isnull", False)),
                                fields=["reopened_on"],
                                name="welfare_case_reopened",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("status", "closed"), _negated=True),
                                fields=("person",),
                                name="welfare_case_one_live",
                                violation_error_message="This officer has a case already that is not closed.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("closed_on__gte", models.F("opened_on")),
                                        ("closed_on__isnull", False),
                                        ("status", "closed"),
                                        models.Q(("outcome", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("status", "closed"), _negated=True),
                                        ("closed_on", None),
                                        ("outcome", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="welfare_case_closed_with_outcome",
                                violation_error_message="A closed case has an outcome and the day it was closed, and no other has.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("paused_from__in", ["open", "contacted", "supporting"]),
                                        ("paused_on__isnull", False),
                                        ("status", "paused"),
                                    ),
                                    models.Q(
                                        models.Q(("status", "paused"), _negated=True),
                                        ("paused_from", ""),
                                        ("paused_on", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="welfare_case_paused_from",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "themes__contained_by",
                                        [
                                            "role: shifts",
                                            "role: trauma",
                                            "role: opportunities",
                                            "health",
                                            "misconduct",
                                            "performance",
                                            "transfer",
                                        ],
                                    )
                                ),
                                name="welfare_case_themes_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WelfareCaseChange",
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
                                to="welfare.welfarecase",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="WelfareCaseEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "reference",
                            models.GeneratedField(
                                db_persist=True,
                                expression=django.db.models.functions.text.Concat(
                                    models.Value("W"),
                                    django.db.models.functions.comparison.Cast("id", models.CharField()),
                                ),
                                output_field=models.CharField(max_length=20),
                            ),
                        ),
                        (
                            "trigger",
                            models.CharField(
                                choices=[
                                    ("resignation", "Resignation"),
                                    ("advice", "Manager's advice request"),
                                    ("self", "Own request"),
                                    ("tutor", "Tutor"),
                                    ("university", "University"),
                                    ("recruitment", "Recruitment"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("open", "Open"),
                                    ("contacted", "Contacted"),
                                    ("supporting", "Supporting"),
                                    ("paused", "Paused"),
                                    ("closed", "Closed"),
                                ],
                                default="open",
                                editable=False,
                                max_length=30,
                            ),
                        ),
                        ("opened_on", models.DateField(verbose_name="opened")),
                        (
                            "risk",
                            models.CharField(
                                blank=True,
                                choices=[("low", "Low"), ("medium", "Medium"), ("high", "High")],
                                max_length=10,
                                verbose_name="risk of leaving",
                            ),
                        ),
                        (
                            "themes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("role: shifts", "Role not as expected: shifts"),
                                        ("role: trauma", "Role not as expected: trauma"),
                                        ("role: opportunities", "Role not as expected: other opportunities"),
                                        ("health", "Health or welfare"),
                                        ("misconduct", "Misconduct"),
                                        ("performance", "Performance and Regulation 13"),
                                        ("transfer", "Transfer to another force"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("first_contact_due", models.DateField()),
                        ("first_contact_on", models.DateField(blank=True, null=True, verbose_name="first contact")),
                        ("next_contact_due", models.DateField(blank=True, null=True)),
                        ("posting_needs", models.TextField(blank=True, max_length=4000)),
                        (
                            "manager_briefed_on",
                            models.DateField(blank=True, null=True, verbose_name="line manager briefed"),
                        ),
                        ("paused_on", models.DateField(editable=False, null=True, verbose_name="paused")),
                        ("paused_from", models.CharField(blank=True, editable=False, max_length=30)),
                        ("reopened_on", models.DateField(editable=False, null=True, verbose_name="reopened")),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("retained", "Retained"),
                                    ("moved to staff role", "Moved to staff role"),
                                    ("left", "Left"),
                                    ("no contact made", "No contact made"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed")),
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
                                verbose_name="officer in charge",
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
                                verbose_name="officer",
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
                                to="welfare.welfarecase",
                            ),
                        ),
                        (
                            "probation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.probation",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="WellbeingOffer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=100, unique=True)),
                        ("description", models.TextField(blank=True, max_length=1000)),
                        ("provider", models.CharField(blank=True, max_length=100)),
                        ("open_since", models.DateField(blank=True, null=True)),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended")),
                    ],
                    options={
                        "ordering": ["name"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("open_since", None),
                                    ("ended_on", None),
                                    ("ended_on__gte", models.F("open_since")),
                                    _connector="OR",
                                ),
                                name="offer_ends_after_it_opens",
                                violation_error_message="An offer cannot end before it opens.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WellbeingOfferEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=100)),
                        ("description", models.TextField(blank=True, max_length=1000)),
                        ("provider", models.CharField(blank=True, max_length=100)),
                        ("open_since", models.DateField(blank=True, null=True)),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended")),
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
                                to="welfare.wellbeingoffer",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="KnownResignation",
                    fields=[],
                    options={
                        "verbose_name": "resignation",
                        "proxy": True,
                    },
                    bases=("people.resignation",),
                ),
                migrations.CreateModel(
                    name="AbsenceReason",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("month", models.DateField(help_text="The first day of the month.")),
                        ("reason", models.CharField(max_length=100)),
                        ("days_lost", models.DecimalField(decimal_places=2, max_digits=10)),
                    ],
                    options={
                        "ordering": ["-month", "reason"],
                        "constraints": [
                            models.UniqueConstraint(fields=("month", "reason"), name="absence_reason_key"),
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)), name="absence_reason_month_is_its_first_day"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("days_lost__gte", 0)), name="absence_reason_not_negative"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OwnCase",
                    fields=[],
                    options={
                        "proxy": True,
                    },
                    bases=("welfare.welfarecase",),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="absencereasonevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="8b3ed871b6d9e148c02cc8ab0b4d1d0f290b810f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_90cb4",
                            table="welfare_absencereasonevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="assault",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_assaultevent" ("crime_number", "id", "occurred_on", "offence", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."crime_number", new_values."id", new_values."occurred_on", new_values."offence", new_values."outcome", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="1a1246a410ea392fa470831c747cbaa6fc47f620",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7d89d",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="welfare_assault",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="assault",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_assaultevent" ("crime_number", "id", "occurred_on", "offence", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."crime_number", new_values."id", new_values."occurred_on", new_values."offence", new_values."outcome", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="6f88fc0c0710c16b28fbb5ef4ff2221a8016ca90",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_105a7",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="welfare_assault",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="assault",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_assaultevent" ("crime_number", "id", "occurred_on", "offence", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."crime_number", old_values."id", old_values."occurred_on", old_values."offence", old_values."outcome", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="3fc15f574180c67a483d6a8a881b4975cf6a2a4d",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_64dea",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="welfare_assault",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="assaultevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="fa9816d53001bbca4025a5f8f534982a7bf17918",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_9a4ee",
                            table="welfare_assaultevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="attendance",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_attendanceevent" ("days_available", "days_lost", "id", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff_type") SELECT new_values."days_available", new_values."days_lost", new_values."id", new_values."month", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."staff_type" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="0414060b7f7cf25b2c161a94595460b95d5e81b6",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c4c85",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="welfare_attendance",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="attendance",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_attendanceevent" ("days_available", "days_lost", "id", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff_type") SELECT new_values."days_available", new_values."days_lost", new_values."id", new_values."month", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."staff_type" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="2c4dbb712206ed3dce4804a321f24a55dbd50973",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_32a8d",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="welfare_attendance",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="attendance",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_attendanceevent" ("days_available", "days_lost", "id", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff_type") SELECT old_values."days_available", old_values."days_lost", old_values."id", old_values."month", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."staff_type" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="ebacf4110b536be3b15e220fced3af956506b4b9",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1745c",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="welfare_attendance",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="attendanceevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="a0aaec7d48bff9a9b5a028636c43c592ae5e047e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_4bdc7",
                            table="welfare_attendanceevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="contact_is_never_edited",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="b954adfddab2b50c0b299b8115c8adf46d1593c6",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_contact_is_never_edited_a5c87",
                            table="welfare_contact",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="deployment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_deploymentevent" ("deployed_on", "id", "incident_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "practitioner_id", "supported") SELECT new_values."deployed_on", new_values."id", new_values."incident_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."practitioner_id", new_values."supported" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ed89265a463229bf4b1e3b3eab686eb68b893370",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e289b",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="welfare_deployment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="deployment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_deploymentevent" ("deployed_on", "id", "incident_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "practitioner_id", "supported") SELECT new_values."deployed_on", new_values."id", new_values."incident_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."practitioner_id", new_values."supported" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="45086afa24d2b077f4385546097dd248b0a2254f",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4d259",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="welfare_deployment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="deployment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_deploymentevent" ("deployed_on", "id", "incident_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "practitioner_id", "supported") SELECT old_values."deployed_on", old_values."id", old_values."incident_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."practitioner_id", old_values."supported" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="ce3130025be5dc01ad5da8d5a5b0a9febaf08dfb",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9947e",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="welfare_deployment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="deploymentevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="dbd764b42710f1d9d0afb83db44f9dbf75e679d8",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_b2f05",
                            table="welfare_deploymentevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="document",
                    trigger=pgtrigger.compiler.Trigger(
                        name="document_is_never_edited",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="521c756d17dab84837472b0d1a36539a20ecb4e5",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_document_is_never_edited_74ff4",
                            table="welfare_document",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="documentremoval",
                    trigger=pgtrigger.compiler.Trigger(
                        name="document_removal_is_never_edited",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="8ccaa2a60074fb2f5702187ffd141e842cf98444",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_document_removal_is_never_edited_3ce57",
                            table="welfare_documentremoval",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="entry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="entry_is_never_edited",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="13c499cc8bfe62f82dc78d71e4ac0a390330d5ac",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_entry_is_never_edited_a52d3",
                            table="welfare_entry",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="offeruse",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_offeruseevent" ("id", "month", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "used") SELECT new_values."id", new_values."month", new_values."offer_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."used" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="858ef60e4d8ddd04f68bf6f1150118e06d8f0fa9",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6f7e6",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="welfare_offeruse",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="offeruse",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_offeruseevent" ("id", "month", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "used") SELECT new_values."id", new_values."month", new_values."offer_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."used" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f077ebd23e4af1ab8d747977d562a833a29bc49d",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_094c2",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="welfare_offeruse",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="offeruse",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_offeruseevent" ("id", "month", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "used") SELECT old_values."id", old_values."month", old_values."offer_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."used" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="80a08beabf7f8f0b428a07e8cd8e093082350cef",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_dd2dc",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="welfare_offeruse",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="offeruseevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="0af22ed950af18c699d60c9d175fbac3df9575f1",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_eb6b7",
                            table="welfare_offeruseevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="practitioner",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_practitionerevent" ("expires_on", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme", "trained_on") SELECT new_values."expires_on", new_values."id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."scheme", new_values."trained_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="09e8160d4fe0dce38e98a6e627b250d41969c8ad",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2bb9a",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="welfare_practitioner",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="practitioner",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_practitionerevent" ("expires_on", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme", "trained_on") SELECT new_values."expires_on", new_values."id", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."scheme", new_values."trained_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="7e96fca5e32f2682bd478b945dbfba9d720fc734",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_75654",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="welfare_practitioner",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="practitioner",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_practitionerevent" ("expires_on", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme", "trained_on") SELECT old_values."expires_on", old_values."id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."scheme", old_values."trained_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="e640a366462211558fa26a38b028ea6deff0fe0d",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b549c",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="welfare_practitioner",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="practitionerevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="73179257798ccd16c6c76c95c88075c7aec1dd38",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_354da",
                            table="welfare_practitionerevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pulseanswer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_pulseanswerevent" ("agree", "disagree", "held_in", "id", "neither", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statement", "strongly_agree", "strongly_disagree", "survey") SELECT new_values."agree", new_values."disagree", new_values."held_in", new_values."id", new_values."neither", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."statement", new_values."strongly_agree", new_values."strongly_disagree", new_values."survey" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="7d56d35c4517d0677d826cc8090c29ff8e0c3dcb",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_eb04c",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="welfare_pulseanswer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pulseanswer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_pulseanswerevent" ("agree", "disagree", "held_in", "id", "neither", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statement", "strongly_agree", "strongly_disagree", "survey") SELECT new_values."agree", new_values."disagree", new_values."held_in", new_values."id", new_values."neither", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."statement", new_values."strongly_agree", new_values."strongly_disagree", new_values."survey" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="3c8c35ad66130ec048aea0ace0b21eb3b88ef54b",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_adab3",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="welfare_pulseanswer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pulseanswer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_pulseanswerevent" ("agree", "disagree", "held_in", "id", "neither", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statement", "strongly_agree", "strongly_disagree", "survey") SELECT old_values."agree", old_values."disagree", old_values."held_in", old_values."id", old_values."neither", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."statement", old_values."strongly_agree", old_values."strongly_disagree", old_values."survey" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="25036579dd14b5bfaf8a0499bbc408fe82c6db94",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_65c6e",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="welfare_pulseanswer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pulseanswerevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="ff9047e4e6de0817d37abaa1c0ad262efde967be",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_8baa9",
                            table="welfare_pulseanswerevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="screeningcount",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_screeningcountevent" ("followed_up", "id", "invited", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned", "role", "round_id") SELECT new_values."followed_up", new_values."id", new_values."invited", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."returned", new_values."role", new_values."round_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="c3c5c238d15ab86f0f98b9f8c1df4febc7557252",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ac25c",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="welfare_screeningcount",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="screeningcount",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_screeningcountevent" ("followed_up", "id", "invited", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned", "role", "round_id") SELECT new_values."followed_up", new_values."id", new_values."invited", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."returned", new_values."role", new_values."round_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="b180a93b65987749c8619c12b77002c2559610e0",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_83044",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="welfare_screeningcount",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="screeningcount",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_screeningcountevent" ("followed_up", "id", "invited", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned", "role", "round_id") SELECT old_values."followed_up", old_values."id", old_values."invited", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."returned", old_values."role", old_values."round_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="6f8f1bdd3dbfac34d6a537eff30f06f31f4de598",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2e720",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="welfare_screeningcount",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="screeningcountevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="b4ca93e1d581bb9e0259cb1b2dc65f6bca7ba0dd",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_cde4c",
                            table="welfare_screeningcountevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="screeninground",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_screeningroundevent" ("due_on", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "started_on") SELECT new_values."due_on", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."started_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="8c15021c451d434290eeb14e1e00aaef558276b0",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ad553",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="welfare_screeninground",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="screeninground",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_screeningroundevent" ("due_on", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "started_on") SELECT new_values."due_on", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."started_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="93c984766b9d513ebb7149bafe8e2035cba3e3b5",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d3d99",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="welfare_screeninground",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="screeninground",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_screeningroundevent" ("due_on", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "started_on") SELECT old_values."due_on", old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."started_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="e41498279105b30efe96ddd324edc5d47668f478",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4779b",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="welfare_screeninground",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="screeningroundevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="99e1b7f16feba84f88a48ac8da7ff29a33998b66",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_47ce2",
                            table="welfare_screeningroundevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="signal_is_never_edited",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="ce97fb61ec4119318ecdb9821112c0e75f25f47d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_signal_is_never_edited_ba788",
                            table="welfare_signal",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="task",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_taskevent" ("at", "by_id", "case_id", "due_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "turn", "what") SELECT new_values."at", new_values."by_id", new_values."case_id", new_values."due_on", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."status", new_values."turn", new_values."what" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="26e3a5d3ebea6fcf4d3d344a093b3f726bb59741",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f58ed",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="welfare_task",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="task",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_taskevent" ("at", "by_id", "case_id", "due_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "turn", "what") SELECT new_values."at", new_values."by_id", new_values."case_id", new_values."due_on", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."status", new_values."turn", new_values."what" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f4955b39b896704442ef8ea4e4c77290a37cc8e5",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_60d92",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="welfare_task",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="task",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_taskevent" ("at", "by_id", "case_id", "due_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "turn", "what") SELECT old_values."at", old_values."by_id", old_values."case_id", old_values."due_on", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."status", old_values."turn", old_values."what" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="36751163774e0f81af680b6f54c8704208f8580e",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_730cf",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="welfare_task",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="taskevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="152d6465e08f39a23f1a7530e10da6280dde2464",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_4a729",
                            table="welfare_taskevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="trainingcount",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_trainingcountevent" ("completed", "course", "group", "id", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."completed", new_values."course", new_values."group", new_values."id", new_values."month", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f24c97d40208815dfc6121ace419cae9d441222d",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5c611",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="welfare_trainingcount",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="trainingcount",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_trainingcountevent" ("completed", "course", "group", "id", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."completed", new_values."course", new_values."group", new_values."id", new_values."month", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="cf0d847d5d21c1adeefadbd54516a8fb097f7f08",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0e0a9",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="welfare_trainingcount",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="trainingcount",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_trainingcountevent" ("completed", "course", "group", "id", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."completed", old_values."course", old_values."group", old_values."id", old_values."month", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="183424d6ed26d984d5d3b9de6561fa08a1e6e822",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_68203",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="welfare_trainingcount",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="trainingcountevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="37d8895b6e35788f1e15b5d0917d5610fc3e5ee3",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_cd320",
                            table="welfare_trainingcountevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="welfarecase",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_welfarecaseevent" ("closed_on", "first_contact_due", "first_contact_on", "id", "manager_briefed_on", "next_contact_due", "opened_on", "outcome", "owner_id", "paused_from", "paused_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "posting_needs", "probation_id", "reopened_on", "risk", "status", "themes", "trigger") SELECT new_values."closed_on", new_values."first_contact_due", new_values."first_contact_on", new_values."id", new_values."manager_briefed_on", new_values."next_contact_due", new_values."opened_on", new_values."outcome", new_values."owner_id", new_values."paused_from", new_values."paused_on", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."posting_needs", new_values."probation_id", new_values."reopened_on", new_values."risk", new_values."status", new_values."themes", new_values."trigger" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="39fd016f98dfc60d04aeaf49db6a22fe10900717",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d813e",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="welfare_welfarecase",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="welfarecase",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_welfarecaseevent" ("closed_on", "first_contact_due", "first_contact_on", "id", "manager_briefed_on", "next_contact_due", "opened_on", "outcome", "owner_id", "paused_from", "paused_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "posting_needs", "probation_id", "reopened_on", "risk", "status", "themes", "trigger") SELECT new_values."closed_on", new_values."first_contact_due", new_values."first_contact_on", new_values."id", new_values."manager_briefed_on", new_values."next_contact_due", new_values."opened_on", new_values."outcome", new_values."owner_id", new_values."paused_from", new_values."paused_on", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."posting_needs", new_values."probation_id", new_values."reopened_on", new_values."risk", new_values."status", new_values."themes", new_values."trigger" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="cefb5db4838310db12afe0eb5aba25f9d1857cd8",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1952c",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="welfare_welfarecase",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="welfarecase",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_welfarecaseevent" ("closed_on", "first_contact_due", "first_contact_on", "id", "manager_briefed_on", "next_contact_due", "opened_on", "outcome", "owner_id", "paused_from", "paused_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "posting_needs", "probation_id", "reopened_on", "risk", "status", "themes", "trigger") SELECT old_values."closed_on", old_values."first_contact_due", old_values."first_contact_on", old_values."id", old_values."manager_briefed_on", old_values."next_contact_due", old_values."opened_on", old_values."outcome", old_values."owner_id", old_values."paused_from", old_values."paused_on", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."posting_needs", old_values."probation_id", old_values."reopened_on", old_values."risk", old_values."status", old_values."themes", old_values."trigger" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="217e7d28fe3f5783b6e643ea06a989b8eadc184c",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_30547",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="welfare_welfarecase",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="welfarecaseevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="bb90729c5449ec8015631611ba453a75c6244577",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_80a22",
                            table="welfare_welfarecaseevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="wellbeingoffer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_wellbeingofferevent" ("description", "ended_on", "id", "name", "open_since", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider") SELECT new_values."description", new_values."ended_on", new_values."id", new_values."name", new_values."open_since", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."provider" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="df9e07e4a89dcb1c1b930a5fa1a5ce1b55566d78",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ba22c",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="welfare_wellbeingoffer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="wellbeingoffer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_wellbeingofferevent" ("description", "ended_on", "id", "name", "open_since", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider") SELECT new_values."description", new_values."ended_on", new_values."id", new_values."name", new_values."open_since", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."provider" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="68b80f04cb876d95af65591903655c4d0662f2e0",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3e3f4",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="welfare_wellbeingoffer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="wellbeingoffer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_wellbeingofferevent" ("description", "ended_on", "id", "name", "open_since", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider") SELECT old_values."description", old_values."ended_on", old_values."id", old_values."name", old_values."open_since", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."provider" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="2e90959caeeddf386764c6f73e982a8ada25601f",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_bdfc0",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="welfare_wellbeingoffer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="wellbeingofferevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="92dbbbc87fb9237aa8e00eeeea599e7d76abe22b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_8004f",
                            table="welfare_wellbeingofferevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="absencereason",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_absencereasonevent" ("days_lost", "id", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") SELECT new_values."days_lost", new_values."id", new_values."month", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="9c70335721a8f38003c0c548de9e2af859362368",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_94582",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="welfare_absencereason",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="absencereason",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_absencereasonevent" ("days_lost", "id", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") SELECT new_values."days_lost", new_values."id", new_values."month", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="1110c10d34c62326428e14de21bc7b963e1d75f9",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f49dd",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="welfare_absencereason",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="absencereason",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_absencereasonevent" ("days_lost", "id", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") SELECT old_values."days_lost", old_values."id", old_values."month", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="d983e8b4e41091b24c1f7a0d2c07c134454d7a67",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_895c7",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="welfare_absencereason",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
