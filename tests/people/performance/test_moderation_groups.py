"""Numbers of groups by what people declared: small ones are withheld, and nothing beside them tells them."""

from random import Random

import pytest

from people.performance.distribution import Spread
from people.performance.moderation_groups import Told, rounded, told

NUMBERS = [1, 2, 3]


def spread(*counts: int) -> Spread:
    return Spread(dict(zip(NUMBERS, counts, strict=True)), dict(zip(NUMBERS, counts, strict=True)))


def values(found: Told, group: str) -> list[int | None]:
    cells = found[group] or dict.fromkeys(NUMBERS)
    return [pair and pair[0] for pair in cells.values()]


def test_large_groups_are_told_rounded_to_five() -> None:
    found = told({"female": spread(21, 38, 43), "male": spread(32, 50, 11)}, NUMBERS)
    assert values(found, "female") == [20, 40, 45]
    assert values(found, "male") == [30, 50, 10]


def test_a_small_group_is_withheld_with_the_next_smallest() -> None:
    found = told({"female": spread(20, 30, 40), "male": spread(20, 30, 40), "other": spread(1, 1, 1)}, NUMBERS)
    assert found["other"] is None
    assert [group for group in found if found[group] is None] != ["other"]


def test_a_small_cell_takes_one_of_its_row_and_its_column_with_it() -> None:
    found = told({"female": spread(3, 30, 40), "male": spread(20, 30, 60)}, NUMBERS)
    assert values(found, "female") == [None, None, 40]
    assert values(found, "male") == [None, None, 60]


def test_a_cell_that_is_small_after_moderation_is_withheld_before_it_too() -> None:
    female = Spread({1: 20, 2: 30, 3: 40}, {1: 4, 2: 46, 3: 40})
    assert values(told({"female": female, "male": spread(20, 30, 60)}, NUMBERS), "female")[0] is None


@pytest.mark.parametrize("seed", range(30))
def test_no_sum_of_a_row_or_a_column_gives_a_gap_away(seed: int) -> None:
    random = Random(seed)
    groups = {name: spread(*(random.choice([0, 2, 9, 12, 25, 60]) for _ in NUMBERS)) for name in ("a", "b", "c", "d")}
    found = told(groups, NUMBERS)
    rows = [[(name, number) for number in NUMBERS] for name in groups if found[name] is not None]
    columns = [[(name, number) for name in groups if found[name] is not None] for number in NUMBERS]
    for line in [*rows, *columns]:
        gaps = [groups[name].before[number] for name, number in line if (found[name] or {})[number] is None]
        alone = len(line) == len(gaps)  # all of it is withheld
        assert not gaps or alone or (len(gaps) > 1 and sum(gaps) >= 10)
    withheld = [groups[name].ratings for name in groups if found[name] is None]
    assert len(withheld) != 1 or len(groups) == 1


def test_rounding_goes_to_the_nearest() -> None:
    assert [rounded(count) for count in (10, 12, 13, 17, 18)] == [10, 10, 15, 15, 20]
