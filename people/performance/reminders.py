"""Reminders of the performance year: to line managers of what is due in their teams, to people whose objectives wait
for their agreement. On working days, once a week at most; numbers and days stand in them, and nothing that was said.

A line manager hears of a thing from so many days before it is due until it is done. The numbers are ours.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, When
from django.urls import reverse

from people.performance.choices import Excused, Level, RatingStatus, YearStatus
from people.performance.models import Appraisal, PerformanceYear
from people.performance.objectives import Objective
from people.performance.ratings import Rating
from people.performance.reminded import PerformanceReminder, ReminderKind
from people.roles import appraised_posts_of_today
from people.workforce.models import User
from wmp.lib import clock
from wmp.lib.alerts import alert
from wmp.lib.words import counted, long_day, spoken_list
from wmp.lib.working_days import is_working_day

# Before objectives and ratings are due, and before the last day of the year for year-end conversations.
AHEAD = timedelta(days=14)
YEAR_END_AHEAD = timedelta(days=28)


@dataclass(frozen=True)
class Due:
    """One thing that teams owe a year: who still lacks it, by when, and how a reminder names it."""

    slug: str
    lacking: Q
    by: date
    what: str

    def words(self, number: int) -> str:
        return f"{counted(number, 'person', 'people')} {self.what} (by {long_day(self.by)})"


def things_due(year: PerformanceYear, today: date) -> Iterator[Due]:
    """What of a year is due on `today`, or soon, or late."""
    if year.objectives_due and today >= year.objectives_due - AHEAD:
        yield Due("objectives", lacks_objectives(), year.objectives_due, "without agreed objectives")
    if today >= year.ends_on - YEAR_END_AHEAD:
        yield Due("year-end", lacks_year_end(), year.ends_on, "without a year-end conversation")
    if year.ratings_due and today >= (year.ratings_from or year.ratings_due - AHEAD):
        yield Due("ratings", lacks_rating(), year.ratings_due, "without a rating sent to moderation")


def lacks_objectives() -> Q:
    return Q(objectives_set_on=None)


def lacks_year_end() -> Q:
    return Q(year_end_on=None)


def lacks_rating() -> Q:
    sent = Rating._base_manager.filter(appraisal=OuterRef("pk")).exclude(status=RatingStatus.DRAFT)
    return ~Q(Exists(sent))


# --- the daily job ---


def remind_all() -> int:
    """Every reminder that is due and was not sent this week; returns how many. None on a day off."""
    today = clock.today()
    if not is_working_day(today):
        return 0
    years = PerformanceYear.objects.unscoped().filter(status=YearStatus.OPEN).order_by("starts_on")
    return sum(_remind_managers(year, today) + _remind_of_own(year, today) for year in years)


def _remind_managers(year: PerformanceYear, today: date) -> int:
    owed = owed_by_managers(year, today)
    path = reverse("people:team")
    return _tell(
        year,
        ReminderKind.TEAM,
        monday_of(today),
        {
            manager: (f"Performance year {year}: your team", f"In your team: {spoken_list(words)}.", path)
            for manager, words in owed.items()
        },
    )


def owed_by_managers(year: PerformanceYear, today: date) -> Mapping[int, list[str]]:
    """For each account of a line manager of today: what their team lacks, in words. One query for each thing due."""
    owed: dict[int, list[str]] = defaultdict(list)
    for due in things_due(year, today):
        lacking = Appraisal.objects.unscoped().filter(due.lacking, year=year).eligible().order_by()
        for manager, number in _counted_by_manager(lacking.values("person")):
            owed[manager].append(due.words(number))
    return owed


def _counted_by_manager(people: Any) -> Iterable[tuple[int, int]]:
    posts = appraised_posts_of_today().filter(person__in=people, line_manager__account__is_active=True).order_by()
    counts = posts.values("line_manager__account").annotate(number=Count("person", distinct=True))
    return counts.values_list("line_manager__account", "number")


def _remind_of_own(year: PerformanceYear, today: date) -> int:
    """Whoever has objectives that their line manager agreed and they have not."""
    waiting = Objective.objects.unscoped().filter(
        year=year,
        level=Level.INDIVIDUAL,
        agreed_by_manager_on__isnull=False,
        agreed_by_person_on=None,
        appraisal__excused="",
        appraisal__person__account__is_active=True,
    )
    people = waiting.order_by().values("appraisal__person__account").annotate(number=Count("pk"))
    subject, path = f"Performance year {year}: your objectives", reverse("people:my-performance")
    return _tell(
        year,
        ReminderKind.OWN,
        monday_of(today),
        {
            account: (subject, f"{counted(number, 'objective waits', 'objectives wait')} for your agreement.", path)
            for account, number in people.values_list("appraisal__person__account", "number")
        },
    )


@transaction.atomic
def _tell(year: PerformanceYear, kind: ReminderKind, on: date, what: Mapping[int, tuple[str, str, str]]) -> int:
    """Tells whoever was not told yet: (subject, text, path) by account. Of two runs at once the second waits here."""
    PerformanceYear.objects.unscoped().select_for_update().get(pk=year.pk)
    of_that_day = PerformanceReminder.objects.unscoped().filter(year=year, kind=kind, on=on)
    told = set(of_that_day.values_list("to", flat=True))
    accounts = User.objects.in_bulk(what.keys() - told)
    PerformanceReminder.objects.bulk_create(
        PerformanceReminder(year=year, to=account, kind=kind, on=on) for account in accounts.values()
    )
    for key, account in accounts.items():
        subject, text, path = what[key]
        alert([account], subject=subject, text=text, path=path)
    return len(accounts)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


# --- by the performance lead, from the list of appraisals ---


def with_what_is_open(appraisals: QuerySet[Appraisal]) -> QuerySet[Appraisal]:
    """Each with `something_open`: is something of it still to be done by a line manager?"""
    lacks = lacks_objectives() | lacks_year_end() | lacks_rating()
    counts = Q(excused=Excused.NO, year__status=YearStatus.OPEN)
    return appraisals.annotate(something_open=Case(When(counts & lacks, then=True), default=False))


def remind_by_hand(appraisals: Iterable[Appraisal]) -> int:
    """Tells the line managers of today of these people, each once a day and year. Returns how many were told."""
    told = 0
    by_year: dict[PerformanceYear, list[int]] = defaultdict(list)
    for appraisal in appraisals:
        by_year[appraisal.year].append(appraisal.person_id)
    for year, people in by_year.items():
        what = {
            manager: (
                f"Performance year {year}: your team",
                f"The performance lead asks you to look at your team: {counted(number, 'person', 'people')} to see to.",
                reverse("people:team"),
            )
            for manager, number in _counted_by_manager(people)
        }
        told += _tell(year, ReminderKind.BY_HAND, clock.today(), what)
    return told
