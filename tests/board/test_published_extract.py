"""The file of figures published before records began."""

from decimal import Decimal

import pytest

from tests.loading import faults, load_rows
from wmp.board.models import PublishedValue

pytestmark = pytest.mark.django_db
ROW = {
    "figure": "people.representation_by_rank",
    "day": "2020-04-01",
    "row": "Constable",
    "column": "2018-01-01",
    "value": "9.6",
    "source": "Board paper of June 2020",
}


def test_cells_come_in_with_their_source() -> None:
    load_rows("published", ROW)
    kept = PublishedValue.objects.unscoped().get()
    assert (kept.row, kept.column, kept.value) == ("Constable", "2018-01-01", Decimal("9.6"))


def test_a_cell_may_be_corrected() -> None:
    load_rows("published", ROW)
    assert load_rows("published", {**ROW, "value": "9.7"}).changed == 1
    assert load_rows("published", {**ROW, "value": "9.70"}).same == 1


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"figure": "Ranks"}, 'figure: "Ranks" is not a figure\'s key such as people.promotion_success'),
        ({"value": "-"}, "value: is required"),
        ({"value": "9.6%"}, 'value: "9.6%" is not a plain number'),
        ({"source": ""}, "source: is required"),
    ],
)
def test_what_a_row_may_not_be(fields: dict[str, object], fault: str) -> None:
    assert faults(load_rows("published", {**ROW, **fields})) == [f"line 2, column {fault}"]
