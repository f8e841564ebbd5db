"""What the home page says of the performance year to either of the two. One query."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, DateTimeField, Max, OuterRef, Q, Subquery, Value, When
from django.urls import reverse
from django.utils.http import urlencode

from people.performance.agreeing import Side, address_for, between
from people.performance.choices import Level, YearStatus
from people.performance.conversing import year_end_from
from people.performance.models import Appraisal, PerformanceYear
from people.performance.objectives import Objective, SelfAssessment
from people.roles import own_person
from people.workforce.models import User
from wmp.lib import clock
from wmp.lib.keys import among
from wmp.lib.waiting import Waiting

# Of more people than this who wait for the same thing, one line tells, and leads to the team.
NAMED = 3


def year_waits(user: User) -> list[Waiting]:
    """Of open years: objectives to write or agree, a self-assessment to write, year-end conversations to record."""
    rows = list(_open_to(user))
    found = [line for each in rows if each.is_own for line in _own(each)]
    team = [each for each in rows if not each.is_own]
    for duty in DUTIES:
        found += _of_team([each for each in team if duty.waits(each)], duty)
    return found


def _open_to(user: User) -> Iterable[Any]:
    individual = Q(objectives__level=Level.INDIVIDUAL)
    sent = SelfAssessment.objects.visible_to(user).filter(appraisal=OuterRef("pk")).values("sent_at")
    seen: Any = Appraisal.objects.visible_to(user).eligible().filter(between(user), year__status=YearStatus.OPEN)
    return seen.select_related("year", "person", "rank").annotate(
        is_own=Case(When(among("person", own_person(user)), then=Value(True)), default=Value(False)),
        written=Count("objectives", individual),
        to_agree_by_person=Count("objectives", individual & Q(objectives__agreed_by_person_on=None)),
        to_agree_by_manager=Count("objectives", individual & Q(objectives__agreed_by_manager_on=None)),
        by_person=Max("objectives__agreed_by_person_on", filter=individual),
        by_manager=Max("objectives__agreed_by_manager_on", filter=individual),
        sent_at=Subquery(sent, output_field=DateTimeField()),
    )


def _is_over(year: PerformanceYear) -> bool:
    """Nobody is asked to write or agree objectives for a year that is gone."""
    return clock.today() > year.ends_on


def _at_the_end(each: Any) -> bool:
    return not each.year_end_on and clock.today() >= year_end_from(each.year)


# --- one's own ---


def _own(each: Any) -> Iterator[Waiting]:
    page, year = address_for(each, Side.PERSON), each.year
    if each.written < Objective.EACH and not _is_over(year):
        yield Waiting(f"Write your objectives for {year}", page, year.starts_on, year.objectives_due)
    elif each.to_agree_by_person and not _is_over(year):
        since = each.by_manager or year.starts_on
        words = f"Agree your objectives for {year} with your line manager"
        yield Waiting(words, page, since, year.objectives_due)
    if _at_the_end(each) and not each.sent_at:
        url = reverse("people:my-self-assessment", args=[each.pk])
        yield Waiting(f"Write your self-assessment for {year}", url, year_end_from(year))


# --- the team's ---


@dataclass(frozen=True)
class Duty:
    """Something that a line manager does for each of their team."""

    words: str
    waits: Callable[[Any], bool]
    since: Callable[[Any], date]
    due: Callable[[Any], date | None]
    page: Callable[[Any], str]


DUTIES = (
    Duty(
        "Agree objectives with {}",
        lambda each: bool(each.to_agree_by_manager) and not _is_over(each.year),
        lambda each: each.by_person or each.year.starts_on,
        lambda each: each.year.objectives_due,
        lambda each: address_for(each, Side.MANAGER),
    ),
    Duty(
        "Record the year-end conversation of {}",
        _at_the_end,
        lambda each: year_end_from(each.year),
        lambda each: each.year.ratings_due,
        lambda each: reverse("people:team-year-end", args=[each.pk]),
    ),
)


def _of_team(rows: Sequence[Any], duty: Duty) -> Iterator[Waiting]:
    """A line for each, or one for each year where they are many."""
    for year in dict.fromkeys(each.year for each in rows):
        those = [each for each in rows if each.year == year]
        if len(those) <= NAMED:
            for each in those:
                yield Waiting(duty.words.format(called(each)), duty.page(each), duty.since(each), duty.due(each))
        else:
            url = f"{reverse('people:team')}?{urlencode({'year': year.pk})}"
            words = duty.words.format(f"{len(those)} people, {year}")
            yield Waiting(words, url, min(map(duty.since, those)), duty.due(those[0]))


def called(appraisal: Any) -> str:
    """`PC Osei`; by both names where somebody has no rank."""
    if appraisal.rank:
        return f"{appraisal.rank.abbreviation} {appraisal.person.last_name}"
    return str(appraisal.person)
