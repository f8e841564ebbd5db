"""`make run` and `make stop`, from the point where the packages are there."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.lib.servers import ROOT, var_dir

SECONDS = 120  # the first start makes a database and all tables


@dataclass
class Running:
    process: "subprocess.Popen[str]"
    folder: Path
    address: str


def command(module: str, folder: Path, **variables: str) -> "subprocess.Popen[str]":
    """Start one of the commands for a force of its own records, on embedded servers under `folder`."""
    unset = ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "PORT", "SITE_URL", "TEST_VAR_DIR")
    kept = {name: value for name, value in os.environ.items() if name not in unset}
    return subprocess.Popen(
        [sys.executable, "-m", module],
        cwd=ROOT,
        env={**kept, "VAR_DIR": str(folder), "DEMO": "0", "HTTPS": "0", **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with var_dir() as folder, command("wmp.run", folder) as process:
        said = []
        assert process.stdout
        for line in process.stdout:
            said.append(line)
            if line.startswith("The site is at "):
                yield Running(process, folder, line.split()[-1])
                break
        else:
            pytest.fail("".join(said))
        process.terminate()
        process.communicate(timeout=30)


def test_the_site_answers_at_the_address_it_names(running: Running) -> None:
    with urlopen(f"{running.address}/sign-in/", timeout=SECONDS) as answer:
        assert answer.status == 200
        assert b"Sign in" in answer.read()


def test_its_mails_lead_back_to_it(running: Running) -> None:
    """Its programs take the address from their environment."""
    with urlopen(f"{running.address}/sign-in/", timeout=SECONDS):
        pid = running.process.pid
        children = [Path("/proc") / child for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    (web,) = [child for child in children if b"gunicorn" in (child / "cmdline").read_bytes()]
    assert f"SITE_URL={running.address}".encode() in (web / "environ").read_bytes().split(b"\0")


def test_a_second_one_says_where_the_first_is(running: Running) -> None:
    words, _ = command("wmp.run", running.folder).communicate(timeout=30)
    assert words == (
        f"Already running at {running.address} (process {running.process.pid}). "
        "Stop it with Ctrl-C there, or with make stop.\n"
    )


def test_a_taken_port_is_named(running: Running) -> None:
    with var_dir() as folder, socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        second = command("wmp.run", folder, PORT=port)
        words, _ = second.communicate(timeout=SECONDS)
        assert f"Port {port} of 127.0.0.1 is in use by another program. Choose another: make run PORT=" in words
        assert second.returncode == 1


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"DATABASE_URL": "postgres://nobody@127.0.0.1:1/x"}, "DATABASE_URL names a database that cannot be used"),
        ({"REDIS_URL": "redis://127.0.0.1:1/0"}, "REDIS_URL names a broker that cannot be used"),
        ({"PORT": "http"}, "PORT is http, which is no port"),
    ],
)
def test_what_cannot_work_is_said_in_a_sentence(variables: dict[str, str], sentence: str) -> None:
    with var_dir() as folder:
        started = command("wmp.run", folder, **variables)
        words, _ = started.communicate(timeout=SECONDS)
        assert sentence in words
        assert "Traceback" not in words
        assert started.returncode == 1


def test_make_stop_ends_everything(running: Running) -> None:
    """Last in this file: it ends what the others used."""
    words, _ = command("wmp.stop", running.folder).communicate(timeout=60)
    assert words.splitlines() == ["Stopped web, worker and beat.", "Stopping Valkey ...", "Stopping PostgreSQL ..."]
    assert running.process.wait(timeout=5) == 0
    words, _ = command("wmp.stop", running.folder).communicate(timeout=30)
    assert words == f"Nothing of {running.folder} was running.\n"
