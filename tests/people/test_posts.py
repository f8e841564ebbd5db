"""Which posts there can be: none of one person and staff type overlap, and the database itself sees to it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st
from psycopg.errors import DeadlockDetected, ExclusionViolation

from people.models import Department, Person, Post
from people.workforce.models import StaffType
from tests.base import Cast, person, post, rank
from tests.together import Meanwhile, at_once

pytestmark = pytest.mark.django_db

NEW_YEAR, LAST_OF_MARCH, FIRST_OF_APRIL = date(2022, 1, 1), date(2022, 3, 31), date(2022, 4, 1)


@pytest.fixture
def holder() -> Person:
    """Somebody who was a constable from New Year to the last of March."""
    somebody = person("E1", "Eve East")
    post(somebody, started=NEW_YEAR, ended=LAST_OF_MARCH)
    return somebody


OVERLAPS = "posts_do_not_overlap"


def refused(by: str) -> Any:
    return pytest.raises(IntegrityError, match=by)


def test_a_post_may_begin_on_the_day_after_the_last_day_of_another(holder: Person) -> None:
    post(holder, started=FIRST_OF_APRIL)
    assert holder.posts.unscoped().count() == 2


def test_a_post_may_end_on_the_day_before_the_first_day_of_another(holder: Person) -> None:
    post(holder, started=date(2021, 1, 1), ended=date(2021, 12, 31))
    assert holder.posts.unscoped().count() == 2


@pytest.mark.parametrize(
    ("started", "ended"),
    [
        (LAST_OF_MARCH, None),
        (LAST_OF_MARCH, LAST_OF_MARCH),
        (date(2021, 6, 1), NEW_YEAR),
        (date(2021, 6, 1), None),
        (date(2022, 2, 1), date(2022, 2, 1)),
    ],
)
def test_a_day_in_common_is_an_overlap(started: date, ended: date | None, holder: Person) -> None:
    with refused(by=OVERLAPS), transaction.atomic():
        post(holder, started=started, ended=ended)
    assert holder.posts.unscoped().count() == 1


def test_the_same_first_day_is_taken_whatever_follows(holder: Person) -> None:
    with refused(by="post_key"), transaction.atomic():
        post(holder, started=NEW_YEAR, ended=NEW_YEAR)


def test_a_post_without_an_end_leaves_no_room_after_it() -> None:
    somebody = person("E2")
    post(somebody, started=NEW_YEAR)
    with refused(by=OVERLAPS), transaction.atomic():
        post(somebody, started=date(2042, 1, 1))


def test_one_may_be_staff_and_special_at_once(holder: Person) -> None:
    post(holder, started=FIRST_OF_APRIL, staff_type=StaffType.STAFF)
    post(holder, started=FIRST_OF_APRIL, staff_type=StaffType.SPECIAL)
    assert holder.posts.unscoped().in_force_on(FIRST_OF_APRIL).count() == 2


def test_two_people_hold_posts_in_the_same_time(holder: Person) -> None:
    post(person("E2"), started=NEW_YEAR, ended=LAST_OF_MARCH)
    assert Post.objects.unscoped().in_force_on(LAST_OF_MARCH).count() == 2


@pytest.mark.parametrize(
    ("day", "counts"),
    [(date(2021, 12, 31), False), (NEW_YEAR, True), (LAST_OF_MARCH, True), (FIRST_OF_APRIL, False)],
)
def test_a_post_counts_from_its_first_day_to_its_last(day: date, counts: bool, holder: Person) -> None:
    assert holder.posts.unscoped().in_force_on(day).exists() is counts


def insert(holder: Person, **values: Any) -> None:
    """As somebody at the database's own console would."""
    row: dict[str, Any] = {
        "person_id": holder.pk,
        "staff_type": "officer",
        "rank_id": rank("PC").pk,
        "department_id": Department.objects.get(name="Response").pk,
        "started": FIRST_OF_APRIL,
        "ended": None,
        "fte": None,
        "line_manager_id": None,
        "leaving_reason": "",
    } | values
    places = ", ".join(["%s"] * len(row))
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO people_post ({', '.join(row)}) VALUES ({places})", list(row.values()))


IMPOSSIBLE: dict[str, tuple[dict[str, Any], str]] = {
    OVERLAPS: ({"started": LAST_OF_MARCH}, "This person already holds a post of this staff type in that time."),
    "post_ends_after_it_starts": ({"ended": date(2022, 3, 30)}, "A post cannot end before it starts."),
    "post_fte_from_0_to_1": ({"fte": Decimal("1.1")}, "FTE is between 0 and 1."),
    "post_rank_fits_staff_type": (
        {"staff_type": "staff"},
        "A police officer has a rank; police staff and PCSOs have none.",
    ),
    "post_nobody_manages_themselves": ({"line_manager_id": "own"}, "Nobody is their own line manager."),
}


def values_for(name: str, holder: Person) -> dict[str, Any]:
    return {key: holder.pk if value == "own" else value for key, value in IMPOSSIBLE[name][0].items()}


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_the_database_refuses_the_impossible_by_name(name: str, holder: Person) -> None:
    with refused(by=name), transaction.atomic():
        insert(holder, **values_for(name, holder))
    insert(holder)
    assert holder.posts.unscoped().count() == 2


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_a_form_says_in_a_sentence_what_is_impossible(name: str, holder: Person) -> None:
    values = {"staff_type": "officer", "rank": rank("PC"), "started": FIRST_OF_APRIL}
    department = Department.objects.get(name="Response")
    made = Post(person=holder, department=department, **{**values, **values_for(name, holder)})
    with pytest.raises(ValidationError) as said:
        made.full_clean()
    assert said.value.messages == [IMPOSSIBLE[name][1]]


def test_an_officer_without_a_rank_is_refused_and_a_special_without_one_is_not(holder: Person) -> None:
    with refused(by="post_rank_fits_staff_type"), transaction.atomic():
        insert(holder, rank_id=None)
    insert(holder, staff_type="special", rank_id=None)


def test_a_post_saved_again_does_not_overlap_itself(holder: Person) -> None:
    held = holder.posts.unscoped().get()
    held.ended = None
    held.full_clean()
    held.save()


def test_two_neighbouring_posts_move_their_common_boundary_in_one_statement(holder: Person) -> None:
    post(holder, started=FIRST_OF_APRIL)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE people_post SET started = CASE WHEN ended IS NULL THEN %s ELSE started END,"
            " ended = CASE WHEN ended IS NULL THEN ended ELSE %s END WHERE person_id = %s",
            [date(2022, 5, 1), date(2022, 4, 30), holder.pk],
        )
    assert set(holder.posts.unscoped().values_list("started", "ended")) == {
        (NEW_YEAR, date(2022, 4, 30)),
        (date(2022, 5, 1), None),
    }


days = st.dates(date(2022, 1, 1), date(2022, 1, 12))
spells = st.tuples(days, st.one_of(st.none(), days)).filter(lambda spell: spell[1] is None or spell[0] <= spell[1])


@given(spells, spells)
def test_two_posts_are_refused_exactly_when_they_share_a_day(one: Any, two: Any) -> None:
    share_a_day = one[0] <= (two[1] or date.max) and two[0] <= (one[1] or date.max)
    with transaction.atomic():
        somebody = person("random")
        post(somebody, started=one[0], ended=one[1])
        stored = at_savepoint(somebody, *two)
        transaction.set_rollback(True)
    assert stored is not share_a_day


def at_savepoint(holder: Person, started: date, ended: date | None) -> bool:
    """Tries to give one more post and says whether it was taken."""
    try:
        with transaction.atomic():
            post(holder, started=started, ended=ended)
    except IntegrityError:
        return False
    return True


@pytest.mark.django_db(transaction=True)
def test_of_two_overlapping_posts_given_at_once_one_stands(holder: Person) -> None:
    said = at_once(
        lambda: post(holder, started=FIRST_OF_APRIL),
        lambda: post(holder, started=date(2022, 4, 2)),
    )
    (refused,) = filter(None, said)
    # Where each has written its row before looking for the other's, PostgreSQL ends their mutual wait.
    assert isinstance(refused.__cause__, ExclusionViolation | DeadlockDetected)
    assert holder.posts.unscoped().count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_post_given_while_an_overlapping_one_is_not_yet_committed_waits_for_it(holder: Person) -> None:
    with transaction.atomic():
        post(holder, started=FIRST_OF_APRIL)
        second = Meanwhile(lambda: post(holder, started=date(2022, 4, 2)))
    assert OVERLAPS in str(second.said)


def test_the_standing_cast_holds_one_post_each(cast: Cast) -> None:
    assert all(each.person.posts.unscoped().count() == 1 for each in (cast.alice, cast.bob, cast.charlie))
