"""Hours of specials, recounted in plain Python over random posts and hours."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest

from people.workforce.models import Department, Post, SpecialDuty
from tests.people import made
from tests.recounts import Recount, assert_records_behind, assert_recounted, count, near, total

pytestmark = pytest.mark.django_db

MONTHS = {
    date(2022, 4, 1): ["2021-11", "2021-12", "2022-01", "2022-02", "2022-03"],
    date(2022, 3, 31): ["2021-11", "2021-12", "2022-01", "2022-02", "2022-03"],
    date(2022, 3, 30): ["2021-10", "2021-11", "2021-12", "2022-01", "2022-02"],
    date(2020, 2, 29): ["2019-10", "2019-11", "2019-12", "2020-01", "2020-02"],
    date(2020, 2, 28): ["2019-09", "2019-10", "2019-11", "2019-12", "2020-01"],
}


@dataclass(frozen=True)
class Special:
    started: date
    ended: date | None
    hours: dict[str, Decimal]


def last_of(month: str) -> date:
    year, number = map(int, month.split("-"))
    return date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)


def specials(random: Random, size: int) -> list[Special]:
    """Begun and ended around the ends of months; half of the months have hours, in post or not."""
    months = sorted({month for each in MONTHS.values() for month in each})
    found = []
    for _ in range(size):
        started = near(random, [last_of(month) for month in months])
        ended = random.choice([None, max(started, near(random, [last_of(month) for month in months]))])
        hours = {month: Decimal(random.randint(0, 6000)) / 100 for month in months if random.random() < 0.5}
        found.append(Special(started, ended, hours))
    return found


def stored(random: Random, size: int = 150) -> list[Special]:
    serving = specials(random, size)
    people = list(made.pks(made.people(random, len(serving))).values())
    department = Department.objects.create(name="Response")
    for staff_type in ("special", "staff"):  # everybody is staff as well
        Post.objects.bulk_create(
            Post(person_id=person, staff_type=staff_type, department=department, started=each.started, ended=each.ended)
            for each, person in zip(serving, people, strict=True)
        )
    SpecialDuty.objects.bulk_create(
        SpecialDuty(person_id=person, month=date.fromisoformat(f"{month}-01"), hours=hours)
        for each, person in zip(serving, people, strict=True)
        for month, hours in each.hours.items()
    )
    return serving


@pytest.fixture(params=[1, 2])
def serving(request: pytest.FixtureRequest) -> list[Special]:
    return stored(Random(request.param))


def recount(specials: list[Special], months: list[str]) -> Recount:
    expected: Recount = {}
    for month in months:
        end = last_of(month)
        there = sum(each.started <= end and (each.ended is None or end <= each.ended) for each in specials)
        hours = total(each.hours.get(month) for each in specials)
        expected[month, "Specials"] = count(there)
        expected[month, "Hours"] = hours
        expected[month, "Hours per special"] = (
            hours[0],
            there,
            Decimal(hours[0]) / there if there and hours[0] is not None else None,
        )
    return expected


def test_as_recounted(serving: list[Special]) -> None:
    for day, months in MONTHS.items():
        assert_recounted("people.specials_hours", day, recount(serving, months))


def test_a_month_without_hours_has_no_quotient() -> None:
    grid_cells = recount([], MONTHS[date(2022, 4, 1)])
    assert grid_cells["2022-03", "Hours per special"] == (None, 0, None)
    assert_recounted("people.specials_hours", date(2022, 4, 1), grid_cells)


@pytest.mark.usefixtures("serving")
def test_the_records_behind_each_cell_are_those_it_was_made_of() -> None:
    assert_records_behind("people.specials_hours", date(2022, 4, 1), summed="hours")
