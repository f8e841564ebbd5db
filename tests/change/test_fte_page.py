"""FTE efficiencies of a review on its page: the numbers of the board's figure, and their worth at a rate."""

import re
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from change.models import BenefitsReview, FteLine, Rate
from change.reviews.fte_pages import worth_of
from tests.base import DAY, Cast, Role
from tests.change.reviewed import fte_of, programme_of, project_of, review_of
from tests.recounts import grid_of
from wmp.lib import clock
from wmp.lib.words import long_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(cast: Cast) -> BenefitsReview:
    """One project delivered, one in delivery, one adjustment."""
    review = review_of(as_at=date(2021, 9, 30))
    data = programme_of()
    fte_of(review, project_of("Kiosks", data, status="delivered"), "-2.50", "Crime")
    connect = project_of("Connect", data)
    fte_of(review, connect, "-1000.25", "Crime")
    fte_of(review, connect, "3", "Operations")
    FteLine.objects.create(review=review, kind="adjustment", label="Vacancy review", portfolio="Crime", fte="4.5")
    return review


def rate(starts_on: date = date(2021, 4, 1), pounds: str = "50000", category: str = "Constable") -> Rate:
    return Rate.objects.create(category=category, starts_on=starts_on, pounds=Decimal(pounds), source="Finance, 2021")


def on(day: int, month: int, year: int) -> str:
    return f"day_day={day}&day_month={month}&day_year={year}"


APRIL = on(1, 4, 2022)


def page_of(client: Client, review: BenefitsReview, query: str = APRIL) -> str:
    answer = client.get(f"/change/reviews/benefits-reviews/{review.pk}/fte-efficiencies/?{query}")
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def numbers_of(page: str) -> dict[str, list[str]]:
    """The rows of the table by label."""
    rows = re.findall(r"<tr.*?</tr>", page, re.DOTALL)
    texts = [[re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[hd].*?</t[hd]>", row)] for row in rows]
    return {cells[0]: cells[1:] for cells in texts if len(cells) > 1}


def test_the_numbers_are_those_of_the_board_s_figure(manager: Client, review: BenefitsReview) -> None:
    review.freeze(by=None)
    grid = grid_of("change.fte_efficiencies", DAY)
    shown = numbers_of(page_of(manager, review))
    assert shown["Project"] == [column.label for column in grid.columns]
    for number, row in enumerate(grid.rows):
        values = [cell.rounded(2) for cell in grid.by_label(number).values()]
        assert shown[row.label] == [f"{value:,}" if value else "–" for value in values]
    assert shown["Revised Total"] == ["-998.25", "3.00", "-995.25"]


def test_an_adjustment_called_as_a_project_or_a_total_is_found_out(review: BenefitsReview) -> None:
    """Each of the two would show the records of the other."""
    for label in ("Our Data - Connect", "Grand Total"):
        FteLine.objects.create(review=review, kind="adjustment", label=label, portfolio="Crime", fte="1")
    review.freeze(by=None)
    assert set(grid_of("change.fte_efficiencies", DAY).failures) == {
        "2 rows are called “Our Data - Connect”: their records cannot be told apart",
        "2 rows are called “Grand Total”: their records cannot be told apart",
    }


def test_projects_stand_under_the_status_of_the_day(manager: Client, review: BenefitsReview) -> None:
    page = page_of(manager, review)
    assert page.index(">Delivered<") < page.index("Kiosks") < page.index(">In delivery<") < page.index("Our Data - Con")
    labels = list(numbers_of(page))
    assert labels.index("Grand Total") < labels.index("Vacancy review") < labels.index("Revised Total")
    assert "on 1 April 2022" in page and "on 1 May 2022" in page_of(manager, review, on(1, 5, 2022))


def test_the_worth_is_fte_times_the_rate_of_the_day(manager: Client, review: BenefitsReview) -> None:
    rate()
    rate(date(2022, 4, 2), "60000.10")
    page = page_of(manager, review, f"category=Constable&{APRIL}")
    assert "Constable, £50,000 a year from 1 April 2021 (Finance, 2021)" in page
    assert numbers_of(page)["Our Data - Kiosks"][-1] == "-£125,000"
    assert numbers_of(page)["Revised Total"][-1] == "-£49,762,500"
    later = numbers_of(page_of(manager, review, f"category=Constable&{on(2, 4, 2022)}"))
    assert later["Our Data - Kiosks"][-1] == "-£150,000.25"


def test_without_a_rate_nothing_is_guessed(manager: Client, review: BenefitsReview) -> None:
    assert "rate card</a> is empty" in page_of(manager, review)
    rate(date(2022, 4, 2))
    rate(category="Sergeant")
    page = page_of(manager, review, f"category=Constable&{APRIL}")
    assert "There is no rate for Constable on 1 April 2022" in page and "begins on 2 April 2022" in page
    assert "Worth a year" not in page and "£" not in page


def test_a_day_or_category_that_is_none_is_said(manager: Client, review: BenefitsReview) -> None:
    assert "On must be a real date" in page_of(manager, review, on(31, 2, 2022))
    assert "On must include a month" in page_of(manager, review, "day_day=31&day_month=&day_year=2022")
    assert "must have a year from 1900 to 2199" in page_of(manager, review, on(31, 12, 9999))
    assert "govuk-error-message" in page_of(manager, review, "category=Chief")
    assert long_day(clock.today()) in page_of(manager, review, "")
    assert manager.get(f"/change/reviews/benefits-reviews/{review.pk}/fte-efficiencies/?x=1").status_code == 400


def test_the_day_is_typed_in_three_boxes_that_hold_today_first(manager: Client, review: BenefitsReview) -> None:
    page = page_of(manager, review, "")
    boxes = dict(re.findall(r'name="day_(\w+)" value="(\d+)"', page))
    today = clock.today()
    assert boxes == {"day": str(today.day), "month": str(today.month), "year": str(today.year)}
    assert 'type="date"' not in page


def test_a_review_without_fte_lines_says_so(manager: Client) -> None:
    assert "It has no FTE lines yet" in page_of(manager, review_of())


def test_it_takes_few_queries_however_many_projects(
    manager: Client, review: BenefitsReview, django_assert_max_num_queries: Any
) -> None:
    for number in range(15):
        fte_of(review, project_of(f"Site {number}", programme_of()))
    rate()
    page_of(manager, review)
    with django_assert_max_num_queries(8):
        page_of(manager, review, f"category=Constable&{APRIL}")


def test_nobody_else_finds_it(client: Client, cast: Cast, review: BenefitsReview) -> None:
    for who in (cast.charlie, cast.of(Role.BENEFIT_OWNER)):
        client.force_login(who)
        assert client.get(f"/change/reviews/benefits-reviews/{review.pk}/fte-efficiencies/").status_code == 404


# --- the rate that holds ---

DAYS = st.dates(date(2020, 1, 1), date(2023, 1, 1))


@given(st.lists(DAYS, unique=True, max_size=5), DAYS)
def test_the_rate_that_holds_is_the_last_that_began(starts: list[date], day: date) -> None:
    rates = [Rate(category="C", starts_on=start, pounds=Decimal(number + 1)) for number, start in enumerate(starts)]
    worth = worth_of("C", day, [*rates, Rate(category="D", starts_on=date(2019, 1, 1), pounds=Decimal(9))])
    held = [start for start in starts if start <= day]
    assert worth
    assert (worth.rate.starts_on if worth.rate else None) == (max(held) if held else None)
