"""In a real browser, on a phone, by keyboard alone: savings are pasted from a spreadsheet, and nothing is lost."""

import re
from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from change.budgeting.grid import Place, save
from change.models import BudgetingLine, BudgetingPhase
from people.models import Department
from people.roles import Role
from tests.base import PASSWORD, Cast
from tests.keyboard import reach
from tests.lib.test_look_in_browser import PHONE, faults
from tests.together import at_once
from wmp.lib.amount_cells import Outcome, Typed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def phase(cast: Cast) -> BudgetingPhase:
    return BudgetingPhase.objects.create(name="Phase 3")


def lines() -> list[tuple[Any, ...]]:
    found = BudgetingLine.objects.unscoped().order_by("department__name")
    return list(found.values_list("projected", "identified", "removed"))


def test_a_block_is_pasted_mended_and_saved_and_two_people_never_fight(
    page: Page, cast: Cast, phase: BudgetingPhase
) -> None:
    manager = cast.of(Role.CHANGE_MANAGER)
    first, second = (Department.objects.create(name=name) for name in ("Custody", "Intel"))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.set_viewport_size(PHONE)
    page.goto(f"/sign-in/?next=/change/budgeting/budgeting-phases/{phase.pk}/amounts/")
    page.fill("#id_username", manager.username)
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.evaluate("text => navigator.clipboard.writeText(text)", "1,000\t(250)\t£3.50\r\n20\t1.234,50\t\r\n")
    reach(page, page.locator(f"#projected_{first.pk}"))
    page.keyboard.press("Control+v")
    expect(page.locator("[data-unsaved]")).to_contain_text("1 is marked: mend it, and all are saved.")
    expect(page.locator(f"#state-identified_{second.pk}")).to_contain_text("write commas for thousands")
    assert lines() == [] and faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    reach(page, page.locator(f"#identified_{second.pk}"))
    page.keyboard.type("5-")
    page.keyboard.press("Enter")
    expect(page.locator("[data-unsaved]")).to_be_empty()
    assert lines() == [(1000, -250, Decimal("3.50")), (20, -5, None)]
    assert page.locator("[data-sum] [data-column]").all_text_contents() == ["1,020", "-255", "3.50"]

    BudgetingLine.objects.unscoped().filter(department=first).update(projected=7)
    reach(page, page.locator(f"#projected_{first.pk}"))
    page.keyboard.type("8")
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"#state-projected_{first.pk}")).to_contain_text(re.compile(r"entered 7 "))
    page.get_by_role("button", name="Use 8").press("Enter")
    expect(page.locator(f"#state-projected_{first.pk}")).to_have_text("Saved")
    assert lines()[0][0] == 8


def test_of_two_who_enter_one_box_at_once_the_second_is_told(phase: BudgetingPhase, cast: Cast) -> None:
    box, told = Place("projected", None), list[Outcome]()

    def enter(text: str) -> None:
        told.append(save(phase, {box: Typed(text, "")}, by=cast.of(Role.CHANGE_MANAGER)))

    assert at_once(lambda: enter("5"), lambda: enter("6")) == [None, None]
    assert sorted(each.cells[box.name].status for each in told) == ["conflict", "saved"]
    assert len(lines()) == 1
