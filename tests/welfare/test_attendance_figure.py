"""Attendance and reasons for absence, recounted in plain Python over random months."""

from datetime import date
from decimal import Decimal
from random import Random

import pytest

from tests.recounts import Recount, assert_recounted, grid_of
from welfare.wellbeing.figures import days_add_up, reasons_make_the_month
from welfare.wellbeing.models import AbsenceReason, Attendance
from wmp.board.paper import FIGURES
from wmp.lib.grids import Cell, Column, Grid, Row

pytestmark = pytest.mark.django_db

TYPES = {"officer": "Police Officer", "pcso": "PCSO", "staff": "Police Staff"}
REASONS = ["COVID", "Musculoskeletal", "Psychological disorders"]
MONTHS = [date(2020 + n // 12, n % 12 + 1, 1) for n in range(5, 31)]
# The last of the twelve months that a day shows.
LAST = {
    date(2022, 4, 1): "2022-03",
    date(2022, 3, 31): "2022-03",
    date(2022, 3, 30): "2022-02",
    date(2021, 2, 28): "2021-02",
}
Days = dict[tuple[str, str], tuple[Decimal, Decimal]]


def shown(day: date) -> list[str]:
    year, month = map(int, LAST[day].split("-"))
    places = range(year * 12 + month - 12, year * 12 + month)
    return [f"{place // 12}-{place % 12 + 1:02}" for place in places]


def share(part: Decimal | int, whole: Decimal | int) -> tuple[Decimal | int, Decimal | int, Decimal | None]:
    return part, whole, Decimal(100) * part / whole if whole else None


def stored(random: Random) -> Days:
    found: Days = {}
    for month in MONTHS:
        for kind in TYPES:
            available = Decimal(random.randint(1, 900_000)) / 100
            lost = (available * random.randint(0, 100) / 100).quantize(Decimal("0.01"))
            found[kind, f"{month:%Y-%m}"] = available, lost
            Attendance.objects.create(month=month, staff_type=kind, days_available=available, days_lost=lost)
    return found


@pytest.fixture(params=[1, 2])
def days(request: pytest.FixtureRequest) -> Days:
    return stored(Random(request.param))


def test_attendance_as_recounted(days: Days) -> None:
    for day in LAST:
        expected: Recount = {}
        for label, kinds in [*((label, [kind]) for kind, label in TYPES.items()), ("All", [*TYPES])]:
            for month in shown(day):
                there = [days[kind, month] for kind in kinds if (kind, month) in days]
                available = sum((each[0] for each in there), Decimal(0)) if there else None
                lost = sum((each[1] for each in there), Decimal(0))
                cell = (None, None, None) if available is None else share(available - lost, available)
                expected[label, month] = cell
        assert_recounted("welfare.attendance", day, expected)


@pytest.mark.usefixtures("days")
def test_behind_a_number_stands_its_row_of_the_file() -> None:
    table = FIGURES["welfare.attendance"].table(date(2022, 4, 1))
    grid = table.compute()
    for row, column, cell in grid:
        rows = table.records(row, column)[0].unscoped()
        assert {f"{each.month:%Y-%m}" for each in rows} == {column.label}
        assert sum(each.days_available for each in rows) == cell.d
        assert len(rows) == (3 if row.total else 1)


def test_a_staff_type_that_lacks_a_month_is_said() -> None:
    for kind, months in {"officer": (2, 3), "pcso": (3,)}.items():
        for month in months:
            Attendance.objects.create(month=date(2022, month, 1), staff_type=kind, days_available=100, days_lost=10)
    failures = grid_of("welfare.attendance", date(2022, 4, 1)).failures
    assert failures == ["PCSO, 2022-02: no days, though other staff types have theirs"]


def test_a_total_of_other_days_is_found_out() -> None:
    cells = [[Cell(90, 100)], [Cell(80, 101)]]
    grid = Grid([Row("PCSO"), Row("All", total=True)], [Column("2022-03", "percent")], cells)
    assert days_add_up(grid) == ["2022-03: the days of all are not the sum of the staff types'"]


@pytest.mark.parametrize("seed", [1, 2])
def test_reasons_as_recounted(seed: int) -> None:
    random = Random(seed)
    days: dict[tuple[str, str], Decimal] = {}
    for month in MONTHS:
        for reason in random.sample(REASONS, random.randint(0, 3)):
            days[reason, f"{month:%Y-%m}"] = lost = Decimal(random.randint(0, 9000)) / 100
            AbsenceReason.objects.create(month=month, reason=reason, days_lost=lost)
    for day in LAST:
        months = shown(day)
        there = sorted({reason for reason, month in days if month in months})
        whole = {month: sum(lost for (_, each), lost in days.items() if each == month) for month in months}
        expected: Recount = {
            (reason, month): share(days.get((reason, month), 0), whole[month]) for reason in there for month in months
        }
        assert_recounted("welfare.absence_reasons", day, expected)


def test_behind_a_share_stand_the_reason_s_days_and_under_it_the_month_s() -> None:
    for reason, lost in zip(REASONS, (5, 3, 2), strict=True):
        AbsenceReason.objects.create(month=date(2022, 3, 1), reason=reason, days_lost=lost)
    table = FIGURES["welfare.absence_reasons"].table(date(2022, 4, 1))
    row, column, _ = next(each for each in table.compute() if each[1].label == "2022-03")
    assert [each.reason for each in table.records(row, column, "n")[0].unscoped()] == ["COVID"]
    assert table.records(row, column, "d")[0].unscoped().count() == 3


def test_reasons_that_do_not_make_the_month_are_found_out() -> None:
    grid = Grid([Row("COVID")], [Column("2022-03", "percent")], [[Cell(5, 6)]])
    assert reasons_make_the_month(grid) == [
        "2022-03: the days lost for the reasons do not add up to those of the month"
    ]


@pytest.mark.parametrize("key", ["welfare.attendance", "welfare.absence_reasons"])
def test_before_the_first_file_there_is_nothing_and_nothing_wrong(key: str) -> None:
    grid = grid_of(key, date(2022, 4, 1))
    assert grid.failures == []
    assert {cell.value for _, _, cell in grid} <= {None}
