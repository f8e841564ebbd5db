"""This year's benefits review opened from last year's: what is taken over, and what is left out and why.

Everything is decided as at the new review's day. Lines of projects and programmes that were closed by then stay behind
in the frozen review, which is their history; so do financial years that the new review does not cover.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Count, IntegerField, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from change.portfolio.models import Programme, ProgrammeStatus, Project, ProjectStatus, status_on
from change.reviews.amounts import AMOUNTS, ZERO, counted, signed
from change.reviews.models import BenefitsReview, FinancialLine, FteLine, ReviewStatus
from wmp.lib.words import financial_year
from wmp.lib.workflow import IllegalMove

COPIED: Mapping[type[models.Model], Sequence[str]] = {
    FinancialLine: ("programme_id", "project_id", "kind", "financial_year", *AMOUNTS),
    FteLine: ("kind", "project_id", "label", "portfolio", "fte"),
}


def closed_projects(day: date) -> QuerySet[Project]:
    """Projects closed by the end of `day`: by their last day, or where none is given, by the status they had."""
    by_then = Q(closed_on__lte=day) | Q(closed_on=None, status_then=ProjectStatus.CLOSED)
    return Project.objects.annotate(status_then=status_on(day)).filter(by_then, status=ProjectStatus.CLOSED)


def is_closed(day: date, *, has_programme: bool = True) -> Q:
    """The lines whose project or programme was closed by the end of `day`."""
    programmes = Programme.objects.filter(status=ProgrammeStatus.CLOSED, closed_on__lte=day).values("pk")
    found = Q(project__in=closed_projects(day).values("pk")) | Q(project__programme__in=programmes)
    return found | Q(programme__in=programmes) if has_programme else found


def _outside(review: BenefitsReview) -> Q:
    return Q(financial_year__lt=review.first_year) | Q(financial_year__gt=review.last_year)


@dataclass(frozen=True)
class Copied:
    """A review that was opened as a copy, and how many lines it took over."""

    review: BenefitsReview
    financial_lines: int
    fte_lines: int


@transaction.atomic
def copy(source: BenefitsReview, *, name: str, as_at: date, first_year: int, last_year: int) -> Copied:
    """Opens a review as a copy of a frozen one, with amounts as they are. Two statements, however many lines.

    Raises IllegalMove where the source is not frozen: what it says may still change, and nobody could tell afterwards
    what was copied. Raises IntegrityError where a review has that name, or the years are the wrong way round.
    """
    if source.status != ReviewStatus.FROZEN:
        raise IllegalMove(f"{source} is still open. Freeze it first: a new review starts as a copy of a frozen one.")
    made = BenefitsReview.objects.create(
        name=name, as_at=as_at, first_year=first_year, last_year=last_year, copied_from=source
    )
    taken = _lines(FinancialLine, source).exclude(is_closed(as_at)).exclude(_outside(made))
    fte = _lines(FteLine, source).exclude(is_closed(as_at, has_programme=False))
    return Copied(made, _insert(FinancialLine, taken, made), _insert(FteLine, fte, made))


def _lines(model: Any, review: BenefitsReview) -> Any:
    return model.objects.unscoped().filter(review=review).order_by()


def _insert(model: type[models.Model], lines: QuerySet[Any], review: BenefitsReview) -> int:
    """Adds these lines to a review too, in one statement, and says how many."""
    columns = COPIED[model]
    chosen = lines.annotate(into=Value(review.pk, IntegerField())).values_list(*columns, "into")
    sql, params = chosen.query.sql_with_params()
    quoted = ", ".join(connection.ops.quote_name(name) for name in (*columns, "review_id"))
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({quoted}) {sql}", params)
        return cursor.rowcount


# --- what was left out ---


@dataclass(frozen=True)
class Left:
    """What stayed behind of one closed project or programme, or of one year. Pounds as tables add them up; FTE."""

    name: str
    lines: int
    net: Decimal
    fte: Decimal = ZERO


@dataclass(frozen=True)
class LeftOut:
    """What a copy did not take over from the review that it was made from."""

    closed: list[Left]
    years: list[Left]


def left_out(review: BenefitsReview, user: Any) -> LeftOut:
    """By the rules that the copy was made by. Three queries; nothing for a review that is no copy."""
    if review.copied_from_id is None:
        return LeftOut([], [])
    behind = FinancialLine.objects.visible_to(user).filter(review=review.copied_from_id).order_by()
    closed = is_closed(review.as_at)
    figures = {"lines": Count("pk"), "net": Coalesce(Sum(signed(counted())), ZERO)}
    by_home = behind.filter(closed).values("programme__name", *_PROJECT).annotate(**figures)
    savings = FteLine.objects.visible_to(user).filter(review=review.copied_from_id).order_by()
    savings = savings.filter(is_closed(review.as_at, has_programme=False))
    found: dict[str, Left] = {}
    for each in by_home:
        _add(found, Left(_home_name(each, each["programme__name"]), each["lines"], each["net"]))
    for each in savings.values(*_PROJECT).annotate(lines=Count("pk"), fte=Sum("fte")):
        _add(found, Left(_home_name(each, None), each["lines"], ZERO, each["fte"]))
    by_year = behind.exclude(closed).filter(_outside(review)).values("financial_year").annotate(**figures)
    ordered: Any = by_year.order_by("financial_year")
    years = [Left(financial_year(each["financial_year"]), each["lines"], each["net"]) for each in ordered]
    return LeftOut([found[name] for name in sorted(found)], years)


_PROJECT = ("project__name", "project__programme__name")


def _home_name(each: Mapping[str, Any], programme: str | None) -> str:
    """A project with its programme before it, or a programme."""
    programme = programme or each["project__programme__name"]
    return " - ".join(filter(None, (programme, each["project__name"])))


def _add(found: dict[str, Left], more: Left) -> None:
    had = found.get(more.name, Left(more.name, 0, ZERO))
    found[more.name] = Left(more.name, had.lines + more.lines, had.net + more.net, had.fte + more.fte)
