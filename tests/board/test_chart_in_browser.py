"""The control chart in a real browser: one drawing for each width, accessible, its numbers beside it."""

from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.base import DAY, PASSWORD, Cast, Role
from tests.lib.test_look_in_browser import PHONE, faults
from welfare.wellbeing.models import Assault
from wmp.board.models import Result, Run
from wmp.board.paper import FIGURES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SERIES = "welfare.assault_series"
# Ten months of three or four, then eight of nine or ten.
COUNTS = [3, 4] * 5 + [9, 10] * 4


@pytest.fixture
def reader(transactional_db: None) -> str:
    """Somebody who may read a run with assaults that step up in August 2021."""
    cast = Cast.assemble()
    for place, number in enumerate(COUNTS):
        for one in range(number):
            day = date(2020 + (9 + place) // 12, (9 + place) % 12 + 1, 1 + one)
            Assault.objects.create(crime_number=f"{place}-{one}", occurred_on=day, offence="S47")
    attempt = Run.objects.create(day=DAY).attempts.create(
        number=1, snapshot="-", shown=True, finished_at=timezone.now()
    )
    grid = FIGURES[SERIES].table(DAY).compute().to_json()
    Result.objects.create(attempt=attempt, key=SERIES, status="computed", stored_grid=grid, seconds=0.01)
    return cast.of(Role.WELFARE_OFFICER).username


@pytest.mark.parametrize("address", ["/board/2022-04-01/", f"/board/2022-04-01/{SERIES}/"])
def test_a_chart_fits_wide_and_narrow_screens(page: Page, reader: str, address: str) -> None:
    page.goto("/sign-in/")
    page.get_by_label("Username").fill(reader)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("/")
    page.goto(address)
    wide, narrow = (page.locator(f".app-control-chart__drawing--{name}") for name in ("wide", "narrow"))
    expect(wide).to_be_visible()
    expect(narrow).to_be_hidden()
    expect(wide.get_by_text("Step change August 2021: 3.5 to 9.5")).to_be_visible()
    assert faults(page) == []
    page.set_viewport_size(PHONE)
    expect(narrow).to_be_visible()
    expect(wide).to_be_hidden()
    assert faults(page) == []
