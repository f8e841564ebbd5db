"""What a panel decides about, who decides, and what is done to many ratings at once: confirming, making final.

Each step is one statement for all of them, by the rule of `not_by`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection, transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from people.performance.choices import DecisionKind, PanelStatus, RatingStatus
from people.performance.decisions import ModerationDecision
from people.performance.models import ScaleValue, by_aspect
from people.performance.panels import ModerationPanel, PanelMember
from people.performance.ratings import Rating, not_by
from people.roles import Role, own_person
from wmp.lib import clock, marks
from wmp.lib.keys import among
from wmp.lib.workflow import IllegalMove, StaleMove, move_all

UNDER_MODERATION = (RatingStatus.PROVISIONAL, RatingStatus.MODERATED)
MEANWHILE = "Meanwhile somebody else decided about some of these, or a rater changed one. Look at them again."

#: A rating as it was shown: its key and both provisional values.
Shown = tuple[int, int, int]


def panels_with_departments(reader: Any) -> QuerySet[Any]:
    """The panels that the reader may see, each with the keys of its departments, the values of its year's scale, and
    whether the reader sits on it: only members decide, and only while it is open.
    """
    panels: Any = ModerationPanel.objects.visible_to(reader).select_related("year")
    seats = PanelMember.objects.visible_to(reader).filter(panel=OuterRef("pk"), user=reader.pk)
    values = ScaleValue.objects.visible_to(reader).filter(year=OuterRef("year")).order_by("number")
    as_read = JSONObject(**{name: name for name in ("pk", "aspect", "number", "name", "wording")})
    return panels.annotate(
        department_keys=ArraySubquery(_departments().values("department")),
        scale_values=ArraySubquery(values.values(as_read=as_read)),
        sits=Exists(seats),
    )


def _departments() -> QuerySet[Any]:
    rows: Any = ModerationPanel.departments.through._default_manager
    found: QuerySet[Any] = rows.filter(moderationpanel=OuterRef("pk"))
    return found


class ScaleStep(NamedTuple):
    """A value of the scale, as it is read with a panel."""

    pk: int
    aspect: str
    number: int
    name: str
    wording: str


def scale_of(panel: Any) -> dict[str, list[ScaleStep]]:
    """The values of each aspect, the lowest first, of a panel with its departments."""
    return by_aspect(ScaleStep(**each) for each in panel.scale_values)


def is_open(panel: ModerationPanel) -> bool:
    return panel.status == PanelStatus.OPEN


def before_panel(panel: Any, reader: Any) -> QuerySet[Any]:
    """The ratings under moderation in the panel's departments that the reader may see. Never their own."""
    seen: Any = Rating.objects.visible_to(reader)
    seen = seen.filter(appraisal__year=panel.year_id, appraisal__department__in=panel.department_keys)
    return seen.filter(~among("appraisal__person", own_person(reader)), status__in=UNDER_MODERATION)


def cases_of(panel: Any, reader: Any) -> QuerySet[Any]:
    """Those of them that the reader may decide about."""
    return before_panel(panel, reader).filter(not_by(reader))


def with_what_is_left(panels: QuerySet[Any], reader: Any) -> QuerySet[Any]:
    """Each with whether any of the cases of `reader` waits for a decision, and whether any could be made final."""
    cases: Any = Rating.objects.visible_to(reader).filter(not_by(reader), appraisal__year=OuterRef("year")).order_by()
    rows: Any = ModerationPanel.departments.through._default_manager
    departments = rows.filter(moderationpanel=OuterRef(OuterRef("pk"))).values("department")
    here = cases.filter(appraisal__department__in=departments)
    waits, ready = (Exists(here.filter(status=status)) for status in UNDER_MODERATION)
    return panels.annotate(waits=waits, ready=ready)


def shown(ratings: QuerySet[Any]) -> list[Shown]:
    """What a page that asks about them shows; of those that wait for a decision."""
    waiting = ratings.filter(status=RatingStatus.PROVISIONAL).order_by("pk")
    return list(waiting.values_list("pk", "what_id", "how_id"))


def mark_of_one(rating: Rating) -> str:
    """What the page of one rating remembers of how it stood: another mark is of another state."""
    return "-".join(str(getattr(rating, name)) for name in Rating.DECIDED_BY)


def mark_of(rows: Iterable[Shown]) -> str:
    """What that page remembers of them."""
    return marks.mark_of(*rows)


@transaction.atomic
def confirm_all(ratings: QuerySet[Any], *, by: Any, panel: Any, mark: str) -> int:
    """Confirms the provisional values of all of them that wait, and returns how many.

    `ratings` come from `cases_of`. Raises StaleMove where they are not any more those that `mark` was made of, and
    IllegalMove where `by` does not sit on the panel or it is closed. Then nothing is confirmed.
    """
    _must_sit(panel, by)
    rows = shown(ratings.select_for_update(of=("self",), no_key=True))
    if mark_of(rows) != mark:
        raise StaleMove(MEANWHILE)
    keys = [key for key, _, _ in rows]
    values = {"moderated_what_id": [what for _, what, _ in rows], "moderated_how_id": [how for _, _, how in rows]}
    prepare(keys, RatingStatus.PROVISIONAL, RatingStatus.MODERATED, each=values, moderator_id=("bigint", by.pk))
    count = move_all(Rating, MOVES, by=by, fields=["moderator_id", *values])
    _decide_all(by=by, panel=panel)
    return count


@dataclass(frozen=True)
class ToFinalise:
    """Of a panel's ratings: how many can be made final, and how many are left out, and why."""

    ready: int
    #: The lead gave the rating, or is too near to the person.
    left_out: int
    waiting: int


def to_finalise(panel: Any, lead: Any) -> ToFinalise:
    """Two queries."""
    moderated = Count("pk", filter=Q(status=RatingStatus.MODERATED))
    waiting = Count("pk", filter=Q(status=RatingStatus.PROVISIONAL))
    counts = before_panel(panel, lead).aggregate(moderated=moderated, waiting=waiting)
    ready = before_panel(panel, lead).filter(not_by(lead), status=RatingStatus.MODERATED).count()
    return ToFinalise(ready, counts["moderated"] - ready, counts["waiting"])


@transaction.atomic
def finalise_all(panel: Any, *, by: Any) -> int:
    """Makes what the panel moderated final, but for what `by` may not decide about, and returns how many.

    The performance lead's.
    """
    if not by.has_role(Role.PERFORMANCE_LEAD):
        raise IllegalMove("The performance lead makes ratings final.")
    ready = before_panel(panel, by).filter(not_by(by), status=RatingStatus.MODERATED)
    held = ready.select_for_update(of=("self",), no_key=True).order_by("pk")
    rows = list(held.values_list("pk", "moderated_what_id", "moderated_how_id"))
    values = {"final_what_id": [what for _, what, _ in rows], "final_how_id": [how for _, _, how in rows]}
    keys = [key for key, _, _ in rows]
    prepare(keys, RatingStatus.MODERATED, RatingStatus.FINAL, each=values, final_on=("date", clock.today()))
    return move_all(Rating, MOVES, by=by, fields=["final_on", *values])


def decide(rating: Rating, what: Any, how: Any, *, by: Any, panel: Any, reason: str = "") -> None:
    """One decision of a member of an open panel. Raises as `Rating.moderate` does, and IllegalMove for anybody else."""
    _must_sit(panel, by)
    rating.moderate(what, how, by=by, reason=reason, panel=panel)


# --- many at once ---

#: The temporary table that says which rating moves where. It is gone at the end of the transaction.
MOVES = "rating_moves"


def prepare(keys: Sequence[int], old: str, new: str, *, each: Any = None, **same: tuple[str, Any]) -> None:
    """Makes that table. `each` are columns with a key for each rating; `same` are (type, value), alike for all."""
    each = each or {}
    given = ", ".join(["id", *each])
    arrays = ", ".join(["%s::bigint[]"] * (1 + len(each)))
    alike = ", ".join(f"%s::{kind} AS {name}" for name, (kind, _) in {**_moves(old, new), **same}.items())
    values = [value for _, value in {**_moves(old, new), **same}.values()]
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {MOVES}")
        cursor.execute(
            f"CREATE TEMPORARY TABLE {MOVES} ON COMMIT DROP AS SELECT {alike}, {given}"
            f" FROM unnest({arrays}) AS given ({given})",
            [*values, [*keys], *map(list, each.values())],
        )


def _moves(old: str, new: str) -> dict[str, tuple[str, str]]:
    return {"old": ("text", str(old)), "new": ("text", str(new))}


def _decide_all(*, by: Any, panel: Any) -> None:
    table = ModerationDecision._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (rating_id, panel_id, kind, what_id, how_id, reason, by_id, at)"
            f" SELECT id, %s, %s, moderated_what_id, moderated_how_id, '', %s, %s FROM {MOVES}",
            [panel.pk, DecisionKind.CONFIRMED, by.pk, clock.now()],
        )


def _must_sit(panel: Any, user: Any) -> None:
    if not is_open(panel):
        raise IllegalMove(f"{panel} is closed.")
    if not PanelMember.objects.visible_to(user).filter(panel=panel, user=user).exists():
        raise IllegalMove("Only members of the panel decide.")
