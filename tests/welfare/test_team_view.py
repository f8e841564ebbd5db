"""The lead sees who carries how much, how the clock was kept, how cases ended; every number leads to its cases."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.models import Person, User
from people.roles import Role
from tests.base import Cast, person, probation
from tests.welfare.made import MONDAY, case_of, on, stored
from welfare.cases.handling import change_details, log_contact
from welfare.cases.models import CaseBreakGlass, CaseStatus
from welfare.cases.officers import forget
from welfare.cases.team import BANDS, starts_of_months, starts_of_quarters
from wmp.lib.working_days import working_days_between

pytestmark = pytest.mark.django_db

MOST = 8
LATER = date(2022, 4, 28)


@pytest.fixture
def ruth(cast: Cast) -> User:
    forget()
    return cast.of(Role.WELFARE_OFFICER)


@pytest.fixture
def errol(cast: Cast) -> User:
    return cast.of(Role.WELFARE_LEAD)


def recruit(number: int) -> Person:
    who = person(f"R{number}", "Sam Smith")
    probation(who)
    return who


class Shown:
    """The page as tables: rows of words by their first cell, and where each number leads."""

    def __init__(self, client: Client, reader: User) -> None:
        client.force_login(reader)
        self.client = client
        self.page = client.get(reverse("welfare:team")).content.decode()

    def row(self, caption: str, first: str) -> list[str]:
        return [re.sub(r"<[^>]+>", "", cell).strip() for cell in self._cells(caption, first)]

    def behind(self, caption: str, first: str, column: int) -> int:
        """How many cases the register lists behind a number."""
        link = re.search(r'href="([^"]+)"', self._cells(caption, first)[column])
        assert link
        page = self.client.get(unescape(link[1])).content.decode()
        assert "Selected filters" in page
        return page.count('<th scope="row"')

    def _cells(self, caption: str, first: str) -> list[str]:
        table = re.search(rf"<caption[^>]*>{caption}</caption>(.*?)</table>", self.page, re.S)
        assert table, caption
        for row in re.findall(r"<tr[^>]*>(.*?)</tr>", table[1], re.S):
            cells: list[str] = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)
            if re.sub(r"<[^>]+>", "", cells[0]).strip() == first:
                return cells[1:]
        raise AssertionError(first)


def test_load_by_officer_and_the_queue(cast: Cast, ruth: User, errol: User, client: Client) -> None:
    with on(MONDAY):
        change_details(case_of(cast.bob.person, owner=ruth), by=ruth, risk="high")
        case_of(recruit(1), owner=ruth, status=CaseStatus.PAUSED)
        case_of(recruit(2), owner=ruth, status=CaseStatus.CLOSED)
        case_of(recruit(3))
    with on(LATER):
        shown = Shown(client, errol)
        # Cases, overdue, late first contact, paused, high risk, reopened, average age, oldest.
        assert shown.row("Load by officer", "welfare-officer") == ["2", "1", "1", "1", "1", "0", "16", "16"]
        assert shown.row("Load by officer", "Nobody yet") == ["1", "1", "1", "0", "0", "0", "16", "16"]
        assert [shown.behind("Load by officer", "welfare-officer", column) for column in range(5)] == [2, 1, 1, 1, 1]
        assert shown.behind("Load by officer", "Nobody yet", 0) == 1
        assert "Assign 1 case that nobody has yet" in shown.page


def test_cases_of_who_left_the_team_are_found_and_handed_over(
    cast: Cast, ruth: User, errol: User, client: Client
) -> None:
    with on(MONDAY):
        case_of(cast.bob.person, owner=ruth)
        assert "left the team" not in Shown(client, errol).page
        ruth.groups.clear()
        forget()
        shown = Shown(client, errol)
        assert shown.behind("Load by officer", "welfare-officer (not in the team now)", 0) == 1
        link = re.search(r'href="([^"]+)"[^>]*>\s*Hand over 1 case of people who have left the team', shown.page)
        assert link and "Baker" in client.get(unescape(link[1])).content.decode()


def test_a_case_that_was_reopened_waits_from_that_day(cast: Cast, ruth: User, errol: User, client: Client) -> None:
    with on(date(2022, 1, 4)):
        case = case_of(cast.bob.person, by=ruth, status=CaseStatus.CLOSED)
    with on(MONDAY):
        case.reopen(by=errol, reason="Called again")
        assert "The oldest since 4 April 2022, 0 working days" in Shown(client, errol).page


def test_ages_stand_in_bands_that_meet(cast: Cast, ruth: User, errol: User, client: Client) -> None:
    for number, day in enumerate([date(2022, 1, 4), date(2022, 2, 14), date(2022, 3, 31), date(2022, 4, 27)]):
        with on(day):
            case_of(recruit(number), owner=ruth)
    with on(LATER):
        shown = Shown(client, errol)
        caption = "Ages of the cases that are not closed"
        assert shown.row(caption, "welfare-officer") == shown.row(caption, "All") == ["1", "1", "1", "1"]
        assert [shown.behind(caption, "All", column) for column in range(4)] == [1, 1, 1, 1]


def test_every_age_is_in_one_band() -> None:
    for step in range(200):
        opened = LATER - timedelta(days=step)
        age = working_days_between(opened, LATER)
        bands = [band for band in BANDS if _holds(band.opened(LATER), opened)]
        assert [band.least <= age and (band.most is None or age <= band.most) for band in bands] == [True]


def _holds(days: dict[str, date], opened: date) -> bool:
    return days.get("opened_from", date.min) <= opened <= days["opened_to"]


def test_the_clock_of_first_contacts(cast: Cast, ruth: User, errol: User, client: Client) -> None:
    with on(MONDAY):
        late, in_time = case_of(cast.bob.person, owner=ruth), case_of(recruit(1), owner=ruth)
        case_of(recruit(2), owner=ruth)
        log_contact(in_time, by=ruth, on=MONDAY, reached="spoke", with_whom="officer")
    with on(date(2022, 4, 7)):
        log_contact(late, by=ruth, on=date(2022, 4, 7), reached="spoke", with_whom="officer")
        shown = Shown(client, errol)
        assert shown.row("First contact", "Made late") == ["1", "0"]
        assert shown.row("First contact", "Made in time") == ["1", "0"]
        assert shown.behind("First contact", "Made late", 0) == 1
        assert shown.row("Load by officer", "welfare-officer")[2] == "1"


def test_outcomes_and_themes_are_those_that_stand(cast: Cast, ruth: User, errol: User, client: Client) -> None:
    with on(date(2022, 3, 30)):
        left = case_of(cast.bob.person, owner=ruth)
        left.close(by=ruth, outcome="left", themes=["health", "transfer"])
    with on(MONDAY):
        kept, again = case_of(recruit(1), owner=ruth), case_of(recruit(2), owner=ruth)
        kept.close(by=ruth, outcome="retained", themes=["health"])
        again.close(by=ruth, outcome="left", themes=["health"])
        again.reopen(by=ruth, reason="Came back")
        shown = Shown(client, errol)
        assert shown.row("Outcomes", "Retained") == ["1", "0"]
        assert shown.row("Outcomes", "Left") == ["0", "1"]
        assert shown.row("Themes", "Health or welfare") == ["1", "0", "1", "1"]
        assert [shown.behind("Themes", "Health or welfare", column) for column in (0, 2, 3)] == [1, 1, 1]
        assert shown.behind("Outcomes", "Left", 1) == 1
        assert shown.row("Load by officer", "welfare-officer")[5] == "1"


def test_emergency_accesses_wait_for_review(cast: Cast, ruth: User, errol: User, client: Client) -> None:
    with on(MONDAY):
        case = case_of(cast.bob.person, owner=ruth)
        CaseBreakGlass.objects.create(record=case, by=cast.of(Role.AUDITOR), reason="A call at night")
        assert "Review 1 emergency access" in Shown(client, errol).page


def test_a_lead_finds_nothing_of_a_case_about_themselves(cast: Cast, errol: User, client: Client) -> None:
    cast.bob.groups.set(errol.groups.all())
    with on(MONDAY):
        case = case_of(cast.bob.person)
        shown = Shown(client, User.objects.get(pk=cast.bob.pk))
        assert shown.row("Load by officer", "Nobody yet")[0] == "0"
        assert Shown(client, errol).row("Load by officer", "Nobody yet")[0] == "1"
    assert stored(case).owner_id is None


@pytest.mark.parametrize("role", [Role.WELFARE_OFFICER, Role.AUDITOR, Role.BOARD_SECRETARY])
def test_it_is_the_leads(role: Role, cast: Cast, client: Client) -> None:
    client.force_login(cast.of(role))
    assert client.get(reverse("welfare:team")).status_code == 403


def test_it_takes_the_same_few_queries_however_many_cases(cast: Cast, ruth: User, errol: User, client: Client) -> None:
    def queries() -> int:
        client.get(reverse("welfare:team"))
        with CaptureQueriesContext(connection) as caught:
            assert client.get(reverse("welfare:team")).status_code == 200
        return sum(not each["sql"].startswith(("SAVEPOINT", "RELEASE")) for each in caught)

    client.force_login(errol)
    with on(MONDAY):
        few = queries()
        for number in range(20):
            case_of(recruit(number), owner=ruth if number % 2 else None)
        assert queries() == few <= MOST


@pytest.mark.parametrize(
    ("today", "months", "quarters"),
    [
        (date(2022, 1, 1), ("2022-01-01", "2021-12-01"), ("2022-01-01", "2021-10-01")),
        (date(2022, 5, 31), ("2022-05-01", "2022-04-01"), ("2022-04-01", "2022-01-01")),
    ],
)
def test_months_and_quarters_begin_where_the_calendar_says(
    today: date, months: tuple[str, str], quarters: tuple[str, str]
) -> None:
    assert tuple(map(str, starts_of_months(today))) == months
    assert tuple(map(str, starts_of_quarters(today))) == quarters
