"""In a real browser: a change manager pastes from a spreadsheet by keyboard alone, and nothing is lost."""

import re
from decimal import Decimal

import pytest
from playwright.sync_api import Locator, Page, expect

from change.models import BenefitsReview, Project
from people.roles import Role
from tests.base import PASSWORD, Cast
from tests.change.reviewed import line_of, lines, programme_of, project_of, review_of
from tests.keyboard import activate, reach
from tests.lib.test_look_in_browser import PHONE, faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def review(cast: Cast) -> BenefitsReview:
    return review_of()


@pytest.fixture
def project(review: BenefitsReview) -> Project:
    project = project_of("Connect", programme_of())
    line_of(review, project, 2021, planned=Decimal(7))
    return project


@pytest.fixture
def manager(page: Page, cast: Cast, review: BenefitsReview, project: Project) -> Page:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"/sign-in/?next=/change/reviews/benefits-reviews/{review.pk}/projects/{project.pk}/")
    page.fill("#id_username", cast.of(Role.CHANGE_MANAGER).username)
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/projects/*/")
    return page


def copy(page: Page, *rows: str) -> None:
    """As if these cells had been copied in a spreadsheet."""
    page.evaluate("text => navigator.clipboard.writeText(text)", "\r\n".join(rows) + "\r\n")


def box(page: Page, name: str) -> Locator:
    return page.locator(f"[id='{name}']")


def state(page: Page, name: str) -> Locator:
    return page.locator(f"[id='state-{name}']")


def total(page: Page, of: str) -> Locator:
    return page.locator(f"[data-sum={of}] [data-total]")


@pytest.mark.parametrize("width", [1280, PHONE["width"]])
def test_a_block_is_pasted_mended_and_saved_by_keyboard(manager: Page, review: BenefitsReview, width: int) -> None:
    manager.set_viewport_size({"width": width, "height": 900})
    copy(manager, "1,000\t(250)\t£3.50", "20\t1.234,50\t", "5\t6\t7")
    reach(manager, box(manager, "planned_capital_2021"))
    manager.keyboard.press("Control+v")
    expect(manager.locator("[data-unsaved]")).to_contain_text("1 is marked: mend it, and all are saved.")
    expect(state(manager, "planned_one-off_2022")).to_contain_text("write commas for thousands")
    expect(state(manager, "planned_capital_2021")).to_have_text("Not saved yet")
    expect(total(manager, "costs")).to_have_text("773.50")
    expect(total(manager, "net")).to_have_text("755.50")
    assert lines(review).get().planned == Decimal(7)
    assert faults(manager) == []
    assert manager.evaluate("document.documentElement.scrollWidth") == width
    reach(manager, box(manager, "planned_one-off_2022"))
    manager.keyboard.type("1234.50")
    manager.keyboard.press("Enter")
    expect(manager.locator("[data-unsaved]")).to_be_empty()
    expect(box(manager, "planned_cashable_2022")).to_be_focused()
    expect(box(manager, "planned_one-off_2022")).to_have_value("1,234.50")
    expect(total(manager, "net")).to_have_text("1,990")
    assert lines(review).count() == 8
    assert lines(review).get(kind="capital", financial_year=2022).planned == Decimal(-250)
    manager.reload()
    expect(total(manager, "net")).to_have_text("1,990")


def test_what_does_not_fit_is_not_pasted(manager: Page, review: BenefitsReview) -> None:
    copy(manager, "1\t2\t3")
    reach(manager, box(manager, "planned_capital_2024"))
    manager.keyboard.press("Control+v")
    expect(manager.locator("[data-unsaved]")).to_contain_text("1 row and 3 columns do not fit here")
    expect(box(manager, "planned_capital_2024")).to_have_value("")
    assert lines(review).count() == 1


def test_a_cell_is_saved_as_it_is_left_and_two_tabs_never_fight(manager: Page, review: BenefitsReview) -> None:
    other = manager.context.new_page()
    other.goto(manager.url)
    reach(other, box(other, "planned_capital_2021"))
    other.keyboard.type("250")
    other.keyboard.press("ArrowRight")
    expect(state(other, "planned_capital_2021")).to_have_text("Saved")
    reach(manager, box(manager, "planned_capital_2021"))
    manager.keyboard.type("300")
    manager.keyboard.press("ArrowDown")
    expect(state(manager, "planned_capital_2021")).to_contain_text(re.compile(r"You entered 250 at \d\d:\d\d"))
    assert faults(manager) == []
    state(manager, "planned_capital_2021").get_by_role("button", name="Use 300").press("Enter")
    expect(state(manager, "planned_capital_2021")).to_have_text("Saved")
    assert lines(review).get().planned == Decimal(300)
    box(other, "planned_capital_2021").fill("5")
    box(other, "planned_capital_2021").press("Tab")
    state(other, "planned_capital_2021").get_by_role("button", name="Keep 300").press("Enter")
    expect(box(other, "planned_capital_2021")).to_have_value("300")


def test_a_whole_table_is_pasted_mended_and_saved_by_keyboard(manager: Page, review: BenefitsReview) -> None:
    manager.goto(f"/change/reviews/benefits-reviews/{review.pk}/paste/")
    copy(manager, "Project\tKind\t2021/22\t2022/23", "Conect\tCapital\t70\t80", "\tRecurring costs\t5\t(5-)")
    reach(manager, manager.get_by_label("The table, with its row of headings"))
    manager.keyboard.press("Control+v")
    activate(manager, "Check")
    expect(manager.get_by_role("alert")).to_contain_text("1 of 4 amounts and 2 names or headings to mend")
    assert faults(manager) == []
    reach(manager, box(manager, "cell-1-0"))
    manager.keyboard.type("Connect")
    reach(manager, box(manager, "cell-2-3"))
    manager.keyboard.press("Control+a")
    manager.keyboard.type("-5")
    manager.set_viewport_size(PHONE)
    assert manager.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    activate(manager, "Check again")
    expect(manager.get_by_text("was 7", exact=True)).to_be_visible()
    assert faults(manager) == []
    activate(manager, "Save 4 changes")
    expect(manager.get_by_text("4 amounts saved of 4 pasted.")).to_be_visible()
    assert lines(review).get(financial_year=2022, kind="recurring cost").planned == Decimal(-5)
