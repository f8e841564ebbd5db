"""A year that is open for ratings, its scale, and people to be rated."""

from datetime import date
from typing import Any

from people.performance.models import Appraisal, PerformanceYear, ScaleValue
from people.performance.ratings import Rating
from people.workforce.models import Department, Person
from tests.base import Cast, person, post

WORDS = ("Not met", "Partly met", "Met", "Exceeded", "Outstanding")


def open_year(name: str = "2021/22", starts: int = 2021, **fields: Any) -> PerformanceYear:
    """Open, with five values for what and for how."""
    fields.setdefault("status", "open")
    year = PerformanceYear.objects.create(
        name=name, starts_on=date(starts, 4, 1), ends_on=date(starts + 1, 3, 31), **fields
    )
    ScaleValue.objects.bulk_create(
        ScaleValue(year=year, aspect=aspect, number=number, name=words, wording=f"{words}, as the framework has it.")
        for aspect in ("what", "how")
        for number, words in enumerate(WORDS, 1)
    )
    return year


def on_scale(year: PerformanceYear, aspect: str, number: int) -> ScaleValue:
    return ScaleValue._base_manager.get(year=year, aspect=aspect, number=number)


def appraisal_of(who: Person, year: PerformanceYear, **fields: Any) -> Appraisal:
    return Appraisal.objects.create(person=who, year=year, **fields)


def team_of(manager: Person, year: PerformanceYear, size: int) -> list[Appraisal]:
    """So many people who report to somebody today, in the order of their names, each with an appraisal."""
    return [_one_of(manager, year, number) for number in range(size)]


def _one_of(manager: Person, year: PerformanceYear, number: int) -> Appraisal:
    who = person(f"T{manager.pk}-{number}", f"Robin Team{number:02}")
    post(who, line_manager=manager)
    return appraisal_of(who, year)


def bobs(cast: Cast, **fields: Any) -> Appraisal:
    """Bob's appraisal in an open year. Alice is his line manager."""
    department = Department.objects.get_or_create(name="Response")[0]
    return appraisal_of(cast.bob.person, open_year(**fields), department=department)


def entered(appraisal: Appraisal, by: Any, what: int | None = 3, how: int | None = 4) -> Rating:
    """A rating with these values, a draft."""
    for aspect, number in (("what", what), ("how", how)):
        if number:
            value = on_scale(appraisal.year, aspect, number)
            Rating(appraisal=appraisal).enter(aspect, value, by=by, seen=None)
    return rating_of(appraisal)


def sent(appraisal: Appraisal, by: Any, what: int = 3, how: int = 4) -> Rating:
    rating = entered(appraisal, by, what, how)
    rating.submit(by=by)
    return rating


def rating_of(appraisal: Appraisal) -> Rating:
    """Its row as it stands now."""
    return Rating._base_manager.select_related("appraisal__person", "appraisal__year").get(appraisal=appraisal)
