"""The look in a real browser: no fault that axe-core finds, nothing wider than a phone, scripts that do their part."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, Page, ViewportSize, expect

PHONE: ViewportSize = {"width": 390, "height": 800}
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],  # of the hundreds of nodes that pass nothing is said
}
AXE = Axe()

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.lib.gallery")]


def faults(page: Page) -> list[str]:
    """What axe-core finds, one line each."""
    try:
        found = _violations(page)
    except Error:  # a click was still leading on: the page was left while it was looked at
        page.wait_for_load_state()
        found = _violations(page)
    return [f"{fault['id']}: {node['html']}" for fault in found for node in fault["nodes"]]


def _violations(page: Page) -> list[dict[str, Any]]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.axe_script)
    found: list[dict[str, Any]] = page.evaluate("rules => axe.run(rules)", RULES)["violations"]
    return found


@pytest.mark.parametrize("address", ["/gallery/", "/gallery/form/", "/sign-in/", "/accessibility/", "/privacy/"])
def test_pages_are_accessible_and_fit_a_phone(page: Page, address: str) -> None:
    page.goto(address)
    assert faults(page) == []
    page.set_viewport_size(PHONE)
    page.reload()
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_a_form_with_errors_is_accessible_and_leads_to_the_box_to_mend(page: Page) -> None:
    page.goto("/gallery/form/")
    page.fill("[name=started_day]", "31")
    page.fill("[name=started_year]", "2024")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    assert faults(page) == []
    page.get_by_role("link", name="Start date must include a month").click()
    expect(page.locator("[name=started_month]")).to_be_focused()
    assert page.title().startswith("Error: ")


def test_the_filter_panel_starts_hidden_on_a_phone_only(page: Page) -> None:
    page.goto("/gallery/")
    expect(page.get_by_role("button", name="Apply filters")).to_be_visible()
    page.set_viewport_size(PHONE)
    page.reload()
    expect(page.get_by_role("button", name="Apply filters")).to_be_hidden()
    page.get_by_role("button", name="Show filter").click()
    expect(page.get_by_role("button", name="Apply filters")).to_be_visible()
    assert faults(page) == []


def test_a_search_box_sends_the_value_of_the_choice(page: Page) -> None:
    page.goto("/gallery/form/")
    page.fill("#id_manager", "pra")
    page.get_by_role("option", name="Prakash Shah").click()
    expect(page.locator("#id_manager")).to_have_value("Prakash Shah")
    expect(page.locator("[name=manager]")).to_have_value("1")


def test_suggestions_never_become_markup(page: Page) -> None:
    page.goto("/gallery/form/")
    page.fill("#id_manager", "pri")
    expect(page.get_by_role("option", name="Priya <b>Sahota</b>")).to_be_visible()


def test_a_long_select_can_be_typed_into(page: Page) -> None:
    page.goto("/gallery/form/")
    page.fill("#id_station", "station 41")
    page.get_by_role("option", name="Station 41").click()
    expect(page.locator("[name=station]")).to_have_value("41")


def test_a_part_that_follows_a_job_changes_until_the_job_is_over(page: Page) -> None:
    page.goto("/gallery/")
    expect(page.locator("#job")).to_have_text("Turn 3")
