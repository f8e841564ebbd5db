import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import wmp.lib.clock
import wmp.lib.encryption
import wmp.lib.migrating


class Migration(migrations.Migration):
    dependencies = [
        ("board", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        wmp.lib.migrating.AtOnce(
            operations=[
                migrations.CreateModel(
                    name="Comment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(default=wmp.lib.clock.now, editable=False)),
                        ("text", models.TextField(max_length=2000, verbose_name="comment")),
                        ("settled_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "settled_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "section",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="comments", to="board.section"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("settled_at", None), ("settled_by", None)),
                                    models.Q(("settled_at__isnull", False), ("settled_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="comment_settled_by_somebody",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Definition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=60)),
                        ("version", models.CharField(max_length=8)),
                        ("words", models.TextField()),
                        ("statements", models.JSONField()),
                        ("first_used_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "ordering": ["key", "first_used_at"],
                        "constraints": [models.UniqueConstraint(fields=("key", "version"), name="definition_key")],
                    },
                ),
                migrations.CreateModel(
                    name="Edition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "audience",
                            models.CharField(
                                choices=[("restricted", "Restricted"), ("public", "Public")], max_length=10
                            ),
                        ),
                        ("issued_at", models.DateTimeField(default=wmp.lib.clock.now)),
                        ("content", models.JSONField()),
                        ("digest", models.CharField(max_length=64)),
                        ("rule", models.JSONField(null=True)),
                        ("decisions", models.JSONField(default=list)),
                        ("claims", models.JSONField(default=dict)),
                        ("why", models.TextField(blank=True, help_text="Why the edition before was corrected.")),
                        (
                            "differences",
                            models.JSONField(
                                default=list, help_text="What differs from the edition that this one corrects."
                            ),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "attempt",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="editions", to="board.attempt"
                            ),
                        ),
                        (
                            "corrects",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrections",
                                to="board.edition",
                            ),
                        ),
                        (
                            "issued_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "paper",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="editions", to="board.paper"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-issued_at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("paper", "number", "audience"), name="edition_key"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("audience", "public"), ("rule__isnull", False)),
                                    models.Q(("audience", "restricted"), ("rule", None)),
                                    _connector="OR",
                                ),
                                name="edition_public_under_a_rule",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(models.Q(("issued_by", None), _negated=True), ("number__gte", 1)),
                                name="edition_from_one",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EditionReader",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("named_at", models.DateTimeField(default=wmp.lib.clock.now, editable=False)),
                        ("taken_back_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "reason",
                            models.TextField(
                                blank=True, editable=False, max_length=2000, verbose_name="why it was taken back"
                            ),
                        ),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="readers", to="board.edition"
                            ),
                        ),
                        (
                            "named_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "taken_back_by",
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
                        "ordering": ["named_at", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("taken_back_at", None)),
                                fields=("edition", "account"),
                                name="edition_reader_key",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reason", ""), ("taken_back_at", None), ("taken_back_by", None)),
                                    models.Q(
                                        ("taken_back_at__isnull", False),
                                        ("taken_back_by__isnull", False),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="edition_reader_taken_back",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EditionReaderEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("named_at", models.DateTimeField(default=wmp.lib.clock.now, editable=False)),
                        ("taken_back_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "reason",
                            models.TextField(
                                blank=True, editable=False, max_length=2000, verbose_name="why it was taken back"
                            ),
                        ),
                        (
                            "account",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="board.edition",
                            ),
                        ),
                        (
                            "named_by",
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
                                to="board.editionreader",
                            ),
                        ),
                        (
                            "taken_back_by",
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="MorningMail",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("day", models.DateField()),
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
                        "constraints": [models.UniqueConstraint(fields=("day", "to"), name="morning_mail_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Paper",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        (
                            "meeting",
                            models.CharField(
                                help_text="The body that meets, such as the Police and Crime Board.", max_length=120
                            ),
                        ),
                        ("meeting_on", models.DateField(verbose_name="date of the meeting")),
                        ("correcting", models.TextField(blank=True, editable=False, max_length=2000)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("with approver", "With the approver"),
                                    ("approved", "Approved"),
                                    ("issued", "Issued"),
                                    ("abandoned", "Abandoned"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=30,
                            ),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "attempt",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="papers",
                                to="board.attempt",
                                verbose_name="figures of",
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-meeting_on", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status__in", ["draft", "with approver", "abandoned"]),
                                    ("approved_by__isnull", False),
                                    _connector="XOR",
                                ),
                                name="paper_approved_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_by", None),
                                    models.Q(("approved_by", models.F("author")), _negated=True),
                                    _connector="OR",
                                ),
                                name="paper_approved_by_another",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaperChange",
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
                                on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="board.paper"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PaperEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("title", models.CharField(max_length=200)),
                        (
                            "meeting",
                            models.CharField(
                                help_text="The body that meets, such as the Police and Crime Board.", max_length=120
                            ),
                        ),
                        ("meeting_on", models.DateField(verbose_name="date of the meeting")),
                        ("correcting", models.TextField(blank=True, editable=False, max_length=2000)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("with approver", "With the approver"),
                                    ("approved", "Approved"),
                                    ("issued", "Issued"),
                                    ("abandoned", "Abandoned"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=30,
                            ),
                        ),
                        (
                            "approved_by",
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
                            "attempt",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="board.attempt",
                                verbose_name="figures of",
                            ),
                        ),
                        (
                            "author",
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
                                to="board.paper",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Prepared",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=64)),
                        ("restricted", models.JSONField()),
                        ("public", models.JSONField()),
                        ("decisions", models.JSONField()),
                        ("claims", models.JSONField()),
                        ("made_at", models.DateTimeField(default=wmp.lib.clock.now)),
                        (
                            "paper",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="prepared", to="board.paper"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("paper",), name="prepared_key")],
                    },
                ),
                migrations.CreateModel(
                    name="Section",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "key",
                            models.SlugField(editable=False, help_text="The section of the template.", max_length=40),
                        ),
                        ("position", models.PositiveSmallIntegerField(editable=False)),
                        ("title", models.CharField(max_length=120)),
                        ("narrative", models.TextField(blank=True, max_length=20000, verbose_name="text")),
                        (
                            "left_out",
                            models.BooleanField(default=False, verbose_name="leave this section out of the paper"),
                        ),
                        ("edited_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "edited_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "paper",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="sections", to="board.paper"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [models.UniqueConstraint(fields=("paper", "key"), name="section_key")],
                    },
                ),
                migrations.CreateModel(
                    name="CommentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("at", models.DateTimeField(default=wmp.lib.clock.now, editable=False)),
                        ("text", models.TextField(max_length=2000, verbose_name="comment")),
                        ("settled_at", models.DateTimeField(editable=False, null=True)),
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
                                to="board.comment",
                            ),
                        ),
                        (
                            "settled_by",
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
                            "section",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="board.section",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SectionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "key",
                            models.SlugField(
                                db_index=False, editable=False, help_text="The section of the template.", max_length=40
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(editable=False)),
                        ("title", models.CharField(max_length=120)),
                        ("narrative", models.TextField(blank=True, max_length=20000, verbose_name="text")),
                        (
                            "left_out",
                            models.BooleanField(default=False, verbose_name="leave this section out of the paper"),
                        ),
                        ("edited_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "edited_by",
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
                            "paper",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="board.paper",
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
                                to="board.section",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="StoredTrace",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("packed", wmp.lib.encryption.EncryptedTextField()),
                        (
                            "result",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="traces", to="board.result"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("result",), name="stored_trace_key")],
                    },
                ),
                migrations.CreateModel(
                    name="SuggestionAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "suggestion",
                            models.CharField(
                                help_text="What it is of: the figure, the kind and the cell.", max_length=200
                            ),
                        ),
                        ("accepted", models.BooleanField()),
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
                            "paper",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="board.paper"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at"],
                        "constraints": [
                            models.UniqueConstraint(fields=("paper", "suggestion"), name="suggestion_answer_key")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Token",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                help_text="What uses it, such as Power BI on the treasurer's desk.", max_length=60
                            ),
                        ),
                        (
                            "scope",
                            models.CharField(
                                choices=[
                                    ("public", "Public editions"),
                                    ("editions", "All editions that you may read"),
                                    ("figures", "Nightly figures as well"),
                                ],
                                default="public",
                                max_length=10,
                            ),
                        ),
                        ("begins", models.CharField(editable=False, max_length=12)),
                        ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                        ("created_at", models.DateTimeField(default=wmp.lib.clock.now, editable=False)),
                        ("expires_at", models.DateTimeField(editable=False, verbose_name="ends")),
                        ("revoked_at", models.DateTimeField(editable=False, null=True, verbose_name="taken back")),
                        ("used_at", models.DateTimeField(editable=False, null=True, verbose_name="last used")),
                        (
                            "warned_at",
                            models.DateTimeField(editable=False, null=True, verbose_name="owner told that it ends"),
                        ),
                        (
                            "account",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tokens",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-created_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("expires_at__gt", models.F("created_at"))),
                                name="token_ends_after_it_begins",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TokenEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "name",
                            models.CharField(
                                help_text="What uses it, such as Power BI on the treasurer's desk.", max_length=60
                            ),
                        ),
                        (
                            "scope",
                            models.CharField(
                                choices=[
                                    ("public", "Public editions"),
                                    ("editions", "All editions that you may read"),
                                    ("figures", "Nightly figures as well"),
                                ],
                                default="public",
                                max_length=10,
                            ),
                        ),
                        ("begins", models.CharField(editable=False, max_length=12)),
                        ("created_at", models.DateTimeField(default=wmp.lib.clock.now, editable=False)),
                        ("expires_at", models.DateTimeField(editable=False, verbose_name="ends")),
                        ("revoked_at", models.DateTimeField(editable=False, null=True, verbose_name="taken back")),
                        (
                            "warned_at",
                            models.DateTimeField(editable=False, null=True, verbose_name="owner told that it ends"),
                        ),
                        (
                            "account",
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
                                to="board.token",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Alarm",
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
                                    ("failed", "It failed"),
                                    ("check", "A check did not hold"),
                                    ("jump", "It jumped"),
                                ],
                                editable=False,
                                max_length=10,
                            ),
                        ),
                        ("row", models.CharField(blank=True, editable=False, max_length=200)),
                        ("column", models.CharField(blank=True, editable=False, max_length=200)),
                        ("words", models.CharField(editable=False, max_length=500)),
                        ("noticed_at", models.DateTimeField(default=wmp.lib.clock.now, editable=False)),
                        (
                            "note",
                            models.CharField(
                                help_text="Such as: the workforce file came late.",
                                max_length=500,
                                verbose_name="what you found",
                            ),
                        ),
                        ("looked_into_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "looked_into_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "result",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="alarms",
                                to="board.result",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-noticed_at", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("result", "kind", "row", "column", "words"), name="alarm_key"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("looked_into_at", None), ("looked_into_by", None), ("note", "")),
                                    models.Q(
                                        ("looked_into_at__isnull", False),
                                        ("looked_into_by__isnull", False),
                                        models.Q(("note", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="alarm_looked_into_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EditionFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("format", models.CharField(max_length=10)),
                        ("content", models.BinaryField(null=True)),
                        ("digest", models.CharField(blank=True, max_length=64)),
                        ("built_at", models.DateTimeField(null=True)),
                        ("seconds", models.FloatField(null=True)),
                        (
                            "error",
                            models.CharField(
                                blank=True, help_text="What the fault is called, never its message.", max_length=200
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="files", to="board.edition"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("edition", "format"), name="edition_file_key"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("built_at", None), ("content", None)),
                                    models.Q(("built_at__isnull", False), ("content__isnull", False)),
                                    _connector="OR",
                                ),
                                name="edition_file_built_or_not",
                            ),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="attempt",
                    name="watched_at",
                    field=models.DateTimeField(help_text="When its figures were looked at for alarms.", null=True),
                ),
                migrations.AddField(
                    model_name="result",
                    name="version",
                    field=models.CharField(blank=True, max_length=8),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="comment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "board_commentevent" ("at", "by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "section_id", "settled_at", "settled_by_id", "text") SELECT new_values."at", new_values."by_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."section_id", new_values."settled_at", new_values."settled_by_id", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="b077c672fcbf7f025f205bff45351455f5517447",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f25a0",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="board_comment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="comment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "board_commentevent" ("at", "by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "section_id", "settled_at", "settled_by_id", "text") SELECT new_values."at", new_values."by_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."section_id", new_values."settled_at", new_values."settled_by_id", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="d2979536ffc6a3a85c69140ec16ddd8ca5855e5f",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a193f",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="board_comment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="comment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "board_commentevent" ("at", "by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "section_id", "settled_at", "settled_by_id", "text") SELECT old_values."at", old_values."by_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."section_id", old_values."settled_at", old_values."settled_by_id", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="c0f32928e4efe4c5b29c97de78b64f0c3c9e71d6",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5d20c",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="board_comment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="edition",
                    trigger=pgtrigger.compiler.Trigger(
                        name="issued_edition_stands",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'An issued edition is never altered.' USING ERRCODE = 'check_violation';",
                            hash="8c14c40304830ed9c4751bc0f53c0f6429c67a16",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_issued_edition_stands_94833",
                            table="board_edition",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="editionreader",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "board_editionreaderevent" ("account_id", "edition_id", "id", "named_at", "named_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "taken_back_at", "taken_back_by_id") SELECT new_values."account_id", new_values."edition_id", new_values."id", new_values."named_at", new_values."named_by_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."taken_back_at", new_values."taken_back_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="cd0afd49405d54d9a14f8afd483b67817a04c647",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_66724",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="board_editionreader",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="editionreader",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "board_editionreaderevent" ("account_id", "edition_id", "id", "named_at", "named_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "taken_back_at", "taken_back_by_id") SELECT new_values."account_id", new_values."edition_id", new_values."id", new_values."named_at", new_values."named_by_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."taken_back_at", new_values."taken_back_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="3b5237c24a7a00da3ceed54cbc0fd604586237b9",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f8820",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="board_editionreader",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="editionreader",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "board_editionreaderevent" ("account_id", "edition_id", "id", "named_at", "named_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "taken_back_at", "taken_back_by_id") SELECT old_values."account_id", old_values."edition_id", old_values."id", old_values."named_at", old_values."named_by_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."taken_back_at", old_values."taken_back_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="46bacfd4bcd5cffcdb4d069bfb65cb22a2266ecb",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5937b",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="board_editionreader",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="editionreaderevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="9a91438eaf0a598b07d819f8acd2a25115b30bd3",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_648ca",
                            table="board_editionreaderevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="paper",
                    trigger=pgtrigger.compiler.Trigger(
                        name="run_stands_once_sent",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."attempt_id" IS DISTINCT FROM (NEW."attempt_id") AND NOT (OLD."status" = \'draft\'))',
                            func="RAISE EXCEPTION 'The figures of a paper that was sent stand.' USING ERRCODE = 'check_violation';",
                            hash="7fba97d5dc09e680093ec88c6734fab76d932488",
                            operation="UPDATE",
                            pgid="pgtrigger_run_stands_once_sent_0296b",
                            table="board_paper",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="paper",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "board_paperevent" ("approved_by_id", "attempt_id", "author_id", "correcting", "id", "meeting", "meeting_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "title") SELECT new_values."approved_by_id", new_values."attempt_id", new_values."author_id", new_values."correcting", new_values."id", new_values."meeting", new_values."meeting_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."status", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="02d51e26b4e1f53d9dbb612a87d66dce00983a93",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6f093",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="board_paper",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="paper",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "board_paperevent" ("approved_by_id", "attempt_id", "author_id", "correcting", "id", "meeting", "meeting_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "title") SELECT new_values."approved_by_id", new_values."attempt_id", new_values."author_id", new_values."correcting", new_values."id", new_values."meeting", new_values."meeting_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."status", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="238d7d93a65971fde9eaec8218ff4d648a8df767",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_108c9",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="board_paper",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="paper",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "board_paperevent" ("approved_by_id", "attempt_id", "author_id", "correcting", "id", "meeting", "meeting_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "title") SELECT old_values."approved_by_id", old_values."attempt_id", old_values."author_id", old_values."correcting", old_values."id", old_values."meeting", old_values."meeting_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."status", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="4715ff9c2c071862c6b358b637eedd9a9be42dfe",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2f130",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="board_paper",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="paperchange",
                    trigger=pgtrigger.compiler.Trigger(
                        name="moves_stand",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        IF TG_OP = 'UPDATE' OR EXISTS (SELECT FROM \"board_paper\") THEN\n            RAISE EXCEPTION 'moves of records are added and never changed' USING ERRCODE = 'restrict_violation';\n        END IF;\n        RETURN NULL;\n    ",
                            hash="885aa04402d1ec4dc3182928336668fd2e3e74fc",
                            level="STATEMENT",
                            operation="UPDATE OR TRUNCATE",
                            pgid="pgtrigger_moves_stand_a36a5",
                            table="board_paperchange",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="paperchange",
                    trigger=pgtrigger.compiler.Trigger(
                        name="moves_stay_with_their_record",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            constraint="CONSTRAINT",
                            func="\n        IF EXISTS (SELECT FROM \"board_paper\" WHERE id = OLD.record_id) THEN\n            RAISE EXCEPTION 'moves of records are added and never deleted' USING ERRCODE = 'restrict_violation';\n        END IF;\n        RETURN NULL;\n    ",
                            hash="a0bfbe256d7fac781a4c43c735205858b7c6010c",
                            operation="DELETE",
                            pgid="pgtrigger_moves_stay_with_their_record_7fd52",
                            table="board_paperchange",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="paperevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="a8e626e1eaab89dd2d62bf9d8b9865323c0e0445",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_ba622",
                            table="board_paperevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="section",
                    trigger=pgtrigger.compiler.Trigger(
                        name="text_stands_once_sent",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF (SELECT status FROM board_paper WHERE id = OLD.paper_id) <> 'draft' THEN RAISE EXCEPTION 'The text of a paper that was sent stands.' USING ERRCODE = 'check_violation'; END IF; RETURN NEW;",
                            hash="0bac5da2c259fb2aed25cd06e8d6752de02c60a3",
                            operation="UPDATE",
                            pgid="pgtrigger_text_stands_once_sent_453ff",
                            table="board_section",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="section",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "board_sectionevent" ("edited_at", "edited_by_id", "id", "key", "left_out", "narrative", "paper_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "title") SELECT new_values."edited_at", new_values."edited_by_id", new_values."id", new_values."key", new_values."left_out", new_values."narrative", new_values."paper_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="030cdb52dc8a1f1fdbe84e3e5eb5fe5ba97886a1",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e9b72",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="board_section",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="section",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "board_sectionevent" ("edited_at", "edited_by_id", "id", "key", "left_out", "narrative", "paper_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "title") SELECT new_values."edited_at", new_values."edited_by_id", new_values."id", new_values."key", new_values."left_out", new_values."narrative", new_values."paper_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="2b53c3599eff171b6473f3399f34d34a57594d3b",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_87f9c",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="board_section",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="section",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "board_sectionevent" ("edited_at", "edited_by_id", "id", "key", "left_out", "narrative", "paper_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "title") SELECT old_values."edited_at", old_values."edited_by_id", old_values."id", old_values."key", old_values."left_out", old_values."narrative", old_values."paper_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="54d45a2275b43dc12cb8e7bd7c1e474057c2a6ae",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_8ca19",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="board_section",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="commentevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="0ece9c75058d47cc4b91db7feb3adeaaa95bb400",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_11487",
                            table="board_commentevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sectionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="840fceaa0a5b4a1bc5c5be724a05a3f494dcc567",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_e89ca",
                            table="board_sectionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="token",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "board_tokenevent" ("account_id", "begins", "created_at", "expires_at", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "scope", "warned_at") SELECT new_values."account_id", new_values."begins", new_values."created_at", new_values."expires_at", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."revoked_at", new_values."scope", new_values."warned_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="5ca210d52f862f0da6ccd2b6524cca4f937ed993",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_26fd6",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="board_token",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="token",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "board_tokenevent" ("account_id", "begins", "created_at", "expires_at", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "scope", "warned_at") SELECT new_values."account_id", new_values."begins", new_values."created_at", new_values."expires_at", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."revoked_at", new_values."scope", new_values."warned_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."account_id" IS DISTINCT FROM (new_values."account_id") OR old_values."begins" IS DISTINCT FROM (new_values."begins") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."expires_at" IS DISTINCT FROM (new_values."expires_at") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."revoked_at" IS DISTINCT FROM (new_values."revoked_at") OR old_values."scope" IS DISTINCT FROM (new_values."scope") OR old_values."warned_at" IS DISTINCT FROM (new_values."warned_at")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="4bf7fef8b49d75ed4c96a0ae63622b818b885837",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_16b58",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="board_token",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="token",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "board_tokenevent" ("account_id", "begins", "created_at", "expires_at", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "scope", "warned_at") SELECT old_values."account_id", old_values."begins", old_values."created_at", old_values."expires_at", old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."revoked_at", old_values."scope", old_values."warned_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="7c4e50bdf1d8b568bd3630423802c48bc9c319f2",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5b9d8",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="board_token",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="tokenevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="98fe30c36543f9f285ae406df3fa6549cf111211",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_2a6d5",
                            table="board_tokenevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="editionfile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="built_file_stands",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."content" IS NOT NULL)',
                            func="RAISE EXCEPTION 'A file of an issued edition is never altered.' USING ERRCODE = 'check_violation';",
                            hash="feccc9f63eb0119a56eafa57b72d856b72913940",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_built_file_stands_e7393",
                            table="board_editionfile",
                            when="BEFORE",
                        ),
                    ),
                ),
            ],
        ),
    ]
