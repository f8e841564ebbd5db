"""In a real browser: a session that runs out, a page left in the middle, and two versions of one record."""

import re
from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from change.models import Project
from people.models import TalentPool
from people.roles import Role
from tests.base import PASSWORD, Cast
from tests.lib.test_look_in_browser import PHONE, faults
from tests.together import await_that
from wmp.lib.drafts import Draft

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NEW = "/people/talent/talent-pools/new/"
PURPOSE = "Sift\nInterview with the panel"


def sign_in(page: Page, username: str) -> None:
    page.fill("#id_username", username)
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="Sign in").click()


@pytest.fixture
def typing(page: Page, cast: Cast) -> Page:
    """The talent lead in the middle of a new pool."""
    page.goto(NEW)
    sign_in(page, cast.of(Role.TALENT_LEAD).username)
    type_into(page)
    return page


def type_into(page: Page) -> None:
    page.fill("#id_name", "Future inspectors")
    page.fill("#id_purpose", PURPOSE)


def saved() -> bool:
    made = TalentPool._base_manager.filter(name="Future inspectors", purpose=PURPOSE)
    return made.exists() and not Draft._base_manager.exists()


def is_kept(text: str) -> Callable[[], bool]:
    return lambda: any(draft.fields["purpose"] == [text] for draft in Draft._base_manager.all())


def test_what_was_typed_outlives_the_session(typing: Page, cast: Cast) -> None:
    Session.objects.all().delete()
    typing.get_by_role("button", name="Save").click()
    expect(typing.get_by_text("You were signed out. What you typed is kept")).to_be_visible()
    assert faults(typing) == []
    sign_in(typing, cast.of(Role.TALENT_LEAD).username)
    expect(typing.get_by_text("You were in the middle of this at")).to_be_visible()
    expect(typing.locator("#id_purpose")).to_have_value(PURPOSE)
    assert faults(typing) == []
    typing.get_by_role("button", name="Save").click()
    expect(typing.get_by_text(": saved.")).to_be_visible()
    assert saved()


def test_without_script_too(browser: Browser, live_server: LiveServer, cast: Cast) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(NEW)
    sign_in(page, cast.of(Role.TALENT_LEAD).username)
    type_into(page)
    Session.objects.all().delete()
    page.get_by_role("button", name="Save").click()
    sign_in(page, cast.of(Role.TALENT_LEAD).username)
    expect(page.locator("#id_purpose")).to_have_value(PURPOSE)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text(": saved.")).to_be_visible()
    assert saved()
    context.close()


def test_it_is_kept_while_typing_even_after_the_session(typing: Page) -> None:
    await_that(is_kept(PURPOSE))
    Session.objects.all().delete()
    typing.fill("#id_purpose", "Sift")
    await_that(is_kept("Sift"))


def test_leaving_in_the_middle_keeps_it_and_starting_afresh_does_not(typing: Page) -> None:
    typing.get_by_role("link", name="Cancel").click()
    await_that(is_kept(PURPOSE))
    typing.goto(NEW)
    expect(typing.locator("#id_purpose")).to_have_value(PURPOSE)
    typing.get_by_role("button", name="Start afresh").click()
    expect(typing.locator("#id_purpose")).to_have_value("")
    assert not Draft._base_manager.exists()


def test_saving_leaves_no_draft_behind_however_quick(typing: Page) -> None:
    typing.locator("#id_purpose").press("End")
    typing.get_by_role("button", name="Save").click()
    expect(typing.get_by_text(": saved.")).to_be_visible()
    typing.goto("/")
    assert saved()


def test_a_restored_form_fits_a_phone(typing: Page) -> None:
    await_that(is_kept(PURPOSE))
    typing.set_viewport_size(PHONE)
    typing.reload()
    expect(typing.get_by_text("You were in the middle of this at")).to_be_visible()
    assert faults(typing) == []
    assert typing.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_both_versions_are_compared_and_chosen_by_keyboard(page: Page, cast: Cast) -> None:
    project = Project.objects.create(name="Connect", limb="improve")
    page.goto(f"/change/portfolio/projects/{project.pk}/change/")
    sign_in(page, cast.of(Role.CHANGE_MANAGER).username)
    page.fill("#id_sponsor", "Crime")
    page.fill("#id_started_on_0", "7")
    page.fill("#id_started_on_1", "1")
    page.fill("#id_started_on_2", "2022")
    Project._base_manager.filter(pk=project.pk).update(sponsor="Force", started_on="2022-01-09", name="Connected")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Which version do you want to keep?")
    expect(page.locator("#id_name")).to_have_value("Connected")
    assert faults(page) == []
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name=re.compile("choose which to keep")).first.click()
    page.keyboard.press("Space")
    assert faults(page) == []
    page.get_by_role("group", name="Started on: which").get_by_label("Mine").check()
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text(": saved.")).to_be_visible()
    project = Project._base_manager.get()
    assert (project.name, project.sponsor, str(project.started_on)) == ("Connected", "Force", "2022-01-07")
