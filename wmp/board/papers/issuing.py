"""Freezing a paper: what its editions say, and the verb that issues them.

The approver approved what is issued: sections and the run change in a draft only, under the paper's row, and a paper
that went back to draft is approved again. Editions are issued one at a time, so that the audit of each public one sees
all that came before it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from wmp.board.definitions import as_counted
from wmp.board.disclosure.protect import Decision, Protected, protect
from wmp.board.disclosure.rule import Rule
from wmp.board.models import Attempt, Edition, Paper, Prepared, Result, ResultStatus
from wmp.board.naming import naming_key
from wmp.board.paper import FIGURES
from wmp.board.papers import building, telling
from wmp.board.papers.content import TREND, Content, FigureContent, SectionContent, digest_of
from wmp.board.papers.differences import differences
from wmp.board.papers.models import Audience, PaperStatus
from wmp.board.papers.narrative import filled, for_everybody, parsed
from wmp.board.papers.quoting import WITHHELD_NUMBER
from wmp.lib import clock
from wmp.lib.grids import Grid
from wmp.lib.locks import hold_for_transaction
from wmp.lib.naming import NamingKey


def figures_of(attempt: Attempt) -> dict[str, FigureContent]:
    """The computed figures of an attempt, as a restricted edition prints them."""
    results = Result.objects.unscoped().filter(attempt=attempt, status=ResultStatus.COMPUTED)
    found = results.in_words().select_related("attempt__run")
    return {result.key: figure_content(result) for result in found if result.key in FIGURES}


def figure_content(result: Any) -> FigureContent:
    """A computed result of a figure that the paper has, found `in_words`."""
    declared, day = as_counted(result), result.attempt.run.day.isoformat()
    return FigureContent(
        key=result.key,
        title=declared.title,
        definition=declared.definition,
        version=result.version,
        day=day,
        run=day,
        attempt=result.attempt.number,
        grid=result.grid,
        trend=result.trend,
        about_people=declared.about_people,
    )


def restricted(paper: Paper) -> Content:
    """The paper as it stands, with exact figures: those that are placed or quoted in it."""
    computed, day = figures_of(paper.attempt), paper.attempt.run.day
    sections = [
        SectionContent(section.key, section.title, parsed(section.narrative, computed, day))
        for section in paper.sections.unscoped().filter(left_out=False)
    ]
    before = edition_before(paper, Audience.RESTRICTED)
    content = edition_content(paper, sections, computed)
    if before:
        content = replace(content, number=before.number + 1, corrects=before.number, why=paper.correcting)
    return with_text(content)


def edition_content(paper: Paper, sections: Sequence[SectionContent], computed: Mapping[str, FigureContent]) -> Content:
    """Sections of a paper with the figures that they use, exact and as a first edition."""
    used = {key for section in sections for key in section.uses}
    return Content(
        title=paper.title,
        meeting=paper.meeting,
        meeting_on=paper.meeting_on.isoformat(),
        audience=Audience.RESTRICTED,
        number=1,
        day=paper.attempt.run.day.isoformat(),
        computed_at=paper.attempt.started_at.isoformat(),
        sections=sections,
        figures={key: figure for key, figure in computed.items() if key in used},
    )


def public(content: Content, rule: Rule) -> tuple[Content, Protected]:
    """The same paper for everybody: without what is marked as restricted, figures of people under the rule, and every
    quoted number with them."""
    content = _for_everybody(content)
    tables: dict[str, Grid] = {}
    for key, figure in content.figures.items():
        if figure.about_people:
            tables[key] = figure.grid
            if figure.trend:
                tables[TREND.format(key)] = figure.trend
    protected = protect(tables, rule, [edition.claims for edition in audited(rule)], key=_key_for(rule))
    figures = {key: _protected(figure, protected.grids) for key, figure in content.figures.items()}
    return with_text(replace(content, audience=Audience.PUBLIC, figures=figures, rule=rule.words())), protected


def _for_everybody(content: Content) -> Content:
    """Without what is marked for the restricted edition, nor a section of which nothing is left, nor their figures."""
    cut = [(each, replace(each, blocks=for_everybody(each.blocks))) for each in content.sections]
    sections = [after for before, after in cut if after.blocks or not before.blocks]
    used = {key for section in sections for key in section.uses}
    figures = {key: figure for key, figure in content.figures.items() if key in used}
    return replace(content, sections=sections, figures=figures)


def _key_for(rule: Rule) -> NamingKey:
    """What is made beside no other edition is kept nowhere, and its names with it."""
    return naming_key() if rule.editions else NamingKey(b"")


def _protected(figure: FigureContent, grids: Mapping[str, Grid]) -> FigureContent:
    trend = grids.get(TREND.format(figure.key), figure.trend)
    return replace(figure, grid=grids.get(figure.key, figure.grid), trend=trend)


def with_text(content: Content) -> Content:
    """The content with each quoted number as its own figures print it: a public edition may have left a row out."""
    missing = WITHHELD_NUMBER if content.audience == Audience.PUBLIC else "–"
    sections = [replace(each, blocks=filled(each.blocks, content.figures, missing)) for each in content.sections]
    return replace(content, sections=sections)


@dataclass(frozen=True)
class Made:
    """Both editions of a paper as it stands, and what the public one withholds under its rule."""

    restricted: Content
    public: Content
    rule: Rule
    decisions: Sequence[Decision]
    claims: Mapping[str, Any]


def made(paper: Paper) -> Made:
    """What would be issued now, as it was prepared if nothing has changed since. An issue freezes this."""
    rule, whole = Rule(), exact(paper)
    key = _key(whole, rule)
    stored = _stored(paper, key, rule)
    if stored is None:
        # Two who ask at once wait for one audit. It takes longer than all the rest.
        hold_for_transaction("prepared", str(paper.pk))
        stored = _stored(paper, key, rule) or _prepare(paper, key, whole, rule)
    return stored


def exact(paper: Paper) -> Content:
    """The restricted edition alone, which needs no audit and is there at once."""
    return _with_differences(paper, restricted(paper))


def lacks_trends(paper: Paper) -> bool:
    """Is its run from before runs kept five-year trends? Then it has none."""
    results = Result.objects.unscoped().filter(attempt=paper.attempt_id, status=ResultStatus.COMPUTED)
    return results.filter(stored_trend__isnull=True).exists()


def _stored(paper: Paper, key: str, rule: Rule) -> Made | None:
    kept = Prepared.objects.unscoped().filter(paper=paper, key=key).first()
    if kept is None:
        return None
    both = Content.from_json(kept.restricted), Content.from_json(kept.public)
    return Made(*both, rule, [Decision(**each) for each in kept.decisions], kept.claims)


def _prepare(paper: Paper, key: str, whole: Content, rule: Rule) -> Made:
    open_to_all, protected = public(replace(whole, differences=()), rule)
    found = Made(whole, _with_differences(paper, open_to_all), rule, protected.decisions, protected.claims)
    kept = {
        "key": key,
        "restricted": found.restricted.to_json(),
        "public": found.public.to_json(),
        "decisions": [decision.to_json() for decision in found.decisions],
        "claims": found.claims,
        "made_at": clock.now(),
    }
    Prepared.objects.unscoped().update_or_create(paper=paper, defaults=kept)
    return found


def _key(whole: Content, rule: Rule) -> str:
    """Of the text, the figures and trends, the rule with its version, and the editions that the audit looks at."""
    before = list(audited(rule).values_list("pk", flat=True))
    return sha256(json.dumps([digest_of(whole), rule.to_json(), before, naming_key().id]).encode()).hexdigest()


def audited(rule: Rule) -> QuerySet[Edition]:
    """The last public editions, the latest first, beside which the audit looks at the next."""
    return Edition.objects.unscoped().public().order_by("-issued_at", "-pk")[: rule.editions]


def prepare(pk: int) -> None:
    """Makes ready what a paper that was sent would be issued as. Safe to run twice, and late."""
    sent = Paper.objects.unscoped().filter(pk=pk, status__in=[PaperStatus.WITH_APPROVER, PaperStatus.APPROVED])
    for paper in sent.select_related("attempt__run"):
        with transaction.atomic():
            made(paper)


@transaction.atomic
def issue(paper: Paper, *, by: Any) -> list[Edition]:
    """Issues an approved paper: its restricted and its public edition, frozen together. Raises IllegalMove, StaleMove.

    The move holds the paper's row, so that two clicks make one issue, and reads it again as it was approved.
    """
    hold_for_transaction("papers", "issue")
    paper.mark_issued(by=by)
    now = made(paper)
    under_rule = {
        "rule": now.rule.to_json(),
        "decisions": [decision.to_json() for decision in now.decisions],
        "claims": now.claims,
    }
    editions = [_freeze(paper, now.restricted, by), _freeze(paper, now.public, by, **under_rule)]
    Prepared.objects.unscoped().filter(paper=paper).delete()
    for edition in editions:
        building.queue(edition)
    telling.issued(paper, editions[-1], by=by)
    if before := editions[0].corrects:
        telling.superseded(paper, before, by=by)
    return editions


def edition_before(paper: Paper, audience: str) -> Edition | None:
    """The one that the next edition corrects."""
    return Edition.objects.unscoped().filter(paper=paper, audience=audience).order_by("-number").first()


def _with_differences(paper: Paper, content: Content) -> Content:
    before = edition_before(paper, content.audience)
    return replace(content, differences=differences(Content.from_json(before.content), content)) if before else content


def _freeze(paper: Any, content: Content, by: Any, **under_rule: Any) -> Edition:
    edition: Edition = Edition.objects.create(
        paper=paper,
        number=content.number,
        audience=content.audience,
        attempt=paper.attempt,
        issued_by=by,
        approved_by=paper.approved_by,
        content=content.to_json(),
        digest=digest_of(content),
        corrects=edition_before(paper, content.audience),
        why=content.why,
        differences=list(content.differences),
        **under_rule,
    )
    return edition
