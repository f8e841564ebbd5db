"""Priority based budgeting: its phases, what each department saves, and the posts that are invested in service."""

from django.db import models
from django.db.models import F, Q

from change.access import ChangeQuerySet
from people.workforce.models import Department
from wmp.lib.access import ScopedModel
from wmp.lib.audit import tracked

#: The three amounts of a line, in the order in which they come to be known.
AMOUNTS = ("projected", "identified", "removed")


class BudgetingPhaseQuerySet(ChangeQuerySet["BudgetingPhase"]):
    pass


@tracked
class BudgetingPhase(ScopedModel):
    """A phase in which some departments' budgets are looked at."""

    name = models.CharField(max_length=120, unique=True)
    starts_on = models.DateField("starts", null=True, blank=True)
    ends_on = models.DateField("ends", null=True, blank=True)
    note = models.TextField(blank=True, max_length=4000)

    objects = BudgetingPhaseQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="budgeting_phase_ends_after_it_starts",
                violation_error_message="A phase cannot end before it starts.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BudgetingLineQuerySet(ChangeQuerySet["BudgetingLine"]):
    pass


@tracked
class BudgetingLine(ScopedModel):
    """What one department saves in a phase, in pounds: projected, identified, and removed from the base budget.

    Without a department: what a phase saves that is not told apart by department.
    """

    phase = models.ForeignKey(BudgetingPhase, models.PROTECT, related_name="lines")
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="+")
    projected = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    identified = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    removed = models.DecimalField(
        "removed from the base budget", max_digits=14, decimal_places=2, null=True, blank=True
    )

    objects = BudgetingLineQuerySet.as_manager()

    class Meta:
        ordering = ["phase", "department__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["phase", "department"],
                name="budgeting_line_key",
                nulls_distinct=False,
                violation_error_message="The phase already has a line of this department.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.phase}, {self.department or 'not by department'}"


class InvestmentPrinciple(models.Model):
    """A principle against which posts are invested. Reference data."""

    number = models.PositiveSmallIntegerField(unique=True)
    name = models.CharField(max_length=200, unique=True)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return self.name


class ServiceInvestmentQuerySet(ChangeQuerySet["ServiceInvestment"]):
    pass


@tracked
class ServiceInvestment(ScopedModel):
    """Posts put into a department for one of the principles. Full-time equivalents."""

    principle = models.ForeignKey(InvestmentPrinciple, models.PROTECT, related_name="+")
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    posts = models.DecimalField("posts, FTE", max_digits=8, decimal_places=2)
    starts_on = models.DateField("from")
    what = models.CharField("what for", max_length=400, blank=True)

    objects = ServiceInvestmentQuerySet.as_manager()

    class Meta:
        ordering = ["principle", "department__name", "starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["principle", "department", "starts_on", "what"],
                name="service_investment_key",
                violation_error_message="This investment is in the register already.",
            ),
            models.CheckConstraint(
                condition=Q(posts__gt=0),
                name="service_investment_above_nothing",
                violation_error_message="An investment is of more than no posts.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.posts:f} FTE, {self.department}"
