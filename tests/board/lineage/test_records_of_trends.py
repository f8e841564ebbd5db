"""A number of the five-year trend opens its own records: those of its year, as known when the run computed it, and as
known now."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from people.recruitment.figures import SINCE_TARGET
from people.recruitment.models import Aim, RepresentationTarget
from people.workforce.models import Post, SpecialDuty
from tests.base import Cast, declared, person, post
from tests.board.lineage.conftest import Read
from tests.board.lineage.runs import HOURS, computed
from wmp.board.lineage.links import FIVE_YEARS, lineage_link, trend_url
from wmp.board.models import PublishedValue, Result, StoredTrace

pytestmark = pytest.mark.django_db

DAY, WOMEN = "2022-04-01", "people.female_recruits"
CELL = {"row": "2021-04-01", "column": "Hours", "table": FIVE_YEARS}


@pytest.fixture
def duties(specials: list[Post]) -> list[SpecialDuty]:
    """Two of the specials gave hours in March 2021, and all three a year later."""
    months = [(0, date(2021, 3, 1)), (1, date(2021, 3, 1)), *((at, date(2022, 3, 1)) for at in range(3))]
    return [SpecialDuty.objects.create(person=specials[at].person, month=month, hours=10) for at, month in months]


def test_a_year_opens_the_records_of_its_own_day_then_and_now(duties: list[SpecialDuty], read: Read) -> None:
    computed(keys=[HOURS])
    duties[0].delete()
    page = read("records", DAY, HOURS, **CELL)
    assert '<h1 class="govuk-heading-l">1 April 2021, March 2021, Hours: 20' in page
    assert "You may see 1 of the 2 records behind this number. 1 of them has been deleted since." in page
    assert "You may see 1 of the 1 records behind this number." in read("records", DAY, HOURS, **CELL, known="now")


def test_it_says_where_it_came_from(duties: list[SpecialDuty], read: Read) -> None:
    computed(keys=[HOURS])
    page = " ".join(strip_tags(read("records", DAY, HOURS, **CELL)).split())
    for fact in ("Definition Version 1, in use since", "Day 1 April 2021 Run 1 April 2022 Computed", "Numerator 20"):
        assert fact in page
    assert "attempt 1" in page and "Mark of the records of the numerator" in page


def test_the_latest_year_is_the_figure_itself(duties: list[SpecialDuty], read: Read) -> None:
    computed(keys=[HOURS])
    page = read("records", DAY, HOURS, **{**CELL, "row": DAY})
    assert "You may see 3 of the 3 records behind this number." in page and "known=now" in page


def test_every_number_that_the_page_links_opens(duties: list[SpecialDuty], reader: Client) -> None:
    attempt = computed(keys=[HOURS])
    grid = Result.objects.unscoped().get().trend
    links = [url for each in grid or [] if (url := trend_url(attempt, HOURS, *each))]
    page = reader.get(reverse("board:figure", args=[DAY, HOURS])).content.decode()
    assert len(links) == 4 and all(link.replace("&", "&amp;") in page for link in links)
    assert {reader.get(link).status_code for link in links} == {200}


def test_the_file_in_json_has_the_five_years(duties: list[SpecialDuty], reader: Client) -> None:
    computed(keys=[HOURS])
    told = reader.get(reverse("board:download", args=[DAY, HOURS, "json"])).json()["five_years"]
    hours = {each["row"]: each["numerator"] for each in told if each["column"] == "Hours"}
    assert (len(hours), hours["2021-04-01"], hours[DAY]) == (5, 20, 30)
    assert not any("records" in each for each in told)


def test_what_was_published_has_no_records(specials: list[Post], reader: Client) -> None:
    where = {"figure": HOURS, "row": "2021-03", "column": "Hours"}
    PublishedValue.objects.create(**where, day=date(2021, 4, 1), value=400, source="Board paper, 2021")
    SpecialDuty.objects.create(person=specials[0].person, month=date(2022, 3, 1), hours=10)
    Post.objects.unscoped().update(started=date(2022, 1, 1))
    attempt = computed(keys=[HOURS])
    grid = Result.objects.unscoped().get().trend
    told = {row.label: trend_url(attempt, HOURS, row, column, cell) for row, column, cell in grid or []}
    assert {day for day, url in told.items() if url} == {DAY}
    assert reader.get(lineage_link(HOURS, date(2022, 4, 1), "", **CELL)).status_code == 404


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"row": "2016-04-01"}, 404),
        ({"row": "x"}, 404),
        ({"column": "Specials"}, 404),
        ({"table": "four-years"}, 400),
        ({"known": "tomorrow"}, 400),
        ({"other": "1"}, 400),
    ],
)
def test_what_is_no_number_of_a_trend(
    changes: dict[str, str], status: int, duties: list[SpecialDuty], reader: Client
) -> None:
    computed(keys=[HOURS])
    assert reader.get(reverse("board:records", args=[DAY, HOURS]), {**CELL, **changes}).status_code == status


def test_who_may_not_read_the_figure_finds_none_of_its_years(duties: list[SpecialDuty], cast: Cast) -> None:
    computed(keys=[HOURS])
    client = Client()
    client.force_login(cast.bob)
    assert client.get(reverse("board:records", args=[DAY, HOURS]), CELL).status_code == 403


def test_a_run_that_kept_no_trend_has_none(duties: list[SpecialDuty], reader: Client) -> None:
    computed(keys=[HOURS])
    Result.objects.unscoped().update(stored_trend=None)
    assert reader.get(reverse("board:records", args=[DAY, HOURS]), CELL).status_code == 404
    assert "Five years" not in reader.get(reverse("board:figure", args=[DAY, HOURS])).content.decode()


def test_where_nobody_kept_the_records_those_of_now_stand_alone(duties: list[SpecialDuty], read: Read) -> None:
    computed(keys=[HOURS])
    StoredTrace.objects.unscoped().delete()
    page = read("records", DAY, HOURS, **CELL)
    assert "You may see 2 of the 2 records" in page and "As known then" not in page


def test_nobody_is_listed_by_what_they_declared_in_an_earlier_year(cast: Cast, reader: Client, read: Read) -> None:
    RepresentationTarget.objects.create(aim=Aim.FEMALE, name="T", starts_on=date(2020, 1, 1), percent=45)
    declared(cast.bob.person)
    post(person("J1"), started=date(2022, 1, 1))
    computed(keys=[WOMEN])
    cell = {"row": "2021-04-01", "column": f"{SINCE_TARGET}, Share", "table": FIVE_YEARS}
    page = read("records", DAY, WOMEN, **cell)
    assert "They are all the records it was counted among" in page and "As known then" not in page
    assert "Mark of the records of the numerator" not in page
    answer = reader.get(reverse("board:records", args=[DAY, WOMEN]), {**cell, "known": "then"})
    assert answer.status_code == 404


def test_of_a_definition_that_counted_otherwise_none_of_then_is_listed(duties: list[SpecialDuty], read: Read) -> None:
    computed(keys=[HOURS])
    Result.objects.unscoped().update(version="0")
    assert "As known then" not in read("records", DAY, HOURS, **CELL)


def test_it_asks_once_more_than_a_number_of_the_figure_for_each_of_its_tables(
    duties: list[SpecialDuty], reader: Client
) -> None:
    computed(keys=[HOURS])
    asked, main = [], {"row": "2022-03", "column": "Hours"}
    for cell in (main, main, CELL):  # the first request of a session asks for more
        with CaptureQueriesContext(connection) as queries:
            reader.get(reverse("board:records", args=[DAY, HOURS]), cell)
        asked.append(len(queries))
    assert asked[2] == asked[1] + 2
