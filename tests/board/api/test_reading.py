"""What the API gives: editions and nightly figures as JSON and as CSV, described as they are, asked for cheaply."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from people.models import User
from people.roles import Role
from tests.base import DAY, Cast
from tests.board.api.asking import HERE, ask, document, said, secret
from tests.board.papers.drafts import ATTENDANCE, PROMOTION, a_run, attendance, promotion
from tests.editions import BUDGETING, content, issued, public_content
from wmp.board.api import schemas
from wmp.board.long_form import HEADER
from wmp.board.models import Edition, Result, Token
from wmp.lib.audit import ReadLog

pytestmark = pytest.mark.django_db
BOTH: dict[str, Any] = {"from": "2022-03-01", "to": "2022-04-30"}
BEFORE = DAY - timedelta(days=1)


@pytest.fixture
def secretary(cast: Cast) -> User:
    a_run(BEFORE, promotion=promotion(30))
    a_run()
    return cast.of(Role.BOARD_SECRETARY)


@pytest.fixture
def token(secretary: User) -> str:
    return secret(secretary)


@pytest.fixture
def edition(cast: Cast) -> Edition:
    return issued(cast, content())


def lines(answer: Any) -> list[dict[str, str]]:
    assert answer.status_code == 200 and answer["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def readings(account: User) -> list[tuple[str, str]]:
    return list(ReadLog.objects.visible_to(account).order_by("pk").values_list("kind", "record"))


# --- shapes ----------------------------------------------------------------------------------------------------------


def test_every_answer_has_the_shape_that_is_described(token: str, edition: Edition) -> None:
    here = f"/editions/{edition.pk}"
    for address, shape in (
        ("/editions", schemas.Editions),
        (here, schemas.EditionDocument),
        (f"{here}/figures/{BUDGETING}", schemas.FigureOfEdition),
        ("/figures", schemas.Figures),
        (f"/figures/{PROMOTION}", schemas.NightlyFigure),
        (f"/figures/{PROMOTION}/days", schemas.Days),
    ):
        shape.model_validate(document(ask(token, address)))
    schemas.Problem.model_validate(ask(token, "/x").json())


def test_the_figures_of_an_edition_are_in_the_order_of_the_paper(token: str, edition: Edition) -> None:
    """Promotion stands first; the database keeps the shorter key before it."""
    figures = document(ask(token, f"/editions/{edition.pk}"))["figures"]
    assert [each["key"] for each in figures] == [PROMOTION, BUDGETING]


def test_a_figure_is_the_latest_or_of_a_day(token: str) -> None:
    address = f"/figures/{PROMOTION}"
    latest, earlier = document(ask(token, address)), document(ask(token, address, day=BEFORE.isoformat()))
    assert (latest["day"], earlier["day"]) == (DAY.isoformat(), BEFORE.isoformat())
    cells = [each["table"]["cells"][2] for each in (latest, earlier)]
    assert [each["value"] for each in cells] == [32, 30]
    assert cells[0] == {
        "row": "Grand Total",
        "column": "Applicants",
        "value": 32,
        "numerator": 32,
        "denominator": None,
        "withheld": False,
    }


def test_a_figure_of_tomorrow_or_of_a_replaced_attempt_is_not_given(token: str, settings: Any) -> None:
    settings.DEMO_DAY = None
    a_run(DAY, promotion=promotion(40))
    assert document(ask(token, f"/figures/{PROMOTION}"))["table"]["cells"][0]["value"] == 40
    a_run(DAY + timedelta(days=36500))
    assert ask(token, f"/figures/{PROMOTION}", day="2122-03-08").status_code == 404
    assert document(ask(token, f"/figures/{PROMOTION}"))["day"] == DAY.isoformat()


def test_csv_has_a_line_for_each_cell_and_says_its_day(token: str) -> None:
    found = lines(ask(token, f"/figures/{PROMOTION}.csv"))
    assert tuple(found[0]) == HEADER
    assert [each["column"] for each in found] == ["Applicants", "Success"] * 2
    success = {"figure": PROMOTION, "day": "2022-04-01", "row": "Grand Total", "column": "Success", "value": "50"}
    assert found[3] == success | {"version": "", "numerator": "16", "denominator": "32", "withheld": ""}


def test_several_days_come_one_below_the_other(token: str) -> None:
    found = lines(ask(token, f"/figures/{PROMOTION}.csv", **BOTH))
    totals = [each for each in found if (each["row"], each["column"]) == ("Grand Total", "Applicants")]
    assert [(each["day"], each["value"]) for each in totals] == [("2022-03-31", "30"), ("2022-04-01", "32")]


def test_a_file_begins_with_a_byte_order_mark_where_asked(token: str) -> None:
    assert not ask(token, f"/figures/{PROMOTION}.csv").content.startswith(b"\xef\xbb\xbf")
    assert ask(token, f"/figures/{PROMOTION}.csv", bom="1").content.startswith(b"\xef\xbb\xbffigure,")


def test_labels_that_a_spreadsheet_would_run_are_made_harmless(token: str) -> None:
    grid = promotion()
    Result.objects.unscoped().filter(key=PROMOTION).update(
        stored_grid=grid.to_json() | {"rows": [{"label": "=1+1", "total": False}, {"label": "@x", "total": True}]}
    )
    assert {each["row"] for each in lines(ask(token, f"/figures/{PROMOTION}.csv"))} == {"'=1+1", "'@x"}


def test_a_public_edition_says_what_it_withholds(cast: Cast, token: str) -> None:
    public = issued(cast, public_content())
    found = lines(ask(token, f"/editions/{public.pk}.csv"))
    withheld = [each for each in found if each["withheld"]]
    assert withheld and all(each["value"] == each["numerator"] == "" for each in withheld)
    assert document(ask(token, f"/editions/{public.pk}"))["rule"]


def test_the_list_says_titles_definitions_and_units(token: str) -> None:
    found = {each["key"]: each for each in document(ask(token, "/figures"))["figures"]}
    assert list(found) == [ATTENDANCE, PROMOTION, BUDGETING]
    assert found[BUDGETING]["columns"][0] == {"column": "Projected", "unit": "pounds", "decimals": 0}
    assert found[PROMOTION]["definition"]


# --- what is asked wrongly -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "query", "words"),
    [
        (f"/figures/{PROMOTION}", {"day": "yesterday"}, "day: a day such as 2022-04-01."),
        (f"/figures/{PROMOTION}", {"day": "0001-01-01"}, "day: a day such as 2022-04-01."),
        (f"/figures/{PROMOTION}", {"day": "20220401"}, "day: a day such as 2022-04-01."),
        (f"/figures/{PROMOTION}", {"days": "2022-04-01"}, "This address knows day and nothing else."),
        (f"/figures/{PROMOTION}.csv", {"bom": "perhaps"}, "bom: yes or no."),
        (f"/figures/{PROMOTION}.csv", {"from": "2022-03-01"}, "Either day, or both from and to."),
        (f"/figures/{PROMOTION}.csv", {"from": "2022-03-01", "to": "2022-02-01"}, "to: a day that is not before from."),
        (f"/figures/{PROMOTION}.csv", {"from": "2020-01-01", "to": "2022-02-01"}, "At most 366 days"),
        ("/editions", {"o": "content"}, "This address has no parameters."),
    ],
)
def test_what_is_asked_wrongly_is_refused_in_a_sentence(address: str, query: Any, words: str, token: str) -> None:
    answer = ask(token, address, **query)
    assert answer.status_code == 400 and said(answer).startswith(words)


def test_a_parameter_that_comes_twice_is_refused(token: str) -> None:
    address = f"{HERE}/figures/{PROMOTION}?day=2022-04-01&day=2022-03-31"
    assert Client().get(address, headers={"Authorization": f"Bearer {token}"}).status_code == 400


@pytest.mark.parametrize(
    "address",
    [
        "/editions/0",
        "/editions/99999999999999999999",
        "/figures/x",
        "/figures/x/days",
        "/figures/x.csv",
        "/people",
        "/figures/%00",
    ],
)
def test_what_is_not_there_is_not_found_as_a_program_reads_it(address: str, token: str) -> None:
    answer = ask(token, address)
    assert answer.status_code == 404 and said(answer)


def test_nothing_is_written_here(token: str) -> None:
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(Client(), method)(f"{HERE}/editions", headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 405


# --- the read log, and asking again ----------------------------------------------------------------------------------


def test_what_is_restricted_is_noted_in_the_read_log(secretary: User, token: str, edition: Edition) -> None:
    ask(token, f"/editions/{edition.pk}/figures/{BUDGETING}.csv")
    ask(token, f"/figures/{PROMOTION}.csv", **BOTH)
    results = Result.objects.unscoped().filter(key=PROMOTION).order_by("pk")
    assert readings(secretary) == [
        ("board.Edition", str(edition.pk)),
        *(("board.Result", str(each.pk)) for each in results),
    ]
    begins = Token.objects.unscoped().get().begins
    assert {each.token for each in ReadLog.objects.unscoped()} == {f"Power BI ({begins})"}


def test_what_is_public_is_not(secretary: User, token: str, cast: Cast) -> None:
    public = issued(cast, public_content())
    assert ask(token, f"/editions/{public.pk}.csv").status_code == 200
    assert readings(secretary) == []


def test_what_a_program_has_already_is_not_sent_again(secretary: User, token: str, edition: Edition) -> None:
    for address in (f"/editions/{edition.pk}.csv", f"/figures/{PROMOTION}", "/figures", "/editions"):
        first = ask(token, address)
        noted = readings(secretary)
        again = ask(token, address, known=first["ETag"])
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
        assert readings(secretary) == noted
        assert first["Cache-Control"] == "private, no-cache" and "Authorization" in first["Vary"]


def test_another_day_or_attempt_is_another_answer(token: str) -> None:
    address = f"/figures/{PROMOTION}"
    tags = {ask(token, address)["ETag"], ask(token, address, day=BEFORE.isoformat())["ETag"]}
    a_run(DAY, attendance=attendance(1000))
    tags.add(ask(token, address)["ETag"])
    assert len(tags) == 3


def test_no_right_to_read_is_no_304(token: str, edition: Edition, cast: Cast) -> None:
    tag = ask(token, f"/editions/{edition.pk}")["ETag"]
    reader = secret(cast.of(Role.BOARD_READER), "editions")
    assert ask(reader, f"/editions/{edition.pk}", known=tag).status_code == 404
    assert ask("wmp_" + "x" * 43, f"/editions/{edition.pk}", known=tag).status_code == 401


def test_few_questions_are_asked(token: str, edition: Edition) -> None:
    ask(token, "/editions")
    addresses = (
        "/editions",
        f"/editions/{edition.pk}.csv",
        "/figures",
        f"/figures/{PROMOTION}.csv?from=2022-03-01&to=2022-04-30",
    )
    for address in addresses:
        with CaptureQueriesContext(connection) as asked:
            assert ask(token, address).status_code == 200
        assert len(asked) <= 8, (address, [each["sql"][:80] for each in asked.captured_queries])


def test_a_fault_is_told_as_a_problem_and_logged(token: str, caplog: pytest.LogCaptureFixture) -> None:
    Result.objects.unscoped().filter(key=PROMOTION).update(stored_grid={})
    answer = ask(token, f"/figures/{PROMOTION}")
    assert answer.status_code == 500 and "KeyError" not in said(answer) and "KeyError" in caplog.text
