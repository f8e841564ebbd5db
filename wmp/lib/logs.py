"""Log files of the programs that we start."""

from pathlib import Path

LIMIT = 10_000_000  # bytes


def put_aside_if_long(log: Path) -> None:
    """Makes room at a program's start: the last long log stays beside the new one, an older one goes."""
    if log.exists() and log.stat().st_size > LIMIT:
        log.replace(log.with_suffix(".log.old"))
