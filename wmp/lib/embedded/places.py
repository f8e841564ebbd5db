"""Where the embedded servers keep their files, and the lock that lets one process at a time start or stop them."""

import base64
import fcntl
import hashlib
import os
import re
import secrets
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

# A socket's path has room for 107 bytes in Linux (sun_path); this is the longest name we put in the folder.
LONGEST_SOCKET_PATH = 107
DATABASE_SOCKET = ".s.PGSQL.5432"
BROKER_SOCKET = "valkey.sock"


class EmbeddedError(RuntimeError):
    """An embedded server cannot be had; the message is a sentence for the person at the keyboard."""


def var_dir() -> Path:
    """The folder of run-time files: VAR_DIR, or `var` beside manage.py."""
    beside_manage = Path(__file__).resolve().parents[3]
    return Path(beside_manage, os.environ.get("VAR_DIR") or "var").resolve()


def is_plain(path: Path) -> bool:
    """True for a path that needs no quoting in a server's setting or a URL."""
    return re.fullmatch(r"[\w./+-]+", str(path), re.ASCII) is not None


class Places:
    """The files of one VAR_DIR."""

    def __init__(self, folder: Path) -> None:
        self.var_dir = Path(folder).resolve()
        # Recognises this folder's servers among all processes of the machine.
        self.mark = hashlib.sha256(os.fsencode(self.var_dir)).hexdigest()[:16]
        self.postgres = self.var_dir / "postgres"
        self.data = self.postgres / "data"
        self.password_file = self.postgres / "pgpass"
        self.valkey = self.var_dir / "valkey"

    @property
    def sockets(self) -> Path:
        """The folder of the sockets: in VAR_DIR, or in /tmp where that path is too long or needs quoting."""
        inside = self.var_dir / "sockets"
        if is_plain(inside) and len(os.fsencode(inside / DATABASE_SOCKET)) <= LONGEST_SOCKET_PATH:
            return inside
        return Path("/tmp") / f"wmp-{self.mark}"

    @property
    def database_socket(self) -> Path:
        return self.sockets / DATABASE_SOCKET

    @property
    def broker_socket(self) -> Path:
        return self.sockets / BROKER_SOCKET

    def make_var_dir(self) -> None:
        """Make VAR_DIR. Root's may be passed through, since the servers run as somebody else; not listed or read."""
        if not self.var_dir.is_dir():
            make_folder(self.var_dir, 0o711 if os.geteuid() == 0 else 0o700)

    def make_sockets(self, uid: int, gid: int) -> None:
        """Make the folder of the sockets, or check that the one found is what we would have made.

        /tmp is everybody's: a folder of this name put there by another account would be a trap.
        """
        try:
            self.sockets.mkdir(mode=0o700)
        except FileExistsError:
            found = self.sockets.lstat()
            if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {uid, os.geteuid()}:
                raise EmbeddedError(f"{self.sockets} belongs to another account. Remove it and start again.") from None
        os.chmod(self.sockets, 0o700)
        if os.geteuid() == 0:
            os.chown(self.sockets, uid, gid)

    @contextmanager
    def lock(self, say: Callable[[str], None]) -> Iterator[None]:
        """Hold VAR_DIR's lock. The kernel drops it when the holder dies, however it dies."""
        self.make_var_dir()
        with open_lock(self.var_dir / "servers.lock") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say(f"Another command is starting or stopping the servers of {self.var_dir}; waiting for it.")
                fcntl.flock(lock, fcntl.LOCK_EX)
            yield


@contextmanager
def open_lock(path: Path) -> Iterator[int]:
    """A file descriptor to lock; the file stays, since removing a lock file lets two holders in."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except PermissionError:
        raise EmbeddedError(
            f"{path.parent} belongs to another account. Run this as that account, or set VAR_DIR to a folder of yours."
        ) from None
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def make_folder(path: Path, mode: int) -> None:
    """Make a folder and its parents, or say in a sentence why not."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        os.chmod(path, mode)
    except OSError as error:
        raise EmbeddedError(f"Cannot make {path}: {error.strerror}. Set VAR_DIR to a folder you may write.") from error


def write_private(path: Path, text: str) -> None:
    """Write a file only its owner can read; whole or not at all."""
    descriptor, name = tempfile.mkstemp(dir=path.parent)  # made with mode 0600
    try:
        with open(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        os.rename(name, path)
    except BaseException:
        os.unlink(name)
        raise


def secret_key(folder: Path) -> str:
    """The installation's SECRET_KEY where none is set: random, made at first use, kept in VAR_DIR."""
    return _kept(folder, "secret_key", lambda: secrets.token_urlsafe(50))


def encryption_key(folder: Path) -> str:
    """The installation's first of ENCRYPTION_KEYS where none is set, as `secret_key`: 32 random bytes for Fernet."""
    return _kept(folder, "encryption_key", lambda: base64.urlsafe_b64encode(secrets.token_bytes(32)).decode())


def _kept(folder: Path, name: str, make: Callable[[], str]) -> str:
    """The secret of that name in the folder, made where there is none yet."""
    places = Places(folder)
    path = places.var_dir / name
    if not path.exists():
        places.make_var_dir()
        with open_lock(places.var_dir / f"{name}.lock") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not path.exists():
                write_private(path, make())
    return path.read_text(encoding="utf-8")


def redis_socket_url(places: Places) -> str:
    """The broker's address, as redis-py and Django's cache take it."""
    return f"unix://{places.broker_socket}"


def celery_url(redis_url: str) -> str:
    """The same address as Celery takes it, which has words of its own for a socket file."""
    if not redis_url.startswith("unix://"):
        return redis_url
    parts = urlsplit(redis_url)
    database = parse_qs(parts.query).get("db", ["0"])[0]
    return f"redis+socket://{parts.path}?virtual_host={database}"
