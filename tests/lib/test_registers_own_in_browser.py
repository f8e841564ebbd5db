"""Columns, saved filters and bulk actions as people use them: by keyboard, on a phone, without scripts."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from people.models import PromotionApplication, PromotionProcess
from people.roles import Role
from tests.base import PASSWORD, Cast, person, rank
from tests.lib.test_look_in_browser import PHONE, faults

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.lib.tried_registers"),
]

LIST = "/tried/applications/"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The cast, with three applications to look at."""
    assembled = Cast.assemble()
    process = PromotionProcess.objects.create(from_rank=rank("PC"), to_rank=rank("Sgt"), season=1, year=2022)
    for name in ("Able", "Bright", "Clever"):
        PromotionApplication.objects.create(process=process, candidate=person(f"N{name}", f"Sam {name}"))
    return assembled


def sign_in(page: Page, cast: Cast) -> None:
    page.goto("/sign-in/")
    page.get_by_label("Username").fill(cast.of(Role.PROMOTION_TEAM).username)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/")


def test_columns_are_chosen_by_keyboard(page: Page, cast: Cast) -> None:
    sign_in(page, cast)
    page.goto(f"{LIST}?q=sam")
    page.get_by_role("link", name="Choose columns").click()
    assert faults(page) == []
    page.get_by_role("button", name="Up").and_(page.locator("[value=status]")).press("Enter")
    expect(page.locator("button[name=up][value=status]")).to_be_focused()
    page.get_by_label("Process").press("Space")
    page.get_by_label("Process").press("Enter")
    page.wait_for_url(f"**{LIST}?q=sam")
    expect(page.locator("thead th")).to_have_text(["Candidate", "Status", "Applied"])
    expect(page.get_by_text("Your columns are saved.")).to_be_visible()


def test_a_filter_is_saved_and_opened_again(page: Page, cast: Cast) -> None:
    sign_in(page, cast)
    page.goto(LIST)
    page.get_by_label("Search").fill("able")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Save this filter").click()
    assert faults(page) == []
    page.get_by_label("Name").fill("Able alone")
    page.get_by_role("button", name="Save").click()
    page.goto(LIST)
    page.get_by_role("link", name="Able alone").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    assert faults(page) == []
    page.get_by_role("link", name="Rename or delete").click()
    assert faults(page) == []


def test_all_rows_of_a_page_are_ticked_at_once(page: Page, cast: Cast) -> None:
    sign_in(page, cast)
    page.goto(LIST)
    assert faults(page) == []
    page.get_by_label("Select all").check()
    expect(page.locator("input[name=chosen]:checked")).to_have_count(3)
    page.get_by_label("Select Bright, Sam").uncheck()
    page.get_by_role("button", name="Shortlist").click()
    expect(page.get_by_text("2 promotion applications selected")).to_be_visible()
    assert faults(page) == []
    page.get_by_label("Note").fill("not Clever")
    page.get_by_role("button", name="Shortlist: 2 promotion applications").click()
    expect(page.get_by_role("heading", name="Left as they were: 1 promotion application")).to_be_visible()
    assert faults(page) == []


def test_it_works_without_scripts_on_a_phone(browser: Browser, live_server: LiveServer, cast: Cast) -> None:
    context = browser.new_context(base_url=live_server.url, viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, cast)
    page.goto(LIST)
    page.get_by_label("Select Able, Sam").check()
    page.get_by_role("button", name="Shortlist").click()
    page.get_by_label("Note").fill("One")
    page.get_by_role("button", name="Shortlist: 1 promotion application").click()
    page.wait_for_url(f"**{LIST}")
    expect(page.get_by_text("Shortlist: done for 1 promotion application.")).to_be_visible()
    context.close()


def test_nothing_is_wider_than_a_phone(page: Page, cast: Cast) -> None:
    sign_in(page, cast)
    page.set_viewport_size(PHONE)
    for address in (
        f"{LIST}?q=sam",
        f"{LIST}columns/",
        f"{LIST}saved/",
        f"{LIST}saved/new/?q=sam",
        f"{LIST}bulk/shortlist/",
    ):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"], address
