"""`manage.py paper`: which editions there are, and one of them as a file."""

import io
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.base import Cast
from tests.editions import content, issued
from wmp.board.models import Edition, EditionFile
from wmp.board.papers.making import FORMATS, ask_for_files, build

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(cast: Cast) -> Edition:
    return issued(cast, content())


def said(*command: str) -> str:
    out = io.StringIO()
    call_command("paper", *command, stdout=out)
    return out.getvalue()


def test_the_list_numbers_them(edition: Edition) -> None:
    line = said("list")
    assert line.split()[0] == str(edition.pk)
    assert "People and change, SPCB of 2022-04-26  restricted edition 1" in line


def test_the_day_of_an_issue_is_the_one_here(cast: Cast) -> None:
    """Half past midnight in summer is the day before in Greenwich."""
    at = datetime(2022, 7, 1, 23, 30, tzinfo=UTC)
    early = issued(cast, content(), issued_at=at)
    assert said("list").rstrip().endswith(f"{early.audience} edition 1, issued 2 July 2022")


def test_there_may_be_none_yet(db: None) -> None:
    assert said("list") == "No edition has been issued yet.\n"


@pytest.mark.parametrize("format", FORMATS)
def test_an_edition_is_written_in_every_format(edition: Edition, tmp_path: Path, format: str) -> None:
    path = tmp_path / "paper"
    assert "bytes" in said(str(edition.pk), "--format", format, "--out", str(path))
    starts = {"pdf": b"%PDF", "docx": b"PK", "xlsx": b"PK", "csv": b"figure,", "json": b"{", "html": b"<!DOCTYPE html>"}
    assert path.read_bytes().lstrip().startswith(starts[format])


def test_what_was_built_is_what_is_written(edition: Edition, tmp_path: Path) -> None:
    ask_for_files(edition)
    build(edition.pk)
    path = tmp_path / "paper.docx"
    said(str(edition.pk), "--format", "docx", "--out", str(path))
    assert path.read_bytes() == EditionFile.objects.unscoped().get(edition=edition, format="docx").content


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["0"], "There is no edition '0'"),
        (["newest"], "There is no edition 'newest'"),
        (["EDITION", "--out", "/nowhere/paper.pdf"], "/nowhere/paper.pdf cannot be written: No such file"),
    ],
)
def test_what_is_wrong_is_said_plainly(edition: Edition, command: list[str], words: str) -> None:
    with pytest.raises(CommandError, match=words):
        said(*(str(edition.pk) if each == "EDITION" else each for each in command))


@pytest.mark.parametrize("command", [["list"], ["{pk}", "--format", "csv", "--out", "-"]])
def test_it_ends_quietly_where_nobody_reads_on(
    edition: Edition, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    """As `manage.py paper 3 --out - | head` does."""
    reads, writes = os.pipe()
    os.close(reads)
    with os.fdopen(writes, "w") as out:
        monkeypatch.setattr(sys, "stdout", out)
        call_command("paper", *(each.format(pk=edition.pk) for each in command))
        out.write("What is left of it")
        out.flush()
