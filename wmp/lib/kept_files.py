"""A folder of files that belong to rows of the database, each under a name of chance.

A file is written whole, and to the disk, before the row that names it. So a crash leaves a file without a row at the
worst, and never a row without its file; `sweep` takes such files away a day later.
"""

import os
import re
import secrets
import time
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

# A file without a row is younger than this while its row is being written.
LEFT_ALONE_FOR = timedelta(days=1)
NAME = re.compile(r"[0-9a-f]{32}")


class NotAsKept(Exception):
    """The file is gone, or is not what was put there."""


@dataclass(frozen=True)
class KeptFiles:
    """The files of one folder, for the product's own account only. Nothing in it is served by a web server."""

    folder: Path

    def keep(self, content: bytes) -> str:
        """Writes a file and returns its name, once the disk has it."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = secrets.token_hex(16)
        handle = os.open(self.folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        self._sync_folder()
        return name

    def read(self, name: str, digest: str) -> bytes:
        """The content of a file, if it is what was kept. Raises NotAsKept."""
        try:
            content = (self.folder / name).read_bytes()
        except OSError as error:
            raise NotAsKept(f"{name}: {error.__class__.__name__}") from error
        if sha256(content).hexdigest() != digest:
            raise NotAsKept(f"{name}: changed since it was kept")
        return content

    def delete(self, name: str) -> None:
        """A second time changes nothing."""
        (self.folder / name).unlink(missing_ok=True)

    def sweep(self, named: Collection[str]) -> int:
        """Deletes what no row names and is older than a day, and returns how many. `named`: all that rows name."""
        limit = time.time() - LEFT_ALONE_FOR.total_seconds()
        swept = 0
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            if NAME.fullmatch(path.name) and path.name not in named and path.stat().st_mtime < limit:
                path.unlink(missing_ok=True)
                swept += 1
        return swept

    def _sync_folder(self) -> None:
        """The name is on the disk too."""
        handle = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
