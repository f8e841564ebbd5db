"""The whole life of a welfare case in a browser, by the cast: asked for, worked on, kept from others, closed."""

import pytest
from playwright.sync_api import Page, expect

from people.roles import Role
from tests.base import Cast, user
from tests.test_journey import looks_well, sign_in, sign_out
from welfare.models import WelfareCase
from wmp.lib.alerts import Alert

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("broker")]

OFFICER, LEAD, COLLEAGUE = "welfare-officer", "welfare-lead", "colleague"


def press(page: Page, name: str) -> None:
    """A button, or a link: the next action of a page is a link that looks like a button."""
    main = page.get_by_role("main")
    main.get_by_role("button", name=name, exact=True).or_(main.get_by_role("link", name=name, exact=True)).click()


def standing(page: Page, words: str) -> None:
    """Where the record stands, as its head says it."""
    expect(page.locator(".app-standing")).to_contain_text(words)


def manager_asks(page: Page) -> None:
    sign_in(page, "alice")
    press(page, "Ask the welfare team for advice")
    looks_well(page)
    page.get_by_label("What worries you?").fill("Quiet since the night of the fire, and late twice.")
    page.get_by_label("How do we reach you?").fill("Extension 7712, mornings")
    press(page, "Send to the welfare team")
    expect(page.locator(".govuk-panel--confirmation")).to_be_visible()
    looks_well(page)
    sign_out(page)


def officer_takes_and_rings(page: Page) -> str:
    """Returns the address of the case."""
    sign_in(page, OFFICER)
    page.goto("/welfare/cases/")
    page.get_by_role("row", name="Baker, Bob").get_by_role("link").first.click()
    looks_well(page)
    press(page, "Take this case")
    address = page.url
    standing(page, "Yours")
    press(page, "Log a contact")
    looks_well(page)
    # The cursor stands in the summary, and everything else has its usual answer: type, and send by the keyboard.
    page.keyboard.type("Spoke for ten minutes. Wants to stay; nights are the trouble.")
    page.get_by_role("button", name="Log contact").press("Enter")
    standing(page, "Contacted")
    press(page, "Begin support")
    press(page, "Begin support")
    standing(page, "Supporting")
    return address


def officer_judges_pauses_and_goes_on(page: Page) -> None:
    press(page, "Change details")
    page.get_by_label("High", exact=True).check()
    page.get_by_label("Health or welfare").check()
    page.get_by_label("Posting needs").fill("No single nights until June.")
    looks_well(page)
    press(page, "Save")
    press(page, "Pause")
    page.get_by_label("Reason").fill("On leave until Monday week.")
    looks_well(page)
    press(page, "Pause")
    standing(page, "Paused")
    press(page, "Resume")
    press(page, "Resume")
    standing(page, "Supporting")


def officer_closes(page: Page, address: str) -> None:
    sign_in(page, OFFICER)
    page.goto(address)
    press(page, "Close the case")
    page.get_by_label("Retained").check()
    page.get_by_label("What was done").fill("Fixed shifts agreed with the sergeant until June.")
    looks_well(page)
    press(page, "Close the case")
    standing(page, "Closed")
    expect(page.get_by_role("main")).to_contain_text("Retained")
    looks_well(page)


def test_a_worried_manager_a_call_a_pause_and_an_officer_who_stays(page: Page, cast: Cast) -> None:
    manager_asks(page)
    address = officer_takes_and_rings(page)
    officer_judges_pauses_and_goes_on(page)
    sign_out(page)

    colleague = user(COLLEAGUE, Role.WELFARE_OFFICER)
    sign_in(page, COLLEAGUE)
    refused = page.goto(address)
    assert refused is not None and refused.status == 404
    page.goto("/welfare/break-glass/")
    looks_well(page)
    page.get_by_label("Case number or the officer").fill("B1")
    page.get_by_label("Why do you need to see this case now?").fill("Bob rang me in distress; Ruth is on leave today.")
    press(page, "Open the case")
    standing(page, "Supporting")
    looks_well(page)
    sign_out(page)

    assert Alert.objects.visible_to(cast.of(Role.WELFARE_LEAD)).filter(subject__contains="emergency").exists()
    sign_in(page, LEAD)
    page.get_by_role("link", name="emergency").first.click()
    expect(page.get_by_role("main")).to_contain_text("Bob rang me in distress")
    looks_well(page)
    sign_out(page)

    officer_closes(page, address)
    sign_out(page)
    assert WelfareCase.objects.visible_to(cast.of(Role.WELFARE_OFFICER)).get().outcome == "retained"
    assert not WelfareCase.objects.visible_to(user("other", Role.WELFARE_OFFICER)).exists()

    sign_in(page, "bob")
    page.goto("/audit/about-me/")
    expect(page.get_by_role("main")).to_contain_text(colleague.username)
    looks_well(page)
