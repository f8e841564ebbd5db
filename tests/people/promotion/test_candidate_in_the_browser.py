"""A candidate on a phone and at a desk: sees the process, applies, is endorsed, shares a need, reads the outcome."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from people.models import PromotionApplication, PromotionProcess
from people.promotion import handling
from people.roles import Role
from tests.base import Cast
from tests.lib.test_look_in_browser import PHONE, faults
from tests.people.promotion.candidates import managed, process, stored
from tests.people.promotion.made import decided
from tests.test_journey import looks_well, sign_in, sign_out
from tests.welfare.passports.made import FILTER, agreed, passport_of
from wmp.lib import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("broker")]


def fits(page: Page) -> None:
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def apply_on_a_phone(page: Page) -> None:
    page.set_viewport_size(PHONE)
    sign_in(page, "charlie")
    page.get_by_role("link", name="Promotion: apply and see where you stand").click()
    expect(page.get_by_text("You can apply.")).to_be_visible()
    fits(page)
    page.get_by_role("button", name="Apply for PC to Sgt").click()
    fits(page)
    page.get_by_role("button", name="Start your application").click()
    page.get_by_label("Why are you ready for the rank?").fill("I led")
    fits(page)
    page.get_by_role("button", name="Save and come back later").click()
    page.get_by_role("button", name="Go on with your application").click()
    page.get_by_role("button", name="Go on with your application").click()
    expect(page.get_by_label("Why are you ready for the rank?")).to_have_value("I led")
    page.get_by_label("Why are you ready for the rank?").fill("I led the search of the canal.")
    page.get_by_role("button", name="Save and continue").click()
    fits(page)
    page.get_by_role("button", name="Send your application").click()
    expect(page.get_by_text("is sent")).to_be_visible()
    fits(page)


def share_a_need(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.get_by_role("link", name="Share an adjustment").click()
    looks_well(page)
    page.get_by_role("button", name="Share an adjustment").click()
    looks_well(page)
    page.get_by_label(FILTER).check()
    page.get_by_role("button", name="Share it").click()
    expect(page.get_by_role("button", name="Take back")).to_be_visible()
    looks_well(page)
    sign_out(page)


def endorse(page: Page) -> None:
    sign_in(page, "alice")
    page.get_by_role("link", name="Say whether you support PC Cook’s application").click()
    looks_well(page)
    page.get_by_label("No, I do not support it").check()
    page.get_by_role("button", name="Send your answer").click()
    expect(page.get_by_role("alert")).to_contain_text("Say why")
    looks_well(page)
    page.get_by_label("Yes, I support it").check()
    page.get_by_label("Your comment").fill("Calm and fair")
    page.get_by_role("button", name="Send your answer").click()
    expect(page.get_by_text("You support it.")).to_be_visible()
    looks_well(page)
    sign_out(page)


def publish(made: PromotionProcess, cast: Cast) -> None:
    """By the team, after applications closed."""
    today = clock.today()
    days = {"opens_on": today - timedelta(days=9), "closes_on": today - timedelta(days=1)}
    PromotionProcess.objects.unscoped().filter(pk=made.pk).update(**days)
    team = cast.of(Role.PROMOTION_TEAM)
    decided(PromotionApplication.objects.unscoped().get(), "unsuccessful", by=team)
    handling.publish(made, by=team)


def read_and_appeal(page: Page) -> None:
    sign_in(page, "charlie")
    page.goto("/people/my-promotion/")
    looks_well(page)
    page.get_by_role("link", name="PC to Sgt Spring 2022").click()
    expect(page.locator(".app-standing")).to_contain_text("Unsuccessful")
    expect(page.get_by_text("Calm and fair")).to_be_visible()
    looks_well(page)
    page.get_by_role("button", name="Appeal").click()
    looks_well(page)
    page.get_by_label("What was not done as the process says?").fill("My board began an hour late")
    page.get_by_role("button", name="Send your appeal").click()
    expect(page.locator(".app-standing")).to_contain_text("Appealed")


def test_from_the_process_to_an_appeal(page: Page, cast: Cast) -> None:
    managed(cast)
    agreed(passport_of(cast.charlie))
    made = process()
    apply_on_a_phone(page)
    share_a_need(page)
    endorse(page)
    publish(made, cast)
    read_and_appeal(page)
    assert stored(PromotionApplication.objects.unscoped().get()).status == "appealed"
