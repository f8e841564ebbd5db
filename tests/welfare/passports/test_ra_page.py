"""RA officers read a passport on one page: its sections, whose turn it is, what changed; and no diagnosis."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.models import User
from people.roles import Role
from tests.base import Cast, user
from tests.welfare.passports.made import (
    WAYS,
    adjustment,
    agreed,
    asked_of,
    brought_to,
    commented,
    declined,
    holder_of,
    medical,
    passport_of,
    sent,
    stored,
)
from welfare.passports import handling
from welfare.passports.models import Passport
from wmp.lib.audit import ReadLog

pytestmark = pytest.mark.django_db

MOST_QUERIES = 8


@pytest.fixture
def rita(cast: Cast) -> User:
    return cast.of(Role.RA_OFFICER)


def page_of(client: Client, reader: User, passport: Passport) -> str:
    client.force_login(reader)
    answer = client.get(reverse("welfare:passports-detail", args=[passport.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def words(page: str) -> str:
    main = re.sub(r"<script.*?</script>", "", page[page.index("<main") :], flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_the_sections_stand_in_order(cast: Cast, rita: User, client: Client) -> None:
    page = page_of(client, rita, sent(passport_of(cast.bob)))
    numbers = re.findall(r'<section class="app-section" id="section-([\d.]+)"', page)
    assert numbers == ["1", "2", "3", "4", "4.1", "5", "6", "7", "8"]
    assert "White screens blur" in page and "Screen filter" in page


@pytest.mark.parametrize("status", [status for status in WAYS if status not in ("draft", "with manager")])
def test_it_opens_in_every_state(cast: Cast, rita: User, client: Client, status: str) -> None:
    passport = sent(passport_of(cast.bob))
    passport = brought_to(status, passport)
    assert "Screen filter" in page_of(client, rita, passport)


@pytest.mark.parametrize("send", [handling.take_back, lambda passport, by: handling.send_to_manager(passport, by=by)])
def test_what_the_holder_writes_meanwhile_is_theirs(cast: Cast, rita: User, client: Client, send: object) -> None:
    passport = sent(passport_of(cast.bob))
    handling.take_back(passport, by=cast.bob)
    Passport.objects.unscoped().filter(pk=passport.pk).update(impact="Not ready to be read")
    page = page_of(client, rita, passport)
    assert "Not ready to be read" not in page
    assert "White screens blur" in page and "shown as they were sent last" in page


def test_no_diagnosis_stands_on_it(cast: Cast, rita: User, client: Client) -> None:
    passport = passport_of(cast.bob)
    medical(passport, diagnosis="Fibromyalgia", treatment="Pregabalin", professionals="Dr Hall")
    page = page_of(client, rita, sent(passport))
    assert not [word for word in ("Fibromyalgia", "Pregabalin", "Dr Hall") if word in page]
    assert reverse("welfare:passports-medical", args=[passport.pk]) in page


def test_where_there_is_no_medical_detail_it_says_so(cast: Cast, rita: User, client: Client) -> None:
    passport = sent(passport_of(cast.bob))
    assert "Medical detail None given" in words(page_of(client, rita, passport))
    answer = client.get(reverse("welfare:passports-medical", args=[passport.pk]))
    assert "None given" in answer.content.decode()
    assert not ReadLog.objects.visible_to(rita).filter(kind="welfare.MedicalDetail").exists()


def test_empty_medical_detail_is_none(cast: Cast, rita: User, client: Client) -> None:
    passport = passport_of(cast.bob)
    medical(passport, diagnosis="")
    assert "Medical detail None given" in words(page_of(client, rita, sent(passport)))
    client.get(reverse("welfare:passports-medical", args=[passport.pk]))
    assert not ReadLog.objects.visible_to(rita).filter(kind="welfare.MedicalDetail").exists()


def test_each_reading_of_medical_detail_is_logged(cast: Cast, rita: User, client: Client) -> None:
    passport = passport_of(cast.bob)
    detail = medical(passport)
    sent(passport)
    client.force_login(rita)
    for _ in range(2):
        answer = client.get(reverse("welfare:passports-medical", args=[passport.pk]))
    assert "Dyslexia" in answer.content.decode() and "has been logged" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    read = ReadLog.objects.visible_to(cast.bob).filter(kind="welfare.MedicalDetail", record=str(detail.pk))
    assert [each.reader_id for each in read] == [rita.pk, rita.pk]


def test_opening_a_passport_is_logged(cast: Cast, rita: User, client: Client) -> None:
    passport = sent(passport_of(cast.bob))
    page_of(client, rita, passport)
    read = ReadLog.objects.visible_to(cast.bob).get(kind="welfare.Passport")
    assert (read.reader_id, read.record) == (rita.pk, str(passport.pk))


def test_its_holder_is_led_to_their_own_pages(cast: Cast, client: Client) -> None:
    passport = sent(passport_of(cast.bob))
    client.force_login(cast.bob)
    answer = client.get(reverse("welfare:passports-detail", args=[passport.pk]))
    assert answer["Location"] == reverse("welfare:passport")
    medical_page = client.get(reverse("welfare:passports-medical", args=[passport.pk]))
    assert medical_page["Location"] == reverse("welfare:passport-medical")


def test_an_ra_officer_has_no_verbs_on_their_own(cast: Cast, client: Client) -> None:
    cast.bob.groups.add(*cast.of(Role.RA_OFFICER).groups.all())
    passport = sent(passport_of(cast.bob))
    page = page_of(client, cast.bob, passport)
    assert "another RA officer decides about it" in page
    for verb in ("take", "agree", "recommend", "decline", "send-back", "put-to-panel"):
        address = reverse(f"welfare:passports-{verb}", args=[passport.pk])
        assert address not in page
        assert client.post(address).status_code == 403


def test_a_line_manager_does_not_find_it(cast: Cast, client: Client) -> None:
    passport = commented(passport_of(cast.bob))
    client.force_login(cast.alice)
    for page in ("detail", "agree", "medical", "recommend"):
        assert client.get(reverse(f"welfare:passports-{page}", args=[passport.pk])).status_code == 404


def test_a_passport_not_sent_yet_is_not_found(cast: Cast, rita: User, client: Client) -> None:
    passport = passport_of(cast.bob)
    client.force_login(rita)
    assert client.get(reverse("welfare:passports-detail", args=[passport.pk])).status_code == 404


def test_what_changed_since_the_last_decision_is_named(cast: Cast, rita: User, client: Client) -> None:
    passport = agreed(passport_of(cast.bob))
    assert "this has changed" not in page_of(client, rita, passport)
    passport.revise(by=cast.bob)
    Passport.objects.unscoped().filter(pk=passport.pk).update(impact="Noise as well")
    adjustment(passport, "Quiet room")
    handling.send_to_ra_officer(stored(passport), by=cast.bob)
    said = words(page_of(client, rita, passport))
    assert "Since version 2, agreed on" in said
    assert "this has changed: 2 Impact and barriers , 3 Adjustments I asked for" in said


def test_what_was_declined_is_compared_with_what_comes_next(cast: Cast, rita: User, client: Client) -> None:
    passport = declined(passport_of(cast.bob))
    passport.revise(by=cast.bob)
    Passport.objects.unscoped().filter(pk=passport.pk).update(impact="Noise as well")
    adjustment(passport, "Quiet room")
    handling.send_to_ra_officer(stored(passport), by=cast.bob)
    assert "Since version 1, sent on" in words(page_of(client, rita, passport))


def test_adjustments_say_state_cost_and_what_blocks_them(cast: Cast, rita: User, client: Client) -> None:
    passport = agreed(passport_of(cast.bob))
    (screen,) = asked_of(passport)
    screen.change_details(by=rita, cost=120, blocked_by="No budget code", waits_for="budget")
    said = words(page_of(client, rita, passport))
    assert "£120" in said and "No budget code" in said and "A decision about the budget" in said
    assert "Together £120" in said


def test_into_whose_hands_it_came_is_told(cast: Cast, rita: User, client: Client) -> None:
    passport, rob = sent(passport_of(cast.bob)), user("rob", Role.RA_OFFICER)
    client.force_login(rita)
    client.post(reverse("welfare:passports-take", args=[passport.pk]))
    given = reverse("welfare:passports-bulk-give")
    rows = client.get(given, {"chosen": passport.pk}).context["rows"]
    client.post(given, {"row": rows, "to": rob.pk})
    said = words(page_of(client, rita, passport))
    assert "Taken in hand" in said and "Given to rob" in said


def test_whoever_decides_about_what_somebody_left_behind_has_it_in_hand(cast: Cast, rita: User, client: Client) -> None:
    rob = user("rob", Role.RA_OFFICER)
    passport = sent(passport_of(cast.bob))
    handling.give(passport, to=rob, by=rob)
    assert "Take it in hand" not in page_of(client, rita, passport)
    rob.groups.clear()
    assert "Take it in hand" in page_of(client, rita, passport)
    handling.send_back(stored(passport), by=rita, reason="Which screen?")
    assert stored(passport).ra_officer == rita


@pytest.mark.parametrize("many", [1, 12])
def test_few_queries_however_much_stands_in_it(cast: Cast, rita: User, client: Client, many: int) -> None:
    passport = passport_of(cast.bob, asks=[f"Thing {number}" for number in range(many)])
    passport = agreed(passport)
    for number in range(many):
        handling.recommend(passport, by=rita, text=f"Number {number}")
    client.force_login(rita)
    address = reverse("welfare:passports-detail", args=[passport.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    assert sum(not each["sql"].startswith(("SAVEPOINT", "RELEASE")) for each in queries) <= MOST_QUERIES


def test_another_ra_officer_sees_who_has_it(cast: Cast, rita: User, client: Client) -> None:
    passport = sent(passport_of(cast.bob))
    handling.give(passport, to=rita, by=rita)
    said = words(page_of(client, user("Rob", Role.RA_OFFICER), passport))
    assert "In hand with RA-officer" in said
    assert holder_of(passport) == cast.bob
