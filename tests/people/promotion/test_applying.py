"""Applying: eligible, in time, once, by oneself; the statement kept between visits; the line manager asked."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from people.models import Endorsement, PromotionApplication, PromotionProcess, StartedApplication
from people.promotion import applying
from people.promotion.models import OwnApplication
from people.promotion.started import forget_old
from people.roles import Role
from tests.base import Cast, opened_with
from tests.people.promotion.candidates import STATEMENT, applied, managed, no_longer_open, process, stored
from tests.together import at_once
from wmp.lib import clock
from wmp.lib.alerts import Alert
from wmp.lib.workflow import IllegalMove, StaleMove

pytestmark = pytest.mark.django_db


def address(made: PromotionProcess, page: str = "") -> str:
    return reverse(f"people:apply{page}", args=[made.pk])


def write(client: Client, made: PromotionProcess, text: str, **fields: str) -> Any:
    mark = opened_with(client.get(address(made, "-statement")).content.decode())
    return client.post(address(made, "-statement"), {"statement": text, "opened_with": mark, **fields})


def seen(client: Client, made: PromotionProcess) -> str:
    page = client.get(address(made, "-check")).content.decode()
    return page.split('name="seen" value="')[1].split('"')[0]


@pytest.fixture
def made(cast: Cast, client: Client) -> PromotionProcess:
    """A process that takes applications, with Charlie signed in."""
    client.force_login(managed(cast))
    return process()


def test_from_the_list_to_an_application_that_is_sent(made: PromotionProcess, cast: Cast, client: Client) -> None:
    assert "You can apply." in client.get(reverse("people:my-promotion")).content.decode()
    assert client.post(address(made))["Location"] == address(made, "-statement")
    assert write(client, made, STATEMENT).url == address(made, "-check")
    sent = client.post(address(made, "-check"), {"seen": seen(client, made)})
    application = PromotionApplication.objects.unscoped().get()
    assert sent["Location"] == reverse("people:my-application", args=[application.pk])
    assert (application.statement, application.applied_on) == (STATEMENT, clock.today())
    assert Endorsement.objects.unscoped().get().asked == cast.alice
    assert not StartedApplication.objects.unscoped().exists()
    assert "You have applied." in client.get(reverse("people:my-promotion")).content.decode()


def test_what_is_begun_is_kept_and_is_nobody_elses(made: PromotionProcess, cast: Cast, client: Client) -> None:
    client.post(address(made))
    assert write(client, made, "I led", later="yes").url == reverse("people:my-promotion")
    assert "I led" in client.get(address(made, "-statement")).content.decode()
    for other in (cast.alice, cast.of(Role.PROMOTION_TEAM)):
        assert not StartedApplication.objects.visible_to(other).exists()
        client.force_login(other)
        assert client.get(address(made, "-statement")).status_code == 404
    assert not PromotionApplication.objects.unscoped().exists()


def test_an_empty_statement_can_be_left_and_not_sent(made: PromotionProcess, client: Client) -> None:
    client.post(address(made))
    assert write(client, made, "", later="yes").status_code == 302
    assert b"Answer" in write(client, made, "").content
    assert client.post(address(made, "-check"), {"seen": seen(client, made)}).status_code == 409


def test_two_windows_do_not_lose_each_others_words(made: PromotionProcess, client: Client) -> None:
    client.post(address(made))
    mark = opened_with(client.get(address(made, "-statement")).content.decode())
    write(client, made, "From one window")
    checked = seen(client, made)
    other = client.post(address(made, "-statement"), {"statement": "From another", "opened_with": mark})
    assert other.status_code == 409 and b"Which version do you want to keep?" in other.content
    write(client, made, "Changed after it was checked")
    assert client.post(address(made, "-check"), {"seen": checked}).status_code == 409
    assert not PromotionApplication.objects.unscoped().exists()


def test_a_second_click_finds_the_application(made: PromotionProcess, client: Client) -> None:
    client.post(address(made))
    write(client, made, STATEMENT)
    mark = seen(client, made)
    first = client.post(address(made, "-check"), {"seen": mark})
    assert client.post(address(made, "-check"), {"seen": mark})["Location"] == first["Location"]
    assert client.post(address(made))["Location"] == first["Location"]
    assert PromotionApplication.objects.unscoped().count() == 1


def test_who_is_not_eligible_reads_why_and_cannot_begin(made: PromotionProcess, cast: Cast, client: Client) -> None:
    for who, why in ((cast.alice, "of the rank of Sergeant"), (cast.bob, "You are in probation")):
        client.force_login(who)
        refused = client.post(address(made))
        assert refused.status_code == 403 and why in refused.content.decode()
        with pytest.raises(IllegalMove):
            applying.apply(made, by=who, statement=STATEMENT)
    assert not StartedApplication.objects.unscoped().exists()


def test_after_the_closing_day_nothing_is_begun_or_sent(made: PromotionProcess, cast: Cast, client: Client) -> None:
    client.post(address(made))
    no_longer_open(made)
    made.refresh_from_db(from_queryset=PromotionProcess.objects.unscoped())
    with pytest.raises(IllegalMove):
        applying.apply(made, by=cast.charlie, statement=STATEMENT)
    assert client.get(address(made)).status_code == 404  # nobody but who applied sees it any more


def test_a_second_application_in_a_process_is_refused(cast: Cast) -> None:
    made = process()
    applied(cast, made)
    with pytest.raises(StaleMove):
        applying.apply(made, by=cast.charlie, statement="Again")


def test_the_statement_changes_until_it_is_closed(cast: Cast, client: Client) -> None:
    application = applied(cast)
    client.force_login(cast.charlie)
    at = reverse("people:my-application-statement", args=[application.pk])
    mark = opened_with(client.get(at).content.decode())
    assert client.post(at, {"statement": "Better words", "opened_with": mark}).status_code == 302
    assert stored(application).statement == "Better words"
    no_longer_open(application.process)
    assert client.post(at, {"statement": "Too late", "opened_with": mark}).status_code == 409
    assert stored(application).statement == "Better words"


def test_without_a_line_manager_who_has_an_account_the_team_hears_of_it(cast: Cast) -> None:
    made = applying.apply(process(), by=cast.charlie, statement=STATEMENT)
    assert not Endorsement.objects.unscoped().exists()
    told = Alert.objects.visible_to(cast.of(Role.PROMOTION_TEAM)).get()
    assert str(made.pk) in told.text and STATEMENT not in told.text


def test_home_names_what_was_begun_until_it_closes(made: PromotionProcess, cast: Cast, client: Client) -> None:
    applying.start(made, by=cast.charlie)
    line = f"Finish your application for {made}"
    assert line in client.get("/").content.decode()
    no_longer_open(made)
    assert line not in client.get("/").content.decode()


def test_what_was_never_sent_is_deleted_long_after_the_process_closed(made: PromotionProcess, cast: Cast) -> None:
    applying.start(made, by=cast.charlie)
    no_longer_open(made)
    assert forget_old() == 0
    PromotionProcess.objects.unscoped().update(opens_on="2022-01-01", closes_on="2022-01-02")
    assert forget_old() == 1


def test_nothing_is_sent_beside_publishing(made: PromotionProcess, cast: Cast) -> None:
    """The page was read before results were published."""
    PromotionProcess.objects.unscoped().filter(pk=made.pk).update(published_at=clock.now())
    assert made.published_at is None
    with pytest.raises(IllegalMove):
        applying.apply(made, by=managed(cast), statement=STATEMENT)


def test_the_start_is_for_officers(cast: Cast, client: Client) -> None:
    client.force_login(cast.charlie)
    assert "Promotion: apply and see where you stand" in client.get("/").content.decode()
    client.force_login(cast.of(Role.PROMOTION_TEAM))
    assert "Promotion: apply and see where you stand" not in client.get("/").content.decode()


def test_pages_ask_few_queries(made: PromotionProcess, client: Client, django_assert_max_num_queries: Any) -> None:
    client.post(address(made))
    write(client, made, STATEMENT)
    for page in (reverse("people:my-promotion"), address(made), address(made, "-statement"), address(made, "-check")):
        with django_assert_max_num_queries(8 + 2):  # the request's own transaction and its savepoint
            assert client.get(page).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_make_one_application(cast: Cast) -> None:
    made = process()
    charlie = managed(cast)
    applying.start(made, by=charlie)

    def click() -> None:
        applying.apply(made, by=charlie, statement=STATEMENT)

    outcomes = at_once(click, click)
    assert sorted(type(each).__name__ for each in outcomes) == ["NoneType", "StaleMove"]
    assert OwnApplication.objects.visible_to(charlie).count() == 1
    assert made.closes_on and made.closes_on > clock.today() + timedelta(days=1)


def test_what_nobody_sees_of_a_statement_is_left_out(cast: Cast, client: Client, made: PromotionProcess) -> None:
    client.post(address(made))
    write(client, made, "I led\u202e the search\u0007\u200b of\r\nthe canal\u2069. \U0001f468\u200d\U0001f692")
    assert StartedApplication.objects.unscoped().get().statement == (
        "I led the search of\nthe canal. \U0001f468\u200d\U0001f692"
    )


@pytest.mark.parametrize("name", ["my-promotion", "apply", "my-application"])
def test_what_a_page_does_not_know_is_refused(cast: Cast, client: Client, made: PromotionProcess, name: str) -> None:
    keys = {"apply": [made.pk], "my-application": [1]}.get(name, [])
    assert client.get(reverse(f"people:{name}", args=keys), {"status": "successful"}).status_code == 400
