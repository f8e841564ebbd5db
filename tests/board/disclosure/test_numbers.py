"""Which cells have one number behind them: in a table, across tables, from edition to edition."""

from tests.board.disclosure.tables import KEY, SHARE_COLUMN, column_of_counts, count, one_row, share, someone
from wmp.board.disclosure.numbers import Numbers
from wmp.lib.grids import Column, Kind
from wmp.lib.naming import NamingKey

PEOPLE = Column("People", kind=Kind.COUNT)
FEMALE, MINORITY = (Column(label, "percent", 1, kind=Kind.SHARE) for label in ("Female", "Minority"))


def test_a_share_divides_the_counts_beside_it() -> None:
    part, whole = someone(12), someone(30)
    table = one_row(
        [(PEOPLE, count(whole)), (Column("Leavers", kind=Kind.COUNT), count(part)), (FEMALE, share(part, whole))]
    )
    assert [number.exact for number in Numbers({"a": table}, KEY).counted.values()] == [30, 12]


def test_two_shares_that_happen_to_be_as_many_are_of_different_people() -> None:
    table = one_row([(FEMALE, share(someone(12), someone(30))), (MINORITY, share(someone(12, 15), someone(30)))])
    assert sorted(int(number.exact or 0) for number in Numbers({"a": table}, KEY).counted.values()) == [12, 12, 30]


def test_the_same_people_in_two_tables_are_one_number() -> None:
    rows = column_of_counts({"Officer": 40, "Special": 30})
    numbers = Numbers({"a": rows, "b": one_row([(SHARE_COLUMN, share(someone(30, 41), someone(70)))])}, KEY)
    assert sorted(int(number.exact or 0) for number in numbers.counted.values()) == [30, 40, 70]


def test_a_number_goes_by_the_same_name_in_each_edition_and_by_another_when_its_people_change() -> None:
    first, same, other, under_another_key = (
        set(Numbers({"a": column_of_counts({"Officer": officers, "Special": 30})}, key).counted)
        for officers, key in ((40, KEY), (40, KEY), (41, KEY), (40, NamingKey(b"another")))
    )
    assert first == same and not first & other and not first & under_another_key
