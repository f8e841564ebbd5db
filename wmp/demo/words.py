"""The vocabulary of the demo force: departments, reasons, names. All of it invented or everyday."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

# Department -> how many of a hundred officers below the top ranks work there, and of a hundred staff.
DEPARTMENTS: Mapping[str, tuple[int, int]] = {
    "Response": (29, 1),
    "NPU": (17, 3),
    "FCID": (15, 6),
    "PPU": (10, 5),
    "Operations": (8, 4),
    "Intel": (4, 7),
    "ROCU": (4, 4),
    "Custody": (3, 7),
    "Force Contact": (2, 19),
    "SOCEX": (2, 1),
    "Professional Standards": (2, 2),
    "Learning and Development": (2, 4),
    "Forensics": (1, 8),
    "Criminal Justice Services": (1, 9),
    "People and Organisational Development": (0, 5),
    "IT and Digital": (0, 6),
    "Corporate Asset Management": (0, 3),
    "Finance": (0, 2),
    "Change and Transformation": (0, 3),
    "Corporate Communications": (0, 1),
}
COMMAND_TEAM = "Force Executive"
DETECTIVES = ("FCID", "PPU")
NEIGHBOURHOOD = "NPU"
SPECIALS_AT = ("Response", "NPU", "Operations")

# Why somebody left, beside retirement, out of a hundred.
LEFT_BECAUSE = {
    "Resigned": 74,
    "Transferred to another force": 12,
    "Dismissed": 7,
    "Ill-health retirement": 6,
    "Died in service": 1,
}
RETIRED, RESIGNED, TRANSFERRED = "Retired", "Resigned", "Transferred to another force"
PROMOTED, MOVED_DEPARTMENT = "Promoted", "Moved department"
BECAME_OFFICER, MOVED_TO_STAFF = "Joined as police officer", "Moved to staff role"

# Self-defined ethnicity codes -> weight within their group.
WHITE_CODES = {"W1": 940, "W2": 22, "W3": 2, "W9": 36}
MINORITY_CODES = {
    "A1": 27,
    "A2": 21,
    "A3": 5,
    "A4": 2,
    "A9": 5,
    "B1": 13,
    "B2": 6,
    "B9": 2,
    "M1": 8,
    "M2": 2,
    "M3": 4,
    "M9": 3,
    "O2": 1,
    "O9": 1,
}


@dataclass(frozen=True)
class Names:
    """First names of women and of men, and last names."""

    women: tuple[str, ...]
    men: tuple[str, ...]
    last: tuple[str, ...]


@cache
def names(heritage: str) -> Names:
    with (Path(__file__).parent / "names.csv").open(encoding="utf-8", newline="") as file:
        parts = {
            row["part"]: tuple(row["names"].split()) for row in csv.DictReader(file) if row["heritage"] == heritage
        }
    return Names(**parts)


# Where the names of each ethnicity code are drawn from.
HERITAGE: Mapping[str, tuple[str, ...]] = {
    "W1": ("British",),
    "W2": ("Irish",),
    "W3": ("Irish", "British"),
    "W9": ("European",),
    "A1": ("Indian",),
    "A2": ("Pakistani",),
    "A3": ("Pakistani",),
    "A4": ("Chinese",),
    "A9": ("Indian", "Pakistani"),
    "B1": ("Caribbean",),
    "B2": ("African",),
    "B9": ("Caribbean", "African"),
    "M1": ("Caribbean", "British"),
    "M2": ("African", "British"),
    "M3": ("Indian", "Pakistani", "British"),
    "M9": ("European", "Caribbean", "British"),
    "O2": ("Arab",),
    "O9": ("Arab", "Pakistani", "Indian"),
}
