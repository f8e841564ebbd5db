"""Starting, finding and awaiting server processes. Linux: everything about processes is read from /proc."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from wmp.lib.embedded.places import EmbeddedError
from wmp.lib.logs import put_aside_if_long

Command = Sequence[str | Path]
SERVERS = {"postgres", "initdb", "valkey-server", "redis-server"}  # the names of processes we may end
PAUSE = 0.03  # seconds between two looks at a server that starts or stops

# Servers this process started. Kept so that one which died is reaped: a zombie still owns its process number.
_started: list[subprocess.Popen[bytes]] = []


@dataclass(frozen=True)
class Account:
    """Who a server runs as.

    PostgreSQL refuses to run as root. Root therefore starts it as an unprivileged account, or, where that account
    cannot reach the folder (a checkout under /root), inside a user namespace in which root is nobody.
    """

    uid: int
    gid: int
    prefix: tuple[str, ...] = ()

    @property
    def drops(self) -> bool:
        """True when the server's account is not ours."""
        return self.uid != os.geteuid()

    def popen(self, command: Command, *, log: int, stdin: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
        """Start `command` as this account, away from our terminal and our folder."""
        return subprocess.Popen(
            [*self.prefix, *map(str, command)],
            stdin=stdin,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd="/",
            env=_environment(),
            start_new_session=True,
            user=self.uid if self.drops else None,
            group=self.gid if self.drops else None,
            extra_groups=[] if self.drops else None,
        )

    def own(self, path: Path) -> None:
        """Give `path` to this account."""
        if self.drops:
            os.chown(path, self.uid, self.gid)


def _environment() -> dict[str, str]:
    """A server's environment: nothing of ours leaks in, PG* variables least of all."""
    kept = {name: value for name in ("PATH", "TZ") if (value := os.environ.get(name))}
    return {"PATH": "/usr/bin:/bin", **kept, "LC_ALL": "C"}


def account_for(folder: Path, program: Path, *, refuses_root: bool) -> Account:
    """Who runs the server whose files are in `folder`: their owner, or whoever fits if there are none yet."""
    me = os.geteuid()
    owner = folder.stat() if folder.exists() else None
    if me != 0:
        if owner and owner.st_uid != me:
            raise EmbeddedError(
                f"{folder} belongs to {_name(owner.st_uid)}. Run this as {_name(owner.st_uid)}, or set VAR_DIR to a "
                "folder of your own."
            )
        return Account(me, os.getegid())
    if owner and owner.st_uid != 0:
        return Account(owner.st_uid, owner.st_gid)
    nobody = pwd.getpwnam("nobody")
    if not owner:
        account = Account(nobody.pw_uid, nobody.pw_gid)
        if _can_reach(account, folder.parent) and _can_run(account, program):
            return account
    return _inside_namespace(nobody, folder, program) if refuses_root else Account(0, 0)


def _inside_namespace(nobody: pwd.struct_passwd, folder: Path, program: Path) -> Account:
    if unshare := shutil.which("unshare"):
        prefix = (unshare, f"--map-user={nobody.pw_uid}", f"--map-group={nobody.pw_gid}", "--")
        account = Account(0, 0, prefix)
        if _can_run(account, program):
            return account
    raise EmbeddedError(
        f"PostgreSQL does not run as root, and the account nobody cannot reach {folder} or {program}. "
        "Move the checkout to a folder that other accounts may enter, such as /srv, or run this as an ordinary user."
    )


def _can_run(account: Account, program: Path) -> bool:
    try:
        return account.popen([program, "--version"], log=subprocess.DEVNULL).wait() == 0
    except OSError:
        return False


def _can_reach(account: Account, folder: Path) -> bool:
    while not folder.exists():
        folder = folder.parent
    return account.popen(["/bin/sh", "-c", 'test -x "$0"', folder], log=subprocess.DEVNULL).wait() == 0


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"account {uid}"


def start(account: Account, command: Command, log: Path) -> subprocess.Popen[bytes]:
    """Start a server. Its output goes to a file: a pipe to us would stop it, or us, when one of us ends."""
    reap()
    put_aside_if_long(log)
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        process = account.popen(command, log=descriptor)
    finally:
        os.close(descriptor)
    _started.append(process)
    return process


def reap() -> None:
    """Take note of our servers that have died."""
    _started[:] = [process for process in _started if process.poll() is None]


def marked(mark: str) -> list[int]:
    """The living servers and their helpers whose command line holds `mark`. Zombies have none and are left out.

    The command line is the one thing about another account's process that even a confined root may read.
    """
    wanted = os.fsencode(mark)
    found = []
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            try:
                words = Path(entry.path, "cmdline").read_bytes()
                name = Path(entry.path, "comm").read_text(errors="replace").strip() if wanted in words else ""
            except (FileNotFoundError, ProcessLookupError, PermissionError):
                continue
            if name in SERVERS:
                found.append(int(entry.name))
    return found


def ask(path: Path, question: bytes = b"") -> bytes | None:
    """What the server listening on the socket at `path` answers; None if none listens. No question, no answer."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        client.settimeout(5)
        try:
            client.connect(str(path))
            client.sendall(question)
            return client.recv(1024) if question else b""
        except OSError:  # no file, a file left by a dead server, a folder we may not enter, a server that just died
            return None


def until(condition: Callable[[], bool], seconds: float) -> bool:
    """Look until `condition` holds; False if it does not within `seconds`."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(PAUSE)
    return True


def end(
    mark: str, steps: Sequence[tuple[signal.Signals, float]], leader: Callable[[], list[int]] | None = None
) -> bool:
    """Send each signal in turn until nothing with `mark` lives, giving each its seconds.

    A server that sees to its helpers is their `leader`: while it lives, it alone is sent the signal. Whatever comes to
    life meanwhile, begun by one that was about to end, is sent it too; nobody is sent the same one twice.
    """
    for number, seconds in steps:
        told: set[int] = set()
        if until(partial(_told_and_gone, mark, number, leader, told), seconds):
            return True
    return False


def _told_and_gone(mark: str, number: signal.Signals, leader: Callable[[], list[int]] | None, told: set[int]) -> bool:
    for pid in set((leader and leader()) or marked(mark)) - told:
        told.add(pid)
        with suppress(ProcessLookupError):
            os.kill(pid, number)
    reap()
    return not marked(mark)


def tail(log: Path, lines: int = 5) -> str:
    """The last words of a server that did not start."""
    if not log.exists():
        return ""
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
