"""The page of a review: its table as the board paper prints it, its ways to the grids and to the next review."""

from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.test import Client

from change.models import BenefitsReview
from tests.base import Cast
from tests.change.reviewed import line_of, programme_of, project_of, review_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(cast: Cast) -> BenefitsReview:
    """Two programmes; of one line the actual counts, of one the forecast, of one the plan."""
    made, data = review_of(), programme_of()
    connect = project_of("Connect", data)
    line_of(made, connect, planned=Decimal(100), forecast=Decimal(90), actual=Decimal("80.50"))
    line_of(made, connect, 2023, kind="cashable benefit", planned=Decimal(50), forecast=Decimal(300))
    line_of(made, None, programme=data, kind="recurring cost", planned=Decimal(20))
    line_of(made, project_of("BWV"), 2021, kind="one-off cost", planned=Decimal(7))
    return made


def page(client: Client, review: BenefitsReview, step: str = "") -> str:
    return unescape(client.get(f"/change/reviews/benefits-reviews/{review.pk}/{step}").content.decode())


def test_the_table_adds_up_as_the_board_paper_prints_it(manager: Client, review: BenefitsReview) -> None:
    shown = page(manager, review)
    assert "£80.50" in shown and "-£300" in shown and "-£192.50" in shown  # 80.50 - 300 + 20 + 7
    assert f'/benefits-reviews/{review.pk}/programmes/{programme_of().pk}/">As a whole' in shown
    assert "Standalone" in shown and "Plan, forecast and actual" in shown


def test_the_page_takes_few_queries(
    manager: Client, review: BenefitsReview, django_assert_max_num_queries: Any
) -> None:
    page(manager, review)
    with django_assert_max_num_queries(9):  # two of them begin and end the test's transaction within its own
        page(manager, review)


def test_a_project_without_lines_can_be_chosen(manager: Client, review: BenefitsReview) -> None:
    other = project_of("Other")
    assert "Other" in page(manager, review, "enter/")
    response = manager.post(f"/change/reviews/benefits-reviews/{review.pk}/enter/", {"whose": f"project-{other.pk}"})
    assert response["Location"] == f"/change/reviews/benefits-reviews/{review.pk}/projects/{other.pk}/"
    wrong = manager.post(f"/change/reviews/benefits-reviews/{review.pk}/enter/", {"whose": "project-999"})
    assert wrong.status_code == 200


def test_a_frozen_review_leads_on_to_the_next(manager: Client, review: BenefitsReview) -> None:
    review.freeze(by=None)
    shown = page(manager, review)
    assert "Open the next review" in shown and "Enter amounts" not in shown
