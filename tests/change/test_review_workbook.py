"""A review as a workbook: the tables are formulas of its lines, and come to what the board's figures say."""

from datetime import date
from decimal import Decimal
from random import Random

import pytest
from django.test import Client

from change.models import BenefitsReview, FinancialLine, FteLine, Programme, Project
from change.reviews.workbook import as_workbook
from people.roles import Role
from tests.base import Cast
from tests.change import made
from tests.workbooks import assert_formulas_hold, read
from wmp.lib.audit import ReadLog

pytestmark = pytest.mark.django_db
KINDS = ["capital", "one-off cost", "recurring cost", "cashable benefit", "non-cashable benefit"]


@pytest.fixture(params=[1, 2])
def review(request: pytest.FixtureRequest) -> BenefitsReview:
    """Random lines of programmes and projects, some without an amount, some outside the review's years."""
    random = Random(request.param)
    made.projects(random, 8, [date(2022, 4, 1)])
    review = BenefitsReview.objects.create(name="ABR", as_at=date(2022, 3, 31), first_year=2022, last_year=2024)
    projects, programmes = list(Project.objects.unscoped()), list(Programme.objects.unscoped())
    homes = [(None, project) for project in projects] + [(programme, None) for programme in programmes]
    FinancialLine.objects.bulk_create(
        FinancialLine(
            review=review,
            programme=programme,
            project=project,
            kind=kind,
            financial_year=year,
            **{
                name: random.choice([None, Decimal(random.randint(-99_999, 9_999_999)) / 100])
                for name in ("planned", "forecast", "actual")
            },
        )
        for programme, project in homes
        for kind in KINDS
        for year in random.sample(range(2021, 2026), 2)
    )
    FteLine.objects.bulk_create(
        FteLine(
            review=review,
            kind="saving",
            project=project,
            portfolio=portfolio,
            fte=Decimal(random.randint(-9_900, 99)) / 100,
        )
        for project in projects
        for portfolio in random.sample(["Crime", "Operations", "DCC"], 2)
    )
    # An adjustment may be called as a project is.
    FteLine.objects.create(review=review, kind="adjustment", label=projects[0].name, portfolio="Crime", fte=4)
    return review


def test_every_amount_is_a_formula_and_comes_to_its_value(cast: Cast, review: BenefitsReview) -> None:
    book = read(as_workbook(review, cast.of(Role.CHANGE_MANAGER)))
    assert list(book.sheets) == ["Costs and benefits", "FTE efficiencies", "Financial lines", "FTE lines", "About"]
    assert_formulas_hold(book)
    tables = [*book.sheets["Costs and benefits"].values(), *book.sheets["FTE efficiencies"].values()]
    # A total of no rows adds up nothing, and says so as a number.
    assert {cell.value for cell in tables if not cell.formula and not isinstance(cell.value, str)} <= {0.0}


def test_the_net_of_all_lines_and_the_revised_total_stand_last(cast: Cast, review: BenefitsReview) -> None:
    book = read(as_workbook(review, cast.of(Role.CHANGE_MANAGER)))
    net = sum(value for value in book.column("Financial lines", "I")[1:] if not isinstance(value, str))
    assert book.column("Costs and benefits", "G")[-1] == pytest.approx(net)
    saved = sum(line.fte for line in FteLine.objects.unscoped())
    assert book.column("FTE efficiencies", "A")[-1] == "Revised Total"
    assert book.column("FTE efficiencies", "E")[-1] == pytest.approx(float(saved))


def test_a_line_of_no_amount_and_one_outside_the_years_add_nothing(cast: Cast) -> None:
    review = BenefitsReview.objects.create(name="=ABR", as_at=date(2022, 3, 31), first_year=2022, last_year=2024)
    estates = Programme.objects.create(name="@Estates")
    FinancialLine.objects.create(review=review, programme=estates, kind="capital", financial_year=2022)
    FinancialLine.objects.create(review=review, programme=estates, kind="capital", financial_year=2025, planned=9)
    book = read(as_workbook(review, cast.of(Role.CHANGE_MANAGER)))
    assert book.column("Financial lines", "A") == ["Programme", "'@Estates"]
    assert book.column("Costs and benefits", "G") == ["Grand total", 0.0]
    assert book.column("About", "A")[0] == "'=ABR"


def test_it_is_taken_away_from_the_page_of_the_review(cast: Cast, client: Client) -> None:
    review = BenefitsReview.objects.create(name="ABR 2022", as_at=date(2022, 3, 31), first_year=2022, last_year=2024)
    address = f"/change/reviews/benefits-reviews/{review.pk}/workbook/"
    client.force_login(cast.of(Role.CHANGE_MANAGER))
    answer = client.get(address)
    assert answer["Content-Disposition"].startswith('attachment; filename="abr-2022-')
    assert read(answer.content).column("About", "A")[0] == "ABR 2022"
    logged = ReadLog.objects.unscoped().get(kind="change:benefits-reviews-workbook")
    assert (logged.action, logged.rows, logged.reader) == ("exported", 0, cast.of(Role.CHANGE_MANAGER))
    client.force_login(cast.of(Role.BENEFIT_OWNER))
    assert client.get(address).status_code == 404
