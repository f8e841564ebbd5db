"""Charts of any table: which kind, made of its cells alone, and readable without colour."""

from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from wmp.board.papers.printed import SAY
from wmp.lib.charts import ControlChart
from wmp.lib.control_charts import MEAN
from wmp.lib.grids import WITHHELD, Cell, Column, Grid, Number, Row
from wmp.lib.plots import Bars, Lines, Plot, plot
from wmp.lib.plots.marks import MOST_SERIES, Bar, Path, Shape, Text, scale, tick, wrapped
from wmp.lib.time_labels import is_time, short, split

SVG = "{http://www.w3.org/2000/svg}"


def grid(rows: list[str], columns: list[str], values: list[list[Number]], unit: str = "count") -> Grid:
    cells = [[Cell(value, None, value) if value is not None else Cell() for value in line] for line in values]
    return Grid([Row(each, total=each == "All") for each in rows], [Column(each, unit) for each in columns], cells)


def drawn(table: Grid, declared: ControlChart | Bars | Lines | None = None) -> Plot:
    found = plot(declared, table, "A chart", SAY)
    assert found is not None
    return found


def count(found: Plot, kind: type) -> int:
    return sum(isinstance(mark, kind) for mark in found.wide.marks)


def words(found: Plot) -> list[str]:
    return [mark.words for mark in found.wide.marks if isinstance(mark, Text)]


MONTHS = ["2022-01", "2022-02", "2022-03", "2022-04"]


# --- which kind ------------------------------------------------------------------------------------------------------


def test_rows_that_are_months_make_a_line_for_each_column_of_one_unit() -> None:
    found = drawn(grid(MONTHS, ["Left", "Kept"], [[n, 2 * n] for n in range(4)]))
    assert count(found, Shape) == 8 + 2  # and one for each name in the key
    assert "Jan 2022" in words(found)


def test_columns_that_are_days_make_a_line_for_each_row_in_the_order_of_time() -> None:
    days = ["2022-01-01", "2021-01-01", "2020-01-01"]
    found = drawn(grid(["Officers", "Staff"], days, [[3, 2, 1], [6, 5, 4]]))
    assert found.description.startswith("Officers: 1 on 1 Jan 2020, 3 on 1 Jan 2022")


def test_more_rows_than_lines_can_differ_are_bars_of_the_latest_day() -> None:
    rows = [f"Rank {n}" for n in range(MOST_SERIES + 1)]
    found = drawn(grid(rows, ["2022-01-01", "2021-01-01", "2020-01-01"], [[n + 5, 0, 0] for n in range(len(rows))]))
    assert count(found, Bar) == len(rows) and "1 January 2022" in words(found)


def test_quarters_by_kind_make_a_line_for_each_kind() -> None:
    quarters = ["2021-04-01 to 2021-06-30", "2021-07-01 to 2021-09-30", "2021-10-01 to 2021-12-31"]
    rows = [f"{quarter}, {kind}" for quarter in quarters for kind in ("Everybody", "Staff")]
    found = drawn(grid(rows, ["Referrals"], [[n] for n in range(6)]))
    assert {"Everybody", "Staff", "Apr–Jun 2021"} <= set(words(found))


def test_other_rows_make_bars_and_totals_that_would_dwarf_them_stay_out() -> None:
    found = drawn(grid(["A", "B", "All"], ["Cases"], [[3], [4], [7]]))
    assert count(found, Bar) == 2


def test_a_share_of_all_stands_among_its_parts() -> None:
    cells = [[Cell.ratio(n, d, 100)] for n, d in ((1, 4), (3, 4), (4, 8))]
    table = Grid([Row("A"), Row("B"), Row("All", total=True)], [Column("Kept", "percent")], cells)
    assert count(drawn(table), Bar) == 3


def test_a_figure_says_otherwise() -> None:
    table = grid(["A", "B"], ["Cases", "Kept"], [[3, 1], [4, 2]])
    assert words(drawn(table, Bars(("Kept",))))[0] == "Kept"
    assert count(drawn(grid(MONTHS, ["Left", "Kept"], [[n, n] for n in range(4)]), Lines(("Kept",))), Shape) == 5


@pytest.mark.parametrize(
    "table",
    [
        grid(["One"], ["Cases"], [[5]]),
        grid(["A", "B"], ["Cases"], [[None], [None]]),
        grid([], ["Cases"], []),
        grid(MONTHS, ["Cases"], [[None], [4], [None], [None]]),
    ],
)
def test_what_says_no_more_than_its_numbers_is_not_drawn(table: Grid) -> None:
    assert plot(None, table, "A chart", SAY) is None


# --- of its cells alone ----------------------------------------------------------------------------------------------


def test_a_withheld_month_is_a_gap_and_is_said() -> None:
    table = grid([*MONTHS, "2022-05"], ["Cases"], [[1], [2], [None], [4], [5]])
    cells = [*table.cells[:2], [Cell(withheld="small")], *table.cells[3:]]
    found = drawn(Grid(table.rows, table.columns, cells))
    assert count(found, Path) == 2 + 1  # two stretches, and the one of the key
    assert count(found, Shape) == 4 + 1
    assert "1 withheld" in found.description


def test_a_withheld_bar_is_its_mark() -> None:
    table = grid(["A", "B"], ["Cases"], [[20], [None]])
    found = drawn(Grid(table.rows, table.columns, [table.cells[0], [Cell(withheld="small")]]))
    assert count(found, Bar) == 1 and "[c]" in words(found)


def test_a_control_chart_has_the_means_that_the_table_prints_and_works_out_none() -> None:
    table = grid(MONTHS, ["Cases", MEAN.format("Cases")], [[n, None] for n in (1, 2, 3, 90)])
    chart = ControlChart("Cases", ("Cases",))
    assert "Thick lines" not in drawn(grid(MONTHS, ["Cases"], [[1], [2], [3], [4]]), chart).note
    assert "Thick lines" not in drawn(table, chart).note
    thick = [mark for mark in drawn(table, chart).wide.marks if getattr(mark, "width", 0) == 3.0]
    assert thick == []


def test_amounts_below_nothing_go_the_other_way() -> None:
    found = drawn(grid(["A", "B"], ["Net"], [[-100], [50]], "pounds"))
    first, second = (mark for mark in found.wide.marks if isinstance(mark, Bar))
    assert first.x + first.width == pytest.approx(second.x)
    assert {"-£100", "£50"} <= set(words(found))


# --- drawn -----------------------------------------------------------------------------------------------------------


def test_series_differ_by_shape_and_line_and_bars_by_filling() -> None:
    lines = drawn(grid(MONTHS, list("ABCDE"), [[n + k for k in range(5)] for n in range(4)]))
    looks = {(mark.shape, mark.hollow) for mark in lines.wide.marks if isinstance(mark, Shape)}
    dashes = {mark.dash for mark in lines.wide.marks if isinstance(mark, Path)}
    assert len(looks) == len(dashes) == 5
    bars = drawn(grid(["X", "Y"], list("ABCD"), [[1, 2, 3, 4]] * 2))
    assert len({mark.fill for mark in bars.wide.marks if isinstance(mark, Bar)}) == 4


@pytest.mark.parametrize("place", [0, 1])
def test_the_svg_is_well_formed_has_its_words_and_carries_no_style(place: int) -> None:
    found = drawn(grid(['<A> & "B"', "Other"], list("ABC"), [[1, 2, 3]] * 2))
    svg = render_to_string("components/plot.svg", {"plot": found, "drawing": found.drawings[place], "id": "x"})
    root = ElementTree.fromstring(svg)
    assert (root.findtext(f"{SVG}title"), root.get("role")) == ("A chart", "img")
    assert '<A> & "B"' in [each.text for each in root.iter(f"{SVG}text")]
    assert "style=" not in svg and "<script" not in svg


def test_nothing_runs_out_of_the_drawing() -> None:
    long = "A label of more words than would ever fit on a line of such a drawing, however it is broken"
    shares = grid(list("ABCDEFGHI"), ["Share"], [[20]] * 9, "percent")
    for table in (
        shares,
        grid([long, "B"], [long], [[123456789], [1]], "pounds"),
        grid(MONTHS, [long], [[1], [2], [3], [4]]),
    ):
        for drawing in drawn(table).drawings:
            assert all(0 <= mark.x <= drawing.width for mark in drawing.marks if isinstance(mark, Text | Bar | Shape))
            starts = [mark for mark in drawing.marks if isinstance(mark, Text) and mark.anchor == "start"]
            assert all(mark.x + 6 * len(mark.words) <= drawing.width for mark in starts)
            middles = [mark for mark in drawing.marks if isinstance(mark, Text) and mark.anchor == "middle"]
            assert all(5 * len(mark.words) <= mark.x <= drawing.width - 3 * len(mark.words) for mark in middles)


def test_small_moves_do_not_look_like_large_ones() -> None:
    axis = scale([Decimal("16.4"), Decimal("17.0")], from_nought=False)
    assert axis.least <= 15.3 and axis.most >= 17
    assert scale([Decimal(5), Decimal(40)], from_nought=False).least == 0
    assert scale([Decimal(-5), Decimal(-40)], from_nought=True).most == 0


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [(40, "percent", "40%"), (2_500_000, "pounds", "£2.5m"), (-1_000_000, "pounds", "-£1m"), (0, "pounds", "£0")],
)
def test_values_of_an_axis_are_short(value: float, unit: str, words: str) -> None:
    assert tick(value, scale([0, 5_000_000], from_nought=True), unit) == words


def test_long_labels_are_broken_between_words() -> None:
    assert wrapped("Police Community Support Officers", 16, 3) == ["Police Community", "Support Officers"]
    assert wrapped("one two three four", 5, 2) == ["one", "two …"]


@pytest.mark.parametrize(
    ("label", "said", "time"),
    [
        ("2022-03", "Mar 2022", True),
        ("2022-01-01", "1 Jan 2022", True),
        ("2021-04-01 to 2021-06-30", "Apr–Jun 2021", True),
        ("2021-04-01 to 2021-06-30, Staff", "Apr–Jun 2021", False),
        ("2020/21", "2020/21", False),
        ("2022-13", "2022-13", False),
        ("Grand Total", "Grand Total", False),
    ],
)
def test_labels_that_are_times(label: str, said: str, time: bool) -> None:
    assert (short(label), is_time(label)) == (said, time)
    assert split(label)[1] == ("Staff" if label.endswith("Staff") else "" if time else label)


# --- whatever the table ----------------------------------------------------------------------------------------------

LABELS = st.one_of(
    st.dates().map(lambda day: day.isoformat()),
    st.dates().map(lambda day: f"{day:%Y-%m}"),
    st.text(max_size=60),
)
CELLS = st.one_of(
    st.just(Cell()),
    st.just(Cell(withheld="small")),
    st.decimals(-(10**9), 10**9, places=2).map(lambda value: Cell(value, None, value)),
    st.integers(0, 10**6).map(lambda n: Cell.ratio(n, 10**6, 100)),
)
UNITS = st.sampled_from(["count", "percent", "pounds", "FTE", "hours"])


@st.composite
def tables(draw: st.DrawFn) -> Grid:
    columns = draw(st.lists(st.builds(Column, LABELS, UNITS, st.integers(0, 3), st.booleans()), max_size=7))
    rows = draw(st.lists(st.builds(Row, LABELS, st.booleans()), max_size=25))
    return Grid(rows, columns, [[draw(CELLS) for _ in columns] for _ in rows])


@given(tables())
def test_any_table_is_drawn_within_its_paper_or_not_at_all(table: Grid) -> None:
    found = plot(None, table, "A chart", SAY)
    for drawing in found.drawings if found else []:
        svg = render_to_string("components/plot.svg", {"plot": found, "drawing": drawing, "id": "x"})
        assert "nan" not in svg and "inf" not in svg.replace("<", " ").split()
        shapes = [mark for mark in drawing.marks if isinstance(mark, Shape | Bar)]
        assert all(0 <= mark.x <= drawing.width and 0 <= mark.y <= drawing.height for mark in shapes)


def test_where_numbers_are_withheld_highest_and_lowest_are_of_those_printed() -> None:
    table = grid(["A", "B", "C"], ["People"], [[10], [20], [30]])
    assert "highest C 30, lowest A 10" in drawn(table).description
    hidden = replace(table, cells=[*table.cells[:2], [Cell(withheld=WITHHELD)]])
    assert "highest of those printed B 20, lowest A 10" in drawn(hidden).description


def test_of_a_line_too() -> None:
    table = grid(MONTHS, ["Left"], [[10], [20], [30], [40]])
    hidden = replace(table, cells=[*table.cells[:3], [Cell(withheld=WITHHELD)]])
    assert "lowest of those printed 10 in Jan 2022, highest 30 in Mar 2022; 1 withheld." in drawn(hidden).description
