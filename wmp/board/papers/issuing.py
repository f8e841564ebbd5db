"""Freezing a paper: what its editions say, and the verb that issues them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction

from wmp.board.disclosure.protect import Protected, protect
from wmp.board.disclosure.rule import Rule
from wmp.board.models import Attempt, Edition, Paper, Result, ResultStatus
from wmp.board.paper import FIGURES
from wmp.board.papers.content import Content, FigureContent, SectionContent, digest_of
from wmp.board.papers.models import Audience
from wmp.board.papers.narrative import filled, parsed
from wmp.board.papers.trends import with_trends
from wmp.lib.grids import Grid

TREND = "{}: five years"


def figures_of(attempt: Attempt) -> dict[str, FigureContent]:
    """The computed figures of an attempt, as a restricted edition prints them."""
    results = Result.objects.unscoped().filter(attempt=attempt, status=ResultStatus.COMPUTED)
    day = attempt.run.day.isoformat()
    return {
        result.key: FigureContent(
            key=result.key,
            title=FIGURES[result.key].title,
            definition=FIGURES[result.key].definition,
            version=result.version,
            day=day,
            run=day,
            attempt=attempt.number,
            grid=result.grid,
            about_people=FIGURES[result.key].about_people,
        )
        for result in results
        if result.key in FIGURES
    }


def restricted(paper: Paper) -> Content:
    """The paper as it stands, with exact figures: those that are placed or quoted in it."""
    sections = [
        SectionContent(section.key, section.title, parsed(section.narrative))
        for section in paper.sections.unscoped().filter(left_out=False)
    ]
    computed = figures_of(paper.attempt)
    used = {
        inline.key
        for section in sections
        for block in section.blocks
        for inlines in (block.inlines, *block.items)
        for inline in inlines
    } | {key for section in sections for key in section.figures}
    corrected = Edition.objects.unscoped().filter(paper=paper, audience=Audience.RESTRICTED).first()
    content = Content(
        title=paper.title,
        meeting=paper.meeting,
        meeting_on=paper.meeting_on.isoformat(),
        audience=Audience.RESTRICTED,
        number=corrected.number + 1 if corrected else 1,
        day=paper.attempt.run.day.isoformat(),
        computed_at=paper.attempt.started_at.isoformat(),
        sections=sections,
        figures={key: figure for key, figure in computed.items() if key in used},
        corrects=corrected.number if corrected else None,
        why=paper.correcting,
    )
    return with_text(content)


def public(content: Content, rule: Rule) -> tuple[Content, Protected]:
    """The same paper for everybody: figures of people under the rule, and every quoted number with them."""
    tables: dict[str, Grid] = {}
    for key, figure in content.figures.items():
        if figure.about_people:
            tables[key] = figure.grid
            if figure.trend:
                tables[TREND.format(key)] = figure.trend
    before = Edition.objects.unscoped().public().order_by("-issued_at", "-pk")[: rule.editions]
    protected = protect(tables, rule, [edition.claims for edition in before])
    figures = {key: _protected(figure, protected.grids) for key, figure in content.figures.items()}
    return with_text(replace(content, audience=Audience.PUBLIC, figures=figures, rule=rule.words())), protected


def _protected(figure: FigureContent, grids: Mapping[str, Grid]) -> FigureContent:
    trend = grids.get(TREND.format(figure.key), figure.trend)
    return replace(figure, grid=grids.get(figure.key, figure.grid), trend=trend)


def with_text(content: Content) -> Content:
    """The content with each quoted number as its own figures print it."""
    sections = [replace(each, blocks=filled(each.blocks, content.figures)) for each in content.sections]
    return replace(content, sections=sections)


@transaction.atomic
def issue(paper: Paper, *, by: Any) -> list[Edition]:
    """Issues an approved paper: its restricted and its public edition, frozen together. Raises IllegalMove, StaleMove.

    The move comes first: it holds the paper's row, so that two clicks make one issue.
    """
    approved_by = paper.approved_by
    paper.mark_issued(by=by)
    rule = Rule()
    exact = with_trends(restricted(paper))
    open_to_all, protected = public(exact, rule)
    said: dict[str, dict[str, Any]] = {
        Audience.RESTRICTED: {},
        Audience.PUBLIC: {
            "rule": rule.to_json(),
            "decisions": [decision.to_json() for decision in protected.decisions],
            "claims": protected.claims,
        },
    }
    return [_freeze(paper, content, by, approved_by, **said[content.audience]) for content in (exact, open_to_all)]


def _freeze(paper: Paper, content: Content, by: Any, approved_by: Any, **said: Any) -> Edition:
    before = Edition.objects.unscoped().filter(paper=paper, audience=content.audience).first()
    edition: Edition = Edition.objects.create(
        paper=paper,
        number=content.number,
        audience=content.audience,
        attempt=paper.attempt,
        issued_by=by,
        approved_by=approved_by,
        content=content.to_json(),
        digest=digest_of(content),
        corrects=before,
        why=content.why,
        differences=list(content.differences),
        **said,
    )
    return edition
