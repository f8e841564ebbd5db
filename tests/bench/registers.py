"""Register pages beside plainref, queries per page, and exports beside psql."""

import os
import re
import resource
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial

from django.db import connection

from people.roles import Role
from tests.bench import people_made
from tests.bench.visits import Reader, side_by_side

Row = tuple[str, float, float, float, float]

REPEATS = 41
# Name, the register's address, plainref's address, the most that the register may take as a multiple.
PAGES = [
    ("posts, first page", "/people/posts/", "/plainref/posts/", 1.5),
    ("posts, filtered", "/people/posts/?staff_type=special", "/plainref/posts/?staff_type=special", 1.5),
    ("posts, sorted by name", "/people/posts/?sort=person", "/plainref/posts/?sort=person", 1.5),
    ("posts, searched", "/people/posts/?q=osei", "/plainref/posts/?q=osei", 3.0),
    ("people, first page", "/people/people/", "/plainref/people/", 1.5),
    ("people, sorted backwards", "/people/people/?sort=-name", "/plainref/people/?sort=-name", 1.5),
    ("people, searched", "/people/people/?q=virdi-", "/plainref/people/?q=virdi-", 3.0),
]
# As the register's export selects it, without the guard against formulas: what psql alone would be asked.
EXPORT = """
    SELECT p.name, p.employee_number, CASE staff_type WHEN 'officer' THEN 'Police Officer' WHEN 'staff' THEN
           'Police Staff' WHEN 'pcso' THEN 'PCSO' ELSE 'Special' END, r.name, d.name, fte, started, ended
    FROM people_post JOIN people_person p ON p.id = person_id JOIN people_department d ON d.id = department_id
    LEFT JOIN people_rank r ON r.id = rank_id ORDER BY started DESC, people_post.id DESC
"""


def run(size: int, say: Callable[[str], None]) -> Iterator[Row]:
    """Name, ours, reference, their ratio and its goal; seconds, or what the name says."""
    say(f"making {size:,} people and posts")
    people_made.make(size)
    reader = Reader(Role.PEOPLE_DATA)
    for name, ours, plain, goal in PAGES:
        register, reference = side_by_side([partial(reader.visit, ours), partial(reader.visit, plain)], REPEATS)
        yield f"register: {name}", register, reference, register / reference, goal
    yield from _last_pages(reader)
    for address in ("/people/posts/", "/people/posts/?staff_type=special&q=osei&sort=person", "/people/posts/1/"):
        count = reader.queries(address)
        yield f"queries: {address}", count, 8, count / 8, 1.0
    yield from _export(reader, say)


def _last_pages(reader: Reader) -> Iterator[Row]:
    for name, address in (
        ("posts", "/people/posts/?"),
        ("people by warrant number", "/people/people/?sort=warrant_number&"),
        ("people", "/people/people/?"),
    ):
        first, last = side_by_side(
            [partial(reader.visit, address), partial(reader.visit, f"{address}page=last")], REPEATS
        )
        yield f"register: {name}, last page beside first", last, first, last / first, 1.5


def _export(reader: Reader, say: Callable[[str], None]) -> Iterator[Row]:
    """Rows a second as a share of psql's, and the memory that the export adds. Both write to a file."""
    say("exporting")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    ours, psql = [], []
    for _ in range(3):
        with tempfile.TemporaryFile() as out:
            began = time.perf_counter()
            reader.visit("/people/posts/?export=csv", keep=out.write)
            ours.append(time.perf_counter() - began)
        psql.append(_psql())
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    yield "export: psql COPY beside CSV (at least 0.7)", min(psql), min(ours), min(psql) / min(ours), 0.7
    yield "export: memory it adds, MB (at most 20)", grown, 20, grown / 20, 1.0


def _psql() -> float:
    given = connection.settings_dict
    names = {"NAME": "PGDATABASE", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "HOST": "PGHOST", "PORT": "PGPORT"}
    environment = {**os.environ, **{theirs: str(given[ours]) for ours, theirs in names.items() if given[ours]}}
    copy = re.sub(r"\s+", " ", f"COPY ({EXPORT}) TO STDOUT WITH (FORMAT csv, HEADER)")
    with tempfile.TemporaryFile() as out:
        began = time.perf_counter()
        subprocess.run(["psql", "-qXc", copy], stdout=out, env=environment, check=True)
        return time.perf_counter() - began
