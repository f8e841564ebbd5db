"""In a real browser: tables of amounts are cards on a phone, where each amount says what it is and nothing scrolls."""

from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from change.models import BenefitsReview
from people.roles import Role
from tests.base import PASSWORD, Cast
from tests.change.reviewed import fte_of, line_of, programme_of, project_of, review_of
from tests.lib.test_look_in_browser import PHONE, faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
#: How far what stands in a region of a table reaches beyond it.
BEYOND = "[...document.querySelectorAll('.app-table-scroll')].map(each => each.scrollWidth - each.clientWidth)"


@pytest.fixture
def review(cast: Cast) -> BenefitsReview:
    """Frozen, with one before it; amounts as long as they come."""
    project = project_of("Connect", programme_of())
    before, after = review_of(), review_of("ABR 2022", as_at=date(2022, 9, 30))
    for review, amount in ((before, Decimal("123456789.01")), (after, Decimal("-987654321.99"))):
        for year in (2022, 2023, 2024):
            line_of(review, project, year, planned=amount + year)
        fte_of(review, project, str(amount.quantize(Decimal(1)) % 999))
    before.freeze(by=None)
    after.freeze(by=None)
    return after


def test_tables_of_amounts_are_cards_on_a_phone(page: Page, cast: Cast, review: BenefitsReview) -> None:
    page.goto("/sign-in/?next=/change/reviews/compare/")
    page.fill("#id_username", cast.of(Role.CHANGE_MANAGER).username)
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Compare reviews")
    page.set_viewport_size(PHONE)
    here = f"/change/reviews/benefits-reviews/{review.pk}/"
    for address in (here, f"{here}reconcile/", "/change/reviews/compare/"):
        page.goto(address)
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
        beyond = page.evaluate(BEYOND)
        assert beyond and not any(beyond), address
    card = page.get_by_role("table", name="By programme").get_by_role("row", name="Our Data")
    assert "Re-baselined" in card.locator("td").nth(3).evaluate("cell => getComputedStyle(cell, '::before').content")
