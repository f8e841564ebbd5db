"""What waits for the performance lead among the years: one to open, teams that are late, one to close."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from people.performance.choices import Excused, YearStatus
from people.performance.models import PerformanceYear
from people.performance.registers import APPRAISALS, YEARS
from people.performance.setting_up import unshared, why_not_closed
from people.workforce.models import User
from wmp.lib import clock
from wmp.lib.waiting import Waiting
from wmp.lib.words import counted

# Before its first day, a year that is set up waits to be opened.
AHEAD = timedelta(days=14)


def year_lines(user: User) -> list[Waiting]:
    """For the performance lead, one query, and one more while a year's ratings are shared; for everybody else none."""
    if not YEARS.may_edit(user):
        return []
    late = Q(appraisals__excused=Excused.NO, appraisals__objectives_set_on=None)
    years = PerformanceYear.objects.visible_to(user).exclude(status=YearStatus.CLOSED).order_by("starts_on")
    found: Any = list(years.annotate(late=Count("appraisals", filter=late)))
    # Apart: beside the other count the database would work it out again for each appraisal.
    released: Any = years.filter(status=YearStatus.RELEASED) if _any_released(found) else years.none()
    sent = dict(released.values_list("pk", unshared(user)))
    return [line for year in found if (line := _line(year, year.late, sent.get(year.pk, 0)))]


def _any_released(years: Iterable[PerformanceYear]) -> bool:
    return any(year.status == YearStatus.RELEASED for year in years)


def _line(year: PerformanceYear, late: int, sent: int) -> Waiting | None:
    today = clock.today()
    page = reverse("people:performance-years-detail", args=[year.pk])
    if year.status == YearStatus.SET_UP and today >= year.starts_on - AHEAD:
        return Waiting(f"Open the performance year {year}", page, min(today, year.starts_on), year.starts_on)
    closes = year.status == YearStatus.RELEASED and not why_not_closed(year, sent)
    if closes and year.released_at:
        shared = timezone.localdate(year.released_at)
        return Waiting(f"Close the performance year {year}: its ratings were shared", page, shared)
    # Once the year is over nobody agrees objectives for it any more.
    due = year.objectives_due
    if year.status == YearStatus.OPEN and late and due and due < today <= year.ends_on:
        people = counted(late, "person", "people")
        url = f"{APPRAISALS.url}?year={year.pk}&eligible=yes&objectives=not"
        return Waiting(f"Remind line managers, {year}: {people} without agreed objectives", url, due, due)
    return None
