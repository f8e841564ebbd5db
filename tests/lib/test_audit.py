"""Who read what, and what was what before: kept in the reader's own transaction, and never taken back."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from change.models import Programme
from people.models import EqualityMonitoring, Person, Post
from people.roles import Role
from tests.base import Cast, declared, person, user
from wmp.lib.access import ScopeError
from wmp.lib.audit import ReadLog, log_read

pytestmark = pytest.mark.django_db


def read_log() -> Any:
    return ReadLog.objects.unscoped()


def events(model: Any) -> Any:
    return apps.get_model(model._meta.app_label, f"{model.__name__}Event").objects.unscoped().order_by("pgh_id")


# --- who read what ---------------------------------------------------------------------------------------------------


def test_a_reading_is_kept_with_reader_and_record_and_never_with_content(cast: Cast) -> None:
    log_read(cast.alice, cast.bob.person)
    kept = read_log().values().get()
    assert (kept["reader_id"], kept["subject_id"], kept["action"]) == (cast.alice.pk, cast.bob.pk, "viewed")
    assert (kept["kind"], kept["record"]) == ("people.Person", str(cast.bob.person.pk))
    assert "Baker" not in str(kept)


def test_a_record_that_is_about_nobody_has_no_subject(cast: Cast) -> None:
    log_read(cast.alice, Programme.objects.create(name="Estates"))
    assert read_log().get().subject is None


def test_opening_a_person_s_page_is_logged_and_looking_at_ones_own_as_well(client: Client, cast: Cast) -> None:
    for reader in (cast.alice, cast.bob):
        client.force_login(reader)
        assert client.get(reverse("people:people-detail", args=[cast.bob.person.pk])).status_code == 200
    assert list(read_log().order_by("pk").values_list("reader", "subject")) == [
        (cast.alice.pk, cast.bob.pk),
        (cast.bob.pk, cast.bob.pk),
    ]


def test_a_page_that_was_refused_is_no_reading(client: Client, cast: Cast) -> None:
    client.force_login(cast.charlie)
    assert client.get(reverse("people:people-detail", args=[cast.bob.person.pk])).status_code == 404
    assert not read_log().exists()


def test_an_export_is_logged_with_how_many_rows_left(client: Client, cast: Cast) -> None:
    client.force_login(cast.of(Role.PEOPLE_DATA))
    exported: Any = client.get(reverse("people:people-list"), {"export": "csv"})
    assert b"Baker" in exported.getvalue()
    assert list(read_log().values_list("action", "kind", "rows")) == [("exported", "people:people-list", 3)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("address", ["people:people-detail", "people:people-list"])
def test_a_reading_that_cannot_be_logged_does_not_happen(address: str) -> None:
    cast = Cast.assemble()
    client = Client(raise_request_exception=False)
    client.force_login(cast.of(Role.PEOPLE_DATA))
    one = address.endswith("detail")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE lib_readlog ADD CONSTRAINT log_is_full CHECK (false)")
    try:
        response = client.get(
            reverse(address, args=[cast.bob.person.pk] if one else []), {} if one else {"export": "csv"}
        )
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE lib_readlog DROP CONSTRAINT log_is_full")
    assert response.status_code == 500
    assert "Baker" not in response.content.decode()


def test_one_sees_what_one_read_and_who_read_about_oneself_and_auditors_see_all(cast: Cast) -> None:
    log_read(cast.alice, cast.bob.person)
    log_read(cast.charlie, cast.alice.person)

    def seen(by: Any) -> set[int]:
        return set(ReadLog.objects.visible_to(by).values_list("reader", flat=True))

    assert seen(cast.alice) == {cast.alice.pk, cast.charlie.pk}
    assert seen(cast.bob) == {cast.alice.pk}
    assert seen(cast.of(Role.AUDITOR)) == {cast.alice.pk, cast.charlie.pk}
    assert seen(cast.of(Role.ADMINISTRATOR)) == set()


# --- what was what before --------------------------------------------------------------------------------------------


def rename(known: Person) -> None:
    known.last_name = "Okoro"
    known.save()


def rename_by_sql(known: Person) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET last_name = 'Okoro' WHERE id = %s", [known.pk])


def rename_all(known: Person) -> None:
    Person.objects.unscoped().filter(pk=known.pk).update(last_name="Okoro")


@pytest.mark.parametrize("way", [rename, rename_all, rename_by_sql])
def test_every_way_to_change_a_record_leaves_what_it_was(way: Callable[[Person], None]) -> None:
    known = person("E1", "Eve East")
    way(known)
    assert list(events(Person).values_list("pgh_label", "last_name")) == [("insert", "East"), ("update", "Okoro")]


def test_a_deleted_record_leaves_what_it_was() -> None:
    known = person("E1", "Eve East")
    kept = known.pk
    known.delete()
    last = events(Person).last()
    assert (last.pgh_label, last.pgh_obj_id, last.last_name) == ("delete", kept, "East")


def test_a_change_that_is_rolled_back_leaves_no_history() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        person("E1")
        raise ZeroDivisionError
    assert not events(Person).exists()


@pytest.mark.parametrize(
    "statement", ["UPDATE people_personevent SET last_name = 'x'", "DELETE FROM people_personevent"]
)
def test_history_is_added_to_and_never_edited(statement: str) -> None:
    person("E1", "Eve East")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert events(Person).get().last_name == "East"


def test_many_rows_changed_in_one_statement_are_kept_one_by_one(cast: Cast) -> None:
    before = events(Post).count()
    Post.objects.unscoped().update(leaving_reason="Moved")
    assert list(events(Post)[before:].values_list("leaving_reason", flat=True)) == ["Moved"] * 3


def test_declarations_have_a_history_too(cast: Cast) -> None:
    declared(cast.bob.person, ethnicity="A1")
    EqualityMonitoring.objects.unscoped().update(ethnicity="NS", declared_on=date(2022, 1, 1))
    assert list(events(EqualityMonitoring).values_list("ethnicity", flat=True)) == ["A1", "NS"]


def test_what_a_record_was_is_seen_by_whoever_sees_the_record(cast: Cast) -> None:
    kept = apps.get_model("people", "PersonEvent").objects
    assert set(kept.visible_to(cast.alice).values_list("first_name", flat=True)) == {"Alice", "Bob"}
    assert set(kept.visible_to(cast.charlie).values_list("first_name", flat=True)) == {"Charlie"}
    with pytest.raises(ScopeError):
        kept.count()


def test_what_somebody_had_declared_before_is_as_closed_as_what_they_declare_now(cast: Cast) -> None:
    declared(cast.bob.person)
    kept = apps.get_model("people", "EqualityMonitoringEvent").objects
    assert kept.visible_to(cast.bob).count() == 1
    assert not kept.visible_to(user("everything", *Role)).exists()


def test_an_account_that_read_something_is_not_deleted(cast: Cast) -> None:
    reader = user("reader")
    log_read(reader, cast.bob.person)
    with pytest.raises(IntegrityError), transaction.atomic():
        reader.delete()
