"""Two reviews compared as a workbook: each sum is a formula of the lines, and what is explained is the difference."""

from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from django.test import Client

from change.models import BenefitsReview, FinancialLine, FteLine
from change.reviews.compare_workbook import as_workbook
from change.reviews.models import LineKind
from tests.base import Cast, Role
from tests.change.reviewed import programme_of, project_of, review_of
from tests.workbooks import Workbook, assert_formulas_hold, read
from wmp.lib.audit import ReadLog

pytestmark = pytest.mark.django_db
PAGE = "/change/reviews/compare/workbook/"
SAVED = [Decimal(0), Decimal(-5), Decimal("-2.25")]
Pair = tuple[BenefitsReview, BenefitsReview]


@pytest.fixture
def pair(cast: Cast) -> Pair:
    """Random lines of some projects in both; years, kinds and portfolios come and go."""
    random = Random(6)
    made = review_of("=ABR 2021"), review_of("ABR 2022", as_at=date(2022, 9, 30), first_year=2022, last_year=2026)
    projects = [project_of(f"Site {n}", programme_of(f"+Programme {n % 3}") if n % 4 else None) for n in range(9)]
    for review in made:
        FinancialLine.objects.bulk_create(
            FinancialLine(review=review, project=each, programme=each.programme, kind=kind, financial_year=year)
            for each in projects
            for kind in random.sample(LineKind.values, 3)
            for year in random.sample(range(2021, 2028), 4)
        )
        for line in FinancialLine.objects.unscoped().filter(review=review):
            amount = random.choice([None, Decimal(5), Decimal(random.randint(-99_999, 9_999_999)) / 100])
            FinancialLine.objects.unscoped().filter(pk=line.pk).update(planned=amount)
        FteLine.objects.bulk_create(
            FteLine(review=review, kind="saving", project=each, portfolio=portfolio, fte=random.choice(SAVED))
            for each in projects
            for portfolio in random.sample(["Crime", "DCC", "Operations"], 2)
        )
        FteLine.objects.create(
            review=review, kind="adjustment", label="Vacancy review", portfolio="Crime", fte=len(made)
        )
    return made


def book_of(pair: Pair, cast: Cast) -> Workbook:
    return read(as_workbook(pair, cast.of(Role.CHANGE_MANAGER))[0])


def last_row(book: Workbook, sheet: str) -> dict[str | float, Any]:
    """The row of all, by its headings."""
    cells = book.sheets[sheet]
    last = max(int(ref[1:]) for ref in cells)
    return {cells[f"{letter}1"].value: cells[f"{letter}{last}"] for letter in "ABCDEFGHI" if f"{letter}{last}" in cells}


def test_every_sum_is_a_formula_and_the_reasons_explain_the_difference(pair: Pair, cast: Cast) -> None:
    book = book_of(pair, cast)
    assert list(book.sheets) == ["Money", "FTE", "Money lines", "FTE lines", "About"]
    assert assert_formulas_hold(book) > 200
    for sheet in ("Money", "FTE", "Money lines", "FTE lines"):
        letters = "JKLMNOP" if sheet == "Money lines" else "HIJKL" if sheet == "FTE lines" else "DEFGHI"
        columns = {
            book.sheets[sheet][f"{letter}1"].value: letter for letter in letters if f"{letter}1" in book.sheets[sheet]
        }
        differences, explained = (book.column(sheet, columns[head])[1:] for head in ("Difference", "Explained"))
        assert differences == pytest.approx(explained) and len(differences) > 2


def test_the_last_row_comes_to_what_the_reviews_hold(pair: Pair, cast: Cast) -> None:
    book = book_of(pair, cast)
    fte = last_row(book, "FTE")
    for review, name in zip(pair, ("'=ABR 2021", "ABR 2022"), strict=True):
        held = sum(line.fte for line in FteLine.objects.unscoped().filter(review=review))
        assert fte[name].value == pytest.approx(float(held)) and fte[name].formula.startswith("SUM(")
    money = last_row(book, "Money")
    assert money["Difference"].formula and money["Moved between years"].value == pytest.approx(0)
    assert money["Explained"].value == pytest.approx(money["ABR 2022"].value - money["'=ABR 2021"].value)


def test_names_are_never_formulas_and_nil_stays_empty(pair: Pair, cast: Cast) -> None:
    book = book_of(pair, cast)
    assert (
        "'+Programme 1" in book.column("Money lines", "A")
        and book.column("About", "A")[0] == "From =ABR 2021 to ABR 2022"
    )
    lines, amounts = len(book.column("Money lines", "A")), len(book.column("Money lines", "F"))
    assert 1 < amounts < lines


def test_it_is_taken_away_from_the_page_that_compares(manager: Client, pair: Pair) -> None:
    page = manager.get("/change/reviews/compare/").content.decode()
    address = f"{PAGE}?earlier={pair[0].pk}&later={pair[1].pk}"
    assert address.replace("&", "&amp;") in page
    answer = manager.get(address)
    assert answer["Content-Disposition"].startswith('attachment; filename="abr-2021-to-abr-2022-')
    book = read(answer.content)
    logged = ReadLog.objects.unscoped().get(kind="change:reviews-compare-workbook")
    lines = sum(len(book.column(sheet, "A")) - 1 for sheet in ("Money lines", "FTE lines"))
    assert (logged.action, logged.rows) == ("exported", lines)


def test_two_empty_reviews_make_an_empty_workbook(manager: Client) -> None:
    assert manager.get(PAGE).status_code == 404
    review_of()
    review_of("ABR 2022", as_at=date(2022, 9, 30))
    book = read(manager.get(PAGE).content)
    assert book.column("Money", "A") == ["Programme", "All"] and book.column("FTE", "A") == ["Portfolio", "All"]


@pytest.mark.parametrize(("asks", "status"), [("later=0", 404), ("earlier=x", 404), ("reason=added", 400)])
def test_what_it_does_not_know_is_refused(manager: Client, pair: Pair, asks: str, status: int) -> None:
    assert manager.get(f"{PAGE}?{asks}").status_code == status


def test_it_takes_few_queries_and_is_nobody_else_s(
    manager: Client, pair: Pair, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    manager.get(PAGE)
    with django_assert_max_num_queries(9):  # two of them begin and end the test's transaction within its own
        assert manager.get(PAGE).status_code == 200
    for who in (cast.charlie, cast.of(Role.BENEFIT_OWNER)):
        manager.force_login(who)
        assert manager.get(PAGE).status_code == 403
