"""Results of a stage in the grid: who reached it, two people at once, and how they move applications."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from people.models import PromotionApplication, PromotionProcess, User
from people.promotion.results import Entry, reached, record
from tests.base import Cast, Role, user
from tests.people.promotion.made import candidate, candidates, process, result, results_of, stage, stored
from wmp.lib.drafts import Draft
from wmp.lib.marks import mark_of
from wmp.lib.workflow import IllegalMove

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(cast: Cast, client: Client) -> User:
    client.force_login(cast.of(Role.PROMOTION_TEAM))
    return cast.of(Role.PROMOTION_TEAM)


@pytest.fixture
def running() -> PromotionProcess:
    return process()


def sent(client: Client, of: PromotionApplication, name: str, outcome: str, score: str = "", seen: str = "") -> Any:
    key = of.pk
    data = {"row": key, f"outcome-{key}": outcome, f"score-{key}": score, f"seen-{key}": seen}
    return client.post(f"/people/promotion/promotion-stages/{stage(of.process, name).pk}/results/", data)


def page(client: Client, of: PromotionProcess, name: str, query: str = "") -> str:
    address = f"/people/promotion/promotion-stages/{stage(of, name).pk}/results/{query}"
    return client.get(address).content.decode()


def test_results_take_an_application_along_the_stages(cast: Cast, team: User, running: PromotionProcess) -> None:
    bob, alice = candidate(running, cast.bob.person), candidate(running, cast.alice.person)
    result(bob, "Sift", score=70, by=team)
    result(alice, "Sift", "not passed", 40, by=team)
    assert (stored(bob).status, stored(alice).status) == ("shortlisted", "applied")
    result(bob, "Board", by=team)
    assert stored(bob).status == "assessed"
    moves = list(bob.changes.unscoped().values_list("old", "new", "by"))
    assert moves == [("applied", "shortlisted", team.pk), ("shortlisted", "assessed", team.pk)]


def test_the_grid_saves_a_row_and_shows_who_has_none(
    client: Client, cast: Cast, team: User, running: PromotionProcess
) -> None:
    bob = candidate(running, cast.bob.person)
    candidate(running, cast.alice.person)
    assert "2 without a result" in page(client, running, "Sift")
    assert sent(client, bob, "Sift", "passed", "61.5").status_code == 302
    missing = page(client, running, "Sift", "?without=result")
    assert "1 without a result" in missing and "Alice Archer" in missing and "Bob Baker" not in missing
    assert "Bob Baker" in page(client, running, "Board") and "Alice Archer" not in page(client, running, "Board")


def test_nobody_overwrites_what_somebody_else_saved(
    client: Client, cast: Cast, team: User, running: PromotionProcess
) -> None:
    bob = candidate(running, cast.bob.person)
    result(bob, "Sift", "passed", 70, by=user("colleague", Role.PROMOTION_TEAM))
    answer = sent(client, bob, "Sift", "not passed", "20")
    assert answer.status_code == 409 and "meanwhile passed, 70 was saved by colleague" in answer.content.decode()
    assert sent(client, bob, "Sift", "not passed", "20", seen=mark_of("passed", Decimal(70))).status_code == 302
    assert results_of(bob) == [("Sift", "not passed")]


@pytest.mark.parametrize(
    ("outcome", "score", "says"),
    [
        ("passed", "many", "The score must be a number"),
        ("passed", "-1", "The score must be from 0"),
        ("passed", "NaN", "The score must be from 0"),
        ("passed", "1.234", "two decimal places"),
        ("", "50", "Select an outcome with the score"),
        ("won", "", "Select an outcome from the list"),
    ],
)
def test_what_cannot_be_read_saves_nothing(
    client: Client, cast: Cast, team: User, running: PromotionProcess, outcome: str, score: str, says: str
) -> None:
    bob = candidate(running, cast.bob.person)
    answer = sent(client, bob, "Sift", outcome, score)
    assert answer.status_code == 409 and says in answer.content.decode() and results_of(bob) == []


def test_a_score_below_the_pass_mark_is_no_pass(
    client: Client, cast: Cast, team: User, running: PromotionProcess
) -> None:
    bob = candidate(running, cast.bob.person)
    answer = sent(client, bob, "Sift", "passed", "49.99")
    assert answer.status_code == 409 and "49.99 is below the pass mark" in answer.content.decode()
    assert 'value="49.99"' in answer.content.decode() and 'value="49.99"' in page(client, running, "Sift")
    assert sent(client, bob, "Sift", "passed", "50").status_code == 302


def kept(client: Client, address: str, **typed: str) -> None:
    """As the page's script keeps it: all that stands in its boxes, with the token of the page."""
    page = client.get(address).content.decode()
    shown = re.findall(r'name="((?:seen|score)-\d+)" value="([^"]*)"', page)
    token = re.search(r'name="draft_token" value="([^"]+)"', page)
    assert token
    outcomes = {
        f"outcome-{key}": value
        for key, value in re.findall(r'name="outcome-(\d+)".*?<option value="([a-z ]+)" selected', page)
    }
    client.post("/drafts/", {"draft_token": token[1], **dict(shown), **outcomes, **typed})


def test_what_was_typed_and_not_saved_is_there_again_until_it_is(
    client: Client, cast: Cast, team: User, running: PromotionProcess
) -> None:
    bob, alice = candidate(running, cast.bob.person), candidate(running, cast.alice.person)
    address = f"/people/promotion/promotion-stages/{stage(running, 'Sift').pk}/results/"
    kept(client, address, **{f"outcome-{bob.pk}": "passed", f"score-{bob.pk}": "61"})
    result(alice, "Sift", "passed", 70, by=user("colleague", Role.PROMOTION_TEAM))
    page = client.get(address).content.decode()
    assert 'value="61"' in page and 'value="70"' in page and page.count("Not saved yet") == 2  # banner and row
    assert sent(client, bob, "Sift", "passed", "61").status_code == 302
    assert not Draft.objects.unscoped().exists() and "Not saved yet" not in client.get(address).content.decode()


def test_a_draft_does_not_overwrite_what_somebody_saved_meanwhile(
    client: Client, cast: Cast, team: User, running: PromotionProcess
) -> None:
    bob = candidate(running, cast.bob.person)
    address = f"/people/promotion/promotion-stages/{stage(running, 'Sift').pk}/results/"
    kept(client, address, **{f"outcome-{bob.pk}": "passed", f"score-{bob.pk}": "61"})
    result(bob, "Sift", "not passed", 20, by=user("colleague", Role.PROMOTION_TEAM))
    page = client.get(address).content.decode()
    seen = re.search(rf'name="seen-{bob.pk}" value="([^"]*)"', page)
    assert seen and 'value="61"' in page
    answer = sent(client, bob, "Sift", "passed", "61", seen=seen[1])
    assert answer.status_code == 409 and "1 row is left as it was" in answer.content.decode()


def test_a_page_sent_twice_with_a_slip_keeps_the_mark_it_was_opened_with(
    client: Client, cast: Cast, team: User, running: PromotionProcess
) -> None:
    bob = candidate(running, cast.bob.person)
    result(bob, "Sift", "not passed", 20, by=user("colleague", Role.PROMOTION_TEAM))
    page = sent(client, bob, "Sift", "passed", "many").content.decode()
    seen = re.search(rf'name="seen-{bob.pk}" value="([^"]*)"', page)
    assert seen and seen[1] == ""


@pytest.mark.parametrize("query", ["?o=candidate", "?without=all", "?page=last"])
def test_what_the_page_does_not_know_is_refused(
    client: Client, team: User, running: PromotionProcess, query: str
) -> None:
    address = f"/people/promotion/promotion-stages/{stage(running, 'Sift').pk}/results/{query}"
    assert client.get(address).status_code == 400


def test_the_team_does_not_enter_its_own(client: Client, cast: Cast, running: PromotionProcess) -> None:
    cast.bob.groups.set(cast.of(Role.PROMOTION_TEAM).groups.all())
    client.force_login(cast.bob)
    bob = candidate(running, cast.bob.person)
    assert "Bob Baker" not in page(client, running, "Sift")
    sent(client, bob, "Sift", "passed")
    assert results_of(bob) == []


def test_nobody_gets_a_result_at_a_stage_that_they_did_not_reach(
    client: Client, cast: Cast, team: User, running: PromotionProcess
) -> None:
    bob = candidate(running, cast.bob.person)
    sent(client, bob, "Board", "passed")
    assert results_of(bob) == []


def test_results_of_whoever_withdrew_or_was_decided_stay(cast: Cast, team: User, running: PromotionProcess) -> None:
    bob = candidate(running, cast.bob.person)
    result(bob, "Sift", by=team)
    stored(bob).withdraw(by=team)
    saved, left = record(stage(running, "Sift"), [Entry(bob.pk, "not passed", None, "passed=")], by=team)
    assert saved == 0 and left[0].why == "the application is withdrawn."


def test_after_publication_nothing_is_entered(cast: Cast, team: User, running: PromotionProcess) -> None:
    bob = candidate(running, cast.bob.person)
    PromotionProcess.objects.unscoped().update(published_at="2022-04-01T12:00Z")
    with pytest.raises(IllegalMove):
        record(stage(running, "Sift"), [Entry(bob.pk, "passed", None, "")], by=team)


def test_wrong_roles_find_no_grid(client: Client, cast: Cast, running: PromotionProcess) -> None:
    candidate(running, cast.bob.person)
    address = f"/people/promotion/promotion-stages/{stage(running, 'Sift').pk}/results/"
    for who, status in ((cast.bob, 403), (cast.alice, 404), (cast.of(Role.PEOPLE_DATA), 404)):
        client.force_login(who)
        assert client.get(address).status_code == status
        assert client.post(address).status_code == status


@pytest.mark.parametrize("count", [3, 60])
def test_pages_ask_the_same_of_the_database_however_many_candidates(
    client: Client, team: User, running: PromotionProcess, django_assert_max_num_queries: Any, count: int
) -> None:
    candidates(running, count)
    where = f"/people/promotion/promotion-processes/{running.pk}/"
    grid = f"/people/promotion/promotion-stages/{stage(running, 'Board').pk}/results/"
    for address, status in ((where, 200), (grid, 200), (f"{where}outcomes/", 200), (f"{where}publish/", 409)):
        with django_assert_max_num_queries(10):  # eight, within a savepoint that the test's own transaction makes
            assert client.get(address).status_code == status
    rows = reached(stage(running, "Sift"), team)
    entries = [Entry(each.pk, "passed", None, "") for each in rows]
    with django_assert_max_num_queries(20):
        assert record(stage(running, "Sift"), entries, by=team) == (count, [])
