"""Issued editions as their readers see them: the list, the paper as a page, its files, and who was here."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from people.roles import Role
from tests.base import Cast
from tests.editions import BUDGETING, PROMOTION, content, figure_content, given_to, issued, people_table, public_content
from wmp.board.models import Edition, EditionFile, EditionReader, Result
from wmp.board.papers import making
from wmp.lib.grids import Cell, Column, Grid, Row
from wmp.lib.models import ReadLog

pytestmark = pytest.mark.django_db
LIST = "/papers/editions/"


@pytest.fixture
def reader(cast: Cast, client: Client) -> Client:
    """A board reader, to whom no restricted edition was given."""
    client.force_login(cast.of(Role.BOARD_READER))
    return client


@pytest.fixture
def bob(cast: Cast, client: Client) -> Client:
    """To whom the restricted edition was given."""
    client.force_login(cast.bob)
    return client


def page(client: Client, edition: Edition) -> str:
    return client.get(reverse("editions:edition", args=[edition.pk])).content.decode()


def test_the_list_has_what_the_reader_may_see(reader: Client, restricted: Edition, public: Edition) -> None:
    text = reader.get(LIST).content.decode()
    assert f"/papers/editions/{public.pk}/" in text and f"/papers/editions/{restricted.pk}/" not in text
    assert "SPCB, 26 April 2022" in text and "Public" in text


def test_nothing_issued_says_so(reader: Client) -> None:
    assert "No paper has been issued to you yet." in reader.get(LIST).content.decode()


def test_the_paper_reads_from_top_to_bottom(bob: Client, restricted: Edition) -> None:
    text = page(bob, restricted)
    body = text[text.index('id="section-promotion"') :]
    order = [
        "1. Promotion",
        "What the board should know",
        "Promotion success",
        "Table 1: Promotion success",
        "Table 1a",
    ]
    order += ["2. Budgeting", "Table 2: Budgeting by phase", "How to read this paper"]
    places = [body.index(words) for words in order]
    assert places == sorted(places)
    assert "RESTRICTED" in text and "17,371" in body
    assert "candidates &amp; &lt;others&gt;" in text
    assert "What promotion success counts." in text and "definition ab12cd34" in text
    assert "Published: Board paper, 2018" in text
    assert "See table 1, Promotion success." in text


def test_a_long_table_stands_folded_below_its_chart(bob: Client, cast: Cast) -> None:
    rows = [Row(f"20{year}-{month:02}") for year in (18, 19, 20) for month in range(1, 13)]
    months = Grid(rows, [Column("Cases")], [[Cell(n, None, n)] for n in range(36)])
    long = issued(cast, content(figures={PROMOTION: figure_content(PROMOTION, "Months", months)}))
    given_to(cast.bob, long, cast.of(Role.BOARD_SECRETARY))
    text = page(bob, long)
    assert text.index("The numbers of this chart") < text.index("Table 1: Months") < text.index("What this counts")


def test_whoever_may_read_a_figure_in_its_run_is_led_there(cast: Cast, client: Client, restricted: Edition) -> None:
    origin = f"/board/2022-04-01/{PROMOTION}/?attempt=1"
    Result.objects.create(
        attempt=restricted.attempt, key=PROMOTION, status="computed", stored_grid=people_table().to_json()
    )
    client.force_login(cast.of(Role.BOARD_SECRETARY))
    assert origin in page(client, restricted)
    client.force_login(cast.bob)
    assert origin not in page(client, restricted)


def test_a_failed_check_is_said(bob: Client, restricted: Edition) -> None:
    assert "Check failed: Grand Total: a slip" in page(bob, restricted)


def test_the_public_page_says_what_it_withholds(reader: Client, public: Edition) -> None:
    text = page(reader, public)
    assert "[c]" in text and "the number is withheld" in text
    assert "under 10 are withheld" in text
    assert "RESTRICTED" not in text


def test_a_correction_says_why_and_the_edition_before_says_that_it_is_superseded(
    bob: Client, cast: Cast, restricted: Edition
) -> None:
    second = issued(cast, content(number=2, corrects=1, why="A slip.", differences=["Applicants: 5 instead of 6"]))
    assert "A later edition has been issued" in page(bob, restricted)
    assert "Corrected since" in bob.get(LIST).content.decode()
    given_to(cast.bob, second, cast.of(Role.BOARD_SECRETARY))
    assert f'href="/papers/editions/{second.pk}/">The latest edition</a> stands in its place' in page(bob, restricted)
    text = page(bob, second)
    assert "This edition corrects edition 1." in text and "A slip." in text and "Applicants: 5 instead of 6" in text
    assert "Corrected since" in bob.get(LIST).content.decode()


def test_readings_of_a_restricted_edition_are_logged(bob: Client, cast: Cast, restricted: Edition) -> None:
    making.build(restricted.pk)
    page(bob, restricted)
    bob.get(reverse("editions:download", args=[restricted.pk, "csv"]))
    bob.get(reverse("editions:figure", args=[restricted.pk, BUDGETING, "json"]))
    bob.get(reverse("editions:files", args=[restricted.pk]))
    log = ReadLog.objects.unscoped().filter(reader=cast.bob, kind="board.Edition", record=str(restricted.pk))
    assert sorted(log.values_list("action", flat=True)) == ["downloaded", "downloaded", "viewed"]


def test_whoever_reads_the_public_edition_is_not_noted(reader: Client, public: Edition) -> None:
    page(reader, public)
    assert not ReadLog.objects.unscoped().exists()


@pytest.mark.parametrize("name", ["edition", "files", "download", "figure"])
def test_a_restricted_edition_of_others_is_not_there(reader: Client, restricted: Edition, name: str) -> None:
    more = {"download": ["csv"], "figure": [PROMOTION, "csv"]}.get(name, [])
    making.build(restricted.pk)
    assert reader.get(reverse(f"editions:{name}", args=[restricted.pk, *more])).status_code == 404
    assert not ReadLog.objects.unscoped().exists()


def test_what_was_given_and_taken_back_is_gone_with_the_next_request(
    bob: Client, cast: Cast, restricted: Edition
) -> None:
    making.build(restricted.pk)
    address = reverse("editions:download", args=[restricted.pk, "pdf"])
    assert bob.get(address).status_code == 200
    EditionReader.objects.unscoped().filter(account=cast.bob).delete()
    assert bob.get(address).status_code == 404


def test_a_role_taken_away_takes_the_files_with_it(reader: Client, cast: Cast, public: Edition) -> None:
    making.build(public.pk)
    address = reverse("editions:download", args=[public.pk, "docx"])
    assert reader.get(address).status_code == 200
    cast.of(Role.BOARD_READER).groups.clear()
    assert reader.get(address).status_code == 404


def test_files_are_offered_with_their_sizes_and_those_being_built_are_said(bob: Client, restricted: Edition) -> None:
    before = page(bob, restricted)
    assert before.count("being built") == len(making.FORMATS) and 'data-refresh="2"' in before
    making.build(restricted.pk)
    after = page(bob, restricted)
    assert "being built" not in after and "data-refresh" not in after and "KB" in after
    assert bob.get(reverse("editions:download", args=[restricted.pk, "exe"])).status_code == 404


def test_a_download_is_an_attachment_that_no_cache_keeps(bob: Client, restricted: Edition) -> None:
    making.build(restricted.pk)
    answer: Any = bob.get(reverse("editions:download", args=[restricted.pk, "pdf"]))
    assert answer["Content-Disposition"] == ('attachment; filename="people-and-change-2022-04-26-restricted-1.pdf"')
    assert answer["Cache-Control"] == "private, no-store"
    assert answer.content == EditionFile.objects.unscoped().get(edition=restricted, format="pdf").content


def test_a_file_that_is_not_what_was_built_is_not_given_out(bob: Client, restricted: Edition) -> None:
    row = EditionFile.objects.unscoped().filter(edition=restricted, format="csv")
    row.update(content=b"other", digest="0" * 64, built_at=restricted.issued_at)
    assert bob.get(reverse("editions:download", args=[restricted.pk, "csv"])).status_code == 404


def test_one_figure_has_an_address_as_data(reader: Client, public: Edition) -> None:
    text = reader.get(reverse("editions:figure", args=[public.pk, BUDGETING, "csv"])).content.decode()
    assert text.splitlines()[1] == "change.budgeting,2022-04-01,ab12cd34,Phase 1,Identified,5400000,5400000,,"
    assert reader.get(reverse("editions:figure", args=[public.pk, "people.nonsense", "csv"])).status_code == 404
    assert reader.get(reverse("editions:figure", args=[public.pk, BUDGETING, "pdf"])).status_code == 404


def test_pages_ask_little_however_many_editions_there_are(
    bob: Client, cast: Cast, restricted: Edition, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(2, 12):
        given_to(cast.bob, issued(cast, content(number=number)), cast.of(Role.BOARD_SECRETARY))
        issued(cast, public_content(number=number))
    for address in (LIST, reverse("editions:edition", args=[restricted.pk])):
        with django_assert_max_num_queries(8):
            assert bob.get(address).status_code == 200


@pytest.mark.parametrize("query", ["audience=public", "page=x", "page=0", "page=2"])
def test_the_list_refuses_what_it_does_not_know(reader: Client, query: str, public: Edition) -> None:
    assert reader.get(f"{LIST}?{query}").status_code == 400
    assert reader.get(f"{LIST}?page=1").status_code == 200


@pytest.mark.parametrize("name", ["edition", "files"])
def test_pages_of_an_edition_refuse_what_they_do_not_know(reader: Client, name: str, public: Edition) -> None:
    assert reader.get(reverse(f"editions:{name}", args=[public.pk]), {"as": "x"}).status_code == 400


def test_the_page_of_files_says_of_which_edition(reader: Client, public: Edition) -> None:
    said = reader.get(reverse("editions:files", args=[public.pk])).content.decode()
    assert "SPCB, 26 April 2022" in said and "Public edition 1, issued" in said


def test_a_heading_is_of_the_rows_of_its_group(bob: Client, restricted: Edition) -> None:
    years = page(bob, restricted).split('id="table-1a"')[1].split("</table>")[0]
    assert years.count("<tbody") == years.count('scope="rowgroup"') == 2 and "colgroup" not in years
    published, computed = years.split("<tbody")[1:]
    assert "1 April 2018" in published and "1 April 2019" in computed


def test_asking_for_files_reads_no_table(
    bob: Client, restricted: Edition, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(8) as asked:
        bob.get(reverse("editions:files", args=[restricted.pk]))
    [edition] = [each["sql"] for each in asked if 'FROM "board_edition"' in each["sql"] and "its_title" in each["sql"]]
    assert '"board_edition"."content",' not in edition
