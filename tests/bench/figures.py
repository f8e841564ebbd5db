"""Each board figure beside hand-written SQL that gives the same table; how both grow, and the memory of a worker."""

import gc
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import django
from django.conf import settings
from django.db import connection

if __name__ == "__main__":
    django.setup()

from tests.bench import figures_made
from tests.bench.figures_sql import BY_HAND
from tests.bench.rows import Row, shown, timed
from wmp.board.paper import FIGURES
from wmp.board.runs import compute_traced
from wmp.lib import embedded
from wmp.lib.figures import Table
from wmp.lib.grids import Grid
from wmp.lib.traces import trace

DAY = date(2022, 4, 1)
SMALL = 10_000
# A figure that takes longer than this is repeated less often.
SLOW = 0.2
# A figure of a few records takes by hand less than the ORM takes to word its query: there the difference counts.
QUICK = 0.025


def run(size: int, say: Callable[[str], None]) -> Iterator[Row]:
    """At 10,000 records of each kind and at `size`: figures beside SQL at `size`, then growth and memory."""
    # A nightly run computes a figure once: the server plans each statement for its own values.
    connection.ensure_connection()
    connection.connection.prepare_threshold = None
    gc.freeze()  # or now one and now the other pays for looking through all that Django loaded
    taken: dict[int, dict[str, tuple[float, float]]] = {}
    memory: dict[int, float] = {}
    traced: dict[int, float] = {}
    memory_traced: dict[int, float] = {}
    for records in sorted({SMALL, size}):
        say(f"figures: making {records:,} records of each kind")
        figures_made.make(records)
        say(f"figures: computing them of {records:,} records, and by hand")
        taken[records] = {key: _beside(key) for key in FIGURES}
        memory[records] = _memory_of_a_worker()
        say(f"figures: finding the records behind them of {records:,} records")
        traced[records] = _traced()
        memory_traced[records] = _memory_of_a_worker("traced")
    for key, (ours, hand) in taken[size].items():
        yield _row(key, ours, hand)
    all_ours, all_hand = (sum(each) for each in zip(*taken[size].values(), strict=True))
    yield timed("figures: all", all_ours, all_hand, "<= 1.5")
    yield timed("figures: the records behind all, beside computing", traced[size], all_ours, "<= 3")
    if size > SMALL:
        name = f"figures: memory of a worker that keeps the records too, MB, beside {SMALL:,}"
        more, less = memory_traced[size], memory_traced[SMALL]
        yield Row(name, f"{more:.1f}", f"{less:.1f}", more / less, "<= 3")
        for key in FIGURES:
            ours, small = taken[size][key][0] / size, taken[SMALL][key][0] / SMALL
            name = f"figure: {key}, a record's time beside {SMALL:,}"
            yield Row(name, f"{ours * 1e6:.2f} µs", f"{small * 1e6:.2f} µs", ours / small, "<= 1")
        name = f"figures: a worker's memory, MB, beside {SMALL:,}"
        yield Row(name, f"{memory[size]:.1f}", f"{memory[SMALL]:.1f}", memory[size] / memory[SMALL], "<= 1.1")


def _row(key: str, ours: float, hand: float) -> Row:
    if hand >= QUICK:
        return timed(f"figure: {key}", ours, hand, "<= 1.5")
    more = ours - hand
    return Row(f"figure: {key}, more than by hand's {shown(hand)}", shown(more), shown(QUICK), more / QUICK, "<= 1")


def _beside(key: str) -> tuple[float, float]:
    """Median seconds of the figure and of the SQL, taken in turns, once both are seen to give the same table."""
    compute, by_hand = partial(_compute, key), partial(BY_HAND[key], DAY)
    cells = {(row.label, column.label): (cell.n, cell.d) for row, column, cell in compute()}
    if cells != by_hand():
        raise AssertionError(f"{key} and its hand-written SQL give different tables")
    ours, hand = [], []
    for _ in range(5 if _seconds(compute) > SLOW else 15):
        ours.append(_seconds(compute))
        hand.append(_seconds(by_hand))
    return statistics.median(ours), statistics.median(hand)


def _compute(key: str) -> Grid:
    return FIGURES[key].table(DAY).compute()


def _seconds(job: Callable[[], object]) -> float:
    began = time.perf_counter()
    job()
    return time.perf_counter() - began


def _trace(table: Table, grid: Grid) -> str:
    return trace(table, grid).packed()


def _traced() -> float:
    """Seconds that the records behind all figures take, found and packed, after the figures are computed."""
    taken = 0.0
    for figure in FIGURES.values():
        table = figure.table(DAY)
        grid = table.compute()
        taken += statistics.median(_seconds(partial(_trace, table, grid)) for _ in range(3))
    return taken


def _most_held() -> int:
    """The most kilobytes that this process has held. What the system tells of "self" begins, on Linux, with what the
    process held that started this one."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(next(line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM")))


def _memory_of_a_worker(*how: str) -> float:
    """Most megabytes that a process of its own held, which computed all figures; "traced", with their records too."""
    server = os.environ.get("DATABASE_URL") or embedded.database_url(settings.VAR_DIR)
    here = urlsplit(server)._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    command = [sys.executable, "-m", "tests.bench.figures", *how]
    answer = subprocess.run(
        command, env={**os.environ, "DATABASE_URL": here}, stdout=subprocess.PIPE, text=True, check=True
    )
    return float(answer.stdout) / 1024


if __name__ == "__main__":
    for each in FIGURES:
        if "traced" in sys.argv:
            compute_traced(FIGURES[each], DAY).trace.packed()
        else:
            _compute(each)
    print(_most_held())
