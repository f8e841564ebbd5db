"""What is wrong with a file: the error that ends a reading, and the list of faults that grows on disk."""

import csv
import tempfile
from collections.abc import Iterator
from types import TracebackType
from typing import Any, NamedTuple, Self

# Faults beyond these many bytes go to disk: a file of a million bad rows takes no more memory than one of a thousand.
KEPT_IN_MEMORY = 1_000_000


class ExtractError(Exception):
    """The file cannot be read any further, or at all. Its words are for the person who brought it."""


class Fault(NamedTuple):
    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}: {self.reason}"


class FaultList:
    """The faults that reading finds, kept apart until the rows are staged: the connection is busy with COPY."""

    def __init__(self) -> None:
        self.count = 0
        # Rows of which nothing could be staged: they count among the file's rows.
        self.rows_lost = 0

    def __enter__(self) -> Self:
        kept = tempfile.SpooledTemporaryFile(KEPT_IN_MEMORY, mode="w+", encoding="utf-8", newline="")
        self._file: Any = kept.__enter__()
        self._writer = csv.writer(self._file)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def add(self, line: int, column: str, reason: str) -> None:
        self.count += 1
        self._writer.writerow((line, column, reason))

    def __iter__(self) -> Iterator[Fault]:
        self._file.seek(0)
        for line, column, reason in csv.reader(self._file):
            yield Fault(int(line), column, reason)
