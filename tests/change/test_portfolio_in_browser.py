"""In a real browser: the timeline's table is folded, unfolds by keyboard and on paper, and the menu is one line."""

import pytest
from playwright.sync_api import Page, expect

from change.models import Milestone
from people.roles import Role
from tests.base import DAY, PASSWORD, Cast
from tests.change.reviewed import project_of
from tests.keyboard import reach
from tests.lib.test_look_in_browser import PHONE, faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PORTFOLIO = "/change/portfolio/overview/"


def open_as(page: Page, cast: Cast, role: Role, address: str) -> None:
    page.goto(f"/sign-in/?next={address}")
    page.fill("#id_username", cast.of(role).username)
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"**{address}")


def test_the_table_of_the_timeline_unfolds_by_keyboard_and_on_paper(page: Page, cast: Cast) -> None:
    Milestone.objects.create(project=project_of("Connect"), name="Live", baseline=DAY)
    open_as(page, cast, Role.CHANGE_MANAGER, PORTFOLIO)
    table = page.get_by_role("table", name="Milestones of the timeline")
    expect(table).to_be_hidden()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(table).to_be_visible()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(table).to_be_hidden()
    reach(page, page.locator("summary", has_text="The same as a table"))
    page.keyboard.press("Enter")
    expect(table).to_be_visible()
    assert faults(page) == []
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


@pytest.mark.parametrize("role", [Role.CHANGE_MANAGER, Role.PEOPLE_DATA])
def test_the_longest_menus_are_one_line(page: Page, cast: Cast, role: Role) -> None:
    open_as(page, cast, role, "/")
    tops = page.locator(".govuk-service-navigation__item").evaluate_all("all => all.map(each => each.offsetTop)")
    assert len(tops) > 10 and len(set(tops)) == 1
