"""Embedded servers: the first start, and every later one."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.lib.servers import (
    broker,
    has_user_namespaces,
    postmaster,
    python,
    python_of_ordinary_user,
    query,
    var_dir,
)
from wmp.lib import embedded

START = "import sys, pathlib; from wmp.lib import embedded; print(embedded.ensure_database(pathlib.Path(sys.argv[1])))"


@pytest.fixture(scope="module")
def running() -> Iterator[Path]:
    with var_dir() as folder:
        embedded.ensure_database(folder)
        embedded.ensure_broker(folder)
        yield folder


def test_the_first_start_makes_an_empty_database(running: Path) -> None:
    assert query(running, "SELECT current_database()") == "wmp"
    assert query(running, "SELECT count(*) FROM pg_stat_user_tables") == 0
    assert query(running, "SHOW server_encoding") == "UTF8"
    assert query(running, "SELECT upper('é')") == "É"


def test_the_broker_keeps_what_it_is_given(running: Path) -> None:
    assert broker(running).info("persistence")["aof_enabled"] == 1
    assert broker(running).config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}


def test_a_folder_that_other_accounts_cannot_enter() -> None:
    with var_dir(closed=True) as folder:
        if os.geteuid() == 0 and not has_user_namespaces():
            with pytest.raises(embedded.EmbeddedError, match="Move the checkout to a folder that other accounts may"):
                embedded.ensure_database(folder)
        else:
            embedded.ensure_database(folder, durable=False)
            assert query(folder, "SELECT 1") == 1


def test_addresses_start_nothing(tmp_path: Path) -> None:
    embedded.database_url(tmp_path)
    embedded.redis_url(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_second_call_finds_the_server(running: Path) -> None:
    before = postmaster(running)
    assert embedded.ensure_database(running) == embedded.database_url(running)
    assert postmaster(running) == before


def test_nothing_listens_on_the_network(running: Path) -> None:
    assert query(running, "SHOW listen_addresses") == ""
    assert broker(running).config_get("port") == {"port": "0"}


def test_only_the_owner_reaches_sockets_and_password(running: Path) -> None:
    assert stat.S_IMODE(os.stat(running / "sockets").st_mode) == 0o700
    assert stat.S_IMODE(os.stat(running / "postgres" / "pgpass").st_mode) == 0o600
    assert stat.S_IMODE(os.stat(running / "postgres" / "data").st_mode) == 0o700


def test_the_database_asks_for_its_password(running: Path) -> None:
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        query(running, "SELECT 1", password="guess")


def test_root_is_not_who_the_server_thinks_it_is(running: Path) -> None:
    assert query(running, "SELECT pg_read_file('/proc/self/status') ~ 'Uid:\\s+0\\s'") is False


def test_a_long_path_has_its_sockets_in_tmp() -> None:
    with var_dir("long " * 30) as folder:
        embedded.ensure_database(folder, durable=False)
        embedded.ensure_broker(folder)
        assert query(folder, "SHOW unix_socket_directories").startswith("/tmp/wmp-")
        assert broker(folder).ping()


def test_an_ordinary_user_starts_a_server() -> None:
    with var_dir() as folder:
        started = python_of_ordinary_user(START, folder)
        words, faults = started.communicate(timeout=60)
        assert (started.returncode, words.strip()) == (0, embedded.database_url(folder)), faults
        assert query(folder, "SELECT 1") == 1


def test_two_at_once_start_one_server() -> None:
    with var_dir() as folder:
        both = [python(START, folder) for _ in range(2)]
        assert [process.communicate(timeout=60)[0].strip() for process in both] == [embedded.database_url(folder)] * 2
        assert query(folder, "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'checkpointer'") == 1


def test_a_start_killed_half_way_leaves_nothing_in_the_way() -> None:
    with var_dir() as folder:
        killed = python(START, folder)
        while not list(folder.glob("postgres.unfinished-*/data/*")):
            assert killed.poll() is None
        killed.kill()
        killed.wait()
        embedded.ensure_database(folder, durable=False)
        assert query(folder, "SELECT 1") == 1
        assert list(folder.glob("postgres.unfinished-*")) == []


def test_the_secret_key_is_made_once(tmp_path: Path) -> None:
    made = embedded.secret_key(tmp_path / "var")
    assert embedded.secret_key(tmp_path / "var") == made
    assert len(made) > 50
    assert stat.S_IMODE(os.stat(tmp_path / "var" / "secret_key").st_mode) == 0o600
