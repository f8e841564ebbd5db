"""A diary is corrected by a new line: the old one stays to be read, marked as corrected."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from people.models import User
from people.roles import Role
from tests.base import Cast, user
from tests.together import at_once
from tests.welfare.made import MONDAY, case_of, on, stored
from welfare.cases.entries import Contact, Entry
from welfare.cases.handling import add_note, change_details, correct_note, log_contact
from welfare.cases.models import WelfareCase

pytestmark = pytest.mark.django_db

SAID = {"how": "phone", "with_whom": "officer", "reached": "no answer", "summary": "Rang twice"}
TODAY = {"on_day": "4", "on_month": "4", "on_year": "2022"}


@pytest.fixture
def officer(cast: Cast, client: Client) -> User:
    client.force_login(cast.of(Role.WELFARE_OFFICER))
    return cast.of(Role.WELFARE_OFFICER)


@pytest.fixture
def case(cast: Cast, officer: User) -> WelfareCase:
    with on():
        return case_of(cast.bob.person, by=cast.alice, owner=officer)


@pytest.fixture
def contact(case: WelfareCase, officer: User) -> Contact:
    with on():
        said: dict[str, Any] = {"summary": "Wants to stay", "next_on": date(2022, 4, 11)}
        return log_contact(case, by=officer, on=MONDAY, reached="spoke", with_whom="officer", **said)


@pytest.fixture
def note(case: WelfareCase, officer: User) -> Entry:
    with on():
        return add_note(case, by=officer, text="Lives in Dudley")


def correct(client: Client, kind: str, row: Any, **data: str) -> Any:
    with on(hour=9):
        return client.post(f"/welfare/{kind}/{row.pk}/correct/", data)


def page(client: Client, case: WelfareCase) -> str:
    with on(hour=10):
        return client.get(f"/welfare/cases/{case.pk}/").content.decode()


def test_both_texts_of_a_note_stay_readable(client: Client, case: WelfareCase, note: Entry) -> None:
    assert correct(client, "entries", note, text="Lives in Walsall").status_code == 302
    text = page(client, case)
    assert "Lives in Dudley" in text and "Lives in Walsall" in text
    assert ">Corrected</strong>" in text and ">Correction</strong>" in text
    assert f"/welfare/entries/{note.pk}/correct/" not in text


def test_a_contact_said_anew_keeps_the_first(client: Client, case: WelfareCase, contact: Contact) -> None:
    assert correct(client, "contacts", contact, **SAID, **TODAY).status_code == 302
    assert [each.summary for each in Contact.objects.unscoped().standing()] == ["Rang twice"]
    text = page(client, case)
    assert "Wants to stay" in text and "Rang twice" in text and ">Corrected</strong>" in text


def test_the_clock_follows_what_is_said_now(client: Client, case: WelfareCase, contact: Contact) -> None:
    assert (stored(case).first_contact_on, stored(case).next_contact_due) == (MONDAY, date(2022, 4, 11))
    correct(client, "contacts", contact, **SAID, **TODAY, next_on_day="5", next_on_month="4", next_on_year="2022")
    now = stored(case)
    assert (now.status, now.first_contact_on, now.next_contact_due) == ("contacted", None, date(2022, 4, 5))


def test_who_was_spoken_with_after_all_is_contacted(client: Client, case: WelfareCase, officer: User) -> None:
    with on():
        missed = log_contact(case, by=officer, on=MONDAY, reached="no answer", with_whom="officer")
    said = {**SAID, "reached": "spoke", "next_on_day": "8", "next_on_month": "4", "next_on_year": "2022"}
    assert correct(client, "contacts", missed, **said, **TODAY).status_code == 302
    now = stored(case)
    assert (now.status, now.first_contact_on, now.next_contact_due) == ("contacted", MONDAY, date(2022, 4, 8))


def test_a_contact_is_not_moved_before_its_case(client: Client, case: WelfareCase, contact: Contact) -> None:
    said = correct(client, "contacts", contact, **SAID, **{**TODAY, "on_year": "2021"})
    assert said.status_code == 409 and b"no contact of it can be earlier" in said.content
    assert stored(case).first_contact_on == MONDAY


def test_a_correction_leaves_a_clock_that_was_set_since(
    client: Client, case: WelfareCase, contact: Contact, officer: User
) -> None:
    with on():
        change_details(stored(case), by=officer, next_contact_due=date(2022, 4, 20))
    correct(client, "contacts", contact, **{**SAID, "reached": "spoke"}, **TODAY)
    assert (stored(case).first_contact_on, stored(case).next_contact_due) == (MONDAY, date(2022, 4, 20))


def test_what_is_corrected_is_not_corrected_twice(client: Client, case: WelfareCase, note: Entry) -> None:
    correct(client, "entries", note, text="Lives in Walsall")
    again = correct(client, "entries", note, text="Lives in Solihull")
    assert again.status_code == 409 and b"Somebody has corrected this already" in again.content
    assert b"Lives in Solihull" in again.content and Entry.objects.unscoped().filter(kind="note").count() == 2


def test_a_correction_may_be_corrected(client: Client, case: WelfareCase, note: Entry) -> None:
    correct(client, "entries", note, text="Lives in Walsall")
    second = Entry.objects.unscoped().get(corrects=note)
    assert correct(client, "entries", second, text="Lives in Solihull").status_code == 302
    assert page(client, case).count(">Corrected</strong>") == 2


def test_only_the_author_or_the_lead_corrects(client: Client, cast: Cast, case: WelfareCase, note: Entry) -> None:
    other = user("another", Role.WELFARE_OFFICER)
    WelfareCase.objects.unscoped().filter(pk=case.pk).update(owner=other)
    client.force_login(other)
    assert correct(client, "entries", note, text="x").status_code == 403
    assert "Correct this" not in page(client, case)
    client.force_login(cast.of(Role.WELFARE_LEAD))
    assert f"/welfare/entries/{note.pk}/correct/" in page(client, case)
    assert correct(client, "entries", note, text="Lives in Walsall").status_code == 302


def test_whoever_does_not_see_the_case_finds_no_line(
    client: Client, cast: Cast, case: WelfareCase, note: Entry, contact: Contact
) -> None:
    for who in (cast.charlie, cast.alice, cast.bob, user("another", Role.WELFARE_OFFICER)):
        client.force_login(who)
        assert correct(client, "entries", note, text="x").status_code == 404
        assert correct(client, "contacts", contact, **SAID, **TODAY).status_code == 404


def test_the_author_who_gave_the_case_away_finds_it_no_more(
    client: Client, case: WelfareCase, note: Entry, cast: Cast
) -> None:
    WelfareCase.objects.unscoped().filter(pk=case.pk).update(owner=cast.of(Role.WELFARE_LEAD))
    assert correct(client, "entries", note, text="x").status_code == 404


def test_what_the_product_wrote_is_nobodys_to_correct(client: Client, case: WelfareCase, officer: User) -> None:
    with on():
        change_details(case, by=officer, risk="high")
    line = Entry.objects.unscoped().get(kind="details")
    assert correct(client, "entries", line, text="x").status_code == 403
    assert "Correct this" not in page(client, case)


def test_a_closed_case_may_be_put_right(client: Client, case: WelfareCase, note: Entry, officer: User) -> None:
    with on():
        case.close(by=officer, outcome="retained", themes=[])
    assert correct(client, "entries", note, text="Lives in Walsall").status_code == 302
    assert stored(case).status == "closed"


def test_bad_input_is_refused_in_words(client: Client, note: Entry, contact: Contact) -> None:
    assert b"Enter note" in correct(client, "entries", note, text=" ").content
    wrong = correct(client, "contacts", contact, **SAID, **{**TODAY, "on_day": "5"})
    assert b"must be today or in the past" in wrong.content
    assert not Contact.objects.unscoped().filter(corrects__isnull=False).exists()


@pytest.mark.parametrize("table", ["note", "contact"])
def test_the_database_lets_nobody_edit_the_diary(table: str, note: Entry, contact: Contact) -> None:
    row: Any = {"note": note, "contact": contact}[table]
    for edit in (lambda: type(row).objects.unscoped().filter(pk=row.pk).update(at=row.at), row.delete):
        with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
            edit()


@pytest.mark.django_db(transaction=True)
def test_of_two_corrections_at_once_one_stands() -> None:
    cast = Cast.assemble()
    officer, lead = cast.of(Role.WELFARE_OFFICER), cast.of(Role.WELFARE_LEAD)
    case = case_of(cast.bob.person, by=cast.alice, owner=officer)
    note = add_note(case, by=officer, text="Lives in Dudley")
    rows = [Entry.objects.unscoped().select_related("case").get(pk=note.pk) for _ in range(2)]
    said = at_once(
        lambda: correct_note(rows[0], by=officer, text="Walsall"),
        lambda: correct_note(rows[1], by=lead, text="Solihull"),
    )
    assert sorted(type(error).__name__ for error in said) == ["NoneType", "StaleMove"]
    assert Entry.objects.unscoped().filter(corrects=note).count() == 1
