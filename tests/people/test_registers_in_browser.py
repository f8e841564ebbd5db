"""Registers and record pages in a real browser: accessible, no wider than a phone, filtered by hand."""

import pytest
from playwright.sync_api import Page, expect

from people.models import PromotionApplication, PromotionProcess
from tests.base import PASSWORD, Cast, Role, person, post, rank
from tests.lib.test_look_in_browser import PHONE, faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The cast, with sixty others so that a list has two pages."""
    assembled = Cast.assemble()
    for number in range(60):
        post(person(f"N{number}", f"Sam Smith{number}"))
    return assembled


def sign_in(page: Page, name: str) -> None:
    page.goto("/sign-in/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("/")


def test_a_list_is_filtered_sorted_and_turned(page: Page, cast: Cast) -> None:
    sign_in(page, cast.of(Role.PEOPLE_DATA).username)
    page.goto("/people/posts/")
    expect(page.get_by_text("Showing 50 of 63 posts")).to_be_visible()
    page.get_by_label("When").select_option("now")
    page.get_by_role("button", name="Apply filters").click()
    page.get_by_role("link", name="Name").click()
    expect(page.locator("th[aria-sort=ascending]")).to_have_text("Name")
    expect(page.locator("tbody th").first).to_have_text("Archer, Alice")
    page.get_by_role("link", name="Next page").click()
    expect(page.locator("tbody tr")).to_have_count(13)
    page.get_by_role("link", name="Remove this filter: Held today").click()
    expect(page.locator(".moj-filter__tag")).to_have_count(0)


def test_a_wrong_date_leads_back_to_its_field(page: Page, cast: Cast) -> None:
    sign_in(page, cast.of(Role.PEOPLE_DATA).username)
    page.goto("/people/posts/?started_from=2022-02-31")
    assert faults(page) == []
    page.get_by_role("link", name="Started on or after must be a real date").click()
    expect(page.get_by_label("Started on or after")).to_be_focused()


def test_lists_and_records_are_accessible_and_fit_a_phone(page: Page, cast: Cast) -> None:
    process = PromotionProcess.objects.create(from_rank=rank("PC"), to_rank=rank("Sgt"), season=1, year=2022)
    application = PromotionApplication.objects.create(process=process, candidate=cast.bob.person)
    addresses = [
        "/people/people/?q=baker",
        "/people/promotion/promotion-applications/?status=applied",
        f"/people/promotion/promotion-processes/{process.pk}/applications/",
        f"/people/promotion/promotion-applications/{application.pk}/",
        f"/people/promotion/promotion-applications/{application.pk}/withdraw/",
        "/people/promotion/promotion-processes/new/",
        f"/people/people/{cast.bob.person.pk}/",
    ]
    sign_in(page, cast.of(Role.PROMOTION_TEAM).username)
    for address in addresses:
        page.goto(address)
        assert faults(page) == [], address
    page.set_viewport_size(PHONE)
    for address in addresses:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"], address


def test_a_candidate_is_shortlisted_by_hand(page: Page, cast: Cast) -> None:
    process = PromotionProcess.objects.create(from_rank=rank("PC"), to_rank=rank("Sgt"), season=1, year=2022)
    application = PromotionApplication.objects.create(process=process, candidate=cast.bob.person)
    sign_in(page, cast.of(Role.PROMOTION_TEAM).username)
    page.goto(f"/people/promotion/promotion-applications/{application.pk}/")
    page.get_by_role("button", name="Shortlist").click()
    page.get_by_role("button", name="Shortlist").click()
    expect(page.get_by_text("Applied to shortlisted")).to_be_visible()
    expect(page.locator(".govuk-notification-banner")).to_contain_text("is now shortlisted")
