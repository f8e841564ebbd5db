"""What is shared with me: versions of other people's passports, and section 4.1 for the line manager."""

from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone

from people.models import Post, PostingConstraint, User
from people.requests import Request
from welfare.passports import handling
from welfare.passports.adjustments import Adjustment
from welfare.passports.choices import ADJUSTMENT_COLOURS, AdjustmentStatus, PassportStatus, Purpose
from welfare.passports.entries import Comment
from welfare.passports.sharing import Share
from welfare.passports.sharing_forms import CommentForm
from wmp.lib import clock, drafting
from wmp.lib.audit import log_read
from wmp.lib.records import Fact
from wmp.lib.timeline import said
from wmp.lib.waiting import Waiting
from wmp.lib.workflow import IllegalMove, StaleMove
from wmp.lib.working_days import add_working_days

SHOWN = 100
# Ours: the days that a line manager has for section 4.1.
COMMENT_WORKING_DAYS = 3
# Of adjustments that are dropped or declined a reader needs to know no more.
OVER = (AdjustmentStatus.NO_LONGER_NEEDED, AdjustmentStatus.DECLINED)
WHAT_FOR = {
    Purpose.MANAGEMENT: "You are their line manager",
    Purpose.COMMENT: "Your comments on section 4.1",
}


def _with_me(user: User) -> Any:
    """The shares by which the reader may read a version in this request, with the rank of whose it is."""
    mine: Any = Share.objects.visible_to(user).open_to(user)
    held = Post.objects.visible_to(user).in_force_on(clock.today()).filter(person=OuterRef("passport__holder"))
    rank = Subquery(held.filter(rank__isnull=False).values("rank__abbreviation")[:1])
    return mine.select_related("version__passport__holder", "passport__holder").annotate(rank=rank)


def _whose(share: Any) -> str:
    """`PC Bob Baker`, for their line manager; the name alone for others, who see no posts of theirs."""
    return f"{share.rank or ''} {share.passport.holder}".strip()


def _what_for(share: Any) -> str:
    return WHAT_FOR.get(share.purpose, share.get_purpose_display())


def shared(request: Request) -> HttpResponse:
    """What is shared with the reader now, and the comments that they sent."""
    shares = [
        {"whose": _whose(each), "what_for": _what_for(each), "until": each.expires_on, "url": _address(each.version_id)}
        for each in _with_me(request.user).defer("version__content")[:SHOWN]
    ]
    sent: Any = Comment.objects.visible_to(request.user).filter(by=request.user)
    context = {
        "title": "Shared with me",
        "shares": shares,
        "sent": sent.select_related("passport__holder")[:SHOWN],
        "breadcrumbs": [{"text": "Home", "url": reverse("home")}],
    }
    return render(request, "welfare/shared/shared.html", context)


def _address(version: int) -> str:
    return reverse("welfare:shared-detail", args=[version])


def shared_detail(request: Request, pk: int) -> HttpResponse:
    """A version as its recipient reads it, and how the adjustments stand today. Each opening is noted.

    404 from the first request after it was taken back, ran out, or the reader is no longer the line manager.
    """
    shares = list(_with_me(request.user).filter(version=pk))
    if not shares:
        raise Http404
    share = shares[0]
    log_read(request.user, share.version)
    live = Adjustment.objects.visible_to(request.user).filter(passport=share.passport).exclude(status__in=OVER)
    waits = any(each.purpose == Purpose.COMMENT for each in shares)
    context = {
        "title": f"Passport of {_whose(share)}",
        "caption": f"Version {share.version.number}",
        "facts": _facts(shares),
        "sections": share.version.content["sections"],
        "adjustments": [
            {
                "what": each.what,
                "status": each.get_status_display(),
                "colour": ADJUSTMENT_COLOURS[each.status],
                "when": _when(each),
            }
            for each in live
        ],
        "constraints": _constraints(request.user, share.passport.holder),
        "comment_url": reverse("welfare:shared-comment", args=[pk]) if waits else "",
        "breadcrumbs": _below_shared(),
    }
    return render(request, "welfare/shared/version.html", context)


def _constraints(user: User, holder: Any) -> list[str]:
    """What a posting has to respect, for those who may know it: the line manager, for one."""
    standing = PostingConstraint.objects.visible_to(user).filter(person=holder).standing()
    return [
        f"{each.what}, from {said(each.from_on)}" + (f" to {said(each.until_on)}" if each.until_on else "")
        for each in standing
    ]


def _facts(shares: list[Any]) -> list[Fact]:
    return [
        Fact("Shared with you for", "\n".join(_what_for(each) for each in shares)),
        Fact("You may see it until", said(max(each.expires_on for each in shares))),
        Fact("As it was on", said(timezone.localdate(shares[0].version.at))),
    ]


def _when(adjustment: Any) -> str:
    if adjustment.in_place_on and adjustment.status in ("in place", "reviewed"):
        return f"since {said(adjustment.in_place_on)}"
    return f"due {said(adjustment.due)}" if adjustment.due else ""


def _below_shared() -> list[dict[str, str]]:
    return [{"text": "Home", "url": reverse("home")}, {"text": "Shared with me", "url": reverse("welfare:shared")}]


# --- section 4.1 ---


def comment(request: Request, pk: int) -> HttpResponse:
    """The line manager's comments, once. What was typed is shown again where they are not waited for any more."""
    asked = Share.once_for_comment(request.user).filter(version=pk).select_related("version__passport__holder")
    share = get_object_or_404(asked.order_by("-shared_at", "-pk")[:1])
    form = CommentForm(request.POST or None)
    drafting.keep(request, form)
    waits = Share.now_open_to(request.user).filter(pk=share.pk, passport__status=PassportStatus.WITH_MANAGER).exists()
    written = _written(request.user, pk)
    # Opened again, or a second click, which is no second comment.
    if written and request.POST.get("text", "").split() in ([], written.text.split()):
        still_open = _with_me(request.user).filter(version=pk).exists()
        context = {"comment": written, "still_open": still_open}
        return render(request, "welfare/shared/commented.html", _words(share) | context)
    if not waits:
        return _over(request, share, form, "You have sent your comments already." if written else "")
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                handling.comment(share.version, by=request.user, text=form.cleaned_data["text"])
                drafting.forget(form)
        except (IllegalMove, StaleMove):  # in this moment
            return _over(request, share, form, "")
        return redirect("welfare:shared-comment", pk=pk)
    context = {
        "form": form,
        "submit": "Send to the RA officer",
        "cancel_url": _address(pk),
        "due": add_working_days(timezone.localdate(share.shared_at), COMMENT_WORKING_DAYS),
    }
    return render(request, "welfare/shared/comment.html", _words(share) | context)


def _written(user: User, version: int) -> Any:
    """What the reader has sent on this version."""
    return Comment.objects.visible_to(user).filter(by=user, version=version).first()


def _words(share: Any) -> dict[str, Any]:
    return {
        "title": "Section 4.1: line manager’s comments",
        "caption": f"Passport of {share.version.passport.holder}",
        "holder": share.version.passport.holder,
        "version_url": _address(share.version_id),
        "breadcrumbs": _below_shared(),
    }


def _over(request: Request, share: Any, form: CommentForm, why: str) -> HttpResponse:
    """Taken back, or gone on without: a sentence, and what was typed, to be copied."""
    holder = share.version.passport.holder
    typed = str(form["text"].value() or "")
    again = _with_me(request.user).filter(passport=share.passport_id, purpose=Purpose.COMMENT).first()
    context = {
        "trouble": why or f"{holder} no longer waits for your comments on this version.",
        "typed": typed,
        "again": reverse("welfare:shared-comment", args=[again.version_id]) if again else "",
    }
    return render(request, "welfare/shared/over.html", _words(share) | context, status=409)


# --- the home page ---


def comments_to_make(user: User) -> list[Waiting]:
    """A line for each passport that waits for the reader's comments, due in three working days."""
    waiting = _with_me(user).filter(purpose=Purpose.COMMENT, passport__status=PassportStatus.WITH_MANAGER)
    found = []
    for share in waiting.defer("version__content")[:SHOWN]:
        since = timezone.localdate(share.shared_at)
        due = add_working_days(since, COMMENT_WORKING_DAYS)
        found.append(Waiting(f"Comment on section 4.1 for {_whose(share)}", _address(share.version_id), since, due))
    return found


urlpatterns = [
    path("shared/", shared, name="shared"),
    path("shared/<int:pk>/", shared_detail, name="shared-detail"),
    path("shared/<int:pk>/comment/", comment, name="shared-comment"),
]
