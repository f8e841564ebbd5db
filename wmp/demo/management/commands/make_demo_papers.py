"""The board papers of the demo force, issued from its figures."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from people.workforce.models import User
from wmp.board.models import Paper
from wmp.demo import papers
from wmp.lib.words import counted


class Command(BaseCommand):
    help = "Writes and issues the demo force's board papers of July 2021 and April 2022. Only in demo mode."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-none", action="store_true", help="do nothing where there is a paper already")

    def handle(self, *args: Any, if_none: bool, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Invented papers are made in demo mode only: set DEMO=1.")
        if Paper.objects.unscoped().exists():
            if if_none:
                self.stdout.write("There are papers in the database; left as they are.")
                return
            raise CommandError("There are papers in the database already. Those of the demo force go beside no other.")
        try:
            papers.compute()
            self.stdout.write(f"{counted(papers.tell(), 'edition')} issued; their files are made by a job.")
        except User.DoesNotExist as error:
            raise CommandError("The cast is not in the database. Run make_demo_force on an empty one first.") from error
