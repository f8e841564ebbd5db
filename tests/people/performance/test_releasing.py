"""Ratings are shared with everybody at one moment: by the lead or by the job, once."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from people.performance import submitting
from people.performance.choices import RatingStatus, YearStatus
from people.performance.models import Appraisal, PerformanceYear, PerformanceYearChange
from people.performance.ratings import Rating, RatingChange
from people.performance.releasing import release, release_due, share_rest
from tests.base import Cast, person
from tests.people.performance.moderated import LEAD, final, panel_of, provisional, some
from tests.people.performance.rated import entered, open_year, rating_of, team_of
from tests.together import at_once
from wmp.lib import clock
from wmp.lib.alerts import Alert
from wmp.lib.workflow import IllegalMove

pytestmark = pytest.mark.django_db


def ready(cast: Cast, **fields: Any) -> tuple[PerformanceYear, Rating]:
    """A year with Bob's rating final."""
    year = open_year(**fields)
    panel = panel_of(cast, year)
    return year, final(provisional(year, cast.bob.person, cast.alice), cast, panel)


def alerts(cast: Cast) -> int:
    return Alert.objects.unscoped().filter(to=cast.bob, subject__contains="is here").count()


def test_all_final_ratings_are_shared_and_their_people_told(cast: Cast) -> None:
    year, rating = ready(cast)
    assert release(year, by=cast.of(LEAD)) == 1
    now = rating_of(rating.appraisal)
    assert now.status == RatingStatus.SHARED and now.shared_at
    assert RatingChange._base_manager.filter(record=now, old="final", new="shared", by=cast.of(LEAD)).exists()
    assert alerts(cast) == 1 and year.status == YearStatus.RELEASED


def test_a_second_release_does_nothing(cast: Cast) -> None:
    year, _ = ready(cast)
    stale = PerformanceYear.objects.visible_to(cast.bob).get(pk=year.pk)
    release(year, by=cast.of(LEAD))
    for read in (year, stale):
        with pytest.raises(ValueError):
            release(read, by=cast.of(LEAD))
    assert release_due() == 0
    assert alerts(cast) == 1


def test_what_is_under_moderation_holds_it_up_unless_the_lead_says_why(cast: Cast) -> None:
    year, _ = ready(cast)
    (waits,) = some(year, cast.alice, [(3, 3)])
    with pytest.raises(IllegalMove, match="1 rating is under moderation"):
        release(year, by=cast.of(LEAD), reason=" ")
    year.refresh_from_db()
    assert year.status == YearStatus.OPEN and alerts(cast) == 0
    assert release(year, by=cast.of(LEAD), reason="One is away") == 1
    assert rating_of(waits.appraisal).status == RatingStatus.PROVISIONAL


def test_drafts_and_people_without_a_rating_hold_it_up_as_well(cast: Cast) -> None:
    year, _ = ready(cast, release_on=clock.today())
    half, _, away = team_of(cast.alice.person, year, 3)
    entered(half, cast.alice)
    Appraisal._base_manager.filter(pk=away.pk).update(excused="seconded")
    assert release_due() == 0
    words = "1 rating was begun and not sent and 1 eligible person has no rating"
    with pytest.raises(IllegalMove, match=words):
        release(PerformanceYear._base_manager.get(pk=year.pk), by=cast.of(LEAD))
    assert release(PerformanceYear._base_manager.get(pk=year.pk), by=cast.of(LEAD), reason="Both have left") == 1


def test_nothing_is_sent_into_a_year_that_was_ended_or_of_somebody_excused_meanwhile(cast: Cast) -> None:
    year, _ = ready(cast)
    for each in team_of(cast.alice.person, year, 2):
        entered(each, cast.alice)
    team = submitting.team_of(cast.alice, year)
    marks = {each.mark for each in team if each.status == RatingStatus.DRAFT}
    release(year, by=cast.of(LEAD), reason="Nobody sends them")
    assert submitting.send(team, marks, by=cast.alice) == (0, 2)
    PerformanceYear._base_manager.update(status=YearStatus.OPEN)
    team[1].appraisal.year.status = YearStatus.OPEN
    Appraisal._base_manager.filter(pk=team[1].appraisal.pk).update(excused="seconded")
    assert submitting.send(team[1:2], {team[1].mark}, by=cast.alice) == (0, 1)


def test_whoever_had_not_sent_reads_so_once_the_year_is_shared(cast: Cast, client: Client) -> None:
    year, _ = ready(cast)
    entered(team_of(cast.alice.person, year, 1)[0], cast.alice)
    release(year, by=cast.of(LEAD), reason="Nobody sends it")
    client.force_login(cast.alice)
    said = client.get(reverse("people:ratings-submit"), {"year": year.pk}).content.decode()
    assert "Not sent: 1" in said and "Ready to send" not in said


def test_the_reason_stands_with_the_year_alone(cast: Cast) -> None:
    """What the lead says of the others is no part of anybody's own record."""
    year, rating = ready(cast)
    some(year, cast.alice, [(3, 3)])
    release(year, by=cast.of(LEAD), reason="One is away")
    of_year = PerformanceYearChange._base_manager.filter(record=year, new="released")
    assert list(of_year.values_list("reason", flat=True)) == ["One is away"]
    assert list(RatingChange._base_manager.filter(record=rating, new="shared").values_list("reason", flat=True)) == [""]


def test_the_lead_s_own_rating_is_in_no_number_and_holds_nothing_up(cast: Cast, client: Client) -> None:
    """How far it is shows by what is counted, and by what is refused."""
    year, _ = ready(cast, release_on=clock.today())
    own = provisional(year, person("L1", "Lee Lead", cast.of(LEAD)), cast.alice)
    client.force_login(cast.of(LEAD))
    assert "Share the ratings of 2021/22<" in client.get(reverse("home")).content.decode()
    address = reverse("people:ratings-release", args=[year.pk])
    page: Any = client.get(address)
    assert "Share 1 rating" in page.content.decode() and "under moderation still" not in page.content.decode()
    assert client.post(address, {"seen": page.context["form"].initial["seen"]}).status_code == 302
    assert rating_of(own.appraisal).status == RatingStatus.PROVISIONAL and alerts(cast) == 1


def test_what_becomes_final_afterwards_is_shared_by_hand(cast: Cast) -> None:
    year, _ = ready(cast)
    (later,) = some(year, cast.alice, [(3, 3)])
    release(year, by=cast.of(LEAD), reason="One is away")
    with pytest.raises(IllegalMove):
        share_rest(year, by=cast.of(LEAD))
    final(later, cast, panel_of(cast, year, name="Panel B"))
    assert share_rest(year, by=cast.of(LEAD)) == 1


def test_only_the_lead_shares(cast: Cast) -> None:
    year, _ = ready(cast)
    with pytest.raises(IllegalMove):
        release(year, by=cast.charlie)
    with pytest.raises(IllegalMove):
        release(open_year("2020/21", 2020), by=cast.of(LEAD))  # nothing is final


def test_the_job_waits_for_the_day_and_for_moderation(cast: Cast) -> None:
    year, _ = ready(cast, release_on=clock.today() + timedelta(days=1))
    assert release_due() == 0
    PerformanceYear._base_manager.filter(pk=year.pk).update(release_on=clock.today())
    (waits,) = some(year, cast.alice, [(3, 3)])
    assert release_due() == 0
    final(waits, cast, panel_of(cast, year, name="Panel B"))
    assert release_due() == 1
    assert release_due() == 0


@pytest.mark.django_db(transaction=True)
def test_two_jobs_at_once_share_once(cast: Cast) -> None:
    ready(cast, release_on=clock.today())
    at_once(release_due, release_due)
    assert alerts(cast) == 1
    assert RatingChange._base_manager.filter(new="shared").count() == 1


def test_the_page_tells_the_numbers_and_asks_for_the_reason(cast: Cast, client: Client) -> None:
    year, _ = ready(cast)
    some(year, cast.alice, [(3, 3)])
    client.force_login(cast.of(LEAD))
    address = reverse("people:ratings-release", args=[year.pk])
    opened: Any = client.get(address)
    seen = opened.context["form"].initial["seen"]
    assert "1 rating is under moderation still" in opened.content.decode()
    assert "Eligible, without a rating" in opened.content.decode()
    assert client.post(address, {"seen": seen}).status_code == 200  # no reason
    assert client.post(address, {"seen": "open-9-9", "reason": "One is away"}).status_code == 409
    assert client.post(address, {"seen": seen, "reason": "One is away"}).status_code == 302
    assert alerts(cast) == 1


def test_a_page_that_can_do_nothing_now_has_no_button(cast: Cast, client: Client) -> None:
    client.force_login(cast.of(LEAD))
    page = client.get(reverse("people:ratings-release", args=[open_year().pk]))
    said = page.content.decode().split("<main")[1]
    assert page.status_code == 409
    assert "This cannot be done now" in said and "<button" not in said


def test_the_home_page_of_the_lead_says_what_holds_it_up(cast: Cast, client: Client) -> None:
    year, _ = ready(cast, release_on=clock.today())
    some(year, cast.alice, [(3, 3)])
    entered(team_of(cast.alice.person, year, 2)[0], cast.alice)
    client.force_login(cast.of(LEAD))
    said = client.get(reverse("home")).content.decode()
    waits = "1 rating is under moderation still, 1 rating was begun and not sent and 1 eligible person has no rating"
    assert f"Share the ratings of 2021/22: {waits}" in said
