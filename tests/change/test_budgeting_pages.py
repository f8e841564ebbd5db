"""Phases with their savings by department, investments by principle, survey months and their trend, as pages."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from change.models import BudgetingLine, BudgetingPhase, InvestmentPrinciple, ServiceInvestment, SurveyWave
from people.models import Department
from people.roles import Role
from tests.base import Cast, opened_with

pytestmark = pytest.mark.django_db
HERE = "/change/budgeting/"
# The request's transaction is a savepoint within the test's: two statements more than in life.
SAVEPOINT = 2


@pytest.fixture
def phase() -> BudgetingPhase:
    return BudgetingPhase.objects.create(name="Phases 1 and 2")


@pytest.fixture
def intel() -> Department:
    return Department.objects.create(name="Force Intelligence")


def saving(phase: BudgetingPhase, department: Department | None, *amounts: int | None) -> BudgetingLine:
    names = ("projected", "identified", "removed")
    return BudgetingLine.objects.create(phase=phase, department=department, **dict(zip(names, amounts, strict=True)))


def test_a_phase_is_made_and_its_savings_are_added_from_its_page(manager: Client, intel: Department) -> None:
    manager.post(f"{HERE}budgeting-phases/new/", {"name": "Phase 3"})
    phase = BudgetingPhase.objects.unscoped().get()
    given = {"department": intel.pk, "projected": "£2,000,000", "identified": "(1,500.50)", "removed": "-"}
    answer = manager.post(f"{HERE}budgeting-phases/{phase.pk}/savings/new/", given)
    assert answer.headers["Location"] == f"{HERE}budgeting-phases/{phase.pk}/"
    line = BudgetingLine.objects.unscoped().get()
    amounts = (Decimal(2_000_000), Decimal("-1500.50"), None)
    assert line.phase == phase and (line.projected, line.identified, line.removed) == amounts


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"projected": "1.234,50"}, "has a comma after its point; write commas for thousands and a point for decimals"),
        ({"projected": "(5-)"}, "has two signs; write one"),
        ({"projected": "1" * 15}, "The amount has too many digits"),
        ({"projected": "-"}, "Give at least one amount: projected, identified or removed"),
        ({"projected": "5", "department": "0"}, "from the list"),
        ({"projected": "5"}, "The phase already has a line of this department."),
    ],
)
def test_what_a_saving_may_not_be(manager: Client, phase: BudgetingPhase, given: dict[str, str], said: str) -> None:
    saving(phase, None, 1, None, None)
    answer = manager.post(f"{HERE}budgeting-phases/{phase.pk}/savings/new/", given)
    assert said in answer.content.decode()
    assert BudgetingLine.objects.unscoped().count() == 1


def test_a_saving_changes_and_stays_in_its_phase(manager: Client, phase: BudgetingPhase, intel: Department) -> None:
    line, other = saving(phase, intel, 5, None, None), BudgetingPhase.objects.create(name="Phase 3")
    address = f"{HERE}budgeting-lines/{line.pk}/change/"
    opened = opened_with(manager.get(address).content.decode())
    given = {"phase": other.pk, "department": intel.pk, "projected": "5", "identified": "7-", "opened_with": opened}
    assert manager.post(address, given).status_code == 302
    line = BudgetingLine.objects.unscoped().get()
    assert (line.phase, line.identified) == (phase, Decimal(-7))


def test_departments_stand_side_by_side_and_add_up(
    manager: Client, phase: BudgetingPhase, intel: Department, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    saving(phase, intel, 1_000_000, 1_500_000, 500_000)
    saving(phase, None, 2_000_000, None, None)
    saving(BudgetingPhase.objects.create(name="Phase 3"), None, 99, 99, 99)
    with django_assert_num_queries(6 + SAVEPOINT):
        page = manager.get(f"{HERE}budgeting-phases/{phase.pk}/").content.decode()
    cells = [each.split(">")[-1] for each in page.split("<table")[1].split("</t")]
    found = [each.strip() for each in cells if each.strip().startswith(("£", "–")) or each.strip().endswith("%")]
    assert found[:6] == ["£1,000,000", "£1,500,000", "150%", "£500,000", "33%", "£1,000,000"]
    assert found[6:12] == ["£2,000,000", "–", "–", "–", "–", "–"]
    assert found[12:] == ["£3,000,000", "£1,500,000", "50%", "£500,000", "33%", "£1,000,000"]
    assert "Not told apart by department" in page


def test_posts_are_invested_for_a_principle_and_every_principle_is_shown(
    manager: Client, intel: Department, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = InvestmentPrinciple.objects.get(number=1)
    given = {"principle": first.pk, "department": intel.pk, "posts": "12.5", "what": "Officers at weekends"}
    day = {"starts_on_day": "4", "starts_on_month": "1", "starts_on_year": "2021"}
    assert manager.post(f"{HERE}investments/new/", given | day).status_code == 302
    assert manager.post(f"{HERE}investments/new/", given | day | {"posts": "0"}).status_code == 200
    with django_assert_num_queries(6 + SAVEPOINT):
        page = manager.get(f"{HERE}principles/").content.decode()
    assert InvestmentPrinciple.objects.count() == 5
    assert all(f"{each.number}. {each.name}" in page for each in InvestmentPrinciple.objects.all())
    assert page.count("12.50") == 2
    assert ServiceInvestment.objects.unscoped().get().starts_on == date(2021, 1, 4)


@pytest.mark.parametrize("month", ["March 2022", "Mar 2022", "2022-03", "3/2022"])
def test_a_month_of_surveys_is_entered_as_people_write_it(manager: Client, month: str) -> None:
    given = {"month": month, "sent": "13,228", "returned": "1 233", "cost": "£406"}
    assert manager.post(f"{HERE}survey-waves/new/", given).status_code == 302
    wave = SurveyWave.objects.unscoped().get()
    assert (wave.month, wave.sent, wave.returned, wave.cost) == (date(2022, 3, 1), 13_228, 1233, Decimal(406))
    page = manager.get(f"{HERE}survey-waves/{wave.pk}/").content.decode()
    assert "9.3%" in page
    assert "£0.33" in page
    assert "March 2022" in manager.get(f"{HERE}survey-waves/{wave.pk}/change/").content.decode()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"month": "13/2022"}, "Enter a month, such as March 2022 or 2022-03"),
        ({"month": "March 2150"}, "Month must be one that has begun"),
        ({"returned": "11"}, "No more surveys can come back than were sent."),
        ({"cost": "4,06"}, "has a comma that does not part thousands"),
        ({"cost": "(4)"}, "Cost must be 0 or more"),
        ({"sent": "1,22"}, "has a comma that does not part thousands"),
        ({"returned": "0.5"}, "is not a whole number"),
        ({"sent": "-"}, "Enter sent"),
        ({"sent": "3,000,000,000"}, "Sent must be 2147483647 or less"),
        ({"month": "Feb 2022"}, "There is a survey wave with this month already."),
    ],
)
def test_what_a_month_may_not_be(manager: Client, given: dict[str, str], said: str) -> None:
    SurveyWave.objects.create(month=date(2022, 2, 1), sent=5, returned=1)
    answer = manager.post(f"{HERE}survey-waves/new/", {"month": "March 2022", "sent": "10", "returned": "1"} | given)
    assert said in answer.content.decode()
    assert SurveyWave.objects.unscoped().count() == 1


def test_the_trend_has_a_mark_for_every_month_that_is_known(
    manager: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for month, cost in [(1, 100), (2, None), (4, 90)]:
        SurveyWave.objects.create(month=date(2021, month, 1), sent=1000, returned=100 * month, cost=cost)
    with django_assert_num_queries(4 + SAVEPOINT):
        page = manager.get(f"{HERE}survey-trend/").content.decode()
    # Three months have a rate and two a cost, in the wide and in the narrow drawing.
    assert (page.count("<circle"), page.count("<rect")) == (6, 4)
    assert "March 2021" not in page
    assert "10.0% in January 2021, 40.0% in April 2021" in page
    assert "£1.00 in January 2021" in page


def test_before_the_first_survey_the_page_says_so(manager: Client) -> None:
    assert "No survey is recorded" in manager.get(f"{HERE}survey-trend/").content.decode()


def test_they_are_the_change_managers_alone(cast: Cast, client: Client, phase: BudgetingPhase) -> None:
    for role, status in [(Role.BENEFIT_OWNER, 403), (Role.BOARD_SECRETARY, 403), (Role.ADMINISTRATOR, 403)]:
        client.force_login(cast.of(role))
        assert client.get(f"{HERE}survey-trend/").status_code == status
        assert client.get(f"{HERE}budgeting-phases/{phase.pk}/").status_code == 404
        assert client.post(f"{HERE}budgeting-phases/{phase.pk}/savings/new/", {"projected": "5"}).status_code == 404
    assert not BudgetingLine.objects.unscoped().exists()


def test_principles_are_kept_by_administrators(cast: Cast, client: Client) -> None:
    address = "/admin/change/investmentprinciple/"
    client.force_login(cast.of(Role.CHANGE_MANAGER))
    assert client.get(address).status_code == 302
    admin = cast.of(Role.ADMINISTRATOR)
    admin.is_staff = True
    admin.save()
    client.force_login(admin)
    assert "Ready for the threats to come" in client.get(address).content.decode()
