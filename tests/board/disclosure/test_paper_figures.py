"""Every figure of the paper about people, from a force of few and of many: how its columns come out in public."""

from decimal import Decimal

import pytest

from tests.base import DAY, Cast, person, post, rank
from tests.board.disclosure.tables import protect
from wmp.board.disclosure.rule import Rule
from wmp.board.paper import FIGURES
from wmp.board.runs import compute_traced
from wmp.lib.grids import Cell, Grid, Kind

pytestmark = pytest.mark.django_db

RULE = Rule()
KINDS = {value for name, value in vars(Kind).items() if name.isupper()}


def table(key: str) -> Grid:
    """The figure as a run stores it."""
    return Grid.from_json(compute_traced(FIGURES[key], DAY).grid.to_json())


def test_every_column_says_how_its_numbers_are_made() -> None:
    Cast.assemble()
    for key, figure in FIGURES.items():
        if figure.about_people:
            assert {column.kind for column in figure.table(DAY).compute().columns} <= KINDS, key


def test_of_a_force_of_few_nothing_is_left_but_what_somebody_set() -> None:
    Cast.assemble()
    tables = {key: table(key) for key, figure in FIGURES.items() if figure.about_people}
    for key, grid in protect(tables, RULE).grids.items():
        told = [(column.kind, cell) for _, column, cell in grid if cell.value is not None]
        assert {kind for kind, _ in told} <= {Kind.GIVEN}, key
        assert all(cell.n is None and cell.d is None for cell in grid.coverage.values()), key


def test_of_many_specials_their_number_is_rounded_and_who_is_few_is_withheld() -> None:
    for number in range(33):
        post(person(f"S{number}"), staff_type="special", started=DAY.replace(year=2015))
    exact = {"people.specials_hours": table("people.specials_hours")}
    printed = protect(exact, RULE).grids["people.specials_hours"]
    assert exact["people.specials_hours"].cell("2022-03", "Specials").n == Decimal(33)
    assert printed.cell("2022-03", "Specials") == Cell(35, None, 35)
    assert printed.cell("2022-03", "Hours").withheld and printed.cell("2022-03", "Hours per special").withheld


def test_a_row_stands_whoever_is_in_it() -> None:
    """A rank, a route or a kind of worker whose row came with its first person would tell that somebody came."""
    nobody = {key: [row.label for row in table(key).rows] for key in FIGURES}
    Cast.assemble()
    post(person("First-of-rank"), rank=rank("C.Supt"))
    for key in ("people.representation_by_rank", "people.retention_by_entry_route", "welfare.oh_referrals"):
        assert [row.label for row in table(key).rows] == nobody[key]
    assert len(nobody["people.representation_by_rank"]) == 8


def test_a_row_of_nobody_belongs_to_its_totals() -> None:
    rows = {row.label: row for row in table("people.retention_by_entry_route").rows}
    assert rows["PEQF total"].includes(rows["PCDA"]) and not rows["PEQF total"].includes(rows["IPLDP"])
