"""Assaults, recounted in plain Python over random months with steps in them."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest

from tests.lib.test_control_charts import recount as steps
from tests.recounts import Recount, assert_recounted, cells, count, grid_of
from welfare.wellbeing.figures import outcomes_add_up
from welfare.wellbeing.models import Assault
from wmp.board.paper import FIGURES
from wmp.lib.charts import ControlChart
from wmp.lib.grids import Cell, Column, Grid, Row

pytestmark = pytest.mark.django_db

DAY = date(2022, 4, 1)
# The first day that is not counted on each day.
BEFORE = {DAY: DAY, date(2022, 3, 31): DAY, date(2022, 3, 30): date(2022, 3, 1), date(2021, 12, 15): date(2021, 12, 1)}
INJURY = ("S18", "S20", "S47")
SERIES = {"With injury": INJURY, "Without injury": ("No injury",)}
CHARGE, CAUTION, RESOLUTION = "Charge or Summons", "Caution - Adult", "Community Resolution"
OUTCOMES = [CHARGE, "CHARGED", CAUTION, "Conditional Caution - Adult", RESOLUTION, "Caution - Youth", "", "None"]
ROW_OF = {
    CHARGE: CHARGE,
    "CHARGED": CHARGE,
    CAUTION: CAUTION,
    "Conditional Caution - Adult": CAUTION,
    RESOLUTION: RESOLUTION,
    "Caution - Youth": "Other Outcomes",
}


@dataclass(frozen=True)
class Record:
    day: date
    offence: str
    outcome: str

    @property
    def month(self) -> str:
        return f"{self.day:%Y-%m}"


def stored(random: Random, *, gap: bool) -> list[Record]:
    """Two years and a half around levels that move now and then; with a `gap`, a month of nothing."""
    found: list[Record] = []
    for offence in (*INJURY, "No injury"):
        level = random.randint(2, 9)
        for place in range(30):
            if random.random() < 0.08:
                level = random.randint(0, 14)
            first = date(2019 + (10 + place) // 12, (10 + place) % 12 + 1, 1)
            number = 0 if gap and place == 7 else max(0, round(random.gauss(level, 1.2)))
            found += [
                Record(first + timedelta(days=random.randint(0, 27)), offence, random.choice(OUTCOMES))
                for _ in range(number)
            ]
    found.append(Record(date(2022, 3, 31), "S18", CHARGE))
    Assault.objects.bulk_create(
        Assault(crime_number=f"C{place}", occurred_on=each.day, offence=each.offence, outcome=each.outcome)
        for place, each in enumerate(found)
    )
    return found


@pytest.fixture(params=[1, 2, 3])
def records(request: pytest.FixtureRequest) -> list[Record]:
    return stored(Random(request.param), gap=request.param == 3)


def monthly(records: list[Record], day: date, offences: tuple[str, ...]) -> dict[str, int]:
    """Counts of some offences, of every month from the first with any assault to the last before the day's own."""
    there = [each for each in records if each.day < BEFORE[day]]
    numbers = Counter(each.month for each in there if each.offence in offences)
    places = [each.day.year * 12 + each.day.month - 1 for each in there]
    months = [f"{place // 12}-{place % 12 + 1:02}" for place in range(min(places), max(places) + 1)]
    return {month: numbers[month] for month in months}


def since(counts: dict[str, int]) -> list[str]:
    """The months since the last step change."""
    return [*counts][[0, *steps([*counts.values()])][-1] :]


def test_the_series_as_recounted(records: list[Record]) -> None:
    for day in BEFORE:
        grid = grid_of("welfare.assault_series", day)
        assert list(grid.failures) == []
        for name, offences in SERIES.items():
            counts = monthly(records, day, offences)
            assert cells(grid, [name]) == {(month, name): count(number) for month, number in counts.items()}
            starts = [0, *steps([*counts.values()])]
            for place, month in enumerate(counts):
                start = max(each for each in starts if each <= place)
                end = min([each for each in starts if each > place], default=len(counts))
                mean = grid.cell(month, f"{name}, mean")
                assert (mean.n, mean.d) == (sum([*counts.values()][start:end]), end - start)
                change = grid.cell(month, f"{name}, step change").value
                assert (change is not None) == (place in starts[1:])


def test_by_offence_as_recounted(records: list[Record]) -> None:
    for day in BEFORE:
        numbers, rates = {}, {}
        for offences in SERIES.values():
            months = since(monthly(records, day, offences))
            for offence in offences:
                numbers[offence] = sum(monthly(records, day, (offence,))[month] for month in months)
                rates[offence] = numbers[offence], len(months)
        injured = sum(numbers[offence] for offence in INJURY)
        every = sum(Fraction(*rate) for rate in rates.values())
        grid = grid_of("welfare.assaults", day)
        assert [row.label for row in grid.rows] == [*INJURY, "No injury"]
        for offence, rate in rates.items():
            found = grid.by_label([row.label for row in grid.rows].index(offence))
            assert found["Assaults"] == Cell(numbers[offence], None, numbers[offence])
            assert found["Per month"] == Cell.ratio(*rate)
            part = found["Share of assaults with injury"]
            assert (part.n, part.d) == ((numbers[offence], injured) if offence in INJURY else (None, None))
            whole = found["Share of all assaults"].value
            assert whole == pytest.approx(Decimal(float(100 * Fraction(*rate) / every)), rel=Decimal("1e-9"))


def test_outcomes_as_recounted(records: list[Record]) -> None:
    for day, end in BEFORE.items():
        first = end.replace(year=end.year - 1)
        there = [each for each in records if first <= each.day < end]
        positive = [each for each in there if each.outcome in ROW_OF]
        expected: Recount = {}
        rows = {name: [each for each in positive if ROW_OF[each.outcome] == name] for name in (CHARGE, CAUTION)}
        rows |= {name: [each for each in positive if ROW_OF[each.outcome] == name] for name in (RESOLUTION,)}
        rows["Other Outcomes"] = [each for each in positive if ROW_OF[each.outcome] == "Other Outcomes"]
        rows["All positive outcomes"] = positive
        for name, members in rows.items():
            expected[name, "Assaults"] = count(len(members))
            for series, offences in SERIES.items():
                part, whole = (sum(each.offence in offences for each in those) for those in (members, there))
                expected[name, f"Share of assaults {series.lower()}"] = _share(part, whole)
            expected[name, "Share of positive outcomes"] = _share(len(members), len(positive))
        assert_recounted("welfare.assault_outcomes", day, expected)


def _share(part: int, whole: int) -> tuple[int, int, Decimal | None]:
    return part, whole, Decimal(100 * part) / whole if whole else None


@pytest.mark.usefixtures("records")
@pytest.mark.parametrize("key", ["welfare.assaults", "welfare.assault_series", "welfare.assault_outcomes"])
def test_the_records_behind_each_cell_are_those_it_was_made_of(key: str) -> None:
    table = FIGURES[key].table(DAY)
    grid = table.compute()
    for row, column, cell in grid:
        behind, exact = table.records(row, column, grid=grid)
        assert exact
        if column.label == "Share of all assaults":
            assert behind.unscoped().count() == grid.cell(row.label, "Assaults").n
        elif cell.n is not None:
            assert behind.unscoped().count() == cell.n, (row.label, column.label)


@pytest.mark.parametrize("key", ["welfare.assaults", "welfare.assault_series", "welfare.assault_outcomes"])
def test_before_the_first_record_there_is_nothing_and_nothing_wrong(key: str) -> None:
    Assault.objects.create(crime_number="C1", occurred_on=DAY, offence="S18")
    grid = grid_of(key, DAY)
    assert list(grid.failures) == []
    assert not any(cell.value for _, _, cell in grid)


def test_the_series_is_drawn_with_a_panel_each() -> None:
    for place in range(12):
        Assault.objects.create(crime_number=str(place), occurred_on=date(2021, place + 1, 5), offence="S47")
    figure = FIGURES["welfare.assault_series"]
    assert isinstance(figure.chart, ControlChart)
    drawn = figure.chart.draw(grid_of("welfare.assault_series", DAY))
    assert drawn
    titles = [panel.title.words for panel in drawn.drawings[0].panels]
    assert titles == ["With injury: mean 1.0", "Without injury: mean 0.0"]
    assert drawn.description.startswith("With injury: a mean of 1.0 a month from January 2021 to December 2021.")


def test_outcomes_that_do_not_add_up_are_found_out() -> None:
    rows, column = [Row("Charge"), Row("All", total=True)], Column("Share of positive outcomes", "percent")
    assert outcomes_add_up(Grid(rows, [column], [[Cell(2, 4)], [Cell(3, 4)]])) == [
        "Share of positive outcomes: all positive outcomes are not the sum of the rows"
    ]
