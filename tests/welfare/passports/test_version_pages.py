"""Versions: the list, one of them, two compared; and never a medical word in any."""

import json
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from people.models import Person, User
from people.roles import Role
from tests.base import Cast
from tests.welfare.made import MONDAY, on
from tests.welfare.passports import made
from welfare.passports import handling
from welfare.passports.choices import Purpose
from welfare.passports.models import Passport
from welfare.passports.sharing import PassportVersion
from welfare.passports.versions import content_of
from wmp.lib.audit import ReadLog

pytestmark = pytest.mark.django_db
SAVEPOINT = 2  # statements around every request


@pytest.fixture
def passport(cast: Cast, client: Client) -> Passport:
    """Bob's, in two versions: sent, and sent again with other words."""
    client.force_login(cast.bob)
    with on(MONDAY):
        sent = made.sent(made.passport_of(cast.bob, impact="White screens blur"))
        handling.take_back(sent, by=cast.bob)
        Passport.objects.unscoped().update(impact="White pages blur")
        return made.sent(made.stored(sent))


def get(client: Client, name: str, *args: Any, **query: Any) -> Any:
    with on(MONDAY):
        return client.get(reverse(f"welfare:{name}", args=args), query)


def test_the_list_says_who_has_each(cast: Cast, client: Client, passport: Passport) -> None:
    with on(MONDAY):
        first = passport.versions.unscoped().get(number=1)
        handling.share(first, by=cast.bob, to=cast.charlie, purpose=Purpose.OTHER)
    page = get(client, "passport-versions").content.decode()
    assert "Who can see it: charlie" in page and "Shared with nobody now" in page
    assert "White screens" in get(client, "passport-version", 1).content.decode()
    assert get(client, "passport-version", 3).status_code == 404


def test_two_versions_beside_each_other(cast: Cast, client: Client, passport: Passport) -> None:
    for query in ({}, {"from": "1", "to": "2"}):
        page = get(client, "passport-compare", **query).content.decode()
        assert "removed: </span>screens" in page and "added: </span>pages" in page
    page = get(client, "passport-compare", **{"from": "2", "to": "2"}).content.decode()
    assert "Nothing differs between these two versions." in page


@pytest.mark.parametrize(
    ("query", "status"), [("9", 404), ("x", 400), ("-1", 400), ("²", 400), ("9" * 30, 400), ("", 400)]
)
def test_versions_that_there_are_not(client: Client, passport: Passport, query: str, status: int) -> None:
    assert get(client, "passport-compare", **{"from": query}).status_code == status


def test_one_version_is_compared_with_nothing(cast: Cast, client: Client) -> None:
    made.passport_of(cast.bob)
    client.force_login(cast.bob)
    assert "There are no two versions yet" in get(client, "passport-compare").content.decode()
    assert "No version has been kept yet" in get(client, "passport-versions").content.decode()


def test_ra_officers_compare_and_it_is_noted(cast: Cast, client: Client, passport: Passport) -> None:
    officer = cast.of(Role.RA_OFFICER)
    client.force_login(officer)
    assert "pages" in get(client, "passports-compare", passport.pk).content.decode()
    assert ReadLog.objects.visible_to(cast.bob).filter(reader=officer, kind="welfare.Passport").exists()
    for reader in (cast.alice, cast.charlie, cast.of(Role.AUDITOR)):
        client.force_login(reader)
        assert get(client, "passports-compare", passport.pk).status_code == 404


def test_looking_at_a_preview_keeps_nothing(cast: Cast, client: Client, passport: Passport) -> None:
    made.medical(passport, diagnosis="Canarywort")
    made.adjustment(passport, "Later start")
    page = get(client, "passport-preview").content.decode()
    assert "Later start" in page and "Canarywort" not in page
    assert passport.versions.unscoped().count() == 2


def test_few_queries(client: Client, passport: Passport, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for name, args in (("passport-compare", ()), ("passport-version", (2,)), ("passport-versions", ())):
        with django_assert_max_num_queries(8 + SAVEPOINT):
            assert get(client, name, *args).status_code == 200


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0", categories=("L", "N", "P", "Z")), max_size=30)


@pytest.fixture
def drafted(cast: Cast) -> User:
    return cast.bob


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.tuples(WORDS, WORDS, WORDS), WORDS)
def test_a_version_never_holds_a_medical_word(drafted: User, said: tuple[str, str, str], impact: str) -> None:
    """Whatever stands in the medical detail, a version says the same as if nothing stood there."""
    with transaction.atomic():
        person = Person.objects.unscoped().get(account=drafted)
        passport = Passport.objects.create(holder=person, impact=impact)
        without = content_of(passport)
        marked = [f"Qz{number}{words}" for number, words in enumerate(said)]
        made.medical(passport, diagnosis=marked[0], treatment=marked[1], professionals=marked[2])
        held = content_of(passport)
        assert held == without
        assert not [words for words in marked if words in json.dumps(held, ensure_ascii=False)]
        transaction.set_rollback(True)


def test_ra_officers_never_read_what_was_kept_from_a_draft(cast: Cast, client: Client, passport: Passport) -> None:
    """To be shared with somebody, while it was being written: its holder and that somebody have it, nobody else."""
    with on(MONDAY):
        handling.take_back(passport, by=cast.bob)
        Passport.objects.unscoped().update(impact="Half a sentence")
        draft = handling.current_version(made.stored(passport), by=cast.bob)
        handling.share(draft, by=cast.bob, to=cast.charlie, purpose=Purpose.OTHER)
        officer = cast.of(Role.RA_OFFICER)
        seen = PassportVersion.objects.visible_to(officer).values_list("number", flat=True)
        assert (draft.number, list(seen)) == (3, [2, 1])
    client.force_login(officer)
    assert get(client, "passports-compare", passport.pk, **{"from": "2", "to": "3"}).status_code == 404
    assert "Half a sentence" not in get(client, "passports-compare", passport.pk).content.decode()
    client.force_login(cast.bob)
    assert "Half a" in get(client, "passport-compare", **{"from": "2", "to": "3"}).content.decode()
    client.force_login(cast.charlie)
    assert "Half a sentence" in get(client, "shared-detail", draft.pk).content.decode()
