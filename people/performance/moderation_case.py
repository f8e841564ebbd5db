"""One rating before a panel: both values, the evidence, the decision and its reason; then the next one."""

from typing import Any
from urllib.parse import urlencode

from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse

from people.performance.choices import Aspect, RatingStatus
from people.performance.decisions import ModerationDecision
from people.performance.models import ScaleValue
from people.performance.moderation_acts import (
    UNDER_MODERATION,
    cases_of,
    decide,
    mark_of_one,
    panels_with_departments,
    scale_of,
)
from people.performance.moderation_cases import (
    NOTHING_LEFT,
    CasesForm,
    asked,
    decides,
    in_words,
    marked,
    next_case,
    rank_or_type,
)
from people.performance.moderation_registers import RATING_COLOURS
from people.performance.moderation_view import crumbs
from people.performance.panels import ModerationPanel
from people.performance.ratings import NEAR, OwnRating, Rating, not_by
from people.requests import Request
from people.roles import own_person
from people.workforce.models import Department
from wmp.lib import drafting, reference
from wmp.lib.audit import log_read
from wmp.lib.form_fields import ExplainedRadios
from wmp.lib.keys import among, key_of
from wmp.lib.records import Fact
from wmp.lib.verbs import VerbForm
from wmp.lib.workflow import IllegalMove, StaleMove

MEANWHILE = "Somebody decided about it, or changed it, since you opened this page. What you typed stands below."


class ChangeForm(VerbForm):
    """Other values than the rater's, and why."""

    what = django_forms.TypedChoiceField(label="What", coerce=int, widget=ExplainedRadios)
    how = django_forms.TypedChoiceField(label="How", coerce=int, widget=ExplainedRadios)
    reason = django_forms.CharField(
        label="Why it is changed",
        widget=django_forms.Textarea({"rows": 3}),
        max_length=4000,
        help_text="It stands in the minutes, and the rater reads it once the rating is final.",
    )

    def __init__(self, *args: Any, scale: Any, given: tuple[Any, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.provisional = given
        for aspect, values in scale.items():
            field: Any = self.fields[aspect]
            field.choices = [(each.pk, each.name) for each in values]
            field.widget.hints = {str(each.pk): each.wording for each in values}
        self.dress()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "what" in cleaned and (cleaned["what"], cleaned.get("how")) == self.provisional:
            raise ValidationError("These are the rater’s values. Confirm them, or choose others")
        return cleaned


def find_case(request: Request, pk: int) -> tuple[Any, Any]:
    """The rating and the panel before which it is. Raises Http404. Two queries."""
    user = request.user
    ratings: Any = Rating.objects.visible_to(user).filter(status__in=UNDER_MODERATION)
    ratings = ratings.filter(~among("appraisal__person", own_person(user))).annotate(
        is_anothers=Exists(Rating.objects.visible_to(user).filter(not_by(user), pk=OuterRef("pk"))),
        was_decided=Exists(ModerationDecision.objects.visible_to(user).filter(rating=OuterRef("pk"))),
    )
    joins = ("appraisal__person", "appraisal__year", "appraisal__department", "rater", "what", "how")
    rating = get_object_or_404(ratings.select_related(*joins, "moderated_what", "moderated_how"), pk=pk)
    appraisal = rating.appraisal
    here = ModerationPanel.objects.visible_to(user).filter(year=appraisal.year_id, departments=appraisal.department_id)
    panels = panels_with_departments(user).filter(pk__in=here.values("pk"))
    if "panel" in request.GET:
        panels = panels.filter(pk=key_of(request.GET["panel"]))
    panel = panels.order_by("-status", "-sits", "pk").first()  # an open one first
    if panel is None:
        raise Http404
    return rating, panel


def case_page(request: Request, pk: int) -> HttpResponse:
    """Whoever may decide does so here; whoever only sees it (the rater on the panel, the lead) reads it."""
    rating, panel = find_case(request, pk)
    user = request.user
    log_read(user, rating)
    may = decides(panel) and rating.is_anothers
    if request.method == "POST" and not may:
        raise PermissionDenied
    wish = asked(request, panel, further=("panel",))
    mark = mark_of_one(rating)
    changes = request.POST.get("decision") == "change"
    form = ChangeForm(
        request.POST if changes else None,
        scale=scale_of(panel),
        given=(rating.what_id, rating.how_id),
        initial={"seen": mark, **_standing(rating)},
    )
    trouble = ""
    if may:
        drafting.keep(request, form)
    if request.method == "POST" and (not changes or form.is_valid()):
        try:
            _decided(request, rating, panel, form if changes else None, mark)
        except (IllegalMove, StaleMove, OwnRating) as error:
            trouble = str(error)
        else:
            return redirect(next_case(cases_of(panel, user), panel, user, wish, after=rating) or _done(request, panel))
    context = _context(rating, panel, user, wish, may=may) | {"form": form, "trouble": trouble, "mark": mark}
    return render(request, "people/performance/moderation_case.html", context, status=409 if trouble else 200)


@transaction.atomic
def _decided(request: Request, rating: Rating, panel: Any, form: ChangeForm | None, mark: str) -> None:
    """One decision. Raises StaleMove where the page showed another state than the one that is read now."""
    if request.POST.get("seen") != mark:
        raise StaleMove(MEANWHILE)
    if form is None:
        decide(rating, rating.what, rating.how, by=request.user, panel=panel)
        messages.success(request, f"{rating.appraisal.person}: confirmed.")
        return
    values = ScaleValue.objects.visible_to(request.user).in_bulk([form.cleaned_data["what"], form.cleaned_data["how"]])
    what, how = values[form.cleaned_data["what"]], values[form.cleaned_data["how"]]
    decide(rating, what, how, by=request.user, panel=panel, reason=form.cleaned_data["reason"])
    drafting.forget(form)
    messages.success(request, f"{rating.appraisal.person}: changed to {in_words(what, how)}.")


def _done(request: Request, panel: Any) -> str:
    messages.info(request, NOTHING_LEFT)
    return reverse("people:moderation", args=[panel.pk])


def _standing(rating: Rating) -> dict[str, Any]:
    """The values that the form for another decision begins with."""
    moderated = rating.status == RatingStatus.MODERATED
    return {
        "what": rating.moderated_what_id if moderated else rating.what_id,
        "how": rating.moderated_how_id if moderated else rating.how_id,
    }


def _context(rating: Any, panel: Any, user: Any, wish: CasesForm, *, may: bool) -> dict[str, Any]:
    appraisal = rating.appraisal
    moderated = rating.status == RatingStatus.MODERATED
    further = urlencode({**wish.query, "after": rating.pk})
    decisions = ModerationDecision.objects.visible_to(user).filter(rating=rating).select_related("by", "what", "how")
    return {
        "title": str(appraisal.person),
        "caption": f"{panel}",
        "status": {"text": rating.get_status_display(), "colour": RATING_COLOURS[rating.status]},
        "facts": [
            Fact("Department", reference.word(Department, appraisal.department_id)),
            rank_or_type(appraisal),
            Fact("Rated by", (rating.rater.get_full_name() or rating.rater) if rating.rater else ""),
        ],
        "values": [
            {
                "aspect": Aspect.WHAT.label,
                "value": rating.what,
                "moderated": rating.moderated_what if moderated else None,
            },
            {"aspect": Aspect.HOW.label, "value": rating.how, "moderated": rating.moderated_how if moderated else None},
        ],
        "rating": rating,
        "far": [each.words for each in marked(panel, user).of(rating)],
        "decisions": list(decisions) if rating.was_decided else [],
        "may": may,
        "why_not": _why_not(rating, panel),
        "moderated": moderated,
        "next_url": f"{reverse('people:moderation-next', args=[panel.pk])}?{further}",
        "breadcrumbs": [
            *crumbs(panel, user),
            {"text": "Ratings under moderation", "url": reverse("people:moderation-cases", args=[panel.pk])},
        ],
    }


def _why_not(rating: Any, panel: Any) -> str:
    if not rating.is_anothers:
        return NEAR
    return "" if decides(panel) else "Members of the panel decide, while it is open."


urlpatterns: list[URLPattern] = [path("moderation/cases/<int:pk>/", case_page, name="moderation-case")]
