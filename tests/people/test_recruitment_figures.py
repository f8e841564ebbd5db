"""New officers and new specials, recounted in plain Python over random posts."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest

from people.recruitment.models import RepresentationTarget
from people.workforce.models import Department, Post, Rank
from tests.people import made
from tests.recounts import Recount, assert_records_behind, assert_recounted, count, near, share

pytestmark = pytest.mark.django_db

DAYS = [date(2022, 4, 1), date(2020, 2, 29), date(2019, 8, 31)]
# Women are counted from a day of their own.
WOMEN = date(2020, 1, 1)
UPLIFT, LATER, OVER = date(2019, 9, 1), date(2021, 1, 1), date(2018, 4, 1)
OVER_ON = date(2020, 2, 29)


@dataclass(frozen=True)
class Held:
    who: made.Someone
    staff_type: str
    started: date
    ended: date | None


def stored(random: Random, size: int = 150) -> list[Held]:
    """One, two or three posts each of one kind, begun around the days that count, and often a post of another kind."""
    people = made.people(random, size)
    around = [*DAYS, UPLIFT, LATER, date(2021, 4, 1)]
    held = []
    for who in people:
        staff_type = random.choice(["officer", "special"])
        starts = sorted({near(random, around) for _ in range(random.choice([1, 1, 2, 3]))})
        ends = [each - timedelta(days=1) for each in starts[1:]]
        held += [Held(who, staff_type, *spell) for spell in zip(starts, [*ends, None], strict=True)]
        if random.random() < 0.5:
            held.append(Held(who, "staff", near(random, around), None))
    _store(held, made.pks(people))
    return held


@pytest.fixture(params=[1, 2])
def posts(request: pytest.FixtureRequest) -> list[Held]:
    return stored(Random(request.param))


def _store(held: list[Held], pks: dict[str, int]) -> None:
    department, rank = Department.objects.create(name="Response"), Rank.objects.get(abbreviation="PC")
    for each in held:
        Post.objects.create(
            person_id=pks[each.who.number],
            staff_type=each.staff_type,
            rank=rank if each.staff_type == "officer" else None,
            department=department,
            started=each.started,
            ended=each.ended,
        )


def joined(held: list[Held], staff_type: str, first: date, last: date) -> list[made.Someone]:
    earliest: dict[made.Someone, date] = {}
    for each in held:
        if each.staff_type == staff_type:
            earliest[each.who] = min(each.started, earliest.get(each.who, date.max))
    return [who for who, started in earliest.items() if first <= started <= last]


def store_targets() -> None:
    for name, aim, percent, starts, ends in (
        ("Uplift", "minority", "29.9", UPLIFT, None),
        ("Later", "minority", "31", LATER, None),
        ("Women", "female", "50", WOMEN, None),
        ("Before", "minority", "20", OVER, OVER_ON),
    ):
        RepresentationTarget.objects.create(name=name, aim=aim, percent=percent, starts_on=starts, ends_on=ends)


@pytest.fixture
def targets() -> None:
    store_targets()


@pytest.mark.usefixtures("targets")
def test_new_officers_as_recounted(posts: list[Held]) -> None:
    """Against the target in force that began first, whatever it is called."""
    for day, since, percent in ((DAYS[0], UPLIFT, "29.9"), (DAYS[1], OVER, "20"), (DAYS[2], OVER, "20")):
        new = joined(posts, "officer", since, day)
        minority = sum(who.minority for who in new)
        expected: Recount = {
            ("Since the Uplift start", "New officers"): count(len(new)),
            ("Since the Uplift start", "Under-represented"): count(minority),
            ("Since the Uplift start", "Share"): share(minority, len(new)),
            ("Since the Uplift start", "Target"): (None, None, Decimal(percent)),
        }
        assert_recounted("people.uplift_recruits", day, expected)


@pytest.mark.usefixtures("targets")
def test_women_among_new_officers_as_recounted(posts: list[Held]) -> None:
    for day in DAYS[:2]:
        new = joined(posts, "officer", WOMEN, day)
        women = sum(who.gender == "female" for who in new)
        expected: Recount = {
            ("Since the target began", "New officers"): count(len(new)),
            ("Since the target began", "Female"): count(women),
            ("Since the target began", "Share"): share(women, len(new)),
            ("Since the target began", "Target"): (None, None, Decimal(50)),
        }
        assert_recounted("people.female_recruits", day, expected)
    assert_recounted("people.female_recruits", DAYS[2], {})


def test_specials_as_recounted(posts: list[Held]) -> None:
    """From the day after the same day a year before."""
    since = {DAYS[0]: date(2021, 4, 2), DAYS[1]: date(2019, 3, 1), DAYS[2]: date(2018, 9, 1)}
    for day, first in since.items():
        new = joined(posts, "special", first, day)
        now = [each for each in posts if each.staff_type == "special" and each.started <= day]
        expected: Recount = {
            ("Last 12 months", "Joined"): count(len(new)),
            ("Last 12 months", "Female"): share(sum(who.gender == "female" for who in new), len(new)),
            ("Last 12 months", "Ethnic minority"): share(sum(who.minority for who in new), len(new)),
            ("Last 12 months", "Specials now"): count(sum(each.ended is None or day <= each.ended for each in now)),
        }
        assert_recounted("people.specials_recruitment", day, expected)


def test_without_a_target_there_is_nothing_to_count_against() -> None:
    assert_recounted("people.uplift_recruits", DAYS[0], {})


@pytest.mark.usefixtures("posts", "targets")
@pytest.mark.parametrize("key", ["people.uplift_recruits", "people.female_recruits", "people.specials_recruitment"])
def test_the_records_behind_a_cell_tell_nobody_s_declaration(key: str) -> None:
    """Of women and of minorities all who joined are listed."""
    assert_records_behind(key, DAYS[0])
