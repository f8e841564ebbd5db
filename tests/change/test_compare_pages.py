"""Comparing two reviews on the page: which two, the numbers and the lines behind each, the file."""

import re
from csv import DictReader
from datetime import date
from decimal import Decimal
from html import unescape
from io import StringIO
from itertools import groupby
from operator import itemgetter
from typing import Any

import pytest
from django.test import Client

from change.models import BenefitsReview, FinancialLine, FteLine
from change.reviews.models import LineKind
from tests.base import Cast, Role
from tests.change.reviewed import fte_of, line_of, programme_of, project_of, review_of

pytestmark = pytest.mark.django_db
PAGE = "/change/reviews/compare/"
Pair = tuple[BenefitsReview, BenefitsReview]


@pytest.fixture
def pair(cast: Cast) -> Pair:
    """Money slipped and grew, one line stayed, one was left with its year, one project is new."""
    a = review_of()
    b = review_of("ABR 2022", as_at=date(2022, 9, 30), first_year=2022, last_year=2026, copied_from=a)
    connect = project_of("Connect", programme_of())
    line_of(a, connect, 2021, planned=Decimal("0.10"))
    line_of(a, connect, 2022)
    line_of(a, connect, 2024, kind="cashable benefit")
    line_of(b, connect, 2023, planned=Decimal(150))
    line_of(b, connect, 2024, kind="cashable benefit")
    line_of(b, project_of("=New"), 2026, kind="recurring cost", planned=Decimal(-7))
    fte_of(a, connect, "-4")
    fte_of(b, connect, "-6.25")
    fte_of(b, connect, "0", "DCC")
    FteLine.objects.create(review=a, kind="adjustment", label="Vacancy review", portfolio="Crime", fte=5)
    return a, b


def page_of(client: Client, address: str = PAGE) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def lines_at(client: Client, pair: Pair, query: str = "", step: str = "lines") -> str:
    return page_of(client, f"{PAGE}{step}/?earlier={pair[0].pk}&later={pair[1].pk}{query}")


def test_the_latest_stands_against_the_one_it_was_copied_from(manager: Client, pair: Pair) -> None:
    review_of("Another", as_at=date(2022, 1, 1))
    page = page_of(manager)
    assert "From Annual Benefits Review 2021 to ABR 2022" in page and "The net is £42.90 higher" in page


def test_any_two_are_compared_either_way_round(manager: Client, pair: Pair) -> None:
    page = page_of(manager, f"{PAGE}?earlier={pair[1].pk}&later={pair[0].pk}")
    assert "The net is £42.90 lower" in page and "Moved between years" in page
    assert "These are the same review" in page_of(manager, f"{PAGE}?earlier={pair[0].pk}&later={pair[0].pk}")


def test_each_number_opens_lines_that_come_to_it(manager: Client, pair: Pair) -> None:
    links = re.findall(r'href="(/change/reviews/compare/\w*-?lines/\?[^"]+)">([-£\d][^<]*)</a>', page_of(manager))
    assert len(links) > 60 and len({address.partition("?")[0] for address, _ in links}) == 2
    for address, numbers in groupby(sorted(links), key=itemgetter(0)):
        listed = page_of(manager, address)
        [rows] = re.findall(r"(\d+) rows?<", listed)
        sums = re.findall(r'--numeric" role="cell" data-label="[^"]+">([^<]+)<', listed.partition("<tfoot")[2])
        assert {number for _, number in numbers} <= {rows, *(each.lstrip("+") for each in sums)}


def test_lines_are_narrowed_by_reason_programme_kind_and_year(manager: Client, pair: Pair) -> None:
    assert "2 rows" in lines_at(manager, pair, "&reason=moved")
    assert "1 row" in lines_at(manager, pair, "&reason=moved&effect=less")
    assert "1 row" in lines_at(manager, pair, "&reason=removed") and "1 row" in lines_at(
        manager, pair, "&reason=removed:year"
    )
    page = lines_at(manager, pair, "&reason=added&programme=none&kind=recurring+cost&year=2026")
    assert "1 row" in page and "-£7" in page and "Added: new to the review" in page
    assert "No line fits these filters" in lines_at(manager, pair, "&kind=one-off+cost")


def test_what_moved_and_grew_stands_there_with_each_part(manager: Client, pair: Pair) -> None:
    page = lines_at(manager, pair, "&year=2023")
    assert "+£100" in page and "+£50" in page and "£150" in page


def test_fte_are_compared_by_reason_portfolio_and_kind(manager: Client, pair: Pair) -> None:
    page = page_of(manager)
    assert "The revised total is 7.25 lower" in page and "FTE by portfolio" in page and "Adjustments" in page
    assert "3 rows" in lines_at(manager, pair, step="fte-lines")
    changed = lines_at(manager, pair, "&reason=changed&portfolio=Crime&kind=saving", "fte-lines")
    assert "1 row" in changed and "Our Data - Connect" in changed and "-2.25" in changed
    gone = lines_at(manager, pair, "&reason=removed:line&effect=less", "fte-lines")
    assert "Vacancy review" in gone and f"/{pair[0].pk}/fte-lines/?kind=adjustment&portfolio=Crime" in gone
    assert "Added: a new line" in lines_at(manager, pair, "&portfolio=DCC", "fte-lines")


def test_the_file_of_fte_has_plain_numbers(manager: Client, pair: Pair) -> None:
    answer = manager.get(f"{PAGE}fte-lines/?earlier={pair[0].pk}&later={pair[1].pk}&export=csv")
    rows = list(DictReader(StringIO(answer.content.decode())))
    assert sum(Decimal(row["Change"]) for row in rows) == Decimal("-7.25")
    assert rows[-1] == {
        "Kind": "Adjustment",
        "Project or adjustment": "Vacancy review",
        "Portfolio": "Crime",
        "Reason": "Removed: taken out",
        "Annual Benefits Review 2021": "5.00",
        "ABR 2022": "",
        "Change": "-5.00",
    }


def test_a_long_list_has_pages(manager: Client, pair: Pair) -> None:
    project = project_of("Long", programme_of())
    FinancialLine.objects.bulk_create(
        FinancialLine(review=pair[1], project=project, programme=project.programme, kind=kind, financial_year=year)
        for kind in LineKind.values
        for year in range(2022, 2027)
    )
    for number in range(50):
        line_of(pair[0], project_of(f"Site {number:02}"), 2023)
    first = lines_at(manager, pair)
    assert "Showing 50 of 56 rows" in first and 'rel="next"' in first
    last = lines_at(manager, pair, "&page=last")
    assert "Showing 6 of 56 rows" in last and 'rel="prev"' in last and "Site 49" in last


def test_the_file_has_every_line_as_plain_numbers(manager: Client, pair: Pair) -> None:
    answer = manager.get(f"{PAGE}lines/?earlier={pair[0].pk}&later={pair[1].pk}&export=csv")
    rows = list(DictReader(StringIO(answer.content.decode())))
    assert sum(Decimal(row["Change"]) for row in rows) == Decimal("42.90")
    assert rows[-1] == {
        "Programme": "Standalone",
        "Project": "'=New",
        "Kind": "Recurring cost",
        "Financial year": "2026/27",
        "Reason": "Added: new to the review",
        "Annual Benefits Review 2021": "",
        "ABR 2022": "-7.00",
        "Change": "-7.00",
    }


@pytest.mark.parametrize("address", ["?earlier=0", "?later=x", "lines/?earlier=99999", "fte-lines/?later=0"])
def test_a_review_that_is_none_is_not_found(manager: Client, pair: Pair, address: str) -> None:
    assert manager.get(PAGE + address).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "?year=2023",
        "lines/?sort=kind",
        "lines/?after=x",
        "lines/?export=xlsx",
        "lines/?q=Connect",
        "fte-lines/?year=2023",
    ],
)
def test_what_the_pages_do_not_know_is_refused(manager: Client, pair: Pair, address: str) -> None:
    assert manager.get(PAGE + address).status_code == 400


def test_a_filter_that_is_none_lists_nothing_until_it_is_mended(manager: Client, pair: Pair) -> None:
    for wrong, step, said in (
        ("&reason=luck", "lines", "Select reason from the list"),
        ("&year=MMXX", "lines", "Select financial year from the list"),
        ("&programme=7%27", "lines", "Select programme from the list"),
        ("&export=csv&kind=love", "lines", "Select kind from the list"),
        ("&portfolio=Space", "fte-lines", "Select portfolio from the list"),
        ("&reason=moved", "fte-lines", "Select reason from the list"),
    ):
        page = lines_at(manager, pair, wrong, step)
        assert "Nothing is listed until the filters are mended" in page and f">{said}</a>" in page


def test_with_one_review_there_is_nothing_to_compare(manager: Client) -> None:
    assert "no two reviews to compare" in page_of(manager)
    review_of()
    assert "no two reviews to compare" in page_of(manager)
    assert manager.get(f"{PAGE}lines/").status_code == 404


def test_two_empty_reviews_have_no_difference(manager: Client) -> None:
    review_of()
    review_of("ABR 2022", as_at=date(2022, 9, 30))
    assert "Neither review has any amount yet" in page_of(manager)
    for address in ("lines/", "fte-lines/"):
        assert "Neither review has any line yet" in page_of(manager, f"{PAGE}{address}")


@pytest.mark.parametrize("sites", [2, 20])
def test_it_takes_few_queries_however_many_lines(
    manager: Client, pair: Pair, sites: int, django_assert_max_num_queries: Any
) -> None:
    projects = [project_of(f"Site {n}", programme_of(f"Programme {n % 7}")) for n in range(sites)]
    FinancialLine.objects.bulk_create(
        FinancialLine(
            review=review, project=each, programme=each.programme, kind=kind, financial_year=year, planned=year
        )
        for review, years in zip(pair, ([2021, 2022, 2023], [2023, 2024]), strict=True)
        for each in projects
        for kind in LineKind.values
        for year in years
    )
    FteLine.objects.bulk_create(
        FteLine(review=review, kind="saving", project=each, portfolio="Crime", fte=review.pk)
        for review in pair
        for each in projects
    )
    for address in (PAGE, f"{PAGE}lines/", f"{PAGE}fte-lines/"):
        page_of(manager, address)
        with django_assert_max_num_queries(8):
            page_of(manager, address)


def test_nobody_else_compares(client: Client, cast: Cast, pair: Pair) -> None:
    for who in (cast.charlie, cast.of(Role.BENEFIT_OWNER)):
        client.force_login(who)
        assert client.get(PAGE).status_code == 403
        assert client.get(f"{PAGE}lines/?export=csv").status_code == 403
        assert client.get(f"{PAGE}fte-lines/").status_code == 403
