"""Promotion success, recounted in plain Python over random processes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import comb
from random import Random

import pytest
from django.utils import timezone

from people.promotion.models import PromotionApplication, PromotionProcess
from people.workforce.models import Person
from tests.base import rank
from tests.people import made
from tests.people.made import Someone
from tests.recounts import Recount, assert_records_behind, cells, count, grid_of, share
from wmp.lib.grids import Number

pytestmark = pytest.mark.django_db

KEY = "people.promotion_success"
SENIORITY = ["C.Supt", "Supt", "CI", "Insp", "Sgt", "PC"]
SEASONS = ["Spring", "Summer", "Autumn", "Winter"]
DAYS = [date(2022, 4, 1), date(2024, 2, 29), date(2023, 2, 28)]
SINCE = {DAYS[0]: date(2019, 4, 1), DAYS[1]: date(2021, 2, 28), DAYS[2]: date(2020, 2, 28)}
RESULTS = ["successful", "unsuccessful", "appealed", "withdrawn"]


@dataclass(frozen=True)
class Application:
    candidate: Someone
    status: str
    decided: date | None


@dataclass(frozen=True)
class Process:
    to: int
    season: int
    year: int
    applications: list[Application]
    #: Published so many days after the paper, where it is run here (1,000 for never); None where it came by file.
    told: int | None = None

    @property
    def name(self) -> str:
        return f"{SENIORITY[self.to + 1]} to {SENIORITY[self.to]} {SEASONS[self.season]} {self.year}"

    def reported(self, day: date) -> bool:
        """Every result in by the day, the last within three years of it; a withdrawal without a day is no result. One
        that is run here was published by the day."""
        if self.told is not None and self.told > 0:
            return False
        if any(a.decided is None and a.status != "withdrawn" for a in self.applications):
            return False
        days = [a.decided for a in self.applications if a.decided]
        return bool(days) and SINCE[day] < max(days) <= day


def application(random: Random, candidate: Someone, last: date) -> Application:
    """Decided by `last`, or withdrawn on a day or without one."""
    status = random.choice(RESULTS)
    unknown = status == "withdrawn" and random.random() < 0.5
    return Application(candidate, status, None if unknown else last - timedelta(days=random.randint(0, 60)))


def process(random: Random, day: date, people: list[Someone], to: int, season: int, year: int) -> Process:
    """Its last result on an edge of the three years or within them; now and then it has an open application."""
    steps = timedelta(days=random.choice([-1, 0, 1]))
    last = random.choice([day + steps, SINCE[day] + steps, day - timedelta(days=random.randint(60, 900))])
    applicants = random.sample(people, random.choice([1, 4, 20]))
    applications = [application(random, candidate, last) for candidate in applicants]
    if random.random() < 0.8:
        applications[0] = Application(applicants[0], "successful", last)
    if random.random() < 0.1:
        applications[-1] = Application(applicants[-1], random.choice(["applied", "shortlisted", "assessed"]), None)
    return Process(to, season, year, applications, random.choice([None, None, 0, 1, 1000]))


@pytest.fixture(params=DAYS, ids=str)
def day(request: pytest.FixtureRequest) -> date:
    day: date = request.param
    return day


def stored(random: Random, day: date, size: int = 40) -> list[Process]:
    people = made.people(random, 60)
    kinds = [(to, season, year) for to in range(5) for season in range(4) for year in (2020, 2021)]
    held = [process(random, day, people, *kind) for kind in kinds[:size]]
    store(held, made.pks(people), day)
    return held


@pytest.fixture
def processes(day: date) -> list[Process]:
    return stored(Random(day.toordinal()), day)


def store(processes: list[Process], people: dict[str, int], day: date) -> None:
    ranks = [rank(abbreviation) for abbreviation in SENIORITY]
    stored = PromotionProcess.objects.bulk_create(
        PromotionProcess(
            from_rank=ranks[each.to + 1],
            to_rank=ranks[each.to],
            season=each.season + 1,
            year=each.year,
            opens_on=None if each.told is None else date(2019, 1, 1),
            published_at=published(each, day),
        )
        for each in processes
    )
    PromotionApplication.objects.bulk_create(
        PromotionApplication(
            process=process, candidate_id=people[a.candidate.number], status=a.status, decided_on=a.decided
        )
        for each, process in zip(processes, stored, strict=True)
        for a in each.applications
    )


def published(process: Process, day: date) -> datetime | None:
    """Late on its day; one that is never told was not published."""
    if process.told is None or process.told > 1:
        return None
    return timezone.make_aware(datetime.combine(day + timedelta(days=process.told), time(23, 30)))


def reported_rows(processes: list[Process], day: date) -> dict[str, list[Application]]:
    """By rank from the top, then by year and season; the grand total last."""
    reported = sorted((p for p in processes if p.reported(day)), key=lambda p: (p.to, p.year, p.season))
    rows = {each.name: each.applications for each in reported}
    return rows | {"Grand Total": [a for applications in rows.values() for a in applications]}


GROUPS: dict[str, Callable[[Someone], bool]] = {
    "Success": lambda someone: True,
    "Female success": lambda someone: someone.gender == "female",
    "Ethnic minority success": lambda someone: someone.minority,
    "Male success": lambda someone: someone.gender == "male",
    "White success": lambda someone: someone.stated and not someone.minority,
}


def recount(processes: list[Process], day: date) -> Recount:
    expected: Recount = {}
    for name, applications in reported_rows(processes, day).items():
        expected[name, "Applicants"] = count(len(applications))
        expected[name, "Successful"] = count(sum(a.status == "successful" for a in applications))
        for column, belongs in GROUPS.items():
            group = [a for a in applications if belongs(a.candidate)]
            expected[name, column] = share(sum(a.status == "successful" for a in group), len(group))
    return expected


def test_as_recounted(processes: list[Process], day: date) -> None:
    assert len(reported_rows(processes, day)) > 5
    counted_again(processes, day)


def counted_again(processes: list[Process], day: date) -> None:
    grid, expected = grid_of(KEY, day), recount(processes, day)
    found = cells(grid, ["Applicants", "Successful", *GROUPS])
    assert list(found) == list(expected)
    assert found == expected
    assert list(grid.failures) == []


def impact(own: Number, other: Number) -> Number:
    top = highest(own, other)
    return None if own is None or not top else Decimal(own) / top


def highest(*rates: Number) -> Decimal:
    return max(Decimal(rate or 0) for rate in rates)


def approx(number: float) -> object:
    return pytest.approx(Decimal(str(number)), rel=Decimal("1e-9"))


def fisher(a: int, n: int, b: int, m: int) -> float | None:
    """Two-sided: how likely, of all ways to place the successes, is one no likelier than what was seen."""
    if not n or not m:
        return None
    ways = {x: comb(n, x) * comb(m, a + b - x) for x in range(max(0, a + b - m), min(n, a + b) + 1)}
    return sum(each for each in ways.values() if each <= ways[a]) / sum(ways.values())


def test_impact_ratio_and_fishers_p_as_recounted(processes: list[Process], day: date) -> None:
    expected, found = recount(processes, day), cells(grid_of(KEY, day))
    for row in reported_rows(processes, day):
        for group, other_group in (("Female", "Male"), ("Ethnic minority", "White")):
            a, n, rate = expected[row, f"{group} success"]
            b, m, other_rate = expected[row, f"{other_group} success"]
            compared = int(n or 0) + int(m or 0)
            p = fisher(int(a or 0), int(n or 0), int(b or 0), int(m or 0))
            assert found[row, f"{group} impact ratio"] == (rate, highest(rate, other_rate), impact(rate, other_rate))
            assert found[row, f"{group} Fisher's p"][1:] == ((None, None) if p is None else (compared, approx(p)))


@pytest.mark.usefixtures("processes")
def test_the_records_behind_each_cell_are_those_it_was_made_of(day: date) -> None:
    assert_records_behind(KEY, day)


def test_an_appeal_upheld_later_leaves_the_papers_before_it_as_they_were() -> None:
    process = PromotionProcess.objects.create(from_rank=rank("PC"), to_rank=rank("Sgt"), season=1, year=2022)
    candidate = Person.objects.create(employee_number="1", first_name="Ada", last_name="Okoro")
    application = PromotionApplication.objects.create(process=process, candidate=candidate)
    application.reject(by=None, on=date(2022, 3, 1))
    application.appeal(by=None, reason="A board member knew her")
    application.uphold_appeal(by=None, on=date(2022, 5, 1), reason="So it was")
    shown = {day: grid_of(KEY, day).cell("Grand Total", "Successful").n for day in (date(2022, 4, 1), date(2022, 5, 1))}
    assert shown == {date(2022, 4, 1): 0, date(2022, 5, 1): 1}
