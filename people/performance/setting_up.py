"""What the performance lead sets for a year: its scale, and the objectives of the force and of departments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import BigIntegerField, Count, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from people.performance.choices import Aspect, Level, RatingStatus, YearStatus
from people.performance.models import PerformanceYear, ScaleValue, by_aspect
from people.performance.objectives import Objective
from people.performance.ratings import Rating
from people.roles import own_person
from people.workforce.models import Department
from wmp.lib import clock
from wmp.lib.keys import among
from wmp.lib.marks import mark_of
from wmp.lib.words import counted, spoken_list
from wmp.lib.workflow import IllegalMove, StaleMove

#: The name and the wording of each value, lowest first, by aspect.
Scale = Mapping[str, Sequence[tuple[str, str]]]


@dataclass(frozen=True)
class Text:
    """One of two objectives as somebody typed it; one without a text is none."""

    text: str
    measure: str = ""
    due: date | None = None


# --- the scale ---


def scale_of(year: PerformanceYear) -> dict[str, list[tuple[str, str]]]:
    """The year's scale, lowest value first."""
    found = by_aspect(year.scale.unscoped())
    return {aspect: [(each.name, each.wording) for each in values] for aspect, values in found.items()}


def why_scale_stands(year: PerformanceYear) -> str:
    """Why the scale cannot be changed any more, in a sentence; "" where it can."""
    if year.status not in (YearStatus.SET_UP, YearStatus.OPEN):
        return f"{year.stands}."
    used = Q(what__isnull=False) | Q(how__isnull=False)
    if Rating._base_manager.filter(used, appraisal__year=year).exists():
        return "A rating uses this scale, so it stands as it is for the year."
    return ""


@transaction.atomic
def set_scale(year: PerformanceYear, scale: Scale, *, seen: str | None = None) -> None:
    """Puts a scale in place of the year's. Raises IllegalMove once a rating uses it, StaleMove where `seen` is over."""
    held = PerformanceYear.objects.unscoped().select_for_update().get(pk=year.pk)
    if trouble := why_scale_stands(held):
        raise IllegalMove(trouble)
    if seen is not None and seen != mark_of(scale_of(held)):
        raise StaleMove(CHANGED)
    held.scale.unscoped().delete()
    ScaleValue.objects.bulk_create(
        ScaleValue(year=held, aspect=aspect, number=number, name=name, wording=wording)
        for aspect, values in scale.items()
        for number, (name, wording) in enumerate(values, start=1)
    )


def scale_before(year: PerformanceYear) -> PerformanceYear | None:
    """The latest earlier year that has a scale."""
    earlier = PerformanceYear.objects.unscoped().filter(starts_on__lt=year.starts_on, scale__isnull=False)
    return earlier.order_by("-starts_on").first()


def copy_scale(year: PerformanceYear) -> PerformanceYear:
    """Takes over the scale of the year before, and returns that year. Raises IllegalMove where there is none."""
    before = scale_before(year)
    if before is None:
        raise IllegalMove("No earlier year has a scale.")
    set_scale(year, scale_of(before))
    return before


# --- objectives of the force and of departments ---


def common_objectives(year: PerformanceYear, department: Department | None = None) -> dict[int, Objective]:
    """Those of the force, or of a department, by number."""
    level = Level.DEPARTMENT if department else Level.FORCE
    found = year.objectives.unscoped().filter(level=level, department=department)
    return {each.number: each for each in found}


@dataclass(frozen=True)
class Set:
    """How many values the scale has by aspect, how many objectives the force, and each department with any, by key."""

    scale: Mapping[str, int]
    force: int
    departments: Mapping[int, int]


def what_is_set(year: PerformanceYear) -> Set:
    """How far the year is set up. One query."""
    nowhere = Value(None, BigIntegerField())
    values = year.scale.unscoped().order_by().annotate(kind=F("aspect"), place=nowhere)
    objectives = year.objectives.unscoped().exclude(level=Level.INDIVIDUAL).order_by()
    objectives = objectives.annotate(kind=F("level"), place=F("department"))
    counted_each = [each.values_list("kind", "place").annotate(number=Count("pk")) for each in (values, objectives)]
    counts = {(kind, place): number for kind, place, number in counted_each[0].union(counted_each[1], all=True)}
    return Set(
        {aspect.value: counts.get((aspect.value, None), 0) for aspect in Aspect},
        counts.get((Level.FORCE.value, None), 0),
        {place: number for (kind, place), number in counts.items() if kind == Level.DEPARTMENT},
    )


def why_objectives_stand(year: PerformanceYear) -> str:
    if year.status in (YearStatus.SET_UP, YearStatus.OPEN):
        return ""
    return f"{year.stands}, so its objectives stand."


@transaction.atomic
def set_objectives(
    year: PerformanceYear, texts: Sequence[Text], *, department: Department | None = None, seen: str | None = None
) -> None:
    """Sets the two of the force, or of a department. Raises IllegalMove once the year is over, StaleMove."""
    held = PerformanceYear.objects.unscoped().select_for_update().get(pk=year.pk)
    if trouble := why_objectives_stand(held):
        raise IllegalMove(trouble)
    there = common_objectives(held, department)
    if seen is not None and seen != mark_of_objectives(there):
        raise StaleMove(CHANGED)
    for number, typed in enumerate(texts[: Objective.EACH], start=1):
        _set_one(held, there.get(number), number, typed, department)


def _set_one(
    year: PerformanceYear, objective: Objective | None, number: int, typed: Text, department: Department | None
) -> None:
    if not typed.text:
        if objective:
            objective.delete()
        return
    objective = objective or Objective(
        year=year, level=Level.DEPARTMENT if department else Level.FORCE, department=department, number=number
    )
    new = (typed.text, typed.measure, typed.due)
    if objective.pk is None or (objective.text, objective.measure, objective.due) != new:
        objective.text, objective.measure, objective.due = new
        objective.save()


CHANGED = "It has been changed by someone else since you opened this page. Open it again to see how it stands."


def mark_of_objectives(there: Mapping[int, Objective]) -> str:
    return mark_of([(number, each.text, each.measure, each.due) for number, each in sorted(there.items())])


# --- closing it ---


def hold_ratings(year: PerformanceYear) -> None:
    """Holds the year's ratings until the transaction ends, for whoever ends the year by what they are.

    What is being decided about one is waited for, and counted then. Raters wait for the year itself, which they hold
    (`Rating._must_be_ratable`).
    """
    ratings = Rating._base_manager.filter(appraisal__year=year).select_for_update(of=("self",), no_key=True)
    list(ratings.order_by("pk").values_list("pk", flat=True))


#: Sent, and not shared.
UNDER_WAY = (RatingStatus.PROVISIONAL, RatingStatus.MODERATED, RatingStatus.FINAL)


def unshared(reader: Any) -> Coalesce:
    """For a list of years: how many ratings were sent and not shared. Without the reader's own: it would tell."""
    sent = Rating._base_manager.filter(appraisal__year=OuterRef("pk"), status__in=UNDER_WAY).order_by()
    others = sent.filter(~among("appraisal__person", own_person(reader))).values("appraisal__year")
    return Coalesce(Subquery(others.annotate(number=Count("pk")).values("number")), 0)


def why_not_closed(year: PerformanceYear, number: int) -> str:
    """Why a year with so many unshared ratings cannot be closed now, in a sentence; "" where it can."""
    if trouble := year.why_it_runs(clock.today()):
        return trouble
    if not number:
        return ""
    words = counted(number, "rating that was sent has", "ratings that were sent have")
    return f"{words} not been shared yet, and nothing can be done with them in a closed year."


@transaction.atomic
def close_year(year: PerformanceYear, *, by: Any) -> None:
    """Closes it. Raises IllegalMove before its last day, and where ratings that were sent have not been shared: nobody
    would ever read them."""
    # Of a closing and a sharing at once the second finds the year moved.
    PerformanceYear.objects.unscoped().select_for_update(no_key=True).get(pk=year.pk)
    hold_ratings(year)
    number = Rating._base_manager.filter(appraisal__year=year, status__in=UNDER_WAY).count()
    if trouble := why_not_closed(year, number):
        raise IllegalMove(trouble)
    year.close(by=by)


# --- opening it ---


def what_is_missing(year: PerformanceYear) -> str:
    """What the year opens without, in a sentence; "" where nothing is missing. All of it can be set later."""
    has = what_is_set(year)
    days = ("objectives_due", "ratings_from", "ratings_due", "release_on")
    missing = [] if all(has.scale.values()) else ["its scale"]
    missing += [] if has.force == Objective.EACH else ["the objectives of the force"]
    missing += [f"the day “{_label(year, day)}”" for day in days if getattr(year, day) is None]
    if not missing:
        return ""
    return f"Not set yet: {spoken_list(missing)}. You can set {'it' if len(missing) == 1 else 'them'} later."


def _label(year: PerformanceYear, field: str) -> str:
    described: Any = year._meta.get_field(field)
    label = str(described.verbose_name)
    return label[:1].upper() + label[1:]
