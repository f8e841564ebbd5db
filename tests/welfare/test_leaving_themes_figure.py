"""Leaving themes, recounted in plain Python over random closings."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import pytest

from tests.people import made
from tests.recounts import Recount, assert_records_behind, assert_recounted, count, near
from welfare.cases.closures import Closure
from welfare.cases.figures import themes_fit
from welfare.cases.models import Theme, WelfareCase
from wmp.lib.grids import Cell, Column, Grid, Row

pytestmark = pytest.mark.django_db

KEY = "welfare.leaving_themes"
ROWS = {
    "Role not as expected": {"role: shifts", "role: trauma", "role: opportunities"},
    "Role not as expected: shifts": {"role: shifts"},
    "Role not as expected: trauma": {"role: trauma"},
    "Role not as expected: other opportunities": {"role: opportunities"},
    "Health or welfare": {"health"},
    "Misconduct": {"misconduct"},
    "Performance and Regulation 13": {"performance"},
    "Transfer to another force": {"transfer"},
}
# The first day of the twelve months up to each day.
SINCE = {
    date(2022, 4, 1): date(2021, 4, 2),
    date(2020, 2, 29): date(2019, 3, 1),
    date(2021, 2, 28): date(2020, 2, 29),
}


@dataclass(frozen=True)
class Closing:
    closed: date
    reopened: date | None
    outcome: str
    themes: list[str]


def closings(random: Random, size: int) -> list[Closing]:
    """Closed and opened again around the days asked about and the days a year before."""
    edges = [*SINCE, *SINCE.values()]
    found = []
    for _ in range(size):
        closed = near(random, edges)
        reopened = max(closed, near(random, [*SINCE])) if random.random() < 0.3 else None
        outcome = random.choice(["left", "retained", "moved to staff role", "no contact made"])
        found.append(Closing(closed, reopened, outcome, random.sample(Theme.values, random.randint(0, 3))))
    return found


def stored(random: Random, size: int = 300) -> list[Closing]:
    closed = closings(random, size)
    people = made.pks(made.people(random, len(closed)))
    for each, person in zip(closed, people.values(), strict=True):
        opened = each.closed - timedelta(days=30)
        case = WelfareCase.objects.create(
            person_id=person, trigger="tutor", opened_on=opened, first_contact_due=opened + timedelta(days=2)
        )
        Closure.objects.create(
            case=case, closed_on=each.closed, reopened_on=each.reopened, outcome=each.outcome, themes=each.themes
        )
    return closed


@pytest.fixture(params=[1, 2])
def closed(request: pytest.FixtureRequest) -> list[Closing]:
    return stored(Random(request.param))


def recount(closed: list[Closing], day: date) -> Recount:
    def stands(each: Closing) -> bool:
        return SINCE[day] <= each.closed <= day and not (each.reopened and each.reopened <= day)

    there = [each for each in closed if stands(each)]
    rows = {name: [each for each in there if themes.intersection(each.themes)] for name, themes in ROWS.items()}
    rows["All cases closed"] = there
    return {
        (name, column): count(sum(each.outcome == column.lower() for each in members))
        for name, members in rows.items()
        for column in ("Left", "Retained")
    }


def test_as_recounted(closed: list[Closing]) -> None:
    for day in SINCE:
        assert_recounted(KEY, day, recount(closed, day))


@pytest.mark.usefixtures("closed")
def test_the_records_behind_each_cell_are_those_it_was_made_of() -> None:
    assert_records_behind(KEY, date(2022, 4, 1))


@pytest.mark.parametrize(
    ("role", "shifts", "cases", "failures"),
    [
        (3, 2, 9, []),
        (1, 2, 9, ["Left: role not as expected does not fit its parts"]),
        (5, 4, 9, ["Left: role not as expected does not fit its parts"]),
        (3, 2, 2, ["Left: a theme has more cases than were closed"]),
    ],
)
def test_rows_that_cannot_be_are_found_out(role: int, shifts: int, cases: int, failures: list[str]) -> None:
    numbers = [role, shifts, 1 if role == 3 else 0, *[0] * 5, cases]
    rows = [Row(label) for label in [*ROWS, "All cases closed"]]
    assert themes_fit(Grid(rows, [Column("Left")], [[Cell(number)] for number in numbers])) == failures
