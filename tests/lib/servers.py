"""Folders and accounts for the tests that start embedded servers."""

import os
import pwd
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import redis

from wmp.lib import embedded

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def ended(folder: Path) -> Iterator[Path]:
    """Whatever a test starts in `folder` is gone afterwards."""
    try:
        yield folder
    finally:
        embedded.stop(folder)


def query(folder: Path, sql: str, **options: Any) -> Any:
    """The first value of one query to the folder's database."""
    with psycopg.connect(embedded.database_url(folder), autocommit=True, **options) as connection:
        cursor = connection.execute(sql.encode())
        row = cursor.fetchone() if cursor.description else None
        return row[0] if row else None


def broker(folder: Path) -> redis.Redis:
    """A client of the folder's broker."""
    return redis.Redis.from_url(embedded.redis_url(folder))


def pid_file(folder: Path) -> Path:
    return folder / "postgres" / "data" / "postmaster.pid"


def socket_lock(folder: Path) -> Path:
    return folder / "sockets" / ".s.PGSQL.5432.lock"


def postmaster(folder: Path) -> int:
    """The process number of the folder's PostgreSQL."""
    return int(pid_file(folder).read_text().splitlines()[0])


def python(code: str, *arguments: object, unprivileged: bool = False) -> "subprocess.Popen[str]":
    """Run Python code in a process of its own; if wanted and we are root, as one who is not."""
    return subprocess.Popen(
        [*(_nobody() if unprivileged else []), sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _nobody() -> list[str]:
    """Words before a command that make it an ordinary user's, wherever the files of this checkout lie."""
    if os.geteuid() != 0:
        return []
    nobody = pwd.getpwnam("nobody")
    return ["unshare", f"--map-user={nobody.pw_uid}", f"--map-group={nobody.pw_gid}", "--"]
