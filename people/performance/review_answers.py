"""Answering the review of a rating that its person asked for: by a performance lead who is not near to it."""

from typing import Any

from django.db import transaction
from django.urls import reverse

from people.performance.decisions import RatingReview
from people.performance.late_changes import tell_rater
from people.performance.moderation_registers import LEADS
from people.workforce.models import User
from wmp.lib.alerts import alert
from wmp.lib.workflow import IllegalMove


@transaction.atomic
def answer(review: RatingReview, *, by: User, upheld: bool, text: str, what: Any = None, how: Any = None) -> None:
    """Answers a review; where it is upheld, the values change with it or not at all. The person is told, and the rater
    that the values are others.

    Raises OwnRating, IllegalMove and StaleMove.
    """
    if not by.has_role(*LEADS):
        raise IllegalMove("The performance lead answers reviews.")
    rating = review.rating
    review.answer_with(upheld, by=by, answer=text)
    if upheld:
        if (what.pk, how.pk) == (rating.final_what_id, rating.final_how_id):
            raise IllegalMove("Where a review is upheld, one of the values changes.")
        rating.change_late(what, how, by=by, reason=f"Review upheld. {text}")
        tell_rater(rating, by=by)
    account: Any = rating.appraisal.person.account_id
    alert(
        User.objects.filter(pk=account, is_active=True),
        subject=f"Your review of the rating of {rating.appraisal.year} is answered",
        text="You can read the answer.",
        path=reverse("people:my-rating"),
    )
