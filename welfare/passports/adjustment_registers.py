"""Registers of adjustments: all of them, for RA officers; and those that the reader has to see to."""

from functools import partial
from typing import Any

import django_tables2 as tables
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.http import HttpRequest, HttpResponseBase

from people.roles import Role
from people.workforce.posted import PostedInFilter
from welfare.passports import queue
from welfare.passports.adjustment_bulk import GIVE, IN_PLACE, ORDERED
from welfare.passports.adjustment_lists import DueColumn, WaitingColumn, overdue, to_review
from welfare.passports.adjustments import OPEN, Adjustment
from welfare.passports.choices import ADJUSTMENT_COLOURS, AdjustmentKind, AdjustmentStatus, WaitsFor
from welfare.passports.owners import OwnerColumn, OwnerFilter
from welfare.passports.queue import QueueFilter
from wmp.lib import clock
from wmp.lib.access import Reader
from wmp.lib.registers import EVERYONE, Register
from wmp.lib.registers.columns import Column, MoneyColumn, TagColumn
from wmp.lib.registers.filters import ChoiceFilter, ConditionFilter, Filters, FromFilter, ToFilter
from wmp.lib.working_days import last_working_days

# Working days since an adjustment was asked for.
LONG = (10, 20, 60, 120)


def _older_than(days: int) -> Q:
    return Q(open_since__lte=last_working_days(clock.today(), days + 1))


class AdjustmentTable(tables.Table):
    what = Column(orderable=False)
    holder = Column(accessor="passport__holder__name", verbose_name="For", orderable=False)
    status = TagColumn(ADJUSTMENT_COLOURS, verbose_name="Where it stands", orderable=False)
    waits_for = Column(verbose_name="Waits for", orderable=False)
    owner = OwnerColumn(verbose_name="Who sees to it", orderable=False)
    cost = MoneyColumn(verbose_name="Cost", orderable=False)
    # In working days since it was asked for, while it is still to be put in place.
    open_since = WaitingColumn(verbose_name="Age", orderable=False)
    open_due = DueColumn(verbose_name="Due")
    blocked_by = Column(orderable=False)
    kind = Column(orderable=False)
    supplier = Column(orderable=False)
    employee_number = Column(accessor="passport__holder__employee_number", orderable=False)
    asked_on = Column(verbose_name="Asked for")
    in_place_on = Column(orderable=False)


class AdjustmentFilters(Filters):
    standing = ConditionFilter(
        {
            "open": ("Still to be put in place", lambda: Q(status__in=OPEN)),
            "overdue": ("Overdue", overdue),
            "blocked": ("Something blocks it", lambda: Q(status__in=OPEN) & ~Q(blocked_by="")),
            "in place": ("In place", lambda: Q(status__in=["in place", "reviewed"])),
            "to review": ("To review", to_review),
            "looked at": (
                "In place, and not to review",
                lambda: Q(status__in=["in place", "reviewed"]) & ~to_review(),
            ),
        },
        label="Which adjustments",
    )
    status = ChoiceFilter(choices=AdjustmentStatus.choices, label="Where it stands")
    waits_for = ChoiceFilter(choices=WaitsFor.choices, label="Waits for")
    owner = OwnerFilter(label="Who sees to it")
    older = ConditionFilter(
        {str(days): (f"More than {days} working days ago", partial(_older_than, days)) for days in LONG},
        label="Asked for, and still open",
    )
    department = PostedInFilter("passport__holder")
    kind = ChoiceFilter(choices=AdjustmentKind.choices)
    desk = QueueFilter(queue.ADJUSTMENT_GROUPS)
    in_place_from = FromFilter("in_place_on", "In place on or after")
    due_to = ToFilter("open_due", "Due on or before")


class AdjustmentRegister(Register):
    """Holders, line managers and whoever sees to one open its page by a link of theirs; the list is RA officers'."""

    model = Adjustment
    title = "Adjustments"
    slug = "adjustments"
    namespace = "welfare"
    table = AdjustmentTable
    filters = AdjustmentFilters
    search = ("what", "passport__holder__name")
    numbers = ("passport__holder__employee_number", "passport__holder__warrant_number")
    search_label = "Search by words of the adjustment, name, employee number or warrant number"
    order = "-asked_on"
    readers = (Role.RA_OFFICER,)
    hidden = ("kind", "supplier", "employee_number", "asked_on", "in_place_on")
    bulk = (GIVE, ORDERED, IN_PLACE)

    def visible_to(self, user: Reader) -> QuerySet[Any]:
        """What is in a draft that was never sent is on its holder's own pages, and nowhere else."""
        adjustments: QuerySet[Any] = Adjustment.objects.visible_to(user).filter(passport__sent_on__isnull=False)
        adjustments = adjustments.alias(group=queue.group_of_adjustment(user))
        return adjustments.annotate(mine=ExpressionWrapper(Q(owner=user.pk), BooleanField()))


class ToSeeToTable(tables.Table):
    what = Column(orderable=False)
    holder = Column(accessor="passport__holder__name", verbose_name="For", orderable=False)
    status = TagColumn(ADJUSTMENT_COLOURS, verbose_name="Where it stands", orderable=False)
    waits_for = Column(verbose_name="Waits for", orderable=False)
    open_due = DueColumn(verbose_name="Due")
    supplier = Column(orderable=False)
    cost = MoneyColumn(verbose_name="Cost", orderable=False)


class ToSeeToFilters(Filters):
    standing = ConditionFilter(
        {
            "open": ("Still to be put in place", lambda: Q(status__in=OPEN)),
            "overdue": ("Overdue", overdue),
        },
        label="Which adjustments",
    )


class ToSeeToRegister(Register):
    """The reader's own: what somebody has given them to see to."""

    model = Adjustment
    title = "Adjustments to see to"
    slug = "adjustments-to-see-to"
    namespace = "welfare"
    table = ToSeeToTable
    filters = ToSeeToFilters
    search = ("what",)
    search_label = "Search by words of the adjustment"
    order = "open_due"
    readers = EVERYONE

    @property
    def detail_name(self) -> str:
        return ADJUSTMENTS.detail_name

    def visible_to(self, user: Reader) -> QuerySet[Any]:
        adjustments: QuerySet[Any] = Adjustment.objects.visible_to(user).filter(owner=user.pk)
        return adjustments

    def view(self, request: HttpRequest) -> HttpResponseBase:
        reader: Any = request.user
        return self.respond(request, self.visible_to(reader), note=WHAT_STANDS_HERE, whole=True)


WHAT_STANDS_HERE = (
    "What you have to see to for somebody at work: order it, have it put in, say what blocks it. Why they need it is "
    "not for you to know, nor to ask."
)
ADJUSTMENTS = AdjustmentRegister()
TO_SEE_TO = ToSeeToRegister()
