"""The desk says whose turn it is with each passport and adjustment, for how long, and what waits most."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.models import User
from people.roles import Role
from tests.base import Cast, person, post, user
from tests.welfare.made import MONDAY, on
from tests.welfare.passports.made import (
    agreed,
    asked_of,
    holder_of,
    passport_of,
    review_due,
    sent,
    sent_back,
    stored,
    with_manager,
)
from welfare.passports import handling
from welfare.passports.officers import forget
from welfare.passports.queue import MOST, passports_waiting

pytestmark = pytest.mark.django_db

LATER = date(2022, 4, 29)  # 17 working days after, over Easter
MOST_QUERIES = 8


@pytest.fixture
def rita(cast: Cast) -> User:
    forget()
    return cast.of(Role.RA_OFFICER)


def groups(client: Client, reader: User) -> dict[str, str]:
    """The words under each heading of the page."""
    client.force_login(reader)
    page = client.get(reverse("welfare:ra-desk")).content.decode()
    sections = re.findall(r'<section class="app-work-group" id="(\w+)">(.*?)</section>', page, re.S)
    return {name: " ".join(re.sub(r"<[^>]+>", " ", body).split()) for name, body in sections}


def holder(number: int) -> User:
    account = user(f"holder{number}")
    post(person(f"H{number}", f"Hal Holder{number}", account), started=date(2020, 1, 1))
    return account


def test_nothing_waits(rita: User, client: Client) -> None:
    assert groups(client, rita) == {"mine": "For you Nothing waits for you."}


def test_mine_are_those_in_my_hands_or_in_nobodys(cast: Cast, rita: User, client: Client) -> None:
    with on():
        mine, free, theirs = (sent(passport_of(who)) for who in (cast.bob, cast.charlie, holder(1)))
        handling.give(mine, to=rita, by=rita)
        handling.give(theirs, to=user("rob", Role.RA_OFFICER), by=rita)
    with on(LATER):
        found = groups(client, rita)
    assert f"Decide about {mine.reference} Bob Baker · Sent to the RA officer 17 working days" in found["mine"]
    assert f"{free.reference} Charlie Cook · Sent to the RA officer, nobody has it in hand" in found["mine"]
    assert "rob has it in hand" in found["colleagues"] and theirs.reference not in found["mine"]


def test_with_managers_and_holders(cast: Cast, rita: User, client: Client) -> None:
    passport = sent(passport_of(cast.bob))
    handling.take_back(passport, by=cast.bob)
    asked = sent_back(passport_of(cast.charlie))
    with_manager(stored(passport))
    found = groups(client, rita)
    assert f"Ask the line manager about {passport.reference}" in found["manager"]
    assert f"Ask the holder of {asked.reference}" in found["holder"]


def test_what_was_never_here_is_not_even_counted(cast: Cast, rita: User, client: Client) -> None:
    with on():
        with_manager(passport_of(cast.bob))
    with on(LATER):
        assert groups(client, rita) == {"mine": "For you Nothing waits for you."}
        assert "17" not in client.get(reverse("welfare:ra-desk")).content.decode().split("</h1>")[1]


@pytest.mark.parametrize("gone", ["left the team", "closed"])
def test_what_somebody_left_behind_is_everybodys(gone: str, cast: Cast, rita: User, client: Client) -> None:
    rob = user("rob", Role.RA_OFFICER)
    passport = sent(passport_of(cast.bob))
    handling.give(passport, to=rob, by=rob)
    assert passports_waiting(rita) == []
    if gone == "closed":
        User.objects.filter(pk=rob.pk).update(is_active=False)
    else:
        rob.groups.clear()
    assert f"{passport.reference} Bob Baker" in groups(client, rita)["mine"]
    (line,) = passports_waiting(rita)
    assert passport.reference in line.text
    client.post(reverse("welfare:passports-take", args=[passport.pk]))
    assert stored(passport).ra_officer == rita


def test_a_review_that_asks_for_a_change_is_the_holders(cast: Cast, rita: User, client: Client) -> None:
    passport = review_due(passport_of(cast.bob))
    assert f"Review {passport.reference}" in groups(client, rita)["mine"]
    handling.review(passport, by=rita, on=date.today(), outcome="to change")
    found = groups(client, rita)
    assert passport.reference in found["holder"] and passport.reference not in found["mine"]


def test_adjustments_by_whose_turn_it_is(cast: Cast, rita: User, client: Client) -> None:
    with on(MONDAY):
        passport = agreed(passport_of(cast.bob, asks=["Filter", "Software", "Chair"]))
        screen, software, _ = asked_of(passport)
        screen.order(by=rita, supplier="Dolphin Ltd", due=MONDAY + timedelta(days=2))
        software.change_details(by=rita, waits_for="IT", blocked_by="Security review")
    with on(date(2022, 4, 8)):
        found = groups(client, rita)
    assert "Order Chair" in found["order"]
    assert "Chase the order of Filter" in found["supplier"] and "2 working days late" in found["supplier"]
    assert "from Dolphin Ltd" in found["supplier"]
    assert "waits for: IT and Digital" in found["others"] and "Security review" in found["others"]


def test_nobody_decides_at_their_own_desk_about_themselves(cast: Cast, rita: User, client: Client) -> None:
    cast.bob.groups.set(rita.groups.all())
    sent(passport_of(cast.bob))
    assert groups(client, cast.bob) == {"mine": "For you Nothing waits for you."}
    assert passports_waiting(cast.bob) == []


def test_home_says_what_waits_longest(cast: Cast, rita: User) -> None:
    with on():
        passport = sent(passport_of(cast.bob))
    (line,) = passports_waiting(rita)
    assert (line.text, line.since) == (f"Decide about passport {passport.reference}", MONDAY)
    assert passports_waiting(cast.alice) == []


def test_overdue_by_department_leads_to_the_register(cast: Cast, rita: User, client: Client) -> None:
    with on(MONDAY):
        passport = agreed(passport_of(cast.bob))
        (screen,) = asked_of(passport)
        screen.change_details(by=rita, due=MONDAY)
    client.force_login(rita)
    page = client.get(reverse("welfare:ra-desk"))
    (row,) = page.context["departments"]["rows"]
    assert row[0] == "Response"
    listed = client.get(row[1]["url"])
    assert listed.status_code == 200 and "Screen filter" in listed.content.decode()


def test_every_number_leads_to_a_list(cast: Cast, rita: User, client: Client) -> None:
    rob = user("rob", Role.RA_OFFICER)
    post(person("R1", "Rita Roe", rita), started=date(2020, 1, 1))
    agreed(passport_of(rita, asks=["Own chair", "Own desk"]))  # about which others decide
    sent(passport_of(cast.charlie))
    handling.give(sent(passport_of(holder(1))), to=rob, by=rita)
    late, ordered, *_ = asked_of(agreed(passport_of(cast.bob, asks=["Lamp", "Screen", "Desk"])))
    late.change_details(by=rita, due=date(2020, 1, 1), waits_for="IT")
    ordered.order(by=rita)
    review_due(passport_of(holder(2)))
    anew = review_due(passport_of(holder(3)))
    anew.revise(by=holder_of(anew))
    client.force_login(rita)
    page = client.get(reverse("welfare:ra-desk")).context
    numbers = {group.all_url: group.count for group in page["groups"] if group.count}
    numbers |= {row[1]["url"]: int(row[1]["text"]) for row in page["states"]["rows"] if "url" in row[1]}
    numbers |= {row[1]["url"]: int(row[1]["text"]) for row in page["departments"]["rows"]}
    numbers |= {tile.url: int(tile.value) for tile in page["tiles"] if tile.url and "oldest" not in tile.text}
    assert len(numbers) > 9
    assert {url: int(client.get(url).context["count"].split()[0]) for url in numbers} == numbers


@pytest.mark.parametrize("role", [role for role in Role if role != Role.RA_OFFICER])
def test_it_is_ra_officers_alone(cast: Cast, client: Client, role: Role) -> None:
    client.force_login(cast.of(role))
    assert client.get(reverse("welfare:ra-desk")).status_code == 403


@pytest.mark.parametrize("many", [5, 60])
def test_few_queries_however_many_there_are(cast: Cast, rita: User, client: Client, many: int) -> None:
    for number in range(many):
        move = (sent, agreed, sent_back, sent, review_due)[number % 5]
        move(passport_of(holder(number)))
    groups(client, rita)
    with CaptureQueriesContext(connection) as queries:
        found = client.get(reverse("welfare:ra-desk")).content.decode()
    asked = [each["sql"] for each in queries if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(asked) <= MOST_QUERIES, asked
    assert found.count("app-work__line") <= 7 * MOST
    said = re.findall(r"See all 36 in the register", found)
    assert bool(said) == (many == 60), said
