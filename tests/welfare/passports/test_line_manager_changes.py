"""A new line manager sees nothing and learns nothing until the holder shares; the holder is asked, once for each."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from people.models import Post, User
from tests.base import Cast, person, post, user
from tests.welfare.made import MONDAY, on
from tests.welfare.passports import made
from welfare.passports import handling, line_managers
from welfare.passports.choices import Purpose
from welfare.passports.models import Passport
from welfare.passports.sharing import ManagerAsked, Share
from welfare.tasks import ask_about_line_managers
from wmp.lib.alerts import Alert

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + timedelta(days=1)
NEXT_WEEK = MONDAY + timedelta(days=7)
QUESTION = "Your line manager is now nia. Share your passport with them?"


@pytest.fixture
def passport(cast: Cast) -> Passport:
    """Bob's, agreed on a Monday and shared with Alice."""
    with on(MONDAY):
        found = made.agreed(made.passport_of(cast.bob))
        version = found.versions.unscoped().latest("number")
        handling.share(version, by=cast.bob, to=cast.alice, purpose=Purpose.MANAGEMENT)
    Alert.objects.unscoped().delete()
    return found


@pytest.fixture
def nia(cast: Cast) -> User:
    """Bob's line manager from Tuesday on."""
    nia = user("nia")
    person("N1", "Nia New", nia)
    moved(cast, nia)
    return nia


def moved(cast: Cast, manager: User, day: Any = TUESDAY) -> None:
    Post.objects.unscoped().filter(person=cast.bob.person, ended=None).update(ended=day - timedelta(days=1))
    post(cast.bob.person, day, line_manager=manager.person)


def home(client: Client, reader: User, day: Any = TUESDAY) -> str:
    client.force_login(reader)
    with on(day):
        return client.get("/").content.decode()


def pressed(client: Client, name: str, *args: Any, day: Any = TUESDAY) -> Any:
    with on(day):
        return client.post(reverse(f"welfare:{name}", args=args))


def test_the_job_ends_the_former_ones_share_and_asks_once(
    cast: Cast, client: Client, passport: Passport, nia: User
) -> None:
    with on(TUESDAY):
        for _ in range(3):
            ask_about_line_managers()
    share = Share.objects.unscoped().get()
    assert (share.to, share.ended_because) == (cast.alice, "manager changed")
    assert ManagerAsked.objects.unscoped().get().manager == nia
    assert Alert.objects.unscoped().get().to == cast.bob
    assert QUESTION in home(client, cast.bob)


def test_the_new_manager_learns_nothing(cast: Cast, client: Client, passport: Passport, nia: User) -> None:
    before = home(client, nia)
    with on(TUESDAY):
        line_managers.ask_all()
    assert home(client, nia).split("<main")[1] == before.split("<main")[1]
    assert not Alert.objects.unscoped().filter(to=nia).exists()
    assert not Share.objects.visible_to(nia).exists() and not ManagerAsked.objects.visible_to(nia).exists()
    assert "Baker" not in client.get("/welfare/shared/").content.decode()
    for version in passport.versions.unscoped():
        assert client.get(reverse("welfare:shared-detail", args=[version.pk])).status_code == 404


def test_sharing_answers_the_question(cast: Cast, client: Client, passport: Passport, nia: User) -> None:
    with on(TUESDAY):
        line_managers.ask_all()
    client.force_login(cast.bob)
    pressed(client, "passport-share-with-manager", nia.pk)
    assert QUESTION not in home(client, cast.bob)
    assert "Shared with me" in home(client, nia)
    with on(NEXT_WEEK):
        assert line_managers.ask_all() == 0
    assert Share.objects.unscoped().get(ended_at=None).to == nia


def test_not_now_is_not_asked_again(cast: Cast, client: Client, passport: Passport, nia: User) -> None:
    with on(TUESDAY):
        line_managers.ask_all()
    asked = ManagerAsked.objects.unscoped().get()
    for reader in (nia, cast.alice, cast.charlie):
        client.force_login(reader)
        assert pressed(client, "passport-not-now", asked.pk).status_code == 404
    client.force_login(cast.bob)
    assert pressed(client, "passport-not-now", asked.pk).status_code == 302
    assert pressed(client, "passport-not-now", asked.pk).status_code == 404
    with on(NEXT_WEEK):
        assert line_managers.ask_all() == 0
    assert QUESTION not in home(client, cast.bob, NEXT_WEEK)


def test_one_who_comes_back_is_asked_about_again(cast: Cast, client: Client, passport: Passport, nia: User) -> None:
    with on(TUESDAY):
        line_managers.ask_all()
    moved(cast, cast.alice, NEXT_WEEK)
    assert QUESTION not in home(client, cast.bob, NEXT_WEEK)
    with on(NEXT_WEEK):
        assert line_managers.ask_all() == 1
    assert ManagerAsked.objects.unscoped().get().manager == cast.alice
    client.force_login(cast.alice)
    version = passport.versions.unscoped().latest("number")
    with on(NEXT_WEEK):
        assert client.get(reverse("welfare:shared-detail", args=[version.pk])).status_code == 404


def test_whom_nobody_is_asked_about(cast: Cast, passport: Passport) -> None:
    """A manager who has it; one from whom it was taken back; drafts never sent; withdrawn passports."""
    with on(MONDAY):
        assert line_managers.ask_all() == 0
        handling.end_share(Share.objects.unscoped().select_related("passport__holder").get(), by=cast.bob)
        assert line_managers.ask_all() == 0
        Post.objects.unscoped().filter(person=cast.charlie.person).update(line_manager=cast.alice.person)
        draft = made.passport_of(cast.charlie)
        assert line_managers.ask_all() == 0
        made.withdrawn(made.sent(draft))
        assert line_managers.ask_all() == 0
    assert not ManagerAsked.objects.unscoped().exists()


def test_shares_for_other_purposes_stay(cast: Cast, passport: Passport, nia: User) -> None:
    with on(MONDAY):
        version = passport.versions.unscoped().latest("number")
        kept = handling.share(version, by=cast.bob, to=cast.alice, purpose=Purpose.TRAINING)
    with on(TUESDAY):
        line_managers.ask_all()
        assert Share.objects.unscoped().get(ended_at=None) == kept
        assert list(Share.now_open_to(cast.alice)) == [kept]


@pytest.fixture
def waiting(cast: Cast) -> Passport:
    """Charlie's: it waits for Alice's comment, and Nia becomes his line manager on Tuesday."""
    Post.objects.unscoped().filter(person=cast.charlie.person).update(line_manager=cast.alice.person, ended=MONDAY)
    nia = user("nia")
    post(cast.charlie.person, TUESDAY, line_manager=person("N1", "Nia New", nia))
    with on(MONDAY):
        return made.with_manager(made.passport_of(cast.charlie))


DECIDE = "Decide how your passport goes on"


def test_a_passport_that_waits_for_the_former_manager_waits_for_its_holder(
    cast: Cast, client: Client, waiting: Passport
) -> None:
    assert DECIDE not in home(client, cast.charlie, MONDAY)
    Alert.objects.unscoped().delete()
    with on(TUESDAY):
        assert [line_managers.ask_all() for _ in range(2)] == [0, 0]
    assert "Decide how it goes on" in Alert.objects.unscoped().get().text
    assert DECIDE in home(client, cast.charlie)
    assert made.stored(waiting).status == "with manager"


def test_it_can_be_sent_to_the_new_manager(cast: Cast, client: Client, waiting: Passport) -> None:
    client.force_login(cast.charlie)
    nia = User.objects.get(username="nia")
    assert pressed(client, "passport-send-again", cast.alice.pk, day=MONDAY).status_code == 409  # Alice can comment
    refused = pressed(client, "passport-send-again", cast.alice.pk)  # whom the page named before
    assert refused.status_code == 409 and "Look again" in refused.content.decode()
    assert pressed(client, "passport-send-again", nia.pk).status_code == 302
    with on(TUESDAY):
        share = Share.now_open_to(nia).get()
    assert share.purpose == Purpose.COMMENT and DECIDE not in home(client, cast.charlie)
    assert "Comment on section 4.1 for PC Charlie Cook" in home(client, nia)


def test_it_can_go_on_without_a_comment(cast: Cast, client: Client, waiting: Passport) -> None:
    client.force_login(cast.charlie)
    assert pressed(client, "passport-go-on").status_code == 302
    assert made.stored(waiting).status == "with RA officer"
    assert pressed(client, "passport-go-on").status_code == 409
    assert DECIDE not in home(client, cast.charlie)
