"""In a headcount, whoever is promoted changed group and stays: what moved is said of people, whatever their posts.

Posts come by the workforce's files, as they do in life: a promotion ends one and begins the next.
"""

from collections import Counter
from datetime import date

import pytest

from people.workforce.models import StaffType
from tests.base import declared, person, post
from tests.board.lineage.conftest import Read
from tests.board.lineage.runs import HOURS, asked, computed
from tests.board.lineage.test_moves_add_up import adds_up, known
from tests.loading import load_rows
from wmp.board.lineage.moving import Pair, differences, splits
from wmp.lib.moved import Move, Way

pytestmark = pytest.mark.django_db

RANKS, TYPES = "people.representation_by_rank", "people.representation_by_staff_type"
TOTAL, FORCE, YEAR = "Police Officer Total", "Force", "2022-01-01"
BEFORE, AFTER = date(2022, 3, 31), date(2022, 4, 1)

Post = dict[str, str]
CONSTABLE: Post = {"rank": "Constable", "post_started": "2020-01-01"}
ENDED = {**CONSTABLE, "post_ended": "2021-12-14"}
SERGEANT: Post = {"rank": "Sergeant", "post_started": "2021-12-15"}
STAFF: Post = {"staff_type": "Police Staff", "post_started": "2021-12-15"}
SPECIAL: Post = {"staff_type": "Special", "post_started": "2020-01-01"}


@pytest.fixture(autouse=True)
def ada() -> None:
    """The one person of the files, who stated an ethnicity, and one who stays as they are."""
    declared(person("E1", "Ada Moves"))
    stays = person("E2")
    declared(stays), post(stays, started=date(2020, 1, 1))


def file(*posts: Post) -> None:
    """Ada's posts as a file of the workforce has them."""
    fixed = {"employee_number": "E1", "first_name": "Ada", "last_name": "Moves", "staff_type": "Police Officer"}
    assert load_rows("workforce", *({**fixed, "department": "Response", **each} for each in posts)).state == "loaded"


def pair(key: str, before: list[Post], after: list[Post]) -> Pair:
    """The figure after each of two files. Every one of its numbers adds up."""
    file(*before)
    was = known(key, BEFORE)
    file(*after)
    now = known(key, AFTER)
    adds_up(was, now)
    return was, now


def moves(pair: Pair, row: str, part: str = "d", column: str = YEAR) -> list[Move]:
    cell = next(each for each in differences(pair) if each.place == (row, column))
    return [move for each in splits(pair, cell) if each.part == part for move in each.moved.moves]


def ways(pair: Pair, row: str, part: str = "d") -> list[Way]:
    return [move.way for move in moves(pair, row, part)]


@pytest.mark.parametrize("part", ["n", "d"])
def test_who_is_promoted_changed_group_and_stays(part: str) -> None:
    found = pair(RANKS, [CONSTABLE], [ENDED, SERGEANT])
    assert [(move.way, move.other) for move in moves(found, "Sergeant", part)] == [(Way.CAME, ("Constable", YEAR))]
    assert [(move.way, move.other) for move in moves(found, "Constable", part)] == [(Way.WENT, ("Sergeant", YEAR))]
    (stayed,) = moves(found, TOTAL, part)
    assert (stayed.way, stayed.before, stayed.after, len(stayed.keys)) == (Way.RENEWED, 1, 1, 2)


def test_who_moves_to_another_department_stays() -> None:
    found = pair(RANKS, [CONSTABLE], [ENDED, {**SERGEANT, "rank": "Constable", "department": "Intelligence"}])
    assert ways(found, "Constable") == ways(found, TOTAL) == [Way.RENEWED]


def test_who_leaves_left_and_who_comes_back_joined() -> None:
    assert ways(pair(RANKS, [CONSTABLE], [ENDED]), TOTAL) == [Way.LEFT]
    found = pair(RANKS, [ENDED], [ENDED, SERGEANT])
    assert ways(found, TOTAL) == ways(found, "Sergeant") == [Way.JOINED] and not ways(found, "Constable")


def test_who_becomes_staff_left_the_officers() -> None:
    assert ways(pair(RANKS, [CONSTABLE], [ENDED, STAFF]), TOTAL) == [Way.LEFT]


def test_who_becomes_staff_changed_group_in_the_force() -> None:
    found = pair(TYPES, [CONSTABLE], [ENDED, STAFF])
    assert [ways(found, row) for row in ("Police Officer", "Police Staff", FORCE)] == [
        [Way.WENT],
        [Way.CAME],
        [Way.RENEWED],
    ]


def test_of_two_posts_at_once_one_may_go() -> None:
    """Counted twice before, by both posts, and once after: nobody left."""
    found = pair(TYPES, [CONSTABLE, SPECIAL], [CONSTABLE, {**SPECIAL, "post_ended": "2021-12-14"}])
    (move,) = moves(found, FORCE)
    assert (move.way, move.before, move.after) == (Way.AMENDED, 2, 1)
    assert ways(found, "Special") == [Way.LEFT] and not ways(found, "Police Officer")


def test_of_two_posts_at_once_one_may_change() -> None:
    found = pair(TYPES, [CONSTABLE, SPECIAL], [ENDED, STAFF, SPECIAL])
    assert ways(found, "Police Staff") == [Way.CAME] and ways(found, FORCE) == [Way.RENEWED]
    assert not ways(found, "Special")


def test_the_page_says_it_of_people_and_lists_the_post(read: Read) -> None:
    file(CONSTABLE)
    computed(BEFORE, [RANKS])
    file(ENDED, SERGEANT)
    computed(AFTER, [RANKS])
    states = asked("2022-03-31", "2022-04-01", column=YEAR)
    page = read("why", RANKS, **states, row="Sergeant")
    assert "What people did" in page and ">Came from Constable</th>" in page and "Joined</th>" not in page
    total = read("why", RANKS, **states, row=TOTAL)
    assert ">Stayed, by another post</th>" in total and "Left</th>" not in total
    assert "The denominator is the same, by other records" in total and "app-waterfall" not in total


def test_the_register_lists_the_posts_of_who_moved(read: Read) -> None:
    """Of specials, whose number asks nobody what they declared."""
    special = {**SPECIAL, "post_ended": "2022-02-10"}
    file(SPECIAL)
    computed(BEFORE)
    file(special, {**SPECIAL, "post_started": "2022-02-11", "rank": "Special Sergeant"})
    computed(AFTER)
    cell = asked("2022-03-31", "2022-04-01", row="2022-02", column="Specials")
    assert ">Stayed, by another post</th>" in read("why", HOURS, **cell)
    listed = read("moves", HOURS, **cell, part="n", way="renewed")
    assert "You may see 2 of the 2 records" in listed and "1 Jan 2020" in listed and "11 Feb 2022" in listed


def test_nobody_came_from_a_month_that_the_table_has_no_more() -> None:
    """A special who was in post at the end of a month that is not shown any more did not leave it for another one."""
    post(person("E3"), staff_type=StaffType.SPECIAL, started=date(2020, 1, 1))
    found = known(HOURS, date(2022, 3, 31)), known(HOURS, date(2022, 5, 1))
    latest = [row.label for row in found[1].grid.rows][-1]
    assert Counter(move.way for move in moves(found, latest, "n", "Specials")) == {Way.JOINED: 1}
