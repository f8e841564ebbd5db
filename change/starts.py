"""Where a person starts among the pages of the change app: whoever owns a benefit."""

from change.benefits.own import start_for
from people.workforce.models import User


def starts_for(user: User) -> list[dict[str, str]]:
    return start_for(user)
