"""What waits for somebody among the people records."""

from people.performance.grid import ratings_wait
from people.performance.moderation_home import for_the_lead, panels_to_sit_on
from people.performance.own_home import year_waits
from people.performance.year_home import year_lines
from people.promotion.due import board_waits, team_waits
from people.promotion.own import promotion_waits
from people.talent.learning_views import training_waits
from people.workforce.models import User
from wmp.lib.waiting import Waiting


def waiting_for(user: User) -> list[Waiting]:
    """For everybody: training that is overdue, and what their performance year waits for. For candidates: what they
    began. For line managers: applications to endorse, objectives to agree, year-end conversations to record,
    ratings. For members of promotion boards: candidates to judge; of moderation panels: ratings. For the promotion
    team: results, appeals.
    """
    found = [*training_waits(user), *year_waits(user), *panels_to_sit_on(user), *for_the_lead(user)]
    found += year_lines(user)
    found += ratings_wait(user)
    return [*found, *promotion_waits(user), *board_waits(user), *team_waits(user)]
