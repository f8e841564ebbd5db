"""Two clicks, two jobs, a reading beside taking back: one share, one question, and nothing seen after it ended."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from people.models import Post
from tests.base import Cast, person, post, user
from tests.together import Meanwhile, at_once
from tests.welfare.passports import made
from welfare.passports import handling, line_managers
from welfare.passports.choices import Purpose
from welfare.passports.models import Passport
from welfare.passports.sharing import ManagerAsked, PassportVersion, Share
from wmp.lib import clock
from wmp.lib.alerts import Alert
from wmp.lib.workflow import IllegalMove, StaleMove

pytestmark = pytest.mark.django_db(transaction=True)


def fresh(passport: Passport) -> Passport:
    return made.stored(passport)


def test_sharing_twice_at_once_makes_one(cast: Cast) -> None:
    passport = made.sent(made.passport_of(cast.bob))
    version = passport.versions.unscoped().select_related("passport__holder").get()
    Alert.objects.unscoped().delete()

    def click() -> Share:
        return handling.share(version, by=cast.bob, to=cast.charlie, purpose=Purpose.OTHER)

    assert at_once(click, click, click) == [None] * 3
    assert Share.objects.unscoped().count() == Alert.objects.unscoped().count() == 1


def test_a_share_that_meets_the_withdrawal_is_refused(cast: Cast) -> None:
    passport = made.sent(made.passport_of(cast.bob))
    version = passport.versions.unscoped().select_related("passport__holder").get()
    with transaction.atomic():
        fresh(passport).withdraw(by=cast.bob)
        other = Meanwhile(lambda: handling.share(version, by=cast.bob, to=cast.charlie, purpose=Purpose.OTHER))
    assert isinstance(other.said, IllegalMove)
    assert not Share.objects.unscoped().exists()


def test_a_reading_under_way_is_the_last(cast: Cast, client: Client) -> None:
    """What was taken back is closed with the next request, while another one may just be on its way."""
    passport = made.sent(made.passport_of(cast.bob))
    version = passport.versions.unscoped().select_related("passport__holder").get()
    given = handling.share(version, by=cast.bob, to=cast.charlie, purpose=Purpose.OTHER)
    address = reverse("welfare:shared-detail", args=[version.pk])
    client.force_login(cast.charlie)
    seen = []
    at_once(lambda: seen.append(client.get(address).status_code), lambda: handling.end_share(given, by=cast.bob))
    assert seen[0] in (200, 404)
    assert client.get(address).status_code == 404


def test_a_comment_beside_taking_it_back_is_one_or_the_other(cast: Cast) -> None:
    passport = made.with_manager(made.passport_of(cast.bob))
    version = passport.versions.unscoped().select_related("passport__holder").get()
    said = at_once(
        lambda: handling.comment(version, by=cast.alice, text="Fine"),
        lambda: handling.take_back(fresh(passport), by=cast.bob),
    )
    # The holder may take back what the comment has just sent on.
    assert [type(each) for each in said] in ([type(None)] * 2, [IllegalMove, type(None)], [type(None), StaleMove])
    assert not Share.objects.unscoped().filter(ended_at=None).exists()


def test_a_comment_sent_twice_at_once_is_one(cast: Cast) -> None:
    passport = made.with_manager(made.passport_of(cast.bob))

    def click() -> None:
        handling.comment(PassportVersion.objects.unscoped().get(passport=passport, number=1), by=cast.alice, text="OK")

    assert sorted(type(each).__name__ for each in at_once(click, click)) == ["IllegalMove", "NoneType"]
    assert passport.comments.unscoped().count() == 1


def test_the_job_beside_itself_asks_once(cast: Cast) -> None:
    passport = made.sent(made.passport_of(cast.bob))
    version = passport.versions.unscoped().select_related("passport__holder").get()
    handling.share(version, by=cast.bob, to=cast.alice, purpose=Purpose.MANAGEMENT)
    yesterday = clock.today() - timedelta(days=1)
    Post.objects.unscoped().filter(person=cast.bob.person).update(ended=yesterday)
    post(cast.bob.person, clock.today(), line_manager=person("N1", "Nia New", user("nia")))
    Alert.objects.unscoped().delete()
    assert at_once(*[line_managers.ask_all] * 3) == [None] * 3
    assert ManagerAsked.objects.unscoped().count() == Alert.objects.unscoped().count() == 1
    assert Share.objects.unscoped().get().ended_because == "manager changed"
