"""Everybody's own learning, and that of the people who report to a line manager."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from people.requests import Request
from people.talent.compliance import (
    EXPIRES_SOON,
    EXPIRING,
    OVERDUE,
    RECOMMENDED,
    VALID,
    Learner,
    Standing,
    learner_of,
    learners,
)
from people.workforce.models import Post, User
from wmp.lib import clock
from wmp.lib.registers import asked
from wmp.lib.waiting import Waiting
from wmp.lib.words import counted, short_day, spoken_list

TAGS = {
    OVERDUE: ("Overdue", "red"),
    EXPIRING: ("Runs out soon", "yellow"),
    VALID: ("Done", "green"),
    RECOMMENDED: ("Recommended", "grey"),
}


def my_learning(request: Request) -> HttpResponse:
    """What the reader's role needs: done when, valid until when, what is overdue."""
    asked.only(request.GET)
    learner = learner_of(request.user)
    standings = learner.standings if learner else ()
    mandatory = [_line(each) for each in standings if each.need.mandatory]
    context = {
        "title": "My training",
        "summary": _summary(learner) if learner else "",
        "mandatory": mandatory,
        "recommended": [_line(each) for each in standings if not each.need.mandatory],
        "has_post": learner is not None,
        "soon": EXPIRES_SOON,
    }
    return render(request, "people/talent/my_learning.html", context)


def _line(standing: Standing) -> Mapping[str, Any]:
    words, colour = TAGS[standing.state]
    until = standing.valid_until
    ran_out = standing.done_on is not None and not standing.is_valid
    return {
        "name": standing.need.name,
        "profiles": spoken_list(standing.need.profiles),
        "done": short_day(standing.done_on) if standing.done_on else "Never",
        "until": short_day(until) if until else ("For good" if standing.done_on else ""),
        "status": "Ran out" if ran_out else words,
        "colour": colour,
    }


def _summary(learner: Learner) -> str:
    overdue, soon = len(learner.of_state(OVERDUE)), len(learner.of_state(EXPIRING))
    if not learner.standings:
        return "No learner profile names training for your role."
    if not overdue and not soon:
        return "You have done all that your role needs, and nothing runs out soon."
    words = [f"{counted(overdue, 'course')} overdue"] if overdue else []
    if soon:
        words.append(f"{counted(soon, 'course')} that {'runs' if soon == 1 else 'run'} out within {EXPIRES_SOON} days")
    return f"{spoken_list(words).capitalize()}."


def team_learning(request: Request) -> HttpResponse:
    """Who of the reader's direct reports misses which mandatory course, the worst first."""
    asked.only(request.GET)
    found = team_of(request.user)
    found.sort(key=lambda each: (-len(each.of_state(OVERDUE)), -len(each.of_state(EXPIRING))))
    missing = sum(bool(each.of_state(OVERDUE)) for each in found)
    who = "Nobody misses" if not missing else f"{counted(missing, 'person misses', 'people miss')}"
    words = f"{counted(len(found), 'person', 'people')}. {who} a mandatory course"
    context = {
        "title": "My team’s training",
        "summary": words if found else "",
        "head": ["Name", "Overdue", f"Runs out within {EXPIRES_SOON} days", {"text": "Done", "numeric": True}],
        "rows": [_team_row(each) for each in found],
    }
    return render(request, "people/talent/team_learning.html", context)


def team_of(user: User) -> list[Learner]:
    """The direct reports of today. One query."""
    reports = Post.objects.visible_to(user).in_force_on(clock.today()).filter(line_manager__account=user.pk)
    return learners(reports, user)


def _team_row(learner: Learner) -> list[Any]:
    mandatory = [each for each in learner.standings if each.need.mandatory]
    overdue = [_said(each) for each in learner.of_state(OVERDUE)]
    return [
        {"text": str(learner.person), "url": reverse("people:people-detail", args=[learner.person.pk])},
        {"lines": overdue} if overdue else {"tag": {"text": "Nothing", "colour": "green"}},
        {"lines": [_said(each) for each in learner.of_state(EXPIRING) if each.need.mandatory]},
        {"text": f"{sum(each.is_valid for each in mandatory)} of {len(mandatory)}", "numeric": True},
    ]


def _said(standing: Standing) -> str:
    if standing.done_on is None:
        return f"{standing.need.name}: never done"
    until = standing.valid_until
    ends = "ran out" if not standing.is_valid else "runs out"
    return f"{standing.need.name}: {ends} {short_day(until)}" if until else standing.need.name


def training_waits(user: User) -> list[Waiting]:
    """One line for what of the reader's own mandatory training is overdue. One query."""
    if not hasattr(user, "person"):
        return []
    learner = learner_of(user)
    overdue = learner.of_state(OVERDUE) if learner else []
    if learner is None or not overdue:
        return []
    names = [each.need.name for each in overdue]
    words = names[0] if len(names) == 1 else f"{counted(len(names), 'mandatory course')}"
    since = min(each.valid_until or learner.since for each in overdue)
    return [Waiting(f"Do {words}: overdue", reverse("people:my-learning"), since)]
