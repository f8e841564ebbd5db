"""Which sentences of a public edition somebody reads again: no rule protects words."""

import pytest

from tests.board.papers.test_narrative import content
from wmp.board.papers.content import Content, SectionContent
from wmp.board.papers.issuing import with_text
from wmp.board.papers.narrative import parsed
from wmp.board.papers.quoting import WITHHELD_NUMBER
from wmp.board.papers.reading_again import to_read
from wmp.lib.grids import Cell, Column, Grid, Row

KEY = "people.promotion_success"
FIGURES = {
    KEY: content(KEY, Grid([Row("All")], [Column("A"), Column("B")], [[Cell(40, None, 40), Cell(withheld="c")]]))
}
GONE, STANDS = f"{{{KEY}: All / B}}", f"{{{KEY}: All / A}}"


@pytest.mark.parametrize(("text", "sentences"), [
    (f"Nobody left. It was {GONE} then.", ["Nobody left.", f"It was {WITHHELD_NUMBER} then."]),
    (f"It was {STANDS} then. All is well.", []), ("All but 2 left. All is well.", ["All but 2 left."]),
    ("In March 2022 and 2020/21, on 1 April 2022, all was well.", []), ("- Nine left\n- 3 came", ["3 came"]),
])  # fmt: skip
def test_beside_a_withheld_number_or_with_a_typed_one(text: str, sentences: list[str]) -> None:
    section = SectionContent("promotion", "Promotion", parsed(text, FIGURES))
    edition = Content("P", "M", "2022-01-26", "public", 1, "2022-01-01", "-", [section], FIGURES)
    assert to_read(with_text(edition)) == ([("Promotion", sentences)] if sentences else [])
