"""Section 8 for the holder: who sees what in sentences, sharing by one click or by a form, taking back."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from people.models import Person, User
from people.roles import Role
from tests.base import Cast, person, post, user
from tests.welfare.made import MONDAY, on
from tests.welfare.passports import made
from welfare.passports import handling
from welfare.passports.choices import Purpose
from welfare.passports.models import Passport
from welfare.passports.recipients import RECIPIENTS
from welfare.passports.sharing import PassportVersion, Share
from wmp.lib.alerts import Alert

pytestmark = pytest.mark.django_db
PAGE = "welfare:passport-sharing"
SAVEPOINT = 2  # statements around every request


@pytest.fixture
def passport(cast: Cast, client: Client) -> Passport:
    """Bob's, with the RA officer since Monday; Bob is signed in, and Charlie and Alice have e-mail addresses."""
    for each in (cast.alice, cast.charlie):
        User.objects.filter(pk=each.pk).update(
            email=f"{each.username}@example.com", first_name=each.username.title(), last_name="Named"
        )
        each.refresh_from_db()
    client.force_login(cast.bob)
    with on(MONDAY):
        return made.sent(made.passport_of(cast.bob))


def get(client: Client, name: str = PAGE, *args: Any, day: date = MONDAY, **query: Any) -> str:
    with on(day):
        return client.get(reverse(name, args=args), query).content.decode()


def post_to(client: Client, name: str, *args: Any, day: date = MONDAY, **data: Any) -> Any:
    with on(day):
        return client.post(reverse(f"welfare:{name}", args=args), data, follow=True)


def filled(**given: str) -> dict[str, Any]:
    until = {"expires_on_day": "1", "expires_on_month": "6", "expires_on_year": "2022"}
    return {"to": "charlie@example.com", "purpose": "posting", "version": "now", **until, **given}


def test_it_says_who_sees_what(cast: Cast, client: Client, passport: Passport) -> None:
    page = get(client)
    assert "RA officers can see all of it, since you sent it on 4 April 2022." in page
    assert "Alice Named, your line manager, sees nothing of it, and does not learn that you have one." in page
    assert "Nobody else sees any of it." in page


def test_one_click_shares_it_with_the_line_manager(cast: Cast, client: Client, passport: Passport) -> None:
    answer = post_to(client, "passport-share-with-manager", cast.alice.pk)
    assert "Alice Named sees version 1 until 4 October 2022." in answer.content.decode()
    given = Share.objects.unscoped().get()
    assert (given.to, given.purpose, given.version.number) == (cast.alice, Purpose.MANAGEMENT, 1)
    page = get(client)
    assert "Alice Named can see version 1 as your line manager, until 4 October 2022: sections 1 to 7" in page
    assert "Share with my line manager" not in page
    assert "Bob" not in Alert.objects.unscoped().get(to=cast.alice).text


def test_the_click_is_for_the_manager_whom_the_page_named(cast: Cast, client: Client, passport: Passport) -> None:
    answer = post_to(client, "passport-share-with-manager", cast.charlie.pk)
    assert answer.status_code == 409 and "Your line manager has changed" in answer.content.decode()
    assert not Share.objects.unscoped().exists()


def test_a_change_since_the_last_version_is_kept_first(cast: Cast, client: Client, passport: Passport) -> None:
    made.adjustment(passport, "Later start")
    post_to(client, "passport-share-with-manager", cast.alice.pk)
    version = Share.objects.unscoped().get().version
    assert (version.number, version.why) == (2, "shared") and "Later start" in str(version.content)


def test_what_is_being_rewritten_is_not_shared_by_one_click(cast: Cast, client: Client, passport: Passport) -> None:
    with on(MONDAY):
        handling.take_back(passport, by=cast.bob)
        Passport.objects.unscoped().update(impact="Half a sentence")
    post_to(client, "passport-share-with-manager", cast.alice.pk)
    assert Share.objects.unscoped().get().version.number == 1


def test_take_back_is_one_click_and_says_so(cast: Cast, client: Client, passport: Passport) -> None:
    post_to(client, "passport-share-with-manager", cast.alice.pk)
    given = Share.objects.unscoped().get()
    answer = post_to(client, "passport-share-end", given.pk)
    assert "Taken back. Alice Named can no longer open it." in answer.content.decode()
    page = get(client)
    assert "Shared before" in page and "Taken back on 4 April 2022" in page
    assert post_to(client, "passport-share-end", given.pk).status_code == 409


def test_nobody_else_takes_it_back(cast: Cast, client: Client, passport: Passport) -> None:
    post_to(client, "passport-share-with-manager", cast.alice.pk)
    given = Share.objects.unscoped().get()
    for reader in (cast.alice, cast.charlie, cast.of(Role.RA_OFFICER)):
        client.force_login(reader)
        assert post_to(client, "passport-share-end", given.pk).status_code == 404
    with on(MONDAY):
        made.sent(made.passport_of(cast.charlie))
    client.force_login(cast.charlie)
    assert post_to(client, "passport-share-end", given.pk).status_code == 404  # a holder, but not of this one


def test_sharing_with_somebody_by_their_address(cast: Cast, client: Client, passport: Passport) -> None:
    answer = post_to(client, "passport-share", **filled())
    assert "Charlie Named sees version 1 until 1 June 2022. They have been told." in answer.content.decode()
    given = Share.objects.unscoped().get()
    assert (given.to, given.purpose, given.expires_on) == (cast.charlie, "posting", date(2022, 6, 1))


@pytest.mark.parametrize("typed", ["C1", "c1", "W-C1", " Charlie Cook ", "cook", "CHARLIE@example.com"])
def test_somebody_is_meant_by_number_address_or_name(
    cast: Cast, client: Client, passport: Passport, typed: str
) -> None:
    post_to(client, "passport-share", **filled(to=typed))
    assert Share.objects.unscoped().get().to == cast.charlie


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"to": ""}, "Answer “Who do you want to share it with?”"),
        ({"to": "Co"}, "Nobody with an account"),
        ({"to": "Nobody"}, "Nobody with an account"),
        ({"to": "x" * 400}, "300"),
        ({"to": "C\x001"}, "null characters"),
        ({"to": "B1"}, "Nobody with an account"),  # oneself
        ({"purpose": "management"}, "Select an option"),
        ({"purpose": "comment"}, "Select an option"),
        ({"purpose": ""}, "Answer “What is it for?”"),
        ({"version": "7"}, "Select an option"),
        ({"expires_on_year": "2021"}, "must be today or later"),
        ({"expires_on_year": "2024"}, "must be 4 April 2023 or earlier"),
        ({"expires_on_month": "13"}, "month"),
    ],
)
def test_bad_input(cast: Cast, client: Client, passport: Passport, given: dict[str, str], said: str) -> None:
    answer = post_to(client, "passport-share", **filled(**given))
    assert answer.status_code == 200 and said in answer.content.decode()
    assert not Share.objects.unscoped().exists()


def test_several_of_one_name_are_asked_about(cast: Cast, client: Client, passport: Passport) -> None:
    post(person("C2", "Cora Cook", user("cora")))
    assert "Several people have this name" in post_to(client, "passport-share", **filled(to="cook")).content.decode()


def test_a_withdrawn_passport_is_not_shared(cast: Cast, client: Client, passport: Passport) -> None:
    made.withdrawn(passport)
    assert post_to(client, "passport-share", **filled()).status_code == 409
    page = get(client)
    assert "you have withdrawn this passport" in page and "Share with somebody else" not in page


def test_a_draft_that_says_nothing_is_not_shared(cast: Cast, client: Client) -> None:
    made.passport_of(cast.bob, asks=())
    client.force_login(cast.bob)
    answer = post_to(client, "passport-share-with-manager", cast.alice.pk)
    assert answer.status_code == 409 and "at least one adjustment" in answer.content.decode()
    assert not PassportVersion.objects.unscoped().exists()


def test_a_share_that_opens_nothing_says_so(cast: Cast, client: Client, passport: Passport) -> None:
    post_to(client, "passport-share", **filled())
    User.objects.filter(pk=cast.charlie.pk).update(is_active=False)
    assert "Charlie Named sees nothing of it: the account is closed." in get(client)
    assert "Ran out on 1 June 2022" in get(client, day=date(2022, 6, 2))


def test_whoever_sees_to_an_adjustment_is_named(cast: Cast, client: Client, passport: Passport) -> None:
    passport.adjustments.unscoped().update(owner=cast.charlie)
    assert "Charlie Named can see the adjustments that they see to, and nothing else." in get(client)


def test_few_queries(
    cast: Cast, client: Client, passport: Passport, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    post_to(client, "passport-share-with-manager", cast.alice.pk)
    for number in range(3):
        other = user(f"other{number}")
        post(person(f"O{number}", "Olive Other", other))
        with on(MONDAY):
            handling.share(passport.versions.unscoped().latest("number"), by=cast.bob, to=other, purpose=Purpose.OTHER)
    made.adjustment(passport, owner=cast.charlie)
    for name in ("passport-sharing", "passport-versions", "passport-share", "passport-compare"):
        with on(MONDAY), django_assert_max_num_queries(8 + SAVEPOINT):
            client.get(reverse(f"welfare:{name}"))


# --- finding somebody ---


def found(client: Client, words: str) -> list[dict[str, str]]:
    with on(MONDAY):
        answer: list[dict[str, str]] = client.get(reverse("welfare:passport-pick-recipients"), {"q": words}).json()
    return answer


def test_a_name_of_three_letters_gives_name_and_department_alone(
    cast: Cast, client: Client, passport: Passport
) -> None:
    [charlie] = found(client, "coo")
    assert charlie["text"] == "Charlie Cook, Response"
    person = Person.objects.unscoped().get(account=cast.charlie)
    assert signing.loads(charlie["value"], salt=RECIPIENTS.salt) == [cast.bob.pk, person.pk], "keys, no number"
    assert set(charlie) == {"text", "value"}
    assert found(client, "co") == found(client, "c c") == found(client, "") == found(client, "\0co") == []


def test_ten_people_at_most(cast: Cast, client: Client, passport: Passport) -> None:
    for number in range(12):
        post(person(f"S{number}", f"Sam{number} Smith", user(f"smith{number}")))
    assert len(found(client, "smith")) == 10


def test_a_choice_serves_the_one_who_made_it(cast: Cast, client: Client, passport: Passport) -> None:
    [charlie] = found(client, "cook")
    post_to(client, "passport-share", **filled(to=charlie["value"]))
    assert Share.objects.unscoped().get().to == cast.charlie
    with on(MONDAY):
        made.sent(made.passport_of(cast.alice))
    client.force_login(cast.alice)
    assert "Nobody with an account" in post_to(client, "passport-share", **filled(to=charlie["value"])).content.decode()


def test_people_without_an_open_account_are_not_found(cast: Cast, client: Client, passport: Passport) -> None:
    post(person("Z1", "Zoe Without"))
    assert found(client, "without") == [] == found(client, "Z1")
    User.objects.filter(pk=cast.charlie.pk).update(is_active=False)
    assert found(client, "cook") == []
    assert found(client, "baker") == []  # oneself


def test_whoever_has_no_passport_finds_nobody(cast: Cast, client: Client, passport: Passport) -> None:
    for reader in (cast.alice, cast.charlie, cast.of(Role.RA_OFFICER)):
        client.force_login(reader)
        assert found(client, "cook") == []
    assert Person.objects.unscoped().filter(last_name="Cook").exists()


def test_a_passport_of_last_year_may_be_shared_until_next_year(cast: Cast, client: Client, passport: Passport) -> None:
    day = MONDAY + timedelta(days=500)
    post_to(client, "passport-share", **filled(expires_on_year="2024"), day=day)
    assert Share.objects.unscoped().get().expires_on == date(2024, 6, 1)
