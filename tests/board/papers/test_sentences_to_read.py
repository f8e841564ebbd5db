"""Which sentences of a public edition somebody reads again: no rule protects words."""

from dataclasses import replace
from datetime import date

import pytest

from tests.board.papers.test_narrative import content
from wmp.board.papers.content import Content, SectionContent
from wmp.board.papers.issuing import with_text
from wmp.board.papers.narrative import parsed
from wmp.board.papers.quoting import WITHHELD_NUMBER
from wmp.board.papers.reading_again import of_other_days, to_read
from wmp.lib.grids import Cell, Column, Grid, Row

KEY = "people.promotion_success"
ROWS, COLUMNS = [Row("All"), Row("2019-06-01")], [Column("A"), Column("B")]
CELLS = [[Cell(40, None, 40), Cell(withheld="c")], [Cell(7, None, 7), Cell(8, None, 8)]]
FIGURES = {KEY: content(KEY, Grid(ROWS, COLUMNS, CELLS))}
GONE, STANDS = f"{{{KEY}: All / B}}", f"{{{KEY}: All / A}}"


def edition(text: str) -> Content:
    section = SectionContent("promotion", "Promotion", parsed(text, FIGURES, date(2022, 1, 1)))
    return with_text(Content("P", "M", "2022-01-26", "public", 1, "2022-01-01", "-", [section], FIGURES))


@pytest.mark.parametrize(("text", "sentences"), [
    (f"Nobody left. It was {GONE} then.", ["Nobody left.", f"It was {WITHHELD_NUMBER} then."]),
    (f"It was {STANDS} then. All is well.", []), ("All but 2 left. All is well.", ["All but 2 left."]),
    ("In March 2022 and 2020/21, on 1 April 2022, all was well.", []), ("- Nine left\n- 3 came", ["3 came"]),
])  # fmt: skip
def test_beside_a_withheld_number_or_with_a_typed_one(text: str, sentences: list[str]) -> None:
    assert to_read(edition(text)) == ([("Promotion", sentences)] if sentences else [])


def test_why_an_edition_is_corrected_is_read_again_in_whatever_words() -> None:
    corrected = replace(edition("All is well."), why="Nine leavers came late.")
    assert to_read(corrected) == [("Why it is corrected", ["Nine leavers came late."])]


@pytest.mark.parametrize(("text", "sentences"), [
    ("It was so on 1 December 2021. All is well.", ["It was so on 1 December 2021."]),
    ("Of 1 January 2022, for 26 January 2022, in March 2021 and 2020/21: all is well.", []),
    ("Of {day}.", []), (f"On 1 June 2019 it was {{{KEY}: 2019-06-01 / A}}.", []),
    (f"On 2 June 2019 it was {{{KEY}: 2019-06-01 / A}}.", ["On 2 June 2019 it was 7."]),
])  # fmt: skip
def test_what_names_another_day_may_be_left_from_another_paper(text: str, sentences: list[str]) -> None:
    assert of_other_days(edition(text)) == ([("Promotion", sentences)] if sentences else [])
