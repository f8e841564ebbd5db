"""What waits for somebody among the welfare records."""

from people.workforce.models import User
from welfare.cases.briefing_views import briefings_to_read
from welfare.cases.emergency import waiting_reviews
from welfare.cases.my_work import waiting_work
from welfare.joining.home import waiting_before_joining
from welfare.passports.adjustments_waiting import adjustments_to_see_to
from welfare.passports.own_home import my_passport_waits
from welfare.passports.queue import passports_waiting
from welfare.passports.reviews import reviews_waiting
from welfare.passports.shared_views import comments_to_make
from welfare.passports.sharing_views import waiting_on_holder
from welfare.referrals.managing import referrals_to_book
from welfare.referrals.own import consents_to_give
from wmp.lib.waiting import Waiting


def waiting_for(user: User) -> list[Waiting]:
    """For the team: what is due, the queue, emergency accesses to review. For a line manager: briefings to read, and
    section 4.1 of passports. For whoever has a passport: what they have to decide about it. For RA officers
    and assessors: what waits before somebody joins. For whoever is referred to occupational health: whether they agree;
    for RA officers: what is to be decided, and what is to be booked. For whoever sees to adjustments: those.
    """
    found = [*waiting_work(user), *waiting_reviews(user), *briefings_to_read(user)]
    found += waiting_before_joining(user)
    found += [*consents_to_give(user), *referrals_to_book(user)]
    found += [*passports_waiting(user), *reviews_waiting(user), *adjustments_to_see_to(user)]
    return [*found, *comments_to_make(user), *waiting_on_holder(user), *my_passport_waits(user)]
