"""Changing final values, for a reason: by the performance lead, who neither gave the rating nor is the person."""

from django.db import transaction
from django.urls import reverse

from people.performance.choices import RatingStatus
from people.performance.models import ScaleValue
from people.performance.moderation_registers import LEADS
from people.performance.raters import is_rater
from people.performance.ratings import NEAR, Rating
from people.workforce.models import User
from wmp.lib.alerts import alert
from wmp.lib.words import within
from wmp.lib.workflow import IllegalMove


@transaction.atomic
def change(rating: Rating, what: ScaleValue, how: ScaleValue, *, by: User, reason: str) -> None:
    """Changes final values, and tells the rater, and the person where the rating is shared.

    Raises as `Rating.change_late` does, and IllegalMove for anybody but a performance lead.
    """
    if not by.has_role(*LEADS):
        raise IllegalMove("The performance lead changes final ratings.")
    rating.change_late(what, how, by=by, reason=reason)
    tell_rater(rating, by=by)
    person = rating.appraisal.person
    if rating.status == RatingStatus.SHARED and person.account_id:
        alert(
            User.objects.filter(pk=person.account_id, is_active=True),
            subject=f"Your rating of {rating.appraisal.year} has been changed",
            text="You can read what it is now.",
            path=reverse("people:my-rating"),
        )


def tell_rater(rating: Rating, *, by: User) -> None:
    """That a final rating is another one now, to whoever gave it and may read it: the line manager of today."""
    rater: User | None = rating.rater
    if rater and rater != by and rater.is_active and is_rater(rating.appraisal, rater):
        alert(
            [rater],
            subject=f"A rating of {rating.appraisal.year} that you gave has been changed",
            text="It was final, and its values are others now. You can read what they are.",
            path=reverse("people:team-member", args=[rating.appraisal_id]),
        )


def why_not(rating: Rating, user: User) -> str:
    """Why `user` cannot change it late, in a sentence; "" where they can."""
    if rating.status not in (RatingStatus.FINAL, RatingStatus.SHARED):
        return f"It is {within(rating.get_status_display())}: only a final rating is changed late."
    return "" if rating.may_be_decided_by(user) else NEAR
