"""Adjustments: what is to be different, who sees to it, by when, at what cost, and what it waits for. Never why."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q

from welfare.passports.choices import AdjustmentKind, AdjustmentStatus, WaitsFor
from welfare.passports.models import Passport
from welfare.passports.sharing import OfPassportQuerySet, Share
from wmp.lib import clock
from wmp.lib.access import Reader, ScopedModel
from wmp.lib.audit import tracked
from wmp.lib.keys import among
from wmp.lib.workflow import StatusChange, Workflow

OPEN = ("requested", "agreed", "ordered")


class AdjustmentQuerySet(OfPassportQuerySet):
    def grants(self, user: Reader) -> Iterable[Q]:
        """Besides, whoever a version of the passport is shared with, while it is; and whoever has to see to it."""
        yield from super().grants(user)
        yield among("passport", Share.now_open_to(user).values("passport"))
        yield Q(owner=user) & Q(passport__sent_on__isnull=False) & ~Q(passport__status="withdrawn")

    def unsettled(self) -> Self:
        """Still to be put in place."""
        return self.filter(status__in=OPEN)


@tracked
class Adjustment(Workflow, ScopedModel):
    """One thing that is to be different. `waits_for` says whose turn it is while it is not in place.

    Its own words name no condition: managers, owners and suppliers read them.
    """

    MOVES = {
        "requested": {"agreed", "declined", "no longer needed"},
        # What needs no order, such as other hours, is put in place at once.
        "agreed": {"ordered", "in place", "no longer needed", "declined"},
        "ordered": {"in place", "agreed", "no longer needed"},
        "in place": {"reviewed", "ordered", "no longer needed"},
        "reviewed": {"ordered", "no longer needed"},
        "declined": set(),
        "no longer needed": set(),
    }

    passport = models.ForeignKey(Passport, models.PROTECT, related_name="adjustments")
    what = models.CharField(max_length=300)
    kind = models.CharField(max_length=10, choices=AdjustmentKind, default=AdjustmentKind.OTHER)
    status = Workflow.status_field(AdjustmentStatus, first=AdjustmentStatus.REQUESTED)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="who sees to it",
    )
    supplier = models.CharField(max_length=200, blank=True)
    cost = models.DecimalField("cost in pounds", max_digits=9, decimal_places=2, null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    waits_for = models.CharField("waits for", max_length=12, choices=WaitsFor, blank=True)
    blocked_by = models.CharField("what blocks it", max_length=300, blank=True)
    asked_on = models.DateField("asked for", default=clock.today)
    agreed_on = models.DateField("agreed", null=True, editable=False)
    ordered_on = models.DateField("ordered", null=True, editable=False)
    in_place_on = models.DateField("in place since", null=True, editable=False)
    reviewed_on = models.DateField("reviewed", null=True, editable=False)

    objects = AdjustmentQuerySet.as_manager()

    class Meta:
        ordering = ["asked_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(cost=None) | Q(cost__gte=0),
                name="adjustment_cost_not_negative",
                violation_error_message="A cost is not negative.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["in place", "reviewed"]) | Q(in_place_on__gte=F("asked_on")),
                name="adjustment_in_place_since",
                violation_error_message="An adjustment is asked for before it is in place.",
            ),
        ]
        indexes = [
            models.Index(fields=["passport", "status"], name="adjustment_passport"),
            models.Index(fields=["status", "due", "id"], name="adjustment_due"),
            models.Index(fields=["asked_on", "id"], name="adjustment_asked"),
            models.Index(fields=["owner", "due"], condition=Q(status__in=OPEN), name="adjustment_owner"),
        ]

    def __str__(self) -> str:
        return self.what

    def account_concerned(self) -> Any:
        return self.passport.holder.account_id

    # --- verbs: each may be the last that a passport waits for ---

    @transaction.atomic
    def agree(self, *, by: Any, owner: Any = None, due: date | None = None, cost: Decimal | None = None) -> None:
        """What is not given stays as it was."""
        self.passport.must_not_be_of(by)
        given = {"owner": owner, "due": due, "cost": cost}
        self._move(
            AdjustmentStatus.AGREED,
            by=by,
            standing={"requested"},
            agreed_on=clock.today(),
            waits_for=WaitsFor.RA_OFFICER,
            **{name: value for name, value in given.items() if value is not None},
        )

    def decline(self, *, by: Any, reason: str) -> None:
        self.passport.must_not_be_of(by)
        self._move(AdjustmentStatus.DECLINED, by=by, reason=reason, waits_for="", blocked_by="")

    def order(self, *, by: Any, supplier: str = "", on: date | None = None, due: date | None = None) -> None:
        """A second time where what is in place has to be replaced."""
        given = {"supplier": supplier or self.supplier, "due": due or self.due}
        self._move(
            AdjustmentStatus.ORDERED, by=by, ordered_on=on or clock.today(), waits_for=WaitsFor.SUPPLIER, **given
        )

    def cancel_order(self, *, by: Any, reason: str) -> None:
        self._move(
            AdjustmentStatus.AGREED,
            by=by,
            reason=reason,
            standing={"ordered"},
            ordered_on=None,
            waits_for=WaitsFor.RA_OFFICER,
        )

    def put_in_place(self, *, by: Any, on: date | None = None) -> None:
        self._move(AdjustmentStatus.IN_PLACE, by=by, in_place_on=on or clock.today(), waits_for="", blocked_by="")

    def review(self, *, by: Any, on: date | None = None, reason: str = "") -> None:
        """Does it help? `reason` says."""
        self._move(AdjustmentStatus.REVIEWED, by=by, reason=reason, reviewed_on=on or clock.today())

    def drop(self, *, by: Any, reason: str) -> None:
        self._move(AdjustmentStatus.NO_LONGER_NEEDED, by=by, reason=reason, waits_for="", blocked_by="")

    @transaction.atomic
    def _move(self, new: str, *, by: Any, **fields: Any) -> None:
        self.passport.hold()  # so that of the last two to come in place one finds that nothing is left
        self.move_to(new, by=by, **fields)
        self.passport.settle(by=by)


class AdjustmentChange(StatusChange):
    record = StatusChange.of(Adjustment)
