"""Registers: passports and adjustments."""

import re
from functools import partial
from typing import Any

import django_tables2 as tables
from django.db.models import BooleanField, CharField, Expression, ExpressionWrapper, F, Field, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from people.models import Person
from people.roles import Role
from people.workforce.posted import PostedInFilter
from welfare.cases.columns import AgeColumn
from welfare.passports import queue
from welfare.passports.adjustment_registers import ADJUSTMENTS
from welfare.passports.bulk import GIVE, REMIND
from welfare.passports.choices import PASSPORT_COLOURS, PassportStatus
from welfare.passports.models import Passport, in_nobodys_hands
from welfare.passports.officers import RAOfficerColumn, RAOfficerFilter
from welfare.passports.queue import QueueFilter
from welfare.passports.turns import TURNS, Turn, statuses_of
from wmp.lib import clock
from wmp.lib.access import Reader
from wmp.lib.keys import among
from wmp.lib.registers import Register
from wmp.lib.registers.columns import Column, TagColumn, Words, choices_in_sql
from wmp.lib.registers.filters import ChoiceFilter, ConditionFilter, Filters, FromFilter, ToFilter
from wmp.lib.working_days import last_working_days

NUMBER = re.compile(r"[Pp]0*([0-9]{1,18})")  # no longer than keys are
# Working days.
LONG = (5, 10, 20, 60)


class PassportColumn(Column):
    """A passport by its number, from its key."""

    def words_for(self, field: "Field[Any, Any]") -> Words:
        return lambda key: f"P{key}"

    def printed(self, path: str, field: "Field[Any, Any]") -> Expression | F:
        return Concat(Value("P"), Cast(F(path), CharField()), output_field=CharField())


class TurnColumn(Column):
    """Whose turn it is, from where the passport stands."""

    words = {status.value: str(turn.label) for status, turn in TURNS.items()}

    def words_for(self, field: "Field[Any, Any]") -> Words:
        return lambda status: self.words[status]

    def printed(self, path: str, field: "Field[Any, Any]") -> Expression | F:
        return choices_in_sql(path, self.words)


class PassportTable(tables.Table):
    reference = PassportColumn(accessor="pk", verbose_name="Passport", orderable=False)
    holder = Column(accessor="holder__name", verbose_name="Holder")
    status = TagColumn(PASSPORT_COLOURS, verbose_name="Where it stands", orderable=False)
    turn = TurnColumn(accessor="status", verbose_name="Whose turn", orderable=False)
    # In working days: how long it has been somebody's turn.
    since = AgeColumn(verbose_name="Days there", orderable=True)
    ra_officer = RAOfficerColumn(verbose_name="RA officer", orderable=False)
    review_due = Column(verbose_name="Review due")
    since_day = Column(accessor="since", verbose_name="Since", orderable=False)
    employee_number = Column(accessor="holder__employee_number", orderable=False)
    started_on = Column(verbose_name="Started")
    sent_on = Column(verbose_name="First sent", orderable=False)
    agreed_on = Column(verbose_name="Agreed", orderable=False)
    in_place_on = Column(verbose_name="In place", orderable=False)


def _turn_of(turn: Turn) -> Q:
    return Q(status__in=statuses_of(turn))


def _longer_than(days: int) -> Q:
    return Q(since__lte=last_working_days(clock.today(), days + 1)) & ~_turn_of(Turn.NOBODY)


class PassportFilters(Filters):
    turn = ConditionFilter(
        {turn.value: (str(turn.label), partial(_turn_of, turn)) for turn in Turn}, label="Whose turn"
    )
    status = ChoiceFilter(choices=PassportStatus.choices, label="Where it stands")
    department = PostedInFilter("holder")
    ra_officer = RAOfficerFilter(label="RA officer")
    stuck = ConditionFilter(
        {str(days): (f"More than {days} working days", partial(_longer_than, days)) for days in LONG}, label="Stuck for"
    )
    desk = QueueFilter(queue.PASSPORT_GROUPS)
    review_from = FromFilter("review_due", "Review due on or after")
    review_to = ToFilter("review_due", "Review due on or before")


class PassportRegister(Register):
    """RA officers' alone: a holder has pages of their own, and a line manager sees versions that were shared."""

    model = Passport
    title = "Passports"
    slug = "passports"
    namespace = "welfare"
    table = PassportTable
    filters = PassportFilters
    search = ("holder__name",)
    numbers = ("holder__employee_number",)
    search_label = "Search by name, employee number or number of the passport"
    order = "-since"
    readers = (Role.RA_OFFICER,)
    hidden = ("since_day", "employee_number", "started_on", "sent_on", "agreed_on", "in_place_on")
    bulk = (GIVE, REMIND)

    def visible_to(self, user: Reader) -> QuerySet[Any]:
        passports: QuerySet[Any] = Passport.objects.visible_to(user)
        passports = passports.alias(group=queue.group_of_passport(user))
        return passports.annotate(
            mine=ExpressionWrapper(Q(ra_officer=user.pk), BooleanField()),
            is_free=ExpressionWrapper(in_nobodys_hands(), BooleanField()),
        )

    def _said(self, word: str) -> Q:
        """A word like P12 is a passport, or the beginning of somebody's number."""
        found = super()._said(word)
        number = NUMBER.fullmatch(word)
        if number is None:
            return found
        # The keys of people first: conditions on two tables joined by "or" would read both in full.
        people = Person.objects.filter(employee_number__startswith=word.upper())
        return Q(pk=int(number[1])) | among("holder", people.values("pk"))


PASSPORTS = PassportRegister()

REGISTERS: list[Register] = [PASSPORTS, ADJUSTMENTS]
