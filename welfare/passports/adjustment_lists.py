"""What lists of adjustments ask and show: what is overdue, what is to be reviewed, how long it has been asked for."""

from typing import Any

from django.db.models import Case, Expression, F, Field, IntegerField, Q, When
from django.utils.html import format_html

from welfare.cases.columns import AgeColumn
from welfare.passports.models import REVIEW_MONTHS
from wmp.lib import clock
from wmp.lib.days import months_after
from wmp.lib.registers.columns import Column, Words
from wmp.lib.words import short_day


def overdue() -> Q:
    """Still to be put in place, and the day on which it was due is over."""
    return Q(open_due__lt=clock.today())


def to_review() -> Q:
    """In place, and nobody has looked at it for six months; or its passport's review is due, and it was not looked at
    since that day."""
    today = clock.today()
    long_ago = Q(reviewed_on__lte=months_after(today, -REVIEW_MONTHS))
    long_ago |= Q(reviewed_on=None, in_place_on__lte=months_after(today, -REVIEW_MONTHS))
    due = Q(passport__status="review due") & (Q(reviewed_on=None) | Q(reviewed_on__lt=F("passport__review_due")))
    return Q(status__in=["in place", "reviewed"]) & ~Q(passport__status="withdrawn") & (long_ago | due)


class WaitingColumn(AgeColumn):
    """Working days since a day; empty where there is none, in the file as well."""

    def printed(self, path: str, field: "Field[Any, Any]") -> Expression | F:
        age: Any = super().printed(path, field)
        return Case(When(**{f"{path}__isnull": False}, then=age), default=None, output_field=IntegerField())


class DueColumn(Column):
    """A day, in red once it is over."""

    def words_for(self, field: "Field[Any, Any]") -> Words:
        def words(day: Any) -> str:
            if day >= clock.today():
                return short_day(day)
            return format_html('<strong class="govuk-tag govuk-tag--red">{}</strong>', short_day(day))

        return words
