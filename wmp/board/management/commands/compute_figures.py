"""What the nightly job does, for one day."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wmp.board.models import Attempt, ResultStatus
from wmp.board.runs import board_day, perform
from wmp.lib.commands import iso_day


class Command(BaseCommand):
    help = "Compute all board figures of a day and show them together."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--day", type=iso_day, help="the day, as YYYY-MM-DD; today if left out")
        parser.add_argument("--if-none", action="store_true", help="do nothing where a day has its figures already")

    def handle(self, *args: Any, day: date | None, if_none: bool, **options: Any) -> None:
        if if_none and Attempt.objects.filter(shown=True).exists():
            self.stdout.write("There are figures in the database; left as they are.")
            return
        attempt = perform(day or board_day(), wait=True)
        if attempt is None:
            raise CommandError("The figures were not computed. Run the command again.")
        results = list(attempt.results.unscoped())
        for result in results:
            self.stdout.write(f"{result.key}: {result.get_status_display().lower()} in {result.seconds:.2f} s")
        failed = [result for result in results if result.status == ResultStatus.FAILED]
        if failed:
            raise CommandError("\n".join(f"{result.key} failed: {result.error}" for result in failed))
