"""In a real browser: a manager rates twenty people by keyboard alone, and nothing that was typed is lost."""

import re
from datetime import date

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Dialog, Locator, Page, expect

from people.performance.models import Appraisal
from people.performance.ratings import Rating
from people.roles import Role
from tests.base import PASSWORD, Cast
from tests.keyboard import activate, reach
from tests.lib.test_look_in_browser import PHONE, faults
from tests.people.performance.rated import appraisal_of, open_year, rating_of, sent, team_of
from tests.together import await_that

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

GRID = "/people/team/ratings/"
TEAM = 20
# A digit and an arrow for each box, and the way back up to the second column.
KEYS = TEAM * 2 * 2 + TEAM
VALUES = "34425334351333445323"


@pytest.fixture
def team(cast: Cast) -> list[Appraisal]:
    """Alice's, of twenty, Bob among them; his year is not over for him."""
    year = open_year(ratings_from=date(2022, 3, 1), ratings_due=date(2099, 3, 31))
    return [appraisal_of(cast.bob.person, year), *team_of(cast.alice.person, year, TEAM - 1)]


@pytest.fixture
def alice(page: Page, team: list[Appraisal]) -> Page:
    sign_in(page, "alice")
    return page


def sign_in(page: Page, name: str) -> None:
    page.goto(f"/sign-in/?next={GRID}")
    page.fill("#id_username", name)
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"**{GRID}")


def box(page: Page, who: Appraisal, aspect: str = "what") -> Locator:
    return page.locator(f"#{aspect}-{who.pk}")


def state(page: Page, who: Appraisal, aspect: str = "what") -> Locator:
    return page.locator(f"#state-{aspect}-{who.pk}")


def settled(page: Page) -> None:
    """Every change has its answer."""
    expect(page.get_by_text("Saving…")).to_have_count(0)


def test_twenty_people_by_keyboard_alone(alice: Page, team: list[Appraisal]) -> None:
    presses = 0

    def press(key: str) -> None:
        nonlocal presses
        presses += 1
        alice.keyboard.press(key)

    reach(alice, box(alice, team[0]))
    for place, value in enumerate(VALUES, 1):
        press(value)
        press("ArrowDown" if place < TEAM else "ArrowRight")
    for value in VALUES:  # from the bottom up
        press(value)
        press("ArrowUp")
    assert presses <= KEYS
    settled(alice)
    expect(alice.get_by_text(f"{TEAM} of {TEAM} rated")).to_be_visible()
    assert faults(alice) == []
    alice.reload()
    entries = [(rating_of(each).what.number, rating_of(each).how.number) for each in team]
    assert entries == list(zip(map(int, VALUES), map(int, reversed(VALUES)), strict=True))
    expect(box(alice, team[4])).to_have_value(VALUES[4])
    activate(alice, "Check and send to moderation")
    assert faults(alice) == []
    activate(alice, f"Send these {TEAM} ratings to moderation")
    expect(alice.get_by_text(f"{TEAM} ratings were sent to moderation.")).to_be_visible()
    assert set(Rating._base_manager.values_list("status", flat=True)) == {"provisional"}
    fits_a_phone(alice)


def test_on_a_phone_the_wording_stands_above_the_people_and_what_is_of_no_use_is_away(
    alice: Page, team: list[Appraisal]
) -> None:
    wording, words = alice.locator("[data-scale=how]"), alice.locator("summary", has_text="What the values mean")
    expect(wording).to_be_visible()
    expect(words).to_be_hidden()
    alice.set_viewport_size(PHONE)
    expect(wording).to_be_hidden()
    words.click()
    expect(wording).to_be_visible()
    tops = [each.bounding_box() for each in (wording, box(alice, team[0]))]
    assert tops[0] and tops[1] and tops[0]["y"] < tops[1]["y"]
    expect(alice.get_by_role("button", name="Save", exact=True)).to_be_hidden()
    expect(alice.get_by_text("Arrow keys move")).to_be_hidden()
    box(alice, team[7], "how").select_option("4")
    expect(alice.locator("[data-now]")).to_be_in_viewport()


def fits_a_phone(page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.reload()
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_the_words_of_a_value_are_at_hand_and_the_grid_fits_a_phone(alice: Page, team: list[Appraisal]) -> None:
    box(alice, team[0]).focus()
    alice.keyboard.press("4")
    expect(alice.locator("[data-now]")).to_have_text("What: Bob Baker. 4, Exceeded: Exceeded, as the framework has it.")
    alice.keyboard.press("7")
    expect(alice.locator("[data-now]")).to_have_text("There is no value 7.")
    alice.keyboard.press("Tab")
    alice.keyboard.press("Tab")
    alice.keyboard.type("Ran the burglary desk.")
    alice.keyboard.press("Tab")
    await_that(lambda: Rating._base_manager.filter(evidence="Ran the burglary desk.", what__number=4).exists())
    box(alice, team[0]).focus()
    alice.keyboard.press("Delete")
    await_that(lambda: Rating._base_manager.filter(what=None).exists())
    fits_a_phone(alice)


def test_two_tabs_never_fight(alice: Page, team: list[Appraisal]) -> None:
    other = alice.context.new_page()
    other.goto(GRID)
    box(other, team[0]).press("2")
    expect(state(other, team[0])).to_have_text("Saved")
    box(alice, team[0]).press("4")
    expect(state(alice, team[0])).to_contain_text(re.compile(r"You entered 2, Partly met at \d\d:\d\d"))
    assert faults(alice) == []
    alice.get_by_role("button", name="Use 4").press("Enter")
    expect(state(alice, team[0])).to_have_text("Saved")
    assert rating_of(team[0]).what.number == 4
    box(other, team[0]).press("5")
    other.get_by_role("button", name="Keep 4").press("Enter")
    expect(box(other, team[0])).to_have_value("4")
    expect(box(other, team[0])).to_be_focused()


def test_a_save_that_fails_keeps_what_was_typed_and_tries_again(alice: Page, team: list[Appraisal]) -> None:
    alice.route("**/ratings/save/", lambda route: route.abort())
    box(alice, team[0]).press("4")
    box(alice, team[1]).press("3")
    expect(state(alice, team[0])).to_contain_text("Not saved. Try again")
    expect(alice.get_by_text("2 boxes are not saved.")).to_be_visible()
    assert faults(alice) == []
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    alice.on("dialog", stay)
    alice.evaluate("location.href = '/'")
    await_that(lambda: alice.evaluate("1") == 1 and asked == ["beforeunload"])
    alice.unroute("**/ratings/save/")
    alice.get_by_role("button", name="Try all again").press("Enter")
    expect(alice.locator("[data-unsaved]")).to_be_empty()
    settled(alice)
    assert rating_of(team[0]).what.number == 4 and rating_of(team[1]).what.number == 3


def test_a_session_that_ran_out_loses_nothing(alice: Page, team: list[Appraisal]) -> None:
    Session.objects.all().delete()
    box(alice, team[0]).press("4")
    expect(state(alice, team[0])).to_contain_text("Not saved: you are signed out.")
    with alice.context.expect_page() as opened:
        alice.get_by_role("link", name="Sign in again").click()
    again = opened.value
    again.fill("#id_username", "alice")
    again.fill("#id_password", PASSWORD)
    again.get_by_role("button", name="Sign in").click()
    again.wait_for_url(f"**{GRID}*")
    state(alice, team[0]).get_by_role("button", name="Try again").press("Enter")
    expect(state(alice, team[0])).to_have_text("Saved")
    assert rating_of(team[0]).what.number == 4


def test_a_moderated_rating_asks_first(alice: Page, team: list[Appraisal], cast: Cast) -> None:
    rating = sent(team[0], cast.alice)
    rating.moderate(rating.what, rating.how, by=cast.of(Role.PERFORMANCE_LEAD))
    alice.reload()
    box(alice, team[0]).press("5")
    alice.get_by_role("button", name="Leave it").press("Enter")
    expect(box(alice, team[0])).to_have_value("3")
    box(alice, team[0]).press("5")
    alice.get_by_role("button", name="Change it, and void the moderation").press("Enter")
    expect(state(alice, team[0])).to_have_text("Saved")
    assert (rating_of(team[0]).status, rating_of(team[0]).what.number) == ("provisional", 5)
