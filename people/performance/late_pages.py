"""The page on which the performance lead changes final values."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse

from people.performance.choices import RatingStatus
from people.performance.late_changes import change, why_not
from people.performance.late_forms import LateForm
from people.performance.moderation_acts import mark_of_one
from people.performance.moderation_registers import RATINGS
from people.performance.ratings import OwnRating, Rating
from people.requests import Request
from wmp.lib.acts import perform
from wmp.lib.audit import log_read
from wmp.lib.workflow import IllegalMove, StaleMove

CHANGED = "It has been changed by someone else since you opened this page."


def change_late(request: Request, pk: int) -> HttpResponse:
    user = request.user
    joins = ("appraisal__person", "appraisal__year", "final_what", "final_how")
    rating: Rating = get_object_or_404(RATINGS.visible_to(user).select_related(*joins), pk=pk)
    log_read(user, rating)
    if not rating.may_be_decided_by(user):
        raise PermissionDenied
    mark = mark_of_one(rating)
    form = LateForm(request.POST or None, rating=rating, user=user, initial={"seen": mark})

    def do() -> str:
        if form.cleaned_data["seen"] != mark:
            raise StaleMove(CHANGED)
        given = form.cleaned_data
        try:
            change(rating, given["what"], given["how"], by=user, reason=given["reason"])
        except OwnRating as error:
            raise IllegalMove(str(error)) from error
        return f"The rating of {rating.appraisal.person} is changed."

    return perform(
        request,
        form,
        do,
        title="Change a final rating",
        caption=str(rating.appraisal),
        submit="Change rating",
        intro="The person is told, and the rater."
        if rating.status == RatingStatus.SHARED
        else "It has not been shared yet. The rater is told.",
        back=reverse("people:ratings-detail", args=[rating.pk]),
        refused=why_not(rating, user),
    )


urlpatterns: list[URLPattern] = [path("ratings/<int:pk>/late/", change_late, name="ratings-late")]
