"""What waits for somebody among the change records."""

from django.urls import reverse

from change.benefits.own import own_lines
from change.benefits.waiting import steps_waiting
from change.governance.waiting import overdue_actions, own_actions
from change.portfolio.waiting import past_milestones, untold_projects
from change.reviews.models import BenefitsReview, ReviewStatus
from people.roles import Role
from people.workforce.models import User
from wmp.lib.waiting import Waiting


def waiting_for(user: User) -> list[Waiting]:
    """What everybody is to do for a governance body; and for the change manager what has to be looked into, and reviews
    that are still open. No paper reports from them until they are frozen."""
    waiting = [*own_actions(user), *own_lines(user)]
    if not user.has_role(Role.CHANGE_MANAGER):
        return waiting
    waiting += [*untold_projects(user), *past_milestones(user), *overdue_actions(user), *steps_waiting(user)]
    open_reviews = BenefitsReview.objects.visible_to(user).filter(status=ReviewStatus.OPEN)
    return waiting + [
        Waiting(
            f"Finish and freeze {review}", reverse("change:benefits-reviews-detail", args=[review.pk]), review.as_at
        )
        for review in open_reviews
    ]
