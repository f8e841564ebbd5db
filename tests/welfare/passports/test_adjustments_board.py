"""The board of adjustments: what stands in each column, the numbers at its head, what is overdue by department."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from people.roles import Role
from tests.base import Cast
from tests.welfare.passports.made import agreed, in_place, passport_of, review_due, sent
from welfare.passports.adjustments import Adjustment, median_days
from welfare.passports.adjustments_board import MOST, cards, numbers, overdue_by_department
from welfare.passports.owners import forget
from wmp.lib import clock
from wmp.lib.measures import at_once

pytestmark = pytest.mark.django_db

BOARD = "welfare:adjustments-board"


@pytest.fixture
def officer(cast: Cast, client: Client) -> Any:
    forget()
    client.force_login(cast.of(Role.RA_OFFICER))
    return cast.of(Role.RA_OFFICER)


def seen(officer: Any) -> Any:
    return Adjustment.objects.visible_to(officer)


def titles(officer: Any) -> dict[str, list[str]]:
    return {column: [row["what"] for row in rows] for column, rows in cards(seen(officer), clock.today()).items()}


def test_each_stands_in_its_column(cast: Cast, officer: Any) -> None:
    sent(passport_of(cast.alice, asks=["Lamp"]))
    passport = agreed(passport_of(cast.bob, asks=["Chair", "Desk"]))
    passport.adjustments.unscoped().get(what="Desk").order(by=officer)
    in_place(passport_of(cast.charlie, asks=["Ramp"]))
    assert titles(officer) == {
        "requested": ["Lamp"],
        "agreed": ["Chair"],
        "ordered": ["Desk"],
        "in place": ["Ramp"],
    }


def test_what_nobody_looked_at_for_six_months_is_to_be_reviewed(cast: Cast, officer: Any) -> None:
    ramp = in_place(passport_of(cast.charlie, asks=["Ramp"])).adjustments.unscoped().get()
    with clock.at(clock.now() + timedelta(days=100)):
        assert titles(officer) == {}
    with clock.at(clock.now() + timedelta(days=184)):
        assert titles(officer) == {"to review": ["Ramp"]}
        ramp.review(by=officer)
        assert titles(officer) == {}


def test_the_number_of_a_column_is_that_of_its_list(cast: Cast, client: Client, officer: Any) -> None:
    in_place(passport_of(cast.charlie, asks=["Ramp"]))
    review_due(passport_of(cast.bob, asks=["Lamp", "Chair"]))
    columns = [each for each in client.get(reverse(BOARD)).context["columns"] if each["count"]]
    assert {each["slug"]: each["count"] for each in columns} == {"in-place": 1, "to-review": 2}
    for each in columns:
        assert client.get(each["url"]).context["count"].split()[0] == str(each["count"])


def test_what_is_due_first_stands_first_and_the_rest_is_in_the_register(
    cast: Cast, client: Client, officer: Any
) -> None:
    asks = [f"Thing {number}" for number in range(MOST + 2)]
    passport = agreed(passport_of(cast.bob, asks=asks))
    last = passport.adjustments.unscoped().get(what=asks[-1])
    last.change_details(by=officer, due=clock.today())
    assert titles(officer)["agreed"] == [asks[-1], *asks[: MOST - 1]]
    page = client.get(reverse(BOARD)).content.decode()
    assert f"All {MOST + 2}" in page
    assert "?status=agreed" in page


def test_the_numbers(cast: Cast, officer: Any) -> None:
    passport = agreed(passport_of(cast.bob, asks=["Chair", "Desk", "Lamp"]))
    chair, desk, lamp = passport.adjustments.unscoped().order_by("pk")
    late = clock.today() - timedelta(days=1)
    chair.change_details(by=officer, cost=Decimal("100.50"), due=late)
    desk.change_details(by=officer, cost=Decimal(20), due=clock.today())
    lamp.change_details(by=officer, cost=Decimal(7), due=late)
    lamp.put_in_place(by=cast.bob)
    assert numbers(seen(officer)) == {"open": 2, "overdue": 1, "committed": Decimal("120.50")}
    (department,) = overdue_by_department(seen(officer), clock.today())
    assert (department["late"], department["oldest"]) == (1, late)


def median(officer: Any, day: date) -> Decimal | None:
    return at_once(median=median_days(seen(officer), day))["median"]


def test_the_median_is_of_the_last_twelve_months(cast: Cast, officer: Any) -> None:
    passport = agreed(passport_of(cast.bob, asks=["One", "Two", "Three"]))
    assert median(officer, clock.today()) is None
    for days, found in zip((4, 9), passport.adjustments.unscoped().order_by("pk"), strict=False):
        with clock.at(clock.now() + timedelta(days=days)):
            found.put_in_place(by=officer)
    later = clock.today() + timedelta(days=30)
    assert median(officer, later) == Decimal("6.5")
    assert median(officer, later + timedelta(days=400)) is None


def test_the_board_says_whose_turn_it_is_and_what_blocks_it(cast: Cast, client: Client, officer: Any) -> None:
    found = agreed(passport_of(cast.bob)).adjustments.unscoped().get()
    details = {"waits_for": "estates", "blocked_by": "No room yet", "owner": cast.charlie, "cost": Decimal(45)}
    found.change_details(by=officer, **details)
    page = client.get(reverse(BOARD)).content.decode()
    for words in ("Bob Baker", "Waits for: Estates. No room yet", "charlie", "£45", "Asked for today"):
        assert words in page
    assert "White screens blur" not in page


def test_the_board_asks_the_same_few_queries_however_much_stands_on_it(
    cast: Cast, client: Client, officer: Any, django_assert_max_num_queries: Any
) -> None:
    agreed(passport_of(cast.bob, asks=[f"Thing {number}" for number in range(30)]))
    client.get(reverse(BOARD))
    with django_assert_max_num_queries(7 + 2):  # two make the request one transaction within the test's
        client.get(reverse(BOARD))


def test_only_ra_officers_open_it(cast: Cast, client: Client) -> None:
    client.force_login(cast.alice)
    assert client.get(reverse(BOARD)).status_code == 403
