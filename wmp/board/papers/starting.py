"""A new paper: its sections as the template has them, with the text that the last issued paper ended with.

A section that was never issued starts with its figures, each placed on a line of its own.
"""

from typing import Any

from django.db import transaction

from wmp.board.models import Attempt, Paper, Section
from wmp.board.paper import SECTIONS


def last_issued(user: Any) -> Paper | None:
    """The paper whose text the next one starts from: of the latest meeting that has an edition."""
    return Paper.objects.visible_to(user).filter(editions__isnull=False).order_by("-meeting_on", "-pk").first()


def latest_attempt(**of: Any) -> Attempt | None:
    """The shown figures of the latest day, or of the day asked for."""
    return Attempt.objects.filter(shown=True, **of).select_related("run").order_by("-run__day").first()


@transaction.atomic
def begin(paper: Paper, *, by: Any) -> Paper:
    """Saves a new paper with a section for each of the template."""
    before = last_issued(by)
    ended_with = {each.key: each for each in Section.objects.visible_to(by).filter(paper=before)} if before else {}
    paper.author = by
    paper.save()
    Section.objects.bulk_create(_section(paper, position, ended_with) for position in range(len(SECTIONS)))
    return paper


def _section(paper: Paper, position: int, ended_with: dict[str, Section]) -> Section:
    template = SECTIONS[position]
    made = Section(paper=paper, key=template.key, position=position, title=template.title)
    if before := ended_with.get(template.key):
        made.title, made.narrative, made.left_out = before.title, before.narrative, before.left_out
    else:
        made.narrative = "\n\n".join(f"{{{figure.key}}}" for figure in template.figures)
    return made
