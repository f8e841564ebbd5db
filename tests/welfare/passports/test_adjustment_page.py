"""The page of an adjustment: what each reader finds on it, its verbs and the form of its details."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from people.roles import Role
from tests.base import Cast, opened_with
from tests.welfare.passports.made import agreed, passport_of
from welfare.passports import handling
from welfare.passports.adjustments import Adjustment
from welfare.passports.owners import forget
from wmp.lib import clock

pytestmark = pytest.mark.django_db

REASON = "White screens blur"


@pytest.fixture
def filter_(cast: Cast) -> Adjustment:
    """Bob's, agreed and shared with Alice; Charlie sees to it."""
    forget()
    passport = agreed(passport_of(cast.bob, impact=REASON))
    handling.share(passport.versions.unscoped().latest("number"), by=cast.bob, to=cast.alice, purpose="management")
    found: Adjustment = passport.adjustments.unscoped().get()
    details: dict[str, Any] = {"owner": cast.charlie, "cost": Decimal("45.50"), "supplier": "Filters Ltd"}
    found.change_details(by=cast.of(Role.RA_OFFICER), **details)
    return found


def address(found: Adjustment, page: str = "detail") -> str:
    return reverse(f"welfare:adjustments-{page}", args=[found.pk])


def read(client: Client, who: Any, found: Adjustment) -> str:
    client.force_login(who)
    return client.get(address(found)).content.decode()


def test_cost_and_supplier_are_for_ra_officers_and_whoever_sees_to_it(
    cast: Cast, client: Client, filter_: Adjustment
) -> None:
    for who in (cast.of(Role.RA_OFFICER), cast.charlie):
        assert {"£45.50", "Filters Ltd"} <= {
            word for word in ("£45.50", "Filters Ltd") if word in read(client, who, filter_)
        }
    for who in (cast.alice, cast.bob):
        page = read(client, who, filter_)
        assert "Bob Baker" in page
        assert not [word for word in ("45.50", "45.5", "Filters Ltd") if word in page]


def test_nobody_reads_why_on_it(cast: Cast, client: Client, filter_: Adjustment) -> None:
    for who in (cast.of(Role.RA_OFFICER), cast.alice, cast.bob, cast.charlie):
        assert REASON not in read(client, who, filter_)


def test_a_line_manager_reads_where_it_stands_and_no_reason_of_a_move(
    cast: Cast, client: Client, filter_: Adjustment
) -> None:
    filter_.order(by=cast.charlie)
    filter_.cancel_order(by=cast.charlie, reason="Wrong size for the eyes of Bob")
    page = read(client, cast.alice, filter_)
    assert "Ordered to agreed" in page
    assert "Wrong size" not in page
    assert "Passport P" not in page
    assert "Wrong size" in read(client, cast.bob, filter_)


def test_what_is_no_longer_shared_is_not_there(cast: Cast, client: Client, filter_: Adjustment) -> None:
    handling.end_share(filter_.passport.shares.unscoped().get(purpose="management"), by=cast.bob)
    client.force_login(cast.alice)
    assert client.get(address(filter_)).status_code == 404


def test_the_holder_says_that_it_is_there(cast: Cast, client: Client, filter_: Adjustment) -> None:
    assert "It is in place" in read(client, cast.bob, filter_)
    today = clock.today()
    day = {"on_day": today.day, "on_month": today.month, "on_year": today.year}
    client.post(address(filter_, "put-in-place"), {"seen": "agreed", **day})
    filter_.refresh_from_db()
    assert filter_.status == "in place"


def test_a_stale_verb_and_a_day_to_come_change_nothing(cast: Cast, client: Client, filter_: Adjustment) -> None:
    client.force_login(cast.charlie)
    tomorrow = clock.today() + timedelta(days=1)
    day = {"on_day": tomorrow.day, "on_month": tomorrow.month, "on_year": tomorrow.year}
    answer = client.post(address(filter_, "put-in-place"), {"seen": "agreed", **day})
    assert "must be today or in the past" in answer.content.decode()
    today = clock.today()
    day = {"on_day": today.day, "on_month": today.month, "on_year": today.year}
    assert client.post(address(filter_, "order"), {"seen": "requested", **day}).status_code == 409
    filter_.refresh_from_db()
    assert filter_.status == "agreed"


def test_whoever_sees_to_it_says_what_blocks_it_and_nothing_else(
    cast: Cast, client: Client, filter_: Adjustment
) -> None:
    client.force_login(cast.charlie)
    page = client.get(address(filter_, "change")).content.decode()
    assert 'name="cost"' not in page
    sent = {"opened_with": opened_with(page), "waits_for": "IT", "blocked_by": "Not approved yet", "cost": "1"}
    client.post(address(filter_, "change"), sent)
    filter_.refresh_from_db()
    assert (filter_.waits_for, filter_.blocked_by, filter_.cost) == ("IT", "Not approved yet", Decimal("45.50"))


def test_what_came_in_place_meanwhile_is_left_alone_and_what_was_typed_is_not_lost(
    cast: Cast, client: Client, filter_: Adjustment
) -> None:
    client.force_login(cast.charlie)
    opened = opened_with(client.get(address(filter_, "change")).content.decode())
    filter_.put_in_place(by=cast.bob)
    sent = {"opened_with": opened, "waits_for": "IT", "blocked_by": "The driver is not signed"}
    answer = client.post(address(filter_, "change"), sent)
    assert answer.status_code == 409
    assert "The driver is not signed" in answer.content.decode()
    filter_.refresh_from_db()
    assert (filter_.waits_for, filter_.blocked_by) == ("", "")
    assert "Change details" not in read(client, cast.charlie, filter_)


def test_a_line_manager_finds_the_way_back_to_what_is_shared(cast: Cast, client: Client, filter_: Adjustment) -> None:
    page = read(client, cast.alice, filter_)
    assert f'href="{reverse("welfare:shared")}">Shared with me</a>' in " ".join(page.split())


def test_an_ra_officer_gives_it_to_somebody_by_name(cast: Cast, client: Client, filter_: Adjustment) -> None:
    client.force_login(cast.of(Role.RA_OFFICER))
    page = client.get(address(filter_, "change")).content.decode()
    assert 'value="charlie"' in page
    sent = {"opened_with": opened_with(page), "owner": "alice", "cost": "£1,250", "waits_for": "supplier"}
    assert client.post(address(filter_, "change"), sent).status_code == 302
    filter_.refresh_from_db()
    assert (filter_.owner, filter_.cost) == (cast.alice, Decimal(1250))


@pytest.mark.parametrize("wrong", [{"owner": "nobody-here"}, {"cost": "-1"}, {"waits_for": "the moon"}])
def test_wrong_details_are_said_and_not_saved(
    wrong: dict[str, str], cast: Cast, client: Client, filter_: Adjustment
) -> None:
    client.force_login(cast.of(Role.RA_OFFICER))
    page = client.get(address(filter_, "change")).content.decode()
    sent = {"opened_with": opened_with(page), "owner": "charlie", "waits_for": "IT", **wrong}
    assert client.post(address(filter_, "change"), sent).status_code == 200
    filter_.refresh_from_db()
    assert (filter_.owner, filter_.cost, filter_.waits_for) == (cast.charlie, Decimal("45.50"), "RA officer")


def test_what_was_declined_has_nothing_to_change(cast: Cast, client: Client, filter_: Adjustment) -> None:
    officer = cast.of(Role.RA_OFFICER)
    filter_.decline(by=officer, reason="Not the force's to give")
    client.force_login(officer)
    assert "Change details" not in client.get(address(filter_)).content.decode()
    assert client.post(address(filter_, "change"), {"supplier": "X"}).status_code == 409


def test_names_are_found_as_one_types(cast: Cast, client: Client) -> None:
    client.force_login(cast.of(Role.RA_OFFICER))
    found = client.get(reverse("welfare:pick-owners"), {"q": "char"}).json()
    assert [each["value"] for each in found] == ["charlie"]
    assert client.get(reverse("welfare:pick-owners"), {"q": "c"}).json() == []
    assert client.get(reverse("welfare:pick-owners"), {"q": "\0\0\0"}).json() == []


def test_queries(cast: Cast, client: Client, filter_: Adjustment, django_assert_max_num_queries: Any) -> None:
    client.force_login(cast.alice)
    client.get(address(filter_))
    with django_assert_max_num_queries(8):
        client.get(address(filter_))


def test_it_waits_on_the_home_page_of_whoever_sees_to_it(cast: Cast, client: Client, filter_: Adjustment) -> None:
    words = "See to “Screen filter” for Bob Baker"
    client.force_login(cast.charlie)
    assert words in client.get(reverse("home")).content.decode()
    filter_.put_in_place(by=cast.charlie)
    assert words not in client.get(reverse("home")).content.decode()
