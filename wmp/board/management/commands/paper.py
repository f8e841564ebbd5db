"""Issued editions, and one of them as a file."""

import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from wmp.board.models import Edition, EditionFile
from wmp.board.papers.content import Content
from wmp.board.papers.making import FORMATS, Source
from wmp.lib.words import long_day


class Command(BaseCommand):
    help = "List issued editions of the board paper, or write one to a file: `paper list`, `paper 3 --format docx`."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "edition", metavar="EDITION", help="`list`, or the number that `paper list` gives an edition"
        )
        parser.add_argument("--format", choices=FORMATS, default="pdf")
        parser.add_argument(
            "--out", metavar="FILE", help="where to; `-` for standard output; a name of its own if left out"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Ends quietly where whoever reads its output has read enough."""
        try:
            self._write(options["edition"], options["format"], options["out"])
            sys.stdout.flush()
        except BrokenPipeError:
            # What is still to be written at the end has to go somewhere.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def _write(self, edition: str, format: str, out: str | None) -> None:
        if edition == "list":
            self._list()
            return
        found = Edition.objects.unscoped().filter(pk=int(edition)).first() if edition.isdecimal() else None
        if found is None:
            raise CommandError(f"There is no edition '{edition}'. `manage.py paper list` shows those there are.")
        content = self._file(found, format)
        if out == "-":
            sys.stdout.buffer.write(content)
            return
        path = Path(out or f"paper-{found.pk}-{found.audience}.{format}")
        try:
            path.write_bytes(content)
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"{path}: {len(content):,} bytes")

    def _list(self) -> None:
        editions: Any = Edition.objects.unscoped().with_facts().defer("content", "claims", "decisions", "differences")
        for each in editions:
            name = f"{each.its_title}, {each.its_meeting} of {each.its_meeting_on}"
            issued = long_day(timezone.localdate(each.issued_at))
            self.stdout.write(f"{each.pk:>5}  {name}  {each.audience} edition {each.number}, issued {issued}")
        if not editions:
            self.stdout.write("No edition has been issued yet.")

    def _file(self, edition: Edition, format: str) -> bytes:
        """As it was built; made now where it has not been."""
        built = EditionFile.objects.unscoped().filter(edition=edition, format=format).exclude(content=None).first()
        if built:
            return bytes(built.content or b"")
        return FORMATS[format].made(Source(Content.from_json(edition.content), edition.issued_at))
