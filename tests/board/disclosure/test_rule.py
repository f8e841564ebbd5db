"""The rule's numbers: what is printed of a count, and what a reader learns of one."""

from decimal import Decimal

import pytest

from wmp.board.disclosure.rule import Rule

RULE = Rule()


@pytest.mark.parametrize(
    ("number", "printed"),
    [(0, None), (9, None), (10, 10), (12, 10), (13, 15), (Decimal("12.5"), 15), (1004, 1005), (None, None), (-3, None)],
)
def test_a_count_under_ten_is_withheld_and_others_are_rounded_to_five(number: Decimal | int, printed: int) -> None:
    assert RULE.count(number) == printed


def test_what_is_printed_as_so_many_lies_within_two_of_it_and_is_never_small() -> None:
    for number in range(10, 400):
        low, high = RULE.between(RULE.count(number) or 0, whole=True)
        assert max(10, number - 4) <= low <= number <= high <= low + 4


def test_of_days_and_hours_it_lies_within_two_and_a_half() -> None:
    assert RULE.between(15, whole=False) == (12.5, 17.5)


def test_who_knows_that_a_number_is_small_knows_no_more() -> None:
    assert RULE.unseen(small=True, whole=True) == (0, 9)
    assert RULE.unseen(small=False, whole=True) == (10, None)


def test_a_rule_is_kept_with_its_edition_and_read_again() -> None:
    rule = Rule(share_of=Decimal("30"))
    assert Rule.from_json(rule.to_json()) == rule
    assert "under 10 are withheld" in rule.words() and "[c]" in rule.words()
