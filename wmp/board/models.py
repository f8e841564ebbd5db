"""Nightly runs and the figures they computed, with the records behind them. The other families' models by name."""

from collections.abc import Iterable

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from people.roles import Role
from wmp.board.api.models import Token
from wmp.board.naming import StoredKey
from wmp.board.paper import FIGURES
from wmp.board.papers.editions import Edition, EditionFile, EditionReader, Prepared
from wmp.board.papers.models import Comment, Paper, PaperChange, Section, SuggestionAnswer
from wmp.board.watching.models import Alarm, AlarmKind, MorningMail
from wmp.lib.access import EVERYTHING, Reader, ScopedModel, ScopedQuerySet
from wmp.lib.audit import tracked
from wmp.lib.encryption import EncryptedTextField
from wmp.lib.grids import Grid
from wmp.lib.traces import Trace
from wmp.lib.words import long_day

__all__ = [
    "Alarm",
    "AlarmKind",
    "Attempt",
    "Comment",
    "Definition",
    "Edition",
    "EditionFile",
    "EditionReader",
    "MorningMail",
    "Paper",
    "PaperChange",
    "Prepared",
    "PublishedValue",
    "Result",
    "ResultStatus",
    "Run",
    "Section",
    "StoredKey",
    "StoredTrace",
    "SuggestionAnswer",
    "Token",
]


def may_read_everything(user: Reader) -> bool:
    """The board secretary reads every figure, those that the paper no longer has among them."""
    return user.has_role(Role.BOARD_SECRETARY)


def keys_read_by(user: Reader) -> list[str]:
    """The figures that a role reads because they are computed from its own records."""
    return [key for key, figure in FIGURES.items() if user.has_role(*figure.readers)]


def may_read_every_definition(user: Reader) -> bool:
    """What a figure counts tells no number of it: auditors read all of them, and by which one an edition counted."""
    return may_read_everything(user) or user.has_role(Role.AUDITOR)


def may_read_board(user: Reader) -> bool:
    """Does any role of the account read a nightly figure?"""
    return may_read_everything(user) or bool(keys_read_by(user))


class RunQuerySet(ScopedQuerySet["Run"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        """Everyone who may read a figure may see the runs; which figures of a run, `ResultQuerySet` says."""
        if may_read_board(user):
            yield EVERYTHING


class Run(ScopedModel):
    """The board figures of one day. The day is fixed when the run is created; computing it again is a new attempt."""

    day = models.DateField(unique=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = RunQuerySet.as_manager()

    class Meta:
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"Run of {long_day(self.day)}"


class Attempt(models.Model):
    """One computation of a run's figures from one snapshot of the records. The shown one is what readers see."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="attempts")
    number = models.PositiveIntegerField()
    snapshot = models.CharField(max_length=60, help_text="PostgreSQL's name of the snapshot that all figures read.")
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    shown = models.BooleanField(default=False)
    watched_at = models.DateTimeField(null=True, help_text="When its figures were looked at for alarms.")

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="attempt_key"),
            models.UniqueConstraint(fields=["run"], condition=Q(shown=True), name="attempt_one_shown_per_run"),
            models.CheckConstraint(
                condition=Q(shown=False) | Q(finished_at__isnull=False), name="attempt_shown_is_finished"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run}, attempt {self.number}"


class ResultStatus(models.TextChoices):
    WAITING = "waiting", "Waiting"
    COMPUTED = "computed", "Computed"
    FAILED = "failed", "Failed"


class ResultQuerySet(ScopedQuerySet["Result"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        if may_read_everything(user):
            yield EVERYTHING
        yield Q(key__in=keys_read_by(user))

    def in_words(self) -> "ResultQuerySet":
        """With the `words` of the definition by which each was counted, which may not be today's; None of results
        from before versions were kept. Whoever sees a result reads what it counts."""
        stated = Definition.objects.unscoped().filter(key=OuterRef("key"), version=OuterRef("version"))
        return self.annotate(words=Subquery(stated.values("words")[:1]))


class Result(ScopedModel):
    """One figure of one attempt."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="results")
    key = models.CharField(max_length=60)
    status = models.CharField(max_length=10, choices=ResultStatus, default=ResultStatus.WAITING, editable=False)
    stored_grid = models.JSONField(null=True)
    stored_trend = models.JSONField(
        null=True, help_text="Of five years; empty where it has none, null in a run from before runs kept trends."
    )
    error = models.CharField(max_length=200, blank=True, help_text="What the fault is called, never its message.")
    seconds = models.FloatField(null=True)
    # Of the definition by which it was computed; "" of runs from before definitions had one.
    version = models.CharField(max_length=8, blank=True)

    objects = ResultQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "key"], name="result_key"),
            models.CheckConstraint(
                condition=Q(status=ResultStatus.COMPUTED, stored_grid__isnull=False)
                | (~Q(status=ResultStatus.COMPUTED) & Q(stored_grid=None)),
                name="result_computed_has_its_table",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def grid(self) -> Grid:
        """The computed table. Raises ValueError where the figure failed."""
        if self.stored_grid is None:
            raise ValueError(f"{self.key} has not been computed in this run.")
        return Grid.from_json(self.stored_grid)

    @property
    def trend(self) -> Grid | None:
        """The table of five years, as the run computed it."""
        return Grid.from_json(self.stored_trend["grid"]) if self.stored_trend else None

    def trend_of(self, row: str, column: str) -> tuple[str, str] | None:
        """The labels that a cell of the trend has in the figure's table of its year; None where nobody computed it."""
        found = (self.stored_trend or {}).get("places", {}).get(row, {}).get(column)
        return (found[0], found[1]) if found else None


class DefinitionQuerySet(ScopedQuerySet["Definition"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        """Of the figures that a role reads; all of them to auditors."""
        if may_read_every_definition(user):
            yield EVERYTHING
        yield Q(key__in=keys_read_by(user))


class Definition(ScopedModel):
    """One version of what a figure counts: its printed words, and the statements that find its records."""

    key = models.CharField(max_length=60)
    version = models.CharField(max_length=8)
    words = models.TextField()
    statements = models.JSONField()
    first_used_at = models.DateTimeField(default=timezone.now)

    objects = DefinitionQuerySet.as_manager()

    class Meta:
        ordering = ["key", "first_used_at"]
        constraints = [models.UniqueConstraint(fields=["key", "version"], name="definition_key")]

    def __str__(self) -> str:
        return f"{self.key}, version {self.version}"


class StoredTraceQuerySet(ScopedQuerySet["StoredTrace"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        """As for the result that it is of."""
        yield Q(result__in=Result.objects.visible_to(user).values("pk"))


class StoredTrace(ScopedModel):
    """The keys of the records behind each cell of a result, and of the earlier years of its trend. It tells who counted
    as what: it stands encrypted."""

    # A key and a constraint rather than one-to-one, whose reverse side is an object past every rule of access.
    result = models.ForeignKey(Result, models.CASCADE, related_name="traces")
    packed = EncryptedTextField()
    packed_trend = EncryptedTextField(default="")

    objects = StoredTraceQuerySet.as_manager()
    classified = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["result"], name="stored_trace_key")]

    def __str__(self) -> str:
        return f"Trace of {self.result}"

    @property
    def trace(self) -> Trace:
        return Trace.unpacked(self.packed)

    @property
    def trend(self) -> Trace | None:
        """Cells are named by the labels that they have in the trend; the latest year's are those of the figure."""
        return Trace.unpacked(self.packed_trend) if self.packed_trend else None


class PublishedValueQuerySet(ScopedQuerySet["PublishedValue"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        """As for computed figures."""
        if may_read_everything(user):
            yield EVERYTHING
        yield Q(figure__in=keys_read_by(user))


@tracked
class PublishedValue(ScopedModel):
    """One cell of a figure as it was published before records began, with its source. Shown beside computed ones."""

    figure = models.CharField(max_length=60)
    day = models.DateField()
    row = models.CharField(max_length=200)
    column = models.CharField(max_length=200)
    value = models.DecimalField(max_digits=18, decimal_places=6)
    source = models.CharField(max_length=200)

    objects = PublishedValueQuerySet.as_manager()

    class Meta:
        ordering = ["figure", "-day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["figure", "day", "row", "column"],
                name="published_value_key",
                violation_error_message="This cell has been published already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.figure}, {self.row}, {self.column}, {long_day(self.day)}"
