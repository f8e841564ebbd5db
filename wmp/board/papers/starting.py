"""A new paper: its sections as the template has them, with the text that was last issued.

A section that was never issued starts with its figures, each placed on a line of its own.
"""

from typing import Any

from django.db import transaction

from wmp.board.models import Attempt, Edition, Paper, Section
from wmp.board.paper import SECTIONS
from wmp.board.papers.models import Audience


def last_issued(user: Any) -> Any:
    """The restricted edition whose text the next paper starts from: the last one of the latest meeting that has any,
    with its facts. None where nothing was issued yet."""
    editions: Any = Edition.objects.visible_to(user).filter(audience=Audience.RESTRICTED).with_facts()
    editions = editions.select_related("paper").defer("content", "claims", "decisions", "differences")
    return editions.order_by("-its_meeting_on", "-paper", "-number").first()


def latest_attempt(**of: Any) -> Attempt | None:
    """The shown figures of the latest day, or of the day asked for."""
    return Attempt.objects.filter(shown=True, **of).select_related("run").order_by("-run__day").first()


@transaction.atomic
def begin(paper: Paper, *, by: Any) -> Paper:
    """Saves a new paper with a section for each of the template."""
    before = last_issued(by)
    issued = {each.key: each for each in before.paper.sections_as_issued(by)} if before else {}
    paper.author = by
    paper.save()
    Section.objects.bulk_create(_section(paper, position, issued) for position in range(len(SECTIONS)))
    return paper


def _section(paper: Paper, position: int, issued: dict[str, Any]) -> Section:
    template = SECTIONS[position]
    made = Section(paper=paper, key=template.key, position=position, title=template.title)
    if before := issued.get(template.key):
        made.title, made.narrative, made.left_out = before.title, before.narrative, before.left_out
    else:
        made.narrative = "\n\n".join(f"{{{figure.key}}}" for figure in template.figures)
    return made
