"""What waits for somebody among the welfare records."""

from people.workforce.models import User
from welfare.cases.briefing_views import briefings_to_read
from welfare.cases.emergency import waiting_reviews
from welfare.cases.my_work import waiting_work
from wmp.lib.waiting import Waiting


def waiting_for(user: User) -> list[Waiting]:
    """For the team: what is due, the queue, emergency accesses to review. For a line manager: briefings to read."""
    return [*waiting_work(user), *waiting_reviews(user), *briefings_to_read(user)]
