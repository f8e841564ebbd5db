"""A resignation of a student officer is a signal, of anybody else it is not; withdrawing one is told to the case."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from people.models import Resignation, User
from people.roles import Role
from tests.base import Cast, opened_with, person, post, probation, user
from tests.welfare.made import MONDAY, case_of, on, resigned, stored
from welfare.cases.entries import Entry, Signal
from welfare.cases.models import WelfareCase
from welfare.resignations.models import KnownResignation
from welfare.resignations.tasks import hear
from wmp.lib.alerts import Alert

pytestmark = pytest.mark.django_db

LIST, NEW = "/welfare/resignations/", "/welfare/resignations/new/"


def day(name: str, on: date | None) -> dict[str, str]:
    return {f"{name}_{part}": str(getattr(on, part)) for part in ("day", "month", "year")} if on else {}


def typed(number: str = "B1", received_on: date = MONDAY, **more: Any) -> dict[str, str]:
    return {"person": number, **day("received_on", received_on), "stated_reason": "Shifts", **more}


def record(client: Client, by: User, **fields: Any) -> Any:
    client.force_login(by)
    with on(MONDAY):
        return client.post(NEW, typed(**fields), follow=True)


def page(client: Client, of: Resignation, act: str = "") -> str:
    with on(MONDAY):
        return client.get(f"{LIST}{of.pk}/{act}").content.decode()


def resignation() -> Resignation:
    return KnownResignation.objects.unscoped().get()


@pytest.mark.parametrize("role", [Role.PEOPLE_DATA, Role.WELFARE_OFFICER, Role.WELFARE_LEAD])
def test_a_resignation_of_a_student_officer_opens_a_case(cast: Cast, client: Client, role: Role) -> None:
    response = record(client, cast.of(role))
    assert response.status_code == 200 and "The welfare team was told on 4 April 2022" in response.content.decode()
    signal = Signal.objects.unscoped().get()
    assert (signal.trigger, signal.text, signal.resignation_id) == ("resignation", "Shifts", resignation().pk)
    assert stored(signal.case).next_contact_due == date(2022, 4, 6)
    assert Alert.objects.unscoped().exists()


def test_of_anybody_else_it_is_recorded_and_the_page_says_that_there_is_no_case(cast: Cast, client: Client) -> None:
    response = record(client, cast.of(Role.PEOPLE_DATA), number="C1")
    assert "Not a student officer&#x27;s, so there is no welfare case" in response.content.decode()
    assert resignation().person == cast.charlie.person and not WelfareCase.objects.unscoped().exists()


def test_the_day_of_today_is_filled_in(cast: Cast, client: Client) -> None:
    client.force_login(cast.of(Role.WELFARE_OFFICER))
    with on(MONDAY):
        text = client.get(NEW).content.decode()
    assert 'name="received_on_day" value="4"' in text and 'name="last_day_day" value="4"' not in text


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"number": "NONE"}, "Choose somebody from the list, or give the whole employee number"),
        ({"number": ""}, "Answer “Who has resigned?”"),
        ({"received_on": date(2022, 4, 5)}, "Day it was received must be today or in the past"),
        (day("last_day", date(2022, 4, 1)), "The last day cannot come before the resignation."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_recorded(cast: Cast, client: Client, fields: Any, message: str) -> None:
    assert message in record(client, cast.of(Role.PEOPLE_DATA), **fields).content.decode()
    assert not Resignation.objects.unscoped().exists()


def test_the_same_day_is_recorded_once(cast: Cast, client: Client) -> None:
    record(client, cast.of(Role.PEOPLE_DATA))
    text = record(client, cast.of(Role.PEOPLE_DATA)).content.decode()
    assert "A resignation of this person on this day is recorded already." in text


def test_nobody_records_their_own(cast: Cast, client: Client) -> None:
    clerk = cast.of(Role.PEOPLE_DATA)
    person("P1", "Pat Payne", clerk)
    assert "Somebody else has to record your own resignation" in record(client, clerk, number="P1").content.decode()


def test_a_welfare_officer_records_student_officers_only(cast: Cast, client: Client) -> None:
    officer = cast.of(Role.WELFARE_OFFICER)
    assert "Choose somebody from the list" in record(client, officer, number="C1").content.decode()
    before = date(2020, 5, 1)  # Bob joined in January 2021
    assert "They were not in probation that day" in record(client, officer, received_on=before).content.decode()


def test_somebody_who_is_found_as_one_types_by_who_may(cast: Cast, client: Client) -> None:
    client.force_login(cast.of(Role.PEOPLE_DATA))
    assert client.get("/welfare/pick-people/", {"q": "cook"}).json() == [{"value": "C1", "text": "Charlie Cook, C1"}]
    client.force_login(cast.of(Role.WELFARE_OFFICER))
    assert client.get("/welfare/pick-people/", {"q": "cook"}).json() == []
    assert client.get("/welfare/pick-people/", {"q": "b1\0"}).json() == []
    assert len(client.get("/welfare/pick-people/", {"q": "b1"}).json()) == 1


# --- who sees it ---


def test_whose_case_it_is_not_does_not_read_the_reason(cast: Cast, client: Client) -> None:
    owner, colleague = cast.of(Role.WELFARE_OFFICER), user("colleague", Role.WELFARE_OFFICER)
    with on(MONDAY):
        resigned(cast.bob.person, by=cast.of(Role.PEOPLE_DATA), owner=owner, stated_reason="Shifts")
    for reader, status in ((owner, 200), (colleague, 404), (cast.alice, 200), (cast.bob, 200), (cast.charlie, 404)):
        client.force_login(reader)
        assert client.get(f"{LIST}{resignation().pk}/").status_code == status, reader


def test_a_line_manager_reads_that_and_when_and_not_why(cast: Cast, client: Client) -> None:
    clerk = cast.of(Role.PEOPLE_DATA)
    with on(MONDAY):
        resigned(cast.bob.person, by=clerk, stated_reason="Shifts")
        found = resignation()
        found.stated_reason = "Bullied"
        found.save()
    client.force_login(cast.alice)
    text = page(client, found)
    assert "4 April 2022" in text and "Reason given" not in text and "Bullied" not in text and "Shifts" not in text
    for reader in (cast.bob, clerk, cast.of(Role.WELFARE_LEAD)):
        client.force_login(reader)
        assert "Bullied" in page(client, found)


def test_the_lead_sees_those_of_student_officers_only(cast: Cast, client: Client) -> None:
    lead = cast.of(Role.WELFARE_LEAD)
    probation(cast.charlie.person, date(2012, 1, 9), ended_on=date(2014, 1, 9), outcome="confirmed")
    with on(MONDAY):
        of_bob, of_charlie = row(cast.bob.person), row(cast.charlie.person)
        assert list(KnownResignation.objects.visible_to(lead).values_list("pk", flat=True)) == [of_bob.pk]
    client.force_login(lead)
    assert client.get(f"{LIST}{of_charlie.pk}/").status_code == 404


def test_no_link_leads_a_line_manager_to_the_list(cast: Cast, client: Client) -> None:
    with on(MONDAY):
        resigned(cast.bob.person, by=cast.of(Role.PEOPLE_DATA))
    client.force_login(cast.alice)
    assert f'href="{LIST}"' not in page(client, resignation())
    client.force_login(cast.of(Role.PEOPLE_DATA))
    assert f'href="{LIST}"' in page(client, resignation())


def test_whoever_recorded_it_for_a_colleagues_case_still_sees_what_they_recorded(cast: Cast, client: Client) -> None:
    colleague = user("colleague", Role.WELFARE_OFFICER)
    with on(MONDAY):
        case_of(cast.bob.person, owner=cast.of(Role.WELFARE_OFFICER))
    assert record(client, colleague).status_code == 200


@pytest.mark.parametrize("role", [Role.PEOPLE_DATA, Role.WELFARE_OFFICER, Role.WELFARE_LEAD])
def test_few_queries(
    cast: Cast, client: Client, role: Role, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """Seven at most, and the two that begin and end the transaction."""
    with on(MONDAY):
        resigned(cast.bob.person, by=cast.of(Role.PEOPLE_DATA))
    client.force_login(cast.of(role))
    client.get(LIST)
    for address in (LIST, f"{LIST}{resignation().pk}/"):
        with on(MONDAY), django_assert_max_num_queries(9):
            assert client.get(address).status_code == 200


# --- withdrawing and mending ---


def withdraw(client: Client, on_day: date = MONDAY, seen: str = "stands") -> Any:
    with on(MONDAY):
        return client.post(f"{LIST}{resignation().pk}/withdraw/", {"seen": seen, **day("on", on_day)})


def test_withdrawing_is_told_to_the_case_and_its_officer(cast: Cast, client: Client) -> None:
    owner = cast.of(Role.WELFARE_OFFICER)
    with on(MONDAY):
        case = resigned(cast.bob.person, by=cast.of(Role.PEOPLE_DATA), owner=owner)
    client.force_login(cast.of(Role.PEOPLE_DATA))
    assert withdraw(client).status_code == 302
    assert resignation().withdrawn_on == MONDAY and stored(case).status == "open"
    assert "withdrawn on 4 April 2022" in Entry.objects.unscoped().filter(case=case).latest("pk").text
    assert Alert.objects.unscoped().filter(to=owner, subject=f"{case.reference}: a resignation was withdrawn").exists()
    assert "Record that it was withdrawn" not in page(client, resignation())


def test_it_is_withdrawn_once_and_not_before_it_was_received(cast: Cast, client: Client) -> None:
    with on(MONDAY):
        resigned(cast.bob.person, by=cast.of(Role.PEOPLE_DATA))
    client.force_login(cast.of(Role.PEOPLE_DATA))
    assert withdraw(client, date(2022, 4, 1)).status_code == 409
    assert withdraw(client).status_code == 302
    assert withdraw(client).status_code == 409
    assert Entry.objects.unscoped().filter(text__contains="withdrawn").count() == 1


def test_of_a_closed_case_the_team_is_told_as_well(cast: Cast, client: Client) -> None:
    lead = cast.of(Role.WELFARE_LEAD)
    with on(MONDAY):
        case = resigned(cast.bob.person, by=lead)
        case.close(by=lead, outcome="left", themes=[])
    client.force_login(cast.of(Role.PEOPLE_DATA))
    withdraw(client)
    assert Entry.objects.unscoped().filter(case=case, text__contains="withdrawn").exists()
    assert "Decide whether to reopen it." in Alert.objects.unscoped().filter(to=lead).latest("pk").text


def test_only_who_records_them_withdraws_them_and_never_their_own(cast: Cast, client: Client) -> None:
    with on(MONDAY):
        resigned(cast.bob.person, by=cast.of(Role.PEOPLE_DATA))
    for reader in (cast.alice, cast.bob):
        client.force_login(reader)
        assert withdraw(client).status_code == 403


def test_what_is_mended_is_told_to_the_case_and_moves_its_clock(cast: Cast, client: Client) -> None:
    with on(MONDAY):
        case = resigned(cast.bob.person, by=cast.of(Role.PEOPLE_DATA), stated_reason="Shifts")
    client.force_login(cast.of(Role.PEOPLE_DATA))
    form = page(client, resignation(), "change/")
    sent = {**day("received_on", date(2022, 4, 1)), "stated_reason": "Shifts", "opened_with": opened_with(form)}
    with on(MONDAY):
        assert client.post(f"{LIST}{resignation().pk}/change/", sent).status_code == 302
    assert resignation().received_on == date(2022, 4, 1) and stored(case).next_contact_due == date(2022, 4, 5)
    text = Entry.objects.unscoped().latest("pk").text
    assert "Day it was received: 4 April 2022 → 1 April 2022" in text and "Shifts" not in text


@pytest.mark.parametrize(
    ("first", "mended", "due"),
    [
        (date(2022, 4, 1), MONDAY, date(2022, 4, 6)),
        (MONDAY, date(2022, 4, 1), date(2022, 4, 5)),
    ],
)
def test_the_first_contact_is_counted_from_the_day_that_is_right(
    cast: Cast, first: date, mended: date, due: date
) -> None:
    clerk = cast.of(Role.PEOPLE_DATA)
    with on(MONDAY):
        case = resigned(cast.bob.person, by=clerk, received_on=first)
        found: Any = resignation()
        found.received_on = mended
        found.correct("Day it was received", by=clerk)
    assert (stored(case).first_contact_due, stored(case).next_contact_due) == (due, due)


def test_of_a_case_that_another_signal_opened_the_first_contact_stays(cast: Cast) -> None:
    clerk = cast.of(Role.PEOPLE_DATA)
    with on(MONDAY):
        case = case_of(cast.bob.person)
        resigned(cast.bob.person, by=clerk)
        found: Any = resignation()
        found.received_on = date(2022, 4, 1)
        found.correct("Day it was received", by=clerk)
    assert (stored(case).first_contact_due, stored(case).next_contact_due) == (date(2022, 4, 6), date(2022, 4, 5))


# --- the daily job ---


def row(who: Any, received_on: date = MONDAY, **fields: Any) -> Resignation:
    return Resignation.objects.create(person=who, received_on=received_on, **fields)


def test_the_daily_job_hears_what_came_another_way_and_nothing_twice(cast: Cast) -> None:
    row(cast.bob.person)
    row(cast.charlie.person)
    with on(date(2022, 4, 5)):
        assert hear() == 1 and hear() == 0
    signal = Signal.objects.unscoped().get()
    assert (signal.by, stored(signal.case).next_contact_due) == (None, date(2022, 4, 6))


def test_before_it_is_heard_its_page_says_so(cast: Cast, client: Client) -> None:
    found = row(cast.bob.person)
    client.force_login(cast.of(Role.PEOPLE_DATA))
    assert "The welfare team has not been told yet" in page(client, found)
    hear()
    assert "The welfare team was told on" in page(client, found)


def test_it_leaves_what_is_no_signal_any_more(cast: Cast) -> None:
    row(cast.bob.person, withdrawn_on=MONDAY)
    row(cast.bob.person, date(2019, 1, 1))  # from an earlier post, before the probation
    gone = person("G1", "Gil Gone")
    probation(gone, ended_on=MONDAY, outcome="left")
    row(gone, date(2022, 3, 1))
    assert hear() == 0


def test_it_hears_of_somebody_whose_probation_was_entered_later(cast: Cast) -> None:
    late = person("L1", "Lee Late")
    post(late)
    row(late)
    assert hear() == 0
    probation(late, date(2021, 9, 1))
    assert hear() == 1
