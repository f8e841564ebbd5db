"""The page of a case: what an officer reads before phoning, what there is to do next, and what it costs to open."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from people.models import Person, User
from people.roles import Role
from tests.base import Cast, user
from tests.welfare.made import MONDAY, case_of, on, resigned, stored
from welfare.cases.entries import Contact, Entry
from welfare.cases.handling import brief_manager, set_task
from welfare.cases.models import CaseStatus, Trigger, WelfareCase
from wmp.lib.audit import ReadLog

pytestmark = pytest.mark.django_db
MOST = 8


def page(client: Client, reader: User, case: WelfareCase, day: date = MONDAY) -> str:
    client.force_login(reader)
    with on(day):
        response = client.get(f"/welfare/cases/{case.pk}/")
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def officer(cast: Cast) -> User:
    return cast.of(Role.WELFARE_OFFICER)


@pytest.mark.parametrize("status", CaseStatus.values)
def test_builders_bring_a_case_where_they_say(cast: Cast, officer: User, status: str) -> None:
    with on():
        case = case_of(cast.bob.person, by=cast.alice, owner=officer, status=CaseStatus(status))
    assert (stored(case).status, stored(case).owner) == (status, officer)


def test_a_resignation_says_all_that_one_needs_before_phoning(client: Client, cast: Cast, officer: User) -> None:
    probation = cast.bob.person.probations.visible_to(cast.bob).get()
    probation.intake, probation.due_to_end_on = "January 2021", date(2024, 1, 3)
    probation.save()
    with on(date(2022, 4, 1)):
        case = resigned(
            cast.bob.person, by=officer, owner=officer, last_day=date(2022, 4, 29), stated_reason="Nights and a baby"
        )
    text = page(client, officer, case)
    for said in (
        "Bob Baker", "B1", "W-B1", "PCDA, January 2021", "4 January 2021", "3 January 2024", "Constable, Response",
        "Alice Archer", "last day 29 April 2022", "Nights and a baby", "Not judged yet", "Not briefed",
        "First contact due tomorrow",
    ):  # fmt: skip
        assert said in text


def test_who_told_the_team_stands_in_the_words_they_used(client: Client, cast: Cast, officer: User) -> None:
    with on():
        case = case_of(cast.bob.person, by=cast.alice, owner=officer, told_by="PC Tutor", text="He hardly speaks")
    text = page(client, officer, case)
    assert "4 April 2022, told by PC Tutor" in text and "He hardly speaks" in text


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2022, 4, 4), "First contact due in 2 working days, on Wednesday 6 April 2022"),
        (date(2022, 4, 5), "First contact due tomorrow"),
        (date(2022, 4, 6), "First contact due today"),
        (date(2022, 4, 7), "First contact is 1 working day late"),
        (date(2022, 4, 10), "First contact is 2 working days late"),
        # Good Friday and Easter Monday are nobody's working days.
        (date(2022, 4, 19), "First contact is 7 working days late"),
    ],
)
def test_the_clock_speaks_in_words(client: Client, cast: Cast, officer: User, day: date, words: str) -> None:
    with on():
        case = case_of(cast.bob.person, by=cast.alice, owner=officer)
    assert words in page(client, officer, case, day)


def test_a_paused_case_has_a_clock_that_stands(client: Client, cast: Cast, officer: User) -> None:
    with on():
        case = case_of(cast.bob.person, by=cast.alice, owner=officer, status=CaseStatus.PAUSED)
    assert "Paused since 4 April 2022: the clock stands" in page(client, officer, case, date(2022, 5, 2))


@pytest.mark.parametrize(
    ("status", "first"),
    [
        ("open", "Log a contact"),
        ("contacted", "Begin support"),
        ("supporting", "Log a contact"),
        ("paused", "Resume"),
        ("closed", "Reopen"),
    ],
)
def test_the_next_action_is_one_button(client: Client, cast: Cast, officer: User, status: str, first: str) -> None:
    with on():
        case = case_of(cast.bob.person, by=cast.alice, owner=officer, status=CaseStatus(status))
    text = page(client, officer, case)
    button = text[text.index('role="button"') :]
    assert button[button.index(">") + 1 :].startswith(first)


def test_the_queue_offers_to_take_a_case_and_the_lead_to_give_it(client: Client, cast: Cast, officer: User) -> None:
    with on():
        case = case_of(cast.bob.person, by=cast.alice)
    text = page(client, officer, case)
    assert "Take this case</button>" in text and "Hand over" not in text and "Close" not in text
    assert 'role="button"' in (lead := page(client, cast.of(Role.WELFARE_LEAD), case)) and "Hand over" in lead


def test_a_closed_case_offers_nothing_but_to_reopen_it(client: Client, cast: Cast, officer: User) -> None:
    with on():
        case = case_of(cast.bob.person, by=cast.alice, owner=officer)
        set_task(case, by=officer, what="Ring the tutor", due_on=MONDAY)
        case.close(by=officer, outcome="retained", themes=["health"], reason="Part-time agreed")
    text = page(client, officer, case)
    assert "Retained, closed on 4 April 2022" in text and "Part-time agreed" in text and "Health or welfare" in text
    assert not any(words in text for words in ("Log a contact", "Add a note", "Set a task", "Change details"))


def test_an_earlier_case_is_linked_for_whoever_sees_it(client: Client, cast: Cast, officer: User) -> None:
    other = user("another", Role.WELFARE_OFFICER)
    with on(date(2022, 1, 10)):
        earlier = case_of(cast.bob.person, by=cast.alice, owner=other, status=CaseStatus.CLOSED)
    with on():
        case = case_of(cast.bob.person, Trigger.UNIVERSITY, by=cast.alice, owner=officer)
    link = f'href="/welfare/cases/{earlier.pk}/"'
    assert link not in page(client, officer, case)
    assert link in page(client, cast.of(Role.WELFARE_LEAD), case)


def test_whether_the_line_manager_is_briefed_is_said(client: Client, cast: Cast, officer: User) -> None:
    with on():
        case = case_of(cast.bob.person, by=cast.alice, owner=officer)
        brief_manager(case, to=cast.alice.person, by=officer, text="No nights until May")
    assert "Briefing of 4 April 2022 not read yet" in page(client, officer, case)


def test_every_opening_is_kept_and_the_officer_concerned_sees_it(client: Client, cast: Cast, officer: User) -> None:
    with on():
        case = case_of(cast.bob.person, by=cast.alice, owner=officer)
    page(client, officer, case)
    kept = ReadLog.objects.visible_to(cast.bob).filter(reader=officer)
    assert [(log.kind, log.record, log.subject) for log in kept] == [("welfare.WelfareCase", str(case.pk), cast.bob)]


def filled(case: WelfareCase, officer: User, size: int) -> None:
    """That many contacts and notes by different people."""
    writers = [officer, *(user(f"writer-{n}-{size}", Role.WELFARE_OFFICER) for n in range(3))]
    Contact.objects.bulk_create(Contact(case=case, by=writers[n % 4], on=MONDAY) for n in range(size))
    Entry.objects.bulk_create(Entry(case=case, by=writers[n % 4], text=f"Note {n}") for n in range(size))


@pytest.fixture
def count(client: Client) -> Callable[[str], int]:
    def counted(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
        return sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in caught)

    return counted


def test_a_case_takes_the_same_few_queries_with_5_and_50_entries(
    client: Client, cast: Cast, officer: User, count: Callable[[str], int]
) -> None:
    client.force_login(officer)
    with on():
        case = resigned(cast.bob.person, by=officer, owner=officer)
        filled(case, officer, 5)
        few = count(f"/welfare/cases/{case.pk}/")
        filled(case, officer, 50)
        for n in range(5):
            set_task(case, by=officer, what=f"Task {n}", due_on=MONDAY + timedelta(days=n))
        assert count(f"/welfare/cases/{case.pk}/") == few <= MOST


def test_a_person_without_a_post_or_manager_is_said_to_have_none(client: Client, cast: Cast, officer: User) -> None:
    Person._base_manager.filter(pk=cast.bob.person.pk).update(warrant_number=None)
    cast.bob.person.posts.unscoped().delete()
    with on():
        case = case_of(cast.bob.person, by=cast.alice, owner=officer)
    text = page(client, officer, case)
    assert "None today" in text and "Nobody named" in text
