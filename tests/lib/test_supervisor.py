"""Programs under one parent: restarted, stopped together, never left behind."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.lib.servers import ROOT
from wmp.lib.embedded.processes import until
from wmp.lib.supervisor import AlreadyRunning, Presence

# One patient program, one that ignores the polite signal, and a child of its own that knows nothing of us.
PARENT = """
import signal, sys
from pathlib import Path
from wmp.lib.embedded.processes import until
from wmp.lib.supervisor import Presence, Program, Supervisor
python, folder = sys.executable, Path(sys.argv[1])
stubborn = "import signal, subprocess; signal.signal(signal.SIGTERM, signal.SIG_IGN); " \\
    "child = subprocess.Popen(['sleep', '300']); print(child.pid, flush=True); signal.pause()"
programs = [
    Program("patient", [python, "-c", "import os, signal; print(os.getpid(), flush=True); signal.pause()"]),
    Program("stubborn", [python, "-c", stubborn], hurry=signal.SIGQUIT),
]
with Presence(folder).hold() as presence:
    presence.tell("http://here")
    Supervisor(programs, folder, patience=1.0, say=lambda line: print(line, flush=True)).run()
"""


@pytest.fixture
def parent(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    process = subprocess.Popen([sys.executable, "-c", PARENT, tmp_path], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    yield process
    process.terminate()
    process.wait(timeout=20)


def child(folder: Path, name: str, start: int = 1) -> int:
    """The process number that the program's nth start wrote down."""
    log = folder / f"{name}.log"
    assert until(lambda: log.exists() and len(log.read_text().splitlines()) >= start, seconds=15)
    return int(log.read_text().splitlines()[start - 1])


def lives(pid: int) -> bool:
    try:
        return " Z " not in Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_a_program_that_dies_is_started_again(parent: "subprocess.Popen[str]", tmp_path: Path) -> None:
    os.kill(child(tmp_path, "patient"), signal.SIGKILL)
    assert lives(child(tmp_path, "patient", start=2))
    assert parent.stdout and "patient ended (signal 9)" in parent.stdout.readline()


def test_all_stop_within_seconds_even_those_that_will_not(parent: "subprocess.Popen[str]", tmp_path: Path) -> None:
    family = [child(tmp_path, "patient"), child(tmp_path, "stubborn")]
    parent.terminate()
    assert parent.wait(timeout=10) == 0
    assert not any(lives(pid) for pid in family)


def test_a_killed_parent_takes_its_programs_along(parent: "subprocess.Popen[str]", tmp_path: Path) -> None:
    patient, stubborn = child(tmp_path, "patient"), child(tmp_path, "stubborn")
    above = int(Path(f"/proc/{stubborn}/stat").read_text().split()[3])
    parent.kill()
    assert until(lambda: not lives(patient) and not lives(above), seconds=10)
    with suppress(ProcessLookupError):
        os.kill(stubborn, signal.SIGKILL)


def test_a_second_parent_is_told_where_the_first_is(parent: "subprocess.Popen[str]", tmp_path: Path) -> None:
    child(tmp_path, "patient")
    sentence = f"Already running at http://here .process {parent.pid}."
    with pytest.raises(AlreadyRunning, match=sentence), Presence(tmp_path).hold():
        pass


def test_another_process_may_stop_it(parent: "subprocess.Popen[str]", tmp_path: Path) -> None:
    child(tmp_path, "patient")
    assert Presence(tmp_path).stop_other(seconds=10) is True
    assert Presence(tmp_path).stop_other(seconds=10) is None
