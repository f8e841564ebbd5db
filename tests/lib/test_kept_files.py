"""Kept files: whole on the disk before anybody names them, for the product's account only, swept when nobody does."""

import os
import stat
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from wmp.lib.kept_files import KeptFiles, NotAsKept

CONTENT = b"what was brought"
DIGEST = sha256(CONTENT).hexdigest()


@pytest.fixture
def files(tmp_path: Path) -> KeptFiles:
    return KeptFiles(tmp_path / "var" / "documents")


def aged(files: KeptFiles, name: str, by: timedelta) -> None:
    then = (files.folder / name).stat().st_mtime - by.total_seconds()
    os.utime(files.folder / name, (then, then))


def test_a_file_is_kept_under_a_name_of_chance_for_the_product_s_account_only(files: KeptFiles) -> None:
    names = {files.keep(CONTENT), files.keep(CONTENT)}
    assert len(names) == 2
    assert {stat.S_IMODE((files.folder / name).stat().st_mode) for name in names} == {0o600}
    assert stat.S_IMODE(files.folder.stat().st_mode) == 0o700


def test_what_was_kept_is_what_is_read(files: KeptFiles) -> None:
    assert files.read(files.keep(CONTENT), DIGEST) == CONTENT


def test_a_file_that_was_changed_or_is_gone_is_not_read(files: KeptFiles) -> None:
    name = files.keep(CONTENT)
    (files.folder / name).write_bytes(b"what was Brought")
    with pytest.raises(NotAsKept, match="changed"):
        files.read(name, DIGEST)
    files.delete(name)
    files.delete(name)
    with pytest.raises(NotAsKept, match="FileNotFoundError"):
        files.read(name, DIGEST)


def test_a_file_that_no_row_names_goes_after_a_day(files: KeptFiles) -> None:
    named, old, young = (files.keep(CONTENT) for _ in range(3))
    for name in (named, old):
        aged(files, name, timedelta(days=2))
    assert files.sweep({named}) == 1
    assert {path.name for path in files.folder.iterdir()} == {named, young}
    assert files.sweep({named}) == 0


def test_what_the_product_did_not_name_is_left_alone(files: KeptFiles) -> None:
    files.keep(CONTENT)
    (files.folder / "README").write_text("somebody else's")
    aged(files, "README", timedelta(days=9))
    assert files.sweep(set()) == 0
    assert (files.folder / "README").exists()


def test_a_folder_that_was_never_made_is_swept_too(files: KeptFiles) -> None:
    assert files.sweep(set()) == 0
