"""Board figures of referrals to occupational health."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import Case, CharField, F, Func, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, TruncQuarter

from people.models import Post
from people.roles import Role
from people.workforce.models import StaffType
from welfare.referrals.choices import Outcome, PrimaryReason
from welfare.referrals.entries import OHAppointment
from welfare.referrals.models import OHReferral
from wmp.lib.days import last_complete_quarters
from wmp.lib.figures import LATEST, Count, Group, Headline, Sum, Table, Where, figure, quotient, totals_equal_parts
from wmp.lib.grids import Grid, Row
from wmp.lib.rows import Answer, Line, Rows

READERS = frozenset({Role.RA_OFFICER})
QUARTERS_SHOWN = 4
OVERALL, NO_POST = "Overall workforce", "No post that day"
# As the paper prints them, and in its order; then those that it had none of. All have rows: one that came with its
# first referral would tell of a person.
WORKERS = {
    StaffType.OFFICER.value: "Police officers",
    StaffType.PCSO.value: "PCSOs",
    StaffType.STAFF.value: "Staff",
    StaffType.SPECIAL.value: "Specials",
    "": NO_POST,
}
SEEN, WAITED = "Referrals with an appointment", "Days waited"


def quarter_words(first: date, last: date) -> str:
    return f"{first} to {last}"


def referrals_of(quarters: Sequence[tuple[date, date]]) -> Any:
    """All referrals made in those quarters, each with its own, by the first day."""
    made = OHReferral.objects.filter(referred_on__range=(quarters[0][0], quarters[-1][1]))
    return made.annotate(quarter=TruncQuarter("referred_on"))


def worker_type() -> Coalesce:
    """The staff type of the post held on the day of the referral; of two at once, a special's duty stands back."""
    day = OuterRef("referred_on")
    held = Post.objects.filter(Q(ended=None) | Q(ended__gte=day), person=OuterRef("person"), started__lte=day)
    special_last = Case(When(staff_type=StaffType.SPECIAL, then=1), default=0)
    first = held.order_by(special_last, "staff_type").values("staff_type")[:1]
    return Coalesce(Subquery(first), Value(""), output_field=CharField())


def seen_on(day: date) -> Subquery:
    """The first appointment that was attended by the day; until one was, the first there was by then."""
    by_then = OHAppointment.objects.filter(referral=OuterRef("pk"), on__lte=day).exclude(outcome=Outcome.CALLED_OFF)
    attended_first = Case(When(outcome=Outcome.KEPT, then=0), default=1)
    return Subquery(by_then.order_by(attended_first, "on").values("on")[:1])


class InQuarters(Rows):
    """One row for each quarter, with or without referrals."""

    fields = frozenset({"quarter"})

    def __init__(self, quarters: Sequence[tuple[date, date]]) -> None:
        self.quarters = quarters

    def lines(self, answer: Answer) -> Iterator[Line]:
        for first, last in self.quarters:
            groups = [group for group in answer.groups if group["quarter"] == first]
            yield from self.lines_of(first, quarter_words(first, last), groups)

    def lines_of(self, first: date, words: str, groups: Sequence[Group]) -> Iterator[Line]:
        yield Line(Row(words, where=[{"quarter": first}]), groups)


class InQuartersByWorker(InQuarters):
    """In each quarter the overall workforce, then each worker type."""

    fields = frozenset({"quarter", "worker"})

    def lines_of(self, first: date, words: str, groups: Sequence[Group]) -> Iterator[Line]:
        yield Line(Row(f"{words}, {OVERALL}", total=True, where=[{"quarter": first}]), groups)
        for worker, label in WORKERS.items():
            those = [group for group in groups if group["worker"] == worker]
            yield Line(Row(f"{words}, {label}", where=[{"quarter": first, "worker": worker}]), those)


@figure(
    "Referrals to occupational health",
    key="welfare.oh_referrals",
    readers=READERS,
    headlines=[Headline(LATEST, "Referrals")],
)
def oh_referrals(day: date) -> Table:
    """Referrals to occupational health made in each of the last four complete quarters, by their day, whatever came of
    them: of all, and by the post that the person held on that day. Referrals, not people: who was referred twice counts
    twice. Somebody who is an officer, PCSO or member of staff and a special at once is not counted as a special."""
    quarters = last_complete_quarters(day, QUARTERS_SHOWN)
    return Table(
        referrals_of(quarters).annotate(worker=worker_type()),
        person="person",
        rows=[InQuartersByWorker(quarters)],
        columns=[Count("Referrals")],
        checks=[totals_equal_parts],
    )


@figure(
    "Time from referral to appointment with occupational health",
    key="welfare.oh_waits",
    readers=READERS,
    headlines=[Headline(LATEST, "Days", better="lower")],
)
def oh_waits(day: date) -> Table:
    """Of the referrals made in each of the last four complete quarters that had an appointment by the day, the mean
    number of calendar days from the referral to it: to the first that was attended, and until one is, to the first
    that was not. Appointments that were called off do not count."""
    quarters = last_complete_quarters(day, QUARTERS_SHOWN)
    days = Func(
        F("seen_on"), F("referred_on"), template="(%(expressions)s)", arg_joiner=" - ", output_field=IntegerField()
    )
    return Table(
        referrals_of(quarters).alias(seen_on=seen_on(day)).annotate(days=days),
        person="person",
        # Not grouped by: then each referral's appointment is looked for once, for all rows and both columns.
        rows=[Where(quarter_words(first, last), Q(quarter=first)) for first, last in quarters],
        columns=[
            Count(SEEN, only=Q(days__isnull=False), aside=True),
            Sum(WAITED, of="days", unit="days", aside=True),
            quotient("Days", WAITED, SEEN, decimals=2),
        ],
        checks=[nobody_was_seen_before],
    )


def nobody_was_seen_before(grid: Grid) -> list[str]:
    """Appointments are on the day of the referral or later."""
    return [f"{row.label}: appointments before their referrals" for row, cells in _lines(grid) if (cells[1].n or 0) < 0]


@figure(
    "Reasons for referral to occupational health",
    key="welfare.oh_reasons",
    readers=READERS,
    headlines=[Headline(LATEST, "Mental health")],
)
def oh_reasons(day: date) -> Table:
    """Referrals to occupational health made in each of the last four complete quarters, by their primary reason: mental
    health, or physical health, musculoskeletal reasons among it. The two add up to the referrals."""
    quarters = last_complete_quarters(day, QUARTERS_SHOWN)
    return Table(
        referrals_of(quarters),
        person="person",
        rows=[InQuarters(quarters)],
        columns=[
            *(Count(str(reason.label), only=Q(why__reason=reason.value)) for reason in PrimaryReason),
            Count("Referrals", aside=True),
        ],
        checks=[reasons_are_all_referrals],
    )


def reasons_are_all_referrals(grid: Grid) -> list[str]:
    """Physical + mental = referrals."""
    return [
        f"{row.label}: mental and physical health do not add up to the referrals"
        for row, (mental, physical, every) in _lines(grid)
        if (mental.n or 0) + (physical.n or 0) != every.n
    ]


def _lines(grid: Grid) -> Iterator[tuple[Row, Sequence[Any]]]:
    return zip(grid.rows, grid.cells, strict=True)
