import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import welfare.joining.assessments
import wmp.lib.clock
import wmp.lib.encryption
import wmp.lib.migrating


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_posting_constraint"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("welfare", "0001_initial"),
    ]

    operations = [
        wmp.lib.migrating.AtOnce(
            operations=[
                migrations.CreateModel(
                    name="DyslexiaAnswers",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reading", wmp.lib.encryption.EncryptedTextField(blank=True, max_length=2000)),
                        (
                            "writing",
                            wmp.lib.encryption.EncryptedTextField(
                                blank=True, max_length=2000, verbose_name="writing and spelling"
                            ),
                        ),
                        ("remembering", wmp.lib.encryption.EncryptedTextField(blank=True, max_length=2000)),
                        (
                            "organising",
                            wmp.lib.encryption.EncryptedTextField(
                                blank=True, max_length=2000, verbose_name="organising and time"
                            ),
                        ),
                        (
                            "earlier",
                            wmp.lib.encryption.EncryptedTextField(
                                blank=True, max_length=2000, verbose_name="earlier assessment"
                            ),
                        ),
                        (
                            "helped",
                            wmp.lib.encryption.EncryptedTextField(
                                blank=True, max_length=2000, verbose_name="what has helped"
                            ),
                        ),
                        (
                            "reach",
                            wmp.lib.encryption.EncryptedTextField(
                                blank=True, max_length=500, verbose_name="how to reach them"
                            ),
                        ),
                        (
                            "referral",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="welfare.dyslexiareferral",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "dyslexia answers",
                    },
                ),
                migrations.CreateModel(
                    name="MedicalDetail",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "diagnosis",
                            wmp.lib.encryption.EncryptedTextField(
                                blank=True, max_length=4000, verbose_name="condition or diagnosis"
                            ),
                        ),
                        (
                            "treatment",
                            wmp.lib.encryption.EncryptedTextField(
                                blank=True, max_length=4000, verbose_name="medication and treatment"
                            ),
                        ),
                        (
                            "professionals",
                            wmp.lib.encryption.EncryptedTextField(
                                blank=True, max_length=2000, verbose_name="who treats or advises me"
                            ),
                        ),
                        (
                            "passport",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="welfare.passport"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "medical details",
                    },
                ),
                migrations.CreateModel(
                    name="NoticeNeed",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("need", wmp.lib.encryption.EncryptedTextField(max_length=4000, verbose_name="what they need")),
                        (
                            "notes",
                            wmp.lib.encryption.EncryptedTextField(
                                blank=True, max_length=8000, verbose_name="notes of the RA officers"
                            ),
                        ),
                        (
                            "notice",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="welfare.recruitmentnotice",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "need before joining",
                        "verbose_name_plural": "needs before joining",
                    },
                ),
                migrations.CreateModel(
                    name="OHReferral",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reference", models.CharField(max_length=40, unique=True)),
                        ("referred_on", models.DateField(default=wmp.lib.clock.today, verbose_name="referred")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("referred", "Waits for consent"),
                                    ("consented", "Ready to book"),
                                    ("booked", "Booked"),
                                    ("attended", "Attended"),
                                    ("did not attend", "Did not attend"),
                                    ("reported", "Report received"),
                                    ("closed", "Closed"),
                                    ("refused", "Consent not given"),
                                    ("withdrawn", "Consent withdrawn"),
                                ],
                                default="referred",
                                editable=False,
                                max_length=30,
                            ),
                        ),
                        ("consented_on", models.DateField(editable=False, null=True, verbose_name="consent given")),
                        ("ended_on", models.DateField(editable=False, null=True, verbose_name="ended")),
                        (
                            "asked_again_on",
                            models.DateField(editable=False, null=True, verbose_name="asked again for consent"),
                        ),
                        ("first_appointment", models.DateField(editable=False, null=True)),
                        (
                            "waits_since",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Case(
                                    models.When(
                                        status__in=("referred", "consented", "booked", "did not attend"),
                                        then="referred_on",
                                    ),
                                    output_field=models.DateField(),
                                ),
                                output_field=models.DateField(null=True),
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="oh_referrals",
                                to="people.person",
                            ),
                        ),
                        (
                            "referred_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "occupational health referral",
                        "ordering": ["-referred_on", "-pk"],
                        "indexes": [
                            models.Index(fields=["-referred_on", "id"], name="oh_referral_referred"),
                            models.Index(fields=["status", "-referred_on", "id"], name="oh_referral_status"),
                            models.Index(fields=["waits_since", "id"], name="oh_referral_waits"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ended_on__isnull", False), ("status__in", ["closed", "refused", "withdrawn"])
                                    ),
                                    models.Q(
                                        models.Q(("status__in", ["closed", "refused", "withdrawn"]), _negated=True),
                                        ("ended_on", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="oh_referral_ended_on",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccessToWork",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("started_on", models.DateField(verbose_name="started work")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("encouraged", "Encouraged to apply"),
                                    ("applied", "Applied"),
                                    ("assessed", "Assessed"),
                                    ("awarded", "Awarded"),
                                    ("refused", "Refused"),
                                    ("in place", "In place"),
                                ],
                                default="encouraged",
                                editable=False,
                                max_length=30,
                            ),
                        ),
                        (
                            "encouraged_on",
                            models.DateField(
                                default=wmp.lib.clock.today, editable=False, verbose_name="encouraged to apply"
                            ),
                        ),
                        ("applied_on", models.DateField(editable=False, null=True, verbose_name="applied")),
                        ("assessed_on", models.DateField(editable=False, null=True, verbose_name="assessed")),
                        ("decided_on", models.DateField(editable=False, null=True, verbose_name="decided")),
                        ("in_place_on", models.DateField(editable=False, null=True, verbose_name="in place")),
                        (
                            "award",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                editable=False,
                                max_digits=9,
                                null=True,
                                verbose_name="award in pounds",
                            ),
                        ),
                        ("note", wmp.lib.encryption.EncryptedTextField(blank=True, max_length=4000)),
                        (
                            "alerted_on",
                            models.DateField(
                                editable=False, null=True, verbose_name="told that six weeks are nearly over"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Access to Work record",
                        "ordering": ["-started_on", "pk"],
                        "indexes": [
                            models.Index(fields=["-started_on", "id"], name="access_started"),
                            models.Index(
                                condition=models.Q(("status", "encouraged")),
                                fields=["started_on"],
                                name="access_encouraged",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("person", "started_on"),
                                name="access_to_work_key",
                                violation_error_message="There is a record for this person and start already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("award", None), ("award__gte", 0), _connector="OR"),
                                name="access_to_work_award_not_negative",
                                violation_error_message="An award is not negative.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccessToWorkChange",
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
                                to="welfare.accesstowork",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AccessToWorkEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("started_on", models.DateField(verbose_name="started work")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("encouraged", "Encouraged to apply"),
                                    ("applied", "Applied"),
                                    ("assessed", "Assessed"),
                                    ("awarded", "Awarded"),
                                    ("refused", "Refused"),
                                    ("in place", "In place"),
                                ],
                                default="encouraged",
                                editable=False,
                                max_length=30,
                            ),
                        ),
                        (
                            "encouraged_on",
                            models.DateField(
                                default=wmp.lib.clock.today, editable=False, verbose_name="encouraged to apply"
                            ),
                        ),
                        ("applied_on", models.DateField(editable=False, null=True, verbose_name="applied")),
                        ("assessed_on", models.DateField(editable=False, null=True, verbose_name="assessed")),
                        ("decided_on", models.DateField(editable=False, null=True, verbose_name="decided")),
                        ("in_place_on", models.DateField(editable=False, null=True, verbose_name="in place")),
                        (
                            "award",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                editable=False,
                                max_digits=9,
                                null=True,
                                verbose_name="award in pounds",
                            ),
                        ),
                        ("note", wmp.lib.encryption.EncryptedTextField(blank=True, max_length=4000)),
                        (
                            "alerted_on",
                            models.DateField(
                                editable=False, null=True, verbose_name="told that six weeks are nearly over"
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
                                to="welfare.accesstowork",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Adjustment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("what", models.CharField(max_length=300)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("equipment", "Equipment"),
                                    ("software", "Software"),
                                    ("workplace", "Workplace or building"),
                                    ("hours", "Hours or shifts"),
                                    ("duties", "Duties or posting"),
                                    ("uniform", "Uniform or kit"),
                                    ("training", "Training or assessment"),
                                    ("support", "Support from people"),
                                    ("other", "Something else"),
                                ],
                                default="other",
                                max_length=10,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("requested", "Asked for"),
                                    ("agreed", "Agreed"),
                                    ("ordered", "Ordered"),
                                    ("in place", "In place"),
                                    ("reviewed", "Reviewed"),
                                    ("no longer needed", "No longer needed"),
                                    ("declined", "Declined"),
                                ],
                                default="requested",
                                editable=False,
                                max_length=30,
                            ),
                        ),
                        ("supplier", models.CharField(blank=True, max_length=200)),
                        (
                            "cost",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="cost in pounds"
                            ),
                        ),
                        ("due", models.DateField(blank=True, null=True)),
                        (
                            "waits_for",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("RA officer", "RA officer"),
                                    ("panel", "Panel"),
                                    ("holder", "Holder"),
                                    ("manager", "Line manager"),
                                    ("supplier", "Supplier"),
                                    ("IT", "IT and Digital"),
                                    ("estates", "Estates"),
                                    ("budget", "A decision about the budget"),
                                ],
                                default="holder",
                                max_length=12,
                                verbose_name="waits for",
                            ),
                        ),
                        ("blocked_by", models.CharField(blank=True, max_length=300, verbose_name="what blocks it")),
                        ("asked_on", models.DateField(default=wmp.lib.clock.today, verbose_name="asked for")),
                        ("agreed_on", models.DateField(editable=False, null=True, verbose_name="agreed")),
                        ("ordered_on", models.DateField(editable=False, null=True, verbose_name="ordered")),
                        ("in_place_on", models.DateField(editable=False, null=True, verbose_name="in place since")),
                        (
                            "first_in_place_on",
                            models.DateField(editable=False, null=True, verbose_name="first in place"),
                        ),
                        ("reviewed_on", models.DateField(editable=False, null=True, verbose_name="reviewed")),
                        (
                            "days_taken",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("first_in_place_on"),
                                    models.F("asked_on"),
                                    arg_joiner=" - ",
                                    template="(%(expressions)s)",
                                ),
                                output_field=models.IntegerField(
                                    null=True, verbose_name="days from asked for to in place"
                                ),
                            ),
                        ),
                        (
                            "open_since",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Case(
                                    models.When(
                                        status__in=("requested", "agreed", "ordered"), then=models.F("asked_on")
                                    ),
                                    default=None,
                                    output_field=models.DateField(),
                                ),
                                output_field=models.DateField(null=True),
                            ),
                        ),
                        (
                            "open_due",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Case(
                                    models.When(status__in=("requested", "agreed", "ordered"), then=models.F("due")),
                                    default=None,
                                    output_field=models.DateField(),
                                ),
                                output_field=models.DateField(null=True),
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
                                verbose_name="who sees to it",
                            ),
                        ),
                        (
                            "passport",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="adjustments",
                                to="welfare.passport",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["asked_on", "pk"],
                        "indexes": [
                            models.Index(fields=["passport", "status"], name="adjustment_passport"),
                            models.Index(fields=["open_due", "id"], name="adjustment_due"),
                            models.Index(fields=["asked_on", "id"], name="adjustment_asked"),
                            models.Index(fields=["first_in_place_on"], name="adjustment_first_in_place"),
                            models.Index(
                                condition=models.Q(("status__in", ("requested", "agreed", "ordered"))),
                                fields=["owner", "due"],
                                name="adjustment_owner",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("cost", None), ("cost__gte", 0), _connector="OR"),
                                name="adjustment_cost_not_negative",
                                violation_error_message="A cost is not negative.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status__in", ["in place", "reviewed"]), _negated=True),
                                    models.Q(
                                        ("first_in_place_on__gte", models.F("asked_on")),
                                        ("in_place_on__gte", models.F("asked_on")),
                                    ),
                                    _connector="OR",
                                ),
                                name="adjustment_in_place_since",
                                violation_error_message="An adjustment is asked for before it is in place.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AdjustmentChange",
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
                                to="welfare.adjustment",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Assessment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("starts_at", models.DateTimeField(verbose_name="starts")),
                        ("ends_at", models.DateTimeField(verbose_name="ends")),
                        ("place", models.CharField(max_length=200)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("booked", "Booked"),
                                    ("held", "Held"),
                                    ("did not attend", "Did not attend"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="booked",
                                editable=False,
                                max_length=30,
                            ),
                        ),
                        ("recommendations", models.TextField(blank=True, editable=False, max_length=8000)),
                        (
                            "agreement",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("yes", "Yes: they are in the passport"),
                                    ("no", "No: they stay out of the passport"),
                                ],
                                editable=False,
                                max_length=3,
                                verbose_name="into the passport",
                            ),
                        ),
                        ("agreed_on", models.DateField(editable=False, null=True, verbose_name="answered")),
                        (
                            "assessor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "booked_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assessments",
                                to="welfare.dyslexiareferral",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["starts_at", "pk"],
                        "indexes": [
                            models.Index(fields=["starts_at", "id"], name="assessment_starts"),
                            models.Index(fields=["assessor", "starts_at"], name="assessment_assessor"),
                        ],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("status", "cancelled"), _negated=True),
                                expressions=[
                                    ("assessor", "="),
                                    (
                                        welfare.joining.assessments._Spell(
                                            "starts_at",
                                            "ends_at",
                                            django.contrib.postgres.fields.ranges.RangeBoundary(
                                                inclusive_lower=True, inclusive_upper=False
                                            ),
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="assessor_has_one_at_a_time",
                                violation_error_message="The assessor has another assessment in that time.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status", "booked")),
                                fields=("referral",),
                                name="assessment_one_booked",
                                violation_error_message="An assessment is booked for them already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                                name="assessment_ends_after_it_starts",
                                violation_error_message="It cannot end before it starts.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AssessmentChange",
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
                                to="welfare.assessment",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AssessmentOutcome",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("outcome", wmp.lib.encryption.EncryptedTextField(max_length=8000)),
                        (
                            "assessment",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="welfare.assessment"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AssessmentOutcomeEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("outcome", wmp.lib.encryption.EncryptedTextField(max_length=8000)),
                        (
                            "assessment",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="welfare.assessment",
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
                                to="welfare.assessmentoutcome",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DyslexiaReferral",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                        ("joining_on", models.DateField(verbose_name="joining")),
                        ("intake", models.CharField(blank=True, max_length=100)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("form sent", "Form sent"),
                                    ("returned", "Returned"),
                                    ("declined", "Declined"),
                                    ("screened", "Screened"),
                                    ("assessed", "Assessed"),
                                    ("risk assessed", "Risk assessed"),
                                    ("passport", "Passport"),
                                    ("not needed", "Nothing needed"),
                                    ("did not join", "Did not join"),
                                ],
                                default="form sent",
                                editable=False,
                                max_length=30,
                            ),
                        ),
                        (
                            "sent_on",
                            models.DateField(default=wmp.lib.clock.today, editable=False, verbose_name="form sent"),
                        ),
                        ("answered_on", models.DateField(editable=False, null=True, verbose_name="answered")),
                        ("screened_on", models.DateField(editable=False, null=True, verbose_name="screened")),
                        ("assessed_on", models.DateField(editable=False, null=True, verbose_name="assessed")),
                        (
                            "risk_assessed_on",
                            models.DateField(editable=False, null=True, verbose_name="risk assessment done"),
                        ),
                        (
                            "entry",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.entryroute",
                                verbose_name="entry route",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "sent_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["joining_on", "pk"],
                        "indexes": [
                            models.Index(fields=["joining_on", "id"], name="dyslexia_joining"),
                            models.Index(fields=["status", "joining_on", "id"], name="dyslexia_status"),
                            models.Index(fields=["name", "id"], name="dyslexia_name"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("email"),
                                condition=models.Q(("status__in", ["did not join", "not needed"]), _negated=True),
                                name="dyslexia_referral_one_form",
                                violation_error_message="A form has been sent to this address already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status__in", ["risk assessed", "passport"]), _negated=True),
                                    ("risk_assessed_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="dyslexia_referral_risk_assessed_on",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DyslexiaAnswersEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("reading", wmp.lib.encryption.EncryptedTextField(blank=True, max_length=2000)),
                        (
                            "writing",
                            wmp.lib.encryption.EncryptedTextField(
                                blank=True, max_length=2000, verbose_name="writing and spelling"
                            ),
                        ),
                        ("remembering", wmp.lib.encryption.EncryptedTextField(blank=True, max_length=2000)),
                        (
                            "organising",
                            wmp.lib.encryption.EncryptedTextField(
                                blank=True, max_length=2000, verbose_name="organising and time"
                            ),
                        ),
                        (
                            "earlier",
                            wmp.lib.encryption.EncryptedTextField(
                                blank=True, max_length=2000, verbose_name="earlier assessment"
                            ),
                        ),
                        (
                            "helped",
                            wmp.lib.encryption.EncryptedTextField(
                                blank=True, max_length=2000, verbose_name="what has helped"
                            ),
                        ),
                        (
                            "reach",
                            wmp.lib.encryption.EncryptedTextField(
                                blank=True, max_length=500, verbose_name="how to reach them"
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
                                to="welfare.dyslexiaanswers",
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="welfare.dyslexiareferral",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AssessmentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("starts_at", models.DateTimeField(verbose_name="starts")),
                        ("ends_at", models.DateTimeField(verbose_name="ends")),
                        ("place", models.CharField(max_length=200)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("booked", "Booked"),
                                    ("held", "Held"),
                                    ("did not attend", "Did not attend"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="booked",
                                editable=False,
                                max_length=30,
                            ),
                        ),
                        ("recommendations", models.TextField(blank=True, editable=False, max_length=8000)),
                        (
                            "agreement",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("yes", "Yes: they are in the passport"),
                                    ("no", "No: they stay out of the passport"),
                                ],
                                editable=False,
                                max_length=3,
                                verbose_name="into the passport",
                            ),
                        ),
                        ("agreed_on", models.DateField(editable=False, null=True, verbose_name="answered")),
                        (
                            "assessor",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "booked_by",
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
                                to="welfare.assessment",
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="welfare.dyslexiareferral",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DyslexiaReferralChange",
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
                                to="welfare.dyslexiareferral",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DyslexiaReferralEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=200)),
                        ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                        ("joining_on", models.DateField(verbose_name="joining")),
                        ("intake", models.CharField(blank=True, max_length=100)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("form sent", "Form sent"),
                                    ("returned", "Returned"),
                                    ("declined", "Declined"),
                                    ("screened", "Screened"),
                                    ("assessed", "Assessed"),
                                    ("risk assessed", "Risk assessed"),
                                    ("passport", "Passport"),
                                    ("not needed", "Nothing needed"),
                                    ("did not join", "Did not join"),
                                ],
                                default="form sent",
                                editable=False,
                                max_length=30,
                            ),
                        ),
                        (
                            "sent_on",
                            models.DateField(default=wmp.lib.clock.today, editable=False, verbose_name="form sent"),
                        ),
                        ("answered_on", models.DateField(editable=False, null=True, verbose_name="answered")),
                        ("screened_on", models.DateField(editable=False, null=True, verbose_name="screened")),
                        ("assessed_on", models.DateField(editable=False, null=True, verbose_name="assessed")),
                        (
                            "risk_assessed_on",
                            models.DateField(editable=False, null=True, verbose_name="risk assessment done"),
                        ),
                        (
                            "entry",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.entryroute",
                                verbose_name="entry route",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
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
                                to="welfare.dyslexiareferral",
                            ),
                        ),
                        (
                            "sent_by",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
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
                    name="FormLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("nonce", models.CharField(max_length=50)),
                        ("expires_at", models.DateTimeField()),
                        ("made_at", models.DateTimeField(default=wmp.lib.clock.now)),
                        ("mailed_at", models.DateTimeField(null=True)),
                        ("refused_at", models.DateTimeField(null=True)),
                        (
                            "referral",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="welfare.dyslexiareferral",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(
                                    ("mailed_at", None), ("refused_at", None), models.Q(("nonce", ""), _negated=True)
                                ),
                                fields=["id"],
                                name="form_link_unmailed",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OHAppointment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("on", models.DateField(verbose_name="day")),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("to come", "To come"),
                                    ("kept", "Attended"),
                                    ("missed", "Not attended"),
                                    ("called off", "Called off"),
                                ],
                                default="to come",
                                max_length=10,
                                verbose_name="what became of it",
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
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="appointments",
                                to="welfare.ohreferral",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "appointment",
                        "ordering": ["on", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("outcome", "to come")),
                                fields=("referral",),
                                name="oh_appointment_one_to_come",
                                violation_error_message="There is an appointment to come already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OHReason",
                    fields=[
                        (
                            "referral",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="+",
                                related_query_name="why",
                                serialize=False,
                                to="welfare.ohreferral",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                choices=[("mental health", "Mental health"), ("physical health", "Physical health")],
                                max_length=20,
                                verbose_name="primary reason",
                            ),
                        ),
                        (
                            "questions",
                            models.TextField(
                                blank=True, max_length=2000, verbose_name="what about work should be answered"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "reason for a referral",
                        "verbose_name_plural": "reasons for referrals",
                    },
                ),
                migrations.CreateModel(
                    name="OHAppointmentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("on", models.DateField(verbose_name="day")),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("to come", "To come"),
                                    ("kept", "Attended"),
                                    ("missed", "Not attended"),
                                    ("called off", "Called off"),
                                ],
                                default="to come",
                                max_length=10,
                                verbose_name="what became of it",
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
                                to="welfare.ohappointment",
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="welfare.ohreferral",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="MadeReferral",
                    fields=[],
                    options={
                        "proxy": True,
                    },
                    bases=("welfare.ohreferral",),
                ),
                migrations.CreateModel(
                    name="OHReasonEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "reason",
                            models.CharField(
                                choices=[("mental health", "Mental health"), ("physical health", "Physical health")],
                                max_length=20,
                                verbose_name="primary reason",
                            ),
                        ),
                        (
                            "questions",
                            models.TextField(
                                blank=True, max_length=2000, verbose_name="what about work should be answered"
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
                            "referral",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                serialize=False,
                                to="welfare.ohreferral",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="welfare.ohreason",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OHRecommendation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.TextField(max_length=4000, verbose_name="recommendation")),
                        ("at", models.DateTimeField(default=wmp.lib.clock.now)),
                        (
                            "by",
                            models.ForeignKey(
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
                                related_name="+",
                                to="welfare.ohrecommendation",
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recommendations",
                                to="welfare.ohreferral",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "recommendation of occupational health",
                        "verbose_name_plural": "recommendations of occupational health",
                        "ordering": ["at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="OHReferralChange",
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
                                to="welfare.ohreferral",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OHReferralEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("reference", models.CharField(max_length=40)),
                        ("referred_on", models.DateField(default=wmp.lib.clock.today, verbose_name="referred")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("referred", "Waits for consent"),
                                    ("consented", "Ready to book"),
                                    ("booked", "Booked"),
                                    ("attended", "Attended"),
                                    ("did not attend", "Did not attend"),
                                    ("reported", "Report received"),
                                    ("closed", "Closed"),
                                    ("refused", "Consent not given"),
                                    ("withdrawn", "Consent withdrawn"),
                                ],
                                default="referred",
                                editable=False,
                                max_length=30,
                            ),
                        ),
                        ("consented_on", models.DateField(editable=False, null=True, verbose_name="consent given")),
                        ("ended_on", models.DateField(editable=False, null=True, verbose_name="ended")),
                        (
                            "asked_again_on",
                            models.DateField(editable=False, null=True, verbose_name="asked again for consent"),
                        ),
                        ("first_appointment", models.DateField(editable=False, null=True)),
                        (
                            "waits_since",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Case(
                                    models.When(
                                        status__in=("referred", "consented", "booked", "did not attend"),
                                        then="referred_on",
                                    ),
                                    output_field=models.DateField(),
                                ),
                                output_field=models.DateField(null=True),
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
                                to="welfare.ohreferral",
                            ),
                        ),
                        (
                            "referred_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
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
                    name="OHRelease",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(default=wmp.lib.clock.now)),
                        ("ended_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="releases",
                                to="welfare.ohreferral",
                            ),
                        ),
                        (
                            "to",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "release",
                        "ordering": ["-at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("referral", "to"),
                                name="oh_release_one_live",
                                violation_error_message="Your line manager may read it already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OHReleaseEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("at", models.DateTimeField(default=wmp.lib.clock.now)),
                        ("ended_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "by",
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
                                to="welfare.ohrelease",
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="welfare.ohreferral",
                            ),
                        ),
                        (
                            "to",
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
                    name="Passport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("with manager", "With the line manager"),
                                    ("with RA officer", "With the RA officer"),
                                    ("panel", "With the panel"),
                                    ("agreed", "Agreed"),
                                    ("declined", "Declined"),
                                    ("in place", "In place"),
                                    ("review due", "Review due"),
                                    ("renewed", "Renewed"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=30,
                            ),
                        ),
                        ("started_on", models.DateField(default=wmp.lib.clock.today, verbose_name="started")),
                        ("sent_on", models.DateField(editable=False, null=True, verbose_name="first sent")),
                        ("agreed_on", models.DateField(editable=False, null=True, verbose_name="agreed")),
                        ("in_place_on", models.DateField(editable=False, null=True, verbose_name="in place")),
                        ("review_due", models.DateField(editable=False, null=True, verbose_name="next review")),
                        (
                            "since",
                            models.DateField(
                                default=wmp.lib.clock.today, editable=False, verbose_name="stands there since"
                            ),
                        ),
                        ("role", models.TextField(blank=True, max_length=4000, verbose_name="what my work is")),
                        (
                            "working_pattern",
                            models.CharField(blank=True, max_length=500, verbose_name="my hours and where I work"),
                        ),
                        (
                            "contact",
                            models.CharField(blank=True, max_length=500, verbose_name="how I like to be contacted"),
                        ),
                        (
                            "impact",
                            models.TextField(blank=True, max_length=8000, verbose_name="how it affects me at work"),
                        ),
                        ("barriers", models.TextField(blank=True, max_length=8000, verbose_name="what gets in my way")),
                        (
                            "varies",
                            models.TextField(blank=True, max_length=4000, verbose_name="what changes from day to day"),
                        ),
                        (
                            "if_unwell",
                            models.TextField(
                                blank=True, max_length=4000, verbose_name="what to do if I become unwell at work"
                            ),
                        ),
                        (
                            "with_manager",
                            models.BooleanField(blank=True, null=True, verbose_name="shall my line manager comment"),
                        ),
                        (
                            "discussion",
                            models.TextField(blank=True, max_length=8000, verbose_name="what we have talked about"),
                        ),
                        (
                            "holder",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="passports",
                                to="people.person",
                            ),
                        ),
                        (
                            "ra_officer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="RA officer",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-started_on", "-pk"],
                        "indexes": [
                            models.Index(fields=["status", "-started_on", "id"], name="passport_status"),
                            models.Index(fields=["-started_on", "id"], name="passport_started"),
                            models.Index(fields=["since", "id"], name="passport_since"),
                            models.Index(fields=["status", "since", "id"], name="passport_waits"),
                            models.Index(
                                condition=models.Q(("status", "withdrawn"), _negated=True),
                                fields=["review_due"],
                                name="passport_review_due",
                            ),
                            models.Index(fields=["ra_officer", "status"], name="passport_ra_officer"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("status", "withdrawn"), _negated=True),
                                fields=("holder",),
                                name="passport_one_live",
                                violation_error_message="You have a passport already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status__in", ["draft", "with manager", "withdrawn"]),
                                    ("sent_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="passport_sent_before_it_is_worked_on",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status__in", ["in place", "review due", "renewed"]), _negated=True),
                                    ("review_due__isnull", False),
                                    _connector="OR",
                                ),
                                name="passport_in_place_has_review",
                                violation_error_message="A passport that is in place has a day for its review.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("in_place_on", None),
                                    models.Q(("agreed_on__isnull", False), ("in_place_on__gte", models.F("agreed_on"))),
                                    _connector="OR",
                                ),
                                name="passport_agreed_before_in_place",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MedicalDetailEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "diagnosis",
                            wmp.lib.encryption.EncryptedTextField(
                                blank=True, max_length=4000, verbose_name="condition or diagnosis"
                            ),
                        ),
                        (
                            "treatment",
                            wmp.lib.encryption.EncryptedTextField(
                                blank=True, max_length=4000, verbose_name="medication and treatment"
                            ),
                        ),
                        (
                            "professionals",
                            wmp.lib.encryption.EncryptedTextField(
                                blank=True, max_length=2000, verbose_name="who treats or advises me"
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
                                to="welfare.medicaldetail",
                            ),
                        ),
                        (
                            "passport",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="welfare.passport",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ManagerAsked",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("asked_at", models.DateTimeField(default=wmp.lib.clock.now)),
                        ("declined_at", models.DateTimeField(null=True)),
                        (
                            "manager",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "passport",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="welfare.passport"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("passport", "manager"), name="passport_manager_asked_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AdjustmentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("what", models.CharField(max_length=300)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("equipment", "Equipment"),
                                    ("software", "Software"),
                                    ("workplace", "Workplace or building"),
                                    ("hours", "Hours or shifts"),
                                    ("duties", "Duties or posting"),
                                    ("uniform", "Uniform or kit"),
                                    ("training", "Training or assessment"),
                                    ("support", "Support from people"),
                                    ("other", "Something else"),
                                ],
                                default="other",
                                max_length=10,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("requested", "Asked for"),
                                    ("agreed", "Agreed"),
                                    ("ordered", "Ordered"),
                                    ("in place", "In place"),
                                    ("reviewed", "Reviewed"),
                                    ("no longer needed", "No longer needed"),
                                    ("declined", "Declined"),
                                ],
                                default="requested",
                                editable=False,
                                max_length=30,
                            ),
                        ),
                        ("supplier", models.CharField(blank=True, max_length=200)),
                        (
                            "cost",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="cost in pounds"
                            ),
                        ),
                        ("due", models.DateField(blank=True, null=True)),
                        (
                            "waits_for",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("RA officer", "RA officer"),
                                    ("panel", "Panel"),
                                    ("holder", "Holder"),
                                    ("manager", "Line manager"),
                                    ("supplier", "Supplier"),
                                    ("IT", "IT and Digital"),
                                    ("estates", "Estates"),
                                    ("budget", "A decision about the budget"),
                                ],
                                default="holder",
                                max_length=12,
                                verbose_name="waits for",
                            ),
                        ),
                        ("blocked_by", models.CharField(blank=True, max_length=300, verbose_name="what blocks it")),
                        ("asked_on", models.DateField(default=wmp.lib.clock.today, verbose_name="asked for")),
                        ("agreed_on", models.DateField(editable=False, null=True, verbose_name="agreed")),
                        ("ordered_on", models.DateField(editable=False, null=True, verbose_name="ordered")),
                        ("in_place_on", models.DateField(editable=False, null=True, verbose_name="in place since")),
                        (
                            "first_in_place_on",
                            models.DateField(editable=False, null=True, verbose_name="first in place"),
                        ),
                        ("reviewed_on", models.DateField(editable=False, null=True, verbose_name="reviewed")),
                        (
                            "days_taken",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("first_in_place_on"),
                                    models.F("asked_on"),
                                    arg_joiner=" - ",
                                    template="(%(expressions)s)",
                                ),
                                output_field=models.IntegerField(
                                    null=True, verbose_name="days from asked for to in place"
                                ),
                            ),
                        ),
                        (
                            "open_since",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Case(
                                    models.When(
                                        status__in=("requested", "agreed", "ordered"), then=models.F("asked_on")
                                    ),
                                    default=None,
                                    output_field=models.DateField(),
                                ),
                                output_field=models.DateField(null=True),
                            ),
                        ),
                        (
                            "open_due",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Case(
                                    models.When(status__in=("requested", "agreed", "ordered"), then=models.F("due")),
                                    default=None,
                                    output_field=models.DateField(),
                                ),
                                output_field=models.DateField(null=True),
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
                                verbose_name="who sees to it",
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
                                to="welfare.adjustment",
                            ),
                        ),
                        (
                            "passport",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="welfare.passport",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PassportChange",
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
                                to="welfare.passport",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PassportEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("with manager", "With the line manager"),
                                    ("with RA officer", "With the RA officer"),
                                    ("panel", "With the panel"),
                                    ("agreed", "Agreed"),
                                    ("declined", "Declined"),
                                    ("in place", "In place"),
                                    ("review due", "Review due"),
                                    ("renewed", "Renewed"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=30,
                            ),
                        ),
                        ("started_on", models.DateField(default=wmp.lib.clock.today, verbose_name="started")),
                        ("sent_on", models.DateField(editable=False, null=True, verbose_name="first sent")),
                        ("agreed_on", models.DateField(editable=False, null=True, verbose_name="agreed")),
                        ("in_place_on", models.DateField(editable=False, null=True, verbose_name="in place")),
                        ("review_due", models.DateField(editable=False, null=True, verbose_name="next review")),
                        (
                            "since",
                            models.DateField(
                                default=wmp.lib.clock.today, editable=False, verbose_name="stands there since"
                            ),
                        ),
                        ("role", models.TextField(blank=True, max_length=4000, verbose_name="what my work is")),
                        (
                            "working_pattern",
                            models.CharField(blank=True, max_length=500, verbose_name="my hours and where I work"),
                        ),
                        (
                            "contact",
                            models.CharField(blank=True, max_length=500, verbose_name="how I like to be contacted"),
                        ),
                        (
                            "impact",
                            models.TextField(blank=True, max_length=8000, verbose_name="how it affects me at work"),
                        ),
                        ("barriers", models.TextField(blank=True, max_length=8000, verbose_name="what gets in my way")),
                        (
                            "varies",
                            models.TextField(blank=True, max_length=4000, verbose_name="what changes from day to day"),
                        ),
                        (
                            "if_unwell",
                            models.TextField(
                                blank=True, max_length=4000, verbose_name="what to do if I become unwell at work"
                            ),
                        ),
                        (
                            "with_manager",
                            models.BooleanField(blank=True, null=True, verbose_name="shall my line manager comment"),
                        ),
                        (
                            "discussion",
                            models.TextField(blank=True, max_length=8000, verbose_name="what we have talked about"),
                        ),
                        (
                            "holder",
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
                                to="welfare.passport",
                            ),
                        ),
                        (
                            "ra_officer",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="RA officer",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PassportReminder",
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
                                    ("review ahead", "A review is near"),
                                    ("review due", "A review is due"),
                                    ("review overdue", "A review is overdue"),
                                    ("with manager", "Waits for the line manager"),
                                    ("with RA officer", "Waits for the RA officer"),
                                    ("sent back", "Waits for the holder's answer"),
                                    ("by hand", "An RA officer reminded whoever's turn it was"),
                                    ("review asked", "The holder asked for a review"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("on", models.DateField()),
                        (
                            "passport",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="welfare.passport"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("passport", "kind", "on"), name="passport_reminded_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PassportVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        (
                            "why",
                            models.CharField(
                                choices=[
                                    ("sent", "Sent"),
                                    ("shared", "Shared"),
                                    ("agreed", "Agreed"),
                                    ("reviewed", "Reviewed"),
                                ],
                                max_length=10,
                                verbose_name="kept because it was",
                            ),
                        ),
                        ("at", models.DateTimeField(default=wmp.lib.clock.now)),
                        ("content", models.JSONField()),
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
                            "passport",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="welfare.passport",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("passport", "number"), name="passport_version_number")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Comment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(default=wmp.lib.clock.now)),
                        ("text", models.TextField(max_length=8000, verbose_name="line manager's comments")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "passport",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="comments",
                                to="welfare.passport",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="welfare.passportversion",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Recommendation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(default=wmp.lib.clock.now)),
                        ("text", models.TextField(max_length=8000, verbose_name="recommendation")),
                        (
                            "by",
                            models.ForeignKey(
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
                                related_name="+",
                                to="welfare.recommendation",
                            ),
                        ),
                        (
                            "passport",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recommendations",
                                to="welfare.passport",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RecruitmentNotice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                        ("joining_on", models.DateField(verbose_name="joining")),
                        ("intake", models.CharField(blank=True, max_length=100)),
                        ("told_by", models.CharField(max_length=200, verbose_name="told by")),
                        ("received_on", models.DateField(default=wmp.lib.clock.today, verbose_name="received")),
                        (
                            "status",
                            models.CharField(
                                choices=[("received", "Received"), ("contacted", "Contacted"), ("settled", "Settled")],
                                default="received",
                                editable=False,
                                max_length=30,
                            ),
                        ),
                        ("contacted_on", models.DateField(editable=False, null=True, verbose_name="contacted")),
                        ("settled_on", models.DateField(editable=False, null=True, verbose_name="settled")),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("passport begun", "A passport is begun"),
                                    ("nothing needed", "Nothing is needed"),
                                    ("did not join", "They did not join"),
                                ],
                                editable=False,
                                max_length=20,
                                verbose_name="what came of it",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["joining_on", "pk"],
                        "indexes": [
                            models.Index(fields=["joining_on", "id"], name="notice_joining"),
                            models.Index(fields=["received_on", "id"], name="notice_received"),
                            models.Index(fields=["name", "id"], name="notice_name"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("settled_on__isnull", False),
                                        ("status", "settled"),
                                        models.Q(("outcome", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("status", "settled"), _negated=True),
                                        ("outcome", ""),
                                        ("settled_on", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="notice_settled_with_an_outcome",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NoticeNeedEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("need", wmp.lib.encryption.EncryptedTextField(max_length=4000, verbose_name="what they need")),
                        (
                            "notes",
                            wmp.lib.encryption.EncryptedTextField(
                                blank=True, max_length=8000, verbose_name="notes of the RA officers"
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
                                to="welfare.noticeneed",
                            ),
                        ),
                        (
                            "notice",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="welfare.recruitmentnotice",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RecruitmentNoticeChange",
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
                                to="welfare.recruitmentnotice",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RecruitmentNoticeEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=200)),
                        ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                        ("joining_on", models.DateField(verbose_name="joining")),
                        ("intake", models.CharField(blank=True, max_length=100)),
                        ("told_by", models.CharField(max_length=200, verbose_name="told by")),
                        ("received_on", models.DateField(default=wmp.lib.clock.today, verbose_name="received")),
                        (
                            "status",
                            models.CharField(
                                choices=[("received", "Received"), ("contacted", "Contacted"), ("settled", "Settled")],
                                default="received",
                                editable=False,
                                max_length=30,
                            ),
                        ),
                        ("contacted_on", models.DateField(editable=False, null=True, verbose_name="contacted")),
                        ("settled_on", models.DateField(editable=False, null=True, verbose_name="settled")),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("passport begun", "A passport is begun"),
                                    ("nothing needed", "Nothing is needed"),
                                    ("did not join", "They did not join"),
                                ],
                                editable=False,
                                max_length=20,
                                verbose_name="what came of it",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
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
                                to="welfare.recruitmentnotice",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
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
                    name="Review",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(default=wmp.lib.clock.now)),
                        ("on", models.DateField(verbose_name="held on")),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("goes on", "Goes on as it is"),
                                    ("to change", "Needs to change"),
                                    ("not needed", "No longer needed"),
                                ],
                                max_length=12,
                                verbose_name="what came of it",
                            ),
                        ),
                        ("notes", models.TextField(blank=True, max_length=8000)),
                        ("next_on", models.DateField(blank=True, null=True, verbose_name="next review")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "passport",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reviews",
                                to="welfare.passport",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RiskAlert",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "step",
                            models.CharField(
                                choices=[
                                    ("soon", "To be done before the joining date"),
                                    ("missed", "Not done by the joining date"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("on", models.DateField(default=wmp.lib.clock.today)),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="welfare.dyslexiareferral",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("referral", "step"), name="risk_alert_once_a_step")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RiskAssessment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("done_on", models.DateField(verbose_name="done")),
                        ("measures", wmp.lib.encryption.EncryptedTextField(max_length=8000)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "referral",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="welfare.dyslexiareferral",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RiskAssessmentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("done_on", models.DateField(verbose_name="done")),
                        ("measures", wmp.lib.encryption.EncryptedTextField(max_length=8000)),
                        (
                            "by",
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
                                to="welfare.riskassessment",
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="welfare.dyslexiareferral",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Share",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("management", "To be my line manager"),
                                    ("comment", "To comment on section 4.1"),
                                    ("posting", "A posting or a new role"),
                                    ("selection", "A promotion or selection process"),
                                    ("training", "Training or university"),
                                    ("other", "Something else"),
                                ],
                                max_length=12,
                                verbose_name="what for",
                            ),
                        ),
                        ("shared_at", models.DateTimeField(default=wmp.lib.clock.now, verbose_name="shared")),
                        ("expires_on", models.DateField(verbose_name="until")),
                        ("ended_at", models.DateTimeField(editable=False, null=True, verbose_name="ended")),
                        (
                            "ended_because",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("withdrawn", "Taken back"),
                                    ("replaced", "Another version was shared"),
                                    ("commented", "The comment was made"),
                                    ("manager changed", "The line manager changed"),
                                ],
                                editable=False,
                                max_length=20,
                            ),
                        ),
                        (
                            "passport",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="shares",
                                to="welfare.passport",
                            ),
                        ),
                        (
                            "to",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="shared with",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shares",
                                to="welfare.passportversion",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-shared_at", "-pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("ended_at", None)), fields=["to"], name="passport_share_to"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("passport", "to", "purpose"),
                                name="passport_share_one_live",
                                violation_error_message="It is shared with this person for this purpose already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at", None), ("ended_because", "")),
                                    models.Q(
                                        ("ended_at__isnull", False), models.Q(("ended_because", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="passport_share_ended_because",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("expires_on__gte", models.F("shared_at__date"))),
                                name="passport_share_expires_later",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ShareEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("management", "To be my line manager"),
                                    ("comment", "To comment on section 4.1"),
                                    ("posting", "A posting or a new role"),
                                    ("selection", "A promotion or selection process"),
                                    ("training", "Training or university"),
                                    ("other", "Something else"),
                                ],
                                max_length=12,
                                verbose_name="what for",
                            ),
                        ),
                        ("shared_at", models.DateTimeField(default=wmp.lib.clock.now, verbose_name="shared")),
                        ("expires_on", models.DateField(verbose_name="until")),
                        ("ended_at", models.DateTimeField(editable=False, null=True, verbose_name="ended")),
                        (
                            "ended_because",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("withdrawn", "Taken back"),
                                    ("replaced", "Another version was shared"),
                                    ("commented", "The comment was made"),
                                    ("manager changed", "The line manager changed"),
                                ],
                                editable=False,
                                max_length=20,
                            ),
                        ),
                        (
                            "passport",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="welfare.passport",
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
                                to="welfare.share",
                            ),
                        ),
                        (
                            "to",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="shared with",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="welfare.passportversion",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dyslexiaanswers",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_dyslexiaanswersevent" ("earlier", "helped", "id", "organising", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reach", "reading", "referral_id", "remembering", "writing") SELECT new_values."earlier", new_values."helped", new_values."id", new_values."organising", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reach", new_values."reading", new_values."referral_id", new_values."remembering", new_values."writing" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="82a83d658888339016feb007e3a63d8677449cc0",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0f767",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="welfare_dyslexiaanswers",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dyslexiaanswers",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_dyslexiaanswersevent" ("earlier", "helped", "id", "organising", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reach", "reading", "referral_id", "remembering", "writing") SELECT new_values."earlier", new_values."helped", new_values."id", new_values."organising", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reach", new_values."reading", new_values."referral_id", new_values."remembering", new_values."writing" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f831d95b03a7eff893113125673efda2ef5d8e30",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0c582",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="welfare_dyslexiaanswers",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dyslexiaanswers",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_dyslexiaanswersevent" ("earlier", "helped", "id", "organising", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reach", "reading", "referral_id", "remembering", "writing") SELECT old_values."earlier", old_values."helped", old_values."id", old_values."organising", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reach", old_values."reading", old_values."referral_id", old_values."remembering", old_values."writing" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="4064e346f9d154244910821421fec99aae0b6abc",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_09d18",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="welfare_dyslexiaanswers",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="medicaldetail",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_medicaldetailevent" ("diagnosis", "id", "passport_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "professionals", "treatment") SELECT new_values."diagnosis", new_values."id", new_values."passport_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."professionals", new_values."treatment" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ef690d2bce69af085c06bd8405e010461c2a2539",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_cd9f9",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="welfare_medicaldetail",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="medicaldetail",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_medicaldetailevent" ("diagnosis", "id", "passport_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "professionals", "treatment") SELECT new_values."diagnosis", new_values."id", new_values."passport_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."professionals", new_values."treatment" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="a71d27cbd9244d567305c60f768b7ba9e39227b1",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_57791",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="welfare_medicaldetail",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="medicaldetail",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_medicaldetailevent" ("diagnosis", "id", "passport_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "professionals", "treatment") SELECT old_values."diagnosis", old_values."id", old_values."passport_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."professionals", old_values."treatment" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="a345aa68e8793e20574641740fa147ed188343d9",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ea109",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="welfare_medicaldetail",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="noticeneed",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_noticeneedevent" ("id", "need", "notes", "notice_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."id", new_values."need", new_values."notes", new_values."notice_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="6a5204ef11a3e876d414c3b97e1094de17428a00",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9d7cb",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="welfare_noticeneed",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="noticeneed",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_noticeneedevent" ("id", "need", "notes", "notice_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."id", new_values."need", new_values."notes", new_values."notice_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="2604d381ec7cebb0a3872b6dadf6d1910285e08e",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4b0f7",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="welfare_noticeneed",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="noticeneed",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_noticeneedevent" ("id", "need", "notes", "notice_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."id", old_values."need", old_values."notes", old_values."notice_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="6c7cf926a68ff91498b63950eae3061f0a1894a6",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d5a14",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="welfare_noticeneed",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ohreferral",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_ohreferralevent" ("asked_again_on", "consented_on", "ended_on", "first_appointment", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "referred_by_id", "referred_on", "status") SELECT new_values."asked_again_on", new_values."consented_on", new_values."ended_on", new_values."first_appointment", new_values."id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reference", new_values."referred_by_id", new_values."referred_on", new_values."status" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="7c1852b45f68cfe70634306ba257f0d038368efb",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c7188",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="welfare_ohreferral",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ohreferral",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_ohreferralevent" ("asked_again_on", "consented_on", "ended_on", "first_appointment", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "referred_by_id", "referred_on", "status") SELECT new_values."asked_again_on", new_values."consented_on", new_values."ended_on", new_values."first_appointment", new_values."id", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reference", new_values."referred_by_id", new_values."referred_on", new_values."status" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="2c3aa38b4cc500fbcfe0c493b7398a2d3c35c5eb",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9db28",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="welfare_ohreferral",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ohreferral",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_ohreferralevent" ("asked_again_on", "consented_on", "ended_on", "first_appointment", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "referred_by_id", "referred_on", "status") SELECT old_values."asked_again_on", old_values."consented_on", old_values."ended_on", old_values."first_appointment", old_values."id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reference", old_values."referred_by_id", old_values."referred_on", old_values."status" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="09c159cffcd520ee7bac4648e6269abf969d7409",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_db9c4",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="welfare_ohreferral",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="accesstowork",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_accesstoworkevent" ("alerted_on", "applied_on", "assessed_on", "award", "decided_on", "encouraged_on", "id", "in_place_on", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "started_on", "status") SELECT new_values."alerted_on", new_values."applied_on", new_values."assessed_on", new_values."award", new_values."decided_on", new_values."encouraged_on", new_values."id", new_values."in_place_on", new_values."note", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."started_on", new_values."status" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f83b0c13fe053ec6c91534571ee4c2264eb0f2d2",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_046e3",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="welfare_accesstowork",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="accesstowork",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_accesstoworkevent" ("alerted_on", "applied_on", "assessed_on", "award", "decided_on", "encouraged_on", "id", "in_place_on", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "started_on", "status") SELECT new_values."alerted_on", new_values."applied_on", new_values."assessed_on", new_values."award", new_values."decided_on", new_values."encouraged_on", new_values."id", new_values."in_place_on", new_values."note", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."started_on", new_values."status" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="0f5512e7e77d118996f2f1b29c9c9d82ceefe759",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a652a",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="welfare_accesstowork",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="accesstowork",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_accesstoworkevent" ("alerted_on", "applied_on", "assessed_on", "award", "decided_on", "encouraged_on", "id", "in_place_on", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "started_on", "status") SELECT old_values."alerted_on", old_values."applied_on", old_values."assessed_on", old_values."award", old_values."decided_on", old_values."encouraged_on", old_values."id", old_values."in_place_on", old_values."note", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."started_on", old_values."status" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="c663c7d946068816a4bc89b06da7c8b9e12fb796",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_67d02",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="welfare_accesstowork",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="accesstoworkevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="43e20c13ab9c0f49084aae27164701e9cef53a68",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_2892c",
                            table="welfare_accesstoworkevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="adjustment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_adjustmentevent" ("agreed_on", "asked_on", "blocked_by", "cost", "due", "first_in_place_on", "id", "in_place_on", "kind", "ordered_on", "owner_id", "passport_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reviewed_on", "status", "supplier", "waits_for", "what") SELECT new_values."agreed_on", new_values."asked_on", new_values."blocked_by", new_values."cost", new_values."due", new_values."first_in_place_on", new_values."id", new_values."in_place_on", new_values."kind", new_values."ordered_on", new_values."owner_id", new_values."passport_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reviewed_on", new_values."status", new_values."supplier", new_values."waits_for", new_values."what" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="75813da2cdb6f5a9b6f40b36382e4b1c1bf9012e",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_96933",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="welfare_adjustment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="adjustment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_adjustmentevent" ("agreed_on", "asked_on", "blocked_by", "cost", "due", "first_in_place_on", "id", "in_place_on", "kind", "ordered_on", "owner_id", "passport_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reviewed_on", "status", "supplier", "waits_for", "what") SELECT new_values."agreed_on", new_values."asked_on", new_values."blocked_by", new_values."cost", new_values."due", new_values."first_in_place_on", new_values."id", new_values."in_place_on", new_values."kind", new_values."ordered_on", new_values."owner_id", new_values."passport_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reviewed_on", new_values."status", new_values."supplier", new_values."waits_for", new_values."what" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="7f0d720af9132db6342f2ddaea36d862aaaf43cc",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_be4b9",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="welfare_adjustment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="adjustment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_adjustmentevent" ("agreed_on", "asked_on", "blocked_by", "cost", "due", "first_in_place_on", "id", "in_place_on", "kind", "ordered_on", "owner_id", "passport_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reviewed_on", "status", "supplier", "waits_for", "what") SELECT old_values."agreed_on", old_values."asked_on", old_values."blocked_by", old_values."cost", old_values."due", old_values."first_in_place_on", old_values."id", old_values."in_place_on", old_values."kind", old_values."ordered_on", old_values."owner_id", old_values."passport_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reviewed_on", old_values."status", old_values."supplier", old_values."waits_for", old_values."what" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="8565ca3a52868a14a0abebbaa51cab4fd38568b9",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6acc6",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="welfare_adjustment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="assessment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_assessmentevent" ("agreed_on", "agreement", "assessor_id", "booked_by_id", "ends_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recommendations", "referral_id", "starts_at", "status") SELECT new_values."agreed_on", new_values."agreement", new_values."assessor_id", new_values."booked_by_id", new_values."ends_at", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."recommendations", new_values."referral_id", new_values."starts_at", new_values."status" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="e430cd727edf09db08997e83f7309667415aa3e7",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0112a",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="welfare_assessment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="assessment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_assessmentevent" ("agreed_on", "agreement", "assessor_id", "booked_by_id", "ends_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recommendations", "referral_id", "starts_at", "status") SELECT new_values."agreed_on", new_values."agreement", new_values."assessor_id", new_values."booked_by_id", new_values."ends_at", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."recommendations", new_values."referral_id", new_values."starts_at", new_values."status" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="4e464040f8ede9114b8d23f55fb08cc3c9649ef0",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9a5c2",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="welfare_assessment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="assessment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_assessmentevent" ("agreed_on", "agreement", "assessor_id", "booked_by_id", "ends_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recommendations", "referral_id", "starts_at", "status") SELECT old_values."agreed_on", old_values."agreement", old_values."assessor_id", old_values."booked_by_id", old_values."ends_at", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."recommendations", old_values."referral_id", old_values."starts_at", old_values."status" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="d2fa77c9de589d8347a04a8e220ac2227a52900b",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_24f79",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="welfare_assessment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="assessmentoutcome",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_assessmentoutcomeevent" ("assessment_id", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."assessment_id", new_values."id", new_values."outcome", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f49304883ac779029f48034782fd0cabe7ee89aa",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_df061",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="welfare_assessmentoutcome",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="assessmentoutcome",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_assessmentoutcomeevent" ("assessment_id", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."assessment_id", new_values."id", new_values."outcome", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="1e74048d77311c858f6e349fea27bd7856a76737",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7fd3d",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="welfare_assessmentoutcome",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="assessmentoutcome",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_assessmentoutcomeevent" ("assessment_id", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."assessment_id", old_values."id", old_values."outcome", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="f6477eedde8ec738f21ffea4d3705da46978e8e7",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2184b",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="welfare_assessmentoutcome",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="assessmentoutcomeevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3b05fedadee8f617078e2ecd84146fb37e5c7f30",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_973c0",
                            table="welfare_assessmentoutcomeevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dyslexiareferral",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_dyslexiareferralevent" ("answered_on", "assessed_on", "email", "entry_id", "id", "intake", "joining_on", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "risk_assessed_on", "screened_on", "sent_by_id", "sent_on", "status") SELECT new_values."answered_on", new_values."assessed_on", new_values."email", new_values."entry_id", new_values."id", new_values."intake", new_values."joining_on", new_values."name", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."risk_assessed_on", new_values."screened_on", new_values."sent_by_id", new_values."sent_on", new_values."status" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="16b346d26daec84513f5cddf85e658beb0a0ae85",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_86636",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="welfare_dyslexiareferral",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dyslexiareferral",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_dyslexiareferralevent" ("answered_on", "assessed_on", "email", "entry_id", "id", "intake", "joining_on", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "risk_assessed_on", "screened_on", "sent_by_id", "sent_on", "status") SELECT new_values."answered_on", new_values."assessed_on", new_values."email", new_values."entry_id", new_values."id", new_values."intake", new_values."joining_on", new_values."name", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."risk_assessed_on", new_values."screened_on", new_values."sent_by_id", new_values."sent_on", new_values."status" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="965b707721f4396c4e6b0215d8775acb3c4471c9",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_bfe64",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="welfare_dyslexiareferral",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dyslexiareferral",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_dyslexiareferralevent" ("answered_on", "assessed_on", "email", "entry_id", "id", "intake", "joining_on", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "risk_assessed_on", "screened_on", "sent_by_id", "sent_on", "status") SELECT old_values."answered_on", old_values."assessed_on", old_values."email", old_values."entry_id", old_values."id", old_values."intake", old_values."joining_on", old_values."name", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."risk_assessed_on", old_values."screened_on", old_values."sent_by_id", old_values."sent_on", old_values."status" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="19ab9982a87e1f94015b5eb52b72e87594359d66",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_bb688",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="welfare_dyslexiareferral",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dyslexiaanswersevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="e7f18e0fede9ae5322a30dc1b7d89db77e174ccf",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_bbb45",
                            table="welfare_dyslexiaanswersevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="assessmentevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="55930c6e9cc46a3be581418a5d7f45879fd75b0e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d1a0c",
                            table="welfare_assessmentevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dyslexiareferralevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="1d185b7eda4796ee0a4e04ab59d428b6d941ef2c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_68d3c",
                            table="welfare_dyslexiareferralevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ohappointment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_ohappointmentevent" ("by_id", "id", "on", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id") SELECT new_values."by_id", new_values."id", new_values."on", new_values."outcome", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."referral_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="d1cc0dd02b7b6a7d6ba1937a031c6a54c556ea4f",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2225d",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="welfare_ohappointment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ohappointment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_ohappointmentevent" ("by_id", "id", "on", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id") SELECT new_values."by_id", new_values."id", new_values."on", new_values."outcome", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."referral_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="1234f10cf7dfe34a154ff4719e566a59f5224149",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1b332",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="welfare_ohappointment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ohappointment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_ohappointmentevent" ("by_id", "id", "on", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id") SELECT old_values."by_id", old_values."id", old_values."on", old_values."outcome", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."referral_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="2ff78c6248774a4cd1d2d28d39ae11ee8cda333a",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_bb612",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="welfare_ohappointment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ohreason",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_ohreasonevent" ("pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "questions", "reason", "referral_id") SELECT _pgh_attached_context.value, NOW(), \'insert\', new_values."referral_id", new_values."questions", new_values."reason", new_values."referral_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="455358aa9e889fdeb6a7ecdbf252ac372a0e9412",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_19126",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="welfare_ohreason",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ohreason",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_ohreasonevent" ("pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "questions", "reason", "referral_id") SELECT _pgh_attached_context.value, NOW(), \'update\', new_values."referral_id", new_values."questions", new_values."reason", new_values."referral_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."referral_id") = (new_values."referral_id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="906f06f373a3512160a87af7520f5378f764f584",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2e5b1",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="welfare_ohreason",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ohreason",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_ohreasonevent" ("pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "questions", "reason", "referral_id") SELECT _pgh_attached_context.value, NOW(), \'delete\', old_values."referral_id", old_values."questions", old_values."reason", old_values."referral_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="c71f488e93e0f9680a55ead1e4f2fa73ae4495c8",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a5b87",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="welfare_ohreason",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ohappointmentevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="a07814fb77f6cfd19356d2218e3f3cf298dce56a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_5304c",
                            table="welfare_ohappointmentevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ohreasonevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="511a51ee4c3a3d626a8c192cbd4e021e33c1d236",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_0f9a9",
                            table="welfare_ohreasonevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ohrecommendation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="oh_recommendation_is_never_edited",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="dd32d51b221d2e67fc04eebac69189cee1a21ed6",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_oh_recommendation_is_never_edited_ce350",
                            table="welfare_ohrecommendation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ohreferralevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="2898834685f9707f7d0f498bbecebf1ec2cb4327",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_135a4",
                            table="welfare_ohreferralevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ohrelease",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_ohreleaseevent" ("at", "by_id", "ended_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "to_id") SELECT new_values."at", new_values."by_id", new_values."ended_at", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."referral_id", new_values."to_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="919851dee84fcc2fffd1ef21abc0cce0dae4ca69",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6d344",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="welfare_ohrelease",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ohrelease",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_ohreleaseevent" ("at", "by_id", "ended_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "to_id") SELECT new_values."at", new_values."by_id", new_values."ended_at", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."referral_id", new_values."to_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="656977cbfce0ef613a52a02e94db37a2544b4ae2",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7ebca",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="welfare_ohrelease",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ohrelease",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_ohreleaseevent" ("at", "by_id", "ended_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "to_id") SELECT old_values."at", old_values."by_id", old_values."ended_at", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."referral_id", old_values."to_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="4fbc3ba9188e1be964f217075000b5feb07b1c98",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d6328",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="welfare_ohrelease",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ohreleaseevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="fcf25c9eee0391d73e1fb8a8b244baa3a4ce651e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_ecb59",
                            table="welfare_ohreleaseevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="passport",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_passportevent" ("agreed_on", "barriers", "contact", "discussion", "holder_id", "id", "if_unwell", "impact", "in_place_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ra_officer_id", "review_due", "role", "sent_on", "since", "started_on", "status", "varies", "with_manager", "working_pattern") SELECT new_values."agreed_on", new_values."barriers", new_values."contact", new_values."discussion", new_values."holder_id", new_values."id", new_values."if_unwell", new_values."impact", new_values."in_place_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."ra_officer_id", new_values."review_due", new_values."role", new_values."sent_on", new_values."since", new_values."started_on", new_values."status", new_values."varies", new_values."with_manager", new_values."working_pattern" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="0e0fa83da965b0d0150d0cfbb7c5bf0afcf7045c",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_06c9e",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="welfare_passport",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="passport",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_passportevent" ("agreed_on", "barriers", "contact", "discussion", "holder_id", "id", "if_unwell", "impact", "in_place_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ra_officer_id", "review_due", "role", "sent_on", "since", "started_on", "status", "varies", "with_manager", "working_pattern") SELECT new_values."agreed_on", new_values."barriers", new_values."contact", new_values."discussion", new_values."holder_id", new_values."id", new_values."if_unwell", new_values."impact", new_values."in_place_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."ra_officer_id", new_values."review_due", new_values."role", new_values."sent_on", new_values."since", new_values."started_on", new_values."status", new_values."varies", new_values."with_manager", new_values."working_pattern" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ac06158de064f2b31207aac9b1410bab01ec1c3c",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a6173",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="welfare_passport",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="passport",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_passportevent" ("agreed_on", "barriers", "contact", "discussion", "holder_id", "id", "if_unwell", "impact", "in_place_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ra_officer_id", "review_due", "role", "sent_on", "since", "started_on", "status", "varies", "with_manager", "working_pattern") SELECT old_values."agreed_on", old_values."barriers", old_values."contact", old_values."discussion", old_values."holder_id", old_values."id", old_values."if_unwell", old_values."impact", old_values."in_place_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."ra_officer_id", old_values."review_due", old_values."role", old_values."sent_on", old_values."since", old_values."started_on", old_values."status", old_values."varies", old_values."with_manager", old_values."working_pattern" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="0570f44f7a222e4fd1ab11d664d4d5d14eb18afc",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d15b4",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="welfare_passport",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="medicaldetailevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="378068fa8f27d4168e2da31f14ef5daedf4c5c98",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_6182d",
                            table="welfare_medicaldetailevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="adjustmentevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="46d18ebc9bca846f4f78cd29c1f4ad04a51abca5",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c89a3",
                            table="welfare_adjustmentevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="passportevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="c5a67f897340efa6f100a9e21bddd0ec4f2113ef",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f3785",
                            table="welfare_passportevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="passportversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="passport_version_is_never_edited",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="b92a23916d5a928af67a3850285a710073b9169a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_passport_version_is_never_edited_9eb51",
                            table="welfare_passportversion",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="comment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="passport_comment_is_never_edited",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="e460847f3bcc4bcfeb04e9507df0e6d288cdcbea",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_passport_comment_is_never_edited_e9c48",
                            table="welfare_comment",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recommendation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="passport_recommendation_is_never_edited",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="72137b9a7329c30c562f30645d587fad3ac9202a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_passport_recommendation_is_never_edited_d0561",
                            table="welfare_recommendation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recruitmentnotice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_recruitmentnoticeevent" ("contacted_on", "email", "id", "intake", "joining_on", "name", "outcome", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "recorded_by_id", "settled_on", "status", "told_by") SELECT new_values."contacted_on", new_values."email", new_values."id", new_values."intake", new_values."joining_on", new_values."name", new_values."outcome", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."received_on", new_values."recorded_by_id", new_values."settled_on", new_values."status", new_values."told_by" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="9f3d6396b0dc8495fcd52db61601a08a0d72f0ad",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c4209",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="welfare_recruitmentnotice",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recruitmentnotice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_recruitmentnoticeevent" ("contacted_on", "email", "id", "intake", "joining_on", "name", "outcome", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "recorded_by_id", "settled_on", "status", "told_by") SELECT new_values."contacted_on", new_values."email", new_values."id", new_values."intake", new_values."joining_on", new_values."name", new_values."outcome", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."received_on", new_values."recorded_by_id", new_values."settled_on", new_values."status", new_values."told_by" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="cb9aa8df437badbb4ee25e523c19007aa5d09451",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ba605",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="welfare_recruitmentnotice",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recruitmentnotice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_recruitmentnoticeevent" ("contacted_on", "email", "id", "intake", "joining_on", "name", "outcome", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "recorded_by_id", "settled_on", "status", "told_by") SELECT old_values."contacted_on", old_values."email", old_values."id", old_values."intake", old_values."joining_on", old_values."name", old_values."outcome", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."received_on", old_values."recorded_by_id", old_values."settled_on", old_values."status", old_values."told_by" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="404d3aa54e5a5f11d3c0f2e9aa2050e9bd12557a",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_883f5",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="welfare_recruitmentnotice",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="noticeneedevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="7a7e313b144fc6d870d36cd5012b954bb45169ef",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_9a41b",
                            table="welfare_noticeneedevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recruitmentnoticeevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="6fe90a627ddad577cca46bb5ef63014fd11bdea1",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f0150",
                            table="welfare_recruitmentnoticeevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="review",
                    trigger=pgtrigger.compiler.Trigger(
                        name="passport_review_is_never_edited",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="bccb0f05f4b2b3068af9d55ae9983fd4e22250e8",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_passport_review_is_never_edited_61727",
                            table="welfare_review",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="riskassessment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_riskassessmentevent" ("by_id", "done_on", "id", "measures", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id") SELECT new_values."by_id", new_values."done_on", new_values."id", new_values."measures", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."referral_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="9bb89d736138ca3ace13ea136d871fd2ad86bf90",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f64ef",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="welfare_riskassessment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="riskassessment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_riskassessmentevent" ("by_id", "done_on", "id", "measures", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id") SELECT new_values."by_id", new_values."done_on", new_values."id", new_values."measures", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."referral_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="3b5deef1f1af31f88dfa759a6216b2f03c4138fd",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0ce04",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="welfare_riskassessment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="riskassessment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_riskassessmentevent" ("by_id", "done_on", "id", "measures", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id") SELECT old_values."by_id", old_values."done_on", old_values."id", old_values."measures", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."referral_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="e1559d4a2551769de133faa1d1d2dc1f7101b311",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_81551",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="welfare_riskassessment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="riskassessmentevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="2eb967af87b05300369443acd0d46ab6cba36728",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_01221",
                            table="welfare_riskassessmentevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="share",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_shareevent" ("ended_at", "ended_because", "expires_on", "id", "passport_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "shared_at", "to_id", "version_id") SELECT new_values."ended_at", new_values."ended_because", new_values."expires_on", new_values."id", new_values."passport_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."purpose", new_values."shared_at", new_values."to_id", new_values."version_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="7dd55cc3c417ba3f1a1e62e20067dabac52eb0f3",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_628e9",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="welfare_share",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="share",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_shareevent" ("ended_at", "ended_because", "expires_on", "id", "passport_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "shared_at", "to_id", "version_id") SELECT new_values."ended_at", new_values."ended_because", new_values."expires_on", new_values."id", new_values."passport_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."purpose", new_values."shared_at", new_values."to_id", new_values."version_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="00216227ed87d0f56d9050b50e08e287e0a67f80",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e069c",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="welfare_share",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="share",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "welfare_shareevent" ("ended_at", "ended_because", "expires_on", "id", "passport_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "shared_at", "to_id", "version_id") SELECT old_values."ended_at", old_values."ended_because", old_values."expires_on", old_values."id", old_values."passport_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."purpose", old_values."shared_at", old_values."to_id", old_values."version_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="b9a201af81a0e662af6f5522e8a65fbfc9c31898",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4ca8d",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="welfare_share",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="shareevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="a08fc4d3280c35d1199f927ad84f1d6bec3088c4",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c4dc7",
                            table="welfare_shareevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ],
        ),
    ]
