"""My work says what is overdue, due today and soon, whose turn it is, and what nobody has; a click does it there."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.models import Person, User
from people.roles import Role
from tests.base import Cast, person, probation, user
from tests.welfare.made import MONDAY, case_of, on
from welfare.cases.entries import Task
from welfare.cases.handling import change_details, hand_over, log_contact, set_task
from welfare.cases.models import CaseStatus, WelfareCase
from wmp.lib import clock

pytestmark = pytest.mark.django_db

FRIDAY = date(2022, 4, 8)
MOST = 8


@pytest.fixture
def ruth(cast: Cast) -> User:
    return cast.of(Role.WELFARE_OFFICER)


def recruit(number: int, name: str = "Sam Smith") -> Person:
    who = person(f"R{number}", name)
    probation(who)
    return who


def groups(client: Client, reader: User) -> dict[str, str]:
    """The words under each heading of the page."""
    client.force_login(reader)
    page = client.get(reverse("welfare:my-work")).content.decode()
    sections = re.findall(r'<section class="app-work-group" id="(\w+)">(.*?)</section>', page, re.S)
    return {name: " ".join(re.sub(r"<[^>]+>", " ", body).split()) for name, body in sections}


def test_nothing_to_do_is_said_plainly(ruth: User, client: Client) -> None:
    with on():
        found = groups(client, ruth)
    assert found == {
        "overdue": "Overdue Nothing is overdue.",
        "today": "Due today Nothing else is due today.",
        "queue": "Nobody has these yet Every case has its officer.",
    }


def test_an_overdue_contact_stands_first_with_its_working_days(cast: Cast, ruth: User, client: Client) -> None:
    with on(MONDAY):
        case = case_of(cast.bob.person, owner=ruth)  # contact due on Wednesday
        change_details(case, by=ruth, risk="high")
    with on(date(2022, 4, 11)):
        found = groups(client, ruth)["overdue"]
    assert "Call PC Baker" in found
    assert f"Bob Baker · W{case.pk} · First contact" in found
    assert "3 working days late" in found and "High risk" in found and "Log a contact" in found


@pytest.mark.parametrize(
    ("day", "group"), [(MONDAY, "week"), (date(2022, 4, 6), "today"), (date(2022, 4, 7), "overdue")]
)
def test_a_contact_moves_from_group_to_group(day: date, group: str, cast: Cast, ruth: User, client: Client) -> None:
    with on(MONDAY):
        case_of(cast.bob.person, owner=ruth)
    with on(day):
        found = groups(client, ruth)
    assert [name for name, words in found.items() if "Call PC Baker" in words] == [group]


def test_a_detective_is_called_by_their_rank(cast: Cast, ruth: User, client: Client) -> None:
    who = person("D1", "Dee Dent")
    probation(who, route="DC DHEP")
    with on(MONDAY):
        case_of(who, owner=ruth)
        assert "Call DC Dent" in groups(client, ruth)["week"]


def test_what_waits_for_others_is_apart_and_what_is_paused_too(cast: Cast, ruth: User, client: Client) -> None:
    with on(MONDAY):
        case = case_of(cast.bob.person, owner=ruth, status=CaseStatus.PAUSED)
        set_task(case, by=ruth, what="Ask payroll", due_on=MONDAY, turn="manager")
    with on(FRIDAY):
        found = groups(client, ruth)
    assert "Ask payroll" in found["others"] and "4 working days late" in found["others"]
    assert "Decide on resuming PC Baker" in found["paused"]
    assert "Baker" not in found["overdue"]


def test_a_case_without_a_next_step_is_not_forgotten(cast: Cast, ruth: User, client: Client) -> None:
    with on(MONDAY):
        case = case_of(cast.bob.person, owner=ruth, status=CaseStatus.CONTACTED)
        assert "Plan the next step for PC Baker" in groups(client, ruth)["unplanned"]
        set_task(case, by=ruth, what="Ask payroll", due_on=FRIDAY)
        found = groups(client, ruth)
    assert "unplanned" not in found and "Ask payroll" in found["week"]


def test_a_task_is_done_where_it_stands(cast: Cast, ruth: User, client: Client) -> None:
    with on(MONDAY):
        task = set_task(case_of(cast.bob.person, owner=ruth), by=ruth, what="Ask payroll", due_on=MONDAY)
        client.force_login(ruth)
        answer = client.post(reverse("welfare:tasks-done", args=[task.pk]), {"back": reverse("welfare:my-work")})
        assert answer["Location"] == reverse("welfare:my-work")
        assert "Ask payroll" not in groups(client, ruth)["today"]
    assert Task.objects.unscoped().get().status == "done"


def test_the_queue_is_everybody_s_and_is_taken_with_a_click(cast: Cast, ruth: User, client: Client) -> None:
    with on(MONDAY):
        case = case_of(cast.bob.person)
        assert "Take on PC Baker" in groups(client, ruth)["queue"]
        assert "Assign PC Baker" in groups(client, cast.of(Role.WELFARE_LEAD))["queue"]
        client.force_login(ruth)
        client.post(reverse("welfare:cases-take", args=[case.pk]))
        assert "Call PC Baker" in groups(client, ruth)["week"]


def test_nobody_finds_their_own_case_nor_a_colleague_s(cast: Cast, ruth: User, client: Client) -> None:
    officer = user("dawn", Role.WELFARE_OFFICER)
    cast.bob.groups.set(ruth.groups.all())
    with on(MONDAY):
        case_of(cast.bob.person)
        case_of(recruit(1, "Ada Abbott"), owner=officer)
        for reader in (cast.bob, ruth):
            words = " ".join(groups(client, User.objects.get(pk=reader.pk)).values())
            assert "Abbott" not in words
        assert "Baker" not in " ".join(groups(client, User.objects.get(pk=cast.bob.pk)).values())


@pytest.mark.parametrize("reader", ["bob", "alice", "charlie", Role.AUDITOR, Role.PEOPLE_DATA])
def test_it_is_the_team_s(reader: str, cast: Cast, client: Client) -> None:
    client.force_login(cast.of(reader) if isinstance(reader, Role) else getattr(cast, reader))
    assert client.get(reverse("welfare:my-work")).status_code == 403


def test_home_names_what_is_due_and_what_nobody_has(cast: Cast, ruth: User, client: Client) -> None:
    with on(MONDAY):
        case_of(cast.bob.person, owner=ruth)
        case_of(recruit(1, "Ada Abbott"))
    with on(date(2022, 4, 6)):
        client.force_login(ruth)
        page = client.get(reverse("home")).content.decode()
    assert "Call PC Baker" in page and "Take on PC Abbott" in page and "Due today" in page


def test_it_takes_the_same_few_queries_however_many_cases(cast: Cast, ruth: User, client: Client) -> None:
    def queries() -> int:
        client.get(reverse("welfare:my-work"))
        with CaptureQueriesContext(connection) as caught:
            assert client.get(reverse("welfare:my-work")).status_code == 200
        return sum(not each["sql"].startswith(("SAVEPOINT", "RELEASE")) for each in caught)

    client.force_login(ruth)
    with on(MONDAY):
        case_of(cast.bob.person, owner=ruth)
        few = queries()
        for number in range(30):
            case = case_of(recruit(number), owner=None if number % 3 == 0 else ruth)
            set_task(case, by=ruth, what=f"Ask payroll {number}", due_on=clock.today())
        assert queries() == few <= MOST


def test_handed_over_work_goes_with_its_case(cast: Cast, ruth: User, client: Client) -> None:
    dawn = user("dawn", Role.WELFARE_OFFICER)
    with on(MONDAY):
        case = case_of(cast.bob.person, owner=ruth)
        log_contact(case, by=ruth, on=MONDAY, reached="spoke", with_whom="officer", next_on=FRIDAY)
        hand_over(WelfareCase.objects.unscoped().get(), to=dawn, by=ruth)
        assert "Baker" not in " ".join(groups(client, ruth).values())
        assert "Call PC Baker" in groups(client, dawn)["week"]
