"""`manage.py load_extract`: what it says, where, and how it ends."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from people.models import Person
from tests.loading import ROW, rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def write(tmp_path: Path) -> Any:
    def written(*given: dict[str, object]) -> Path:
        path = tmp_path / "force.csv"
        path.write_text(rows("workforce", *given))
        return path

    return written


def test_success_is_one_sentence(write: Any, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_extract", "workforce", write(ROW))
    assert capsys.readouterr().out == "1 row: 1 new, 0 changed, 0 same\nAdded the department Response.\n"


def test_a_rehearsal_says_that_it_was_one(write: Any, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_extract", "workforce", write(ROW), "--dry-run")
    assert "1 row: 1 new, 0 changed, 0 same (rehearsal: nothing was written)" in capsys.readouterr().out
    assert not Person.objects.unscoped().exists()


def test_each_fault_stands_on_a_line_of_standard_error(write: Any, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("load_extract", "workforce", write(ROW, {**ROW, "fte": "2", "last_name": "-"}))
    assert ended.value.code == 1
    out, err = capsys.readouterr()
    assert out == "Nothing was loaded: 3 faults in 1 row.\n"
    assert err.splitlines() == [
        "line 3, column employee_number: the same employee_number, staff_type and post_started as on line 2",
        "line 3, column fte: 2 is more than 1",
        "line 3, column last_name: is required",
    ]


def test_a_file_that_is_not_there_is_one_sentence() -> None:
    with pytest.raises(CommandError, match="^/nowhere.csv cannot be read: No such file or directory.$"):
        call_command("load_extract", "workforce", "/nowhere.csv")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("load_extract", "workforce", tmp_path)


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(writing)
    with pytest.raises(CommandError, match="it is no ordinary file"):
        call_command("load_extract", "workforce", f"/dev/fd/{reading}")
    os.close(reading)


def test_an_unknown_kind_names_those_there_are() -> None:
    with pytest.raises(CommandError, match="no extract called dogs. It may be workforce, equality, probation"):
        call_command("load_extract", "dogs", "/nowhere.csv")


def test_a_file_that_cannot_be_read_at_all_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "force.xlsx"
    path.write_bytes(b"PK\x03\x04junk")
    with pytest.raises(CommandError, match="Save it as .xlsx again"):
        call_command("load_extract", "workforce", path)
