"""An edition stands on the attempt that it was issued with, also once the day was computed again."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from people.workforce.models import Post
from tests.base import Cast
from tests.board.lineage.conftest import Read
from tests.board.lineage.runs import HOURS, SPECIALS, computed
from tests.editions import content, issued
from wmp.board.lineage.links import lineage_url
from wmp.board.lineage.sweeping import sweep
from wmp.board.models import Attempt, Edition, StoredTrace

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(cast: Cast, specials: list[Post]) -> Edition:
    """Issued with the first attempt; then somebody's leaving came in, and the day was computed again."""
    computed()
    made = issued(cast, content())
    Post.objects.unscoped().filter(pk=specials[0].pk).update(ended=date(2022, 3, 20))
    computed()
    return made


def test_a_cell_of_an_edition_opens_the_records_that_it_was_made_of(edition: Edition, reader: Client) -> None:
    page = reader.get(lineage_url(edition, HOURS, **SPECIALS)).content.decode()
    assert "You may see 3 of the 3 records behind this number. 3 records as known then; 2 as known now." in page
    assert "attempt 1, replaced since" in page


def test_the_figure_of_a_replaced_attempt_says_so(edition: Edition, reader: Client) -> None:
    page = reader.get(lineage_url(edition, HOURS)).content.decode()
    assert "The day has been computed again since" in page
    assert "records/?row=2022-03&amp;column=Specials&amp;attempt=1" in page


def test_both_attempts_are_compared(edition: Edition, read: Read) -> None:
    page = read("moved", HOURS, **{"from": "2022-04-01-1", "to": "2022-04-01"})
    assert "From 1 April 2022, attempt 1 to 1 April 2022" in page and ">-1<span" in page


@pytest.mark.parametrize("attempt", ["9", "x", "-1", "", "99999999999999999999", "\0"])
def test_an_attempt_that_never_was(attempt: str, edition: Edition, reader: Client) -> None:
    assert reader.get(f"/board/2022-04-01/{HOURS}/", {"attempt": attempt}).status_code in (400, 404)


def kept() -> list[Attempt]:
    found = StoredTrace.objects.unscoped().values_list("result__attempt", flat=True)
    return list(Attempt.objects.filter(pk__in=found).order_by("pk"))


def ago(days: int) -> dict[str, Any]:
    return {"started_at": timezone.now() - timedelta(days=days)}


def test_traces_of_long_ago_are_deleted(specials: list[Post], settings: Any) -> None:
    settings.TRACE_DAYS = 400
    computed(date(2020, 1, 1), [HOURS], **ago(401))
    lately = computed(date(2021, 1, 1), [HOURS], **ago(399))
    assert sweep() == 1 and kept() == [lately]


def test_those_of_an_attempt_that_was_replaced_go_sooner(specials: list[Post], settings: Any) -> None:
    settings.REPLACED_TRACE_DAYS = 14
    computed(keys=[HOURS], **ago(15))
    lately = computed(keys=[HOURS], **ago(13))
    last = computed(keys=[HOURS])
    assert sweep() == 1 and kept() == [lately, last]


def test_what_an_edition_stands_on_is_kept(edition: Edition) -> None:
    Attempt.objects.update(**ago(5000))
    sweep()
    assert kept() == [edition.attempt]
