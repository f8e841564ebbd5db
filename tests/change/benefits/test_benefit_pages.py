"""The page of a benefit, its verbs and forms: what each reader may do, and what is asked before it is done."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from change.benefits.measurements import Measurement, ProfilePoint, measure
from change.models import Benefit, Programme
from people.workforce.models import User
from tests.base import DAY, Cast, Role, opened_with, user
from tests.change.benefits.made import at, benefit, on
from wmp.lib.alerts import Alert

pytestmark = pytest.mark.django_db

# A request is a transaction: within that of a test, setting one and releasing it are two more queries.
SAVEPOINT = 2


@pytest.fixture
def manager(cast: Cast) -> User:
    return cast.of(Role.CHANGE_MANAGER)


@pytest.fixture
def owner(cast: Cast) -> User:
    """Bob, who has no role: whoever owns a benefit needs none."""
    return cast.bob


def browser(account: User) -> Client:
    made = Client()
    made.force_login(account)
    return made


def page(record: Benefit, name: str = "") -> str:
    return f"/change/benefits/benefits/{record.pk}/{name}"


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def seen(client: Client, address: str) -> str:
    """What a verb's page remembers of the record."""
    found: Any = client.get(address).context["form"]
    return str(found.initial["seen"])


def stored(record: Benefit) -> Benefit:
    return Benefit.objects.unscoped().get(pk=record.pk)


def day(name: str, value: Any) -> dict[str, str]:
    return {f"{name}_day": str(value.day), f"{name}_month": str(value.month), f"{name}_year": str(value.year)}


def test_what_a_profile_lacks_is_listed_and_the_form_is_the_next_action(owner: User) -> None:
    record = benefit(owner, unit="", target=None)
    words = text(browser(owner), page(record))
    assert "The profile still lacks the unit and the target." in words
    assert "Fill in the profile" in words and "Send for approval" not in words
    address = page(record, "profile/")
    assert browser(owner).post(address, {"seen": seen(browser(owner), address)}).status_code == 409


def test_an_owner_fills_in_the_profile_and_nothing_else(owner: User) -> None:
    record = benefit(owner, target=None)
    client = browser(owner)
    form = text(client, page(record, "change/"))
    assert 'name="target"' in form and 'name="owner"' not in form and 'name="kind"' not in form
    sent = {
        "opened_with": opened_with(form),
        "description": record.description,
        "measure": record.measure,
        "unit": "hours",
        "baseline": "100",
        "target": "45.5",
        "measured_every": "6",
        **day("baseline_on", record.baseline_on),
        **day("target_on", record.target_on),
        "kind": "cashable",
    }
    assert client.post(page(record, "change/"), sent).status_code == 302
    now = stored(record)
    assert (now.target, now.measured_every, now.kind) == (Decimal("45.5"), 6, "non-financial")
    assert "Send for approval" in text(client, page(record))


def test_a_profile_goes_from_the_owner_to_approval_and_delivery(owner: User, manager: User) -> None:
    record = benefit(owner)
    for who, verb, more in [
        (owner, "profile", {}),
        (manager, "approve", {}),
        (owner, "begin", day("on", DAY)),
    ]:
        client = browser(who)
        address = page(record, f"{verb}/")
        assert client.post(address, {"seen": seen(client, address), **more}).status_code == 302
    assert (stored(record).status, stored(record).begun_on) == ("delivering", DAY)
    assert Alert.objects.visible_to(owner).get().subject == f"Benefit {record.number}: its profile is approved"
    assert "Identified to profiled" in text(browser(owner), page(record))


def test_the_target_stands_once_it_is_approved_and_is_re_baselined_with_a_reason(owner: User, manager: User) -> None:
    record = at("approved", owner=owner, manager=manager)
    assert 'name="target"' not in text(browser(manager), page(record, "change/"))
    client, address = browser(manager), page(record, "re-baseline/")
    sent = {
        "seen": seen(client, address),
        "baseline": "100",
        "target": "50",
        **day("baseline_on", record.baseline_on),
        **day("target_on", record.target_on),
    }
    assert "Enter why it is re-baselined" in client.post(address, sent).content.decode()
    assert client.post(address, {**sent, "reason": "Fewer tablets were bought"}).status_code == 302
    words = text(client, page(record))
    assert "Fewer tablets were bought" in words and "Target: 40 → 50" in words
    assert "has a new baseline and target." in words and "is now" not in words
    assert client.post(address, {**sent, "reason": "Once more"}).status_code == 409  # the page is an old one


def test_a_claim_says_what_it_needs(owner: User, manager: User) -> None:
    record = at("delivering", owner=owner, manager=manager, kind="cashable")
    client, address = browser(owner), page(record, "say/")
    assert "Record the outcome" not in text(client, page(record))
    asked = client.post(address, {"seen": seen(client, address), "claim": "realised"})
    assert asked.status_code == 409 and "enter a measurement first" in asked.content.decode()
    measure(record, by=owner, value=Decimal(60))
    asked = client.post(address, {"seen": seen(client, address), "claim": "realised"})
    assert asked.status_code == 409 and "give its reference" in asked.content.decode()
    sent = {"seen": seen(client, address), "claim": "realised", "base_budget_reference": "BB-114"}
    assert client.post(address, sent).status_code == 302
    assert (stored(record).status, stored(record).claimed_by) == ("realised", owner)


def test_whoever_owns_or_claimed_it_is_not_offered_to_verify_it(owner: User, manager: User, cast: Cast) -> None:
    record = at("delivering", owner=owner, manager=manager)
    measure(record, by=owner, value=Decimal(60))
    record.say("realised", by=manager)
    other = user("second-manager", Role.CHANGE_MANAGER)
    for who, status in [(owner, 403), (manager, 403), (other, 200)]:
        assert browser(who).get(page(record, "verify/")).status_code == status
        assert ("Verify the claim" in text(browser(who), page(record))) == (status == 200)
    address = page(record, "verify/")
    assert browser(other).post(address, {"seen": seen(browser(other), address)}).status_code == 302
    assert stored(record).verified_by == other


def test_who_verifies_has_seen_what_stands(owner: User, manager: User) -> None:
    record = at("realised", owner=owner, manager=manager)
    client, address = browser(manager), page(record, "verify/")
    sent = {"seen": seen(client, address)}
    Measurement.objects.unscoped().get().correct(by=owner, value=Decimal(1), evidence="Recount", reason="A slip")
    assert client.post(address, sent).status_code == 409 and stored(record).status == "realised"
    assert client.post(address, {"seen": seen(client, address)}).status_code == 302


def test_what_is_handed_over_needs_an_owner_and_a_measure_there(owner: User, manager: User) -> None:
    record = at("verified", owner=owner, manager=manager)
    client, address = browser(manager), page(record, "hand-over/")
    sent = {"seen": seen(client, address), **day("on", DAY), "performance_measure": "Calls answered in ten seconds"}
    assert "Select who owns it in business as usual" in client.post(address, sent).content.decode()
    assert client.post(address, {**sent, "bau_owner_name": "Head of Contact"}).status_code == 302
    words = text(client, "/change/benefits/handover/")
    assert "Calls answered in ten seconds" in words and "Head of Contact" in words
    assert "1 benefit handed over; 1 of them still measured." in " ".join(words.split())


def test_what_came_to_nothing_is_handed_over_and_measured_no_more(owner: User, manager: User) -> None:
    record = at("not realised", owner=owner, manager=manager)
    record.verify(by=manager)
    record.hand_over(by=manager, bau_owner_name="Head of Contact", performance_measure="Calls answered")
    words = " ".join(text(browser(manager), "/change/benefits/handover/").split())
    assert "Not measured" in words and "1 benefit handed over; 0 of them still measured." in words


def test_one_number_and_one_sentence_are_entered(owner: User, manager: User) -> None:
    record = at("delivering", owner=owner, manager=manager)
    client, address = browser(owner), page(record, "measure/")
    form = text(client, address)
    assert record.measure in form and "Never measured yet. Target: 40 hours by 30 September 2022." in form
    sent = {"value": "55.5", "evidence": "Time study of twenty officers", **day("measured_on", DAY)}
    assert "Enter evidence" in client.post(address, {**sent, "evidence": ""}).content.decode()
    assert "is in pounds; write a plain number" in client.post(address, {**sent, "value": "£5"}).content.decode()
    assert client.post(address, sent).status_code == 302
    made = Measurement.objects.unscoped().get()
    assert (made.value, made.by, made.measured_on) == (Decimal("55.5"), owner, DAY)
    again = client.post(address, sent)
    assert again.status_code == 409 and "that day already" in again.content.decode()


def test_a_measurement_is_corrected_with_a_reason(owner: User, manager: User) -> None:
    record = at("realised", owner=owner, manager=manager)
    made = Measurement.objects.unscoped().get()
    client, address = browser(owner), f"/change/benefits/measurements/{made.pk}/correct/"
    sent = {"value": "61", "evidence": "Counted again", "seen": made.mark}
    assert "Enter why it is corrected" in client.post(address, sent).content.decode()
    assert client.post(address, {**sent, "reason": "One team was left out"}).status_code == 302
    assert "Corrected by bob: One team was left out" in text(client, page(record))
    late = client.post(address, {**sent, "value": "62", "reason": "Another page"})
    assert late.status_code == 409 and "Somebody else corrected it" in late.content.decode()
    record.refresh_from_db()
    record.verify(by=manager)
    assert client.post(address, {**sent, "reason": "-"}).status_code == 409
    assert address not in text(client, page(record))


def test_what_is_expected_on_the_way_lies_between_baseline_and_target(owner: User) -> None:
    record = benefit(owner)
    client, address = browser(owner), page(record, "expected/")
    mark = {"seen": client.get(address).context["form"].mark}
    wrong = {**mark, "on_0": "2021-04-01", "value_0": "90", "on_1": "2022-01-01", "value_1": "", "value_2": "5"}
    found = client.post(address, wrong).content.decode()
    assert "after that of the baseline" in found and "Enter what is expected on this day" in found
    assert "Enter the day of this value" in found
    sent = {**mark, "on_0": "2022-01-01", "value_0": "80", "on_3": "2021-09-01", "value_3": "90"}
    assert client.post(address, sent).status_code == 302
    assert [str(each) for each in ProfilePoint.objects.unscoped()] == [
        "90.00 on 1 September 2021",
        "80.00 on 1 January 2022",
    ]
    assert client.post(address, {**mark, "on_0": "2022-01-01", "value_0": "70"}).status_code == 409
    assert "<polyline" in text(client, page(record))


def test_a_benefit_stands_in_one_programme(manager: User) -> None:
    record = benefit()
    client = browser(manager)
    form = text(client, page(record, "change/"))
    sent = {
        "opened_with": opened_with(form),
        "number": record.number,
        "description": "-",
        "kind": "cashable",
        "project": record.project_id,
        "programme": Programme.objects.create(name="Estates").pk,
        "measured_every": "3",
    }
    assert "Leave the programme empty" in client.post(page(record, "change/"), sent).content.decode()


def test_a_claim_without_proof_says_so_on_its_page(manager: User) -> None:
    record = benefit(None, "cashable", status="realised", claim="realised")
    words = text(browser(manager), page(record))
    assert "Claimed without proof." in words and "Verify the claim" not in words


def test_pages_take_few_queries_however_much_there_is(
    owner: User, manager: User, django_assert_max_num_queries: Any
) -> None:
    record = at("delivering", owner=owner, manager=manager)
    for number in range(30):
        with on(DAY):
            measure(record, by=owner, value=Decimal(number), on=DAY - timedelta(days=number))
        benefit(owner, status="delivering")
        benefit(owner, programme=Programme.objects.create(name=f"Estates {number}"), status="delivering")
        benefit(None, status="business as usual", bau_owner=owner, bau_owner_name="Head of Contact")
    for address, most in [
        (page(record), 8),
        ("/change/benefits/benefits/", 8),
        ("/change/benefits/measurements/", 8),
        ("/change/benefits/overview/", 8),
        ("/change/benefits/handover/", 8),
        ("/change/my-benefits/", 8),
        ("/change/benefits/benefits/new/", 15),
    ]:
        client = browser(owner if "my-benefits" in address else manager)
        client.get(address)
        with django_assert_max_num_queries(most + SAVEPOINT):
            assert client.get(address).status_code == 200
