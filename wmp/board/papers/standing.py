"""How a paper stands: what is wrong with its run and in its text, section by section. Read once for its page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Q

from wmp.board.models import Alarm, AlarmKind, Attempt, Paper, Result, ResultStatus, Section
from wmp.board.paper import FIGURES
from wmp.board.papers.content import FigureContent
from wmp.board.papers.issuing import figure_content
from wmp.board.papers.narrative import Figures, Problem, problems
from wmp.lib.words import counted, long_day, spoken_list

SETTLE = "Settle each comment before you send the paper."


@dataclass(frozen=True)
class Ground:
    """The figures that a paper stands on, and the warnings that its author reads before anything else."""

    figures: Figures
    warnings: Sequence[str]
    #: Could a later run be taken, or the same day's as it was computed again?
    newer: bool = False


def figures_read(paper: Paper, user: Any) -> Figures:
    """The computed figures of the paper's run. One query."""
    return _computed(_results(paper, user))


def ground_of(paper: Any, user: Any) -> Ground:
    """Of a paper with its `latest_day`, as its register finds it. One query."""
    results, attempt = _results(paper, user), paper.attempt
    figures = _computed(results)
    newer = paper.latest_day if paper.latest_day and paper.latest_day > attempt.run.day else None
    warnings = [*_warnings(attempt, results, figures, newer), *unlinked(paper)]
    return Ground(figures, warnings, bool(newer) or not attempt.shown)


def unlinked(paper: Any) -> list[str]:
    """A warning where the audit cannot know the numbers of earlier public editions again. Of a paper as its register
    finds it."""
    of_another = sum(each is None or each != paper.key_now for each in paper.named_under)
    if not of_another:
        return []
    editions = counted(of_another, "earlier public edition")
    what = f"The audit cannot link its numbers to {editions}: the key that named them is gone."
    return [f"{what} Before you issue, read the public edition beside them, for numbers that give others away."]


def _results(paper: Paper, user: Any) -> list[Any]:
    """The results of the paper's run, each with the `jumps` of its numbers that nobody has looked into."""
    jumps = Alarm.objects.visible_to(user).open().filter(result=OuterRef("pk"), kind=AlarmKind.JUMP).order_by("pk")
    found = Result.objects.visible_to(user).filter(attempt=paper.attempt_id).in_words()
    return list(found.select_related("attempt__run").annotate(jumps=ArraySubquery(jumps.values("words"))))


def _computed(results: Sequence[Any]) -> dict[str, FigureContent]:
    return {
        each.key: figure_content(each)
        for each in results
        if each.status == ResultStatus.COMPUTED and each.key in FIGURES
    }


def _warnings(attempt: Attempt, results: Sequence[Any], figures: Figures, newer: date | None) -> list[str]:
    day = long_day(attempt.run.day)
    found = []
    if newer:
        found.append(f"These are the figures of {day}. A newer run of {long_day(newer)} is there: you can take it.")
    elif not attempt.shown:
        found.append(f"The figures of {day} have been computed again since. You can take them afresh.")
    failed = [FIGURES[each.key].title for each in results if each.status == ResultStatus.FAILED and each.key in FIGURES]
    found += [f"“{title}” failed in this run, so nothing of it can be printed." for title in failed]
    found += [f"“{each.title}”: {failure}" for each in figures.values() for failure in each.grid.failures]
    jumped = [(FIGURES[each.key].title, words) for each in results if each.key in FIGURES for words in each.jumps]
    found += [f"“{title}” jumped, and nobody has looked into it. {words}" for title, words in jumped]
    return found


def sections_of(paper: Paper, user: Any) -> list[Any]:
    """The paper's sections, each with `open_comments` and whoever edited it. One query."""
    waiting = Count("comments", filter=Q(comments__settled_at=None))
    found = Section.objects.visible_to(user).filter(paper=paper).select_related("edited_by")
    return list(found.annotate(open_comments=waiting).order_by("position"))


def troubles(sections: Sequence[Section], figures: Figures) -> dict[str, list[Problem]]:
    """What is wrong in the text of each section that is printed, by its key."""
    return {each.key: problems(each.narrative, figures) for each in sections if not each.left_out}


def commented(sections: Sequence[Any]) -> list[Any]:
    """Those of a paper's sections with comments that nobody settled."""
    return [each for each in sections if each.open_comments]


def open_comments(sections: Sequence[Any]) -> str:
    """How many comments nobody settled, and where, in a sentence; "" where there is none."""
    waiting = commented(sections)
    if len(waiting) == 1:
        return f"{_are_open(waiting[0].open_comments)}, in “{waiting[0].title}”."
    where = [f"{each.open_comments} in “{each.title}”" for each in waiting]
    return f"{_are_open(sum(each.open_comments for each in waiting))}: {spoken_list(where)}." if where else ""


def _are_open(comments: int) -> str:
    return f"{counted(comments, 'comment')} {'is' if comments == 1 else 'are'} open"


def obstacle_to_sending(paper: Paper, user: Any) -> str:
    """What has to be mended before the paper goes to the approver, in a sentence; "" where nothing."""
    sections = sections_of(paper, user)
    figures = figures_read(paper, user)
    if all(each.left_out for each in sections):
        return "Every section is left out, so there is nothing to approve."
    wrong = {key: [each for each in found if each.stops] for key, found in troubles(sections, figures).items()}
    for section in sections:
        if wrong.get(section.key):
            return f"Mend section “{section.title}” first. {wrong[section.key][0]}"
    if waiting := open_comments(sections):
        return f"{waiting} {SETTLE}"
    return ""
