"""Parts of addresses."""

from datetime import date


class DayConverter:
    """A day as YYYY-MM-DD. A day that does not exist is an address that does not exist."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, text: str) -> date:
        return date.fromisoformat(text)

    def to_url(self, day: date | str) -> str:
        return str(day)
