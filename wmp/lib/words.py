"""How values read: days, numbers, counts and lists in the words of pages, messages and commands."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from wmp.lib.grids import Cell, Number

#: What a table shows where there is nothing to say: an empty cell looks forgotten.
DASH = "–"

#: Control characters but for tab and line ends; marks that turn the direction of text; spaces of no width.
#: NUL is left to fields, which refuse it, and joiners stay: letters and signs are made of them.
UNSEEN = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


def seen_text(text: str) -> str:
    """What somebody typed, without characters that no reader sees and that make it read as other words than it is."""
    return UNSEEN.sub("", text.replace("\r\n", "\n"))


def long_day(day: date) -> str:
    """`1 April 2022`, as a sentence has it."""
    return f"{day:%-d %B %Y}"


def long_moment(at: datetime) -> str:
    """`1 April 2022 at 14:05`, local time."""
    local = timezone.localtime(at)
    return f"{long_day(local)} at {local:%H:%M}"


def at_moment(at: datetime, today: date) -> str:
    """`at 14:05` of today, `on 1 April 2022 at 14:05` of another day: how a sentence goes on. Local time."""
    local = timezone.localtime(at)
    return f"at {local:%H:%M}" if local.date() == today else f"on {long_moment(at)}"


def short_day(day: date) -> str:
    """`1 Apr 2022` for the column of a table, with spaces that do not break: a date stays on one line."""
    return f"{day:%-d %b %Y}".replace(" ", "\xa0")


def short_moment(at: datetime) -> str:
    """`1 Apr 2022, 14:05`, local time."""
    local = timezone.localtime(at)
    return f"{short_day(local)}, {local:%H:%M}"


def number(value: Decimal) -> str:
    """Without the noughts that only the column's width adds."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def money(value: Decimal) -> str:
    """Pounds, without pence where there are none."""
    text = f"{abs(value):,.2f}".removesuffix(".00")
    return f"-£{text}" if value < 0 else f"£{text}"


def money_text(value: Decimal | None) -> str:
    """Pounds in a cell of a table; a dash where they are not known."""
    return DASH if value is None else money(value)


def percent_text(value: Decimal | None) -> str:
    """A share that is worked out and rounded, in a cell of a table; a dash where there is none."""
    return DASH if value is None else f"{value:,}%"


def share_text(part: Number, whole: Number) -> str:
    """In whole per cent, also beyond a hundred; a dash without both, or of nothing."""
    return percent_text(Cell.ratio(part, whole, times=100).rounded(0))


def financial_year(starts: int) -> str:
    """`2022/23` for the year that starts in April 2022."""
    return f"{starts}/{(starts + 1) % 100:02}"


def spoken_list(words: Iterable[str], last: str = "and") -> str:
    """`a, b and c`."""
    *others, end = list(words)
    return f"{', '.join(others)} {last} {end}" if others else end


def one_of(name: str) -> str:
    """A name with its article: a post, an application, an FTE line (initials are read letter by letter)."""
    vowels = "AEFHILMNORSX" if name[:2].isupper() else "AEIOU"
    return f"{'an' if name[:1].upper() in vowels else 'a'} {name}"


def within(words: str) -> str:
    """As they read inside a sentence: `posts`, `with the RA officer`; but `FTE lines`, since abbreviations keep their
    capitals."""
    first = words.split(" ", 1)[0]
    return words[:1].lower() + words[1:] if first == "A" or first[1:].islower() else words


def counted(number: int, singular: str, plural: str = "") -> str:
    """`1 row`, `13,012 rows`."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def name_of(account: Any) -> str:
    """What an account is called: by its person's name, else by its user name; "" for none."""
    return str(account.get_full_name() or account.get_username()) if account else ""
