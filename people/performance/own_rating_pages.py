"""The pages of my rating: once it is shared, what it is, what I say of it, and whether somebody looks at it again.

Before that they say when ratings are shared and nothing else.
"""

from typing import Any

from django.contrib import messages
from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse

from people.performance.choices import RatingStatus, ReviewStatus, YearStatus
from people.performance.decisions import RatingReview
from people.performance.models import Appraisal
from people.performance.own_rating import ASKED, ask_for_review, shared_with, when_shared, why_over
from people.performance.own_rating_forms import CommentForm, ReviewForm
from people.performance.ratings import Rating, RatingChange
from people.requests import Request
from people.workforce.models import User
from wmp.lib import drafting
from wmp.lib.audit import log_read
from wmp.lib.registers.asked import only
from wmp.lib.words import long_moment, spoken_list
from wmp.lib.workflow import IllegalMove

COLOURS = {ReviewStatus.ASKED: "yellow", ReviewStatus.UPHELD: "green", ReviewStatus.NOT_UPHELD: "grey"}


def my_rating(request: Request, pk: int | None = None) -> HttpResponse:
    """Of the appraisal with this key; without one, the latest that is shared, or else when the next one is."""
    only(request.GET)
    own: Any = Appraisal.objects.own(request.user).select_related("year", "person").order_by("-year__starts_on")
    shared = shared_with(request.user).select_related("appraisal__year", "appraisal__person", "final_what", "final_how")
    shared = shared.annotate(changed=changed_since(request.user))
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


def changed_since(reader: User) -> ArraySubquery:
    """For a list of ratings: the moments at which the values of each were changed after it was shared."""
    late = {"old": RatingStatus.SHARED, "new": RatingStatus.SHARED}
    changes = RatingChange.objects.visible_to(reader).filter(record=OuterRef("pk"), **late)
    return ArraySubquery(changes.order_by("at", "pk").values("at"))


def _shown(rating: Any, reader: User) -> dict[str, Any]:
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
        "changed": spoken_list(map(long_moment, rating.changed)) if rating.changed else "",
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
    trouble = why_over(rating)
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
    trouble = why_over(rating)
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


def _page(pk: int, rating: Rating) -> dict[str, Any]:
    back = reverse("people:my-rating-year", args=[pk])
    return {"caption": f"Performance year {rating.appraisal.year}", "cancel_url": back, "back_url": back}


urlpatterns: list[URLPattern] = [
    path("my-performance/rating/", my_rating, name="my-rating"),
    path("my-performance/<int:pk>/rating/", my_rating, name="my-rating-year"),
    path("my-performance/<int:pk>/rating/comment/", my_rating_comment, name="my-rating-comment"),
    path("my-performance/<int:pk>/rating/ask-review/", my_rating_review, name="my-rating-review"),
]
