"""The board figures there are."""

from typing import Any

from django.core.management.base import BaseCommand

from wmp.board.paper import FIGURES


class Command(BaseCommand):
    help = "List the keys and titles of the board figures."

    def handle(self, *args: Any, **options: Any) -> None:
        for figure in FIGURES.values():
            self.stdout.write(f"{figure.key}\t{figure.title}")
