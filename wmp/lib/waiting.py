"""What waits for somebody: one line of their home page."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Waiting:
    """A line that begins with a verb, where it leads, and since when it waits."""

    text: str
    url: str
    since: date
    due: date | None = None
