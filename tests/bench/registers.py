"""Register pages beside plainref, queries per page, and exports beside psql."""

import os
import re
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from django.db import connection

from people.roles import Role
from tests.bench import people_made
from tests.bench.rows import Row, timed
from tests.bench.visits import Reader, side_by_side
from wmp.lib.embedded import postgres
from wmp.lib.registers.counting import forget_plans

REPEATS = 41
SMALL = 10_000
# Name, the register's address, plainref's address, the goal.
PAGES = [
    ("posts, first page", "/people/posts/", "/plainref/posts/", "<= 1.5"),
    ("posts, filtered", "/people/posts/?staff_type=special", "/plainref/posts/?staff_type=special", "<= 1.5"),
    ("posts, sorted by name", "/people/posts/?sort=person", "/plainref/posts/?sort=person", "<= 1.5"),
    ("posts, searched", "/people/posts/?q=osei", "/plainref/posts/?q=osei", "<= 3"),
    ("people, first page", "/people/people/", "/plainref/people/", "<= 1.5"),
    ("people, sorted backwards", "/people/people/?sort=-name", "/plainref/people/?sort=-name", "<= 1.5"),
    ("people, searched", "/people/people/?q=virdi-", "/plainref/people/?q=virdi-", "<= 3"),
]
LAST_PAGES = [
    ("posts", "/people/posts/?"),
    ("posts by name", "/people/posts/?sort=person&"),
    ("people", "/people/people/?"),
    ("people by warrant number", "/people/people/?sort=warrant_number&"),
]
QUERIES = ["/people/posts/", "/people/posts/?staff_type=special&q=osei&sort=person", "/people/people/1/"]
MOST_QUERIES = 8
# An export of any size may add this much to the server's memory.
MOST_MEMORY = 32_000_000
# As the register's export selects it, without the guard against formulas: what psql alone would be asked.
EXPORT = """
    SELECT p.name, p.employee_number, CASE staff_type WHEN 'officer' THEN 'Police Officer' WHEN 'staff' THEN
           'Police Staff' WHEN 'pcso' THEN 'PCSO' ELSE 'Special' END, r.name, d.name, fte, started, ended
    FROM people_post JOIN people_person p ON p.id = person_id JOIN people_department d ON d.id = department_id
    LEFT JOIN people_rank r ON r.id = rank_id ORDER BY started DESC, people_post.id DESC
"""


def run(size: int, say: Callable[[str], None]) -> Iterator[Row]:
    """Pages at 10,000 people and at `size`, then files."""
    reader = Reader(Role.PEOPLE_DATA)
    taken: dict[int, Mapping[str, float]] = {}
    for people in sorted({SMALL, size}):
        say(f"registers: making {people:,} people and posts")
        people_made.make(people)
        forget_plans()
        taken[people] = times = {}
        for name, ours, plain, goal in PAGES:
            jobs = [partial(reader.visit, address) for address in (ours, plain, "/plainref/nothing/")]
            register, reference, nothing = side_by_side(jobs, REPEATS)
            # The two sizes are minutes apart: what the machine then did beside them cancels out.
            times[name] = register / nothing
            yield timed(f"register, {people:,}: {name}", register, reference, goal)
        for name, address in LAST_PAGES:
            last, first = side_by_side(
                [partial(reader.visit, f"{address}page=last"), partial(reader.visit, address)], REPEATS
            )
            yield timed(f"register, {people:,}: {name}, last page", last, first, "<= 1.5")
    if size > SMALL:
        for name, *_ in PAGES[:3]:
            large, small = taken[size][name], taken[SMALL][name]
            title = f"register: {name}, {size:,} / {SMALL:,} (in empty pages)"
            yield Row(title, f"{large:.2f}", f"{small:.2f}", large / small, "<= 1.2")
    for address in QUERIES:
        count = reader.queries(address)
        yield Row(f"queries: {address}", str(count), str(MOST_QUERIES), count / MOST_QUERIES, "<= 1")
    say("registers: exporting")
    yield from _exports(reader)


def _exports(reader: Reader) -> Iterator[Row]:
    """Rows a second as a share of psql's, and the memory that the export adds. Both write to a file."""
    ours: list[float] = []
    psql: list[float] = []
    grown: list[int] = []
    for _ in range(3):
        with tempfile.TemporaryFile() as out, memory_grown(grown):
            began = time.perf_counter()
            reader.visit("/people/posts/?export=csv", keep=out.write)
            ours.append(time.perf_counter() - began)
        psql.append(_psql())
    taken, reference = min(ours), min(psql)
    rows = timed("export: CSV beside psql COPY (its time / ours)", taken, reference, ">= 0.7")
    yield rows._replace(ratio=reference / taken)
    yield Row(
        "export: memory it adds",
        f"{max(grown) / 1e6:.0f} MB",
        f"{MOST_MEMORY / 1e6:.0f} MB",
        max(grown) / MOST_MEMORY,
        "<= 1",
    )


@contextmanager
def memory_grown(into: list[int]) -> Iterator[None]:
    """Appends by how many bytes this process grew at most meanwhile, asked for a hundred times a second."""
    before, highest, over = _resident(), 0, threading.Event()

    def watch() -> None:
        nonlocal highest
        while not over.wait(0.01):
            highest = max(highest, _resident())

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()
        into.append(max(highest - before, 0))


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _psql() -> float:
    given = connection.get_connection_params()
    names = {"dbname": "PGDATABASE", "user": "PGUSER", "password": "PGPASSWORD", "host": "PGHOST", "port": "PGPORT"}
    names["passfile"] = "PGPASSFILE"
    environment = {**os.environ, **{theirs: str(given[ours]) for ours, theirs in names.items() if given.get(ours)}}
    copy = re.sub(r"\s+", " ", f"COPY ({EXPORT}) TO STDOUT WITH (FORMAT csv, HEADER)")
    with tempfile.TemporaryFile() as out:
        began = time.perf_counter()
        subprocess.run([postgres.programs() / "psql", "-qXc", copy], stdout=out, env=environment, check=True)
        return time.perf_counter() - began
