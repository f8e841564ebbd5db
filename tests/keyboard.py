"""Working a page with the keyboard alone: Tab until a thing has the focus, then a key."""

import pytest
from playwright.sync_api import Locator, Page

# More than any page of ours has to be tabbed through.
MOST = 150
FOCUSED = "each => each === document.activeElement"


def reach(page: Page, wanted: Locator) -> None:
    """Fails the test where no number of Tabs comes there."""
    wanted.wait_for()
    for _ in range(MOST):
        if wanted.evaluate(FOCUSED):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"the keyboard does not come to {wanted}")


def activate(page: Page, name: str) -> None:
    """A link or a button of the page's own part, by its name."""
    main = page.get_by_role("main")
    button, link = (main.get_by_role(role, name=name, exact=True) for role in ("button", "link"))
    wanted = button.or_(link).first
    follow(page, wanted)


def follow(page: Page, wanted: Locator) -> None:
    """Waits for the page that it leads to."""
    reach(page, wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write(page: Page, label: str, text: str) -> None:
    reach(page, page.get_by_label(label).first)
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def choose(page: Page, label: str) -> None:
    """A radio button: Tab comes to its group, arrows to the button; Space where it is the one that Tab comes to."""
    wanted = page.get_by_label(label, exact=True).first
    wanted.wait_for()
    group = page.locator(f"input[type=radio][name='{wanted.get_attribute('name')}']")
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if group.evaluate_all("all => all.includes(document.activeElement)"):
            break
    else:
        pytest.fail(f"the keyboard does not come to {label}")
    for _ in range(group.count()):
        if wanted.evaluate(FOCUSED):
            page.keyboard.press("Space")
            return
        page.keyboard.press("ArrowDown")
    pytest.fail(f"the arrows do not come to {label}")
