"""Stages of a process, the boards that sit at them, and each candidate's result at each stage."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from people.promotion.models import PromotionApplication, PromotionProcess, handled_by
from people.roles import Role, own_person
from wmp.lib import clock
from wmp.lib.access import EVERYTHING, Reader, ScopedModel, ScopedQuerySet
from wmp.lib.audit import tracked
from wmp.lib.keys import among


class StageQuerySet(ScopedQuerySet["PromotionStage"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        """Whoever sees the process sees its stages and their days."""
        yield Q(process__in=PromotionProcess.objects.visible_to(user).values("pk"))


@tracked
class PromotionStage(ScopedModel):
    """One step of a process, in its order: a sift, an assessment, a board."""

    process = models.ForeignKey(PromotionProcess, models.CASCADE, related_name="stages")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    starts_on = models.DateField("from", null=True, blank=True)
    ends_on = models.DateField("to", null=True, blank=True)
    pass_mark = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)

    # The reverse sides of StageResult and PromotionBoard.
    results: Any
    boards: Any

    objects = StageQuerySet.as_manager()

    class Meta:
        ordering = ["process", "number"]
        constraints = [
            # Deferrable, because putting stages in another order moves two of them in one statement.
            models.UniqueConstraint(
                fields=["process", "number"], name="promotion_stage_key", deferrable=models.Deferrable.DEFERRED
            ),
            models.UniqueConstraint(
                fields=["process", "name"],
                name="promotion_stage_name",
                violation_error_message="The process has a stage of this name.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="promotion_stage_ends_after_it_starts",
                violation_error_message="A stage ends on or after the day on which it starts.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BoardQuerySet(ScopedQuerySet["PromotionBoard"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        if user.has_role(Role.PROMOTION_TEAM):
            yield EVERYTHING
        yield among("pk", PromotionBoard.members.through._default_manager.filter(user=user.pk).values("promotionboard"))


@tracked
class PromotionBoard(ScopedModel):
    """Those who hear some of the candidates at one stage. While it is open its members see these, and no others."""

    stage = models.ForeignKey(PromotionStage, models.PROTECT, related_name="boards")
    name = models.CharField(max_length=60)
    held_on = models.DateField("sits on", null=True, blank=True)
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    closed_at = models.DateTimeField("closed", null=True, editable=False)

    objects = BoardQuerySet.as_manager()

    class Meta:
        ordering = ["held_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["stage", "name"],
                name="promotion_board_name",
                violation_error_message="The stage has a board of this name.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.stage}"


class OfApplicationQuerySet(ScopedQuerySet[Any]):
    """What belongs to an application and is for whoever handles it."""

    def grants(self, user: Reader) -> Iterable[Q]:
        yield from handled_by(user, "application__")


class BoardCandidateQuerySet(OfApplicationQuerySet):
    def grants(self, user: Reader) -> Iterable[Q]:
        """Besides, the candidate's own once its day is set: where they come, and before that not that they do."""
        yield from super().grants(user)
        yield among("application__candidate", own_person(user)) & Q(board__held_on__isnull=False)


@tracked
class BoardCandidate(ScopedModel):
    """One candidate before one board, at most one of each stage."""

    board = models.ForeignKey(PromotionBoard, models.CASCADE, related_name="candidates")
    stage = models.ForeignKey(PromotionStage, models.CASCADE, related_name="+", editable=False)
    application = models.ForeignKey(PromotionApplication, models.CASCADE, related_name="boarded")
    at = models.TimeField("heard at", null=True, blank=True)

    objects = BoardCandidateQuerySet.as_manager()

    class Meta:
        ordering = ["board", "at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["stage", "application"],
                name="promotion_one_board_each",
                violation_error_message="This candidate is before another board of the stage.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.application} before {self.board}"

    def account_concerned(self) -> Any:
        return self.application.candidate.account_id


class StageOutcome(models.TextChoices):
    PASSED = "passed", "Passed"
    NOT_PASSED = "not passed", "Not passed"
    ABSENT = "absent", "Did not attend"


class StageResultQuerySet(OfApplicationQuerySet):
    def grants(self, user: Reader) -> Iterable[Q]:
        """Besides, the candidate's own once results are published."""
        yield from super().grants(user)
        published = Q(application__process__published_at__isnull=False)
        yield among("application__candidate", own_person(user)) & published


@tracked
class StageResult(ScopedModel):
    """How one candidate did at one stage."""

    application = models.ForeignKey(PromotionApplication, models.CASCADE, related_name="results")
    stage = models.ForeignKey(PromotionStage, models.PROTECT, related_name="results")
    outcome = models.CharField(max_length=10, choices=StageOutcome)
    score = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False)
    at = models.DateTimeField(default=clock.now, editable=False)

    objects = StageResultQuerySet.as_manager()

    class Meta:
        ordering = ["stage", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "stage"],
                name="promotion_stage_result_key",
                violation_error_message="This candidate has a result at this stage.",
            ),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__gte=0),
                name="promotion_score_not_negative",
                violation_error_message="A score cannot be negative.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} at {self.stage}"

    def account_concerned(self) -> Any:
        return self.application.candidate.account_id
