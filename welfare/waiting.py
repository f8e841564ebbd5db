"""What waits for somebody among the welfare records."""

from people.workforce.models import User
from wmp.lib.waiting import Waiting


def waiting_for(user: User) -> list[Waiting]:
    """Nothing yet."""
    return []
