"""Logging a call while still on the line: one page, by the keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

from people.roles import Role
from tests.base import Cast
from tests.test_journey import sign_in
from tests.welfare.made import case_of
from welfare.models import Contact

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("broker")]


@pytest.fixture
def form(page: Page, cast: Cast) -> Page:
    """The form, with the cursor in the box for the officer, and a case of Bob's that is the reader's."""
    officer = cast.of(Role.WELFARE_OFFICER)
    case_of(cast.bob.person, owner=officer)
    sign_in(page, officer.username)
    page.goto("/welfare/contacts/new/")
    expect(page.get_by_role("combobox")).to_be_focused()
    return page


def test_a_call_is_logged_in_six_keys_and_what_was_said(form: Page) -> None:
    form.keyboard.type("bak")
    expect(form.get_by_role("option", name="Bob Baker")).to_be_visible()
    for key in ("ArrowDown", "Enter", "Tab", "Tab", "Tab", "Tab"):
        form.keyboard.press(key)
    form.keyboard.type("Better. Rings again next week.")
    form.get_by_role("button", name="Log contact").press("Enter")
    expect(form.get_by_role("main")).to_contain_text("contact logged")
    assert Contact.objects.unscoped().get().summary == "Better. Rings again next week."


@pytest.mark.parametrize("keys", [["Enter"], ["ArrowDown", "Enter"]])
def test_enter_in_the_box_of_the_officer_sends_nothing(form: Page, keys: list[str]) -> None:
    form.keyboard.type("bak")
    for key in keys:
        form.keyboard.press(key)
    expect(form.get_by_role("option", name="Bob Baker").or_(form.get_by_text("Bob Baker")).first).to_be_attached()
    expect(form.get_by_role("heading", level=1)).to_have_text("Log a contact")
    assert not Contact.objects.unscoped().exists()
