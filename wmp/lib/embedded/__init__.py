"""PostgreSQL and Valkey of our own, started under VAR_DIR where no address of a server is set.

The address functions (`var_dir`, `database_url`, `redis_url`) start nothing, so settings may call them.
`ensure_database` and `ensure_broker` start what is down and return once it answers; `stop` ends both. They may be
called by any number of processes at once: a lock in VAR_DIR lets one work and the others wait for it.

Both servers listen on a socket file only, in a folder that no other account can enter, and the database asks for a
random password besides.
"""

from collections.abc import Callable
from pathlib import Path

from wmp.lib.embedded import postgres, valkey
from wmp.lib.embedded.places import (
    EmbeddedError,
    Places,
    celery_url,
    encryption_key,
    redis_socket_url,
    secret_key,
    var_dir,
)

__all__ = [
    "EmbeddedError",
    "celery_url",
    "database_url",
    "encryption_key",
    "ensure_broker",
    "ensure_database",
    "ensure_folder",
    "redis_url",
    "secret_key",
    "stop",
    "var_dir",
]

Say = Callable[[str], None]


def _quiet(line: str) -> None:
    """Progress nobody asked for."""


def ensure_folder(folder: Path) -> None:
    """Make VAR_DIR, as closed as it can be and still let the servers through."""
    Places(folder).make_var_dir()


def database_url(folder: Path) -> str:
    """Where the embedded database of `folder` answers, for libpq and Django alike. Starts nothing."""
    return postgres.url(Places(folder))


def redis_url(folder: Path) -> str:
    """Where the embedded broker of `folder` answers: `unix:///...`. Starts nothing."""
    return redis_socket_url(Places(folder))


def ensure_database(folder: Path, *, durable: bool = True, say: Say = _quiet) -> str:
    """Start PostgreSQL when it is down, with an empty database `wmp` the first time; return its address.

    `durable=False` gives up safety against power loss for speed, for databases of tests. Raises EmbeddedError, whose
    words name the mend.
    """
    places = Places(folder)
    if not postgres.is_ready(places):
        with places.lock(say):
            postgres.start(places, durable=durable, say=say)
    return postgres.url(places)


def ensure_broker(folder: Path, *, say: Say = _quiet) -> str:
    """Start Valkey when it is down; return its address. Raises EmbeddedError, whose words name the mend."""
    places = Places(folder)
    if not valkey.is_ready(places):
        with places.lock(say):
            valkey.start(places, say=say)
    return redis_socket_url(places)


def stop(folder: Path, *, say: Say = _quiet) -> bool:
    """End both servers of `folder`; True if either was running. The records stay."""
    places = Places(folder)
    # Asked of the processes, not of the folder: that may have been removed under them.
    if not (valkey.lives(places) or postgres.lives(places)):
        return False
    with places.lock(say):
        stopped_broker = valkey.stop(places, say)
        stopped_database = postgres.stop(places, say)
    return stopped_broker or stopped_database
