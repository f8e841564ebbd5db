"""The performance goals, as ratios of one run: `python -m tests.bench [--size N] [--only PART]`.

Each part is a module here with `run(size, say)`, which yields rows (tests/bench/rows.py). All of it happens in a
database of its own, made for the run and dropped after it.
"""

import argparse
import os
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
# The figures of a page are those of a server: nothing it logs belongs between the lines of the table.
os.environ.setdefault("LOG_LEVEL", "ERROR")

import django

django.setup()

from django.conf import settings
from django.db import connection
from django.test.utils import override_settings

from tests.bench import figures, loads, moderation, paper, registers, welfare
from wmp.lib import embedded

PARTS = {
    "figures": figures,
    "paper": paper,
    "registers": registers,
    "welfare": welfare,
    "moderation": moderation,
    "loads": loads,
}
NAME = f"wmp_bench_{os.getpid()}"  # two may run beside each other


def main() -> int:
    """Prints a line for each measurement, and ends with 1 where a goal was missed."""
    parser = argparse.ArgumentParser(prog="make bench", description="The performance goals, as ratios.")
    parser.add_argument("--size", type=int, default=100_000, help="how many people (100,000)")
    parser.add_argument("--only", choices=PARTS, help="one part alone")
    asked = parser.parse_args()
    if not os.environ.get("DATABASE_URL"):
        embedded.ensure_database(settings.VAR_DIR, durable=False)
    connection.settings_dict["TEST"]["NAME"] = NAME
    before = connection.settings_dict["NAME"]
    say("making a database for the bench")
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        with override_settings(ROOT_URLCONF="tests.bench.urls"):
            missed = measure(asked.size, [asked.only] if asked.only else list(PARTS))
    finally:
        connection.creation.destroy_test_db(before, verbosity=0)
    return 1 if missed else 0


def measure(size: int, parts: list[str]) -> int:
    """Runs the parts and counts the goals that were missed."""
    print(f"{'':2}{'':58}{'ours':>12}{'reference':>12}{'ratio':>8}  goal", flush=True)
    missed = 0
    for part in parts:
        for row in PARTS[part].run(size, say):
            missed += not row.met
            mark = "  " if row.met else "x "
            print(f"{mark}{row.name:58}{row.ours:>12}{row.reference:>12}{row.ratio:8.2f}  {row.goal}", flush=True)
    print(f"{missed} goals missed." if missed else "All goals met.")
    return missed


def say(text: str) -> None:
    """What is being done, beside the table."""
    print(f"{time.strftime('%H:%M:%S')} {text} ...", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
