"""Screening rounds: counts by role, how many returned it, and who is still to be followed up."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from people.roles import Role
from tests.base import Cast
from welfare.models import ScreeningCount, ScreeningRound
from wmp.lib import clock

pytestmark = pytest.mark.django_db

ROUNDS = "/welfare/wellbeing/screening-rounds/"


@pytest.fixture
def officer(cast: Cast, client: Client) -> Client:
    client.force_login(cast.of(Role.WELFARE_OFFICER))
    return client


@pytest.fixture
def spring() -> ScreeningRound:
    return ScreeningRound.objects.create(name="Spring 2022", started_on=date(2022, 3, 1), due_on=date(2022, 4, 1))


def counts(round_: ScreeningRound) -> dict[str, tuple[int, int, int]]:
    rows = ScreeningCount.objects.unscoped().filter(round=round_)
    return {row.role: (row.invited, row.returned, row.followed_up) for row in rows}


def line(row: object, role: str, invited: object, returned: object = "", followed: object = "") -> dict[str, object]:
    return {f"role_{row}": role, f"invited_{row}": invited, f"returned_{row}": returned, f"followed_up_{row}": followed}


def enter(client: Client, round_: ScreeningRound, *lines: dict[str, object]) -> Any:
    """Sends the page as it was opened, but for these lines."""
    address = f"{ROUNDS}{round_.pk}/counts/"
    page = client.get(address).content.decode()
    data: dict[str, Any] = {"opened_with": opened_with_any(page)}
    for row in ScreeningCount.objects.unscoped().filter(round=round_):
        data |= line(row.pk, row.role, row.invited, row.returned, row.followed_up)
    for given in lines:
        data |= given
    return client.post(address, data)


def opened_with_any(page: str) -> str:
    return page.partition('name="opened_with" value="')[2].partition('"')[0]


def test_a_round_is_added_and_its_dates_hold(officer: Client) -> None:
    days = {"started_on_day": 1, "started_on_month": 3, "started_on_year": 2022, "due_on_day": 1, "due_on_month": 4}
    response = officer.post(f"{ROUNDS}new/", {"name": "Spring", **days, "due_on_year": 2022})
    assert response.status_code == 302
    early = officer.post(f"{ROUNDS}new/", {"name": "Summer", **days, "due_on_year": 2021})
    assert b"Replies cannot be due before the round starts." in early.content


def test_counts_are_entered_together(officer: Client, spring: ScreeningRound) -> None:
    response = enter(officer, spring, line("new0", "Firearms", 40, 30, 6), line("new2", " Child  abuse ", 20))
    assert response.status_code == 302
    assert counts(spring) == {"Firearms": (40, 30, 6), "Child abuse": (20, 0, 0)}


def test_lines_change_go_and_come(officer: Client, spring: ScreeningRound) -> None:
    enter(officer, spring, line("new0", "Firearms", 40, 30), line("new1", "Traffic", 10))
    rows = {row.role: row.pk for row in ScreeningCount.objects.unscoped()}
    enter(
        officer,
        spring,
        line(rows["Firearms"], "Firearms", 40, 35, 2),
        line(rows["Traffic"], "", "", ""),
        line("new0", "Forensics", 8),
    )
    assert counts(spring) == {"Firearms": (40, 35, 2), "Forensics": (8, 0, 0)}


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (line("new0", "Firearms", 10, 11), "No more of Firearms can return it than were invited"),
        (line("new0", "Firearms", 10, 5, 6), "No more of Firearms can be followed up than returned it"),
        (line("new0", "Firearms", ""), "Enter how many of Firearms were invited"),
        (line("new0", "", 4), "Enter the role that these numbers are of"),
        (line("new0", "Firearms", "-1"), "must be 0 or more"),
        (line("new0", "Firearms", "many"), "must be a whole number"),
        (line("new0", "Firearms", 4) | line("new1", "firearms", 4), "firearms stands in two lines"),
    ],
)
def test_what_counts_may_not_be(officer: Client, spring: ScreeningRound, given: dict[str, object], words: str) -> None:
    response = enter(officer, spring, given)
    assert response.status_code == 200 and words in response.content.decode()
    assert counts(spring) == {}


def test_the_page_shows_rates_and_what_is_overdue(officer: Client, spring: ScreeningRound) -> None:
    enter(officer, spring, line("new0", "Firearms", 40, 30, 6), line("new1", "Traffic", 3, 1, 1))
    page = officer.get(f"{ROUNDS}{spring.pk}/").content.decode()
    assert "75.0%" in page and "33.3%" in page and "72.1%" in page  # 31 of 43
    assert "24 questionnaires were returned and have not been followed up." in page


def test_nothing_is_overdue_until_replies_are(officer: Client, spring: ScreeningRound) -> None:
    ScreeningRound.objects.unscoped().update(due_on=clock.today() + timedelta(days=1))
    enter(officer, spring, line("new0", "Firearms", 40, 30, 6))
    assert "have not been followed up" not in officer.get(f"{ROUNDS}{spring.pk}/").content.decode()


def test_who_opened_the_page_earlier_leaves_what_another_saved(officer: Client, spring: ScreeningRound) -> None:
    enter(officer, spring, line("new0", "Firearms", 40, 30))
    row = ScreeningCount.objects.unscoped().get()
    address = f"{ROUNDS}{spring.pk}/counts/"
    mark = opened_with_any(officer.get(address).content.decode())
    ScreeningCount.objects.unscoped().update(returned=33)
    data = {"opened_with": mark, **line(row.pk, "Firearms", 41, 30, 0)}
    assert officer.post(address, data).status_code == 302
    assert counts(spring) == {"Firearms": (41, 33, 0)}
    asked = officer.post(address, {**data, **line(row.pk, "Firearms", 41, 34, 0)})
    assert asked.status_code == 409 and counts(spring) == {"Firearms": (41, 33, 0)}


def test_people_data_officers_read_and_do_not_write(client: Client, cast: Cast, spring: ScreeningRound) -> None:
    client.force_login(cast.of(Role.PEOPLE_DATA))
    page = client.get(f"{ROUNDS}{spring.pk}/").content.decode()
    assert "Spring 2022" in page and "Enter counts" not in page
    assert client.post(f"{ROUNDS}{spring.pk}/counts/", line("new0", "Firearms", 4)).status_code == 403
