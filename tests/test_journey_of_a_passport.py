"""A passport from "I need this" to "it is in place", in a browser with the keyboard alone.

By its holder, on a phone; the line manager; the RA officer; and a new line manager.
"""

import pytest
from playwright.sync_api import Page, expect

from people.models import Post
from tests.base import Cast, post
from tests.keyboard import activate, choose, follow, write
from tests.test_journey import PHONE, looks_well, sign_in, sign_out
from welfare.models import Passport, PassportVersion
from welfare.passports.line_managers import ask_all
from wmp.lib import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("broker")]

RA_OFFICER = "RA-officer"
DIAGNOSIS = "Dyslexia, assessed at school"
IMPACT = "Long documents take me twice as long."
COMMENT = "We can give a quiet desk for file days."


def says(page: Page, *words: str) -> None:
    for each in words:
        expect(page.get_by_role("main")).to_contain_text(each)


def never_says(page: Page, *words: str) -> None:
    for each in words:
        expect(page.locator("body")).not_to_contain_text(each)


def holder_writes(page: Page) -> None:
    """On a phone. Stops after section 2 and goes on after signing in again."""
    sign_in(page, "bob")
    page.goto("/welfare/passport/")
    looks_well(page)
    activate(page, "Start your passport")
    says(page, "Nobody but you")
    looks_well(page)
    activate(page, "2. What gets in your way")
    write(page, "How does it affect you at work?", IMPACT)
    looks_well(page)
    activate(page, "Save and come back later")
    sign_out(page)


def holder_goes_on_and_sends(page: Page) -> None:
    sign_in(page, "bob")
    page.goto("/welfare/passport/")
    activate(page, "3. What would help")
    activate(page, "Add an adjustment")
    write(page, "What would help?", "Screen filter")
    choose(page, "Equipment")
    looks_well(page)
    activate(page, "Save and continue")
    looks_well(page)
    page.goto("/welfare/passport/")
    activate(page, "Medical detail")
    write(page, "Condition or diagnosis", DIAGNOSIS)
    looks_well(page)
    activate(page, "Save")
    page.goto("/welfare/passport/")
    activate(page, "4. Your line manager")
    choose(page, "Yes, send it to alice first")
    looks_well(page)
    activate(page, "Save and come back later")
    activate(page, "Check and send")
    says(page, IMPACT, "Screen filter")
    never_says(page, DIAGNOSIS)
    looks_well(page)
    activate(page, "Send to my line manager first")
    reference = Passport.objects.unscoped().get().reference
    expect(page.locator(".govuk-panel--confirmation")).to_contain_text(f"Your reference number{reference}")
    looks_well(page)
    sign_out(page)


def manager_comments(page: Page) -> None:
    """Sees the version while it waits for them, and not after."""
    sign_in(page, "alice")
    follow(page, page.get_by_role("link", name="Comment on section 4.1"))
    says(page, IMPACT, "Screen filter")
    never_says(page, DIAGNOSIS)
    looks_well(page)
    address = page.url
    activate(page, "Comment on section 4.1")
    looks_well(page)
    write(page, "Your comments", COMMENT)
    activate(page, "Send to the RA officer")
    looks_well(page)
    closed = page.goto(address)
    assert closed is not None and closed.status == 404
    page.goto("/")
    sign_out(page)


def ra_officer_agrees(page: Page) -> None:
    sign_in(page, RA_OFFICER)
    page.goto("/welfare/adjustments/desk/")
    looks_well(page)
    follow(page, page.get_by_role("main").get_by_role("link", name="Decide about P").first)
    says(page, IMPACT, COMMENT)
    never_says(page, DIAGNOSIS)
    looks_well(page)
    activate(page, "Take it in hand")
    activate(page, "Recommend")
    write(page, "Recommendation", "A tinted one, and an hour's training.")
    looks_well(page)
    activate(page, "Add recommendation")
    activate(page, "Decide about each adjustment")
    looks_well(page)
    activate(page, "Agree the passport")
    says(page, "Agreed")
    looks_well(page)


def ra_officer_puts_in_place(page: Page) -> None:
    activate(page, "Screen filter")
    looks_well(page)
    activate(page, "It is in place")
    activate(page, "It is in place")
    says(page, "In place")
    looks_well(page)
    sign_out(page)


def test_from_i_need_this_to_it_is_in_place(page: Page, cast: Cast) -> None:
    page.set_viewport_size(PHONE)
    holder_writes(page)
    holder_goes_on_and_sends(page)
    page.set_viewport_size({"width": 1280, "height": 800})
    manager_comments(page)
    ra_officer_agrees(page)
    ra_officer_puts_in_place(page)

    sign_in(page, "bob")
    page.goto("/welfare/passport/")
    says(page, "In place since")
    page.goto("/welfare/passport/sharing/")
    activate(page, "Share with my line manager")
    says(page, "alice")
    looks_well(page)
    sign_out(page)
    passport = Passport.objects.own(cast.bob).get()
    address = f"/welfare/shared/{PassportVersion.objects.visible_to(cast.alice).get().pk}/"

    a_new_line_manager(cast)
    for former_or_new in ("alice", "charlie"):
        sign_in(page, former_or_new)
        never_says(page, "passport with you", passport.reference, "Bob's")
        refused = page.goto(address)
        assert refused is not None and refused.status == 404
        sign_out(page)

    sign_in(page, "bob")
    says(page, "Your line manager is now")
    page.goto("/welfare/passport/sharing/")
    looks_well(page)
    activate(page, "Share")
    sign_out(page)
    sign_in(page, "charlie")
    page.goto("/welfare/shared/")
    looks_well(page)
    page.goto(f"/welfare/shared/{PassportVersion.objects.visible_to(cast.charlie).get().pk}/")
    says(page, IMPACT, "Screen filter", "In place")
    never_says(page, DIAGNOSIS)
    looks_well(page)
    sign_out(page)

    sign_in(page, "bob")
    page.goto("/audit/about-me/")
    says(page, "charlie", "alice")


def a_new_line_manager(cast: Cast) -> None:
    """From today Bob reports to Charlie, who hears nothing of a passport. The daily job asks Bob."""
    held = Post.objects.visible_to(cast.bob).get(person=cast.bob.person)
    Post.objects.visible_to(cast.bob).filter(pk=held.pk).delete()
    post(cast.bob.person, started=clock.today(), line_manager=cast.charlie.person)
    assert ask_all() == 1
