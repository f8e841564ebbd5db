"""Representation by staff type and by rank, recounted in plain Python over random posts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import pytest

from people.workforce.models import Department, Post, Rank
from tests.people import made
from tests.people.made import Someone
from tests.recounts import Recount, assert_records_behind, assert_recounted, grid_of, near, share

pytestmark = pytest.mark.django_db

STAFF_TYPES = {"officer": "Police Officer", "staff": "Police Staff", "pcso": "PCSO", "special": "Special"}
RANKS = ["Chief Officer", "Chief Superintendent", "Superintendent", "Chief Inspector", "Inspector", "Sergeant"]
RANKS += ["Constable"]
DAYS = [date(2022, 4, 1), date(2022, 1, 1), date(2021, 12, 31), date(2024, 2, 29)]


@dataclass(frozen=True)
class Job:
    holder: Someone
    staff_type: str
    rank: str
    started: date
    ended: date | None

    def on(self, day: date) -> bool:
        return self.started <= day and (self.ended is None or day <= self.ended)


def jobs(random: Random, size: int) -> list[Job]:
    """One after the other in each staff type, begun and ended around 1 January; some people are staff and special."""
    found: list[Job] = []
    januaries = [date(year, 1, 1) for year in range(2015, 2026)]
    for someone in made.people(random, size):
        for staff_type in {random.choice(list(STAFF_TYPES)), random.choice(["staff", "special"])}:
            started, last = near(random, januaries), False
            while not last:
                rank = random.choice(RANKS) if staff_type == "officer" else ""
                ended = max(near(random, januaries), started)
                last = random.random() < 0.5
                found.append(Job(someone, staff_type, rank, started, None if last and random.random() < 0.6 else ended))
                started = ended + timedelta(days=random.choice([1, 1, 90]))
    return found


def stored(random: Random, size: int = 250) -> list[Job]:
    held = jobs(random, size)
    person, rank = made.pks([job.holder for job in held]), dict(Rank.objects.values_list("name", "pk"))
    department = Department.objects.create(name="Response")
    Post.objects.bulk_create(
        Post(
            person_id=person[job.holder.number],
            staff_type=job.staff_type,
            rank_id=rank.get(job.rank),
            department=department,
            started=job.started,
            ended=job.ended,
        )
        for job in held
    )
    return held


@pytest.fixture(params=[1, 2])
def held(request: pytest.FixtureRequest) -> list[Job]:
    return stored(Random(request.param))


def recount(jobs: list[Job], day: date, rows: dict[str, Callable[[Job], bool]]) -> Recount:
    januaries = [date(day.year - i, 1, 1) for i in range(5)]
    return {
        (row, january.isoformat()): share(sum(job.holder.minority for job in there), len(there))
        for row, in_row in rows.items()
        for january in januaries
        for there in [[job for job in jobs if in_row(job) and job.on(january) and job.holder.stated]]
    }


def everyone(job: Job) -> bool:
    return True


def of_type(staff_type: str) -> Callable[[Job], bool]:
    return lambda job: job.staff_type == staff_type


def of_rank(rank: str) -> Callable[[Job], bool]:
    return lambda job: job.rank == rank


def test_by_staff_type_as_recounted(held: list[Job]) -> None:
    rows = {label: of_type(value) for value, label in STAFF_TYPES.items()} | {"Force": everyone}
    for day in DAYS:
        assert_recounted("people.representation_by_staff_type", day, recount(held, day, rows))


def test_by_rank_as_recounted(held: list[Job]) -> None:
    officers = [job for job in held if job.staff_type == "officer"]
    for day in DAYS:
        rows = {name: of_rank(name) for name in RANKS} | {"Police Officer Total": everyone}
        assert_recounted("people.representation_by_rank", day, recount(officers, day, rows))


def test_coverage_is_who_stated_of_all_in_force(held: list[Job]) -> None:
    coverage = grid_of("people.representation_by_staff_type", date(2022, 4, 1)).coverage
    there = [job for job in held if job.on(date(2021, 1, 1))]
    cell = coverage["Ethnicity stated, 2021-01-01"]
    assert (cell.n, cell.d, cell.value) == share(sum(job.holder.stated for job in there), len(there))


@pytest.mark.usefixtures("held")
def test_the_records_behind_each_cell_are_those_it_was_made_of() -> None:
    assert_records_behind("people.representation_by_staff_type", date(2022, 4, 1))
    assert_records_behind("people.representation_by_rank", date(2022, 4, 1))
