"""Two reviews compared line by line: one reason for each penny of the difference."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from change.models import Project
from change.reviews.comparing import Comparison, Home, Key, Side, compare, comparison
from change.reviews.differences import Reason, Why, sums_by, sums_of
from change.reviews.figures import costs_of
from change.reviews.moved import moved
from tests.base import Cast, Role
from tests.change.reviewed import line_of, programme_of, project_of, review_of

# --- the rules, on plain values ---

HERE = Home(1, 7)
YEARS = range(2021, 2026)
LATER = range(2022, 2027)


def side(amounts: dict[int, int | str], years: range = YEARS, home: Home = HERE, kind: str = "capital") -> Side:
    return Side({Key(home, kind, year): Decimal(amount) for year, amount in amounts.items()}, years)


def reasons(a: Side, b: Side, closed: Any = ()) -> list[tuple[int, Why, Decimal]]:
    return [(each.key.year, part.why, part.amount) for each in compare(a, b, closed) for part in each.parts]


def test_a_line_that_stays_is_unchanged_or_re_baselined() -> None:
    found = reasons(side({2022: 100, 2023: 50}), side({2022: 100, 2023: "50.01"}))
    assert found == [(2022, Why.UNCHANGED, Decimal(0)), (2023, Why.REBASELINED, Decimal("0.01"))]


def test_a_line_in_one_review_only_is_added_or_taken_out() -> None:
    assert reasons(side({2022: 100}), side({2022: 100, 2023: 5}))[1] == (2023, Why.NEW_LINE, Decimal(5))
    assert reasons(side({2022: 100, 2023: 5}), side({2022: 100}))[1] == (2023, Why.TAKEN_OUT, Decimal(-5))


def test_years_that_only_one_review_covers_do_not_move() -> None:
    found = reasons(side({2021: 100, 2023: 7}), side({2023: 7, 2026: 100}, LATER))
    assert [why for _, why, _ in found] == [Why.OLD_YEAR, Why.UNCHANGED, Why.NEW_YEAR]


def test_what_slipped_whole_moved_and_changed_nothing() -> None:
    found = reasons(side({2022: 100}), side({2024: 100}))
    assert found == [(2022, Why.MOVED, Decimal(-100)), (2024, Why.MOVED, Decimal(100))]


def test_what_slipped_and_grew_is_told_apart() -> None:
    found = reasons(side({2022: 100, 2023: 10}), side({2023: 70, 2024: 60}))
    assert found == [
        (2022, Why.MOVED, Decimal(-100)),
        (2023, Why.MOVED, Decimal(60)),
        (2024, Why.MOVED, Decimal(40)),
        (2024, Why.NEW_LINE, Decimal(20)),
    ]


def test_kinds_and_homes_do_not_move_into_each_other() -> None:
    a = side({2022: 100})
    b = side({2022: 100}, kind="one-off cost")
    assert {why for _, why, _ in reasons(a, b)} == {Why.TAKEN_OUT, Why.NEW_LINE}
    other = side({2022: 100}, home=Home(1, 8))
    assert {why for _, why, _ in reasons(a, other)} == {Why.TAKEN_OUT, Why.NEW_HOME}


def test_what_is_closed_says_so_and_so_does_what_changed_programme() -> None:
    a, gone = side({2021: 1, 2022: 100}), Side({}, LATER)
    assert [why for _, why, _ in reasons(a, gone, {HERE})] == [Why.OLD_YEAR, Why.CLOSED]
    b = side({2022: 100}, home=Home(2, 7))
    assert {why for _, why, _ in reasons(a, b)} == {Why.OLD_PROGRAMME, Why.NEW_PROGRAMME}
    # Of a closed one that kept a line, what is gone did not move there.
    both = side({2021: 1, 2022: 100})
    assert reasons(both, side({2022: 101}), {HERE})[0] == (2021, Why.CLOSED, Decimal(-1))


def test_nothing_against_nothing_is_no_difference() -> None:
    assert compare(Side({}, YEARS), Side({}, LATER)) == []


# --- everything is explained, to the penny ---

PENCE = st.decimals(-(10**9), 10**9, places=2)
KEYS = st.builds(
    Key,
    st.builds(Home, st.sampled_from([None, 1, 2]), st.sampled_from([None, 7, 8])),
    st.sampled_from(["capital", "cashable benefit"]),
    st.integers(2020, 2026),
)
# Amounts of a few pounds now and then, so that equal ones and whole shifts come up.
AMOUNTS = st.dictionaries(KEYS, st.one_of(PENCE, st.sampled_from([Decimal(0), Decimal(5), Decimal(-5)])), max_size=10)
SIDES = st.builds(Side, AMOUNTS, st.sampled_from([YEARS, LATER, range(2021, 2022)]))


@st.composite
def edited(draw: st.DrawFn) -> tuple[Side, Side]:
    """A review, and one that began as its copy: lines were kept, dropped, re-baselined, put in another year or home."""
    a = draw(SIDES)
    lines: dict[Key, Decimal] = {}
    for key, amount in a.amounts.items():
        match draw(st.sampled_from(["keep", "drop", "change", "slip", "slip and grow", "other home"])):
            case "keep":
                lines[key] = amount
            case "change":
                lines[key] = draw(PENCE)
            case "slip":
                lines[key._replace(year=key.year + 1)] = amount
            case "slip and grow":
                lines[key._replace(year=key.year + 1)] = amount + draw(PENCE)
            case "other home":
                lines[key._replace(home=Home(2, key.home.project))] = amount
    return a, Side(lines | draw(AMOUNTS), draw(st.sampled_from([a.years, LATER])))


PAIRS = st.one_of(edited(), st.tuples(SIDES, SIDES))


@settings(max_examples=60)
@given(PAIRS, st.sets(st.builds(Home, st.sampled_from([None, 1]), st.sampled_from([None, 7]))))
def test_the_reasons_explain_every_difference_to_the_penny(pair: tuple[Side, Side], closed: set[Home]) -> None:
    a, b = pair
    found = compare(a, b, closed)
    slices: list[Callable[[Key], Any]] = [
        lambda key: None,
        lambda key: key.home.programme,
        lambda key: key.home,
        lambda key: key.kind,
        lambda key: key.year,
    ]
    for by in slices:
        for label, sums in sums_by(found, by).items():
            before = sum((each for key, each in a.amounts.items() if by(key) == label), Decimal(0))
            after = sum((each for key, each in b.amounts.items() if by(key) == label), Decimal(0))
            assert sum((sums.by_reason(reason) for reason in Reason), Decimal(0)) == after - before == sums.difference
    for sums in sums_by(found, lambda key: (key.home, key.kind)).values():
        assert sums.change(Why.MOVED) == 0 == sums.change(Why.UNCHANGED)


@settings(max_examples=60)
@given(PAIRS)
def test_each_line_of_either_review_stands_there_once(pair: tuple[Side, Side]) -> None:
    a, b = pair
    found = compare(a, b)
    assert sorted(map(repr, (each.key for each in found))) == sorted(map(repr, {*a.amounts, *b.amounts}))
    assert all(len({part.why.reason for part in each.parts}) == len(each.parts) <= 2 for each in found)
    assert all((each.before, each.after) == (a.amounts.get(each.key), b.amounts.get(each.key)) for each in found)
    assert all(sum(part.amount for part in each.parts) == (each.after or 0) - (each.before or 0) for each in found)


@given(st.dictionaries(st.integers(2020, 2030), PENCE, max_size=6))
def test_what_moved_is_the_smaller_of_gained_and_lost(differences: dict[int, Decimal]) -> None:
    found = moved(differences)
    gained = sum((each for each in differences.values() if each > 0), Decimal(0))
    lost = sum((-each for each in differences.values() if each < 0), Decimal(0))
    assert sum(found.values(), Decimal(0)) == 0
    assert sum((abs(each) for each in found.values()), Decimal(0)) == 2 * min(gained, lost)
    rests = {(differences[year] - found[year]).compare(Decimal(0)) for year in found} - {Decimal(0)}
    assert len(rests) <= 1  # what is left is all more, or all less


# --- read from the records ---


@pytest.fixture
def two(cast: Cast) -> Comparison:
    """A year apart: one project grew and slipped, one closed, one is new."""
    a = review_of()
    b = review_of("Annual Benefits Review 2022", as_at=date(2022, 9, 30), first_year=2022, last_year=2026)
    data = programme_of()
    kept, gone = project_of("Connect", data), project_of("Kiosks", data)
    line_of(a, kept, 2021)
    line_of(a, kept, 2022)
    line_of(a, gone, 2022, kind="cashable benefit", actual=Decimal("0.10"))
    line_of(b, kept, 2023, planned=Decimal(150))
    line_of(b, project_of("New", None), 2026, kind="recurring cost", planned=None, forecast=Decimal(7))
    line_of(b, kept, 2024, planned=None)
    line_of(b, kept, 2030)
    Project.objects.unscoped().filter(pk=gone.pk).update(status="closed", closed_on=date(2022, 9, 30))
    return comparison(a, b, cast.of(Role.CHANGE_MANAGER))


@pytest.mark.django_db
def test_records_are_compared_by_the_amount_that_counts(two: Comparison) -> None:
    sums = sums_of(two.differences)
    assert (sums.before, sums.after) == (Decimal("199.90"), Decimal(157))
    assert {why.value: sums.change(why) for why in Why if sums.lines[why]} == {
        "removed:year": Decimal(-100),
        "removed:closed": Decimal("0.10"),
        "moved": Decimal(0),
        "added:line": Decimal(50),
        "added:home": Decimal(7),
    }


@pytest.mark.django_db
def test_its_totals_are_those_of_the_board_s_figure(two: Comparison) -> None:
    sums = sums_of(two.differences)
    for review, total in ((two.before, sums.before), (two.after, sums.after)):
        assert costs_of(review).compute().cell("Grand Total", "Grand total").value == total


@pytest.mark.django_db
def test_it_names_programmes_and_puts_what_stands_alone_last(two: Comparison) -> None:
    names = [(two.programmes[each.key.home.programme], two.projects[each.key.home.project]) for each in two.differences]
    assert names == [("Our Data", "Connect")] * 3 + [("Our Data", "Kiosks"), ("Standalone", "New")]


@pytest.mark.django_db
def test_nobody_else_sees_any_of_it(two: Comparison, cast: Cast) -> None:
    for who in (cast.charlie, cast.of(Role.BENEFIT_OWNER)):
        assert comparison(two.before, two.after, who).differences == []


@pytest.mark.django_db
def test_it_takes_one_query(two: Comparison, cast: Cast, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        comparison(two.before, two.after, cast.of(Role.CHANGE_MANAGER))
