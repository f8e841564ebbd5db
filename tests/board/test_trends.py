"""The five-year trend, as a run computes it: again for each year, or as it was published where records say nothing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from people.models import EntryRoute, Probation
from tests.base import DAY, Cast, person
from wmp.board.computing import compute_traced
from wmp.board.models import PublishedValue
from wmp.board.paper import FIGURES
from wmp.board.trends import Trend, trend_of
from wmp.lib.figures import Figure, Headline
from wmp.lib.grids import Cell, Column, Grid, Row

pytestmark = pytest.mark.django_db
RETENTION = replace(
    FIGURES["people.retention_by_entry_route"], headlines=[Headline("Total with comparator", "Recruited")]
)


def recruited(*years: int) -> None:
    """A student officer of the first route's counted window, by the year in which they began."""
    route = EntryRoute.objects.get(name="PCDA")
    for year in years:
        started = date(year, 2, 1)
        Probation.objects.create(person=person(f"R{year}"), entry_route=route, started_on=started)


def five_years(figure: Figure = RETENTION) -> Trend | None:
    return trend_of(figure, DAY, figure.table(DAY).compute())


def of_retention() -> Trend:
    found = five_years()
    assert found is not None
    return found


def values(grid: Grid) -> list[tuple[str, object]]:
    return [(row.label, cells[0].value) for row, cells in zip(grid.rows, grid.cells, strict=True)]


def test_each_year_is_computed_again_on_the_same_day() -> None:
    recruited(2020, 2021, 2022)
    assert values(of_retention().grid) == [
        ("2018-04-01", None),
        ("2019-04-01", None),
        ("2020-04-01", 1),
        ("2021-04-01", 2),
        ("2022-04-01", 3),
    ]


def test_what_was_published_stands_in_where_records_say_nothing_and_is_marked() -> None:
    recruited(2020, 2021)
    where = {"figure": RETENTION.key, "row": "Total with comparator", "column": "Recruited"}
    PublishedValue.objects.create(**where, day=date(2018, 3, 1), value=Decimal(140), source="Board paper, 2018")
    PublishedValue.objects.create(**where, day=date(2021, 3, 1), value=Decimal(999), source="Board paper, 2021")
    found = of_retention().grid
    assert [row.under for row in found.rows] == [
        "Published: Board paper, 2018", "", "Computed from the records", "Computed from the records",
        "Computed from the records",
    ]  # fmt: skip
    assert [value for _, value in values(found)] == [140, None, 1, 2, 2]


def test_a_table_of_five_years_needs_none() -> None:
    years = [f"{year}-01-01" for year in range(2018, 2023)]
    table = Grid([Row("Force")], [Column(each) for each in years], [[Cell(1, None, 1)] * 5])
    assert trend_of(replace(RETENTION, headlines=[Headline("Force", "")]), DAY, table) is None


def test_a_figure_without_headlines_has_none() -> None:
    recruited(2020, 2021)
    assert five_years(replace(RETENTION, headlines=[])) is None


def test_what_is_the_same_in_every_year_is_no_trend(cast: Cast) -> None:
    assert five_years() is None


def test_each_year_keeps_the_digests_of_its_records_for_the_audit_of_later_editions() -> None:
    recruited(2020, 2021, 2022)
    found, before = of_retention().grid, compute_traced(RETENTION, DAY.replace(year=2021))
    assert found.rows[3].label == "2021-04-01"
    assert all(not row.where for row in found.rows) and all(not column.where for column in found.columns)
    exact = before.grid.cell("Total with comparator", "Recruited")
    assert found.cells[3][0].behind == exact.behind != ("", "")


def test_each_earlier_year_keeps_the_records_behind_it_and_no_others() -> None:
    recruited(2020, 2021, 2022)
    trend = of_retention()
    column = trend.grid.columns[0].label
    keys = list(Probation.objects.unscoped().order_by("started_on").values_list("pk", flat=True))
    assert [sorted(trend.trace.adds(f"{year}-04-01", column, "n")) for year in (2020, 2021)] == [keys[:1], keys[:2]]
    assert trend.trace.keys_of("people.probation") == set(keys[:2])
    assert set(trend.to_json()["places"]) == {"2020-04-01", "2021-04-01", "2022-04-01"}


def test_a_check_that_failed_in_an_earlier_year_is_the_trend_s() -> None:
    recruited(2020, 2021)
    failing = [lambda grid: ["It does not add up"]]
    found = five_years(replace(RETENTION, table=lambda day: replace(RETENTION.table(day), checks=failing)))
    assert found and "2021-04-01: It does not add up" in found.grid.failures
