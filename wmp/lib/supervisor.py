"""Several programs under one parent: started together, restarted when one dies, stopped together.

A program never outlives its parent, even one that was killed, and one parent at a time may hold a folder.
"""

import ctypes
import fcntl
import os
import select
import signal
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import IO

from wmp.lib.logs import put_aside_if_long

PR_SET_PDEATHSIG = 1
TICK = 5.0  # seconds between two looks at what no signal tells of
LONGEST_WAIT = 30.0  # seconds between two restarts of a program that keeps dying
STEADY = 60.0  # a program that ran this long has earned a quick restart
_libc = ctypes.CDLL(None, use_errno=True)


class AlreadyRunning(RuntimeError):
    """Another parent holds the folder."""

    def __init__(self, pid: int, address: str) -> None:
        self.pid, self.address = pid, address
        where = f" at {address}" if address else ", and still starting"
        super().__init__(f"Already running{where} (process {pid}). Stop it with Ctrl-C there, or with make stop.")


@dataclass(frozen=True)
class Program:
    """One program to keep running."""

    name: str
    command: Sequence[str]
    # Asks it to stop once its work in hand is done; sent when we stop.
    stop: signal.Signals = signal.SIGTERM
    # Asks it to stop at once; sent when that took too long.
    hurry: signal.Signals = signal.SIGTERM
    files: tuple[int, ...] = ()  # descriptors it inherits


@dataclass
class _Child:
    program: Program
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    due: float = 0.0
    wait: float = 0.5


class Presence:
    """The mark of a running parent in a folder: a lock the kernel drops with its holder, and the address in it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "run.lock"

    @contextmanager
    def hold(self) -> Iterator["Presence"]:
        """Hold the folder, or raise AlreadyRunning."""
        self.descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            if not self._lock():
                raise AlreadyRunning(*self._read())
            self.tell("")
            yield self
        finally:
            os.close(self.descriptor)

    def tell(self, address: str) -> None:
        """Write down where we answer."""
        os.ftruncate(self.descriptor, 0)
        os.pwrite(self.descriptor, f"{os.getpid()} {address}".encode(), 0)

    def stop_other(self, seconds: float) -> bool | None:
        """Stop the parent that holds the folder; None if there is none, False if it does not end in time."""
        if not self.path.exists():
            return None
        self.descriptor = os.open(self.path, os.O_RDWR | os.O_CLOEXEC)
        try:
            if self._lock():
                return None
            with suppress(ProcessLookupError):
                os.kill(self._read()[0], signal.SIGTERM)
            deadline = time.monotonic() + seconds
            while not self._lock():
                if time.monotonic() > deadline:
                    return False
                time.sleep(0.05)
            return True
        finally:
            os.close(self.descriptor)

    def _lock(self) -> bool:
        try:
            fcntl.flock(self.descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _read(self) -> tuple[int, str]:
        pid, _, address = os.pread(self.descriptor, 1000, 0).decode().partition(" ")
        return int(pid or 0), address


class Supervisor:
    """Runs programs until a signal asks it to stop. Their output goes to a log file each."""

    def __init__(
        self,
        programs: Iterable[Program],
        logs: Path,
        *,
        say: Callable[[str], None] = print,
        look_after: Callable[[], None] = lambda: None,
        patience: float = 6.0,
    ) -> None:
        """`look_after` is called every few seconds; `patience` is how long the programs may take to stop."""
        self.children = [_Child(program) for program in programs]
        self.logs, self.say, self.look_after, self.patience = logs, say, look_after, patience

    def run(self) -> None:
        """Start everything and keep it running until SIGINT, SIGTERM or SIGHUP."""
        self.logs.mkdir(parents=True, exist_ok=True)
        with _signals() as wait_for_signal:
            try:
                self._keep_running(wait_for_signal)
                self.say("Stopping ...")
            finally:
                self._stop(wait_for_signal)

    def _keep_running(self, wait_for_signal: Callable[[float], set[int]]) -> None:
        looked = time.monotonic()
        while True:
            now = time.monotonic()
            for child in self.children:
                self._tend(child, now)
            if now - looked >= TICK:
                self.look_after()
                looked = time.monotonic()
            waits = [child.due - now for child in self.children if child.process is None]
            if wait_for_signal(max(0.0, min([TICK, *waits]))) - {signal.SIGCHLD}:
                return

    def _tend(self, child: _Child, now: float) -> None:
        """Note a death, start what is due."""
        if child.process and child.process.poll() is not None:
            if now - child.started > STEADY:
                child.wait = 0.5
            child.wait = min(child.wait * 2, LONGEST_WAIT)
            child.due = now + child.wait
            self.say(
                f"{child.program.name} ended ({_ending(child.process.returncode)}); starting it again in "
                f"{child.wait:.0f} s. Its log is {self._log(child)}."
            )
            _kill_group(child.process.pid)
            child.process = None
        if child.process is None and child.due <= now:
            child.process = self._start(child.program, self._log(child))
            child.started = now

    def _log(self, child: _Child) -> Path:
        return self.logs / f"{child.program.name}.log"

    def _start(self, program: Program, log: Path) -> subprocess.Popen[bytes]:
        put_aside_if_long(log)
        with open(log, "ab") as output:
            return spawn(program.command, stdout=output, files=program.files)

    def _stop(self, wait_for_signal: Callable[[float], set[int]]) -> None:
        """Ask, insist, kill. A second Ctrl-C skips to insisting."""
        steps = [("stop", self.patience), ("hurry", 2.0), ("kill", 4.0)]
        for step, seconds in steps:
            living = [child for child in self.children if child.process and child.process.poll() is None]
            for child in living:
                _send(child, step)
            deadline = time.monotonic() + seconds
            while any(child.process and child.process.poll() is None for child in living):
                left = deadline - time.monotonic()
                if left <= 0 or wait_for_signal(left) - {signal.SIGCHLD}:
                    break
        for child in self.children:
            if child.process:
                _kill_group(child.process.pid)


def spawn(
    command: Sequence[str], *, stdout: IO[bytes] | None = None, files: tuple[int, ...] = ()
) -> subprocess.Popen[bytes]:
    """Start a program in a group of its own. When we die the kernel kills it: nobody is left to ask it twice."""
    parent = os.getpid()

    def tie_to_parent() -> None:
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:  # we died before the tie held
            os._exit(1)

    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.STDOUT if stdout else None,
        start_new_session=True,
        preexec_fn=tie_to_parent,
        pass_fds=files,
    )


def _send(child: _Child, step: str) -> None:
    if not child.process:
        return
    if step == "kill":
        _kill_group(child.process.pid)
    else:
        child.process.send_signal(child.program.stop if step == "stop" else child.program.hurry)


def _kill_group(pid: int) -> None:
    """End what a dead program left of its group: its own children know nothing of us."""
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)


def _ending(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"


@contextmanager
def _signals() -> Iterator[Callable[[float], set[int]]]:
    """Turn signals into something to wait for: a function of seconds that returns the numbers that came."""
    numbers = (signal.SIGCHLD, signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    reader, writer = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)

    def noted(number: int, frame: FrameType | None) -> None:
        """The number arrives through the pipe; a handler must exist for that."""

    before = {number: signal.signal(number, noted) for number in numbers}
    woken = signal.set_wakeup_fd(writer, warn_on_full_buffer=False)

    def wait(seconds: float) -> set[int]:
        ready, _, _ = select.select([reader], [], [], seconds)
        return set(os.read(reader, 4096)) if ready else set()

    try:
        yield wait
    finally:
        signal.set_wakeup_fd(woken)
        for number, handler in before.items():
            signal.signal(number, handler)
        os.close(reader)
        os.close(writer)
