"""What differs between an edition and the one before it: text, figures and cells, and nothing that is the same."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.board.papers.drafts import ATTENDANCE, BUDGETING, attendance, budgeting
from tests.board.papers.test_narrative import content
from wmp.board.papers.content import Content, SectionContent
from wmp.board.papers.differences import MOST_CELLS, differences
from wmp.board.papers.issuing import with_text
from wmp.board.papers.narrative import parsed
from wmp.lib.grids import Cell, Column, Grid, Row

TEXT = "It was {welfare.attendance: All / March 2022}.\n\n{welfare.attendance}"


def edition(text: str = TEXT, grid: Grid | None = None, **more: Any) -> Content:
    figures = {ATTENDANCE: content(ATTENDANCE, grid or attendance())}
    sections = [SectionContent("attendance", "Attendance", parsed(text, figures))]
    made = Content("P", "M", "2022-04-26", "restricted", 1, "2022-04-01", "-", sections, figures)
    return with_text(replace(made, **more))


def test_two_that_say_the_same_differ_in_nothing() -> None:
    assert differences(edition(), edition()) == []


def test_a_cell_is_named_with_both_numbers_and_the_text_that_quotes_it_is_not() -> None:
    assert differences(edition(), edition(grid=attendance(1900))) == [
        f"“{ATTENDANCE}”, All, March 2022: 94.00% → 95.00%"
    ]


def test_text_is_named_by_its_section() -> None:
    assert differences(edition(), edition("It was lower.\n\n{welfare.attendance}")) == [
        "Section “Attendance”: the text was changed"
    ]


def test_a_section_with_another_name_is_said_to_be_called_so_now() -> None:
    after = edition(sections=[replace(edition().sections[0], title="Being there")])
    assert differences(edition(), after) == ["Section “Attendance” is now called “Being there”"]


def test_sections_and_figures_that_come_and_go() -> None:
    uplift = SectionContent("uplift", "Uplift", [])
    figures = {**edition().figures, BUDGETING: content(BUDGETING, budgeting())}
    after = edition(sections=[uplift], figures=figures)
    assert differences(edition(), after) == [
        "Section “Attendance” is left out", "Section “Uplift” is new", f"Figure “{BUDGETING}” is new",
    ]  # fmt: skip
    assert f"Figure “{BUDGETING}” is left out" in differences(after, edition())


def test_figures_are_named_in_the_order_of_the_paper_and_not_in_that_of_the_database() -> None:
    """A JSON column keeps the shortest keys first."""
    grids = {ATTENDANCE: attendance(), BUDGETING: budgeting()}
    text = f"{{{ATTENDANCE}}}\n\n{{{BUDGETING}}}"
    stored = {key: content(key, grids[key]) for key in sorted(grids, key=len)}
    sections = [SectionContent("both", "Both", parsed(text, stored))]
    before = edition(text, figures={}, sections=sections)
    after = edition(text, figures=stored, sections=sections)
    assert list(stored) == [BUDGETING, ATTENDANCE]
    assert differences(before, after) == [f"Figure “{key}” is new" for key in (ATTENDANCE, BUDGETING)]
    assert differences(after, before) == [f"Figure “{key}” is left out" for key in (ATTENDANCE, BUDGETING)]


def test_the_meeting_and_the_day_of_its_figures() -> None:
    after = edition(meeting_on="2022-04-27", day="2022-04-03", title="Q")
    assert differences(edition(), after) == [
        "Title: P → Q", "Date of the meeting: 26 April 2022 → 27 April 2022",
        "Figures as at: 1 April 2022 → 3 April 2022",
    ]  # fmt: skip


def test_a_withheld_number_is_said_to_be_withheld() -> None:
    grid = attendance()
    hidden = Grid(grid.rows, grid.columns, [*grid.cells[:2], [*grid.cells[2][:2], Cell(withheld="small")]])
    assert differences(edition(), edition(grid=hidden)) == [f"“{ATTENDANCE}”, All, March 2022: 94.00% → withheld"]


def test_of_many_cells_the_rest_is_counted() -> None:
    def long(n: int) -> Grid:
        return Grid([Row(f"R{i}") for i in range(60)], [Column("C")], [[Cell(n, None, n)]] * 60)

    found = differences(edition("x", long(1)), edition("x", long(2)))
    assert len(found) == MOST_CELLS + 1
    assert found[-1] == f"“{ATTENDANCE}”: 10 further numbers changed"


@given(st.lists(st.integers(0, 3), min_size=4, max_size=4), st.lists(st.integers(0, 3), min_size=4, max_size=4))
def test_every_cell_that_prints_otherwise_is_named_once(before: list[int], after: list[int]) -> None:
    def table(numbers: list[int]) -> Grid:
        rows, columns = [Row("A"), Row("B")], [Column("C"), Column("D")]
        cells = [Cell(n, None, n) for n in numbers]
        return Grid(rows, columns, [cells[:2], cells[2:]])

    found = differences(edition("x", table(before)), edition("x", table(after)))
    assert len(found) == sum(old != new for old, new in zip(before, after, strict=True))
