"""Embedded servers: what a crash leaves behind does not stop the next start, and no record is lost."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.lib.servers import broker, pid_file, postmaster, query, socket_lock, var_dir
from wmp.lib import embedded
from wmp.lib.embedded import processes


@pytest.fixture(scope="module")
def server() -> Iterator[Path]:
    with var_dir() as folder:
        embedded.ensure_database(folder)
        query(folder, "CREATE TABLE kept (number int)")
        query(folder, "INSERT INTO kept VALUES (7)")
        yield folder


@pytest.fixture
def folder(server: Path) -> Path:
    embedded.ensure_database(server)
    return server


def starts_again(folder: Path) -> bool:
    """True if the record is there soon after; a server that was just killed may answer for one moment more."""
    return processes.until(lambda: _kept(folder) == 7, seconds=30)


def _kept(folder: Path) -> object:
    embedded.ensure_database(folder)
    try:
        return query(folder, "SELECT number FROM kept")
    except psycopg.OperationalError:
        return None


def test_killed_server(folder: Path) -> None:
    os.kill(postmaster(folder), signal.SIGKILL)
    assert starts_again(folder)


def test_killed_helper(folder: Path) -> None:
    os.kill(query(folder, "SELECT pid FROM pg_stat_activity WHERE backend_type = 'walwriter'"), signal.SIGKILL)
    assert starts_again(folder)


def test_pid_file_of_a_dead_process(folder: Path) -> None:
    ended_process = subprocess.Popen(["true"])
    ended_process.wait()
    leave_pid_file(folder, ended_process.pid)
    assert starts_again(folder)


def test_pid_file_with_a_number_that_another_program_has_now(folder: Path) -> None:
    other = subprocess.Popen(["sleep", "60"])
    leave_pid_file(folder, other.pid)
    assert starts_again(folder)
    assert other.poll() is None
    other.kill()
    other.wait()


def test_pid_file_with_a_zombies_number(folder: Path) -> None:
    zombie = subprocess.Popen(["true"])
    os.waitid(os.P_PID, zombie.pid, os.WEXITED | os.WNOWAIT)
    leave_pid_file(folder, zombie.pid)
    assert starts_again(folder)
    zombie.wait()


def test_empty_pid_file(folder: Path) -> None:
    embedded.stop(folder)
    pid_file(folder).touch()
    socket_lock(folder).touch()
    assert starts_again(folder)


def leave_pid_file(folder: Path, pid: int) -> None:
    """Stop the server and put its pid file and its socket's back, as a crash would leave them, with this number."""
    files = {path: path.read_text().splitlines() for path in (pid_file(folder), socket_lock(folder))}
    embedded.stop(folder)
    for path, lines in files.items():
        path.write_text("\n".join([str(pid), *lines[1:]]) + "\n")


def test_stop_keeps_the_records(folder: Path) -> None:
    assert embedded.stop(folder)
    assert not embedded.stop(folder)
    assert starts_again(folder)


def test_a_folder_removed_under_its_servers_is_a_new_beginning() -> None:
    with var_dir() as folder:
        for _ in range(2):
            embedded.ensure_database(folder)
            embedded.ensure_broker(folder)
            assert query(folder, "CREATE TABLE made_once ()") is None
            assert broker(folder).incr("counted") == 1
            shutil.rmtree(folder, ignore_errors=True)
        assert embedded.stop(folder)
        assert not embedded.stop(folder)


def test_a_killed_broker_has_its_jobs_when_it_is_back() -> None:
    with var_dir() as folder:
        embedded.ensure_broker(folder)
        broker(folder).rpush("jobs", "one")
        broker(folder).execute_command("WAITAOF", 1, 0, 5000)
        os.kill(broker(folder).info("server")["process_id"], signal.SIGKILL)
        assert processes.until(lambda: processes.ask(folder / "sockets" / "valkey.sock") is None, seconds=10)
        embedded.ensure_broker(folder)
        assert broker(folder).lrange("jobs", 0, -1) == [b"one"]


def test_a_broker_whose_socket_was_removed_is_started_anew() -> None:
    with var_dir() as folder:
        embedded.ensure_broker(folder)
        broker(folder).set("kept", 1)
        (folder / "sockets" / "valkey.sock").unlink()
        embedded.ensure_broker(folder)
        assert broker(folder).get("kept") == b"1"


def test_a_folder_of_a_newer_version_is_refused_with_the_mend(folder: Path) -> None:
    embedded.stop(folder)
    version = folder / "postgres" / "data" / "PG_VERSION"
    made_by = version.read_text()
    version.write_text("99\n")
    with pytest.raises(embedded.EmbeddedError, match="was made by PostgreSQL 99"):
        embedded.ensure_database(folder)
    version.write_text(made_by)
    assert starts_again(folder)
