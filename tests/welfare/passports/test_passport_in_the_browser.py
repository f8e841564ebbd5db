"""A passport written on a phone by the keyboard alone, left at section 3, gone on with at a desk: nothing lost."""

import pytest
from playwright.sync_api import Page, expect

from tests.base import Cast
from tests.lib.test_look_in_browser import PHONE, faults
from tests.test_journey import looks_well, sign_in, sign_out
from welfare.models import Passport

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("broker")]


def fits(page: Page) -> None:
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def enter(page: Page, name: str) -> None:
    """A button or a link of the page, by the keyboard."""
    main = page.get_by_role("main")
    found = main.get_by_role("button", name=name, exact=True).or_(main.get_by_role("link", name=name, exact=True))
    found.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def answer(page: Page, heading: str, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
    fits(page)
    page.get_by_role("textbox").focus()
    page.keyboard.type(text)
    enter(page, "Save and continue")


def begin_on_a_phone(page: Page) -> None:
    page.set_viewport_size(PHONE)
    sign_in(page, "bob")
    page.goto("/welfare/passport/")
    fits(page)
    enter(page, "Start your passport")
    expect(page.get_by_text("Nobody but you can see it.")).to_be_visible()
    fits(page)
    enter(page, "2. What gets in your way")
    answer(page, "How does it affect you at work?", "White screens blur")
    answer(page, "What gets in your way?", "The open office")
    enter(page, "Save and come back later")
    enter(page, "3. What would help")
    fits(page)
    enter(page, "Add an adjustment")
    fits(page)
    page.get_by_label("What would help?").focus()
    page.keyboard.type("Screen filter")
    enter(page, "Save and come back later")
    expect(page.get_by_text("1 adjustment")).to_be_visible()


def send_from_a_desk(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    sign_in(page, "bob")
    page.goto("/welfare/passport/")
    expect(page.get_by_text("2 of 4 questions answered")).to_be_visible()
    enter(page, "Check and send")
    looks_well(page)
    enter(page, "Send to the RA officer")
    expect(page.get_by_role("alert")).to_contain_text("Say in section 4")
    looks_well(page)
    page.get_by_role("alert").get_by_role("link").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_label("No, send it straight to the RA officer").focus()
    page.keyboard.press("Space")
    looks_well(page)
    enter(page, "Save and continue")
    enter(page, "Send to the RA officer")


def test_begun_on_a_phone_left_and_sent_from_a_desk_by_the_keyboard(page: Page, cast: Cast) -> None:
    begin_on_a_phone(page)
    sign_out(page)
    send_from_a_desk(page)
    expect(page.get_by_text("Your reference number")).to_be_visible()
    looks_well(page)
    page.goto("/welfare/passport/")
    expect(page.get_by_text("RA officers can see all of it")).to_be_visible()
    looks_well(page)
    enter(page, "Take it back to change it")
    looks_well(page)
    enter(page, "Take it back")
    expect(page.locator(".app-standing")).to_contain_text("Draft")
    page.goto("/welfare/passport/medical/")
    looks_well(page)
    assert Passport.objects.visible_to(cast.bob).get().with_manager is False
