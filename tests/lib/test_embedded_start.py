"""Embedded servers: the first start, and every later one."""

import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from tests.lib.servers import broker, ended, postmaster, python, query
from wmp.lib import embedded

START = "import sys, pathlib; from wmp.lib import embedded; print(embedded.ensure_database(pathlib.Path(sys.argv[1])))"


@pytest.fixture(params=["open", "closed"])
def folder(request: pytest.FixtureRequest) -> Iterator[Path]:
    """A folder that other accounts may pass through, and one, like root's home, that they may not."""
    with tempfile.TemporaryDirectory() as parent:
        os.chmod(parent, 0o711 if request.param == "open" else 0o700)
        with ended(Path(parent, "var")) as var_dir:
            yield var_dir


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with ended(tmp_path_factory.mktemp("running")) as var_dir:
        embedded.ensure_database(var_dir, durable=False)
        embedded.ensure_broker(var_dir)
        yield var_dir


def test_the_first_start_makes_an_empty_database(folder: Path) -> None:
    embedded.ensure_database(folder)
    assert query(folder, "SELECT current_database()") == "wmp"
    assert query(folder, "SELECT count(*) FROM pg_stat_user_tables") == 0
    assert query(folder, "SELECT upper('é')") == "É"
    assert query(folder, "SHOW server_encoding") == "UTF8"


def test_the_broker_keeps_what_it_is_given(folder: Path) -> None:
    embedded.ensure_broker(folder)
    broker(folder).set("job", 1)
    assert broker(folder).info("persistence")["aof_enabled"] == 1


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


def test_a_long_path_has_its_sockets_in_tmp(tmp_path: Path) -> None:
    with ended(tmp_path / ("long " * 30) / "var") as folder:
        embedded.ensure_database(folder, durable=False)
        embedded.ensure_broker(folder)
        assert query(folder, "SHOW unix_socket_directories").startswith("/tmp/wmp-")
        assert isinstance(broker(folder), redis.Redis) and broker(folder).ping()


def test_an_ordinary_user_starts_a_server(tmp_path: Path) -> None:
    with ended(tmp_path / "var") as folder:
        started = python(START, folder, unprivileged=True)
        words, faults = started.communicate(timeout=60)
        assert (started.returncode, words.strip()) == (0, embedded.database_url(folder)), faults
        assert query(folder, "SELECT 1") == 1


def test_two_at_once_start_one_server(tmp_path: Path) -> None:
    with ended(tmp_path / "var") as folder:
        both = [python(START, folder) for _ in range(2)]
        assert [process.communicate(timeout=60)[0].strip() for process in both] == [embedded.database_url(folder)] * 2
        assert query(folder, "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'checkpointer'") == 1


def test_a_start_killed_half_way_leaves_nothing_in_the_way(tmp_path: Path) -> None:
    with ended(tmp_path / "var") as folder:
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
