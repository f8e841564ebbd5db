"""Small groups are withheld, and nothing left standing gives them away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wmp.lib.small_groups import LEAST, shown

COUNTS = st.dictionaries(st.text(max_size=3), st.integers(0, 40), max_size=6)


@given(COUNTS)
def test_nothing_below_the_least_is_shown_and_what_is_shown_is_true(counts: dict[str, int]) -> None:
    """What is shown is the count itself, at least ten; the order and the keys stay."""
    answer = shown(counts)
    assert list(answer) == list(counts)
    assert all(value is None or value == counts[key] >= LEAST for key, value in answer.items())


@given(COUNTS)
def test_no_total_gives_a_group_away(counts: dict[str, int]) -> None:
    """Either nothing is withheld, or everything, or at least two groups that are ten people or more together."""
    hidden = [counts[key] for key, value in shown(counts).items() if value is None]
    assert not hidden or len(hidden) == len(counts) or (len(hidden) >= 2 and sum(hidden) >= LEAST)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([50, 3, 20], [50, None, None]),
        ([50, 0, 20], [50, None, None]),
        ([50, 4, 3, 20], [50, None, None, None]),
        ([50, 6, 5, 20], [50, None, None, 20]),
        ([50, 9, 9, 20], [50, None, None, None]),
        ([50, 20], [50, 20]),
        ([3], [None]),
        ([], []),
    ],
)
def test_examples(counts: list[int], expected: list[int | None]) -> None:
    """A lone gap takes the next smallest with it; gaps that only one set of numbers fits do too."""
    assert list(shown(dict(enumerate(counts))).values()) == expected


def test_who_counts_wrongly_is_told() -> None:
    """A negative count is nobody's."""
    with pytest.raises(ValueError, match="never negative"):
        shown({"a": -1})
