"""Parts of addresses."""

from datetime import date

from wmp.lib.days import day_of


class DayConverter:
    """A day as YYYY-MM-DD. A day that does not exist is an address that does not exist."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, text: str) -> date:
        return day_of(text)

    def to_url(self, day: date | str) -> str:
        return str(day)


class KeyConverter:
    """A figure's key, such as `people.retention`: nothing else reaches the database."""

    regex = r"[a-z0-9_.]+"

    def to_python(self, text: str) -> str:
        return text

    def to_url(self, key: str) -> str:
        return key
