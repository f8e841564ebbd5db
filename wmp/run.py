"""`make run`, once the packages are there: database, broker, demo force, figures, then web, worker and beat.

Run as `python -m wmp.run`. It stays the parent of the three and ends them with itself.
"""

import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from wmp.lib import embedded
from wmp.lib.supervisor import AlreadyRunning, Presence, Program, Supervisor, spawn

FIRST_PORT, LAST_PORT = 8000, 8020
# A run that was just killed leaves its port for a moment.
PORT_SECONDS = 5.0
OR_UNSET = "\nMend the address or start that server; unset the variable to have an embedded one."


class CannotRun(RuntimeError):
    """A sentence for the person at the keyboard."""


def say(line: str) -> None:
    """Progress, at once even into a pipe."""
    print(line, flush=True)


def main() -> int:
    """Run until asked to stop; 0 then, 1 where it could not start."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wmp.settings")
    # The command is for trying the product out; a force's own installation says DEMO=0 (docs/operations.md).
    os.environ.setdefault("DEMO", "1")
    folder = embedded.var_dir()
    try:
        embedded.ensure_folder(folder)
        with Presence(folder).hold() as presence:
            check_variables()
            with listen() as site:
                presence.tell(address(site))
                # Mails lead back to where the site is, unless somebody says by which name the world knows it.
                os.environ.setdefault("SITE_URL", address(site))
                prepare(folder)
                serve(folder, site)
    except (AlreadyRunning, CannotRun, embedded.EmbeddedError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted. make run goes on from here next time.", file=sys.stderr)
        return 130
    return 0


def prepare(folder: Path) -> None:
    """Bring database, demo force, figures and static files up to date. Each step is harmless to repeat."""
    for start in own_servers():
        start(folder, say=say)
    step("Bringing the database's tables up to date ...", "migrate", "--verbosity=0")
    step("Gathering static files ...", "collectstatic", "--noinput", "--verbosity=0")
    if is_demo():
        step("Looking for the demo force ...", "make_demo_force", "--if-empty")
        step("Looking for its figures ...", "compute_figures", "--if-none")
        step("Its people you can sign in as:", "demo_accounts")
        step("Looking for its board papers ...", "make_demo_papers", "--if-none")


def is_demo() -> bool:
    """Whether this is to be a synthetic force with known passwords."""
    return os.environ["DEMO"].lower() in {"1", "true", "yes", "on"}


def step(words: str, *arguments: str) -> None:
    """One manage.py command, whose own output is shown."""
    say(words)
    process = spawn([sys.executable, "manage.py", *arguments])
    try:
        code = process.wait()
    except KeyboardInterrupt:
        process.terminate()
        process.wait()
        raise
    if code != 0:
        own = " If the records are your own and no demo: make run DEMO=0." if "demo_accounts" in arguments else ""
        raise CannotRun(f"manage.py {arguments[0]} failed: see above. Mend that, then repeat make run.{own}")


def own_servers() -> list[Callable[..., str]]:
    """What starts the embedded servers that are needed: those for which no address of another is set."""
    starts = {"DATABASE_URL": embedded.ensure_database, "REDIS_URL": embedded.ensure_broker}
    return [start for variable, start in starts.items() if not os.environ.get(variable)]


def check_variables() -> None:
    """See that what is set can be used, and the servers named answer. Raises CannotRun."""
    port = os.environ.get("PORT", "")
    if port and not (port.isdecimal() and int(port) < 65536):
        raise CannotRun(f"PORT is {port}, which is no port. Choose one: make run PORT=8001")
    if database := os.environ.get("DATABASE_URL"):
        try:
            psycopg.connect(database, connect_timeout=10).close()
        except psycopg.Error as error:
            raise CannotRun(f"DATABASE_URL names a database that cannot be used: {error}{OR_UNSET}") from error
    if broker := os.environ.get("REDIS_URL"):
        try:
            redis.Redis.from_url(broker, socket_connect_timeout=10, retry=Retry(NoBackoff(), 0)).ping()
        except (redis.RedisError, ValueError) as error:
            raise CannotRun(f"REDIS_URL names a broker that cannot be used: {error}{OR_UNSET}") from error


def address(site: socket.socket) -> str:
    """Where the site is, for people and browsers."""
    return "http://{}:{}".format(*site.getsockname()[:2])


def serve(folder: Path, site: socket.socket) -> None:
    """Web, worker and beat, until asked to stop."""
    say(f"\nThe site is at {address(site)}")
    say(f"Logs are in {folder / 'logs'}. Ctrl-C stops web, worker and beat.\n")

    def look_after() -> None:
        """Each for itself: a database that cannot start is no reason to be without a broker."""
        for start in own_servers():
            try:
                start(folder, say=say)
            except embedded.EmbeddedError as error:
                say(str(error))

    Supervisor(programs(folder, site), folder / "logs", say=say, look_after=look_after).run()
    say("Stopped. The embedded servers stay up for other commands; make stop ends them.")


def listen() -> socket.socket:
    """The site's socket. Ours, not gunicorn's: a restart of the web server then turns nobody away."""
    host = os.environ.get("HOST", "127.0.0.1")
    wanted = os.environ.get("PORT", "")
    ports = [int(wanted)] if wanted else range(FIRST_PORT, LAST_PORT + 1)
    deadline = time.monotonic() + PORT_SECONDS
    while True:
        for port in ports:
            try:
                return socket.create_server((host, port), backlog=128)
            except PermissionError as error:
                raise CannotRun(f"Port {port} is kept for root. Choose another: make run PORT=8001") from error
            except OSError:
                continue
        if not wanted or time.monotonic() > deadline:
            break
        time.sleep(0.1)
    if wanted:
        raise CannotRun(f"Port {wanted} of {host} is in use by another program. Choose another: make run PORT=8001")
    raise CannotRun(f"Ports {FIRST_PORT} to {LAST_PORT} of {host} are all in use. Choose one: make run PORT=9000")


def programs(folder: Path, site: socket.socket) -> list[Program]:
    """What the supervisor keeps running."""
    python = sys.executable
    jobs = os.environ.get("WORKER_PROCESSES") or str(min(os.cpu_count() or 1, 4))
    celery = [python, "-m", "celery", "-A", "wmp"]
    (folder / "beat").mkdir(exist_ok=True)
    schedule = str(folder / "beat" / "schedule")
    return [
        Program("web", [python, "-m", "gunicorn", "--bind", f"fd://{site.fileno()}"], files=(site.fileno(),)),
        # To a worker SIGTERM means: finish what you have. SIGQUIT: stop, and leave it to others.
        Program(
            "worker",
            [*celery, "worker", "--loglevel", "INFO", "--concurrency", jobs, "--without-gossip", "--without-mingle"],
            hurry=signal.SIGQUIT,
        ),
        Program("beat", [*celery, "beat", "--loglevel", "INFO", "--schedule", schedule, "--pidfile="]),
    ]


if __name__ == "__main__":
    sys.exit(main())
