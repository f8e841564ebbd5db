"""Every figure as a workbook: what the page shows, with formulas that come to it; for whoever may read the figure."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from change.models import (
    BenefitsReview,
    BudgetingLine,
    BudgetingPhase,
    FinancialLine,
    FteLine,
    Programme,
    Project,
    SurveyWave,
)
from people.models import Department
from people.roles import Role
from tests.base import DAY, Cast, declared, person
from tests.workbooks import Workbook, assert_formulas_hold, read
from wmp.board.models import Attempt, Result, Run
from wmp.board.paper import FIGURES
from wmp.board.workbook import as_workbook

pytestmark = pytest.mark.django_db
COSTS = "change.costs_and_benefits"


@pytest.fixture
def attempt(cast: Cast) -> Attempt:
    """A run of the day over the cast and a small portfolio, whose amounts are some of the 2022 paper's."""
    declared(cast.bob.person, ethnicity="A1")
    declared(person("S1"), ethnicity="W1")
    estates, data = (Programme.objects.create(name=name) for name in ("Estates", "=Our Data"))
    review = BenefitsReview.objects.create(name="ABR", as_at=date(2022, 3, 31), first_year=2022, last_year=2026)
    for programme, kind, amount in [
        (estates, "capital", "109115844.25"),
        (estates, "cashable benefit", "7121306"),
        (data, "one-off cost", "324900"),
        (data, "non-cashable benefit", "124000000.10"),
    ]:
        FinancialLine.objects.create(
            review=review, programme=programme, kind=kind, financial_year=2022, planned=Decimal(amount)
        )
    bwv = Project.objects.create(name="BWV", programme=estates, limb="improve", status="delivered")
    connect = Project.objects.create(name="Connect", programme=data, limb="act", status="in delivery")
    for project, portfolio, fte in [(bwv, "Crime", "-11"), (connect, "Crime", "-71"), (connect, "Operations", "-22.5")]:
        FteLine.objects.create(review=review, kind="saving", project=project, portfolio=portfolio, fte=Decimal(fte))
    FteLine.objects.create(review=review, kind="adjustment", label="Vacancy review", portfolio="Crime", fte=4)
    review.freeze(by=None)
    SurveyWave.objects.create(month=date(2022, 3, 1), sent=13_228, returned=1_233, cost=406)
    SurveyWave.objects.create(month=date(2022, 2, 1), sent=10_001, returned=901)
    phase = BudgetingPhase.objects.create(name="Phases 1 and 2")
    BudgetingLine.objects.create(phase=phase, projected=3_000_000, identified=5_400_000, removed=5_400_000)
    intel = Department.objects.create(name="Intel")
    BudgetingLine.objects.create(phase=BudgetingPhase.objects.create(name="Phase 3"), department=intel, projected=5)
    shown = Run.objects.create(day=DAY).attempts.create(number=1, snapshot="-", shown=True, finished_at=timezone.now())
    for key in FIGURES:
        if key.startswith("change."):
            computed(shown, key).save()
    return shown


def computed(attempt: Attempt, key: str) -> Result:
    grid = FIGURES[key].table(DAY).compute().to_json()
    return Result(attempt=attempt, key=key, status="computed", stored_grid=grid, seconds=0.01)


def workbook(client: Client, key: str) -> Workbook:
    answer = client.get(reverse("board:download", args=["2022-04-01", key, "xlsx"]))
    assert answer["Content-Disposition"] == f'attachment; filename="{key}-2022-04-01.xlsx"'
    return read(answer.content)


def test_every_figures_workbook_holds_what_was_computed_and_its_formulas_come_to_it(
    cast: Cast, attempt: Attempt
) -> None:
    for key, figure in FIGURES.items():
        result = computed(attempt, key)
        book, grid = read(as_workbook(figure, result)), result.grid
        assert_formulas_hold(book)
        numbers = [cell.value for cell in book.sheets["Figure"].values() if not isinstance(cell.value, str)]
        times = [[100 if column.unit.startswith("percent") else 1 for column in grid.columns]] * len(grid.rows)
        values = [
            float(cell.value) / each
            for cells, row in zip(grid.cells, times, strict=True)
            for cell, each in zip(cells, row, strict=True)
            if cell.value is not None
        ]
        assert numbers == pytest.approx(values), key


@pytest.fixture
def manager(cast: Cast, attempt: Attempt, client: Client) -> Client:
    client.force_login(cast.of(Role.CHANGE_MANAGER))
    return client


def test_totals_are_sums_of_their_rows_and_the_grand_total_of_its_kinds(manager: Client) -> None:
    cells = workbook(manager, COSTS).sheets["Figure"]
    assert (cells["A1"].value, cells["B1"].value, cells["G1"].value) == ("Costs and benefits", "Capital", "Grand total")
    # What a spreadsheet would run is text, whatever the programme is called.
    assert (cells["A2"].value, cells["A3"].value) == ("'=Our Data", "Estates")
    assert cells["B3"].value == 109115844.25
    assert cells["B4"].formula == "SUM(B2:B3)"
    assert cells["G3"].formula == cells["G4"].formula.replace("4", "3") == "SUM(B3:F3)"


def test_the_revised_total_adds_up_savings_and_adjustments(manager: Client) -> None:
    cells = workbook(manager, "change.fte_efficiencies").sheets["Figure"]
    places = {str(cell.value): ref for ref, cell in cells.items() if ref.startswith("A")}
    # Delivered stands above its rows as a heading, so that the rows are lines 3, 5 and 9.
    assert places["Revised Total"] == "A10"
    assert cells["B10"].formula == "SUM(B3,B5,B9)"
    assert cells["B10"].value == -78.0
    assert cells["D10"].formula == "SUM(B10:C10)"


def test_a_ratio_divides_the_cells_of_its_parts(manager: Client) -> None:
    book = workbook(manager, "change.sms_survey")
    assert book.column("Ratios", "B")[1:] == ["Sent", "Returned", "Return rate", "Cost per response"]
    assert book.column("Ratios", "C")[1:] == [23229.0, 2134.0, 2134.0, 406.0]
    assert book.column("Ratios", "D")[1:] == [2.0, 2.0, 23229.0, 1233.0]
    assert book.sheets["Figure"]["E2"].formula == "Ratios!C5/Ratios!D5"


def test_the_sheet_about_the_figure_says_what_it_is_of_and_which_checks_failed(
    manager: Client, attempt: Attempt
) -> None:
    grid = {**FIGURES[COSTS].table(DAY).compute().to_json(), "failures": ["Estates, Capital: wrong"]}
    Result.objects.unscoped().filter(attempt=attempt, key=COSTS).update(stored_grid=grid)
    about = workbook(manager, COSTS).column("About", "B")
    assert FIGURES[COSTS].definition in about
    assert "Estates, Capital: wrong" in about
    assert "In each row, the columns across add up to their total." in about
    assert "None" in workbook(manager, "change.budgeting").column("About", "B")


def test_who_may_not_read_the_figure_gets_no_workbook(cast: Cast, attempt: Attempt, client: Client) -> None:
    client.force_login(cast.of(Role.WELFARE_LEAD))
    assert client.get(reverse("board:download", args=["2022-04-01", COSTS, "xlsx"])).status_code == 404
    client.force_login(cast.of(Role.CHANGE_MANAGER))
    assert client.get(reverse("board:download", args=["2022-04-01", COSTS, "xls"])).status_code == 404
    assert client.get(reverse("board:download", args=["2022-04-02", COSTS, "xlsx"])).status_code == 404


def test_the_page_of_a_figure_offers_it(manager: Client) -> None:
    page = manager.get(reverse("board:figure", args=["2022-04-01", COSTS])).content.decode()
    assert "Costs and benefits: </span>Excel, with formulas" in page
    assert reverse("board:download", args=["2022-04-01", COSTS, "xlsx"]) in page
