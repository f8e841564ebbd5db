"""The editing grid of a review: totals, saving one cell or many, and what stands in the way."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from change.models import BenefitsReview, Project
from tests.base import Cast, Role
from tests.change.reviewed import line_of, lines, programme_of, project_of, review_of

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


@pytest.fixture
def review(cast: Cast) -> BenefitsReview:
    return review_of()


@pytest.fixture
def project(cast: Cast) -> Project:
    return project_of("Connect", programme_of())


def grid(review: BenefitsReview, project: Project) -> str:
    return f"/change/reviews/benefits-reviews/{review.pk}/projects/{project.pk}/"


def cell(name: str, text: str, seen: str = "") -> dict[str, str]:
    return {name: text, f"seen-{name}": seen}


def told(response: Any, name: str) -> dict[str, str]:
    found: dict[str, str] = response.json()["cells"][name]
    return found


def test_the_page_shows_amounts_totals_and_the_net(manager: Client, review: BenefitsReview, project: Project) -> None:
    line_of(review, project, planned=Decimal("1250.50"))
    line_of(review, project, kind="cashable benefit", planned=Decimal(3000))
    page = manager.get(grid(review, project)).content.decode()
    assert 'value="1,250.50"' in page and "<span data-total>-1,749.50</span>" in page


def test_a_cell_is_saved_as_typed(manager: Client, review: BenefitsReview, project: Project) -> None:
    response = manager.post(grid(review, project), cell("planned_one-off_2023", "(£1,200.50)"), headers=JSON)
    assert (response.status_code, told(response, "planned_one-off_2023")["value"]) == (200, "-1,200.50")
    made = lines(review).get()
    assert (made.kind, made.financial_year, made.planned) == ("one-off cost", 2023, Decimal("-1200.50"))
    assert made.programme == project.programme


def test_an_emptied_cell_leaves_no_line_behind(manager: Client, review: BenefitsReview, project: Project) -> None:
    line_of(review, project)
    manager.post(grid(review, project), cell("planned_capital_2022", "-", "100"), headers=JSON)
    assert not lines(review).exists()


def test_other_amounts_of_the_line_stay(manager: Client, review: BenefitsReview, project: Project) -> None:
    line_of(review, project, forecast=Decimal(7))
    manager.post(grid(review, project), cell("planned_capital_2022", "", "100"), headers=JSON)
    assert list(lines(review).values_list("planned", "forecast")) == [(None, Decimal(7))]


def test_what_is_sent_together_is_saved_together_or_not_at_all(
    manager: Client, review: BenefitsReview, project: Project
) -> None:
    sent = cell("planned_capital_2022", "5") | cell("planned_capital_2023", "1.234,50")
    response = manager.post(grid(review, project), sent, headers=JSON)
    assert response.status_code == 409 and not lines(review).exists()
    assert told(response, "planned_capital_2022")["status"] == "waiting"
    assert "commas for thousands and a point" in told(response, "planned_capital_2023")["message"]


def test_a_cell_changed_meanwhile_tells_both_values(
    manager: Client, cast: Cast, review: BenefitsReview, project: Project
) -> None:
    line_of(review, project, planned=Decimal(250))
    response = manager.post(grid(review, project), cell("planned_capital_2022", "300", "100"), headers=JSON)
    answer = told(response, "planned_capital_2022")
    assert (response.status_code, answer["status"], answer["value"]) == (409, "conflict", "250")
    assert lines(review).get().planned == Decimal(250)
    again = manager.post(grid(review, project), cell("planned_capital_2022", "300", "250"), headers=JSON)
    assert again.status_code == 200 and lines(review).get().planned == Decimal(300)


def test_a_cell_that_has_what_was_typed_by_now_is_no_conflict(
    manager: Client, review: BenefitsReview, project: Project
) -> None:
    line_of(review, project, planned=Decimal(250))
    sent = cell("planned_capital_2022", "250.00", "100")
    assert manager.post(grid(review, project), sent, headers=JSON).status_code == 200


def test_without_scripts_the_page_keeps_what_was_typed(
    manager: Client, review: BenefitsReview, project: Project
) -> None:
    sent = cell("planned_capital_2022", "55") | cell("planned_capital_2023", "many")
    response = manager.post(grid(review, project), sent)
    page = response.content.decode()
    assert response.status_code == 409 and 'value="55"' in page and 'value="many"' in page
    assert "is not a number" in page and "Not saved yet" in page
    saved = manager.post(grid(review, project), cell("planned_capital_2022", "55"), follow=True)
    assert "1 amount saved." in saved.content.decode() and lines(review).get().planned == Decimal(55)


def test_a_cell_with_two_lines_is_mended_in_the_list(manager: Client, review: BenefitsReview, project: Project) -> None:
    line_of(review, project)
    line_of(review, project, programme=None)
    page = manager.get(grid(review, project)).content.decode()
    assert "Several lines stand here." in page and 'data-fixed="200"' in page
    response = manager.post(grid(review, project), cell("planned_capital_2022", "1", "200"), headers=JSON)
    assert response.status_code == 409 and lines(review).count() == 2


def test_a_frozen_review_is_read_and_not_typed_in(manager: Client, review: BenefitsReview, project: Project) -> None:
    line_of(review, project)
    review.freeze(by=None)
    assert "<input class" not in manager.get(grid(review, project)).content.decode()
    response = manager.post(grid(review, project), cell("planned_capital_2022", "5", "100"), headers=JSON)
    assert response.status_code == 409 and "is frozen" in response.json()["message"]
    page = manager.post(grid(review, project), cell("planned_capital_2022", "5", "100"))
    assert page.status_code == 409 and lines(review).get().planned == Decimal(100)


def test_what_the_page_does_not_know_is_refused(manager: Client, review: BenefitsReview, project: Project) -> None:
    answers = [manager.get(f"{grid(review, project)}?{asked}").status_code for asked in ("show=all", "nonsense=1")]
    assert answers == [200, 400]


@pytest.mark.parametrize("name", ["planned_capital_1999", "planned_gold_2022", "planned_capital_२०२२"])
def test_a_box_that_is_none_is_refused(manager: Client, review: BenefitsReview, project: Project, name: str) -> None:
    assert manager.post(grid(review, project), cell(name, "5"), headers=JSON).status_code == 400


def test_an_amount_that_no_column_holds_is_refused(manager: Client, review: BenefitsReview, project: Project) -> None:
    response = manager.post(grid(review, project), cell("actual_capital_2022", "1000000000000"), headers=JSON)
    assert "out of range" in told(response, "actual_capital_2022")["message"]


def test_a_programme_has_lines_of_its_own(manager: Client, review: BenefitsReview, project: Project) -> None:
    line_of(review, project)
    address = f"/change/reviews/benefits-reviews/{review.pk}/programmes/{project.programme_id}/"
    assert 'value="100"' not in manager.get(address).content.decode()
    assert manager.post(address, cell("planned_capital_2022", "9"), headers=JSON).status_code == 200
    assert lines(review).get(project=None).programme == project.programme


def test_one_cell_takes_as_many_queries_as_a_hundred(
    manager: Client, review: BenefitsReview, project: Project, django_assert_max_num_queries: Any
) -> None:
    kinds = ("capital", "one-off", "cashable", "recurring", "non-cashable")
    sent: dict[str, str] = {}
    for amount in ("planned", "forecast", "actual"):
        for kind in kinds:
            for year in range(2021, 2026):
                sent |= cell(f"{amount}_{kind}_{year}", "5")
    with django_assert_max_num_queries(15):
        assert manager.post(grid(review, project), sent, headers=JSON).status_code == 200
    assert lines(review).count() == 25
    with django_assert_max_num_queries(8):
        manager.get(grid(review, project) + "?show=all")


def test_nobody_else_sees_or_saves_amounts(
    client: Client, cast: Cast, review: BenefitsReview, project: Project
) -> None:
    for who in (cast.charlie, cast.of(Role.BENEFIT_OWNER), cast.of(Role.BOARD_SECRETARY)):
        client.force_login(who)
        assert client.get(grid(review, project)).status_code == 404
        assert client.post(grid(review, project), cell("planned_capital_2022", "5")).status_code == 404
    assert not lines(review).exists()
