"""The control chart: every mark where it belongs, and drawn so that it reads without colour."""

import re

import pytest
from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st

from wmp.lib.charts import ControlChart, Drawing, Drawn, Point, Text, cut
from wmp.lib.grids import Cell, Column, Grid, Row

FIRST = [50, 46, 54, 50, 47, 53, 49, 51, 90, 50, 48, 52]
SECOND = [100] * 9 + [99, 101, 100]
STEPS = [50, 49, 51, 50, 48, 52, 50, 51] + [80, 79, 81, 80, 78, 82, 80, 80]


def grid(first: list[int], second: list[int] | None = None) -> Grid:
    series = [first, *([second] if second else [])]
    rows = [Row(f"{2021 + month // 12}-{month % 12 + 1:02}") for month in range(len(first))]
    columns = [Column(name) for name, _ in zip(("Up", "Down"), series, strict=False)]
    return Grid(rows, columns, [[Cell(n, None, n) for n in of_month] for of_month in zip(*series, strict=True)])


def drawn(first: list[int], second: list[int] | None = None) -> Drawn:
    found = ControlChart("Assaults a month", ("Up", "Down") if second else ("Up",)).draw(grid(first, second))
    assert found is not None
    return found


def wide(found: Drawn) -> Drawing:
    return found.drawings[0]


def test_a_point_for_each_month_in_order_and_higher_the_more_there_are() -> None:
    (panel,) = wide(drawn(FIRST)).panels
    assert len(panel.points) == 12
    assert [point.x for point in panel.points] == sorted(point.x for point in panel.points)
    by_count = sorted(zip(FIRST, panel.points, strict=True), key=lambda each: each[0])
    assert [point.y for _, point in by_count] == sorted((point.y for _, point in by_count), reverse=True)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 300), min_size=1, max_size=60))
def test_every_mark_stays_within_the_drawing(values: list[int]) -> None:
    for drawing in drawn(values, [each // 9 for each in values]).drawings:
        for panel in drawing.panels:
            assert 0 <= panel.top < panel.bottom <= drawing.height
            marks: list[Point | Text] = [*panel.points, *panel.values, *panel.months, *panel.changes]
            assert all(0 <= mark.x <= drawing.width and 0 <= mark.y <= drawing.height for mark in marks)
            levels = [y for level in panel.levels for y in (level.mean, *level.limits)]
            assert all(panel.top <= y <= panel.bottom for y in levels)


def test_a_month_outside_the_limits_is_marked() -> None:
    (panel,) = wide(drawn(FIRST)).panels
    assert [point.words for point in panel.points if point.outside] == ["September 2021: 90"]


def test_the_mean_steps_where_the_series_does() -> None:
    (panel,) = wide(drawn(STEPS)).panels
    before, after = panel.levels
    assert before.right == after.left == panel.changes[0].x
    assert panel.changes[0].words == "Step change September 2021: 50.1 to 80.0"
    assert panel.title.words == "Up: mean 80.0"
    assert before.mean > after.mean


def test_words_of_step_changes_close_together_take_turns_on_two_lines() -> None:
    (panel,) = wide(drawn([*STEPS, *(20 + place % 3 for place in range(9))])).panels
    first, second = panel.changes
    assert abs(first.y - second.y) > 12


def test_each_series_has_a_shape_and_axes_of_its_own() -> None:
    first, second = wide(drawn(FIRST, SECOND)).panels
    assert (first.shape, second.shape) == ("circle", "square")
    assert first.bottom < second.top


def test_a_narrow_drawing_has_fewer_words() -> None:
    both = drawn(FIRST * 3)
    labels = [len(drawing.panels[0].months) for drawing in both.drawings]
    assert labels == [6, 3]


def test_it_is_said_in_words_too() -> None:
    assert drawn(STEPS).description == (
        "Up: a mean of 50.1 a month from January 2021 then 80.0 a month from September 2021 to April 2022."
    )


@pytest.mark.parametrize("values", [[0], [0, 0, 0], [3], [0, 1]])
def test_few_months_and_none_at_all_are_drawn(values: list[int]) -> None:
    assert len(wide(drawn(values)).panels[0].points) == len(values)


def test_a_table_without_months_has_no_chart() -> None:
    assert ControlChart("Assaults a month", ("Up",)).draw(Grid([], [Column("Up")], [])) is None


def test_the_drawing_obeys_the_pages_rules() -> None:
    """Names and description for who does not see it, ids of one kind each, no style of its own, words escaped."""
    chart = ControlChart("Assaults <a month>", ("Up", "Down")).draw(grid(STEPS, SECOND + SECOND[:4]))
    svg = render_to_string("components/control-chart.html", {"chart": chart, "id": "welfare.assaults"})
    ids = re.findall(r'\bid="([^"]+)"', svg)
    assert len(ids) == len(set(ids)) == 4
    assert set(" ".join(re.findall(r'aria-labelledby="([^"]+)"', svg)).split()) == set(ids)
    assert "style=" not in svg and "<script" not in svg
    assert "Assaults &lt;a month&gt;" in svg
    assert "<circle" in svg and "<rect" in svg and "stroke-dasharray" in svg


def test_a_label_that_is_too_long_is_cut_at_a_word_or_in_it() -> None:
    assert cut("Digital", 7) == "Digital"
    assert cut("Digital policing", 9) == "Digital…"
    assert len(cut("x" * 50, 42)) == 42
