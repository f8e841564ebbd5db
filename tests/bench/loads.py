"""A load of the workforce beside the least that could be done: the file straight into COPY, then the same SQL."""

import gc
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from django.db import connection, transaction

from tests.bench.registers import memory_grown
from tests.bench.rows import Row, timed
from wmp.board.extracts import extract_for
from wmp.lib.extracts import Extract, Load, LoadReport, LoadState, load, new_report
from wmp.lib.extracts.progress import Progress
from wmp.lib.extracts.words import names

MOST_MEMORY = 40_000_000
# Rows beyond which each way is measured once.
TAKES_MINUTES = 200_000


def run(size: int, say: Callable[[str], None]) -> Iterator[Row]:
    """A first load, the same file again, a month's changes, and the memory that a load takes."""
    extract = extract_for("workforce")
    assert extract is not None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workforce.csv"
        say(f"loads: a file of {size:,} posts")
        write_file(path, size)
        yield from _beside_copy(extract, path, size, say)
        yield from _again(extract, path, size, say)


def _beside_copy(extract: Extract, path: Path, size: int, say: Callable[[str], None]) -> Iterator[Row]:
    """Rows a second as a share of those of the bare statements."""
    times: dict[str, list[float]] = {"ours": [], "bare": []}
    grown: list[int] = []
    for turn in range(1 if size > TAKES_MINUTES else 2):
        say(f"loads: COPY and the same SQL, then the load itself, turn {turn + 1}")
        empty()
        times["bare"].append(_bare(extract, path))
        empty()
        with memory_grown(grown):
            times["ours"].append(_loaded(extract, path))
    taken, bare = min(times["ours"]), min(times["bare"])
    row = timed(f"load, {size:,} new rows (its time / ours)", taken, bare, ">= 0.8")
    yield row._replace(ratio=bare / taken)
    yield Row(
        "load: memory it adds",
        f"{max(grown) / 1e6:.0f} MB",
        f"{MOST_MEMORY / 1e6:.0f} MB",
        max(grown) / MOST_MEMORY,
        "<= 1",
    )


def _again(extract: Extract, path: Path, size: int, say: Callable[[str], None]) -> Iterator[Row]:
    say("loads: the same file again")
    turns = [(_bare(extract, path), _loaded(extract, path)) for _ in range(1 if size > TAKES_MINUTES else 3)]
    bare, taken = (min(times) for times in zip(*turns, strict=True))
    row = timed(f"load, {size:,} rows that are the same", taken, bare, ">= 0.8")
    yield row._replace(ratio=bare / taken)


def _loaded(extract: Extract, path: Path) -> float:
    gc.collect()
    began = time.perf_counter()
    report = load(extract, path)
    taken = time.perf_counter() - began
    assert report.state == LoadState.LOADED, report.notes
    return taken


class Bare(Load):
    """The same statements, with the file given to COPY as it is: nothing of it passes through Python but bytes."""

    def _stage(self) -> int:
        columns = list(self.extract.columns)
        self.begin()
        self.execute("CREATE TEMP SEQUENCE line_numbers START 2")
        self.execute("ALTER TABLE raw_cells ALTER line SET DEFAULT nextval('line_numbers')")
        listed = names(column.name for column in columns)
        with self.cursor.copy(f"COPY raw_cells ({listed}) FROM STDIN (FORMAT csv, HEADER, NULL '-')") as copy:
            while block := self.file.read(1 << 18):
                copy.write(block)
        done = self.cursor.rowcount
        self.execute("ALTER TABLE raw_cells ALTER line DROP DEFAULT; DROP SEQUENCE line_numbers")
        return done


def _bare(extract: Extract, path: Path) -> float:
    gc.collect()
    report: LoadReport = new_report(extract, path.name, by=None, dry_run=False)
    began = time.perf_counter()
    with path.open("rb") as file, transaction.atomic(), closing(Progress(report, 1)) as progress:
        outcome = Bare(extract, file, report, None, progress).run(dry_run=False)
    taken = time.perf_counter() - began
    assert outcome["state"] == LoadState.LOADED, outcome
    return taken


def empty() -> None:
    """No people, no posts, and no history of any."""
    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE people_person, people_personevent, people_post, people_postevent, people_department CASCADE"
        )


def write_file(path: Path, size: int) -> None:
    """One post a person: constables, staff, PCSOs and specials of 42 departments, a manager for every hundred."""
    kinds = [("Police Officer", "Constable")] * 12 + [("Police Staff", "-")] * 6 + [("PCSO", "-"), ("Special", "SC")]
    extract = extract_for("workforce")
    assert extract is not None
    with path.open("w", encoding="utf-8") as out:
        out.write(",".join(column.name for column in extract.columns) + "\n")
        for n in range(size):
            staff_type, rank = kinds[n % 20]
            manager = f"E{n // 100:07}" if n >= 100 else "-"
            ended, reason = (f"2022-0{n % 9 + 1}-15", "Retired") if n % 10 == 3 else ("-", "-")
            out.write(
                f"E{n:07},W{n:07},First{n % 977},Last{n % 7919},person{n}@example.police.uk,{staff_type},"
                f"{2000 + n % 21}-{n % 12 + 1:02}-{n % 28 + 1:02},{ended},{rank},Department {n % 42},{manager},1.0,"
                f"{reason}\n"
            )
