"""The main job from end to end in a browser: a file is loaded, the figures are computed, a cell opens its records."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from people.roles import Role
from tests.base import PASSWORD, user
from tests.lib.test_look_in_browser import PHONE, faults
from tests.loading import rows

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("live_worker")]

WORKFORCE = {"staff_type": "Police Officer", "post_started": "2015-06-01", "department": "Response", "fte": "1"}
SERGEANT = {**WORKFORCE, "employee_number": "1", "first_name": "Ada", "last_name": "Okoro", "rank": "Sergeant"}
CONSTABLE = {**WORKFORCE, "employee_number": "2", "first_name": "Ben", "last_name": "Price", "rank": "Constable"}


def sign_in(page: Page, name: str) -> None:
    page.goto("/sign-in/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What waits for you")


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out").click()


def looks_well(page: Page) -> None:
    """Nothing that axe-core finds, on a desk and on a phone, and nothing wider than the phone."""
    desk = page.viewport_size or PHONE
    if desk != PHONE:
        assert faults(page) == []
        page.set_viewport_size(PHONE)
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    if desk != PHONE:
        page.set_viewport_size(desk)


def bring(page: Page, file: Path) -> None:
    page.get_by_role("navigation", name="Menu").get_by_role("link", name="Load files").click()
    looks_well(page)
    page.get_by_role("button", name="Load a file").click()
    looks_well(page)
    page.get_by_label("Workforce").first.check()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Check the file").click()


def test_from_a_file_to_the_records_behind_a_board_figure(page: Page, tmp_path: Path) -> None:
    user("data", Role.PEOPLE_DATA)
    user("secretary", Role.BOARD_SECRETARY)
    file = tmp_path / "workforce.csv"
    file.write_text(rows("workforce", SERGEANT, {**CONSTABLE, "line_manager": "1"}))

    sign_in(page, "data")
    looks_well(page)
    bring(page, file)
    expect(page.get_by_text("2 rows: 2 new")).to_be_visible(timeout=20_000)
    looks_well(page)
    page.get_by_role("button", name="Load it", exact=True).click()
    expect(page.get_by_text("Loaded", exact=True).first).to_be_visible(timeout=20_000)
    looks_well(page)
    sign_out(page)

    sign_in(page, "secretary")
    page.get_by_role("link", name="Runs", exact=True).first.click()
    looks_well(page)
    page.get_by_role("button", name="Compute the figures").click()
    expect(page.get_by_text("are being computed")).to_be_visible()
    await_run(page)
    looks_well(page)
    sign_out(page)

    sign_in(page, "data")
    page.get_by_role("link", name="Board figures", exact=True).first.click()
    looks_well(page)
    page.get_by_role("link", name="Ethnic minority representation by staff type").click()
    looks_well(page)
    page.get_by_role("row", name="Police Officer").first.get_by_role("link").first.click()
    expect(page.get_by_text("You may see 2 of the 2 records behind this number.")).to_be_visible()
    looks_well(page)
    page.get_by_role("link", name="Okoro, Ada").click()
    looks_well(page)


def await_run(page: Page) -> None:
    """Opens the list of runs until the run shows."""
    for _ in range(100):
        page.goto("/board/runs/")
        if page.get_by_role("cell", name="Shown").count():
            return
    pytest.fail("The run did not show")


def test_a_wrong_file_says_line_column_and_reason(page: Page, tmp_path: Path) -> None:
    user("data", Role.PEOPLE_DATA)
    file = tmp_path / "workforce.csv"
    file.write_text(rows("workforce", {**SERGEANT, "post_started": "2015-02-30", "line_manager": "77"}))
    sign_in(page, "data")
    bring(page, file)
    expect(page.get_by_role("cell", name="post_started")).to_be_visible(timeout=20_000)
    expect(page.get_by_role("cell", name="line_manager")).to_be_visible()
    assert page.get_by_role("button", name="Load it", exact=True).count() == 0
    looks_well(page)
