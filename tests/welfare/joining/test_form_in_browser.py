"""The form on a phone, without a script, by the keyboard alone; and nothing that axe-core finds."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from people.roles import Role
from tests.base import Cast
from tests.lib.test_look_in_browser import faults
from tests.welfare.joining.made import form_sent, stored, token_of
from welfare.joining.dyslexia import DyslexiaAnswers, DyslexiaReferral
from wmp.lib import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("broker")]


@pytest.fixture
def referral(cast: Cast) -> DyslexiaReferral:
    return form_sent(cast.of(Role.RA_OFFICER), joining_on=clock.today() + timedelta(days=30))


def test_it_is_answered_on_a_phone_without_a_script_by_the_keyboard(
    browser: Browser, live_server: LiveServer, referral: DyslexiaReferral
) -> None:
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 390, "height": 800}, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(f"/welfare/before-you-join/open/?link={token_of(referral)}")
    assert page.url.endswith("/welfare/before-you-join/")
    page.get_by_label("I would like to be assessed").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("Small print")
    page.get_by_role("button", name="Send my answer").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    context.close()
    assert stored(referral).status == "returned"
    assert DyslexiaAnswers.objects.unscoped().get().reading == "Small print"


def test_nothing_is_wrong_with_its_pages(page: Page, referral: DyslexiaReferral) -> None:
    token = token_of(referral)
    page.goto(f"/welfare/before-you-join/open/?link={token}")
    assert faults(page) == []
    page.get_by_role("button", name="Send my answer").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose whether you would like to be assessed")
    assert faults(page) == []
    page.get_by_label("No, thank you").check()
    page.get_by_role("button", name="Send my answer").click()
    expect(page.get_by_role("main")).to_contain_text("We shall not ask again")
    assert faults(page) == []
    page.goto(f"/welfare/before-you-join/open/?link={token}")
    expect(page.get_by_role("heading", level=1)).to_have_text("This form has been answered")
    assert faults(page) == []
