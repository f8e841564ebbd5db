"""How many of each group apply for promotion, pass a stage and succeed: counts only, and nobody's declaration.

What somebody declared is asked of the database in aggregate; no record with its declaration comes out of here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, Q

from people.promotion.models import ApplicationStatus, PromotionApplication, PromotionProcess
from people.promotion.stages import PromotionStage, StageOutcome, StageResult
from people.workforce.models import Disability, Gender, User, ethnicity_stated, gender_is, minority

# How many of each group there were, and how many of them passed.
Numbers = Mapping[str, tuple[int, int]]


class Dimension(NamedTuple):
    """Two groups to compare. Whoever stated nothing, or something else, is in neither (ours)."""

    title: str
    groups: Sequence[str]


GENDER = Dimension("Gender", ("Women", "Men"))
ETHNICITY = Dimension("Ethnicity", ("Ethnic minority", "White"))
DISABILITY = Dimension("Disability", ("Disabled", "Not disabled"))
DIMENSIONS = (GENDER, ETHNICITY, DISABILITY)


def _declared(path: str) -> dict[str, Q]:
    """The condition of each group, where `path` leads to what its people declared."""
    disability = f"{path}__disability"
    conditions = (
        gender_is(Gender.FEMALE, path),
        gender_is(Gender.MALE, path),
        minority(path),
        ethnicity_stated(path) & ~minority(path),
        Q(**{disability: Disability.YES}),
        Q(**{disability: Disability.NO}),
    )
    return dict(zip([group for each in DIMENSIONS for group in each.groups], conditions, strict=True))


def _counted(path: str, passed: Q) -> tuple[dict[str, Count], list[str]]:
    """Aggregates of all and of those who passed, of each group; and the groups in their order."""
    groups = _declared(path)
    asked = {}
    for place, condition in enumerate(groups.values()):
        asked[f"all{place}"] = Count("pk", filter=condition)
        asked[f"passed{place}"] = Count("pk", filter=condition & passed)
    return asked, list(groups)


def _numbers(row: Mapping[str, Any], groups: Sequence[str]) -> Numbers:
    return {group: (row[f"all{place}"], row[f"passed{place}"]) for place, group in enumerate(groups)}


def processes_for(user: User) -> list[PromotionProcess]:
    """What `user` may compare groups in, the latest first: never a process in which they are a candidate themselves.

    Left out whole: with all candidates but one counted, a total from elsewhere would tell that one's result.
    """
    own = PromotionProcess.objects.filter(applications__candidate__account=user.pk)
    found = PromotionProcess.objects.visible_to(user).exclude(pk__in=own.values("pk"))
    return list(found.select_related("from_rank", "to_rank").order_by("-year", "-season", "to_rank__position", "pk"))


@dataclass(frozen=True)
class Outcomes:
    """Of one process: how many applied and were successful by group, and whether no result is missing."""

    process: int
    numbers: Numbers
    complete: bool


def outcomes(user: User, among: Iterable[int] | Any) -> dict[int, Outcomes]:
    """By process, of those with these keys. Withdrawn candidates are among the applicants. One query."""
    asked, groups = _counted("declared", Q(status=ApplicationStatus.SUCCESSFUL))
    waiting = Q(status__in=[*PromotionApplication.OPEN, ApplicationStatus.APPEALED])
    rows = (
        PromotionApplication.objects.visible_to(user)
        .filter(process__in=among)
        .order_by()
        .values("process")
        .annotate(waiting=Count("pk", filter=waiting), applied=Count("pk"), **asked)
    )
    return {
        row["process"]: Outcomes(row["process"], _numbers(row, groups), not row["waiting"] and row["applied"] > 0)
        for row in rows
    }


@dataclass(frozen=True)
class StageCount:
    """Of one stage: how many of each group reached and passed it, or None while somebody's result is missing."""

    name: str
    numbers: Numbers | None


def stages(user: User, process: PromotionProcess) -> list[StageCount]:
    """In their order. Three queries, however many candidates there are."""
    asked, groups = _counted("application__declared", Q(outcome=StageOutcome.PASSED))
    results = StageResult.objects.visible_to(user).filter(stage__process=process).order_by()
    counts = {row["stage"]: _numbers(row, groups) for row in results.values("stage").annotate(**asked)}
    found = list(PromotionStage.objects.visible_to(user).filter(process=process).order_by("number"))
    done = _done(user, process)
    return [
        StageCount(stage.name, counts.get(stage.pk) if place < done or done < 0 else None)
        for place, stage in enumerate(found)
    ]


def _done(user: User, process: PromotionProcess) -> int:
    """How many stages everybody who reached them has a result of; -1 for all. One query.

    A candidate under way who passed two stages waits for a result of the third.
    """
    under_way = (
        PromotionApplication.objects.visible_to(user)
        .filter(process=process, status__in=PromotionApplication.OPEN)
        .order_by()
        .values("pk")
        .annotate(
            passed=Count("results", filter=Q(results__outcome=StageOutcome.PASSED)),
            out=Count("results", filter=~Q(results__outcome=StageOutcome.PASSED) & Q(results__isnull=False)),
        )
        .filter(out=0)
    )
    return min((row["passed"] for row in under_way.values("passed").distinct()), default=-1)
