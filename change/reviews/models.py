"""The annual benefits review: its financial lines and FTE lines, frozen as a whole."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

import pgtrigger
from django.db import models
from django.db.models import F, Q

from change.access import ChangeQuerySet
from change.portfolio.models import Programme, Project
from wmp.lib.access import ScopedModel
from wmp.lib.audit import tracked
from wmp.lib.workflow import StatusChange, Workflow


class ReviewStatus(models.TextChoices):
    OPEN = "open", "Open"
    FROZEN = "frozen", "Frozen"


class BenefitsReviewQuerySet(ChangeQuerySet["BenefitsReview"]):
    def latest_frozen(self, day: date) -> Self:
        """The one review that a paper of `day` reports from, as a queryset of one or none: `review=latest_frozen(day)`.

        Not `review__in=`: the planner would not see that it is one, and take a review's lines for a handful.
        """
        return self.filter(status=ReviewStatus.FROZEN, as_at__lte=day).order_by("-as_at", "-pk")[:1]


# A frozen review stays frozen, and what it says of itself stays too: `as_at` decides which review a paper reports from.
frozen_review_stands = pgtrigger.Trigger(
    name="frozen_review_stands",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    condition=pgtrigger.Q(old__status="frozen"),
    func="RAISE EXCEPTION 'the review is frozen' USING ERRCODE = 'restrict_violation';",
)


@tracked
class BenefitsReview(Workflow, ScopedModel):
    """The Annual Benefits Review. Years are the April in which a financial year starts: 2022 for 2022/23."""

    MOVES = {"open": {"frozen"}, "frozen": set()}

    name = models.CharField(max_length=120, unique=True)
    as_at = models.DateField()
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    copied_from = models.ForeignKey("self", models.PROTECT, null=True, editable=False, related_name="+")
    status = Workflow.status_field(ReviewStatus, first=ReviewStatus.OPEN)

    objects = BenefitsReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-as_at", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")),
                name="review_years_in_order",
                violation_error_message="The last year cannot come before the first.",
            ),
        ]
        triggers = [frozen_review_stands]

    def __str__(self) -> str:
        return self.name

    def freeze(self, *, by: Any, reason: str = "") -> None:
        """From here on no line of the review can change; a new review starts as a copy."""
        self.move_to(ReviewStatus.FROZEN, by=by, reason=reason)


class BenefitsReviewChange(StatusChange):
    record = StatusChange.of(BenefitsReview)


def review_before(review: BenefitsReview, reviews: Iterable[BenefitsReview]) -> BenefitsReview | None:
    """The review that one is set beside: that which it was copied from, else the last frozen one by its day.

    It is looked for among `reviews`, the latest first.
    """
    others = [each for each in reviews if each.pk != review.pk]
    source = [each for each in others if each.pk == review.copied_from_id]
    frozen = [each for each in others if each.status == ReviewStatus.FROZEN and each.as_at <= review.as_at]
    return next(iter([*source, *frozen]), None)


# The database itself refuses to touch a frozen review's lines, whichever way the change comes in. Locking the review
# makes a freeze and a change that come together wait for each other, so that no line slips in behind a freeze.
frozen_review_is_closed = pgtrigger.Trigger(
    name="frozen_review_is_closed",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[("line", "RECORD")],
    func="""
        IF TG_OP = 'DELETE' THEN line := OLD; ELSE line := NEW; END IF;
        IF 'frozen' = ANY (ARRAY(
            SELECT status FROM change_benefitsreview
            WHERE id IN (line.review_id, CASE WHEN TG_OP = 'UPDATE' THEN OLD.review_id END) FOR SHARE
        )) THEN
            RAISE EXCEPTION 'the review is frozen' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN line;
    """,
)


# Emptying a whole table fires nothing for its rows. It is allowed only where the frozen reviews go with it, as when a
# database is emptied to be filled anew.
frozen_review_keeps_lines = pgtrigger.Trigger(
    name="frozen_review_keeps_lines",
    level=pgtrigger.Statement,
    when=pgtrigger.After,
    operation=pgtrigger.Truncate,
    func="""
        IF EXISTS (SELECT FROM change_benefitsreview WHERE status = 'frozen') THEN
            RAISE EXCEPTION 'the review is frozen' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NULL;
    """,
)


class LineKind(models.TextChoices):
    """In the order in which the summary prints them."""

    CAPITAL = "capital", "Capital"
    ONE_OFF = "one-off cost", "One-off cost"
    CASHABLE = "cashable benefit", "Cashable benefit"
    RECURRING = "recurring cost", "Recurring cost"
    NON_CASHABLE = "non-cashable benefit", "Non-cashable benefit"


BENEFIT_KINDS = frozenset({LineKind.CASHABLE, LineKind.NON_CASHABLE})


class FinancialLineQuerySet(ChangeQuerySet["FinancialLine"]):
    pass


@tracked
class FinancialLine(ScopedModel):
    """One kind of cost or benefit of one project, or of a whole programme, in one financial year. Pounds.

    Costs and benefits are both entered as plain numbers; tables print costs as positive and benefits as negative.
    """

    review = models.ForeignKey(BenefitsReview, models.PROTECT, related_name="financial_lines")
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, blank=True)
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True)
    kind = models.CharField(max_length=20, choices=LineKind)
    financial_year = models.PositiveSmallIntegerField(help_text="The April in which it starts: 2022 for 2022/23.")
    planned = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    forecast = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    actual = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)

    objects = FinancialLineQuerySet.as_manager()

    class Meta:
        ordering = ["review", "programme", "project", "kind", "financial_year"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "programme", "project", "kind", "financial_year"],
                name="financial_line_key",
                nulls_distinct=False,
                violation_error_message="The review already has this line.",
            ),
            models.CheckConstraint(
                condition=Q(programme__isnull=False) | Q(project__isnull=False),
                name="financial_line_has_a_home",
                violation_error_message="A line belongs to a programme, a project or both.",
            ),
        ]
        triggers = [frozen_review_is_closed, frozen_review_keeps_lines]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.financial_year}"


class FteKind(models.TextChoices):
    SAVING = "saving", "Saving"
    ADJUSTMENT = "adjustment", "Adjustment"


class FteLineQuerySet(ChangeQuerySet["FteLine"]):
    pass


@tracked
class FteLine(ScopedModel):
    """An FTE saving of a project, or a labelled adjustment printed below the grand total (a vacancy review, say).

    Full-time equivalents, in one executive portfolio. Savings are usually negative, as the board paper prints them.
    """

    review = models.ForeignKey(BenefitsReview, models.PROTECT, related_name="fte_lines")
    kind = models.CharField(max_length=10, choices=FteKind)
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True)
    label = models.CharField(max_length=120, blank=True)
    portfolio = models.CharField(max_length=120)
    fte = models.DecimalField("FTE", max_digits=8, decimal_places=2)

    objects = FteLineQuerySet.as_manager()

    class Meta:
        ordering = ["review", "kind", "project", "label", "portfolio"]
        verbose_name = "FTE line"
        constraints = [
            models.UniqueConstraint(
                fields=["review", "project", "label", "portfolio"],
                name="fte_line_key",
                nulls_distinct=False,
                violation_error_message="The review already has this line.",
            ),
            models.CheckConstraint(
                condition=Q(kind=FteKind.SAVING, project__isnull=False, label="")
                | (Q(kind=FteKind.ADJUSTMENT, project=None) & ~Q(label="")),
                name="fte_line_has_project_or_label",
                violation_error_message="A saving belongs to a project; an adjustment has a label instead.",
            ),
        ]
        triggers = [frozen_review_is_closed, frozen_review_keeps_lines]

    def __str__(self) -> str:
        return f"{self.project or self.label}, {self.portfolio}"
