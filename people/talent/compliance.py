"""What somebody's role needs to have learnt, and whether they have: the one place that knows.

A learner profile fits a post of today whose staff type, rank and department are its own; a part that it leaves empty
fits every post. All profiles that fit apply. Where several name the same course, those with the most parts filled in
decide; among equals the course is mandatory if one says so, and valid for the shortest time that one says.
What was done on a day and is valid for twelve months is valid until that day of the next year, that day included.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Count, Exists, IntegerField, Max, Min, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import JSONObject

from people.talent.learning import Completion, Requirement
from people.workforce.models import Person, Post, User
from wmp.lib import clock
from wmp.lib.days import months_after

# What runs out within so many days is worth booking again.
EXPIRES_SOON = 60
DAY = timedelta(days=1)
# How bad each state is, the worst first.
OVERDUE, EXPIRING, RECOMMENDED, VALID = "overdue", "expires soon", "recommended", "valid"
STATES = (OVERDUE, EXPIRING, RECOMMENDED, VALID)


@dataclass(frozen=True)
class Need:
    """One course that somebody's role needs, and the profiles that say so."""

    course: int
    name: str
    mandatory: bool
    months: int | None
    profiles: tuple[str, ...]

    def valid_until(self, done_on: date) -> date | None:
        """The last day on which it counts; None where it counts for good."""
        return months_after(done_on, self.months) if self.months else None


@dataclass(frozen=True)
class Standing:
    """How somebody stands to one need."""

    need: Need
    done_on: date | None
    today: date

    @property
    def valid_until(self) -> date | None:
        return self.need.valid_until(self.done_on) if self.done_on else None

    @property
    def is_valid(self) -> bool:
        return self.done_on is not None and (self.valid_until is None or self.valid_until >= self.today)

    @property
    def state(self) -> str:
        if not self.is_valid:
            return OVERDUE if self.need.mandatory else RECOMMENDED
        until = self.valid_until
        return EXPIRING if until and until <= self.today + EXPIRES_SOON * DAY else VALID


@dataclass(frozen=True)
class Learner:
    """Somebody with what their posts of today need, the worst first."""

    person: Person
    standings: tuple[Standing, ...]
    #: When they began in the earliest of these posts.
    since: date

    def of_state(self, *states: str) -> list[Standing]:
        return [each for each in self.standings if each.state in states]


def learners(posts: QuerySet[Post], user: User) -> list[Learner]:
    """The holders of these posts, in the order of their names. One query. `user` sees the posts and completions."""
    found = posts.select_related("person").annotate(needs=_fitting(user), done=_done(user))
    by_person: dict[Person, list[Any]] = defaultdict(list)
    for post in found.order_by("person__name", "person__pk"):
        by_person[post.person].append(post)
    return [_learner(person, held) for person, held in by_person.items()]


def learner_of(user: User) -> Learner | None:
    """The reader themselves; None for whoever holds no post today. One query."""
    own = Post.objects.visible_to(user).in_force_on(clock.today()).filter(person__account=user.pk)
    return next(iter(learners(own, user)), None)


def _learner(person: Person, posts: Sequence[Any]) -> Learner:
    done: dict[int, date] = {}
    rows: list[Mapping[str, Any]] = []
    for post in posts:
        done |= {each["course"]: date.fromisoformat(each["on"]) for each in post.done}
        rows += post.needs
    today = clock.today()
    standings = [Standing(need, done.get(need.course), today) for need in needs_among(rows)]
    standings.sort(key=lambda each: (STATES.index(each.state), each.valid_until or date.max, each.need.name))
    return Learner(person, tuple(standings), min(post.started for post in posts))


def needs_among(rows: Iterable[Mapping[str, Any]]) -> list[Need]:
    """The needs that fitting requirements come to: of one course, the most specific decide."""
    by_course: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        by_course[row["course"]].append(row)
    return [_need(course, found) for course, found in by_course.items()]


def _need(course: int, rows: list[Mapping[str, Any]]) -> Need:
    most = max(row["parts"] for row in rows)
    deciding = [row for row in rows if row["parts"] == most]
    months = [row["months"] for row in deciding if row["months"]]
    return Need(
        course,
        deciding[0]["name"],
        any(row["mandatory"] for row in deciding),
        min(months, default=None),
        tuple(sorted({row["profile"] for row in deciding})),
    )


def _fitting(user: User) -> ArraySubquery:
    """The requirements of all profiles that fit a post, as {course, name, mandatory, months, profile, parts}."""
    rows = Requirement.objects.visible_to(user).filter(
        Q(profile__staff_type="") | Q(profile__staff_type=OuterRef("staff_type")),
        Q(profile__rank=None) | Q(profile__rank=OuterRef("rank")),
        Q(profile__department=None) | Q(profile__department=OuterRef("department")),
    )
    parts = _if_filled(profile__staff_type="") + _if_filled(profile__rank=None) + _if_filled(profile__department=None)
    said = JSONObject(
        course="course",
        name="course__name",
        mandatory="mandatory",
        months="valid_months",
        profile="profile__name",
        parts=parts,
    )
    return ArraySubquery(rows.order_by().values(said=said))


def _if_filled(**empty: Any) -> Any:
    return Case(When(**empty, then=Value(0)), default=Value(1), output_field=IntegerField())


def _done(user: User) -> ArraySubquery:
    """When the holder of a post last did each course, as {course, on}."""
    rows = Completion.objects.visible_to(user).filter(person=OuterRef("person")).order_by().values("course")
    return ArraySubquery(rows.annotate(said=JSONObject(course="course", on=Max("completed_on"))).values("said"))


def earliest_valid(today: date, months: int | None) -> date:
    """The earliest day on which something can have been done that is valid today."""
    if not months:
        return date.min
    day = months_after(today, -months)
    while months_after(day, months) < today:  # the month had no such day
        day += DAY
    while months_after(day - DAY, months) >= today:
        day -= DAY
    return day


# --- the force: posts counted by kind, never person by person ---

Kind = tuple[str, int | None, int | None]


@dataclass(frozen=True)
class KindOfPost:
    """Posts of one staff type, rank and department, how many hold one today, and the mandatory needs of each."""

    kind: Kind
    people: int
    needs: tuple[Need, ...]

    @property
    def department(self) -> int | None:
        return self.kind[2]


@dataclass
class Tally:
    """How many posts need a course, and how many of their holders have done it and it is valid."""

    needed: int = 0
    done: int = 0

    @property
    def missing(self) -> int:
        return self.needed - self.done


def kinds_of_posts(user: User) -> list[KindOfPost]:
    """All kinds of posts that are held today. Two queries. For the talent lead."""
    held = Post.objects.unscoped().in_force_on(clock.today()).order_by()
    rows = list(held.values("staff_type", "rank", "department").annotate(people=Count("pk"), one=Min("pk")))
    ones: Any = Post.objects.unscoped().filter(pk__in=[row["one"] for row in rows]).annotate(needs=_fitting(user))
    needs = {post.pk: [each for each in needs_among(post.needs) if each.mandatory] for post in ones}
    return [
        KindOfPost((row["staff_type"], row["rank"], row["department"]), row["people"], tuple(needs[row["one"]]))
        for row in rows
    ]


def tallies(kinds: Iterable[KindOfPost], user: User) -> dict[tuple[int | None, int], Tally]:
    """By department and course. One query. Whoever holds two posts counts in each, as in the workforce's figures."""
    kinds = list(kinds)
    months = {need.months for kind in kinds for need in kind.needs}
    counts = _valid_by_kind(months, user) if months else {}
    found: dict[tuple[int | None, int], Tally] = defaultdict(Tally)
    for kind in kinds:
        for need in kind.needs:
            tally = found[kind.department, need.course]
            tally.needed += kind.people
            tally.done += counts.get((kind.kind, need.course), {}).get(need.months, 0)
    return found


def _valid_by_kind(months: set[int | None], user: User) -> dict[tuple[Kind, int], dict[int | None, int]]:
    """By kind of post and course: how many have done it in time, for each time that it may be valid.

    Only the last completion of each person and course is counted, so that nobody has to be told apart.
    """
    today = clock.today()
    counts = {
        f"valid_{each or 0}": Count("pk", filter=Q(completed_on__gte=earliest_valid(today, each))) for each in months
    }
    later = Completion.objects.visible_to(user).filter(
        person=OuterRef("person"), course=OuterRef("course"), completed_on__gt=OuterRef("completed_on")
    )
    held = Q(person__posts__started__lte=today) & (Q(person__posts__ended=None) | Q(person__posts__ended__gte=today))
    last = Completion.objects.visible_to(user).filter(held).exclude(Exists(later)).order_by()
    kind = [f"person__posts__{part}" for part in ("staff_type", "rank", "department")]
    rows: Any = last.values_list(*kind, "course").annotate(**counts)
    return {
        ((staff_type, rank, department), course): dict(zip(months, valid, strict=True))
        for staff_type, rank, department, course, *valid in rows
    }


def posts_missing(kinds: Iterable[KindOfPost], course: int) -> QuerySet[Post]:
    """Posts of today of these kinds whose holders need a course and have not done it, or not lately enough."""
    today = clock.today()
    wanted: dict[int | None, Q] = {}
    for kind in kinds:
        for need in kind.needs:
            if need.course == course:
                staff_type, rank, department = kind.kind
                of_kind = Q(staff_type=staff_type, rank=rank, department=department)
                wanted[need.months] = wanted.get(need.months, Q()) | of_kind
    missing = Q(pk__in=[])
    for months, posts in wanted.items():
        done = Completion.objects.unscoped().filter(course=course, completed_on__gte=earliest_valid(today, months))
        missing |= posts & ~Q(person__in=done.values("person"))
    return Post.objects.unscoped().in_force_on(today).filter(missing)
