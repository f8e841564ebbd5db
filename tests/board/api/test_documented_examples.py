"""The examples of docs/api.md, run as they stand there against a live server."""

import os
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from shutil import which

import pytest
from pytest_django.live_server_helper import LiveServer

from people.roles import Role
from tests.base import DAY, Cast
from tests.board.api.asking import secret
from tests.board.papers.drafts import a_run
from tests.editions import content, issued, public_content
from wmp.board.api.addresses import api

DOCUMENT = (Path(__file__).resolve().parents[3] / "docs" / "api.md").read_text()
EXAMPLES: list[tuple[str, str]] = re.findall(r"```(sh|python)\n(.*?)```", DOCUMENT, re.S)
PROGRAMS = {"sh": ["sh", "-eu", "-c"], "python": [sys.executable, "-c"]}


@pytest.mark.django_db(transaction=True)
def test_every_example_runs_as_it_stands(live_server: LiveServer, tmp_path: Path) -> None:
    cast = Cast.assemble()
    a_run(DAY - timedelta(days=1))
    a_run()
    for said in (content(), public_content()):
        issued(cast, said)
    given = {"BOARD_API": f"{live_server.url}/api/v1", "BOARD_TOKEN": secret(cast.of(Role.BOARD_SECRETARY))}
    # A slim system has no curl; those examples are run where there is one.
    for language, code in [each for each in EXAMPLES if each[0] == "python" or which("curl")]:
        ran = subprocess.run(
            [*PROGRAMS[language], code],
            cwd=tmp_path,
            env=os.environ | given,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert ran.returncode == 0 and ran.stdout.strip(), (code, ran.stderr)
    assert "[c]" not in ran.stdout and "withheld" in ran.stdout


def test_every_piece_of_code_is_run() -> None:
    assert len(EXAMPLES) == DOCUMENT.count("```") // 2


def test_every_address_stands_in_the_document() -> None:
    for address in api.get_openapi_schema()["paths"]:
        in_words = address.replace("{id}", "ID").replace("{key}", "KEY").removesuffix(".csv")
        assert f"`{in_words}" in DOCUMENT, address
