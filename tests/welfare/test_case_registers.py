"""The registers of cases, tasks and contacts: who sees what in them, what each filter finds, what a file holds."""

import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.models import Person, User
from people.roles import Role
from tests.base import Cast, person, probation, user
from tests.welfare.made import MONDAY, case_of, on
from welfare.cases.entries import Contact, Task
from welfare.cases.handling import change_details, correct_contact, log_contact, set_task
from welfare.cases.models import CaseBreakGlass, Trigger, WelfareCase
from welfare.cases.officers import forget

pytestmark = pytest.mark.django_db

CASES, TASKS, CONTACTS = "welfare:cases-list", "welfare:tasks-list", "welfare:contacts-list"
SPOKE: dict[str, Any] = {"on": MONDAY, "reached": "spoke", "with_whom": "officer"}
MOST = 8


@pytest.fixture
def ruth(cast: Cast) -> User:
    forget()
    return cast.of(Role.WELFARE_OFFICER)


def recruit(number: int, name: str, intake: str = "") -> Person:
    who = person(f"R{number}", name)
    probation(who, intake=intake)
    return who


def listed(client: Client, reader: User, page: str, **query: str) -> str:
    client.force_login(reader)
    answer = client.get(reverse(page), query)
    assert answer.status_code == 200
    body = answer.content.decode().partition('<tbody class="govuk-table__body">')[2].partition("</tbody>")[0]
    return " ".join(re.sub("<[^>]+>", " ", body).split())


@pytest.fixture
def several(cast: Cast, ruth: User) -> None:
    """On a Monday: Bob's is Ruth's and at high risk; Ada's waits for somebody; Ben's was Ruth's and was closed; Cat's
    is somebody else's."""
    with on(MONDAY):
        change_details(case_of(cast.bob.person, owner=ruth), by=ruth, risk="high")
        case_of(recruit(1, "Ada Abbott", "2021-09"), Trigger.UNIVERSITY)
        ben = case_of(recruit(2, "Ben Bell"), owner=ruth)
        log_contact(ben, by=ruth, **SPOKE)
        ben.close(by=ruth, outcome="left", themes=["health"])
        case_of(recruit(3, "Cat Cole"), owner=user("dawn", Role.WELFARE_OFFICER))


def names(text: str) -> set[str]:
    return {name for name in ("Baker", "Abbott", "Bell", "Cole") if name in text}


def test_each_sees_their_own_cases_and_the_queue(several: None, cast: Cast, ruth: User, client: Client) -> None:
    assert names(listed(client, ruth, CASES)) == {"Baker", "Abbott", "Bell"}
    assert names(listed(client, cast.of(Role.WELFARE_LEAD), CASES)) == {"Baker", "Abbott", "Bell", "Cole"}
    assert names(listed(client, cast.of(Role.AUDITOR), CASES)) == set()


def test_an_auditor_sees_what_they_opened_in_an_emergency(several: None, cast: Cast, client: Client) -> None:
    auditor = cast.of(Role.AUDITOR)
    case = cast.bob.person.welfare_cases.unscoped().get()
    CaseBreakGlass.objects.create(record=case, by=auditor, reason="A call at night")
    assert names(listed(client, auditor, CASES)) == {"Baker"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"standing": "live"}, {"Baker", "Abbott", "Cole"}),
        ({"standing": "unassigned"}, {"Abbott"}),
        ({"owner": "nobody"}, {"Abbott"}),
        ({"status": "closed"}, {"Bell"}),
        ({"outcome": "left"}, {"Bell"}),
        ({"theme": "health"}, {"Bell"}),
        ({"theme": "transfer"}, set()),
        ({"risk": "high"}, {"Baker"}),
        ({"trigger": "university"}, {"Abbott"}),
        ({"intake": "2021-09"}, {"Abbott"}),
        ({"contact": "overdue"}, {"Baker", "Abbott", "Cole"}),
        ({"contact": "today"}, set()),
        ({"first_contact": "late"}, {"Baker", "Abbott", "Cole"}),
        ({"first_contact": "made late"}, set()),
        ({"standing": "reopened"}, set()),
        ({"closed_from": "2022-04-04", "closed_to": "2022-04-04"}, {"Bell"}),
        ({"opened_to": "2022-04-03"}, set()),
        ({"reopened_from": "2022-04-01"}, set()),
        ({"q": "ada abb"}, {"Abbott"}),
        ({"q": "R2"}, {"Bell"}),
        ({"q": "W-B1"}, {"Baker"}),
    ],
)
def test_filters_and_search(query: dict[str, str], found: set[str], several: None, cast: Cast, client: Client) -> None:
    with on(date(2022, 4, 8)):
        assert names(listed(client, cast.of(Role.WELFARE_LEAD), CASES, **query)) == found


def test_a_case_is_found_by_its_number_within_what_one_sees(
    several: None, cast: Cast, ruth: User, client: Client
) -> None:
    lead = cast.of(Role.WELFARE_LEAD)
    theirs = cast.bob.person.welfare_cases.unscoped().get()
    assert names(listed(client, lead, CASES, q=f"w{theirs.pk}")) == {"Baker"}
    other = Person.objects.unscoped().get(employee_number="R3").welfare_cases.unscoped().get()
    assert names(listed(client, lead, CASES, q=str(other))) == set()  # "Case" is a word of no name
    assert names(listed(client, lead, CASES, q=other.reference)) == {"Cole"}
    assert names(listed(client, ruth, CASES, q=other.reference)) == set()


def test_the_list_names_the_officer_in_charge_and_the_age(
    several: None, cast: Cast, ruth: User, client: Client
) -> None:
    with on(date(2022, 4, 19)):
        row = listed(client, ruth, CASES, risk="high")
    assert "welfare-officer" in row and row.endswith(" 9")  # Easter is no time of work
    assert listed(client, ruth, CASES, owner=str(ruth.pk), standing="live").count("Baker") == 1


def test_somebody_outside_the_team_is_no_choice_of_the_filter(several: None, cast: Cast, client: Client) -> None:
    client.force_login(cast.of(Role.WELFARE_LEAD))
    page = client.get(reverse(CASES), {"owner": cast.charlie.pk}).content.decode()
    assert "Select officer in charge from the list" in page and "Baker" not in page


def test_tasks_are_listed_with_their_case_and_whose_turn(several: None, cast: Cast, ruth: User, client: Client) -> None:
    case = cast.bob.person.welfare_cases.unscoped().get()
    with on(MONDAY):
        set_task(case, by=ruth, what="Ask payroll", due_on=MONDAY, turn="manager")
    with on(date(2022, 4, 8)):
        row = listed(client, ruth, TASKS, due="overdue", turn="manager", owner=str(ruth.pk))
        assert listed(client, ruth, TASKS, due="today") == listed(client, ruth, TASKS, turn="us") == ""
    assert row == f"Ask payroll {case.reference} Baker, Bob welfare-officer 4 Apr 2022 Line manager To do"
    assert listed(client, user("ed", Role.WELFARE_OFFICER), TASKS) == ""


def test_of_a_corrected_contact_the_correction_is_listed(several: None, cast: Cast, ruth: User, client: Client) -> None:
    case = cast.bob.person.welfare_cases.unscoped().get()
    with on(MONDAY):
        wrong = log_contact(case, by=ruth, summary="In confidence", **SPOKE)
        correct_contact(wrong, by=ruth, **{**SPOKE, "reached": "message left"}, how="phone", summary="", next_on=None)
    rows = listed(client, ruth, CONTACTS, q="Baker")
    assert rows == f"{case.reference} Baker, Bob 4 Apr 2022 Phone The officer Left a message welfare-officer"
    assert "Bell" in listed(client, ruth, CONTACTS, reached="spoke", by=str(ruth.pk))
    assert listed(client, user("ed", Role.WELFARE_OFFICER), CONTACTS) == ""


@pytest.mark.parametrize("page", [CASES, TASKS, CONTACTS])
@pytest.mark.parametrize("reader", ["alice", "bob", "charlie", Role.PEOPLE_DATA])
def test_others_open_none_of_them(page: str, reader: str, cast: Cast, client: Client) -> None:
    client.force_login(cast.of(reader) if isinstance(reader, Role) else getattr(cast, reader))
    assert client.get(reverse(page)).status_code == 403


def test_a_file_holds_what_the_list_shows_and_no_formula(cast: Cast, client: Client) -> None:
    officer = user("ruth", Role.WELFARE_OFFICER)
    officer.first_name, officer.last_name = "=cmd()", "Beddoes"
    officer.save()
    with on(MONDAY):
        case_of(cast.bob.person, owner=officer)
        client.force_login(officer)
        answer = client.get(reverse(CASES), {"export": "csv"})
        heading, row = b"".join(answer).decode().splitlines()
        book = client.get(reverse(CASES), {"export": "xlsx"})
        assert BytesIO(b"".join(book)).getvalue()[:2] == b"PK"
    assert heading == '"Case","Officer","Status","Risk","Trigger","In charge","Opened","Contact due","Age"'
    assert row.partition(",")[2] == '"Baker, Bob",Open,"",Tutor,\'=cmd() Beddoes,2022-04-04,2022-04-06,0'


def sixty_cases(owner: User) -> None:
    """Each with a contact and a task. Rows at once: how they came about is nothing to the lists."""
    names = {"first_name": "Sam", "last_name": "Smith"}
    people = Person.objects.bulk_create(Person(employee_number=f"R{number}", **names) for number in range(60))
    days = {"opened_on": MONDAY, "first_contact_due": MONDAY, "next_contact_due": MONDAY}
    cases = WelfareCase.objects.bulk_create(
        WelfareCase(person=each, trigger=Trigger.TUTOR, owner=owner, **days) for each in people
    )
    Contact.objects.bulk_create(Contact(case=case, by=owner, on=MONDAY) for case in cases)
    Task.objects.bulk_create(Task(case=case, by=owner, what="Ask", due_on=MONDAY) for case in cases)


@pytest.mark.parametrize("page", [CASES, TASKS, CONTACTS])
@pytest.mark.parametrize("role", [Role.WELFARE_OFFICER, Role.WELFARE_LEAD])
def test_a_list_takes_few_queries_however_long(page: str, role: Role, cast: Cast, ruth: User, client: Client) -> None:
    with on(MONDAY):
        sixty_cases(ruth)
        client.force_login(cast.of(role))
        client.get(reverse(page))
        with CaptureQueriesContext(connection) as caught:
            client.get(reverse(page))
    assert sum(not each["sql"].startswith(("SAVEPOINT", "RELEASE")) for each in caught) <= MOST
