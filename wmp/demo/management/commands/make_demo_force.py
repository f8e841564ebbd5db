"""Makes the demo force and loads it by the same door as a real force's files."""

import tempfile
from argparse import ArgumentParser
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from people.workforce.models import Person, User
from wmp.demo import (
    aftercare,
    benefit_stories,
    benefits,
    budgets,
    delivery,
    governance,
    joining,
    passports,
    performance,
    promotions,
    recruitment,
    talent,
)
from wmp.demo.accounts import ensure_accounts, ensure_owners
from wmp.demo.cases import Year, settle_alerts
from wmp.demo.files import SEED, File, Records, files, make, write
from wmp.lib import clock
from wmp.lib.words import counted


class Command(BaseCommand):
    help = "Makes a synthetic force whose figures on 2022-04-01 are those of the 2022 board paper, and loads it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--files", type=Path, metavar="DIR", help="only write the extract files, into this folder")
        parser.add_argument("--if-empty", action="store_true", help="do nothing where there are people already")
        parser.add_argument("--seed", type=int, default=SEED, help="another force of the same figures")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["files"]:
            self._write(options["files"], options["seed"])
        elif not Person.objects.unscoped().exists():
            self._load(options["seed"])
        elif options["if_empty"]:
            self.stdout.write("There are people in the database; left as they are.")
        else:
            raise CommandError(
                "The database already holds people. The demo force goes into an empty one: "
                "set VAR_DIR to a new folder, or DATABASE_URL to a new database."
            )

    def _write(self, folder: Path, seed: int) -> None:
        """The files, in the order in which to load them."""
        folder.mkdir(parents=True, exist_ok=True)
        for file in files(make(seed)):
            self.stdout.write(f"{write(file, folder)}: {counted(len(file.rows), 'row')}")

    def _load(self, seed: int) -> None:
        """All files or none, so that an interrupted load starts again from an empty database."""
        self.stdout.write("Making the demo force ...")
        records = make(seed)
        made = list(files(records))
        accounts: dict[str, User] = {}
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=settings.VAR_DIR, prefix="demo-force-") as folder, transaction.atomic():
            for number, file in enumerate(made, start=1):
                self._load_file(file, Path(folder), f"{number}/{len(made)}")
                accounts = accounts or self._open_accounts(records)
            self.stdout.write("Telling a year of welfare cases ...")
            self.stdout.write(f"{counted(Year(accounts, seed).tell(), 'welfare case')}.")
            self.stdout.write("Telling of passports, and of those about to join ...")
            self.stdout.write(f"{counted(passports.tell(accounts, seed), 'passport')}.")
            joining.Teller(accounts, seed).tell()
            self.stdout.write("Telling of a performance year and of promotion ...")
            self.stdout.write(f"{counted(performance.tell(accounts, seed, Path(folder)), 'rating')}.")
            self.stdout.write(f"{counted(promotions.tell(accounts, seed), 'process', 'processes')} published.")
            recruitment.tell()
            self.stdout.write(f"{counted(talent.Teller(accounts, seed).tell(), 'talent profile')}.")
            self.stdout.write("Telling of the change portfolio ...")
            self.stdout.write(f"{counted(tell_of_change(accounts), 'benefit')}.")
            settle_alerts()
            supervisors = Person.objects.unscoped().filter(
                posts__ended=None, posts__rank__abbreviation__in=("Sgt", "Insp")
            )
            aftercare.tell(list(supervisors.order_by("employee_number")), seed)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        self.stdout.write(self.style.SUCCESS("The demo force is loaded."))

    def _open_accounts(self, records: Records) -> dict[str, User]:
        """Once there are people, the first file's: later files name owners by their accounts."""
        accounts = ensure_accounts(known_password=settings.DEMO)
        ensure_owners(head.number for head in benefits.heads(records.force).values())
        return accounts

    def _load_file(self, file: File, folder: Path, place: str) -> None:
        self.stdout.write(f"{place} Loading {file.name}, {counted(len(file.rows), 'row')} ...")
        self.stdout.flush()
        with clock.at(delivery.noon(file.on)) if file.on else nullcontext():
            call_command("load_extract", file.kind, str(write(file, folder)), stdout=self.stdout, stderr=self.stderr)


def tell_of_change(accounts: dict[str, User]) -> int:
    """What no file brings of projects, governance, budgets and benefits. Returns how many benefits there are."""
    delivery.Teller(accounts).tell()
    governance.tell(accounts)
    budgets.tell()
    return benefit_stories.Teller(accounts).tell()
