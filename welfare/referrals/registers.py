"""The register of referrals to occupational health: where each stands and how long it waits, and never why."""

from datetime import date, timedelta
from functools import partial
from typing import Any

import django_tables2 as tables
from django.db.models import Expression, F, Field, IntegerField, Q, Value
from django.db.models.expressions import Func

from people.models import Person
from people.roles import Role
from people.workforce.models import StaffType
from welfare.referrals import handling
from welfare.referrals.choices import OHStatus
from welfare.referrals.models import WAITING, OHReferral
from wmp.lib import clock
from wmp.lib.days import last_complete_quarters
from wmp.lib.keys import among
from wmp.lib.registers import Register
from wmp.lib.registers.bulk import BulkAction
from wmp.lib.registers.columns import Column, TagColumn, Words
from wmp.lib.registers.filters import ChoiceFilter, ConditionFilter, Filters, FromFilter, ToFilter

STATUS_COLOURS = {
    "referred": "yellow",
    "consented": "red",
    "booked": "blue",
    "attended": "teal",
    "did not attend": "orange",
    "reported": "purple",
    "closed": "green",
}


class DaysColumn(Column):
    """How many calendar days have passed since a day."""

    numeric = True

    def words_for(self, field: "Field[Any, Any]") -> Words:
        return lambda day: f"{(clock.today() - day).days:,}"

    def printed(self, path: str, field: "Field[Any, Any]") -> Expression | F:
        today = Value(clock.today())
        return Func(today, F(path), template="(%(expressions)s)", arg_joiner=" - ", output_field=IntegerField())


class ReferralTable(tables.Table):
    reference = Column(verbose_name="Referral", orderable=False)
    person = Column(accessor="person__name", verbose_name="Person", orderable=False)
    referred_on = Column(verbose_name="Referred")
    status = TagColumn(STATUS_COLOURS)
    waits_since = DaysColumn(verbose_name="Waiting, days")
    first_appointment = Column(verbose_name="First appointment", orderable=False)
    employee_number = Column(accessor="person__employee_number", orderable=False)
    consented_on = Column(verbose_name="Consent given", orderable=False)
    ended_on = Column(verbose_name="Ended", orderable=False)


def longer_than(days: int) -> Q:
    return Q(waits_since__lt=clock.today() - timedelta(days=days))


def in_quarter(back: int) -> Q:
    """The quarter that runs, for 0; the last complete one, for 1; and so on."""
    return Q(referred_on__range=quarter(back))


def quarter(back: int) -> tuple[date, date]:
    if back:
        return last_complete_quarters(clock.today() - timedelta(days=1), back)[0]
    return last_complete_quarters(clock.today() - timedelta(days=1), 1)[0][1] + timedelta(days=1), date.max


def now_a(staff_type: StaffType) -> Q:
    """By the post held today. One person holds one of each staff type at a time."""
    today = clock.today()
    started = Q(person__posts__staff_type=staff_type.value, person__posts__started__lte=today)
    return started & (Q(person__posts__ended=None) | Q(person__posts__ended__gte=today))


class ReferralFilters(Filters):
    standing = ConditionFilter(
        {
            "open": ("Not ended", lambda: Q(ended_on=None)),
            "waiting": ("Not seen yet", lambda: Q(status__in=WAITING)),
            "to book": (
                "To be booked, for the first time or again",
                lambda: Q(status__in=["consented", "did not attend"]),
            ),
        },
        label="Which referrals",
    )
    status = ChoiceFilter(choices=OHStatus.choices, label="State")
    waiting = ConditionFilter(
        {str(days): (f"{days} days", partial(longer_than, days)) for days in (7, 14, 28, 56)},
        label="Waiting longer than",
    )
    quarter = ConditionFilter(
        {
            "0": ("This quarter", partial(in_quarter, 0)),
            "1": ("The last complete quarter", partial(in_quarter, 1)),
            "2": ("The quarter before that", partial(in_quarter, 2)),
        },
        label="Referred in",
    )
    staff_type = ConditionFilter(
        {each.value: (str(each.label), partial(now_a, each)) for each in StaffType},
        label="Staff type today",
    )
    referred_from = FromFilter("referred_on", "Referred on or after")
    referred_to = ToFilter("referred_on", "Referred on or before")


REMIND = BulkAction(
    "remind",
    "Ask again for consent",
    perform=handling.ask_again,
    roles=(Role.RA_OFFICER,),
    intro="Each person gets a message that their answer is waited for, and that they may say no.",
    joins=("person__account",),
)


class ReferralRegister(Register):
    model = OHReferral
    title = "Occupational health"
    slug = "oh-referrals"
    namespace = "welfare"
    table = ReferralTable
    filters = ReferralFilters
    search = ("person__name",)
    numbers = ("person__employee_number", "person__warrant_number")
    search_label = "Search by name, employee number, warrant number or reference"
    order = "-referred_on"
    readers = (Role.RA_OFFICER,)
    bulk = (REMIND,)
    hidden = ("employee_number", "consented_on", "ended_on")

    def _said(self, word: str) -> Q:
        """A word with a figure in it is the beginning of somebody's number, or of a reference."""
        if not any(character.isdigit() for character in word):
            return super()._said(word)
        # The keys of people first: conditions on two tables joined by "or" would read both in full.
        people = Person.objects.filter(
            Q(employee_number__startswith=word.upper()) | Q(warrant_number__startswith=word.upper())
        )
        return (
            Q(reference__startswith=word.upper()) | Q(reference__startswith=word) | among("person", people.values("pk"))
        )


REFERRALS = ReferralRegister()
REGISTERS: list[Register] = [REFERRALS]
