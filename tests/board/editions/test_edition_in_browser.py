"""An edition in a real browser: on a wide screen, a tablet and a phone, on paper, and while its files are built."""

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from people.roles import Role
from tests.base import PASSWORD, Cast
from tests.editions import content, issued, public_content
from tests.lib.test_look_in_browser import PHONE, faults
from wmp.board.models import Edition
from wmp.board.papers.making import ask_for_files, build

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def edition(page: Page, transactional_db: None) -> Edition:
    """A corrected restricted edition whose files are asked for, before a secretary who is signed in."""
    cast = Cast.assemble()
    issued(cast, content())
    issued(cast, public_content())
    made = issued(cast, content(number=2, corrects=1, why="A slip.", differences=["Applicants: 5 instead of 6"]))
    ask_for_files(made)
    page.goto("/sign-in/")
    page.get_by_label("Username").fill(cast.of(Role.BOARD_SECRETARY).username)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("/")
    return made


def test_an_edition_reads_on_any_screen_and_on_paper(page: Page, edition: Edition) -> None:
    page.goto("/papers/editions/")
    assert faults(page) == []
    page.locator(f'a[href="/papers/editions/{edition.pk}/"]').click()
    files = page.locator("#edition-files")
    expect(files.get_by_text("being built")).to_have_count(6)
    build(edition.pk)  # as a worker does meanwhile
    expect(files.get_by_role("link", name="Word")).to_be_visible()
    expect(files.get_by_text("being built")).to_have_count(0)
    sizes: list[ViewportSize] = [{"width": 1280, "height": 900}, {"width": 820, "height": 1180}, PHONE]
    for size in sizes:
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert faults(page) == []
        # Where a table is wider than the screen, it says so.
        expect(page.get_by_text("Scroll the table sideways").first).to_be_visible(visible=size == PHONE)
    definition = page.get_by_text("What promotion success counts.")
    expect(definition).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(definition).to_be_visible()
