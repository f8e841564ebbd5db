"""A candidate's page: what they are told, withdrawing, appealing. Nothing shows a result before all are told."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from people.models import PromotionApplication, PromotionProcess, PromotionStage
from people.promotion import feedback, handling
from people.roles import Role
from tests.base import Cast
from tests.people.promotion.candidates import STATEMENT, applied, process, stored
from tests.people.promotion.made import decided, result
from wmp.lib import clock
from wmp.lib.alerts import Alert, mail_waiting

pytestmark = pytest.mark.django_db
# Words that a result leaves behind, wherever it shows.
LEAKS = re.compile(r"(?i)\b(un)?successful|shortlisted|assessed\b|not passed|canary|77\.5|1977|appeal")


@pytest.fixture
def application(cast: Cast) -> PromotionApplication:
    """Charlie's, in a process with a sift and a board."""
    made = process(results_on=clock.today() + timedelta(days=90))
    PromotionStage.objects.create(process=made, number=1, name="Sift", starts_on=clock.today() + timedelta(days=40))
    PromotionStage.objects.create(process=made, number=2, name="Board")
    return applied(cast, made)


def address(application: PromotionApplication, page: str = "") -> str:
    return reverse(f"people:my-application{page}", args=[application.pk])


def page(client: Client, at: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", client.get(at).content.decode()))


def decide(application: PromotionApplication, cast: Cast, outcome: str = "unsuccessful") -> PromotionApplication:
    team = cast.of(Role.PROMOTION_TEAM)
    result(application, "Sift", "passed", 1977, by=team)
    result(application, "Board", "not passed", by=team)
    feedback.write(application, by=team, strengths="Canary of strengths", development="", read="")
    return decided(application, outcome, by=team)


def close(made: PromotionProcess) -> None:
    """Applications closed yesterday, so the team may publish."""
    today = clock.today()
    days = {"opens_on": today - timedelta(days=9), "closes_on": today - timedelta(days=1)}
    PromotionProcess.objects.unscoped().filter(pk=made.pk).update(**days)


def everything_of(cast: Cast, client: Client, application: PromotionApplication) -> dict[str, str]:
    """All that a candidate can open about their application, by address."""
    client.force_login(cast.charlie)
    addresses = [
        "/",
        reverse("people:my-promotion"),
        address(application),
        address(application, "-withdraw"),
        reverse("people:promotion-applications-list"),
        reverse("people:promotion-applications-detail", args=[application.pk]),
        reverse("people:promotion-processes-detail", args=[application.process_id]),
        reverse("people:people-applications", args=[cast.charlie.person.pk]),
        reverse("alerts:list"),
        reverse("audit:about-me-list"),
    ]
    return {each: f"{client.get(each).status_code} {page(client, each)}" for each in addresses}


def test_no_word_of_a_result_reaches_the_candidate_before_publication(
    application: PromotionApplication, cast: Cast, client: Client
) -> None:
    before = everything_of(cast, client, application)
    decide(application, cast)
    client.force_login(cast.of(Role.PROMOTION_TEAM))
    client.get(reverse("people:promotion-applications-detail", args=[application.pk]))
    after = everything_of(cast, client, application)
    about_me = reverse("audit:about-me-list")  # that the team opened it is theirs to know
    readings = after.pop(about_me)
    assert after == {each: text for each, text in before.items() if each != about_me}
    assert not LEAKS.search(readings) and not LEAKS.search(after[address(application)])
    cast.charlie.email = "charlie@example.org"
    cast.charlie.save()
    mail_waiting()
    assert [each for each in mail.outbox if LEAKS.search(f"{each.subject} {each.body}")] == []
    told = Alert.objects.visible_to(cast.charlie)
    assert [each.text for each in told if LEAKS.search(each.text)] == []


def test_what_comes_next_has_its_day(application: PromotionApplication, cast: Cast, client: Client) -> None:
    client.force_login(cast.charlie)
    assert "alice says whether they support your application, by" in page(client, address(application))
    close(application.process)
    assert "Next: Sift" in page(client, address(application))


def test_once_published_the_candidate_reads_the_outcome_and_why(
    application: PromotionApplication, cast: Cast, client: Client
) -> None:
    close(application.process)
    decide(application, cast)
    handling.publish(application.process, by=cast.of(Role.PROMOTION_TEAM))
    client.force_login(cast.charlie)
    text = page(client, address(application))
    for words in ("Unsuccessful", "Not passed", "Passed, score 1977", "Canary of strengths", "You can appeal, by"):
        assert words in text
    assert "The outcome of" in text and STATEMENT in text


def test_a_place_in_the_pool_is_told(application: PromotionApplication, cast: Cast, client: Client) -> None:
    close(application.process)
    decide(application, cast, "successful")
    handling.publish(application.process, by=cast.of(Role.PROMOTION_TEAM))
    client.force_login(cast.charlie)
    text = page(client, address(application))
    assert "You are in the promotion pool since" in text and "appeal" not in text.lower().replace("appeals", "")


def test_an_appeal_is_sent_once_and_in_time(application: PromotionApplication, cast: Cast, client: Client) -> None:
    close(application.process)
    decide(application, cast)
    client.force_login(cast.charlie)
    at = address(application, "-appeal")
    assert client.post(at, {"reason": "My score was added wrongly"}).status_code == 409
    handling.publish(application.process, by=cast.of(Role.PROMOTION_TEAM))
    assert "Enter" in page(client, at) or client.post(at, {"reason": ""}).status_code == 200
    assert client.post(at, {"reason": "My score was added wrongly"}).status_code == 302
    assert stored(application).status == "appealed"
    assert client.post(at, {"reason": "Again"}).status_code == 409
    assert "You appealed" in page(client, address(application))


def test_after_the_days_to_appeal_there_is_no_appeal(
    application: PromotionApplication, cast: Cast, client: Client
) -> None:
    close(application.process)
    decide(application, cast)
    handling.publish(application.process, by=cast.of(Role.PROMOTION_TEAM))
    told = PromotionProcess.objects.unscoped().filter(pk=application.process_id)
    told.update(published_at=clock.now() - timedelta(days=29))
    client.force_login(cast.charlie)
    assert "You can appeal" not in page(client, address(application))
    assert client.post(address(application, "-appeal"), {"reason": "Late"}).status_code == 409


@pytest.mark.parametrize("outcome", ["", "successful", "unsuccessful"])
def test_a_candidate_withdraws_whatever_has_been_decided(
    application: PromotionApplication, cast: Cast, client: Client, outcome: str
) -> None:
    if outcome:
        decide(application, cast, outcome)
    client.force_login(cast.charlie)
    assert client.post(address(application, "-withdraw"), {"reason": "Not now"}).status_code == 302
    assert stored(application).status == "withdrawn"
    assert client.post(address(application, "-withdraw")).status_code == 409
    text = page(client, address(application))
    assert "You withdrew your application" in text and not re.search("(?i)successful", text)
    assert Alert.objects.visible_to(cast.of(Role.PROMOTION_TEAM)).filter(text__contains="was withdrawn").exists()


def test_after_publication_nothing_is_withdrawn(application: PromotionApplication, cast: Cast, client: Client) -> None:
    close(application.process)
    decide(application, cast)
    handling.publish(application.process, by=cast.of(Role.PROMOTION_TEAM))
    client.force_login(cast.charlie)
    assert client.post(address(application, "-withdraw"), {"reason": ""}).status_code == 409
    assert stored(application).status == "unsuccessful"


def test_it_is_nobody_elses_page(application: PromotionApplication, cast: Cast, client: Client) -> None:
    for who in (cast.alice, cast.bob, cast.of(Role.PROMOTION_TEAM)):
        client.force_login(who)
        assert client.get(address(application)).status_code == 404
        assert client.post(address(application, "-withdraw")).status_code == 404


def test_the_page_asks_few_queries(
    application: PromotionApplication, cast: Cast, client: Client, django_assert_max_num_queries: type
) -> None:
    client.force_login(cast.charlie)
    with django_assert_max_num_queries(8 + 2):
        client.get(address(application))
    close(application.process)
    decide(application, cast)
    handling.publish(application.process, by=cast.of(Role.PROMOTION_TEAM))
    with django_assert_max_num_queries(8 + 2):
        client.get(address(application))
