"""Where a person starts among the pages of the welfare app: only those pages that concern them."""

from django.urls import reverse

from people.roles import line_reports_of
from people.workforce.models import User
from welfare.cases.emergency import MAY_BREAK
from welfare.cases.handling import TEAM
from welfare.cases.own_case import OwnCase
from welfare.cases.signal_views import concern
from welfare.joining.home import has_access_to_work
from welfare.passports.sharing import Share

Start = dict[str, str]


def starts_for(user: User) -> list[Start]:
    """For line managers of student officers, for student officers, for the team, and for those with whom a passport is
    or was shared. Occupational health is everybody's. At most five queries.
    """
    found = [*_for_the_team(user), *_for_emergencies(user)]
    accounts = set(concern(user).values_list("account", flat=True)) if hasattr(user, "person") else set()
    if accounts - {user.pk}:
        found += [
            _start(
                "ask-advice",
                "Ask the welfare team for advice",
                "About a student officer who reports to you: four questions, and you hear by when.",
            ),
            _start("briefings", "Briefings", "What the welfare team has written to you as a line manager."),
        ]
    if user.pk in accounts or OwnCase.objects.visible_to(user).exists():
        found.append(_start("own", "My support", "Who of the welfare team looks after you, and how to ask for a call."))
    if hasattr(user, "person"):
        words = "What you need to do your work well. You write it once, and choose who sees it."
        found.append(_start("passport", "My passport for adjustments", words))
    if Share.ever_with(user):
        found.append(_start("shared", "Shared with me", "Passports for adjustments that people share with you."))
    if has_access_to_work(user):
        words = "How far your application is, and until when the whole cost can be granted."
        found.append(_start("access-to-work-own", "My Access to Work", words))
    return [*found, *_for_occupational_health(user)]


def _for_occupational_health(user: User) -> list[Start]:
    """Everybody who works here has referrals of their own, or can make one; line managers refer others besides."""
    if not hasattr(user, "person"):
        return []
    words = "Where your referral stands, the advice about your work, and how to refer yourself."
    found = [_start("my-referrals", "Occupational health: my referrals", words)]
    if line_reports_of(user).exists():
        words = "Advice that you may read about people who report to you, and referrals that you made."
        found += [
            _start("refer", "Refer somebody to occupational health", "Somebody who reports to you: four questions."),
            _start("oh-advice", "Occupational health: my team", words),
        ]
    return found


def _for_the_team(user: User) -> list[Start]:
    if not user.has_role(*TEAM):
        return []
    return [_start("signals-new", "Record a signal", "What a tutor, a university, recruitment or a caller told you.")]


def _for_emergencies(user: User) -> list[Start]:
    if not user.has_role(*MAY_BREAK):
        return []
    words = "For an hour, when it cannot wait: the lead is told at once, and reviews it."
    return [_start("break-glass", "Open a case in an emergency", words)]


def _start(name: str, title: str, text: str) -> Start:
    return {"title": title, "url": reverse(f"welfare:{name}"), "text": text}
