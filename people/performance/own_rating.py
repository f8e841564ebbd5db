"""My rating: whether it is shared with me, and asking for it to be looked at again. The pages of it are in
`own_rating_pages`.

Before it is shared nothing tells whether there is one: all of this asks for a rating that is shared.
"""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse

from people.performance.choices import RatingStatus, YearStatus
from people.performance.decisions import RatingReview
from people.performance.models import Appraisal, PerformanceYear
from people.performance.ratings import Rating
from people.roles import Role, holders_of, own_person
from people.workforce.models import User
from wmp.lib.alerts import alert
from wmp.lib.keys import among
from wmp.lib.words import long_day
from wmp.lib.workflow import IllegalMove

OVER = "The performance year is closed, so it stands as it is."
ASKED = "A review has been asked for already."


def shared_with(reader: User) -> Any:
    """The reader's own ratings that are shared with them, and no others: whatever else they may see as a rater."""
    seen: Any = Rating.objects.visible_to(reader).filter(among("appraisal__person", own_person(reader)))
    return seen.filter(status=RatingStatus.SHARED)


def when_shared(year: PerformanceYear) -> str:
    """What everybody may know of a rating that is not shared with them, whether there is one or not."""
    if year.status in (YearStatus.RELEASED, YearStatus.CLOSED):
        return f"No rating of {year} is shared with you."
    if year.release_on:
        return f"Ratings of {year} are shared with everybody on {long_day(year.release_on)}."
    return f"The day on which ratings of {year} are shared has not been set yet."


def is_shared(reader: User) -> Exists:
    """For a list of appraisals: is the rating of each shared with the reader?"""
    return Exists(shared_with(reader).filter(appraisal=OuterRef("pk")))


def rating_line(appraisal: Appraisal, *, shared: bool) -> dict[str, str]:
    """What the page of a year says of its rating: {text, url}."""
    if shared:
        url = reverse("people:my-rating-year", args=[appraisal.pk])
        return {"text": f"My rating of {appraisal.year}", "url": url}
    return {"text": when_shared(appraisal.year), "url": ""}


def why_over(rating: Rating) -> str:
    """Why nothing is said of it any more, in a sentence; "" where something can be."""
    return OVER if rating.appraisal.year.status == YearStatus.CLOSED else ""


@transaction.atomic
def ask_for_review(rating: Rating, *, by: Any, reason: str) -> RatingReview:
    """Asks for a shared rating to be looked at again; the performance leads are told. One at a time.

    Raises IllegalMove for a rating that is not shared with `by`, in a closed year, and while one is asked for.
    """
    found = shared_with(by).select_related("appraisal__year").filter(pk=rating.pk).first()
    if found is None or not reason.strip():
        raise IllegalMove("Whoever has a rating asks for a review of it, for a reason.")
    if found.appraisal.year.status == YearStatus.CLOSED:
        raise IllegalMove(OVER)
    try:
        with transaction.atomic():
            made: RatingReview = found.reviews.create(reason=reason)
    except IntegrityError as error:
        raise IllegalMove(ASKED) from error
    leads = holders_of(Role.PERFORMANCE_LEAD).exclude(pk=by.pk)
    text = "Somebody asks for their rating to be looked at again."
    alert(
        leads, subject="A review of a rating", text=text, path=reverse("people:rating-reviews-detail", args=[made.pk])
    )
    return made
