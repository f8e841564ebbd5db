"""What goes into the logs of the programs that we start, and how long they get."""

import logging
from pathlib import Path

LIMIT = 10_000_000  # bytes


class RefusalsInOneLine(logging.Filter):
    """A page that somebody may not open is an answer and no fault: the line says which, without a traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        if getattr(record, "status_code", None) == 403:
            record.exc_info = record.exc_text = None
        return True


def put_aside_if_long(log: Path) -> None:
    """Makes room at a program's start: the last long log stays beside the new one, an older one goes."""
    if log.exists() and log.stat().st_size > LIMIT:
        log.replace(log.with_suffix(".log.old"))
