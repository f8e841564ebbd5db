"""`manage.py load_extract KIND FILE [--dry-run]`: one incoming file, whole or not at all."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wmp.board.extracts import EXTRACTS, extract_for
from wmp.lib.extracts import LoadError, LoadReport, LoadState, load
from wmp.lib.words import counted, spoken_list


class Command(BaseCommand):
    help = "Loads one extract. Exits with 1, and writes nothing, if any row is wrong: each fault on a line of its own."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", help=spoken_list((extract.kind for extract in EXTRACTS), "or"))
        parser.add_argument("file", type=Path, help="UTF-8 CSV with a header row, or .xlsx")
        parser.add_argument("--dry-run", action="store_true", help="check everything and write nothing")

    def handle(self, *, kind: str, file: Path, dry_run: bool, **options: Any) -> None:
        extract = extract_for(kind)
        if extract is None:
            kinds = spoken_list((extract.kind for extract in EXTRACTS), "or")
            raise CommandError(f"There is no extract called {kind}. It may be {kinds}.")
        try:
            report = load(extract, file, dry_run=dry_run)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror or 'it is no ordinary file'}.") from error
        self._say(report)

    def _say(self, report: LoadReport) -> None:
        if report.state in (LoadState.LOADED, LoadState.CHECKED):
            self.stdout.write(f"{report.summary}" + (" (rehearsal: nothing was written)" if report.dry_run else ""))
            if report.notes:
                self.stdout.write(report.notes)
            return
        errors = LoadError.objects.unscoped().filter(report=report).order_by("line", "pk")
        for error in errors.iterator(chunk_size=2000):
            self.stderr.write(str(error), style_func=str)
        if report.notes:
            raise CommandError(report.notes)
        # Standard error holds the faults and nothing else, so that they can be counted and worked through.
        where = f" in {counted(report.wrong, 'row')}" if report.wrong else ""
        self.stdout.write(f"Nothing was loaded: {counted(report.faults, 'fault')}{where}.")
        sys.exit(1)
