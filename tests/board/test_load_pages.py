"""The pages on which files are brought, checked and loaded."""

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from people.models import Person
from people.roles import Role
from tests.base import Cast
from tests.loading import ROW, rows
from wmp.board import loading
from wmp.lib.extracts import LoadReport, LoadState
from wmp.lib.outbox import OutboxMessage

pytestmark = pytest.mark.django_db
NEW = "/loads/reports/new/"


@pytest.fixture
def officer(cast: Cast, client: Client) -> Client:
    client.force_login(cast.of(Role.PEOPLE_DATA))
    return client


def bring(client: Client, text: str | bytes, name: str = "force.csv", kind: str = "workforce") -> Any:
    content = text if isinstance(text, bytes) else text.encode()
    return client.post(NEW, {"kind": kind, "file": SimpleUploadedFile(name, content)})


def the_report() -> LoadReport:
    return LoadReport.objects.unscoped().get()


def kept_files() -> list[Path]:
    folder = Path(settings.UPLOADS_DIR)
    return list(folder.iterdir()) if folder.is_dir() else []


@pytest.fixture(autouse=True)
def empty_uploads(settings: Any, tmp_path: Path) -> None:
    settings.UPLOADS_DIR = tmp_path / "uploads"


def page(client: Client) -> str:
    return client.get(reverse("loads:reports-detail", args=[the_report().pk])).content.decode()


def test_a_file_is_kept_and_its_check_asked_for(officer: Client) -> None:
    bring(officer, rows("workforce", ROW))
    report = the_report()
    assert (report.state, report.kind, report.dry_run) == ("waiting", "workforce", True)
    message = OutboxMessage.objects.get()
    assert (message.task, message.arguments) == ("wmp.board.tasks.load_file", [report.pk])
    [kept] = kept_files()
    assert kept.name == report.stored
    assert kept.stat().st_mode & 0o777 == 0o600


def test_a_page_under_way_asks_again_by_itself(officer: Client) -> None:
    bring(officer, rows("workforce", ROW))
    assert 'data-refresh="1"' in page(officer)


def test_a_checked_file_is_loaded_when_one_says_so(officer: Client) -> None:
    bring(officer, rows("workforce", ROW))
    loading.perform(the_report().pk)
    assert not Person.objects.unscoped().filter(employee_number="1").exists()
    assert "1 row: 1 new, 0 changed, 0 same" in page(officer)
    officer.post(reverse("loads:load", args=[the_report().pk]))
    loading.perform(the_report().pk)
    assert Person.objects.unscoped().filter(employee_number="1").exists()
    assert (the_report().state, the_report().dry_run, kept_files()) == ("loaded", False, [])
    assert "Loaded" in page(officer)


def test_two_clicks_ask_for_one_load(officer: Client) -> None:
    bring(officer, rows("workforce", ROW))
    loading.perform(the_report().pk)
    before = OutboxMessage.objects.count()
    for _ in range(2):
        officer.post(reverse("loads:load", args=[the_report().pk]))
    assert OutboxMessage.objects.count() == before + 1


def test_a_job_that_comes_twice_finds_the_work_done(officer: Client) -> None:
    bring(officer, rows("workforce", ROW))
    for _ in range(2):
        loading.perform(the_report().pk)
    assert the_report().state == "checked"


def test_a_killed_workers_load_is_taken_up_again(officer: Client) -> None:
    bring(officer, rows("workforce", ROW))
    LoadReport.objects.unscoped().update(state=LoadState.LOADING)
    loading.perform(the_report().pk)
    assert the_report().state == "loaded"


def test_wrong_rows_are_counted_shown_and_downloaded(officer: Client) -> None:
    wrong = {**ROW, "employee_number": 2, "fte": "<b>9</b>"}
    bring(officer, rows("workforce", ROW, wrong))
    loading.perform(the_report().pk)
    assert "2 rows: 1 new, 0 changed, 0 same, 1 wrong" in page(officer)
    assert "&lt;b&gt;9&lt;/b&gt;&quot; is not a plain number" in page(officer)
    answer: Any = officer.get(reverse("loads:errors", args=[the_report().pk]))
    text = b"".join(answer.streaming_content).decode()
    assert text.splitlines() == ["line,column,reason", '3,fte,"""<b>9</b>"" is not a plain number"']
    assert kept_files() == []


def test_at_most_a_hundred_faults_are_shown(officer: Client) -> None:
    bring(officer, rows("workforce", *({**ROW, "employee_number": n, "fte": "x"} for n in range(101))))
    loading.perform(the_report().pk)
    assert "The first 100 of 101 faults" in page(officer)


def test_a_cancelled_file_is_deleted(officer: Client) -> None:
    bring(officer, rows("workforce", ROW))
    loading.perform(the_report().pk)
    officer.post(reverse("loads:cancel", args=[the_report().pk]))
    assert (the_report().state, kept_files()) == ("cancelled", [])
    officer.post(reverse("loads:load", args=[the_report().pk]))
    assert the_report().state == "cancelled"


def test_a_file_that_is_gone_fails_in_words(officer: Client) -> None:
    bring(officer, rows("workforce", ROW))
    for file in kept_files():
        file.unlink()
    loading.perform(the_report().pk)
    assert "The file is no longer kept here" in page(officer)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("force.pdf", b"%PDF-1.7", "must be a CSV file or an Excel workbook"),
        ("force.xlsx", b"employee_number\n1\n", "is called .xlsx and is no Excel workbook"),
        ("force.csv", b"PK\x03\x04\x00\x00", "is called CSV and is not text"),
        ("force.csv", b"", "The file is empty"),
    ],
)
def test_a_file_is_what_its_name_says(officer: Client, name: str, content: bytes, words: str) -> None:
    assert words in bring(officer, content, name).content.decode()
    assert not LoadReport.objects.unscoped().exists()


def test_an_archive_that_is_no_workbook_is_refused(officer: Client) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("run.exe", "x")
    assert "no Excel workbook" in bring(officer, packed.getvalue(), "force.xlsx").content.decode()


def test_each_role_may_load_its_own_kinds(officer: Client, cast: Cast, client: Client) -> None:
    bring(officer, "x", kind="projects")
    assert not LoadReport.objects.unscoped().exists()
    client.force_login(cast.alice)
    assert client.get(NEW).status_code == 403


def test_a_report_is_not_there_for_those_who_may_not_load_its_kind(officer: Client, cast: Cast, client: Client) -> None:
    bring(officer, rows("workforce", ROW))
    client.force_login(cast.of(Role.CHANGE_MANAGER))
    for name in ("reports-detail", "errors"):
        assert client.get(reverse(f"loads:{name}", args=[the_report().pk])).status_code == 404
    for name in ("load", "cancel"):
        assert client.post(reverse(f"loads:{name}", args=[the_report().pk])).status_code == 404
    assert "force.csv" not in client.get("/loads/reports/").content.decode()


def test_the_list_shows_what_became_of_each(officer: Client) -> None:
    bring(officer, rows("workforce", ROW))
    assert "force.csv" in officer.get("/loads/reports/").content.decode()


def test_a_checked_file_waits_on_the_home_page(officer: Client) -> None:
    bring(officer, rows("workforce", ROW))
    loading.perform(the_report().pk)
    assert "Load force.csv" in officer.get("/").content.decode()


def test_a_file_that_is_left_is_swept_away(officer: Client) -> None:
    bring(officer, rows("workforce", ROW))
    loading.perform(the_report().pk)
    LoadReport.objects.unscoped().update(finished_at="2020-01-01T00:00Z")
    loading.sweep()
    assert (the_report().state, kept_files()) == ("cancelled", [])


def test_the_page_for_a_file_refuses_what_it_does_not_know(officer: Client) -> None:
    assert officer.get(NEW, {"kind": "workforce"}).status_code == 400
