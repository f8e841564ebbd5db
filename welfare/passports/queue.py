"""The RA officers' queue: whose turn it is with each passport and adjustment, how long already, what is to be done.

Two queries, however many there are: of each group the longest waiting, and how many there are of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
    Window,
)
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils.http import urlencode

from people.roles import Role
from welfare.passports.adjustments import Adjustment
from welfare.passports.choices import PassportStatus, ReviewOutcome, WaitsFor
from welfare.passports.entries import Review
from welfare.passports.models import Passport, in_nobodys_hands
from welfare.passports.turns import Turn, days_since, statuses_of, stuck_before
from wmp.lib import clock
from wmp.lib.registers.filters import ConditionFilter
from wmp.lib.waiting import Waiting
from wmp.lib.words import counted, long_day
from wmp.lib.working_days import working_days_between

# So much of a group stands on the page; the register has the rest.
MOST = 15
HOME = 8
RA_TURN = statuses_of(Turn.RA_OFFICER)
IN_THE_QUEUE = [*RA_TURN, *statuses_of(Turn.MANAGER), *statuses_of(Turn.HOLDER)]
PASSPORT_GROUPS = [
    ("mine", "For you"),
    ("colleagues", "With your colleagues"),
    ("manager", "With line managers"),
    ("holder", "With holders"),
]
ADJUSTMENT_GROUPS = [
    ("order", "Agreed, to be ordered or put in place"),
    ("supplier", "With suppliers"),
    ("others", "Waiting for others"),
]
_PASSPORT = (
    "pk",
    "status",
    "since",
    "ra_officer",
    "review_due",
    "holder__first_name",
    "holder__last_name",
    "ra_officer__first_name",
    "ra_officer__last_name",
    "ra_officer__username",
)
_ADJUSTMENT = (
    "pk",
    "passport",
    "what",
    "status",
    "waits_for",
    "blocked_by",
    "supplier",
    "open_due",
    "asked_on",
    "agreed_on",
    "ordered_on",
    "owner__first_name",
    "owner__last_name",
    "owner__username",
    "passport__holder__first_name",
    "passport__holder__last_name",
)


@dataclass(frozen=True)
class Line:
    """Something to do. `text` begins with a verb; `who` is the holder; `about` what it waits for."""

    text: str
    url: str
    who: str
    about: str
    since: date
    due: date | None = None
    #: The address at which one click takes it in hand.
    take_url: str = ""

    @property
    def when(self) -> Mapping[str, str]:
        """How late it is, or how long it has stood: {text, colour}, in working days."""
        if self.due and self.due < clock.today():
            late = working_days_between(self.due, clock.today())
            return {"text": f"{counted(late, 'working day')} late" if late else "Late", "colour": "red"}
        days = days_since(self.since)
        if self.since <= stuck_before():
            return {"text": counted(days, "working day"), "colour": "red"}
        return {"text": counted(days, "working day") if days else "New", "colour": "grey"}


@dataclass(frozen=True)
class Group:
    """Lines under one heading: those that wait longest, and how many there are besides."""

    slug: str
    title: str
    lines: Sequence[Line]
    count: int
    all_url: str
    nothing: str = ""

    @property
    def more(self) -> int:
        return self.count - len(self.lines)


class QueueFilter(ConditionFilter):
    """One of these groups of the desk. Over a queryset that knows in which of them each is: `group`."""

    def __init__(self, groups: Iterable[tuple[str, str]]) -> None:
        conditions = {slug: (title, partial(Q, group=slug)) for slug, title in groups}
        super().__init__(conditions, label="On my desk")


def in_register(slug: str, **filters: Any) -> str:
    """A register narrowed by these filters, longest waiting first where it is of passports."""
    sort = {"sort": "since"} if slug == "passports" else {}
    return f"{reverse(f'welfare:{slug}-list')}?{urlencode({**filters, **sort})}"


# --- passports ---


def is_with(user: Any) -> Q:
    """In the hands of `user`, or of nobody."""
    return Q(ra_officer=user) | in_nobodys_hands()


def _asked_to_change(user: Any) -> Exists:
    """A review that found that it needs to change has left it to its holder."""
    held = Review.objects.visible_to(user).filter(passport=OuterRef("pk"), at__date__gte=OuterRef("since"))
    return Exists(held.exclude(outcome=ReviewOutcome.GOES_ON))


def longest(rows: QuerySet[Any], *order: Any) -> QuerySet[Any]:
    """Of each `group` the first by `order`, with the size of the group as `total`."""
    place = Window(RowNumber(), partition_by=F("group"), order_by=order)
    return rows.annotate(place=place, total=Window(Count("pk"), partition_by=F("group"))).filter(place__lte=MOST)


def group_of_passport(user: Any) -> Case:
    """On the desk of `user`: one of PASSPORT_GROUPS; "" for what waits for nobody, and for their own, about which
    others decide."""
    return Case(
        When(~Q(status__in=IN_THE_QUEUE) | Q(holder__account=user.pk), then=Value("")),
        When(Q(status=PassportStatus.REVIEW_DUE) & _asked_to_change(user), then=Value("holder")),
        When(Q(status__in=RA_TURN) & is_with(user), then=Value("mine")),
        When(status__in=RA_TURN, then=Value("colleagues")),
        When(status=PassportStatus.WITH_MANAGER, then=Value("manager")),
        default=Value("holder"),
        output_field=CharField(),
    )


def passports_of(user: Any, *groups: str) -> QuerySet[Any]:
    """What stands on their desk, all of it or of these groups. Each with its `group`, and whether they have it."""
    found: Any = Passport.objects.visible_to(user).filter(status__in=IN_THE_QUEUE)
    is_mine = ExpressionWrapper(Q(ra_officer=user.pk, ra_officer__isnull=False), BooleanField())
    asked = groups or tuple(key for key, _ in PASSPORT_GROUPS)
    rows: QuerySet[Any] = found.annotate(group=group_of_passport(user), is_mine=is_mine).filter(group__in=asked)
    return rows


def passport_groups(user: Any) -> list[Group]:
    """Mine, the line managers' and the holders'."""
    rows = longest(passports_of(user), "since", "pk").order_by("since", "pk")
    by_group = _by_group(rows.values(*_PASSPORT, "group", "is_mine", "total"))
    nothing = {"mine": "Nothing waits for you."}
    return [
        _group(slug, title, by_group, passport_line, in_register("passports", desk=slug), nothing.get(slug, ""))
        for slug, title in PASSPORT_GROUPS
    ]


def passport_line(row: Mapping[str, Any]) -> Line:
    number = f"P{row['pk']}"
    text, about = {
        PassportStatus.DRAFT: ("Ask the holder of", "The holder is changing it"),
        PassportStatus.WITH_MANAGER: ("Ask the line manager about", "Section 4.1 waits for their comment"),
        PassportStatus.WITH_RA_OFFICER: ("Decide about", "Sent to the RA officer"),
        PassportStatus.PANEL: ("Decide with the panel about", "With the panel"),
        PassportStatus.REVIEW_DUE: ("Review", "The review is due"),
    }[PassportStatus(row["status"])]
    if row["status"] == PassportStatus.REVIEW_DUE and row["group"] == "holder":
        text, about = "Ask the holder of", "The review found that it needs to change"
    is_free = row["group"] == "mine" and not row["is_mine"]
    if row["group"] == "colleagues":
        about = f"{about}, {_account(row, 'ra_officer')} has it in hand"
    return Line(
        text=f"{text} {number}",
        url=reverse("welfare:passports-detail", args=[row["pk"]]),
        who=f"{row['holder__first_name']} {row['holder__last_name']}",
        about=f"{about}, nobody has it in hand" if is_free else about,
        since=row["since"],
        due=row["review_due"] if row["status"] == PassportStatus.REVIEW_DUE else None,
        take_url=reverse("welfare:passports-take", args=[row["pk"]]) if is_free else "",
    )


# --- adjustments ---


def group_of_adjustment(user: Any) -> Case:
    """On the desk of `user`: one of ADJUSTMENT_GROUPS; "" for what is not to be put in place, and for their own."""
    return Case(
        When(~Q(status__in=["agreed", "ordered"]) | Q(passport__holder__account=user.pk), then=Value("")),
        When(status="agreed", waits_for__in=["", WaitsFor.RA_OFFICER], then=Value("order")),
        When(status="ordered", waits_for__in=["", WaitsFor.SUPPLIER], then=Value("supplier")),
        default=Value("others"),
        output_field=CharField(),
    )


def adjustment_groups(user: Any) -> list[Group]:
    """Agreed and to be ordered; the suppliers'; what waits for somebody else."""
    found: QuerySet[Any] = Adjustment.objects.visible_to(user).filter(status__in=["agreed", "ordered"])
    found = found.annotate(group=group_of_adjustment(user)).exclude(group="")
    order = (F("open_due").asc(nulls_last=True), "asked_on", "pk")
    rows = longest(found, *order).order_by(*order)
    by_group = _by_group(rows.values(*_ADJUSTMENT, "group", "total"))
    return [
        _group(slug, title, by_group, adjustment_line, in_register("adjustments", desk=slug))
        for slug, title in ADJUSTMENT_GROUPS
    ]


def adjustment_line(row: Mapping[str, Any]) -> Line:
    is_ordered = row["status"] == "ordered"
    since = (row["ordered_on"] if is_ordered else row["agreed_on"]) or row["asked_on"]
    if row["group"] == "order":
        text = f"Order {row['what']}"
    elif row["group"] == "supplier":
        text = f"Chase the order of {row['what']}"
    else:
        text = f"Chase {row['what']}"
    return Line(
        text=text,
        url=reverse("welfare:adjustments-detail", args=[row["pk"]]),
        who=f"{row['passport__holder__first_name']} {row['passport__holder__last_name']}, P{row['passport']}",
        about=" · ".join(filter(None, _about_adjustment(row, since))),
        since=since,
        due=row["open_due"],
    )


def _about_adjustment(row: Mapping[str, Any], since: date) -> Iterable[str]:
    yield f"{'Ordered' if row['status'] == 'ordered' else 'Agreed'} on {long_day(since)}"
    yield f"from {row['supplier']}" if row["supplier"] and row["status"] == "ordered" else ""
    if row["group"] == "others":
        yield f"waits for: {WaitsFor(row['waits_for']).label}"
    yield _account(row, "owner") or "nobody sees to it"
    yield row["blocked_by"]


def _account(row: Mapping[str, Any], path: str) -> str:
    """What an account is called; "" for none."""
    full = f"{row[f'{path}__first_name'] or ''} {row[f'{path}__last_name'] or ''}".strip()
    return full or row[f"{path}__username"] or ""


# --- groups ---


def _by_group(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["group"], []).append(row)
    return found


def _group(
    slug: str, title: str, rows: Mapping[str, Sequence[Mapping[str, Any]]], line: Any, url: str, nothing: str = ""
) -> Group:
    own = rows.get(slug, [])
    return Group(slug, title, [line(row) for row in own], own[0]["total"] if own else 0, url, nothing)


# --- on the home page ---


def passports_waiting(user: Any) -> list[Waiting]:
    """For an RA officer: the passports that have waited longest for them. One query."""
    if not user.has_role(Role.RA_OFFICER):
        return []
    mine = passports_of(user, "mine")
    return [_waiting(row) for row in mine.order_by("since", "pk").values("pk", "status", "since")[:HOME]]


def _waiting(row: Mapping[str, Any]) -> Waiting:
    verb = "Review" if row["status"] == PassportStatus.REVIEW_DUE else "Decide about"
    return Waiting(f"{verb} passport P{row['pk']}", reverse("welfare:passports-detail", args=[row["pk"]]), row["since"])
