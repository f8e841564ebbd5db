"""FTE lines of two reviews compared: one reason for each difference, and their sum is the whole of it."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from change.models import FteLine, Project
from change.reviews.comparing_fte import FteComparison, FteKey, compare_fte, fte_comparison
from change.reviews.differences import Reason, Why, sums_by, sums_of
from change.reviews.figures import fte_of as efficiencies_of
from tests.base import Cast, Role
from tests.change.reviewed import fte_of, programme_of, project_of, review_of

# --- the rules, on plain values ---

CONNECT, OPERATIONS = FteKey(7, "", "Crime"), FteKey(7, "", "Operations")
VACANCIES = FteKey(None, "Vacancy review", "Crime")


def why(a: dict[FteKey, Any], b: dict[FteKey, Any], closed: Any = ()) -> list[tuple[FteKey, Why, Decimal]]:
    before, after = ({key: Decimal(fte) for key, fte in side.items()} for side in (a, b))
    return [(each.key, part.why, part.amount) for each in compare_fte(before, after, closed) for part in each.parts]


def test_a_line_that_stays_is_unchanged_or_changed() -> None:
    found = why({CONNECT: -4, OPERATIONS: "-2.50"}, {CONNECT: -4, OPERATIONS: -3})
    assert found == [(CONNECT, Why.UNCHANGED, Decimal(0)), (OPERATIONS, Why.CHANGED, Decimal("-0.50"))]


def test_a_line_in_one_review_is_added_or_removed_and_why() -> None:
    assert why({}, {CONNECT: -4}) == [(CONNECT, Why.NEW_HOME, Decimal(-4))]
    assert why({CONNECT: -4}, {CONNECT: -4, OPERATIONS: 1})[1] == (OPERATIONS, Why.NEW_LINE, Decimal(1))
    assert why({CONNECT: -4}, {}) == [(CONNECT, Why.TAKEN_OUT, Decimal(4))]
    assert why({CONNECT: -4}, {}, {7}) == [(CONNECT, Why.CLOSED, Decimal(4))]


def test_an_adjustment_is_known_by_its_label_and_never_closed() -> None:
    renamed = FteKey(None, "Vacancies", "Crime")
    found = why({VACANCIES: 3}, {renamed: 3}, {7})
    assert [(key, reason) for key, reason, _ in found] == [(VACANCIES, Why.TAKEN_OUT), (renamed, Why.NEW_HOME)]


def test_a_line_of_nought_is_a_line() -> None:
    assert why({}, {CONNECT: 0}) == [(CONNECT, Why.NEW_HOME, Decimal(0))]
    assert why({CONNECT: 0}, {CONNECT: "0.00"}) == [(CONNECT, Why.UNCHANGED, Decimal(0))]


FTE = st.one_of(st.decimals(-999_999, 999_999, places=2), st.sampled_from([Decimal(0), Decimal(5), Decimal(-5)]))
PORTFOLIOS = st.sampled_from(["Crime", "DCC", "Operations"])
KEYS = st.one_of(
    st.builds(FteKey, st.sampled_from([7, 8, 9]), st.just(""), PORTFOLIOS),
    st.builds(FteKey, st.none(), st.sampled_from(["Vacancy review", "Uplift"]), PORTFOLIOS),
)
SIDES = st.dictionaries(KEYS, FTE, max_size=12)
SLICES: list[Callable[[FteKey], Any]] = [
    lambda key: None,
    lambda key: key.portfolio,
    lambda key: key.kind,
    lambda key: key.home,
    lambda key: key,
]


@given(SIDES, SIDES, st.sets(st.sampled_from([7, 8])))
def test_the_reasons_explain_every_difference_exactly(a: Any, b: Any, closed: set[int]) -> None:
    found = compare_fte(a, b, closed)
    assert {each.key for each in found} == {*a, *b} and len(found) == len({*a, *b})
    for by in SLICES:
        for label, sums in sums_by(found, by).items():
            before = sum((each for key, each in a.items() if by(key) == label), Decimal(0))
            after = sum((each for key, each in b.items() if by(key) == label), Decimal(0))
            assert sum((sums.by_reason(reason) for reason in Reason), Decimal(0)) == after - before == sums.difference
            assert sums.change(Why.UNCHANGED) == 0


@given(SIDES, SIDES)
def test_back_again_is_the_same_with_the_other_sign(a: Any, b: Any) -> None:
    there, back = (
        {each.key: sum(part.amount for part in each.parts) for each in compare_fte(*pair)} for pair in ((a, b), (b, a))
    )
    assert there == {key: -amount for key, amount in back.items()}


# --- read from the records ---


@pytest.fixture
def two(cast: Cast) -> FteComparison:
    """A year apart: one saving grew, one project closed, one is new, and the adjustment went to another portfolio."""
    a, b = review_of(), review_of("ABR 2022", as_at=date(2022, 9, 30))
    data = programme_of()
    connect, gone = project_of("Connect", data), project_of("Kiosks", data)
    fte_of(a, connect, "-4")
    fte_of(b, connect, "-6.25")
    fte_of(a, gone, "-1.50")
    fte_of(b, project_of("New"), "-3", "DCC")
    FteLine.objects.create(review=a, kind="adjustment", label="Vacancy review", portfolio="Crime", fte=5)
    FteLine.objects.create(review=b, kind="adjustment", label="Vacancy review", portfolio="DCC", fte=5)
    fte_of(review_of("Another"), connect, "100", "Security")
    Project.objects.unscoped().filter(pk=gone.pk).update(status="closed", closed_on=date(2022, 9, 30))
    return fte_comparison(a, b, cast.of(Role.CHANGE_MANAGER))


@pytest.mark.django_db
def test_records_are_compared_savings_before_adjustments(two: FteComparison) -> None:
    found = [(two.name(each.key), each.key.portfolio, each.parts[0].why.value) for each in two.differences]
    assert found == [
        ("New", "DCC", "added:home"),
        ("Our Data - Connect", "Crime", "changed"),
        ("Our Data - Kiosks", "Crime", "removed:closed"),
        ("Vacancy review", "Crime", "removed:line"),
        ("Vacancy review", "DCC", "added:line"),
    ]


@pytest.mark.django_db
def test_its_totals_are_the_revised_totals_of_the_board_s_figure(two: FteComparison) -> None:
    by_portfolio = sums_by(two.differences, lambda key: key.portfolio)
    whole = sums_of(two.differences)
    assert (whole.before, whole.after, whole.difference) == (Decimal("-0.50"), Decimal("-4.25"), Decimal("-3.75"))
    for review, side in ((two.before, "before"), (two.after, "after")):
        grid = efficiencies_of(review, review.as_at).compute()
        assert grid.cell("Revised Total", "Grand Total").value == getattr(whole, side)
        for portfolio in [column.label for column in grid.columns if column.label != "Grand Total"]:
            assert grid.cell("Revised Total", portfolio).value == getattr(by_portfolio[portfolio], side)


@pytest.mark.django_db
def test_nobody_else_sees_any_of_it(two: FteComparison, cast: Cast) -> None:
    for who in (cast.charlie, cast.of(Role.BENEFIT_OWNER)):
        assert fte_comparison(two.before, two.after, who).differences == []


@pytest.mark.django_db
def test_it_takes_one_query(two: FteComparison, cast: Cast, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        fte_comparison(two.before, two.after, cast.of(Role.CHANGE_MANAGER))
