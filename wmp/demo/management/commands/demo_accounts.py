"""The accounts of the demo force's cast."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from wmp.demo.accounts import ensure_accounts
from wmp.demo.cast import CAST, PASSWORD


class Command(BaseCommand):
    help = "Makes the accounts of the demo force's cast, one for each role, and lists them. Only in demo mode."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Accounts with a known password are made in demo mode only: set DEMO=1.")
        try:
            ensure_accounts(known_password=True)
        except LookupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(as_table())


def as_table() -> str:
    """Part, user name and person of each of the cast, one a line, and the password they share."""
    rows = [("Part", "User name", "Person"), *((member.part, member.username, member.name) for member in CAST)]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join([*lines, "", f"Password of all: {PASSWORD}"])
