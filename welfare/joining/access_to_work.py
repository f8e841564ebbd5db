"""Access to Work: the government's grant for what somebody needs at work, from "apply" to "in place".

Who applies within six weeks of starting can get the whole cost, so five weeks after starting they are told once more.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from people.models import Person
from people.roles import Role, own_person
from welfare.joining.choices import AccessStatus
from wmp.lib import clock
from wmp.lib.access import EVERYTHING, Reader, ScopedModel, ScopedQuerySet
from wmp.lib.audit import tracked
from wmp.lib.encryption import EncryptedTextField
from wmp.lib.keys import among
from wmp.lib.workflow import IllegalMove, StatusChange, Workflow

# In days: so long before somebody starts their application may have been made.
LONGEST_BEFORE = 366


class AccessToWorkQuerySet(ScopedQuerySet["AccessToWork"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        if user.has_role(Role.RA_OFFICER):
            yield EVERYTHING
        yield among("person", own_person(user))

    def own(self, user: Reader) -> Self:
        return self.visible_to(user).filter(among("person", own_person(user)))

    def running_out(self, today: date) -> Self:
        """Five weeks after starting, not applied yet. The earliest start first."""
        since = today - timedelta(days=settings.ACCESS_TO_WORK_ALERT_DAYS)
        return self.filter(status=AccessStatus.ENCOURAGED, started_on__lte=since).order_by("started_on", "pk")


@tracked
class AccessToWork(Workflow, ScopedModel):
    """One application of one person, or that they were told of it. Seen by them and by RA officers."""

    MOVES = {
        "encouraged": {"applied"},
        "applied": {"assessed", "awarded", "refused"},
        "assessed": {"awarded", "refused"},
        "awarded": {"in place"},
        # A refusal can be looked at again by those who decided.
        "refused": {"applied"},
        "in place": set(),
    }

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    started_on = models.DateField("started work")
    status = Workflow.status_field(AccessStatus, first=AccessStatus.ENCOURAGED)
    encouraged_on = models.DateField("encouraged to apply", default=clock.today, editable=False)
    applied_on = models.DateField("applied", null=True, editable=False)
    assessed_on = models.DateField("assessed", null=True, editable=False)
    decided_on = models.DateField("decided", null=True, editable=False)
    in_place_on = models.DateField("in place", null=True, editable=False)
    award = models.DecimalField(
        "award in pounds", max_digits=9, decimal_places=2, null=True, blank=True, editable=False
    )
    note = EncryptedTextField(max_length=4000, blank=True)
    # Once: whoever sets it tells them.
    alerted_on = models.DateField("told that six weeks are nearly over", null=True, editable=False)

    objects = AccessToWorkQuerySet.as_manager()

    class Meta:
        verbose_name = "Access to Work record"
        ordering = ["-started_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "started_on"],
                name="access_to_work_key",
                violation_error_message="There is a record for this person and start already.",
            ),
            models.CheckConstraint(
                condition=Q(award=None) | Q(award__gte=0),
                name="access_to_work_award_not_negative",
                violation_error_message="An award is not negative.",
            ),
        ]
        indexes = [
            models.Index(fields=["-started_on", "id"], name="access_started"),
            models.Index(fields=["started_on"], condition=Q(status="encouraged"), name="access_encouraged"),
        ]

    def __str__(self) -> str:
        return f"Access to Work {self.reference}"

    @property
    def reference(self) -> str:
        """Not "A" alone: that is an adjustment."""
        return f"AW{self.pk}"

    def account_concerned(self) -> int | None:
        return self.person.account_id

    # --- the six weeks ---

    @property
    def whole_cost_until(self) -> date:
        """The last day to apply on which the whole cost can be granted."""
        return self.started_on + timedelta(days=settings.ACCESS_TO_WORK_WHOLE_COST_DAYS)

    def days_left(self, today: date) -> int:
        """Until that day, 0 on it; negative after it."""
        return (self.whole_cost_until - today).days

    # --- verbs: of the person, or of an RA officer ---

    def apply(self, *, by: Any, on: date) -> None:
        """From a refusal: asked to be looked at again. Who has the promise of a job may apply before it begins."""
        self._must_be_for(by)
        if on < self.started_on - timedelta(days=LONGEST_BEFORE):
            raise IllegalMove("The day cannot be more than a year before they started.")
        self.move_to(AccessStatus.APPLIED, by=by, applied_on=on, decided_on=None)

    def assess(self, *, by: Any, on: date) -> None:
        self._must_be_for(by)
        self._must_follow(on, self.applied_on, "the application")
        self.move_to(AccessStatus.ASSESSED, by=by, assessed_on=on)

    def award_it(self, *, by: Any, on: date, award: Decimal | None = None) -> None:
        self._must_be_for(by)
        self._must_follow(on, self.applied_on, "the application")
        self.move_to(AccessStatus.AWARDED, by=by, decided_on=on, award=award)

    def refuse(self, *, by: Any, on: date) -> None:
        """Without a reason, which would be medical: there is an encrypted note."""
        self._must_be_for(by)
        self._must_follow(on, self.applied_on, "the application")
        self.move_to(AccessStatus.REFUSED, by=by, decided_on=on)

    def put_in_place(self, *, by: Any, on: date) -> None:
        self._must_be_for(by)
        self._must_follow(on, self.decided_on, "the decision")
        self.move_to(AccessStatus.IN_PLACE, by=by, in_place_on=on)

    def may_be_moved_by(self, user: Any) -> bool:
        """RA officers, and the person their own."""
        return bool(self.account_concerned() == user.pk or user.has_role(Role.RA_OFFICER))

    def _must_be_for(self, by: Any) -> None:
        if not self.may_be_moved_by(by):
            raise IllegalMove("Only the person and RA officers can record this.")

    def _must_follow(self, on: date, earlier: date | None, what: str) -> None:
        if earlier and on < earlier:
            raise IllegalMove(f"The day cannot be before {what}.")


class AccessToWorkChange(StatusChange):
    record = StatusChange.of(AccessToWork)
