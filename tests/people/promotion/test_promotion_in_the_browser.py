"""The promotion team in a browser: from setting a process up to the results that everybody is told at once."""

import pytest
from playwright.sync_api import Page, expect

from people.models import OutcomeLetter, PromotionProcess
from tests.base import Cast
from tests.lib.test_look_in_browser import faults
from tests.people.promotion.made import candidate
from tests.test_journey import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("broker")]


def press(page: Page, name: str) -> None:
    main = page.get_by_role("main")
    found = main.get_by_role("button", name=name, exact=True).or_(main.get_by_role("link", name=name, exact=True))
    with page.expect_navigation():
        found.first.press("Enter")
    assert faults(page) == []


def set_up(page: Page) -> None:
    page.goto("/people/promotion/promotion-processes/new/")
    page.get_by_label("From rank").select_option(label="Constable")
    page.get_by_label("To rank").select_option(label="Sergeant")
    page.get_by_label("Season").select_option(label="Spring")
    page.locator("#id_year").fill("2022")
    press(page, "Save")
    press(page, "Add a stage")
    page.get_by_label("Name", exact=True).fill("Board")
    page.get_by_label("Pass mark").fill("50")
    press(page, "Save")


def test_the_team_sets_a_process_up_and_publishes_its_results(page: Page, cast: Cast) -> None:
    sign_in(page, "promotion-team")
    set_up(page)
    running = PromotionProcess.objects.unscoped().get()
    for who in (cast.bob, cast.charlie):
        candidate(running, who.person)
    press(page, "Board")
    for name, outcome, score in (("Bob Baker", "Passed", "61"), ("Charlie Cook", "Not passed", "40")):
        page.get_by_label(f"Outcome of {name}").select_option(label=outcome)
        page.get_by_label(f"Score of {name}").fill(score)
    press(page, "Save results")
    expect(page.get_by_text("0 without a result")).to_be_visible()
    press(page, "Record outcomes")
    expect(page.get_by_label("Outcome of Bob Baker")).to_have_value("successful")
    press(page, "Record these outcomes")
    press(page, "Publish results")
    press(page, "Publish to 2 candidates")
    expect(page.get_by_text("2 candidates told")).to_be_visible()
    assert OutcomeLetter.objects.unscoped().count() == 2
