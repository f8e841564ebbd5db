"""My rating: once it is shared, what it is, what I say of it, and whether somebody looks at it again.

Before that the pages say when ratings are shared and nothing else: all of them ask for a rating that is shared.
"""

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse

from people.performance import agreeing
from people.performance.choices import RatingStatus, ReviewStatus, YearStatus
from people.performance.decisions import RatingReview
from people.performance.models import Appraisal, PerformanceYear
from people.performance.ratings import Rating
from people.requests import Request
from people.roles import Role, holders_of, own_person
from people.workforce.models import User
from wmp.lib import drafting
from wmp.lib.alerts import alert
from wmp.lib.audit import log_read
from wmp.lib.forms import Form
from wmp.lib.keys import among
from wmp.lib.words import long_day, long_moment
from wmp.lib.workflow import IllegalMove

OVER = "The performance year is closed, so it stands as it is."
ASKED = "A review has been asked for already."
COLOURS = {ReviewStatus.ASKED: "yellow", ReviewStatus.UPHELD: "green", ReviewStatus.NOT_UPHELD: "grey"}


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


# --- a verb ---


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


# --- pages ---


class CommentForm(Form):
    """The person's own comment, with a mark of the one that stood there."""

    comment = django_forms.CharField(
        label="What do you want to say about your rating?",
        widget=django_forms.Textarea,
        max_length=4000,
        help_text="Your line manager and the performance lead can read it.",
    )
    seen = django_forms.CharField(widget=django_forms.HiddenInput, required=False)

    heading_field = "comment"

    def __init__(self, *args: Any, stands: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mark = agreeing.mark_of(stands)
        self.initial = {"comment": stands, "seen": mark}
        #: Was something else saved since the form was opened? The next sending replaces it.
        self.overtaken = self.is_bound and self.data.get("seen") != mark
        if self.overtaken:
            self.data = {"comment": self.data.get("comment", ""), "seen": mark}


class ReviewForm(Form):
    reason = django_forms.CharField(
        label="Why should it be looked at again?",
        widget=django_forms.Textarea,
        max_length=4000,
        help_text="What was left out, or is not right? Performance leads read it, and answer you here.",
    )

    heading_field = "reason"


def my_rating(request: Request, pk: int | None = None) -> HttpResponse:
    """Of the appraisal with this key; without one, the latest that is shared, or else when the next one is."""
    own: Any = Appraisal.objects.own(request.user).select_related("year", "person").order_by("-year__starts_on")
    shared = shared_with(request.user).select_related("appraisal__year", "appraisal__person", "final_what", "final_how")
    if pk:
        appraisal = get_object_or_404(own, pk=pk)
        rating = shared.filter(appraisal=appraisal).first()
    else:
        rating = shared.order_by("-appraisal__year__starts_on").first()
        appraisal = rating.appraisal if rating else own.first()
    if appraisal is None:
        text = "You have no performance year yet, and so no rating."
        return render(request, "people/performance/none.html", {"title": "My rating", "text": text})
    context = {
        "title": "My rating",
        "caption": f"Performance year {appraisal.year}",
        "breadcrumbs": [
            {"text": "Home", "url": reverse("home")},
            {"text": "My performance year", "url": reverse("people:my-performance-year", args=[appraisal.pk])},
            {"text": "My rating"},
        ],
        "text": when_shared(appraisal.year),
        **(_shown(rating, request.user) if rating else {}),
    }
    return render(request, "people/performance/my_rating.html", context)


def _shown(rating: Rating, reader: User) -> dict[str, Any]:
    log_read(reader, rating)
    reviews = list(RatingReview.objects.visible_to(reader).filter(rating=rating))
    goes_on = rating.appraisal.year.status != YearStatus.CLOSED
    return {
        "rating": rating,
        "values": [
            {"heading": "What I achieved", "value": rating.final_what},
            {"heading": "How I went about it", "value": rating.final_how},
        ],
        "shared": long_moment(rating.shared_at) if rating.shared_at else "",
        "reviews": [_review(each) for each in reviews],
        "may_say": goes_on,
        "may_ask": goes_on and not any(each.status == ReviewStatus.ASKED for each in reviews),
    }


def _review(review: RatingReview) -> dict[str, Any]:
    return {
        "asked": long_moment(review.asked_at),
        "reason": review.reason,
        "status": {"text": review.get_status_display(), "colour": COLOURS[ReviewStatus(review.status)]},
        "answer": review.answer,
        "answered": long_moment(review.answered_at) if review.answered_at else "",
    }


def _mine(request: Request, pk: int) -> Rating:
    """The shared rating of the reader's own appraisal with this key, or 404."""
    joined = shared_with(request.user).select_related("appraisal__year", "appraisal__person")
    held = joined.select_for_update(of=("self",), no_key=True) if request.method == "POST" else joined
    found: Rating = get_object_or_404(held, appraisal=pk)
    return found


def my_rating_comment(request: Request, pk: int) -> HttpResponse:
    """Of two windows neither writes over what the other saved: what stands is shown, and the next sending replaces
    it."""
    rating = _mine(request, pk)
    form = CommentForm(request.POST or None, stands=rating.comment)
    drafting.keep(request, form)
    trouble = _over(rating)
    if request.method == "POST" and not trouble and not form.overtaken and form.is_valid():
        with transaction.atomic():
            rating.say(form.cleaned_data["comment"], by=request.user)
            drafting.forget(form)
        messages.success(request, "Your comment is saved.")
        return redirect("people:my-rating-year", pk)
    context = {**_page(pk, rating), "title": "Comment on my rating", "form": form, "trouble": trouble}
    context["stands"] = rating.comment if form.overtaken else ""
    status = 409 if trouble or form.overtaken else 200
    return render(request, "people/performance/comment.html", context, status=status)


def my_rating_review(request: Request, pk: int) -> HttpResponse:
    rating = _mine(request, pk)
    form = ReviewForm(request.POST or None)
    drafting.keep(request, form)
    trouble = _over(rating)
    if rating.reviews.visible_to(request.user).filter(status=ReviewStatus.ASKED).exists():
        trouble = ASKED
    if request.method == "POST" and not trouble and form.is_valid():
        try:
            with transaction.atomic():
                ask_for_review(rating, by=request.user, reason=form.cleaned_data["reason"])
                drafting.forget(form)
        except IllegalMove as error:
            trouble = str(error)
        else:
            messages.success(request, "The performance leads have been asked. Their answer stands here.")
            return redirect("people:my-rating-year", pk)
    context = {
        **_page(pk, rating),
        "title": "Ask for a review",
        "form": form,
        "trouble": trouble,
        "submit": "Ask for a review",
    }
    return render(request, "form.html", context, status=409 if trouble else 200)


def _over(rating: Rating) -> str:
    return OVER if rating.appraisal.year.status == YearStatus.CLOSED else ""


def _page(pk: int, rating: Rating) -> dict[str, Any]:
    back = reverse("people:my-rating-year", args=[pk])
    return {"caption": f"Performance year {rating.appraisal.year}", "cancel_url": back, "back_url": back}


urlpatterns: list[URLPattern] = [
    path("my-performance/rating/", my_rating, name="my-rating"),
    path("my-performance/<int:pk>/rating/", my_rating, name="my-rating-year"),
    path("my-performance/<int:pk>/rating/comment/", my_rating_comment, name="my-rating-comment"),
    path("my-performance/<int:pk>/rating/ask-review/", my_rating_review, name="my-rating-review"),
]
