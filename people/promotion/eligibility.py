"""Who may apply in a process, said once: for the pages of candidates and for the verb that makes an application.

The rule is ours: an officer (a special, for ranks of the special constabulary) whose post of today is of the rank that
the process promotes from, with the months in that rank that the process asks for by its closing day, and confirmed in
rank, that is with no probation that has not ended. Months are counted from posts: all of that rank, one after the other
or with breaks between them, each from its first day to its last.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from people.promotion.models import PromotionProcess
from people.roles import student_officers
from people.workforce.models import Person, Post, Rank, StaffType
from wmp.lib import clock
from wmp.lib.days import months_after
from wmp.lib.words import counted, long_day

ASK_ABOUT_POSTS = (
    "This comes from your posts. If a rank or a date there is wrong, ask the people data team to put it right."
)
ASK_ABOUT_PROBATION = "If your probation has ended, ask the people data team to record the day on which it did."
ASK_ABOUT_ACCOUNT = "Ask the administrator to link your account with your employee number."


@dataclass(frozen=True)
class Obstacle:
    """Why somebody cannot apply, and what to do where it is not so."""

    text: str
    query: str


@dataclass(frozen=True)
class Standing:
    """What is on record of somebody today, as far as it decides whether they may apply. None: an account of nobody."""

    person: Person | None
    posts: Sequence[Post] = ()
    in_probation: bool = False

    def obstacles(self, process: PromotionProcess) -> list[Obstacle]:
        """Each reason for which they may not apply in `process`. Empty where they may."""
        if self.person is None:
            return [Obstacle("Your account belongs to nobody on record here.", ASK_ABOUT_ACCOUNT)]
        found = [*self._of_rank(process), *self._of_months(process)]
        if self.in_probation:
            words = "You are in probation. An officer is confirmed in rank before applying."
            found.append(Obstacle(words, ASK_ABOUT_PROBATION))
        return found

    def _of_rank(self, process: PromotionProcess) -> list[Obstacle]:
        kind = kind_of(process.from_rank)
        today = [post for post in self.posts if post.staff_type == kind and _covers(post, clock.today())]
        if any(post.rank_id == process.from_rank_id for post in today):
            return []
        held = next((post.rank for post in today if post.rank), None)
        words = (
            f"Your post of today is of the rank of {held}" if held else f"You hold no post as a {_named(kind)} today"
        )
        return [Obstacle(f"{words}. This process is for the rank of {process.from_rank}.", ASK_ABOUT_POSTS)]

    def _of_months(self, process: PromotionProcess) -> list[Obstacle]:
        if not process.least_months or process.closes_on is None:
            return []
        begun = self.in_rank_since(process.from_rank, process.closes_on)
        if begun is None:  # the rank is told already
            return []
        reached = months_after(begun, process.least_months)
        if reached <= process.closes_on:
            return []
        months = _whole_months(begun, process.closes_on)
        return [
            Obstacle(
                f"You have {counted(months, 'month')} in the rank by {long_day(process.closes_on)}, and"
                f" {process.least_months} are needed. You reach them on {long_day(reached)}.",
                ASK_ABOUT_POSTS,
            )
        ]

    def in_rank_since(self, rank: Rank, day: date) -> date | None:
        """The day from which they would have served in `rank` without a break to have on `day` what they have."""
        held = [post for post in self.posts if post.rank_id == rank.pk and post.staff_type == kind_of(rank)]
        spells = [(min(post.ended or day, day) - post.started).days + 1 for post in held if post.started <= day]
        return day - timedelta(days=sum(spells) - 1) if spells else None


def standing_of(person: Person | None, *, in_probation: bool | None = None) -> Standing:
    """One query for the posts, and one for the probation where the caller has not read it."""
    if person is None:
        return Standing(None)
    if in_probation is None:
        in_probation = student_officers().filter(person=person).exists()
    posts: Any = Post._base_manager.filter(person=person).select_related("rank").order_by("-started")
    return Standing(person, list(posts), in_probation)


def takes_applications(process: PromotionProcess) -> bool:
    today = clock.today()
    if process.opens_on is None or process.closes_on is None or process.published_at:
        return False
    return process.opens_on <= today <= process.closes_on


def kind_of(rank: Rank) -> StaffType:
    return StaffType.SPECIAL if rank.special else StaffType.OFFICER


def _named(kind: StaffType) -> str:
    return "special" if kind == StaffType.SPECIAL else "police officer"


def _covers(post: Post, day: date) -> bool:
    return post.started <= day and (post.ended is None or post.ended >= day)


def _whole_months(first: date, last: date) -> int:
    months = (last.year - first.year) * 12 + last.month - first.month
    return months if months_after(first, months) <= last else months - 1
