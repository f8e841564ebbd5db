"""The savings of a phase in one table: saving one box or many, what stands in the way, and who else is there."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from change.models import BudgetingLine, BudgetingPhase
from people.models import Department
from tests.base import Cast, Role

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}
# The request's transaction is a savepoint within the test's, and so is that of what is saved.
SAVEPOINT = 2


@pytest.fixture
def phase() -> BudgetingPhase:
    return BudgetingPhase.objects.create(name="Phase 3")


@pytest.fixture
def intel() -> Department:
    return Department.objects.create(name="Force Intelligence")


def address(phase: BudgetingPhase) -> str:
    return f"/change/budgeting/budgeting-phases/{phase.pk}/amounts/"


def cell(amount: str, department: Department | None, text: str, seen: str = "") -> dict[str, str]:
    name = f"{amount}_{department.pk if department else 0}"
    return {name: text, f"seen-{name}": seen}


def told(response: Any, amount: str, department: Department | None) -> dict[str, str]:
    found: dict[str, str] = response.json()["cells"][f"{amount}_{department.pk if department else 0}"]
    return found


def lines() -> list[tuple[Any, ...]]:
    found = BudgetingLine.objects.unscoped().order_by("department__name")
    return list(found.values_list("department__name", "projected", "identified", "removed"))


def test_a_box_is_saved_as_typed_and_opens_the_line(manager: Client, phase: BudgetingPhase, intel: Department) -> None:
    response = manager.post(address(phase), cell("identified", intel, "(£1,200.50)"), headers=JSON)
    assert (response.status_code, told(response, "identified", intel)["value"]) == (200, "-1,200.50")
    assert lines() == [("Force Intelligence", None, Decimal("-1200.50"), None)]


def test_an_emptied_line_goes_and_other_amounts_of_a_line_stay(
    manager: Client, phase: BudgetingPhase, intel: Department
) -> None:
    BudgetingLine.objects.create(phase=phase, department=intel, projected=5, removed=7)
    manager.post(address(phase), cell("projected", intel, "-", "5"), headers=JSON)
    assert lines() == [("Force Intelligence", None, None, Decimal(7))]
    manager.post(address(phase), cell("removed", intel, "", "7"), headers=JSON)
    assert lines() == []


def test_a_block_is_saved_whole_or_not_at_all(manager: Client, phase: BudgetingPhase, intel: Department) -> None:
    block = cell("projected", intel, "5") | cell("projected", None, "6") | cell("removed", None, "1.234,50")
    response = manager.post(address(phase), block, headers=JSON)
    assert response.status_code == 409 and lines() == []
    assert told(response, "projected", intel)["status"] == "waiting"
    assert "commas for thousands and a point" in told(response, "removed", None)["message"]
    assert manager.post(address(phase), block | cell("removed", None, "4"), headers=JSON).status_code == 200
    assert lines() == [("Force Intelligence", 5, None, None), (None, 6, None, 4)]


def test_an_old_page_is_told_what_stands_by_now(manager: Client, phase: BudgetingPhase, intel: Department) -> None:
    BudgetingLine.objects.create(phase=phase, department=intel, projected=250)
    response = manager.post(address(phase), cell("projected", intel, "300", "100"), headers=JSON)
    answer = told(response, "projected", intel)
    assert (response.status_code, answer["status"], answer["value"]) == (409, "conflict", "250")
    assert lines()[0][1] == 250
    assert manager.post(address(phase), cell("projected", intel, "250.00", "1"), headers=JSON).status_code == 200
    assert manager.post(address(phase), cell("projected", intel, "300", "250"), headers=JSON).status_code == 200
    assert lines()[0][1] == 300


def test_without_scripts_what_was_typed_stays_in_the_boxes(
    manager: Client, phase: BudgetingPhase, intel: Department
) -> None:
    response = manager.post(address(phase), cell("projected", intel, "55") | cell("removed", None, "many"))
    page = response.content.decode()
    assert response.status_code == 409 and 'value="55"' in page and 'value="many"' in page
    assert "is not a number" in page and "Not saved yet" in page and lines() == []
    saved = manager.post(address(phase), cell("projected", intel, "55"), follow=True).content.decode()
    assert "1 amount saved." in saved and "<span data-column>55</span>" in saved


def test_a_box_that_there_is_none_of_is_refused(manager: Client, phase: BudgetingPhase) -> None:
    for name in ("projected_99999999", "projected_", "projected_١", "removed_0_0"):
        assert manager.post(address(phase), {name: "5"}, headers=JSON).status_code == 400
    assert manager.get(f"{address(phase)}?show=all").status_code == 400
    assert lines() == []


def test_saving_takes_as_many_queries_for_a_box_as_for_all(
    manager: Client, phase: BudgetingPhase, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    all_of_them = Department.objects.bulk_create(Department(name=f"Department {i}") for i in range(20))
    with django_assert_num_queries(8 + 2 * SAVEPOINT):
        manager.post(address(phase), cell("projected", None, "5"), headers=JSON)
    block = {name: text for each in all_of_them for name, text in cell("removed", each, "5").items()}
    with django_assert_num_queries(8 + 2 * SAVEPOINT):
        assert manager.post(address(phase), block, headers=JSON).status_code == 200
    with django_assert_num_queries(6 + SAVEPOINT):
        manager.get(address(phase))
    assert len(lines()) == 21


def test_it_is_the_change_managers_alone(cast: Cast, client: Client, phase: BudgetingPhase) -> None:
    for role in (Role.BENEFIT_OWNER, Role.BOARD_SECRETARY, Role.ADMINISTRATOR):
        client.force_login(cast.of(role))
        assert client.get(address(phase)).status_code == 404
        assert client.post(address(phase), cell("projected", None, "5")).status_code == 404
    assert lines() == []
