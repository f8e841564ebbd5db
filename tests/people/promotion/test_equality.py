"""Groups are compared by one rule, and what is shown tells of nobody and of no small group."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from people.promotion.equality import Compared, added, all_together, compare, leak, together, wilson
from people.promotion.pipeline import GENDER

A_GROUP = st.integers(0, 40).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n)))
NUMBERS = st.fixed_dictionaries({"Women": A_GROUP, "Men": A_GROUP})


def of(women: tuple[int, int], men: tuple[int, int], **options: bool) -> Compared:
    return compare(GENDER, {"Women": women, "Men": men}, **options)


@given(NUMBERS)
def test_nothing_is_told_of_a_group_under_ten_nor_of_the_one_beside_it(numbers: dict[str, tuple[int, int]]) -> None:
    """No size and no share of either; and a share of none or of all is never told."""
    found = compare(GENDER, numbers)
    small = min(n for n, _ in numbers.values()) < 10
    assert all((line.n is None) is small for line in found.lines)
    assert not small or found.withheld
    assert bool(found.withheld) == all(line.share is None for line in found.lines)
    assert all(line.share is None or 0 < line.share < 100 for line in found.lines)


@settings(max_examples=200)
@given(st.lists(NUMBERS, max_size=6))
def test_no_sum_less_the_processes_shown_tells_one_that_is_withheld(parts: list[dict[str, tuple[int, int]]]) -> None:
    """What is hidden in a sum is nobody, or two processes or more that could be shown together."""
    total, left = together(GENDER, parts)
    told = [part for part in parts if not compare(GENDER, part).withheld]
    hidden = len(parts) - len(told) - len(left)
    rest = {group: (total[group][0] - n, total[group][1] - p) for group, (n, p) in added(told).items()}
    assert hidden != 1
    assert hidden == 0 or not told or not compare(GENDER, rest).withheld


@given(st.lists(st.lists(NUMBERS, max_size=3), max_size=4))
def test_no_sum_of_all_less_the_steps_tells_one_that_is_withheld(steps: list[list[dict[str, tuple[int, int]]]]) -> None:
    total, left = all_together(GENDER, steps)
    sums = added(together(GENDER, parts)[0] for parts in steps)
    held = sum(len(together(GENDER, parts)[1]) for parts in steps)
    rest = {group: (n - sums.get(group, (0, 0))[0], p - sums.get(group, (0, 0))[1]) for group, (n, p) in total.items()}
    assert left in (0, held)
    assert held == 0 or left == held or (held > 1 and not compare(GENDER, rest).withheld)


def test_a_ratio_below_four_fifths_is_marked_and_weighed() -> None:
    found = of((100, 30), (100, 60))
    assert [line.ratio for line in found.lines] == [Decimal("0.5"), Decimal(1)]
    assert found.lines[0].low and "seldom" in found.words
    few = of((12, 4), (12, 7))
    assert few.lines[0].low and "Chance alone could" in few.words and "small" in few.words
    assert "no proof" in of((100, 50), (100, 52)).words


def test_the_share_that_goes_on_is_withheld_where_few_do() -> None:
    """Twenty women and six of them passed: the next stage withholds six, so their share of twenty is too."""
    assert not of((20, 6), (50, 25)).withheld
    going_on = of((20, 6), (50, 25), goes_on=True)
    assert going_on.withheld and [line.n for line in going_on.lines] == [20, 50]
    assert all((line.share, line.ratio, line.interval) == (None, None, None) for line in going_on.lines)


@given(A_GROUP.filter(lambda group: group[0] > 0))
def test_an_interval_holds_its_share_and_stays_within_bounds(group: tuple[int, int]) -> None:
    low, high = wilson(*group)
    assert 0 <= low <= 100 * group[1] / group[0] + 0.06 and 100 * group[1] / group[0] <= high + 0.06 <= 100.06


def test_the_stage_that_leaks_is_named() -> None:
    stages = {"Sift": of((50, 40), (50, 42)), "Board": of((40, 18), (42, 30)), "Few": of((3, 1), (30, 10))}
    assert leak("Gender", stages) == "Gender: women fall behind most at Board, with a ratio of 0.63, below 0.8."
    assert "no stage" in leak("Gender", {"Few": stages["Few"]})
