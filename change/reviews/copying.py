"""This year's benefits review opened from last year's: what is taken over, and what is left out and why.

Everything is decided as at the new review's day. Lines of projects and programmes that were closed by then stay behind
in the frozen review, which is their history; so do financial years that the new review does not cover.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection, models, transaction
from django.db.models import IntegerField, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from change.portfolio.models import Programme, ProgrammeStatus, Project, ProjectStatus, label_of, status_on
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
    """The lines of its source that the copy did not write, whatever became of projects and of the copy since.

    What lies outside its years stands below them; all else stayed behind since it was closed. Four queries; nothing for
    a review that is no copy.
    """
    if review.copied_from_id is None:
        return LeftOut([], [])
    by_home: dict[str, Left] = {}
    by_year: dict[str, Left] = {}
    for each in _left(FinancialLine, review, user, adds=Coalesce(signed(counted()), ZERO)):
        if review.first_year <= each["financial_year"] <= review.last_year:
            name = label_of(each["programme__name"] or each["project__programme__name"], each["project__name"])
            _add(by_home, Left(name, 1, each["adds"]))
        else:
            _add(by_year, Left(financial_year(each["financial_year"]), 1, each["adds"]))
    for each in _left(FteLine, review, user):
        name = label_of(each["project__programme__name"], each["project__name"]) or each["label"]
        _add(by_home, Left(name, 1, ZERO, each["fte"]))
    return LeftOut(*([found[name] for name in sorted(found)] for found in (by_home, by_year)))


#: What tells a line of a review from the others, and what else is told of one that was left.
KEYS: Mapping[type[models.Model], Sequence[str]] = {
    FinancialLine: ("programme_id", "project_id", "kind", "financial_year"),
    FteLine: ("kind", "project_id", "label", "portfolio"),
}
TOLD: Mapping[type[models.Model], Sequence[str]] = {
    FinancialLine: ("programme__name", "project__name", "project__programme__name", "adds"),
    FteLine: ("project__name", "project__programme__name", "fte"),
}


def _left(model: Any, review: BenefitsReview, user: Any, **adds: Any) -> Iterator[Mapping[str, Any]]:
    """The lines of the source that are not among those which the history says were written with the review."""
    keys, beginning = KEYS[model], _history(BenefitsReview).filter(id=review.pk).values("pgh_created_at")
    written = _history(model).filter(review=review, pgh_created_at__in=beginning)
    copied = set(written.values_list(*keys))
    lines = model.objects.visible_to(user).filter(review=review.copied_from_id).order_by().annotate(**adds)
    for each in lines.values(*keys, *TOLD[model]):
        if tuple(each[key] for key in keys) not in copied:
            yield each


def _history(model: Any) -> Any:
    """What was written of a table, also of lines that are there no more."""
    return model.pgh_event_model.objects.unscoped().filter(pgh_label="insert")


def _add(found: dict[str, Left], more: Left) -> None:
    had = found.get(more.name, Left(more.name, 0, ZERO))
    found[more.name] = Left(more.name, had.lines + more.lines, had.net + more.net, had.fte + more.fte)
