"""The register of adjustments: its filters, what it exports, and what is done to several at once."""

import csv
import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from people.roles import Role
from people.workforce.models import Department
from tests.base import Cast
from tests.welfare.passports.made import agreed, in_place, passport_of, stored
from welfare.passports.adjustments import Adjustment
from welfare.passports.owners import forget
from wmp.lib import clock, reference
from wmp.lib.alerts import Alert

pytestmark = pytest.mark.django_db

LIST = "welfare:adjustments-list"


@pytest.fixture(autouse=True)
def _names_are_read_anew() -> None:
    forget()
    reference.forget()


@pytest.fixture
def officer(cast: Cast, client: Client) -> Any:
    client.force_login(cast.of(Role.RA_OFFICER))
    return cast.of(Role.RA_OFFICER)


@pytest.fixture
def two(cast: Cast, officer: Any) -> list[Adjustment]:
    """Of Bob's passport: a chair that is late, which Charlie sees to, and a lamp."""
    passport = agreed(passport_of(cast.bob, asks=["Chair", "Lamp"]))
    chair, lamp = passport.adjustments.unscoped().order_by("pk")
    late = clock.today() - timedelta(days=3)
    chair.change_details(by=officer, owner=cast.charlie, due=late, blocked_by="No room yet", waits_for="estates")
    return [chair, lamp]


def rows(client: Client, page: str, adjustments: Iterable[Adjustment]) -> list[str]:
    """What the page that asks knows of each."""
    asks = client.get(page, {"chosen": [each.pk for each in adjustments]}).content.decode()
    return re.findall(r'name="row" value="([^"]+)"', asks)


def listed(client: Client, **filters: Any) -> set[str]:
    page = client.get(reverse(LIST), filters)
    assert page.status_code == 200
    return {what for what in ("Chair", "Lamp") if f">{what}<" in page.content.decode()}


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, {"Chair", "Lamp"}),
        ({"standing": "overdue"}, {"Chair"}),
        ({"standing": "blocked"}, {"Chair"}),
        ({"standing": "in place"}, set()),
        ({"status": "agreed"}, {"Chair", "Lamp"}),
        ({"waits_for": "estates"}, {"Chair"}),
        ({"owner": "nobody"}, {"Lamp"}),
        ({"owner": "me"}, set()),
        ({"older": "10"}, set()),
        ({"kind": "equipment"}, {"Chair", "Lamp"}),
        ({"q": "chair"}, {"Chair"}),
        ({"q": "Baker"}, {"Chair", "Lamp"}),
    ],
)
def test_each_filter(filters: dict[str, str], found: set[str], client: Client, two: list[Adjustment]) -> None:
    assert listed(client, **filters) == found


def test_by_owner_and_by_the_department_of_today(cast: Cast, client: Client, two: list[Adjustment]) -> None:
    assert listed(client, owner=cast.charlie.pk) == {"Chair"}
    response, other = Department.objects.get(name="Response"), Department.objects.create(name="Crime")
    reference.forget()
    assert listed(client, department=response.pk) == {"Chair", "Lamp"}
    assert listed(client, department=other.pk) == set()


def test_an_unknown_filter_is_refused(client: Client, officer: Any) -> None:
    assert client.get(reverse(LIST), {"passport__impact": "x"}).status_code == 400


def test_a_draft_that_was_never_sent_is_not_listed(cast: Cast, client: Client, officer: Any) -> None:
    passport_of(cast.bob, asks=["Chair"])
    assert listed(client) == set()


def test_the_file_says_the_age_of_what_is_open_and_nothing_of_what_is_not(
    cast: Cast, client: Client, officer: Any
) -> None:
    in_place(passport_of(cast.bob, asks=["Chair"]))
    answer = client.get(reverse(LIST), {"export": "csv"})
    head, line = csv.reader(b"".join(answer).decode("utf-8-sig").splitlines())
    assert dict(zip(head, line, strict=True))["Age"] == ""


def test_several_are_given_to_somebody_who_is_told_once(cast: Cast, client: Client, two: list[Adjustment]) -> None:
    page = reverse("welfare:adjustments-bulk-give")
    client.post(page, {"row": rows(client, page, two), "owner": "alice"})
    assert {each.owner for each in Adjustment.objects.unscoped()} == {cast.alice}
    (told,) = Alert.objects.visible_to(cast.alice).filter(subject="Adjustments to see to")
    assert told.text.startswith("2 adjustments given to you")


def test_several_are_ordered_and_put_in_place_each_by_its_verb(
    cast: Cast, client: Client, two: list[Adjustment]
) -> None:
    today = clock.today()
    day = {"on_day": today.day, "on_month": today.month, "on_year": today.year}
    page = reverse("welfare:adjustments-bulk-order")
    client.post(page, {"row": rows(client, page, two), "supplier": "Chairs Ltd", **day})
    assert {(each.status, each.supplier) for each in Adjustment.objects.unscoped()} == {("ordered", "Chairs Ltd")}
    page = reverse("welfare:adjustments-bulk-put-in-place")
    client.post(page, {"row": rows(client, page, two), **day})
    assert stored(two[0].passport).status == "in place"


def test_what_cannot_be_done_to_one_is_said_and_the_other_is_done(
    cast: Cast, client: Client, two: list[Adjustment]
) -> None:
    two[0].drop(by=cast.bob, reason="Has one now")
    today = clock.today()
    page = reverse("welfare:adjustments-bulk-order")
    day = {"on_day": today.day, "on_month": today.month, "on_year": today.year}
    answer = client.post(page, {"row": rows(client, page, two), **day}).content.decode()
    assert "Chair is No longer needed, so it cannot become Ordered." in answer
    assert Adjustment.objects.unscoped().get(pk=two[1].pk).status == "ordered"


def test_the_list_asks_at_most_eight_queries(
    client: Client, two: list[Adjustment], django_assert_max_num_queries: Any
) -> None:
    client.get(reverse(LIST))  # names and choices are kept from here on
    with django_assert_max_num_queries(8):
        client.get(reverse(LIST), {"standing": "open"})


def test_whoever_sees_to_some_has_a_list_of_their_own(cast: Cast, client: Client, two: list[Adjustment]) -> None:
    client.force_login(cast.charlie)
    page = client.get(reverse("welfare:adjustments-to-see-to-list")).content.decode()
    assert ">Chair<" in page
    assert ">Lamp<" not in page
    assert reverse("welfare:adjustments-detail", args=[two[0].pk]) in page
