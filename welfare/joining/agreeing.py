"""What an assessor recommends goes into the passport where its holder says so, and stays out where they say no."""

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone

from people.requests import Request
from people.roles import own_person
from people.workforce.models import User
from welfare.cases.handling import name_of
from welfare.joining.assessments import Assessment
from welfare.joining.choices import Agreement, ReferralStatus
from welfare.passports.handling import take_over
from welfare.passports.models import Passport
from wmp.lib import clock
from wmp.lib.forms import Form
from wmp.lib.keys import among
from wmp.lib.waiting import Waiting
from wmp.lib.words import long_day
from wmp.lib.workflow import IllegalMove, StaleMove


class AgreeForm(Form):
    answer = django_forms.ChoiceField(
        label="Put these recommendations into my passport?",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=django_forms.RadioSelect,
        error_messages={"required": "Choose whether they go into your passport"},
    )


def own_assessments(user: User) -> Any:
    """Those with recommendations that were held with the reader, whatever roles they have besides."""
    own = Assessment.objects.visible_to(user).filter(among("referral__person", own_person(user)))
    return own.filter(status="held").exclude(recommendations="").select_related("assessor", "referral")


@transaction.atomic
def answer(assessment: Assessment, *, by: Any, yes: bool) -> None:
    """The person's one answer. Raises IllegalMove without a passport to put them into, StaleMove a second time."""
    here = Assessment.objects.unscoped().filter(pk=assessment.pk, agreement="")
    if not here.update(agreement=Agreement.YES if yes else Agreement.NO, agreed_on=clock.today()):
        raise StaleMove("You have answered this already.")
    if not yes:
        return
    passport = Passport.objects.own(by).live().first()
    if passport is None:
        raise IllegalMove("You have no passport yet. Begin one first, then answer here.")
    take_over(passport, by=by, recommended_by=assessment.assessor, text=assessment.recommendations)
    referral = assessment.referral
    referral.hold()
    if referral.may_move_to(ReferralStatus.PASSPORT):
        referral.taken_over(by=by)


def recommendations(request: Request) -> HttpResponse:
    """What assessors recommended to the reader, and what they said to it."""
    context = {
        "title": "Recommendations of your assessor",
        "assessments": own_assessments(request.user),
        "back_url": reverse("home"),
    }
    return render(request, "welfare/joining/recommendations.html", context)


def agree(request: Request, pk: int) -> HttpResponse:
    """The question, once."""
    assessment = get_object_or_404(own_assessments(request.user), pk=pk)
    form = AgreeForm(request.POST or None)
    back = reverse("welfare:recommendations-own")
    trouble = "You have answered this already." if assessment.agreement else ""
    if request.method == "POST" and not trouble and form.is_valid():
        yes = form.cleaned_data["answer"] == "yes"
        try:
            answer(assessment, by=request.user, yes=yes)
        except (IllegalMove, StaleMove) as error:
            trouble = str(error)
        else:
            messages.success(request, "They are in your passport." if yes else "They stay out of your passport.")
            return redirect(back)
    context = {
        "title": "Your assessor’s recommendations",
        "caption": f"{name_of(assessment.assessor)}, {long_day(timezone.localdate(assessment.starts_at))}",
        "form": form,
        "assessment": assessment,
        "trouble": trouble,
        "submit": "Save my answer",
        "cancel_url": back,
        "back_url": back,
    }
    return render(request, "welfare/joining/agree.html", context, status=409 if trouble else 200)


def waiting_recommendations(user: User) -> list[Waiting]:
    """The question, on the home page of whoever has it to answer. One query."""
    waits = own_assessments(user).filter(agreement="") if hasattr(user, "person") else []
    return [
        Waiting(
            "Say whether your assessor’s recommendations go into your passport",
            reverse("welfare:recommendations-agree", args=[each.pk]),
            timezone.localdate(each.starts_at),
        )
        for each in waits
    ]


urlpatterns = [
    path("passport/recommendations/", recommendations, name="recommendations-own"),
    path("passport/recommendations/<int:pk>/", agree, name="recommendations-agree"),
]
