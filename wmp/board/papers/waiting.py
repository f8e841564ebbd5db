"""What of the papers waits for a board secretary, as lines of their home page."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Max, Min, Q
from django.urls import reverse
from django.utils import timezone

from people.roles import Role
from wmp.board.papers.models import OPEN, Paper, PaperStatus
from wmp.lib.waiting import Waiting
from wmp.lib.words import counted, long_day


def waiting_papers(user: Any) -> list[Waiting]:
    """To approve, for whoever did not write in it; to issue; open comments, for the author."""
    if not user.has_role(Role.BOARD_SECRETARY):
        return []
    unsettled = Q(sections__comments__settled_at=None, sections__comments__isnull=False)
    papers = Paper.objects.visible_to(user).filter(status__in=OPEN)
    papers = papers.annotate(
        moved_at=Max("changes__at"),
        comments=Count("sections__comments", filter=unsettled, distinct=True),
        commented_at=Min("sections__comments__at", filter=unsettled),
    )
    found = list(papers[:20])
    wrote = Paper.writers_of([each for each in found if each.status == PaperStatus.WITH_APPROVER])
    return [line for paper in found for line in _lines(paper, user, wrote.get(paper.pk, set()))]


def _lines(paper: Any, user: Any, wrote: set[int]) -> Iterator[Waiting]:
    url, named = reverse("papers:writing-detail", args=[paper.pk]), f"“{paper.title}” for {long_day(paper.meeting_on)}"
    moved = timezone.localdate(paper.moved_at) if paper.moved_at else None
    if paper.status == PaperStatus.WITH_APPROVER and moved and user.pk not in wrote:
        yield Waiting(f"Approve {named}", url, moved)
    if paper.status == PaperStatus.APPROVED and moved:
        yield Waiting(f"Issue {named}", url, moved, due=paper.meeting_on)
    if paper.status == PaperStatus.DRAFT and paper.author_id == user.pk:
        if paper.comments:
            since = timezone.localdate(paper.commented_at)
            yield Waiting(f"Settle {counted(paper.comments, 'comment')} on {named}", url, since)
        elif moved:
            yield Waiting(f"Finish {named}", url, moved)
