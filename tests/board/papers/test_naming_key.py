"""The key under which numbers of editions go by names: one, kept when other keys change, and missed when gone."""

from datetime import date
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.core.management import call_command
from django.db import connection, transaction
from pytest_django.fixtures import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from tests.base import Cast
from tests.board.papers.drafts import Desk, desk, page
from wmp.board.models import Edition, Paper, StoredKey
from wmp.board.naming import naming_key
from wmp.board.papers import starting
from wmp.board.papers.issuing import issue

pytestmark = pytest.mark.django_db
GONE = "The audit cannot link its numbers to 1 earlier public edition"


@pytest.fixture
def d(cast: Cast) -> Desk:
    return desk(cast)


@pytest.fixture
def following(d: Desk) -> Desk:
    """A further paper, once one was issued."""
    d.write("{welfare.attendance}")
    issue(d.approved(), by=d.author)
    about = Paper(title="People and change", meeting="Board", meeting_on=date(2022, 7, 1), attempt=d.paper.attempt)
    return Desk(d.cast, d.author, d.second, starting.begin(about, by=d.author))


def said(d: Desk, step: str = "") -> str:
    return d.writes.get(page(d.paper, step)).content.decode()


def test_it_is_made_once_and_stands_encrypted() -> None:
    key = naming_key()
    assert naming_key() == key and StoredKey.objects.unscoped().count() == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM board_storedkey")
        assert key.secret.decode() not in cursor.fetchall()[0][0] and key.secret.decode() not in repr(key)


def test_a_process_asks_for_it_once(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        key = naming_key()
    with django_assert_num_queries(0):
        assert naming_key() == key


def test_one_that_is_undone_is_not_kept(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(LookupError), transaction.atomic():
        undone = naming_key()
        raise LookupError
    assert naming_key() != undone


def test_it_outlives_the_other_keys(following: Desk, settings: Any) -> None:
    key, settings.SECRET_KEY = naming_key(), "another, long enough to be taken for one of ours"
    settings.ENCRYPTION_KEYS = [Fernet.generate_key().decode(), *settings.ENCRYPTION_KEYS]
    call_command("rotate_encryption", verbosity=0)
    settings.ENCRYPTION_KEYS = settings.ENCRYPTION_KEYS[:1]
    assert naming_key() == key
    assert Edition.objects.unscoped().public().get().claims["key"] == key.id
    assert "The audit cannot link" not in said(following)


def test_where_it_is_gone_the_author_is_warned_before_an_issue(following: Desk) -> None:
    StoredKey.objects.unscoped().delete()
    naming_key()
    assert GONE in said(following)
    following.approved()
    assert GONE in said(following, "issue/")
