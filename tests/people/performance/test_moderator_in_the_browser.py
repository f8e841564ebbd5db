"""A moderator at a desk and on a phone: home, the panel, a case, a change, the rest at once, the minutes."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from people.performance.choices import DecisionKind
from people.performance.decisions import ModerationDecision
from tests.base import Cast
from tests.keyboard import activate, choose, write
from tests.lib.test_look_in_browser import PHONE, faults
from tests.people.performance.moderated import LEAD, panel_of, some
from tests.people.performance.rated import open_year
from tests.test_journey import looks_well, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("broker")]


def test_a_moderator_changes_one_confirms_the_rest_and_takes_the_minutes(page: Page, cast: Cast) -> None:
    year = open_year()
    some(year, cast.alice, [(5, 4), (3, 3), (4, 4), (2, 3)])
    panel_of(cast, year)
    sign_in(page, "charlie")
    page.get_by_role("link", name="Moderate ratings, Panel A, 2021/22: 4 ratings to decide about").click()
    looks_well(page)
    page.get_by_role("link", name="Ethnicity").click()
    looks_well(page)
    activate(page, "Moderate the next rating")
    looks_well(page)
    with_the_keyboard(page)
    activate(page, "Confirm and go to the next")
    expect(page.get_by_role("heading", name="Robin R02")).to_be_visible()
    confirm_the_rest(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Minutes (PDF)").click()
    assert download.value.suggested_filename == "minutes-panel-a-202122.pdf"
    kinds = ModerationDecision._base_manager.values_list("kind", flat=True)
    assert sorted(kinds) == [DecisionKind.CHANGED, *[DecisionKind.CONFIRMED] * 3]


def test_a_whole_number_and_a_click_at_once_seat_a_member(page: Page, cast: Cast) -> None:
    """The list below the box closes under the click, and must not move the button away from it."""
    panel = panel_of(cast, open_year())
    sign_in(page, cast.of(LEAD).username)
    page.goto(reverse("people:moderation-panels-add-member", args=[panel.pk]))
    page.get_by_label("Who sits on the panel?").press_sequentially("B1")
    expect(page.get_by_role("option", name="Bob Baker")).to_be_visible()
    page.get_by_role("button", name="Add member").click(delay=50)
    expect(page.get_by_text("bob sits on the panel now.")).to_be_visible()


def with_the_keyboard(page: Page) -> None:
    """The first is changed, and the second opens by itself."""
    expect(page.get_by_role("heading", name="Robin R00")).to_be_visible()
    activate(page, "Change and go to the next")
    expect(page.get_by_role("alert")).to_contain_text("Enter why it is changed")
    looks_well(page)
    choose(page, "Exceeded")
    write(page, "Why it is changed", "Good work, and no more than was agreed")
    activate(page, "Change and go to the next")
    expect(page.get_by_role("heading", name="Robin R01")).to_be_visible()


def confirm_the_rest(page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.get_by_role("link", name="Ratings under moderation").click()
    assert faults(page) == []
    page.get_by_label("Select Robin R02").check()
    page.get_by_label("Select Robin R03").check()
    page.get_by_role("button", name="Confirm ticked").click()
    expect(page.get_by_role("heading", name="Confirm 2 ratings")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("button", name="Confirm as they are").click()
    expect(page.get_by_text("2 ratings confirmed.")).to_be_visible()
    page.get_by_role("link", name="Panel A").click()
    expect(page.get_by_text("4 of 4 ratings moderated")).to_be_visible()
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
