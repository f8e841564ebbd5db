"""Where a person starts among the pages of the people app: only those pages that concern them."""

from django.urls import reverse

from people.performance.moderation_home import start_for_members
from people.promotion.own import is_officer
from people.roles import line_reports_of
from people.workforce.models import User

Start = dict[str, str]


def starts_for(user: User) -> list[Start]:
    """For everybody who works here: their own performance year and promotion. For line managers: their team."""
    if not hasattr(user, "person"):
        return []
    has_team = line_reports_of(user).exists()
    return [*_performance(has_team), *_for_officers(user), *_learning(has_team), *_moderation(user)]


def _for_officers(user: User) -> list[Start]:
    if not is_officer(user):
        return []
    words = "Which processes take applications, whether you can apply, and where your applications stand."
    return [_start("my-promotion", "Promotion: apply and see where you stand", words)]


def _performance(has_team: bool) -> list[Start]:
    words = "Your objectives, conversations and self-assessment, and your rating once it is shared."
    found = [_start("my-performance", "My performance year", words)]
    if has_team:
        words = "Everybody who reports to you: objectives, conversations, year-end and ratings in one table."
        found.append(_start("team", "My team’s performance year", words))
    return found


def _learning(has_team: bool) -> list[Start]:
    """Everybody who works here has training to do; line managers see who of their team misses some."""
    found = [_start("my-learning", "My training", "What your role needs, what you have done, and what runs out soon.")]
    if has_team:
        words = "Who of the people who report to you misses a mandatory course."
        found.append(_start("team-learning", "My team’s training", words))
    return found


def _moderation(user: User) -> list[Start]:
    """Members of moderation panels."""
    return [_start(*each) for each in start_for_members(user)]


def _start(name: str, title: str, text: str) -> Start:
    return {"title": title, "url": reverse(f"people:{name}"), "text": text}
