"""Labels of rows and columns that are times: 2022-01-01, 2022-03, 2021-04-01 to 2021-06-30."""

import re
from datetime import date

DAY = r"\d{4}-\d{2}-\d{2}"
# A span of days, alone or with what else the row is of: 2021-04-01 to 2021-06-30, PCSOs.
FROM_TO = re.compile(rf"({DAY}) to ({DAY})(?:, (.+))?")


def split(label: str) -> tuple[str, str]:
    """The time that a label names, and what else it is of; ("", label) for one that names none."""
    if found := FROM_TO.fullmatch(label):
        return f"{found[1]} to {found[2]}", found[3] or ""
    return (label, "") if _day(label) or _month(label) else ("", label)


def is_time(label: str) -> bool:
    """A day, a month or a span of days, and nothing else."""
    time, rest = split(label)
    return bool(time) and not rest


def short(label: str) -> str:
    """A time as the axis of a chart has room for it: 1 Jan 2022, Mar 2022, Apr–Jun 2021."""
    if found := FROM_TO.fullmatch(label):
        first, last = (date.fromisoformat(day) for day in found.group(1, 2))
        return f"{first:%b}–{last:%b %Y}" if first.year == last.year else f"{first:%b %Y}–{last:%b %Y}"
    if month := _month(label):
        return f"{month:%b %Y}"
    day = _day(label)
    return f"{day:%-d %b %Y}" if day else label


def spoken(label: str) -> str:
    """A time within a sentence: on 1 Jan 2022, in Mar 2022, in Apr–Jun 2021."""
    return f"{'on' if _day(label) else 'in'} {short(label)}"


def _day(label: str) -> date | None:
    try:
        return date.fromisoformat(label) if len(label) == 10 else None
    except ValueError:
        return None


def _month(label: str) -> date | None:
    try:
        return date.fromisoformat(f"{label}-01") if len(label) == 7 else None
    except ValueError:
        return None
