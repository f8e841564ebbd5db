"""RA officers take passports in hand and decide: agree on one page, decline, ask, put to the panel, recommend."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from people.models import User
from people.roles import Role
from tests.base import Cast, user
from tests.welfare.passports.made import (
    adjustment,
    agreed,
    asked_of,
    at_panel,
    declined,
    passport_of,
    sent,
    stored,
)
from welfare.passports import handling
from welfare.passports.entries import Recommendation
from welfare.passports.models import Passport
from wmp.lib.alerts import Alert
from wmp.lib.workflow import IllegalMove, StaleMove

pytestmark = pytest.mark.django_db

FIVE = ("Screen filter", "Fixed shifts", "Quiet room", "Speech software", "Parking space")


@pytest.fixture
def rita(cast: Cast, client: Client) -> User:
    client.force_login(cast.of(Role.RA_OFFICER))
    return cast.of(Role.RA_OFFICER)


@pytest.fixture
def rob(cast: Cast) -> User:
    return user("rob", Role.RA_OFFICER)


def address(passport: Passport, page: str) -> str:
    return reverse(f"welfare:passports-{page}", args=[passport.pk])


def opened(client: Client, passport: Passport, page: str) -> dict[str, Any]:
    """What the form of a page would send, as it is opened."""
    form = client.get(address(passport, page)).context["form"]
    found = {}
    for bound in form:
        value = bound.value()
        if not isinstance(value, list | type(None)):
            found[bound.html_name] = value
    return found


def told(who: User) -> list[str]:
    return list(Alert.objects.visible_to(who).order_by("pk").values_list("text", flat=True))


# --- in hand ---


def test_taken_in_hand_with_one_click(cast: Cast, rita: User, client: Client) -> None:
    passport = sent(passport_of(cast.bob))
    assert client.post(address(passport, "take")).status_code == 302
    assert stored(passport).ra_officer == rita
    assert client.post(address(passport, "take")).status_code == 302  # a double click


def test_the_second_is_told_who_has_it(cast: Cast, rita: User, rob: User, client: Client) -> None:
    passport = sent(passport_of(cast.bob))
    handling.give(passport, to=rob, by=rob)
    answer = client.post(address(passport, "take"))
    assert answer.status_code == 409
    assert "rob has Passport" in answer.content.decode()
    assert stored(passport).ra_officer == rob


def test_of_two_who_take_at_once_one_has_it(cast: Cast, rita: User, rob: User) -> None:
    first = sent(passport_of(cast.bob))
    second = stored(first)
    first.take(by=rita)
    with pytest.raises(StaleMove):
        second.take(by=rob)
    assert stored(first).ra_officer == rita


def test_nobody_has_their_own_in_hand(cast: Cast, rita: User) -> None:
    passport = sent(passport_of(cast.bob))
    cast.bob.groups.set(rita.groups.all())
    with pytest.raises(IllegalMove, match="their own passport"):
        handling.give(passport, to=cast.bob, by=rita)
    with pytest.raises(IllegalMove, match="no longer an RA officer"):
        handling.give(passport, to=cast.alice, by=rita)


def test_several_are_given_at_once_and_told_once(cast: Cast, rita: User, rob: User, client: Client) -> None:
    passports = [sent(passport_of(who)) for who in (cast.bob, cast.charlie)]
    page = client.get(reverse("welfare:passports-bulk-give"), {"chosen": [each.pk for each in passports]})
    data = {"row": page.context["rows"], "to": rob.pk}
    assert client.post(reverse("welfare:passports-bulk-give"), data).status_code == 302
    assert {stored(each).ra_officer for each in passports} == {rob}
    assert told(rob)[-1] == "2 passports are in your hands now."


def test_a_reminder_is_sent_once_a_day(cast: Cast, rita: User, client: Client) -> None:
    passport = agreed(passport_of(cast.bob))
    for status in (302, 409):
        page = client.get(reverse("welfare:passports-bulk-remind"), {"chosen": passport.pk})
        answer = client.post(reverse("welfare:passports-bulk-remind"), {"row": page.context["rows"]})
        assert answer.status_code == status


# --- agreeing ---


def test_five_adjustments_are_agreed_on_one_page(cast: Cast, rita: User, client: Client) -> None:
    passport = sent(passport_of(cast.bob, asks=FIVE))
    first, second, *_ = asked_of(passport)
    data = opened(client, passport, "agree")
    data |= {f"cost-{first.pk}": "£120.50", f"owner-{first.pk}": "alice"}
    data |= {f"decide-{second.pk}": "decline", f"why-{second.pk}": "The rota cannot"}
    assert client.post(address(passport, "agree"), data).status_code == 302
    assert [each.status for each in asked_of(passport)] == ["agreed", "declined", *["agreed"] * 3]
    first.refresh_from_db()
    assert (first.owner, str(first.cost)) == (cast.alice, "120.50")
    passport = stored(passport)
    assert (passport.status, passport.ra_officer) == ("agreed", rita)
    assert "Your passport has been agreed. Share it again with those who need to see what was agreed." in told(cast.bob)


def test_what_is_declined_has_a_reason_and_nothing_typed_is_lost(cast: Cast, rita: User, client: Client) -> None:
    passport = sent(passport_of(cast.bob, asks=FIVE[:2]))
    first, second = asked_of(passport)
    data = opened(client, passport, "agree") | {f"decide-{first.pk}": "decline", f"cost-{second.pk}": "77"}
    page = client.post(address(passport, "agree"), data | {"reason": "We spoke"}).content.decode()
    assert "Say why “Screen filter” is declined" in page
    assert 'value="77"' in page and "We spoke" in page
    assert stored(passport).status == "with RA officer"


def test_a_due_day_in_the_past_is_refused(cast: Cast, rita: User, client: Client) -> None:
    passport = sent(passport_of(cast.bob))
    (one,) = asked_of(passport)
    days = {f"due-{one.pk}_day": 1, f"due-{one.pk}_month": 2, f"due-{one.pk}_year": 2020}
    answer = client.post(address(passport, "agree"), opened(client, passport, "agree") | days)
    assert "cannot be due in the past" in answer.content.decode()


def test_declining_everything_is_declining_the_passport(cast: Cast, rita: User, client: Client) -> None:
    passport = sent(passport_of(cast.bob))
    (one,) = asked_of(passport)
    data = opened(client, passport, "agree") | {f"decide-{one.pk}": "decline", f"why-{one.pk}": "No"}
    answer = client.post(address(passport, "agree"), data)
    assert answer.status_code == 409
    assert "Decline the passport instead" in answer.content.decode()
    assert [each.status for each in asked_of(passport)] == ["requested"]


def test_what_was_taken_back_and_sent_again_is_read_before_it_is_agreed(cast: Cast, rita: User, client: Client) -> None:
    passport = sent(passport_of(cast.bob))
    data = opened(client, passport, "agree")
    handling.take_back(passport, by=cast.bob)
    Passport.objects.unscoped().filter(pk=passport.pk).update(impact="Something else")
    handling.send_to_ra_officer(stored(passport), by=cast.bob)
    answer = client.post(address(passport, "agree"), data)
    assert answer.status_code == 409 and "changed by someone else" in answer.content.decode()
    assert stored(passport).status == "with RA officer"


def test_only_what_was_decided_about_is_agreed(cast: Cast, rita: User) -> None:
    passport = sent(passport_of(cast.bob))
    (one,) = asked_of(passport)
    adjustment(passport, "Quiet room")
    with pytest.raises(StaleMove, match="asked for has changed"):
        handling.agree(passport, by=rita, decisions={one.pk: handling.Decision()})
    assert [each.status for each in asked_of(passport)] == ["requested", "requested"]


def test_a_second_click_agrees_nothing_twice(cast: Cast, rita: User, client: Client) -> None:
    passport = sent(passport_of(cast.bob))
    data = opened(client, passport, "agree")
    assert [client.post(address(passport, "agree"), data).status_code for _ in range(2)] == [302, 409]
    assert passport.versions.unscoped().filter(why="agreed").count() == 1


def test_taken_back_while_it_is_agreed(cast: Cast, rita: User) -> None:
    passport = sent(passport_of(cast.bob))
    theirs = stored(passport)
    handling.agree(passport, by=rita)
    with pytest.raises((StaleMove, IllegalMove)):
        handling.take_back(theirs, by=cast.bob)
    assert stored(passport).status == "agreed"


def test_declined_beside_agreed(cast: Cast, rita: User, rob: User) -> None:
    passport = sent(passport_of(cast.bob))
    beside = stored(passport)
    handling.agree(passport, by=rita)
    with pytest.raises((StaleMove, IllegalMove)):
        handling.decline(beside, by=rob, reason="No")
    assert [each.status for each in asked_of(passport)] == ["agreed"]


# --- the other verbs ---


@pytest.mark.parametrize(
    ("page", "goes_to", "begins"),
    [
        ("send-back", "draft", "Your RA officer has a question."),
        ("decline", "declined", "Your passport has been declined."),
        ("put-to-panel", "panel", "Your passport is with the panel."),
    ],
)
def test_the_holder_is_told(cast: Cast, rita: User, client: Client, page: str, goes_to: str, begins: str) -> None:
    passport = sent(passport_of(cast.bob))
    data = opened(client, passport, page) | {"reason": "Because of the rota"}
    assert client.post(address(passport, page), data).status_code == 302
    passport = stored(passport)
    assert (passport.status, passport.ra_officer) == (goes_to, rita)
    assert told(cast.bob)[-1].startswith(begins)
    assert "rota" not in told(cast.bob)[-1]


@pytest.mark.parametrize("page", ["send-back", "decline"])
def test_a_reason_is_asked_for(cast: Cast, rita: User, client: Client, page: str) -> None:
    passport = sent(passport_of(cast.bob))
    client.post(address(passport, page), opened(client, passport, page))
    assert stored(passport).status == "with RA officer"


def test_back_from_the_panel_and_agreed_by_it(cast: Cast, rita: User, client: Client) -> None:
    passport = at_panel(passport_of(cast.bob))
    data = opened(client, passport, "back-from-panel") | {"reason": "In favour"}
    assert client.post(address(passport, "back-from-panel"), data).status_code == 302
    assert stored(passport).status == "with RA officer"


@pytest.mark.parametrize("make", [agreed, declined])
@pytest.mark.parametrize("page", ["agree", "decline", "send-back", "put-to-panel", "back-from-panel"])
def test_nothing_is_decided_twice(
    cast: Cast, rita: User, client: Client, make: Callable[[Passport], Passport], page: str
) -> None:
    passport = make(passport_of(cast.bob))
    assert client.get(address(passport, page)).status_code == 409
    assert client.post(address(passport, page), {"reason": "No"}).status_code == 409


def test_a_page_of_two_tabs_ago_is_refused(cast: Cast, rita: User, client: Client) -> None:
    passport = sent(passport_of(cast.bob))
    data = opened(client, passport, "decline") | {"reason": "No"}
    handling.take_back(passport, by=cast.bob)
    handling.send_to_ra_officer(stored(passport), by=cast.bob)
    answer = client.post(address(passport, "decline"), data)
    assert answer.status_code == 409
    assert "No</textarea>" in answer.content.decode()


# --- section 5 ---


def test_a_recommendation_and_its_correction(cast: Cast, rita: User, client: Client) -> None:
    passport = sent(passport_of(cast.bob))
    assert client.post(address(passport, "recommend"), {"text": "A matt filter"}).status_code == 302
    wrong = Recommendation.objects.visible_to(rita).get()
    correct = reverse("welfare:recommendations-correct", args=[wrong.pk])
    assert client.post(correct, {"text": "A clear filter"}).status_code == 302
    assert client.post(correct, {"text": "None"}).status_code == 409  # corrected already
    page = client.get(address(passport, "detail")).content.decode()
    assert "A matt filter" in page and "Corrected since" in page and "A clear filter" in page
    assert told(cast.bob)[-1].startswith("There is a recommendation")


def test_the_same_words_twice_are_a_second_click(cast: Cast, rita: User, client: Client) -> None:
    passport = sent(passport_of(cast.bob))
    assert [client.post(address(passport, "recommend"), {"text": "A"}).status_code for _ in range(2)] == [302, 409]


def test_a_recommendation_corrects_one_of_the_same_passport(cast: Cast, rita: User) -> None:
    one, other = sent(passport_of(cast.bob)), sent(passport_of(cast.charlie))
    written = handling.recommend(one, by=rita, text="A")
    with pytest.raises(IllegalMove, match="another passport"):
        handling.recommend(other, by=rita, text="B", corrects=written)


def test_nobody_recommends_to_themselves(cast: Cast, rita: User) -> None:
    passport = sent(passport_of(cast.bob))
    with pytest.raises(IllegalMove):
        handling.recommend(passport, by=cast.bob, text="A")


def test_who_has_it_in_hand_hears_of_it_while_they_are_an_ra_officer(cast: Cast, rita: User, rob: User) -> None:
    passport = sent(passport_of(cast.bob))
    handling.give(passport, to=rob, by=rob)
    rob.groups.clear()
    handling.take_back(passport, by=cast.bob)
    handling.send_to_ra_officer(stored(passport), by=cast.bob)
    assert f"{passport} came in." in told(rita)
