"""Sentences that figures suggest: what they say, and that their numbers are codes of the table itself."""

from dataclasses import replace

import pytest

from tests.board.papers.test_narrative import content
from wmp.board.papers.content import Content, FigureContent
from wmp.board.papers.narrative import filled, parsed, problems
from wmp.board.papers.suggestions import Suggestion, added, holding, suggestions
from wmp.lib.control_charts import control_columns
from wmp.lib.grids import Cell, Column, Grid, Row

SERIES, WOMEN, STAFF = "welfare.assault_series", "people.female_recruits", "people.representation_by_staff_type"


def by_month(counts: list[int]) -> Grid:
    """Assaults with injury from April 2020 on, with their control chart."""
    months = [f"{2020 + (3 + i) // 12}-{(3 + i) % 12 + 1:02d}" for i in range(len(counts))]
    columns = [Column("With injury"), Column("Without injury")]
    grid = Grid([Row(month) for month in months], columns, [[Cell(n, None, n), Cell(5, None, 5)] for n in counts])
    for spec in control_columns("With injury"):
        grid = grid.with_column(Column(spec.label, decimals=1, aside=spec.aside), spec.function(grid))
    return grid


def women(share: int, target: int = 50) -> Grid:
    columns = [Column("New officers"), Column("Female"), Column("Share", "percent", 1), Column("Target", "percent", 1)]
    cells = [Cell(100, None, 100), Cell(share, None, share), Cell.ratio(share, 100, 100), Cell(value=target)]
    return Grid([Row("Since the target began")], columns, [cells])


def by_year(*rows: tuple[str, int, int]) -> Grid:
    columns = [Column("2022-01-01", "percent", 1), Column("2021-01-01", "percent", 1)]
    cells = [[Cell.ratio(now, 1000, 100), Cell.ratio(then, 1000, 100)] for _, now, then in rows]
    return Grid([Row(label, total=label == "Force") for label, _, _ in rows], columns, cells)


def before(key: str, grid: Grid) -> Content:
    figure = replace(content(key, grid), day="2022-01-01")
    return Content("P", "M", "2022-01-26", "restricted", 1, "2022-01-01", "-", [], {key: figure})


def said(key: str, grid: Grid, earlier: Content | None = None) -> dict[str, str]:
    """What is suggested, by kind, as the paper prints it."""
    figures: dict[str, FigureContent] = {key: content(key, grid)}
    found = suggestions([key], figures, earlier)
    for each in found:
        assert problems(each.text, figures) == []
    return {
        each.kind: "".join(inline.text for inline in filled(parsed(each.text, figures), figures)[0].inlines)
        for each in found
    }


def test_a_step_change_of_a_control_chart() -> None:
    found = said(SERIES, by_month([50, 51, 49, 50, 52, 48, 50, 51, 49, 50, *([70] * 10)]))
    assert "With injury: a step change up in February 2021. The mean has been 70.0 a month" in found["step"]


def test_an_old_step_change_is_no_news() -> None:
    assert "step" not in said(SERIES, by_month([*([50] * 10), *([70] * 20)]))


def test_beside_the_same_month_a_year_earlier() -> None:
    found = said(SERIES, by_month([50] * 12 + [90]))
    assert found["year"].endswith("With injury: 90 in April 2021, higher than 50 in April 2020.")
    assert found["highest"].endswith("90 in April 2021, the highest of the 13 numbers shown.")


@pytest.mark.parametrize("counts", [[50] * 12 + [59], [50] * 13])
def test_one_person_more_or_less_is_not_told(counts: list[int]) -> None:
    assert "year" not in said(SERIES, by_month(counts))


@pytest.mark.parametrize(("share", "then", "words"), [
    (39, None, "which has not reached its target of 50.0%."), (39, 52, "which no longer reaches its target of 50.0%."),
    (51, 48, "which has now reached its target of 50.0%."), (51, 52, "which has reached its target of 50.0%."),
])  # fmt: skip
def test_beside_its_target_and_whether_that_is_new(share: int, then: int | None, words: str) -> None:
    earlier = before(WOMEN, women(then)) if then else None
    assert said(WOMEN, women(share), earlier)["target"].endswith(words)


def test_the_largest_change_is_of_a_row_and_no_total() -> None:
    found = said(STAFF, by_year(("Police Officer", 130, 125), ("PCSO", 200, 250), ("Force", 300, 100)))
    assert "was in PCSO: 20.0% on 1 January 2022, lower than 25.0% on 1 January 2021." in found["largest"]


def test_since_the_last_paper_only_which_way_it_went() -> None:
    found = said(WOMEN, women(45), before(WOMEN, women(39)))
    assert found["since-paper"].endswith("Share: 45.0%, higher than in the paper of 26 January 2022.")
    assert "39" not in found["since-paper"]


def test_a_sentence_stands_above_its_figure() -> None:
    suggestion = Suggestion(WOMEN, "target", "-", "A sentence.")
    assert added(f"Text.\n\n{{{WOMEN}}}", suggestion) == f"Text.\n\nA sentence.\n\n{{{WOMEN}}}"
    assert added("", suggestion) == "A sentence.\n"
    assert len(suggestion.key) < 200


@pytest.mark.parametrize(("protected", "kept"), [(women(39), 1), (women(51), 0)])
def test_what_does_not_hold_of_the_protected_figures_is_not_offered(protected: Grid, kept: int) -> None:
    found = suggestions([WOMEN], {WOMEN: content(WOMEN, women(39))}, None)
    assert len(holding(found, {WOMEN: content(WOMEN, protected)}, None)) == kept


def test_a_sentence_of_a_withheld_number_is_not_offered() -> None:
    grid = women(39)
    hidden = Grid(grid.rows, grid.columns, [[*grid.cells[0][:2], Cell(withheld="c"), grid.cells[0][3]]])
    found = suggestions([WOMEN], {WOMEN: content(WOMEN, grid)}, None)
    assert found
    assert holding(found, {WOMEN: content(WOMEN, hidden)}, None) == []


def test_a_step_that_withheld_months_hide_is_not_offered() -> None:
    grid = by_month([50, 51, 49, 50, 52, 48, 50, 51, 49, 50, *([70] * 10)])
    nothing = Grid(grid.rows, grid.columns, [[Cell(withheld="c")] * len(grid.columns) for _ in grid.rows])
    found = suggestions([SERIES], {SERIES: content(SERIES, grid)}, None)
    assert found
    assert holding(found, {SERIES: content(SERIES, nothing)}, None) == []
