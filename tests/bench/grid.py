"""The ratings grid of a line manager with a team of 50: its page, and one value saved, beside the same done plainly."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.db import connection

from people.performance.models import PerformanceYear
from people.roles import Role
from tests.bench.asking import ask
from tests.bench.rows import Row, timed
from tests.bench.visits import Reader, side_by_side

SIZE = 50
REPEATS = 21
MOST_QUERIES, MOST_TO_SAVE = 8, 15
# The manager is one of those who were made; the team are others of them, rated by nobody but the manager.
ACCOUNT = "UPDATE people_person SET account_id = %s WHERE id = (SELECT max(id) FROM people_person)"
TEAM = """
    UPDATE people_post SET line_manager_id = (SELECT max(id) FROM people_person)
    WHERE id IN (SELECT id FROM people_post WHERE ended IS NULL AND staff_type = 'staff' ORDER BY id LIMIT %s)
"""
RATED = """
    UPDATE people_rating SET rater_id = %s, status = 'provisional', moderator_id = NULL, moderated_what_id = NULL,
           moderated_how_id = NULL
    WHERE appraisal_id IN (SELECT a.id FROM people_appraisal a JOIN people_post t ON t.person_id = a.person_id
                           WHERE t.line_manager_id = (SELECT max(id) FROM people_person))
"""


def rows(year: PerformanceYear) -> Iterator[Row]:
    """Among all the ratings of a year that is open."""
    manager = Reader(Role.BENEFIT_OWNER)
    appraisal = make(manager, year)
    page, plain = "/people/team/ratings/", f"/plainref/grid/{year.pk}/"
    ours, reference = side_by_side([partial(manager.visit, page), partial(manager.visit, plain)], REPEATS)
    yield timed(f"ratings grid, a team of {SIZE}", ours, reference, "<= 1.5")
    count = manager.queries(page)
    yield Row(f"queries: {page}", str(count), str(MOST_QUERIES), count / MOST_QUERIES, "<= 1")
    saving = [_saves(manager, appraisal, f"{page}save/"), _saves(manager, appraisal, plain)]
    ours, reference = side_by_side(saving, REPEATS)
    yield timed("ratings grid, one value saved", ours, reference, "<= 1.5")
    number = str(1 + _number(appraisal) % 5)
    count = manager.queries(f"{page}save/", sent=_change(appraisal, number))
    yield Row(f"queries: {page}save/", str(count), str(MOST_TO_SAVE), count / MOST_TO_SAVE, "<= 1")


def make(manager: Reader, year: PerformanceYear) -> int:
    """The key of one appraisal of the team."""
    with connection.cursor() as cursor:
        cursor.execute(ACCOUNT, [manager.user.pk])
        cursor.execute(TEAM, [SIZE])
        cursor.execute(RATED, [manager.user.pk])
        for table in ("people_person", "people_post", "people_rating"):
            cursor.execute(f"VACUUM ANALYZE {table}")
    of_team = "SELECT min(appraisal_id) FROM people_rating WHERE rater_id = %(rater)s"
    return int(ask(of_team, rater=manager.user.pk)[0][0])


def _saves(manager: Reader, appraisal: int, address: str) -> Callable[[], Any]:
    """Puts another value in place of the one that stands, each time it is called."""
    return lambda: manager.visit(address, sent=_change(appraisal, str(1 + _number(appraisal) % 5)))


def _change(appraisal: int, number: str) -> dict[str, Any]:
    return {"appraisal": appraisal, "aspect": "what", "value": number, "seen": _number(appraisal)}


def _number(appraisal: int) -> int:
    by_hand = (
        "SELECT number FROM people_rating r JOIN people_scalevalue w ON w.id = what_id WHERE appraisal_id = %(key)s"
    )
    return int(ask(by_hand, key=appraisal)[0][0])
