"""The five-year trend: computed again for each year, or as it was published where records say nothing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from people.models import EntryRoute, Probation
from tests.base import DAY, Cast, person
from tests.editions import BUDGETING, PROMOTION, content
from wmp.board.models import PublishedValue
from wmp.board.paper import FIGURES
from wmp.board.papers.trends import trend_of, with_trends
from wmp.lib.figures import Headline
from wmp.lib.grids import Cell, Column, Grid, Row
from wmp.lib.traces import trace, with_digests

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


def values(grid: Grid | None) -> list[tuple[str, object]]:
    assert grid is not None
    return [(row.label, cells[0].value) for row, cells in zip(grid.rows, grid.cells, strict=True)]


def test_each_year_is_computed_again_on_the_same_day() -> None:
    recruited(2020, 2021, 2022)
    assert values(trend_of(RETENTION, DAY)) == [
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
    found = trend_of(RETENTION, DAY)
    assert found is not None and [row.under for row in found.rows] == [
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
    assert trend_of(replace(RETENTION, headlines=[]), DAY) is None


def test_what_is_the_same_in_every_year_is_no_trend(cast: Cast) -> None:
    assert trend_of(RETENTION, DAY) is None


def test_an_edition_carries_the_trends_of_its_figures() -> None:
    recruited(2020, 2021)
    key = RETENTION.key
    said = content()
    figure = replace(said.figures[PROMOTION], key=key, grid=RETENTION.table(DAY).compute(), trend=None)
    found = with_trends(replace(said, figures={key: figure, BUDGETING: said.figures[BUDGETING]}))
    trend = found.figures[key].trend
    assert trend is not None and trend.rows[-1].label == "2022-04-01"
    assert all(not row.where for row in trend.rows) and all(not column.where for column in trend.columns)


def test_each_year_keeps_the_digests_of_its_records_for_the_audit_of_later_editions() -> None:
    recruited(2020, 2021, 2022)
    found, before = trend_of(RETENTION, DAY), RETENTION.table(DAY.replace(year=2021))
    assert found is not None and found.rows[3].label == "2021-04-01"
    exact = with_digests(before.compute(), trace(before, before.compute()))
    assert found.cells[3][0].behind == exact.cell("Total with comparator", "Recruited").behind != ("", "")


def test_a_check_that_failed_in_an_earlier_year_is_told_with_the_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    recruited(2020, 2021)
    key, said = RETENTION.key, content()
    failing = [lambda grid: ["It does not add up"]]
    monkeypatch.setitem(
        FIGURES, key, replace(RETENTION, table=lambda day: replace(RETENTION.table(day), checks=failing))
    )
    figure = replace(said.figures[PROMOTION], key=key, grid=RETENTION.table(DAY).compute(), trend=None)
    found = with_trends(replace(said, figures={key: figure})).figures[key]
    assert "Five years, 2021-04-01: It does not add up" in found.grid.failures
