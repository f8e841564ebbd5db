"""One board figure of one day's run, for people and programs."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wmp.board.definitions import as_counted
from wmp.board.models import Attempt, Result, ResultStatus
from wmp.board.paper import FIGURES
from wmp.board.printing import FORMATS
from wmp.lib.commands import iso_day


class Command(BaseCommand):
    help = "Print one board figure as computed by that day's run."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("key", metavar="KEY")
        parser.add_argument("--day", type=iso_day, help="the day of the run, as YYYY-MM-DD; the latest run if left out")
        parser.add_argument("--format", choices=FORMATS, default="text")

    def handle(self, *args: Any, key: str, day: date | None, format: str, **options: Any) -> None:
        if key not in FIGURES:
            raise CommandError(f"There is no figure '{key}'. `manage.py figures` lists them.")
        result = self._result(key, day)
        self.stdout.write(FORMATS[format](as_counted(result), result), ending="")

    def _result(self, key: str, day: date | None) -> Result:
        shown = Attempt.objects.filter(shown=True).order_by("-run__day")
        attempt = (shown.filter(run__day=day) if day else shown).first()
        if attempt is None:
            when = f" of {day}" if day else ""
            again = f" --day {day}" if day else ""
            raise CommandError(f"There is no run{when} yet. Compute it with: manage.py compute_figures{again}")
        result = attempt.results.unscoped().in_words().select_related("attempt__run").filter(key=key).first()
        if result is None or result.status != ResultStatus.COMPUTED:
            why = result.error if result else "it was not among the figures then"
            raise CommandError(f"There is no {key} in the run of {attempt.run.day}: {why}")
        return result
