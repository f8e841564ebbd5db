"""A candidate shares what they need in the process from their passport, and takes it back with the next request."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from people.models import ProcessAdjustment, PromotionApplication
from people.promotion import adjusting, handling
from people.promotion.around import adjustments_of
from people.roles import Role
from tests.base import Cast, user
from tests.people.promotion.candidates import applied, process
from tests.people.promotion.made import board, candidate, stage
from tests.people.promotion.made import process as staged
from tests.welfare.passports.made import FILTER, adjustment, agreed, passport_of
from welfare.models import Passport
from welfare.passports import own_handling
from wmp.lib.alerts import Alert
from wmp.lib.workflow import IllegalMove, StaleMove

pytestmark = pytest.mark.django_db
PAGE = "/welfare/passport/process/"


@pytest.fixture
def passport(cast: Cast) -> Passport:
    """Charlie's, agreed, with a screen filter."""
    return agreed(passport_of(cast.charlie))


@pytest.fixture
def application(cast: Cast, passport: Passport, client: Client) -> PromotionApplication:
    """Charlie's, with Charlie signed in."""
    made = applied(cast)
    client.force_login(cast.charlie)
    return made


def share(client: Client, application: PromotionApplication, **fields: Any) -> Any:
    return client.post(reverse("welfare:passport-process-share", args=[application.pk]), fields)


def shared(application: PromotionApplication) -> list[str]:
    found = ProcessAdjustment.objects.unscoped().filter(application=application, ended_at=None)
    return list(found.values_list("what", flat=True))


def test_the_holder_chooses_and_the_team_reads_that_and_no_more(
    application: PromotionApplication, passport: Passport, cast: Cast, client: Client
) -> None:
    adjustment(passport, "Only asked for, and not agreed")
    offer = client.get(reverse("welfare:passport-process-share", args=[application.pk])).content.decode()
    assert FILTER in offer and "Only asked for" not in offer
    assert share(client, application, chosen=FILTER, own_words="A quarter more time").url == PAGE
    assert shared(application) == [FILTER, "A quarter more time"]
    team = cast.of(Role.PROMOTION_TEAM)
    assert [each.what for each in adjustments_of(application, team)] == [FILTER, "A quarter more time"]
    assert not Passport.objects.visible_to(team).exists()
    assert FILTER not in Alert.objects.visible_to(team).get().text
    assert adjustments_of(application, cast.alice) == []


def test_the_application_names_what_is_shared(application: PromotionApplication, client: Client) -> None:
    share(client, application, chosen=FILTER)
    page = client.get(reverse("people:my-application", args=[application.pk])).content.decode()
    assert FILTER in page and PAGE in page


def test_one_click_takes_it_back_with_the_next_request(
    application: PromotionApplication, cast: Cast, client: Client
) -> None:
    share(client, application, chosen=FILTER)
    [given] = adjustments_of(application, cast.charlie)
    end = reverse("welfare:passport-process-end", args=[given.pk])
    assert client.post(end)["Location"] == PAGE
    assert adjustments_of(application, cast.of(Role.PROMOTION_TEAM)) == []
    assert client.post(end)["Location"] == PAGE  # a second click finds nothing to do
    with pytest.raises(StaleMove):
        adjusting.take_back(given, by=cast.charlie)
    client.force_login(cast.bob)
    assert client.post(end).status_code == 404


def test_the_same_twice_is_shared_once(application: PromotionApplication, client: Client) -> None:
    share(client, application, own_words="A quarter more time")
    share(client, application, own_words="A quarter more time")
    assert shared(application) == ["A quarter more time"]


def test_nothing_chosen_or_what_is_not_theirs_is_refused(application: PromotionApplication, client: Client) -> None:
    assert "Choose what to share" in share(client, application, own_words=" ").content.decode()
    assert share(client, application, chosen="Somebody else’s").status_code == 200
    assert shared(application) == []


def test_withdrawing_the_passport_ends_it(application: PromotionApplication, passport: Passport, cast: Cast) -> None:
    adjusting.share(application, [FILTER], by=cast.charlie)
    own_handling.withdraw(passport, by=cast.charlie)
    assert shared(application) == [] and adjustments_of(application, cast.of(Role.PROMOTION_TEAM)) == []


def test_nobody_shares_for_somebody_else_or_with_an_application_that_is_over(
    application: PromotionApplication, cast: Cast, client: Client
) -> None:
    with pytest.raises(IllegalMove):
        adjusting.share(application, [FILTER], by=cast.alice)
    adjusting.share(application, ["A quarter more time"], by=cast.charlie)
    handling.withdraw(application, by=cast.charlie)
    page = client.get(PAGE).content.decode()  # what is shared still can be taken back
    assert "A quarter more time" in page and "Share another" not in page
    assert share(client, application, chosen=FILTER).status_code == 404
    with pytest.raises(IllegalMove):
        adjusting.share(application, [FILTER], by=cast.charlie)


def test_a_board_reads_it_of_its_own_candidates_only(cast: Cast) -> None:
    member, other = user("member"), user("other")
    made = staged(year=2025)
    own, elses = candidate(made, cast.charlie.person), candidate(made, cast.bob.person)
    board(made, member).candidates.create(stage=stage(made, "Board"), application=own)
    board(made, other, name="Panel 2")
    adjusting.share(own, ["A quarter more time"], by=cast.charlie)
    adjusting.share(elses, ["A ramp"], by=cast.bob)
    assert [each.what for each in adjustments_of(own, member)] == ["A quarter more time"]
    assert adjustments_of(elses, member) == adjustments_of(own, other) == []


def test_without_a_passport_the_page_leads_to_one(cast: Cast, client: Client) -> None:
    application = applied(cast, process())
    client.force_login(cast.charlie)
    assert "Start your passport" in client.get(PAGE).content.decode()
    assert share(client, application, own_words="More time").status_code == 404
