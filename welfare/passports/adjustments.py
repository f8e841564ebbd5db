"""Adjustments: what is to be different, who sees to it, by when, at what cost, and what it waits for. Never why."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Case, F, Func, Q, When
from django.urls import reverse

from people.roles import Role
from welfare.passports.choices import AdjustmentKind, AdjustmentStatus, WaitsFor
from welfare.passports.models import Passport, may_see
from welfare.passports.sharing import OfPassportQuerySet, Share
from wmp.lib import clock
from wmp.lib.access import Reader, ScopedModel
from wmp.lib.alerts import alert
from wmp.lib.audit import tracked
from wmp.lib.days import years_before
from wmp.lib.keys import among
from wmp.lib.measures import Percentile, Question
from wmp.lib.words import long_day, within
from wmp.lib.workflow import IllegalMove, StaleMove, StatusChange, Workflow

OPEN = ("requested", "agreed", "ordered")
STANDING = ("in place", "reviewed")
# What the form of details may change. Everything else of an adjustment moves by a verb of its own.
DETAILS = ("owner", "supplier", "cost", "due", "waits_for", "blocked_by")
NOTHING_LEFT = "It is in place, so there is nothing left to see to."
OFFICER, OWNER, HOLDER = "an RA officer", "whoever sees to it", "its holder"
# Who may call which verb. An RA officer never does so about an adjustment of their own, but as its holder.
WHO: dict[str, tuple[str, ...]] = {
    "agree": (OFFICER,),
    "decline": (OFFICER,),
    "order": (OFFICER, OWNER),
    "cancel_order": (OFFICER, OWNER),
    "put_in_place": (OFFICER, OWNER, HOLDER),
    "review": (OFFICER,),
    "drop": (OFFICER, HOLDER),
    "change_details": (OFFICER,),
    "say_what_blocks": (OFFICER, OWNER),
}


# What a holder asks for is theirs alone until the RA officer has it: section 3 of a version tells what was sent.
SENT = ~Q(status="requested") | ~Q(passport__status__in=["draft", "with manager"])


class AdjustmentQuerySet(OfPassportQuerySet):
    def grants(self, user: Reader) -> Iterable[Q]:
        """Its holder; RA officers; whoever a version of the passport is shared with, while it is; and whoever has to
        see to it. Nobody but the holder sees what is not sent."""
        yield from may_see(user, "passport__", officers=SENT)
        yield among("passport", Share.now_open_to(user).values("passport")) & SENT
        yield Q(owner=user) & Q(passport__sent_on__isnull=False) & ~Q(passport__status="withdrawn") & SENT

    def unsettled(self) -> Self:
        """Still to be put in place."""
        return self.filter(status__in=OPEN)

    def came_in_place_by(self, day: date) -> Self:
        """Put in place for the first time in the twelve months up to `day`, whatever became of them since."""
        return self.filter(first_in_place_on__gt=years_before(day, 1), first_in_place_on__lte=day)


def while_open(field: str) -> Case:
    """The value of a date while the adjustment is still to be put in place; nothing after that."""
    return Case(When(status__in=OPEN, then=F(field)), default=None, output_field=models.DateField())


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
        "reviewed": {"reviewed", "ordered", "no longer needed"},
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
    waits_for = models.CharField("waits for", max_length=12, choices=WaitsFor, blank=True, default=WaitsFor.HOLDER)
    blocked_by = models.CharField("what blocks it", max_length=300, blank=True)
    asked_on = models.DateField("asked for", default=clock.today)
    agreed_on = models.DateField("agreed", null=True, editable=False)
    ordered_on = models.DateField("ordered", null=True, editable=False)
    in_place_on = models.DateField("in place since", null=True, editable=False)
    #: What is replaced later has been in place before: how long it took is told by the first time.
    first_in_place_on = models.DateField("first in place", null=True, editable=False)
    reviewed_on = models.DateField("reviewed", null=True, editable=False)
    days_taken = models.GeneratedField(
        expression=Func(F("first_in_place_on"), F("asked_on"), template="(%(expressions)s)", arg_joiner=" - "),
        output_field=models.IntegerField("days from asked for to in place", null=True),
        db_persist=True,
    )
    # For lists: they tell and sort by what is still to be done, and an index answers them.
    open_since = models.GeneratedField(
        expression=while_open("asked_on"), output_field=models.DateField(null=True), db_persist=True
    )
    open_due = models.GeneratedField(
        expression=while_open("due"), output_field=models.DateField(null=True), db_persist=True
    )

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
                condition=~Q(status__in=["in place", "reviewed"])
                | Q(in_place_on__gte=F("asked_on"), first_in_place_on__gte=F("asked_on")),
                name="adjustment_in_place_since",
                violation_error_message="An adjustment is asked for before it is in place.",
            ),
        ]
        indexes = [
            models.Index(fields=["passport", "status"], name="adjustment_passport"),
            models.Index(fields=["open_due", "id"], name="adjustment_due"),
            models.Index(fields=["asked_on", "id"], name="adjustment_asked"),
            models.Index(fields=["first_in_place_on"], name="adjustment_first_in_place"),
            models.Index(fields=["owner", "due"], condition=Q(status__in=OPEN), name="adjustment_owner"),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def reference(self) -> str:
        """What alerts call it: they say nothing of what is in it."""
        return f"A{self.pk}"

    def account_concerned(self) -> Any:
        return self.passport.holder.account_id

    # --- who may ---

    def parts_of(self, user: Any) -> set[str]:
        """What `user` is to this adjustment: OFFICER, OWNER, HOLDER; nothing for whoever only reads it."""
        parts = set()
        if self.passport.holder.account_id == user.pk:
            parts.add(HOLDER)
        elif user.has_role(Role.RA_OFFICER):
            parts.add(OFFICER)
        if self.owner_id == user.pk:
            parts.add(OWNER)
        return parts

    def may(self, user: Any, verb: str) -> bool:
        return not self.parts_of(user).isdisjoint(WHO[verb])

    def _must(self, by: Any, verb: str) -> None:
        """Raises IllegalMove where `by` is none of those who may do this."""
        if self.may(by, verb):
            return
        if by.has_role(Role.RA_OFFICER):
            self.passport.must_not_be_of(by)
        raise IllegalMove(f"Only {' or '.join(WHO[verb])} can do this.")

    # --- verbs: each may be the last that a passport waits for ---

    @transaction.atomic
    def agree(self, *, by: Any, owner: Any = None, due: date | None = None, cost: Decimal | None = None) -> None:
        """What is not given stays as it was. Raises IllegalMove while its passport is being written."""
        self._must(by, "agree")
        self._must_be_sent()
        given = {"owner": owner, "due": due, "cost": cost}
        self._move(
            AdjustmentStatus.AGREED,
            by=by,
            standing={"requested"},
            agreed_on=clock.today(),
            waits_for=WaitsFor.RA_OFFICER,
            **{name: value for name, value in given.items() if value is not None},
        )
        if owner:
            self._tell_owner(by)

    @transaction.atomic
    def decline(self, *, by: Any, reason: str) -> None:
        self._must(by, "decline")
        self._must_be_sent()
        self._move(AdjustmentStatus.DECLINED, by=by, reason=reason, waits_for="", blocked_by="")
        if self.passport.status != "declined":  # or the holder hears of the passport
            self._tell_holder(by, "has been declined")
        self._call_off(by)

    @transaction.atomic
    def order(self, *, by: Any, supplier: str = "", on: date | None = None, due: date | None = None) -> None:
        """A second time where what is in place has to be replaced. Raises IllegalMove for a day that cannot be."""
        self._must(by, "order")
        self._must_be_live()
        on = self._day(on, "ordered", since=self.asked_on, was="asked for")
        if due and due < on:
            raise IllegalMove(f"It cannot be due before it is ordered, on {long_day(on)}.")
        given = {"supplier": supplier or self.supplier, "due": due or self.due}
        self._move(AdjustmentStatus.ORDERED, by=by, ordered_on=on, waits_for=WaitsFor.SUPPLIER, blocked_by="", **given)
        self._tell_holder(by, "has been ordered")

    @transaction.atomic
    def cancel_order(self, *, by: Any, reason: str) -> None:
        self._must(by, "cancel_order")
        self._move(
            AdjustmentStatus.AGREED,
            by=by,
            reason=reason,
            standing={"ordered"},
            ordered_on=None,
            waits_for=WaitsFor.RA_OFFICER,
        )

    @transaction.atomic
    def put_in_place(self, *, by: Any, on: date | None = None) -> None:
        """Also by its holder, to whom it came. Raises IllegalMove for a day before it was asked for or ordered."""
        self._must(by, "put_in_place")
        self._must_be_live()
        since, was = (self.ordered_on, "ordered") if self.status == "ordered" else (self.asked_on, "asked for")
        on = self._day(on, "in place", since=since, was=was)
        first = self.first_in_place_on or on
        self._move(
            AdjustmentStatus.IN_PLACE, by=by, in_place_on=on, first_in_place_on=first, waits_for="", blocked_by=""
        )
        self._tell_holder(by, "is in place")

    @transaction.atomic
    def review(self, *, by: Any, on: date | None = None, reason: str = "") -> None:
        """Does it help? `reason` says. Again at each review, at most once a day."""
        self._must(by, "review")
        self._must_be_live()
        on = self._day(on, "reviewed", since=self.in_place_on, was="in place")
        if self.reviewed_on and on <= self.reviewed_on:
            raise IllegalMove(f"It was reviewed on {long_day(self.reviewed_on)} already.")
        self._move(AdjustmentStatus.REVIEWED, by=by, reason=reason, reviewed_on=on)

    @transaction.atomic
    def drop(self, *, by: Any, reason: str) -> None:
        """Not needed any more: by its holder, or by an RA officer."""
        self._must(by, "drop")
        self._move(AdjustmentStatus.NO_LONGER_NEEDED, by=by, reason=reason, waits_for="", blocked_by="")
        self._tell_holder(by, "is marked as no longer needed")
        self._call_off(by)

    # --- what does not move it ---

    @transaction.atomic
    def change_details(self, *, by: Any, tell: bool = True, **fields: Any) -> None:
        """Who sees to it, at what cost, by when, and what it waits for. Raises IllegalMove, StaleMove.

        `tell` whoever is to see to it from now on, unless the caller does.
        """
        self._must(by, "change_details")
        if unknown := fields.keys() - set(DETAILS):
            raise ValueError(f"{sorted(unknown)} are changed by verbs.")
        before = self.owner_id
        self._put(fields)
        if tell and self.owner_id and self.owner_id != before:
            self._tell_owner(by)

    def give(self, *, by: Any, owner: Any, tell: bool = True) -> None:
        """To whoever has to see to it from now on. Raises IllegalMove, StaleMove."""
        self.change_details(by=by, tell=tell, owner=owner)

    @transaction.atomic
    def say_what_blocks(self, *, by: Any, waits_for: str, blocked_by: str = "") -> None:
        """Raises IllegalMove where nothing is left to be done, StaleMove."""
        self._must(by, "say_what_blocks")
        if self.status in STANDING:
            raise IllegalMove(NOTHING_LEFT)
        self._put({"waits_for": waits_for, "blocked_by": blocked_by})

    def _put(self, fields: dict[str, Any]) -> None:
        """Sets fields of an adjustment that stands where it was read."""
        if self.obstacle:
            raise IllegalMove(self.obstacle)
        here: Any = Adjustment._base_manager.filter(pk=self.pk, status=self.status)
        if not here.update(**fields):
            raise StaleMove(f"{self} has been changed by someone else. Open it again to see where it stands now.")
        self.refresh_from_db(fields=[*fields, "open_due"])

    @property
    def obstacle(self) -> str:
        """Why its details cannot be changed where it stands; "" where they can."""
        if self.status in ("declined", "no longer needed"):
            return f"It is {within(self.get_status_display())}, so there is nothing to see to."
        return "Its passport has been withdrawn." if self.passport.status == "withdrawn" else ""

    def obstacle_for(self, user: Any) -> str:
        """The same of what `user` may change of it: once it is in place, whoever sees to it has nothing more to say."""
        if self.status in STANDING and not self.may(user, "change_details"):
            return NOTHING_LEFT
        return self.obstacle

    # --- guards ---

    def _must_be_sent(self) -> None:
        if self.passport.status in ("draft", "with manager"):
            raise IllegalMove("Its passport is with its holder or their line manager. Wait until it comes to you.")

    def _must_be_live(self) -> None:
        if self.passport.status == "withdrawn":
            raise IllegalMove("Its passport has been withdrawn.")

    def _day(self, on: date | None, what: str, *, since: date | None, was: str) -> date:
        """The day on which something was done: today where none is given. Raises IllegalMove."""
        day = on or clock.today()
        if day > clock.today():
            raise IllegalMove(f"It cannot be {what} on a day to come.")
        if since and day < since:
            raise IllegalMove(f"It was {was} on {long_day(since)}: it cannot be {what} before that.")
        return day

    def _move(self, new: str, *, by: Any, **fields: Any) -> None:
        self.passport.hold()  # so that of the last two to come in place one finds that nothing is left
        self.move_to(new, by=by, **fields)
        self.passport.settle(by=by)

    # --- who is told ---

    def _tell_holder(self, by: Any, what: str) -> None:
        holder = self.passport.holder.account
        if holder and holder.pk != by.pk and self.passport.status != "withdrawn":
            subject = "An adjustment of yours"
            alert([holder], subject=subject, text=f"Adjustment {self.reference} {what}.", path=self._path)

    def _tell_owner(self, by: Any) -> None:
        if self.owner and self.owner_id != by.pk:
            text = f"Adjustment {self.reference} has been given to you to see to."
            alert([self.owner], subject=f"{self.reference}: an adjustment to see to", text=text, path=self._path)

    def _call_off(self, by: Any) -> None:
        """Whoever sees to it hears that they need not. Of a passport that is withdrawn they can open nothing more."""
        if self.owner and self.owner.is_active and self.owner_id != by.pk:
            gone = self.passport.status == "withdrawn"
            path = reverse("welfare:adjustments-to-see-to-list") if gone else self._path
            text = f"Adjustment {self.reference} is called off. There is nothing left for you to see to."
            alert([self.owner], subject=f"{self.reference}: an adjustment is called off", text=text, path=path)

    @property
    def _path(self) -> str:
        return reverse("welfare:adjustments-detail", args=[self.pk])


class AdjustmentChange(StatusChange):
    record = StatusChange.of(Adjustment)


def median_days(adjustments: models.QuerySet[Any], day: date) -> Question:
    """Median calendar days from asked for to first in place, of those put in place in the twelve months up to `day`.

    The board, the desk and the figure welfare.passports all say this one number.
    """
    of_adjustments: Any = adjustments
    return of_adjustments.came_in_place_by(day), Percentile("days_taken")
