"""Documents of a case: added, listed, taken away through the access rule only, and removed with a trace."""

import io
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.template.defaultfilters import filesizeformat
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from people.roles import Role
from people.workforce.models import User
from tests.base import Cast, user
from tests.together import Meanwhile, at_once
from tests.welfare.made import case_of, stored
from welfare.cases.documents import keep, remove, store
from welfare.cases.emergency import open_case
from welfare.cases.entries import Document, DocumentRemoval
from welfare.cases.models import WelfareCase
from welfare.tasks import sweep_documents
from wmp.lib.audit import ReadLog
from wmp.lib.uploads import TYPES, Upload, clean_name
from wmp.lib.workflow import IllegalMove

pytestmark = pytest.mark.django_db
# The transaction of the request, within that of the test.
SAVEPOINT = 2
TEXT = b"Dear Bob, stay with us"
LETTER = Upload("letter.txt", "text/plain", TEXT)


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.DOCUMENTS_DIR = tmp_path / "documents"
    return tmp_path / "documents"


@pytest.fixture
def case(cast: Cast) -> WelfareCase:
    return case_of(cast.bob.person, owner=cast.of(Role.WELFARE_OFFICER))


@pytest.fixture
def letter(cast: Cast, case: WelfareCase) -> Document:
    return keep(case, LETTER, by=cast.of(Role.WELFARE_OFFICER))


def bring(client: Client, reader: User, case: WelfareCase, name: str = "letter.txt", content: bytes = TEXT) -> Any:
    client.force_login(reader)
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("welfare:documents-new", args=[case.pk]), {"file": file})


def fetch(client: Client, reader: User, document: Document) -> Any:
    client.force_login(reader)
    return client.get(reverse("welfare:documents-download", args=[document.pk]))


def files() -> list[Path]:
    return list(store().folder.iterdir()) if store().folder.is_dir() else []


@pytest.mark.parametrize("size", [1, 900, 1024, 1280, 1792, 1996, 52_000, 1_048_576, 1_310_720, 9_999_999])
def test_a_file_of_the_list_says_what_the_list_says(size: int, cast: Cast, case: WelfareCase, client: Client) -> None:
    officer = cast.of(Role.WELFARE_OFFICER)
    kept = Upload("plan.docx", TYPES["docx"], b"x")
    made = {"name": kept.name, "type": kept.type, "size": size, "digest": kept.digest, "stored": "0" * 32}
    Document.objects.create(case=case, by=officer, **made)
    client.force_login(officer)
    [_, row] = client.get(reverse("welfare:documents-list"), {"export": "csv"}).getvalue().decode().splitlines()
    said = filesizeformat(size).replace(" ", " ")
    assert row.startswith(f"plan.docx,Word document,{said},")


# --- adding ----------------------------------------------------------------------------------------------------------


def test_the_officer_adds_a_document_and_finds_it_listed(cast: Cast, case: WelfareCase, client: Client) -> None:
    response = bring(client, cast.of(Role.WELFARE_OFFICER), case)
    assert response.url == reverse("welfare:cases-documents", args=[case.pk])
    text = client.get(response.url).content.decode()
    assert "letter.txt" in text and "Add a document" in text
    kept = Document.objects.unscoped().get()
    assert (kept.case, kept.by, kept.size) == (case, cast.of(Role.WELFARE_OFFICER), len(TEXT))
    assert [path.name for path in files()] == [kept.stored] and kept.stored != kept.name


def test_documents_stand_outside_everything_that_is_served() -> None:
    kept, static = settings.BASE_DIR / "var" / "documents", Path(settings.STATIC_ROOT)
    assert static not in kept.parents and not settings.MEDIA_URL.strip("/")


def test_nobody_else_adds(cast: Cast, case: WelfareCase, client: Client) -> None:
    open_case(case, by=cast.of(Role.AUDITOR), reason="He rang the desk in tears")
    assert bring(client, cast.of(Role.AUDITOR), case).status_code == 403
    for reader in (cast.alice, cast.bob, cast.charlie, user("colleague", Role.WELFARE_OFFICER)):
        assert bring(client, reader, case).status_code == 404
    assert not files() and not Document.objects.unscoped().exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("page.html", b"<p>", "The file must be a PDF"),
        ("a.txt", b"<script>alert(1)</script>", "its content is something else"),
        ("a.txt", b"", "The file is empty"),
    ],
)
def test_a_file_that_may_not_be_kept_is_refused_with_its_reason(
    name: str, content: bytes, said: str, cast: Cast, case: WelfareCase, client: Client
) -> None:
    response = bring(client, cast.of(Role.WELFARE_OFFICER), case, name, content)
    assert response.status_code == 200 and said in response.content.decode()
    assert not files() and not Document.objects.unscoped().exists()


def test_a_form_without_a_file_says_so(cast: Cast, case: WelfareCase, client: Client) -> None:
    client.force_login(cast.of(Role.WELFARE_OFFICER))
    response = client.post(reverse("welfare:documents-new", args=[case.pk]))
    assert "Choose a file" in response.content.decode()


def test_a_file_larger_than_the_limit_is_refused(
    cast: Cast, case: WelfareCase, client: Client, settings: Settings
) -> None:
    settings.DOCUMENT_BYTES = 10
    assert "smaller than" in bring(client, cast.of(Role.WELFARE_OFFICER), case).content.decode()
    assert not files()


def test_the_same_file_twice_is_one_document(cast: Cast, case: WelfareCase, client: Client) -> None:
    officer = cast.of(Role.WELFARE_OFFICER)
    bring(client, officer, case)
    assert "with the case already" in bring(client, officer, case, "copy.txt").content.decode()
    assert Document.objects.unscoped().count() == 1


def test_a_case_holds_so_many(cast: Cast, case: WelfareCase, client: Client, settings: Settings) -> None:
    settings.DOCUMENTS_PER_CASE = 1
    officer = cast.of(Role.WELFARE_OFFICER)
    bring(client, officer, case)
    assert "at most 1 document" in bring(client, officer, case, "b.txt", b"another").content.decode()


def test_nothing_is_added_to_a_closed_case(cast: Cast, case: WelfareCase, client: Client) -> None:
    officer = cast.of(Role.WELFARE_OFFICER)
    case.close(by=officer, outcome="retained", themes=[])
    assert bring(client, officer, case).status_code == 409
    with pytest.raises(IllegalMove):
        keep(case, LETTER, by=officer)


@pytest.mark.django_db(transaction=True)
def test_a_file_that_comes_while_the_case_is_being_closed_is_refused(cast: Cast, case: WelfareCase) -> None:
    officer = cast.of(Role.WELFARE_OFFICER)
    read_before = stored(case)
    with transaction.atomic():
        case.close(by=officer, outcome="retained", themes=[])
        other = Meanwhile(lambda: keep(read_before, LETTER, by=officer))
    assert isinstance(other.said, IllegalMove)
    assert not files() and not Document.objects.unscoped().exists()


@pytest.mark.django_db(transaction=True)
def test_of_four_clicks_at_once_one_document_is_kept() -> None:
    cast = Cast.assemble()
    officer = cast.of(Role.WELFARE_OFFICER)
    case = case_of(cast.bob.person, owner=officer)
    said = at_once(*[lambda: keep(case, LETTER, by=officer)] * 4)
    assert sum(each is None for each in said) == 1
    assert Document.objects.unscoped().count() == len(files()) == 1


# --- taking away -----------------------------------------------------------------------------------------------------


def test_a_document_is_saved_and_not_shown(cast: Cast, letter: Document, client: Client) -> None:
    response = fetch(client, cast.of(Role.WELFARE_OFFICER), letter)
    assert response.getvalue() == TEXT
    assert response["Content-Disposition"] == 'attachment; filename="letter.txt"'
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
    assert response["Cache-Control"] == "private, no-store"


def test_names_cannot_break_out_of_their_header_or_page(cast: Cast, case: WelfareCase, client: Client) -> None:
    officer = cast.of(Role.WELFARE_OFFICER)
    kept = keep(case, Upload(clean_name('Zoë"; filename=x.html <b>&.txt'), "text/plain", TEXT), by=officer)
    header = fetch(client, officer, kept)["Content-Disposition"]
    assert header.startswith("attachment; filename*=utf-8''") and '"' not in header and " <" not in header
    page = client.get(reverse("welfare:cases-documents", args=[case.pk])).content.decode()
    assert "<b>" not in page and "&amp;.txt" in page


def test_only_those_who_see_the_case_reach_its_documents(cast: Cast, letter: Document, client: Client) -> None:
    assert fetch(client, cast.of(Role.WELFARE_LEAD), letter).status_code == 200
    for reader in (cast.alice, cast.bob, cast.charlie, cast.of(Role.AUDITOR), user("other", Role.WELFARE_OFFICER)):
        for page in ("download", "detail", "remove"):
            client.force_login(reader)
            assert client.get(reverse(f"welfare:documents-{page}", args=[letter.pk])).status_code == 404


def test_breaking_the_glass_opens_documents_for_reading(cast: Cast, letter: Document, client: Client) -> None:
    auditor = cast.of(Role.AUDITOR)
    open_case(letter.case, by=auditor, reason="He rang the desk in tears")
    assert fetch(client, auditor, letter).status_code == 200
    assert client.get(reverse("welfare:documents-remove", args=[letter.pk])).status_code == 403


def test_a_download_is_a_reading_that_bob_sees(cast: Cast, letter: Document, client: Client) -> None:
    fetch(client, cast.of(Role.WELFARE_LEAD), letter)
    kept = ReadLog.objects.unscoped().get(action="downloaded")
    assert (kept.reader, kept.subject, kept.kind) == (cast.of(Role.WELFARE_LEAD), cast.bob, "welfare.Document")
    client.force_login(cast.bob)
    page = client.get(reverse("audit:about-me-list")).content.decode()
    assert "Downloaded" in page and ">Document<" in page and "letter" not in page


def test_a_file_that_was_changed_on_the_disk_is_not_given_out(
    cast: Cast, letter: Document, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    (store().folder / letter.stored).write_bytes(b"something else")
    response = fetch(client, cast.of(Role.WELFARE_OFFICER), letter)
    assert response.status_code == 410 and "not what was kept" in response.content.decode()
    assert f"Document {letter.pk} is not given out" in caplog.text and "letter.txt" not in caplog.text
    assert not ReadLog.objects.unscoped().filter(action="downloaded").exists()


# --- removing --------------------------------------------------------------------------------------------------------


def removed(client: Client, reader: User, letter: Document, reason: str = "It is another Bob's") -> Any:
    client.force_login(reader)
    return client.post(reverse("welfare:documents-remove", args=[letter.pk]), {"reason": reason})


def test_removing_deletes_the_content_and_leaves_who_and_why(
    cast: Cast, letter: Document, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    officer = cast.of(Role.WELFARE_OFFICER)
    with django_capture_on_commit_callbacks(execute=True):
        response = removed(client, officer, letter)
    assert not files()
    page = client.get(response.url).content.decode()
    assert "It is another Bob" in page and "Removed" in page and "Download" not in page
    assert fetch(client, officer, letter).status_code == 410
    assert "letter.txt" in client.get(reverse("welfare:cases-documents", args=[letter.case_id])).content.decode()
    timeline = client.get(reverse("welfare:cases-detail", args=[letter.case_id])).content.decode()
    assert "Document removed: letter.txt" in timeline and "It is another Bob" in timeline


def test_removing_wants_a_reason_and_is_done_once(cast: Cast, letter: Document, client: Client) -> None:
    officer = cast.of(Role.WELFARE_OFFICER)
    assert removed(client, officer, letter, "").status_code == 200
    assert removed(client, officer, letter).status_code == 302
    assert removed(client, officer, letter).status_code == 409
    assert DocumentRemoval.objects.unscoped().count() == 1


def test_a_removal_that_is_rolled_back_leaves_the_content(cast: Cast, letter: Document) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        remove(letter, by=cast.of(Role.WELFARE_OFFICER), reason="Mine")
        raise ZeroDivisionError
    assert len(files()) == 1


def test_the_same_file_may_come_back_after_its_removal(cast: Cast, letter: Document, client: Client) -> None:
    officer = cast.of(Role.WELFARE_OFFICER)
    removed(client, officer, letter)
    assert bring(client, officer, letter.case).status_code == 302


@pytest.mark.parametrize("table", ["welfare_document", "welfare_documentremoval"])
def test_neither_row_is_ever_edited(table: str, cast: Cast, letter: Document) -> None:
    remove(letter, by=cast.of(Role.WELFARE_OFFICER), reason="Mine")
    model: Any = {"welfare_document": Document, "welfare_documentremoval": DocumentRemoval}[table]
    for change in (lambda: model.objects.unscoped().update(at=letter.at), lambda: model.objects.unscoped().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


# --- what a crash leaves ---------------------------------------------------------------------------------------------


def test_the_sweep_deletes_what_no_document_names_and_what_was_removed(cast: Cast, letter: Document) -> None:
    second = keep(letter.case, Upload("b.txt", "text/plain", b"b"), by=cast.of(Role.WELFARE_OFFICER))
    remove(second, by=cast.of(Role.WELFARE_OFFICER), reason="Mine")  # whose process died before deleting the file
    store().keep(b"whose row was never written")
    for path in files():
        then = path.stat().st_mtime - timedelta(days=2).total_seconds()
        os.utime(path, (then, then))
    sweep_documents()
    assert [path.name for path in files()] == [letter.stored]
    sweep_documents()


def test_a_request_that_fails_leaves_no_row(cast: Cast, case: WelfareCase) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        keep(case, LETTER, by=cast.of(Role.WELFARE_OFFICER))
        raise ZeroDivisionError
    assert not Document.objects.unscoped().exists() and len(files()) == 1


def test_the_pages_ask_few_queries(
    cast: Cast, letter: Document, client: Client, django_assert_max_num_queries: Any
) -> None:
    officer = cast.of(Role.WELFARE_OFFICER)
    fetch(client, officer, letter)
    for address in (
        reverse("welfare:documents-detail", args=[letter.pk]),
        reverse("welfare:documents-download", args=[letter.pk]),
        reverse("welfare:cases-documents", args=[letter.case_id]),
    ):
        with django_assert_max_num_queries(8 + SAVEPOINT):
            client.get(address)
    file = io.BytesIO(b"another")
    file.name = "b.txt"
    with django_assert_max_num_queries(15 + SAVEPOINT):
        client.post(reverse("welfare:documents-new", args=[letter.case_id]), {"file": file})
