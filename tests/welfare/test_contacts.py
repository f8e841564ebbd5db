"""A contact is logged in one page, from its case or from anywhere, with everything but the words filled in."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from people.models import User
from people.roles import Role
from tests.base import Cast, user
from tests.welfare.made import BEFORE_EASTER, MONDAY, case_of, on, stored
from welfare.cases.entries import Contact
from welfare.cases.handling import log_contact
from welfare.cases.models import CaseStatus, WelfareCase
from wmp.lib.workflow import IllegalMove

pytestmark = pytest.mark.django_db

SPOKE = {
    "how": "phone",
    "with_whom": "officer",
    "reached": "spoke",
    "summary": "Wants fewer nights",
    "next": "two days",
    "on_day": "4",
    "on_month": "4",
    "on_year": "2022",
}


@pytest.fixture
def officer(cast: Cast, client: Client) -> User:
    """Who has the case, signed in."""
    client.force_login(cast.of(Role.WELFARE_OFFICER))
    return cast.of(Role.WELFARE_OFFICER)


@pytest.fixture
def case(cast: Cast, officer: User) -> WelfareCase:
    with on():
        return case_of(cast.bob.person, by=cast.alice, owner=officer)


def log(client: Client, case: WelfareCase, day: date = MONDAY, minute: int = 10, **changed: str) -> Any:
    with on(day, minute=minute):
        return client.post(f"/welfare/cases/{case.pk}/log-contact/", {**SPOKE, **changed})


def anywhere(client: Client, said: str, **changed: str) -> Any:
    with on():
        return client.post("/welfare/contacts/new/", {**SPOKE, "case": said, **changed})


def test_speaking_with_the_officer_makes_the_case_contacted(client: Client, case: WelfareCase, officer: User) -> None:
    assert log(client, case).status_code == 302
    now, contact = stored(case), Contact.objects.unscoped().get()
    assert (now.status, now.first_contact_on, now.next_contact_due) == ("contacted", MONDAY, date(2022, 4, 6))
    assert (contact.by, contact.summary, contact.next_on) == (officer, "Wants fewer nights", date(2022, 4, 6))


def test_the_first_contact_is_the_earliest_however_late_it_is_logged(client: Client, case: WelfareCase) -> None:
    log(client, case, BEFORE_EASTER, on_day="11")
    log(client, case, BEFORE_EASTER, on_day="5", summary="A call of the week before")
    assert stored(case).first_contact_on == date(2022, 4, 5)


def test_a_contact_before_its_case_is_a_slip_of_the_year(client: Client, case: WelfareCase) -> None:
    refused = log(client, case, on_year="2021")
    assert refused.status_code == 409 and b"Wants fewer nights" in refused.content
    assert f"Case {case.reference} began on 4 April 2022" in refused.content.decode()
    assert not Contact.objects.unscoped().exists()


def test_since_the_first_signal_a_contact_counts(cast: Cast, officer: User) -> None:
    with on():
        case = case_of(cast.bob.person, by=cast.alice, owner=officer, received_on=date(2022, 3, 31))
        log_contact(case, by=officer, on=date(2022, 4, 1), reached="spoke", with_whom="officer")
    assert (stored(case).status, stored(case).first_contact_on) == ("contacted", date(2022, 4, 1))


def test_of_a_reopened_case_only_later_contacts_count(client: Client, case: WelfareCase, officer: User) -> None:
    with on(BEFORE_EASTER):
        case.close(by=officer, outcome="retained", themes=[])
        stored(case).reopen(by=officer, reason="Rang again")
    assert log(client, case, BEFORE_EASTER, on_day="5").status_code == 302
    assert (stored(case).status, stored(case).first_contact_on) == ("open", None)


def test_no_answer_leaves_it_open_and_sets_the_next_try(client: Client, case: WelfareCase) -> None:
    log(client, case, reached="no answer", next="day")
    assert (stored(case).status, stored(case).next_contact_due) == ("open", date(2022, 4, 5))


def test_no_next_date_after_no_answer_leaves_the_clock(client: Client, case: WelfareCase) -> None:
    log(client, case, reached="no answer", next="none")
    assert stored(case).next_contact_due == date(2022, 4, 6)


def test_a_date_typed_takes_the_place_of_the_choice(client: Client, case: WelfareCase) -> None:
    log(client, case, next_on_day="20", next_on_month="4", next_on_year="2022")
    assert stored(case).next_contact_due == date(2022, 4, 20)


def test_the_form_is_filled_in_but_for_the_words(client: Client, case: WelfareCase) -> None:
    with on():
        text = client.get(f"/welfare/cases/{case.pk}/log-contact/").content.decode()
    assert text.count(" checked") == 4
    assert 'name="on_day" value="4"' in text and 'name="on_year" value="2022"' in text
    assert "In a week: Monday 11 April 2022" in text


@pytest.mark.parametrize("said", ["B1", "b1", "W-B1", "baker", "Bob", "Baker, Bob"])
def test_anywhere_the_case_is_found_by_number_or_name(client: Client, case: WelfareCase, said: str) -> None:
    assert anywhere(client, said)["Location"] == f"/welfare/cases/{case.pk}/"
    assert stored(case).status == "contacted"


def test_anywhere_the_case_number_will_do(client: Client, case: WelfareCase) -> None:
    assert anywhere(client, case.reference)["Location"] == f"/welfare/cases/{case.pk}/"


@pytest.mark.parametrize("said", ["W999999", "nobody", "C1", "x", "W99999999999999999999", "a\0b"])
def test_whoever_has_no_case_is_not_found(client: Client, case: WelfareCase, said: str) -> None:
    response = anywhere(client, said)
    assert response.status_code == 200 and not Contact.objects.unscoped().exists()


def test_a_name_of_several_asks_which(client: Client, cast: Cast, case: WelfareCase, officer: User) -> None:
    second = cast.charlie.person
    second.probations.create(entry_route_id=1, started_on=date(2021, 1, 4))
    second.last_name = "Baker"
    second.save()
    with on():
        case_of(second, by=cast.alice, owner=officer)
    assert b"Several cases fit" in anywhere(client, "baker").content
    assert anywhere(client, "B1").status_code == 302


def test_what_was_typed_stays_when_something_is_wrong(client: Client, case: WelfareCase) -> None:
    text = anywhere(client, case.reference, on_day="32").content.decode()
    assert "Wants fewer nights" in text and "Bob Baker, B1" in text and "must be a real date" in text


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"on_day": "5"}, "Date of the contact must be today or in the past"),
        ({"next_on_day": "1", "next_on_month": "4", "next_on_year": "2022"}, "Next contact must be today or later"),
        ({"how": "pigeon"}, "Select one from the list"),
        ({"summary": "x" * 4001}, "Summary must be 4000 characters or fewer"),
    ],
)
def test_bad_input_is_refused_in_words(client: Client, case: WelfareCase, changed: dict[str, Any], words: str) -> None:
    assert words in log(client, case, **changed).content.decode()
    assert not Contact.objects.unscoped().exists()


def test_a_double_click_logs_one_contact(client: Client, case: WelfareCase) -> None:
    assert log(client, case).status_code == 302
    second = log(client, case)
    assert second.status_code == 409 and b"it was sent twice" in second.content
    assert Contact.objects.unscoped().count() == 1


def test_the_same_words_later_are_another_contact(client: Client, case: WelfareCase) -> None:
    log(client, case, reached="no answer")
    assert log(client, case, reached="no answer", minute=40).status_code == 302
    assert Contact.objects.unscoped().count() == 2


def test_two_tabs_log_two_contacts(client: Client, case: WelfareCase) -> None:
    """The first moves the case; the second was opened before, and is as true."""
    log(client, case)
    assert log(client, case, with_whom="tutor", summary="Agrees").status_code == 302
    assert stored(case).status == "contacted"


def test_a_closed_case_takes_none_and_keeps_what_was_typed(client: Client, case: WelfareCase, officer: User) -> None:
    with on():
        case.close(by=officer, outcome="retained", themes=[])
    response = log(client, case)
    assert response.status_code == 409
    assert b"Reopen it to go on" in response.content and b"Wants fewer nights" in response.content
    assert b"No open case that you may see" in anywhere(client, "B1").content


def test_a_paused_case_takes_one_and_its_clock_stands(client: Client, case: WelfareCase, officer: User) -> None:
    with on():
        case.pause(by=officer, reason="Sick leave")
        assert b"Next contact" not in client.get(f"/welfare/cases/{case.pk}/log-contact/").content
    assert anywhere(client, "B1").status_code == 302
    now = stored(case)
    assert (now.status, now.first_contact_on, now.next_contact_due) == ("paused", MONDAY, date(2022, 4, 6))
    with on(date(2022, 4, 11)):
        now.resume(by=officer)
    assert (now.status, now.next_contact_due) == ("contacted", date(2022, 4, 13))


def test_no_contact_can_be_due_in_a_paused_case(cast: Cast, case: WelfareCase, officer: User) -> None:
    with on():
        case.pause(by=officer, reason="Sick leave")
        with pytest.raises(IllegalMove, match="Resume it first"):
            log_contact(case, by=officer, on=MONDAY, reached="no answer", with_whom="officer", next_on=MONDAY)
    assert not Contact.objects.unscoped().exists()


def test_in_the_queue_any_officer_may_log_one(client: Client, cast: Cast, officer: User) -> None:
    with on():
        case = case_of(cast.bob.person, by=cast.alice)
    assert log(client, case).status_code == 302
    assert (stored(case).status, stored(case).owner) == ("contacted", None)


def test_another_officers_case_is_not_there(client: Client, cast: Cast, case: WelfareCase) -> None:
    for who in (user("another", Role.WELFARE_OFFICER), cast.charlie, cast.alice, cast.bob):
        client.force_login(who)
        assert log(client, case).status_code == 404
    client.force_login(user("one more", Role.WELFARE_OFFICER))
    assert b"No open case that you may see" in anywhere(client, "B1").content
    client.force_login(cast.charlie)
    assert anywhere(client, "B1").status_code == 403


def test_the_lead_logs_one_too(client: Client, cast: Cast, case: WelfareCase) -> None:
    client.force_login(cast.of(Role.WELFARE_LEAD))
    assert log(client, case).status_code == 302
    assert stored(case).owner == cast.of(Role.WELFARE_OFFICER)


def test_nobody_logs_one_in_their_own_case(client: Client, cast: Cast) -> None:
    cast.bob.groups.set(cast.of(Role.WELFARE_LEAD).groups.all())
    with on():
        case = case_of(cast.bob.person, by=cast.alice)
    client.force_login(cast.bob)
    assert log(client, case).status_code == 404
    assert b"No open case that you may see" in anywhere(client, "B1").content
    assert stored(case).status == CaseStatus.OPEN
