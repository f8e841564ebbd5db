"""What RA officers do with a passport besides its verbs: take it in hand, agree it, recommend, read medical detail."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_POST

from people.requests import Request
from people.roles import Role
from welfare.passports import handling
from welfare.passports.adjustments import Adjustment
from welfare.passports.entries import Recommendation
from welfare.passports.medical import MedicalDetail
from welfare.passports.models import Passport
from welfare.passports.passport_page import DECIDES, PassportPage
from welfare.passports.ra_forms import AgreeForm, RecommendationForm
from wmp.lib.acts import perform
from wmp.lib.audit import log_read
from wmp.lib.words import within
from wmp.lib.workflow import IllegalMove, StaleMove

PAGE = PassportPage()
CHANGED = "It has been changed by someone else since you opened this page."


def passport_to_decide(request: Request, pk: int) -> Passport:
    """The passport, if the reader may do something with it. Raises Http404, PermissionDenied."""
    passport: Passport = PAGE.find(request, pk)
    if not PAGE.may_move(passport, request.user):
        raise PermissionDenied
    return passport


@require_POST
def take(request: Request, pk: int) -> HttpResponse:
    """One click. Somebody who took it a moment earlier keeps it, and the second is told who that is."""
    passport = passport_to_decide(request, pk)
    if passport.ra_officer_id == request.user.pk:
        return redirect(PAGE.address(passport))  # a second click
    try:
        with transaction.atomic():
            passport.take(by=request.user)
    except (IllegalMove, StaleMove) as error:
        context = {"title": "Take it in hand", "caption": PAGE.title(passport), "trouble": str(error)}
        return render(request, "welfare/refused.html", context | {"back_url": PAGE.address(passport)}, status=409)
    messages.success(request, f"You have {passport} in hand now.")
    return redirect(PAGE.address(passport))


def agree(request: Request, pk: int) -> HttpResponse:
    """Every adjustment that is asked for on one page: agreed or declined, who sees to it, by when, at what cost."""
    passport = passport_to_decide(request, pk)
    user = request.user
    adjustments = Adjustment.objects.visible_to(user).filter(passport=passport)
    asked = list(adjustments.filter(status="requested").select_related("owner"))
    mark = PAGE.mark(passport, user)
    form = AgreeForm(request.POST or None, asked=asked, user=user, initial={"seen": mark})

    def do() -> str:
        if form.cleaned_data["seen"] != mark:
            raise StaleMove(CHANGED)
        handling.agree(passport, by=user, reason=form.cleaned_data["reason"], decisions=form.decisions)
        return f"{PAGE.title(passport)} is agreed. Its holder has been told."

    decides = passport.status in DECIDES
    return perform(
        request,
        form,
        do,
        title="Decide about each adjustment",
        caption=PAGE.title(passport),
        submit="Agree the passport",
        back=PAGE.address(passport),
        template="welfare/ra/agree.html",
        standing=adjustments.filter(agreed_on__isnull=False).exclude(status__in=["declined", "no longer needed"]),
        decline_url=PAGE.address(passport, "decline"),
        intro="Each is agreed unless you decline it. Who sees to it, by when and at what cost can follow later.",
        refused="" if decides else f"It is {within(passport.get_status_display())} now.",
    )


# --- section 5 ---


def recommend(request: Request, pk: int) -> HttpResponse:
    passport = passport_to_decide(request, pk)
    return _recommend(request, passport, None)


def correct(request: Request, pk: int) -> HttpResponse:
    """By a new recommendation; the one that was wrong stays readable."""
    found = Recommendation.objects.visible_to(request.user).select_related("passport__holder")
    recommendation: Recommendation = get_object_or_404(found, pk=pk)
    passport: Any = recommendation.passport
    log_read(request.user, passport)
    if not PAGE.may_move(passport, request.user):
        raise PermissionDenied
    return _recommend(request, passport, recommendation)


def _recommend(request: Request, passport: Passport, corrects: Recommendation | None) -> HttpResponse:
    form = RecommendationForm(request.POST or None, initial={"text": corrects.text if corrects else ""})

    def do() -> str:
        handling.recommend(passport, by=request.user, text=form.cleaned_data["text"], corrects=corrects)
        return "The recommendation stands in section 5. The holder has been told."

    return perform(
        request,
        form,
        do,
        title="Correct this recommendation" if corrects else "Recommend",
        caption=PAGE.title(passport),
        submit="Correct" if corrects else "Add recommendation",
        intro="What stood before stays readable, marked as corrected." if corrects else "",
        back=PAGE.address(passport),
        refused="It has been withdrawn." if passport.status == "withdrawn" else "",
    )


# --- medical detail ---


def medical(request: Request, pk: int) -> HttpResponse:
    """On a page of its own, so that opening a passport shows no diagnosis; every reading of it is logged."""
    user = request.user
    passport = get_object_or_404(Passport.objects.visible_to(user).select_related("holder"), pk=pk)
    if not user.has_role(Role.RA_OFFICER) or PAGE.is_own(passport, user):
        return redirect("welfare:passport-medical")
    detail = MedicalDetail.objects.visible_to(user).filter(passport=passport).first()
    rows = _given(detail) if detail else []
    if detail and rows:
        log_read(user, detail)
    context = {
        "title": "Medical detail",
        "caption": PAGE.title(passport),
        "restricted": "RA officers and the holder only",
        "rows": rows,
        "back_url": PAGE.address(passport),
        "back_text": f"Back to {passport}",
    }
    return render(request, "welfare/ra/medical.html", context)


def _given(detail: MedicalDetail) -> list[dict[str, str]]:
    found = []
    for name in ("diagnosis", "treatment", "professionals"):
        field: Any = MedicalDetail._meta.get_field(name)
        label = str(field.verbose_name)
        if value := getattr(detail, name):
            found.append({"label": label[:1].upper() + label[1:], "value": value})
    return found


urlpatterns = [
    path("passports/<int:pk>/take/", take, name="passports-take"),
    path("passports/<int:pk>/agree/", agree, name="passports-agree"),
    path("passports/<int:pk>/recommend/", recommend, name="passports-recommend"),
    path("recommendations/<int:pk>/correct/", correct, name="recommendations-correct"),
    path("passports/<int:pk>/medical/", medical, name="passports-medical"),
]
