"""How a figure may say that it is drawn."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bars:
    """Bars of these columns for each row; of all rows, or of the totals alone."""

    columns: tuple[str, ...]
    totals: bool = False


@dataclass(frozen=True)
class Lines:
    """A line for each of these columns over rows that are times."""

    columns: tuple[str, ...]
