"""Medical detail: optional, encrypted, for its holder and RA officers alone; each reading of it is logged."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from people.models import User
from people.roles import Role
from tests.base import Cast
from tests.welfare.passports import made
from tests.welfare.passports.made import OWN, SAVEPOINT, MedicalDetail, medical, page, passport_of, send, words
from welfare.passports.own_forms import MedicalForm
from wmp.lib.audit import ReadLog

pytestmark = pytest.mark.django_db

MEDICAL = f"{OWN}medical/"
SECRET = "Zebrafinch syndrome"


def mark(client: Client) -> str:
    value = client.get(MEDICAL).context["form"].initial["opened_with"]
    assert isinstance(value, str)
    return value


def save(client: Client, by: User, **fields: str) -> Any:
    client.force_login(by)
    return client.post(MEDICAL, {"diagnosis": "", "opened_with": mark(client), **fields})


def test_it_says_who_reads_it_before_anything_is_typed(cast: Cast, client: Client) -> None:
    passport_of(cast.bob)
    text = page(client, cast.bob, MEDICAL)
    assert "Never your line manager" in text and "nobody asks for a diagnosis" in text
    assert "RA officers once your passport is sent to them" in text


def test_it_is_kept_encrypted_and_shown_to_its_holder(cast: Cast, client: Client) -> None:
    passport_of(cast.bob)
    save(client, cast.bob, diagnosis=SECRET)
    assert SECRET in page(client, cast.bob, MEDICAL)
    with connection.cursor() as cursor:
        cursor.execute("SELECT diagnosis FROM welfare_medicaldetail")
        assert SECRET not in cursor.fetchone()[0]


def test_elsewhere_it_is_given_or_not_given(cast: Cast, client: Client) -> None:
    passport = passport_of(cast.bob)
    assert "Medical detail Not given" in page(client, cast.bob, f"{OWN}check/")
    medical(passport, diagnosis=SECRET)
    for address in (OWN, f"{OWN}check/", f"{OWN}questions/impact/"):
        assert SECRET not in page(client, cast.bob, address)
    assert "Medical detail Given." in page(client, cast.bob, f"{OWN}check/")


def test_each_reading_is_logged_the_own_one_too(cast: Cast, client: Client) -> None:
    passport = passport_of(cast.bob)
    page(client, cast.bob, MEDICAL)
    readings = ReadLog.objects.visible_to(cast.bob).filter(kind="welfare.MedicalDetail")
    assert not readings.exists()  # there was none to read
    detail = medical(passport)
    page(client, cast.bob, MEDICAL)
    assert [(each.reader, each.subject, each.record) for each in readings] == [(cast.bob, cast.bob, str(detail.pk))]


def test_it_can_be_emptied_at_any_time(cast: Cast, client: Client) -> None:
    passport = passport_of(cast.bob)
    medical(passport)
    made.sent(passport)
    assert "Empty it all" in page(client, cast.bob, MEDICAL)
    send(client, cast.bob, MEDICAL, empty="yes")
    assert not MedicalDetail.objects.unscoped().exists()
    assert "Your medical detail is empty. No page shows any of it now." in page(client, cast.bob)
    assert send(client, cast.bob, MEDICAL, empty="yes").status_code == 302


def test_what_is_saved_empty_is_no_row(cast: Cast, client: Client) -> None:
    passport_of(cast.bob)
    save(client, cast.bob, diagnosis=SECRET)
    save(client, cast.bob)
    assert not MedicalDetail.objects.unscoped().exists()


def test_of_two_windows_neither_writes_over_the_other_unseen(cast: Cast, client: Client) -> None:
    passport_of(cast.bob)
    client.force_login(cast.bob)
    first = mark(client)
    save(client, cast.bob, diagnosis="From the phone")
    response = client.post(MEDICAL, {"diagnosis": "From the desk", "opened_with": first})
    text = words(response)
    assert response.status_code == 409
    assert "Condition or diagnosis, as it stands From the phone" in text and "From the desk" in text
    again = response.context["form"].data["opened_with"]
    assert client.post(MEDICAL, {"diagnosis": "From the desk", "opened_with": again}).status_code == 302
    assert MedicalDetail.objects.unscoped().get().diagnosis == "From the desk"


def test_too_much_is_refused(cast: Cast, client: Client) -> None:
    passport_of(cast.bob)
    assert "must be 4000 characters or fewer" in words(save(client, cast.bob, diagnosis="x" * 4001))
    assert not MedicalDetail.objects.unscoped().exists()


def test_the_form_is_of_no_model() -> None:
    assert not hasattr(MedicalForm, "_meta")


def test_others_have_only_their_own_page(cast: Cast, client: Client) -> None:
    medical(made.sent(passport_of(cast.bob)), diagnosis=SECRET)
    for reader in (cast.alice, cast.charlie, cast.of(Role.RA_OFFICER)):
        client.force_login(reader)
        assert client.get(MEDICAL).status_code == client.post(MEDICAL, {"empty": "yes"}).status_code == 404
    assert MedicalDetail.objects.unscoped().exists()


def test_few_queries(cast: Cast, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    medical(passport_of(cast.bob))
    client.force_login(cast.bob)
    with django_assert_max_num_queries(8 + SAVEPOINT):
        assert client.get(MEDICAL).status_code == 200
    opened = mark(client)
    with django_assert_max_num_queries(15 + SAVEPOINT):
        assert client.post(MEDICAL, {"diagnosis": "Else", "opened_with": opened}).status_code == 302


def test_after_withdrawing_it_is_the_holders_alone_to_read_and_to_empty(cast: Cast, client: Client) -> None:
    medical(passport := made.sent(passport_of(cast.bob)), diagnosis=SECRET)
    officer = cast.of(Role.RA_OFFICER)
    assert MedicalDetail.objects.visible_to(officer).exists()
    made.withdrawn(passport)
    assert not MedicalDetail.objects.visible_to(officer).exists()
    assert "only you can read it, and you can empty it" in page(client, cast.bob)
    assert SECRET in page(client, cast.bob, MEDICAL)
    readings = ReadLog.objects.visible_to(cast.bob).filter(kind="welfare.MedicalDetail")
    assert [each.reader for each in readings] == [cast.bob]


@pytest.mark.parametrize("anew", [False, True])
def test_what_a_withdrawn_passport_left_is_emptied(cast: Cast, client: Client, anew: bool) -> None:
    detail = medical(passport := passport_of(cast.bob), diagnosis=SECRET)
    made.withdrawn(passport)
    if anew:
        medical(passport_of(cast.bob), diagnosis="Else")
    assert SECRET in page(client, cast.bob, MEDICAL)
    assert client.post(MEDICAL, {"empty_earlier": "0"}).status_code == 302
    assert client.post(MEDICAL, {"empty_earlier": str(detail.pk)}).status_code == 302
    assert [each.diagnosis for each in MedicalDetail.objects.unscoped()] == (["Else"] if anew else [])
    assert client.get(MEDICAL).status_code == (200 if anew else 404)


def test_it_says_that_the_record_of_changes_keeps_it(cast: Cast, client: Client) -> None:
    passport_of(cast.bob)
    assert "stays encrypted in the record of changes, which no page shows either" in page(client, cast.bob, MEDICAL)
