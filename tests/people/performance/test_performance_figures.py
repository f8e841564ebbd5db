"""How complete the last performance year is and how its ratings spread, recounted in plain Python."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from random import Random

import pytest

from people.performance.models import Appraisal, PerformanceYear, ScaleValue
from people.performance.ratings import Rating
from people.workforce.models import Person
from tests.people import made
from tests.recounts import Recount, assert_records_behind, assert_recounted, count, grid_of, share

pytestmark = pytest.mark.django_db

YEAR, RATINGS = "people.performance_year", "people.rating_distribution"
DAY = date(2022, 4, 1)
CLOSED = {"2019/20": date(2020, 6, 1), "2020/21": DAY, "2021/22": date.max}
WHAT, HOW = ["Not met", "Met", "Exceeded"], ["Seldom", "Mostly", "Always"]


@dataclass(frozen=True)
class One:
    """Somebody's year in plain values; values are the places of a final rating, `final` its day."""

    excused: str
    objectives: date | None
    year_end: date | None
    what: int
    how: int
    final: date | None
    shared: bool


def one(random: Random, last: date) -> One:
    def maybe(day: date) -> date | None:
        return random.choice([None, day, day - timedelta(days=100)])

    excused = random.choice(["", "", "", "late starter", "left", "seconded", "long absence"])
    final = random.choice([None, last, last + timedelta(days=1)])
    return One(
        excused, maybe(last), maybe(last), random.choice([0, 2]), random.choice([0, 1, 2]), final, random.random() < 0.5
    )


def store(name: str, starts: int, closed: date | None, ones: list[One]) -> None:
    year = PerformanceYear.objects.create(
        name=name,
        starts_on=date(starts, 4, 1),
        ends_on=date(starts + 1, 3, 31),
        status="closed" if closed else "open",
        closed_on=closed,
    )
    # The order of the names is not that of the scale.
    scale = {
        (aspect, place): ScaleValue.objects.create(year=year, aspect=aspect, number=place + 1, name=words)
        for aspect, names in (("what", WHAT), ("how", HOW))
        for place, words in enumerate(names)
    }
    people = Person.objects.unscoped().values_list("pk", flat=True)
    for who, each in zip(people, ones, strict=True):
        appraisal = Appraisal.objects.create(
            year=year,
            person_id=who,
            excused=each.excused,
            objectives_set_on=each.objectives,
            year_end_on=each.year_end,
        )
        what, how = scale["what", each.what], scale["how", each.how]
        status = ("shared" if each.shared else "final") if each.final else "draft"
        Rating.objects.create(
            appraisal=appraisal,
            what=what,
            how=how,
            status=status,
            final_what=what if each.final else None,
            final_how=how if each.final else None,
            final_on=each.final,
            shared_at=f"{each.final}T09:00Z" if status == "shared" else None,
        )


def stored(random: Random, size: int = 60) -> dict[str, list[One]]:
    """Two that were closed by the day, one that was not; in each some ratings were shared on their day, some never."""
    made.people(random, size)
    found = {
        name: [one(random, date(starts + 1, 3, 31)) for _ in range(size)]
        for name, starts in (("2019/20", 2019), ("2020/21", 2020), ("2021/22", 2021))
    }
    store("2019/20", 2019, CLOSED["2019/20"], found["2019/20"])
    store("2020/21", 2020, DAY, found["2020/21"])
    store("2021/22", 2021, None, found["2021/22"])
    return found


@pytest.fixture
def years() -> dict[str, list[One]]:
    return stored(Random(1))


@pytest.mark.parametrize(("day", "name"), [(DAY, "2020/21"), (DAY - timedelta(days=1), "2019/20")])
def test_the_latest_year_that_was_closed(years: dict[str, list[One]], day: date, name: str) -> None:
    eligible = [each for each in years[name] if not each.excused]
    objectives, year_end = (sum(bool(getattr(each, part)) for each in eligible) for part in ("objectives", "year_end"))
    assert_recounted(
        YEAR,
        day,
        {
            ("Individual objectives set", name): share(objectives, len(eligible)),
            ("Year-end conversations completed", name): share(year_end, len(eligible)),
        },
    )
    assert_records_behind(YEAR, day)


def test_before_any_year_was_closed_nothing_is_said(years: dict[str, list[One]]) -> None:
    cells = [cell for _, _, cell in grid_of(YEAR, date(2020, 5, 31))]
    assert [(cell.n, cell.d, cell.value) for cell in cells] == [(0, 0, None)] * 2


def counted(ones: list[One], name: str, day: date) -> list[One]:
    return [each for each in ones if each.final and each.final <= day and (each.shared or CLOSED[name] <= day)]


def years_with_ratings(years: dict[str, list[One]], day: date) -> list[str]:
    """Those that have a rating to count, the latest last."""
    return [name for name, ones in years.items() if counted(ones, name, day)]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (DAY, "2021/22"),
        (date(2022, 3, 31), "2021/22"),
        (date(2022, 3, 30), "2020/21"),
        (date(2021, 3, 30), "2019/20"),
        (date(2020, 3, 31), "2019/20"),
    ],
)
def test_ratings_that_were_shared_or_whose_year_was_closed(years: dict[str, list[One]], day: date, name: str) -> None:
    final = counted(years[name], name, day)
    cells = {
        (WHAT[what], HOW[how]): sum((each.what, each.how) == (what, how) for each in final)
        for what, how in product(range(3), range(3))
    }
    expected: Recount = {}
    for row in WHAT:
        expected |= {(row, column): count(cells[row, column]) for column in HOW}
        expected[row, "All"] = count(sum(cells[row, column] for column in HOW))
    for column in HOW:
        expected["All ratings", column] = count(sum(cells[row, column] for row in WHAT))
    expected["All ratings", "All"] = count(len(final))
    assert_recounted(RATINGS, day, expected)
    assert_records_behind(RATINGS, day)
