"""Where a person starts among the pages of the people app: only those pages that concern them."""

from django.urls import reverse

from people.workforce.models import User

Start = dict[str, str]


def starts_for(user: User) -> list[Start]:
    """For everybody who works here: their own performance year and promotion. For line managers: their team."""
    return []


def _start(name: str, title: str, text: str) -> Start:
    return {"title": title, "url": reverse(f"people:{name}"), "text": text}
