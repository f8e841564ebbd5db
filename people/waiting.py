"""What waits for somebody among the people records."""

from people.promotion.due import board_waits, team_waits
from people.promotion.own import promotion_waits
from people.talent.learning_views import training_waits
from people.workforce.models import User
from wmp.lib.waiting import Waiting


def waiting_for(user: User) -> list[Waiting]:
    """For everybody: training that is overdue. For candidates: what they began. For line managers: applications to
    endorse. For members of promotion boards: candidates to judge. For the promotion team: results, appeals.
    """
    return [*training_waits(user), *promotion_waits(user), *board_waits(user), *team_waits(user)]
