"""Section 3: what the holder asks for, as many as they need; what was agreed before stands, and can be said to be no
longer needed."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from people.roles import Role
from tests.base import Cast, opened_with
from tests.welfare.passports import made
from tests.welfare.passports.made import SAVEPOINT, adjustment, asked_of, page, passport_of, send, stored, words
from welfare.passports import handling, own_handling
from welfare.passports.adjustments import Adjustment
from wmp.lib.alerts import Alert

pytestmark = pytest.mark.django_db

LIST = "/welfare/passport/adjustments/"
NEW = f"{LIST}new/"


def of(each: Any, what: str) -> str:
    return f"{LIST}{each.pk}/{what}/"


def test_with_none_it_says_so_and_leads_to_the_first(cast: Cast, client: Client) -> None:
    passport_of(cast.bob, asks=())
    text = page(client, cast.bob, LIST)
    assert "You have asked for none yet." in text and "Add an adjustment" in text and "another" not in text


def test_one_is_added_and_another_asked_after(cast: Cast, client: Client) -> None:
    passport = passport_of(cast.bob, asks=())
    assert send(client, cast.bob, NEW, what="Screen filter", kind="equipment")["Location"] == LIST
    assert [(each.what, each.kind, each.status) for each in asked_of(passport)] == [
        ("Screen filter", "equipment", "requested")
    ]
    text = page(client, cast.bob, LIST)
    assert "Screen filter Equipment" in text and "Do you want to add another?" in text


def test_another_leads_on_and_none_leads_to_the_list(cast: Cast, client: Client) -> None:
    passport_of(cast.bob)
    assert send(client, cast.bob, LIST, another="yes")["Location"] == NEW
    assert send(client, cast.bob, LIST, another="no")["Location"] == "/welfare/passport/"
    assert send(client, cast.bob, f"{LIST}?from=check", another="no")["Location"] == "/welfare/passport/check/"
    assert send(client, cast.bob, LIST, later="yes")["Location"] == "/welfare/passport/"
    assert "Answer “Do you want to add another?”" in words(send(client, cast.bob, LIST))


def test_a_common_one_is_filled_in(cast: Cast, client: Client) -> None:
    passport_of(cast.bob)
    client.force_login(cast.bob)
    form = client.get(f"{NEW}?common=2").context["form"]
    assert (form["what"].value(), form["kind"].value()) == ("Text-to-speech software", "software")
    for nonsense in ("99", "-1", "x", "²", "9" * 20):
        assert client.get(NEW, {"common": nonsense}).status_code == 200


def test_it_has_to_say_what(cast: Cast, client: Client) -> None:
    passport = passport_of(cast.bob, asks=())
    assert "Answer “What would help?”" in words(send(client, cast.bob, NEW, what="", kind="other"))
    assert send(client, cast.bob, NEW, what="Buddy", kind="magic").status_code == 200
    assert asked_of(passport) == []


def test_one_is_changed_and_two_windows_never_fight(cast: Cast, client: Client) -> None:
    passport = passport_of(cast.bob)
    address = of(asked_of(passport)[0], "change")
    client.force_login(cast.bob)
    mark = opened_with(client.get(address).content.decode())
    assert client.post(address, {"what": "A wide filter", "kind": "equipment", "opened_with": mark}).status_code == 302
    assert client.post(address, {"what": "A dim filter", "kind": "equipment", "opened_with": mark}).status_code == 409
    assert asked_of(passport)[0].what == "A wide filter"


def test_one_is_removed_after_it_was_asked(cast: Cast, client: Client) -> None:
    passport = passport_of(cast.bob, asks=("Screen filter", "Buddy"))
    address = of(asked_of(passport)[0], "remove")
    assert "Remove this adjustment?" in page(client, cast.bob, address)
    assert len(asked_of(passport)) == 2
    assert send(client, cast.bob, address)["Location"] == LIST
    assert [each.what for each in asked_of(passport)] == ["Buddy"]
    assert send(client, cast.bob, address).status_code == 404  # a second click


def test_nothing_is_added_or_changed_once_it_is_sent(cast: Cast, client: Client) -> None:
    passport = made.sent(passport_of(cast.bob))
    each = asked_of(passport)[0]
    client.force_login(cast.bob)
    for address in (LIST, NEW, of(each, "change"), of(each, "remove")):
        assert client.get(address).status_code == 409
        assert client.post(address, {"what": "A car", "kind": "other"}).status_code == 409
    assert [each.what for each in asked_of(passport)] == ["Screen filter"]


def test_what_was_agreed_stands_read_only_in_a_revision(cast: Cast, client: Client) -> None:
    passport = made.agreed(passport_of(cast.bob))
    passport.revise(by=cast.bob)
    each = asked_of(passport)[0]
    text = page(client, cast.bob, LIST)
    assert "Screen filter Agreed on" in text and "No longer needed : Screen filter" in text and "Remove" not in text
    client.force_login(cast.bob)
    for what in ("change", "remove"):
        assert client.post(of(each, what), {"what": "A car", "kind": "other"}).status_code == 409
    assert asked_of(passport)[0].what == "Screen filter"


def test_one_is_no_longer_needed_and_the_ra_officer_hears_of_it(cast: Cast, client: Client) -> None:
    passport = made.agreed(passport_of(cast.bob, asks=("Screen filter", "Buddy")))
    address = of(asked_of(passport)[0], "no-longer-needed")
    assert "Answer “Why is it no longer needed?”" in words(send(client, cast.bob, address))
    assert send(client, cast.bob, address, reason="I have changed desks")["Location"] == "/welfare/passport/"
    assert [each.status for each in asked_of(passport)] == ["no longer needed", "agreed"]
    told = Alert.objects.visible_to(cast.of(Role.RA_OFFICER)).latest("pk")
    assert "no longer needs" in told.text and "desks" not in told.text
    assert client.post(address, {"reason": "Twice"}).status_code == 409


def test_what_is_only_asked_for_is_removed_and_not_dropped(cast: Cast, client: Client) -> None:
    passport = passport_of(cast.bob)
    address = of(asked_of(passport)[0], "no-longer-needed")
    assert send(client, cast.bob, address, reason="No").status_code == 409
    assert asked_of(passport)[0].status == "requested"


@pytest.mark.parametrize("what", ["change", "remove", "no-longer-needed"])
def test_somebody_elses_is_not_there_even_for_those_who_see_it(cast: Cast, client: Client, what: str) -> None:
    passport_of(cast.alice)  # she has a passport, and is his line manager
    his = made.agreed(passport_of(cast.bob))
    version = his.versions.unscoped().latest("number")
    handling.share(version, by=cast.bob, to=cast.alice, purpose="management")
    client.force_login(cast.alice)
    address = of(asked_of(his)[0], what)
    assert client.get(address).status_code == 404
    assert client.post(address, {"what": "Mine", "kind": "other", "reason": "-"}).status_code == 404


def test_of_what_is_still_to_come_its_holder_says_that_it_came(cast: Cast, client: Client) -> None:
    passport = made.agreed(passport_of(cast.bob))
    address = f"/welfare/adjustments/adjustments/{asked_of(passport)[0].pk}/put-in-place/"
    client.force_login(cast.bob)
    assert address in client.get("/welfare/passport/").content.decode()
    assert client.get(address).status_code == 200
    asked_of(passport)[0].put_in_place(by=cast.bob)
    assert address not in client.get("/welfare/passport/").content.decode()


def test_few_queries(cast: Cast, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    passport = passport_of(cast.bob, asks=[f"Thing {number}" for number in range(9)])
    client.force_login(cast.bob)
    for address in (LIST, NEW, of(asked_of(passport)[0], "change")):
        with django_assert_max_num_queries(8 + SAVEPOINT):
            assert client.get(address).status_code == 200
    with django_assert_max_num_queries(15 + SAVEPOINT):
        assert client.post(NEW, {"what": "Buddy", "kind": "support"}).status_code == 302


def test_it_belongs_to_the_passport_it_was_asked_in(cast: Cast, client: Client) -> None:
    """One of an earlier, withdrawn passport is not in this one."""
    old = made.withdrawn(made.agreed(passport_of(cast.bob)))
    passport_of(cast.bob, asks=())
    adjustment(stored(old), "Old thing")
    client.force_login(cast.bob)
    assert client.get(of(asked_of(old)[0], "change")).status_code == 404


def test_what_a_revision_asks_for_is_the_holders_alone_until_it_is_sent(cast: Cast, client: Client) -> None:
    passport = made.agreed(passport_of(cast.bob))
    handling.share(passport.versions.unscoped().latest("number"), by=cast.bob, to=cast.alice, purpose="management")
    passport.revise(by=cast.bob)
    added = adjustment(passport, "Later start", owner=cast.charlie)
    others = (cast.alice, cast.charlie, cast.of(Role.RA_OFFICER))
    for reader in others:
        assert not Adjustment.objects.visible_to(reader).filter(pk=added.pk).exists()
        client.force_login(reader)
        assert client.get(f"/welfare/adjustments/adjustments/{added.pk}/").status_code == 404
    assert Adjustment.objects.visible_to(cast.alice).count() == 1  # what was agreed
    assert "Later start" in page(client, cast.bob, LIST)
    made.sent(stored(passport))
    for reader in others:
        assert Adjustment.objects.visible_to(reader).filter(pk=added.pk).exists()


def test_a_manager_who_comments_reads_section_3_in_the_version(cast: Cast, client: Client) -> None:
    passport = made.with_manager(passport_of(cast.bob))
    assert not Adjustment.objects.visible_to(cast.alice).exists()
    version = passport.versions.unscoped().get()
    assert "Screen filter" in page(client, cast.alice, f"/welfare/shared/{version.pk}/")
    made.commented(passport)
    assert Adjustment.objects.visible_to(cast.of(Role.RA_OFFICER)).exists()


@pytest.mark.parametrize("by", ["removing", "withdrawing"])
def test_what_was_never_sent_leaves_no_trace(cast: Cast, client: Client, by: str) -> None:
    passport = made.sent(passport_of(cast.bob))
    handling.take_back(passport, by=cast.bob)
    added = adjustment(passport, "Later start")
    if by == "removing":
        for each in asked_of(passport):
            send(client, cast.bob, of(each, "remove"))
    else:
        own_handling.withdraw(stored(passport), by=cast.bob)
    assert [(each.what, each.status) for each in asked_of(passport)] == [("Screen filter", "no longer needed")]
    assert not Adjustment.objects.visible_to(cast.of(Role.RA_OFFICER)).filter(pk=added.pk).exists()


def test_a_second_click_asks_for_nothing_twice(cast: Cast, client: Client) -> None:
    passport = passport_of(cast.bob, asks=())
    for _ in range(2):
        assert send(client, cast.bob, NEW, what="Buddy", kind="support").status_code == 302
    assert [each.what for each in asked_of(passport)] == ["Buddy"]


def test_the_way_back_to_the_check_is_kept_throughout(cast: Cast, client: Client) -> None:
    passport = passport_of(cast.bob)
    back = f"{LIST}?from=check"
    assert send(client, cast.bob, back, another="yes")["Location"] == f"{NEW}?from=check"
    assert send(client, cast.bob, f"{NEW}?from=check", what="Buddy", kind="support")["Location"] == back
    each = asked_of(passport)[0]
    html = client.get(back).content.decode()
    assert f'href="{of(each, "change")}?from=check"' in html and f'href="{of(each, "remove")}?from=check"' in html
    assert "?common=0&amp;from=check" in client.get(f"{NEW}?from=check").content.decode()
    assert send(client, cast.bob, f"{of(each, 'remove')}?from=check")["Location"] == back


def test_what_was_agreed_says_that_it_is_not_changed(cast: Cast, client: Client) -> None:
    passport = made.agreed(passport_of(cast.bob))
    passport.revise(by=cast.bob)
    client.force_login(cast.bob)
    response = client.get(of(asked_of(passport)[0], "change"))
    assert response.status_code == 409
    assert "What was agreed is not changed; you can ask for another." in words(response)


def test_the_holder_says_it_on_their_own_page_and_nowhere_else(cast: Cast, client: Client) -> None:
    passport = made.agreed(passport_of(cast.bob))
    each = asked_of(passport)[0]
    client.force_login(cast.bob)
    html = client.get("/welfare/passport/").content.decode()
    assert of(each, "no-longer-needed") in html and "It is in place" in html
    address = f"/welfare/adjustments/adjustments/{each.pk}/"
    assert "No longer needed" not in client.get(address).content.decode()
    assert client.post(f"{address}drop/", {"reason": "-", "seen": "agreed"}).status_code == 403
    assert asked_of(passport)[0].status == "agreed"
