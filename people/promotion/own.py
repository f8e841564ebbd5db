"""Promotion, for everybody who works here: which processes take applications, whether one may apply, and one's own."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone

from people.promotion.around import Endorsement
from people.promotion.eligibility import Standing, standing_of, takes_applications
from people.promotion.endorsing import still_asked
from people.promotion.models import OwnApplication, PromotionProcess
from people.promotion.own_application import days_of, endorsement_words, next_step, own_applications, standing
from people.promotion.stages import PromotionStage
from people.promotion.started import StartedApplication
from people.requests import Request
from people.roles import own_person, student_officers
from people.workforce.models import Person, Post, StaffType, User
from wmp.lib import clock
from wmp.lib.keys import among
from wmp.lib.records import Fact
from wmp.lib.registers.asked import only
from wmp.lib.waiting import Waiting
from wmp.lib.words import counted, long_day

SHOWN = 50
TITLE = "Promotion"


def processes_for(user: User) -> Any:
    """Those that the reader sees, with `stages_told`, and of their own `begun` and `made`: keys of a started and of a
    sent application, None where there is none."""
    begun = StartedApplication.objects.visible_to(user).filter(process=OuterRef("pk"))
    made = OwnApplication.objects.visible_to(user).filter(process=OuterRef("pk"))
    stages = PromotionStage.objects.visible_to(user).filter(process=OuterRef("pk")).order_by("number")
    a_stage = JSONObject(name="name", starts_on="starts_on", ends_on="ends_on")
    found: Any = PromotionProcess.objects.visible_to(user).select_related("from_rank", "to_rank")
    return found.annotate(
        begun=Subquery(begun.values("pk")[:1]),
        made=Subquery(made.values("pk")[:1]),
        stages_told=ArraySubquery(stages.values(found=a_stage)),
    )


def standing_for(user: User) -> Standing:
    """Of the reader, in two queries."""
    found: Any = Person.objects.visible_to(user).filter(account=user.pk)
    probation = student_officers().filter(person=OuterRef("pk"))
    me = found.annotate(in_probation=Exists(probation)).first()
    return standing_of(me, in_probation=me.in_probation if me else False)


def my_promotion(request: Request) -> HttpResponse:
    only(request.GET)
    today = clock.today()
    me = standing_for(request.user)
    open_now = processes_for(request.user).filter(opens_on__lte=today, closes_on__gte=today, published_at=None)
    offers = [_offer(each, me) for each in open_now.order_by("closes_on", "pk")[:SHOWN]]
    applications = list(own_applications(request.user)[:SHOWN])
    context = {
        "title": TITLE,
        "applications": [_line(each) for each in applications],
        # What they can apply in comes first.
        "processes": sorted(offers, key=lambda offer: bool(offer["obstacles"])),
        "breadcrumbs": [{"text": "Home", "url": reverse("home")}, {"text": TITLE}],
    }
    return render(request, "people/promotion/my_promotion.html", context)


def _line(application: Any) -> dict[str, Any]:
    """One of the reader's own: what they are told, and what comes next."""
    return {
        "name": str(application.process),
        "url": reverse("people:my-application", args=[application.pk]),
        "status": standing(application),
        "endorsement": endorsement_words(application),
        "next": next_step(application),
    }


def _offer(process: Any, me: Standing) -> dict[str, Any]:
    """A process that takes applications today: its days, what it asks for, and whether the reader may apply."""
    return {
        "name": str(process),
        "pk": process.pk,
        "url": reverse("people:apply", args=[process.pk]),
        "made_url": reverse("people:my-application", args=[process.made]) if process.made else "",
        "begun": process.begun,
        "facts": facts_of(process),
        "obstacles": me.obstacles(process),
    }


def facts_of(process: Any) -> list[Fact]:
    """What somebody wants to know before they apply."""
    asks = [f"The rank of {process.from_rank}, confirmed in it"]
    if process.least_months:
        asks.append(f"{counted(process.least_months, 'month')} in the rank by {long_day(process.closes_on)}")
    endorsed = "Your line manager is asked" if process.needs_endorsement else "Not needed"
    stages = "\n".join(f"{stage['name']}: {days_of(stage)}" for stage in process.stages_told)
    results = long_day(process.results_on) if process.results_on else "To all candidates at the same time"
    facts = [
        Fact("Apply", f"{long_day(process.opens_on)} to {long_day(process.closes_on)}"),
        Fact("You need", "\n".join(asks)),
        Fact("Endorsement", endorsed),
        Fact("Results", results),
    ]
    return [*facts[:3], Fact("Stages", stages), facts[3]] if stages else facts


# --- the home page ---


def promotion_waits(user: User) -> list[Waiting]:
    """An application to finish, and applications of others that wait for the reader's endorsement. Two queries."""
    return [*_to_finish(user), *_to_endorse(user)]


def _to_finish(user: User) -> list[Waiting]:
    begun = StartedApplication.objects.visible_to(user).select_related("process__from_rank", "process__to_rank")
    return [
        Waiting(
            f"Finish your application for {each.process}: it closes on {long_day(each.process.closes_on)}",
            reverse("people:apply", args=[each.process_id]),
            each.started_on,
            each.process.closes_on,
        )
        for each in begun
        if takes_applications(each.process) and each.process.closes_on
    ]


def _to_endorse(user: User) -> list[Waiting]:
    asked: Any = still_asked(user).select_related("application__candidate", "application__process__from_rank")
    return [
        Waiting(
            f"Say whether you support {whose(each)} application",
            reverse("people:endorse", args=[each.pk]),
            timezone.localdate(each.asked_at),
            each.application.process.closes_on,
        )
        for each in asked[:SHOWN]
    ]


def whose(endorsement: Endorsement) -> str:
    """`PC Osei’s`: how a line manager calls a candidate."""
    application = endorsement.application
    return f"{application.process.from_rank.abbreviation} {application.candidate.last_name}’s"


def is_officer(user: User) -> bool:
    """Has the reader a post of today in which there is promotion?"""
    posts = Post.objects.visible_to(user).filter(among("person", own_person(user))).in_force_on(clock.today())
    return posts.filter(staff_type__in=[StaffType.OFFICER, StaffType.SPECIAL]).exists()


urlpatterns = [path("my-promotion/", my_promotion, name="my-promotion")]
