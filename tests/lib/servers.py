"""Folders and accounts for the tests that start embedded servers."""

import os
import pwd
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import redis

from wmp.lib import embedded

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def var_dir(below: str = "var", *, closed: bool = False) -> Iterator[Path]:
    """A VAR_DIR whose servers are gone afterwards; `closed` to other accounts, as root's home is, or open to them."""
    with tempfile.TemporaryDirectory() as parent:
        os.chmod(parent, 0o700 if closed else 0o711)
        folder = Path(parent, below)
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


def python(code: str, *arguments: object) -> "subprocess.Popen[str]":
    """Run Python code in a process of its own."""
    return _python(code, arguments)


def python_of_ordinary_user(code: str, folder: Path) -> "subprocess.Popen[str]":
    """Run Python code as somebody who is not root, with a `folder` of their own as its argument."""
    if os.geteuid() != 0:
        return _python(code, [folder])
    nobody = pwd.getpwnam("nobody")
    if _may_run(nobody.pw_uid):
        folder.mkdir()
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        return _python(code, [folder], user=nobody.pw_uid)
    # A checkout that nobody else can read: root, but seen as nobody.
    return _python(code, [folder], f"--map-user={nobody.pw_uid}", f"--map-group={nobody.pw_gid}")


def has_user_namespaces() -> bool:
    """Whether root may make itself somebody else without leaving its folders. Not so in most containers."""
    return subprocess.run(["unshare", "--map-user=65534", "true"], capture_output=True, check=False).returncode == 0


def _may_run(uid: int) -> bool:
    try:
        return subprocess.run([sys.executable, "-c", "import wmp"], cwd=ROOT, user=uid, check=False).returncode == 0
    except PermissionError:
        return False


def _python(code: str, arguments: Sequence[object], *unshare: str, user: int | None = None) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [*(["unshare", *unshare, "--"] if unshare else []), sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        user=user,
    )
