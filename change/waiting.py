"""What waits for somebody among the change records."""

from django.urls import reverse

from change.reviews.models import BenefitsReview, ReviewStatus
from people.roles import Role
from people.workforce.models import User
from wmp.lib.waiting import Waiting


def waiting_for(user: User) -> list[Waiting]:
    """For the change manager: reviews that are still open. No paper reports from them until they are frozen."""
    if not user.has_role(Role.CHANGE_MANAGER):
        return []
    open_reviews = BenefitsReview.objects.visible_to(user).filter(status=ReviewStatus.OPEN)
    return [
        Waiting(
            f"Finish and freeze {review}", reverse("change:benefits-reviews-detail", args=[review.pk]), review.as_at
        )
        for review in open_reviews
    ]
