"""A secretary writes a section with the picker, sees it printed, and the paper goes its way to the issue."""

from datetime import date

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from people.roles import Role
from tests.base import PASSWORD, Cast, user
from tests.board.papers.drafts import a_run
from tests.board.papers.drafts import page as address
from tests.lib.test_look_in_browser import faults
from wmp.board.models import Edition, Paper, Section
from wmp.board.papers import starting

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def paper(cast: Cast) -> Paper:
    about = {"title": "People and change", "meeting": "Board", "meeting_on": date(2022, 4, 26), "attempt": a_run()}
    return starting.begin(Paper(**about), by=cast.of(Role.BOARD_SECRETARY))


def sign_in(page: Page, name: str) -> None:
    page.goto("/sign-in/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("/")


def test_a_number_is_picked_previewed_saved_and_issued(page: Page, paper: Paper, client: Client) -> None:
    sign_in(page, "board-secretary")
    page.goto(address(paper, "sections/attendance/"))
    assert faults(page) == []
    box = page.get_by_label("Text (optional)")
    box.fill("All worked ")
    picker = page.locator(".app-picker")
    picker.get_by_label("Row").select_option("All")
    picker.get_by_label("Column").select_option("March 2022")
    expect(picker.get_by_text("It is 94.00% now.")).to_be_visible()
    picker.get_by_role("button", name="Quote this number").click()
    picker.get_by_role("button", name="Place the table").click()
    box.press_sequentially("Quietly.")
    picker.get_by_role("button", name="Restricted only").click()
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".app-preview")).to_contain_text("All worked 94.00%")
    expect(page.locator(".app-preview table")).to_be_visible()
    expect(page.locator(".app-preview")).to_contain_text("Quietly.")
    page.get_by_role("button", name="Public edition").click()
    expect(page.get_by_role("heading", name="Preview: public edition")).to_be_visible()
    expect(page.locator(".app-preview")).not_to_contain_text("Quietly.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("“Attendance” is saved.")).to_be_visible()
    text = Section.objects.unscoped().get(paper=paper, key="attendance").narrative
    written = "All worked {welfare.attendance: All / March 2022} {welfare.attendance} Restricted only: Quietly."
    assert " ".join(text.split()) == written


def test_the_way_to_the_issue(page: Page, paper: Paper) -> None:
    second = user("deputy", Role.BOARD_SECRETARY)
    sign_in(page, "board-secretary")
    page.goto(address(paper))
    page.get_by_role("button", name="Send for approval").click()
    page.get_by_role("button", name="Send for approval").click()
    expect(page.get_by_text("is now with the approver")).to_be_visible()
    paper.refresh_from_db()
    paper.approve(by=second)
    page.goto("/")
    page.get_by_role("link", name="Issue “People and change” for 26 April 2022").click()
    page.get_by_role("button", name="Issue", exact=True).click()
    expect(page.get_by_role("heading", name="What the public edition withholds")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("button", name="Issue both editions").click()
    expect(page.get_by_text("Edition 1 of “People and change” is issued")).to_be_visible()
    assert Edition.objects.unscoped().filter(paper=paper).count() == 2
