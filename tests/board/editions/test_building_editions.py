"""The files of an edition: asked for as it is issued, built once by a job, and taken up by a sweep."""

from hashlib import sha256
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from people.roles import Role
from tests.base import Cast
from wmp.board import tasks
from wmp.board.models import Edition, EditionFile
from wmp.board.papers import building, making
from wmp.lib.locks import advisory_lock
from wmp.lib.outbox import OutboxMessage
from wmp.lib.pdf import PdfError

pytestmark = pytest.mark.django_db


def files(edition: Edition) -> dict[str, EditionFile]:
    return {file.format: file for file in EditionFile.objects.unscoped().filter(edition=edition)}


@pytest.fixture
def no_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """A template that is at fault."""

    def broken(source: making.Source) -> bytes:
        raise PdfError("17,371 people and a template")

    monkeypatch.setitem(making.FORMATS, "pdf", making.FORMATS["pdf"]._replace(made=broken))


def test_files_are_asked_for_in_the_transaction_that_issues(restricted: Edition) -> None:
    building.queue(restricted)
    message = OutboxMessage.objects.get()
    assert (message.task, message.arguments) == ("wmp.board.tasks.build_edition", [restricted.pk])
    assert list(files(restricted)) == list(making.FORMATS)


def test_each_format_is_built_once_and_stored_with_its_digest(restricted: Edition) -> None:
    tasks.build_edition(restricted.pk)
    first = files(restricted)
    tasks.build_edition(restricted.pk)
    again = files(restricted)
    assert all(file.content and sha256(file.content).hexdigest() == file.digest for file in first.values())
    assert {file.pk: file.built_at for file in first.values()} == {file.pk: file.built_at for file in again.values()}


def test_a_built_file_is_never_altered(restricted: Edition) -> None:
    tasks.build_edition(restricted.pk)
    with pytest.raises(DatabaseError, match="never altered"), transaction.atomic():
        EditionFile.objects.unscoped().filter(edition=restricted, format="csv").update(content=b"other", digest="-")


def test_the_sweep_takes_up_what_nobody_built_and_nobody_asked_for(restricted: Edition, public: Edition) -> None:
    EditionFile.objects.unscoped().filter(edition=public).delete()
    making.resume()
    assert all(file.content for edition in (restricted, public) for file in files(edition).values())


def test_a_format_that_fails_takes_none_of_the_others_with_it(restricted: Edition, no_pdf: None) -> None:
    making.build(restricted.pk)
    found = files(restricted)
    # What a fault is called, and never its message: that may repeat what the paper says.
    assert (found["pdf"].error, found["pdf"].content) == ("PdfError", None)
    assert all(file.content for format, file in found.items() if format != "pdf")
    making.resume()
    assert files(restricted)["pdf"].error == "PdfError"


def test_content_that_cannot_be_read_fails_its_files_and_no_other_edition(restricted: Edition, cast: Cast) -> None:
    paper = {"paper": restricted.paper, "attempt": restricted.attempt, "audience": "restricted", "digest": "-"}
    by = {"issued_by": cast.of(Role.BOARD_SECRETARY), "approved_by": cast.of(Role.BOARD_SECRETARY)}
    broken = Edition.objects.create(number=9, content={}, **paper, **by)
    making.resume()
    assert {file.error for file in files(broken).values()} == {"KeyError"}
    assert all(file.content for file in files(restricted).values())


def test_a_secretary_has_a_failed_format_built_again(
    restricted: Edition, cast: Cast, client: Client, no_pdf: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    making.build(restricted.pk)
    monkeypatch.undo()
    client.force_login(cast.of(Role.BOARD_SECRETARY))
    page = reverse("editions:edition", args=[restricted.pk])
    assert "could not be built (PdfError)" in client.get(page).content.decode()
    answer = client.post(reverse("editions:again", args=[restricted.pk, "pdf"]), follow=True)
    assert "PDF is being built again" in answer.content.decode()
    making.build(restricted.pk)
    assert files(restricted)["pdf"].content
    assert not building.again(files(restricted)["pdf"])


def test_a_reader_is_told_of_a_failure_and_cannot_ask_again(
    restricted: Edition, cast: Cast, client: Client, no_pdf: None
) -> None:
    making.build(restricted.pk)
    client.force_login(cast.bob)
    page = client.get(reverse("editions:edition", args=[restricted.pk])).content.decode()
    assert "could not be built" in page and "PdfError" not in page and "Try again" not in page
    assert client.post(reverse("editions:again", args=[restricted.pk, "pdf"])).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_what_another_worker_has_in_hand_is_left_to_it(restricted: Edition) -> None:
    pdf = files(restricted)["pdf"]
    other: Any = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(hashtext('edition file'), %s)", [pdf.pk])
        making.build(restricted.pk)
        assert files(restricted)["pdf"].content is None
    finally:
        other.close()  # as when that worker dies
    with advisory_lock("edition file", pdf.pk, wait=True):
        pass  # the server has seen that it is gone
    making.resume()
    assert files(restricted)["pdf"].content
