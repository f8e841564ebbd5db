"""Changing final values, for a reason: by the performance lead, who neither gave the rating nor is the person."""

from typing import Any

from django import forms as django_forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse

from people.performance.choices import RatingStatus
from people.performance.models import ScaleValue
from people.performance.moderation_acts import mark_of_one
from people.performance.moderation_registers import LEADS, RATINGS
from people.performance.ratings import NEAR, OwnRating, Rating
from people.requests import Request
from people.workforce.models import User
from wmp.lib.acts import perform
from wmp.lib.alerts import alert
from wmp.lib.audit import log_read
from wmp.lib.forms import Form
from wmp.lib.verbs import VerbForm
from wmp.lib.words import within
from wmp.lib.workflow import IllegalMove, StaleMove

CHANGED = "It has been changed by someone else since you opened this page."


class ValuesForm(Form):
    """Both values of a year's scale, as they are final."""

    what = django_forms.ModelChoiceField(ScaleValue.objects.none(), widget=django_forms.RadioSelect, empty_label=None)
    how = django_forms.ModelChoiceField(ScaleValue.objects.none(), widget=django_forms.RadioSelect, empty_label=None)

    def __init__(self, *args: Any, rating: Rating, user: User, **kwargs: Any) -> None:
        final = {"what": rating.final_what_id, "how": rating.final_how_id}
        kwargs["initial"] = {**final, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.final = final
        scale = ScaleValue.objects.visible_to(user).filter(year=rating.appraisal.year_id)
        for aspect in final:
            field: Any = self.fields[aspect]
            field.queryset = scale.filter(aspect=aspect).order_by("number")
        self.dress()

    @property
    def changes(self) -> bool:
        """Are the values others than those that are final?"""
        given = self.cleaned_data
        return any(given.get(aspect) and given[aspect].pk != key for aspect, key in self.final.items())


class LateForm(ValuesForm, VerbForm):
    reason = django_forms.CharField(
        label="Why it is changed now", widget=django_forms.Textarea, max_length=4000, help_text="It stays on record."
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not self.changes:
            raise ValidationError("These are the final values already. Choose others")
        return cleaned


@transaction.atomic
def change(rating: Rating, what: ScaleValue, how: ScaleValue, *, by: User, reason: str) -> None:
    """Changes final values, and tells the person where the rating is shared. Raises as `Rating.change_late` does, and
    IllegalMove for anybody but a performance lead.
    """
    if not by.has_role(*LEADS):
        raise IllegalMove("The performance lead changes final ratings.")
    rating.change_late(what, how, by=by, reason=reason)
    person = rating.appraisal.person
    if rating.status == RatingStatus.SHARED and person.account_id:
        alert(
            User.objects.filter(pk=person.account_id, is_active=True),
            subject=f"Your rating of {rating.appraisal.year} has been changed",
            text="You can read what it is now.",
            path=reverse("people:my-rating"),
        )


def why_not(rating: Rating, user: User) -> str:
    """Why `user` cannot change it late, in a sentence; "" where they can."""
    if rating.status not in (RatingStatus.FINAL, RatingStatus.SHARED):
        return f"It is {within(rating.get_status_display())}: only a final rating is changed late."
    return "" if rating.may_be_decided_by(user) else NEAR


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
        intro="The person is told." if rating.status == RatingStatus.SHARED else "It has not been shared yet.",
        back=reverse("people:ratings-detail", args=[rating.pk]),
        refused=why_not(rating, user),
    )


urlpatterns: list[URLPattern] = [path("ratings/<int:pk>/late/", change_late, name="ratings-late")]
