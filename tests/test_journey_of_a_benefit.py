"""A benefit from "please measure it" to "verified", in a browser with the keyboard alone.

Its owner, on a phone, by the one link of a mail; then somebody else, the change manager.
"""

from urllib.parse import urlsplit

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from change.benefits.reminders import remind_all
from change.models import Benefit
from people.workforce.models import User
from tests.base import PASSWORD, Cast, Role
from tests.change.benefits.made import at, on
from tests.keyboard import activate, choose, follow, write
from tests.test_journey import PHONE, looks_well, sign_in, sign_out
from wmp.lib import clock
from wmp.lib.alerts import mail_waiting
from wmp.lib.days import months_after
from wmp.lib.working_days import add_working_days

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("broker")]

EVIDENCE = "Time study of 40 statements, kept by the front office."


@pytest.fixture
def record(cast: Cast) -> Benefit:
    """In delivery for so long that its first measurement is due."""
    made = at("approved", owner=cast.bob, manager=cast.of(Role.CHANGE_MANAGER))
    made.begin(by=cast.bob, on=months_after(clock.today(), -made.measured_every))
    return made


def link_of_the_reminder(owner: User) -> str:
    """Where the one link of the one mail leads."""
    User.objects.filter(pk=owner.pk).update(email="bob@example.org")
    with on(add_working_days(clock.today(), 1)):
        assert remind_all() == 1
    mail_waiting()
    [sent] = mail.outbox
    [link] = [word for word in sent.body.split() if word.startswith("http")]
    return urlsplit(link).path


def says(page: Page, *words: str) -> None:
    for each in words:
        expect(page.get_by_role("main")).to_contain_text(each)


def owner_measures(page: Page, link: str) -> None:
    """One number and one sentence, and it stands in the chart."""
    page.goto(link)
    page.get_by_label("Username").fill("bob")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    follow(page, page.get_by_role("button", name="Sign in"))
    says(page, "Never measured yet. Target: 40 hours by 30 September 2022.")
    looks_well(page)
    write(page, "Hours spent on statements a month", "55")
    write(page, "Evidence", EVIDENCE)
    activate(page, "Save")
    says(page, "55 hours is entered", EVIDENCE)
    [mark] = page.locator("svg:visible circle title").all_text_contents()
    assert mark.endswith("55"), mark
    looks_well(page)


def owner_claims(page: Page) -> None:
    activate(page, "Record the outcome")
    choose(page, "Partly realised")
    looks_well(page)
    activate(page, "Record the outcome")
    says(page, "Somebody other than its owner verifies the claim")
    expect(page.get_by_role("main")).not_to_contain_text("Verify the claim")


def manager_verifies(page: Page, record: Benefit) -> None:
    """From their home page."""
    activate(page, "Verify 1 claim that a benefit is partly realised")
    activate(page, record.number)
    says(page, "Partly realised", EVIDENCE)
    activate(page, "Verify the claim")
    looks_well(page)
    activate(page, "Verify the claim")
    says(page, "The change manager hands it over to business as usual")
    looks_well(page)


def test_from_the_reminder_to_the_verified_claim(page: Page, cast: Cast, record: Benefit) -> None:
    page.set_viewport_size(PHONE)
    owner_measures(page, link_of_the_reminder(cast.bob))
    owner_claims(page)
    sign_out(page)
    page.set_viewport_size({"width": 1280, "height": 800})
    manager = cast.of(Role.CHANGE_MANAGER)
    sign_in(page, manager.username)
    manager_verifies(page, record)
    record.refresh_from_db()
    assert (record.status, record.claim) == ("verified", "partly realised")
    assert (record.claimed_by, record.verified_by) == (cast.bob, manager)
