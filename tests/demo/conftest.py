from pathlib import Path

import pytest

from tests.demo.recount import Files
from wmp.demo.files import Records, files, make, write


@pytest.fixture(scope="session")
def records() -> Records:
    return make()


@pytest.fixture(scope="session")
def made(records: Records, tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The demo force's files, written once for all these tests."""
    folder: Path = tmp_path_factory.mktemp("force")
    for file in files(records):
        write(file, folder)
    return Files(folder)
