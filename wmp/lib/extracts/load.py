"""One file, checked and loaded whole or not at all.

Everything happens in one transaction: rows are copied into a temporary table, checked there, and written from there.
Where a check finds a fault nothing has been written yet; the faults are kept with the report, and that is all.
"""

import hashlib
import uuid
from collections.abc import Mapping, Sequence
from contextlib import closing
from io import BufferedReader
from pathlib import Path
from typing import Any, BinaryIO

import psycopg
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from wmp.lib.extracts import staging, writing
from wmp.lib.extracts.cursor import open_cursor
from wmp.lib.extracts.extract import Extract
from wmp.lib.extracts.faults import ExtractError, FaultList
from wmp.lib.extracts.progress import Progress
from wmp.lib.extracts.reading import rows_of
from wmp.lib.extracts.reports import UNDER_WAY, LoadReport, LoadState
from wmp.lib.extracts.words import literal
from wmp.lib.history import set_context
from wmp.lib.locks import hold_for_transaction
from wmp.lib.words import spoken_list
from wmp.lib.workflow import StaleMove

BROKEN = "The load broke off. Nothing was written; load the file again, or tell the operator."
INTERRUPTED = "The records were changed by somebody else during the load. Nothing was written; load the file again."


def load(
    extract: Extract,
    path: Path,
    *,
    by: Any = None,
    dry_run: bool = False,
    report: LoadReport | None = None,
) -> LoadReport:
    """Loads the file at `path`, or rehearses it, and returns its report: `loaded`, `checked` or `refused`.

    Raises OSError where the file cannot be opened. A database that goes away raises as it does anywhere.
    """
    with path.open("rb") as file:
        report = report or new_report(extract, path.name, by=by, dry_run=dry_run)
        state = LoadState.CHECKING if dry_run else LoadState.LOADING
        if not report.advance(UNDER_WAY, state, started_at=timezone.now()):
            return report  # somebody else has finished or cancelled it
        try:
            with transaction.atomic(), closing(Progress(report, path.stat().st_size)) as progress:
                outcome = Load(extract, file, report, by, progress).run(dry_run=dry_run)
                progress.close()
                _finish(report, file, outcome)
        finally:
            # Still under way: something of ours or of the server broke, and raises from here.
            report.advance(UNDER_WAY, LoadState.FAILED, notes=BROKEN, finished_at=timezone.now())
    return report


def new_report(extract: Extract, file_name: str, *, by: Any, dry_run: bool, **fields: Any) -> LoadReport:
    return LoadReport.objects.create(
        kind=extract.kind,
        loaders=sorted(extract.loaders),
        file_name=file_name[-255:],
        by=by,
        dry_run=dry_run,
        **fields,
    )


def _finish(report: LoadReport, file: BufferedReader, outcome: dict[str, Any]) -> None:
    """The report's last words, in the transaction of the load: one is never there without the other."""
    file.seek(0)
    outcome |= {"sha256": hashlib.file_digest(file, "sha256").hexdigest(), "size": file.tell()}
    for field, value in {**outcome, "percent": 100, "phase": "", "finished_at": timezone.now()}.items():
        setattr(report, field, value)
    report.save()


class Load:
    """One run over one file. Families' `check` and `write` are given it."""

    def __init__(self, extract: Extract, file: BinaryIO, report: LoadReport, by: Any, progress: Progress) -> None:
        self.extract = extract
        self.file = file
        self.report = report
        self.by = by
        self.progress = progress
        self.cursor = open_cursor()
        self.notes: list[str] = []

    def run(self, *, dry_run: bool) -> dict[str, Any]:
        """Checks the file, and writes it where nothing is wrong. Returns the fields of the report."""
        rows = 0
        try:
            self._prepare()
            rows = self._stage()
            self._check()
            faults, wrong = staging.lines_at_fault(self.cursor)
            counts = {"rows": rows, "wrong": min(wrong, rows), "faults": faults}
            if faults:
                if dry_run:
                    counts |= self._what_the_others_would_do(rows - counts["wrong"])
                return self._refused(counts)
            counts |= self._write(rows, dry_run=dry_run)
            state = LoadState.CHECKED if dry_run else LoadState.LOADED
            return {**counts, "state": state, "notes": " ".join(self.notes)}
        except RowsRefused as error:
            self.fault(*error.fault)
            return self._refused({"rows": rows, "wrong": 1, "faults": 1})
        except ExtractError as error:
            return {"state": LoadState.REFUSED, "notes": str(error)}
        except (IntegrityError, psycopg.IntegrityError, StaleMove) as error:
            return {"state": LoadState.FAILED, "notes": f"{INTERRUPTED}{_rule_of(error)}"}
        finally:
            self.cursor.close()

    def _prepare(self) -> None:
        # Two loads of a kind queue here; the second one then sees what the first one wrote.
        hold_for_transaction("load of extract", self.extract.kind)
        self.execute("SET LOCAL work_mem = '128MB'")
        # Every change of the load is kept with its report.
        set_context(self.cursor, str(uuid.uuid4()), {"load": self.report.pk, "user": getattr(self.by, "pk", None)})

    def _stage(self) -> int:
        columns = list(self.extract.columns)
        self.begin()
        with FaultList() as faults:
            rows = rows_of(self.file, columns, self.extract.kind, faults)
            with transaction.atomic():  # a file that ends in an error ends COPY in one
                done = staging.copy_rows(self.cursor, rows, columns, self._note_rows)
            staging.copy_faults(self.cursor, faults)
            return done + faults.rows_lost

    def begin(self) -> None:
        staging.create_tables(self.cursor, list(self.extract.columns))

    def _note_rows(self, done: int) -> None:
        self.progress.reading(done, self.file.tell())

    def _check(self) -> None:
        self.progress.reached("Checking every cell", 30)
        staging.check_cells(self.cursor, self.extract)
        staging.stage(self.cursor, self.extract)
        self.progress.reached("Checking every row", 45)
        staging.check_rows(self.cursor, self.extract)
        staging.check_duplicates(self.cursor, self.extract)
        self.extract.prepare(self)
        self.extract.check(self)

    def _write(self, rows: int, *, dry_run: bool) -> dict[str, int]:
        self.progress.reached("Comparing and writing", 60)
        with transaction.atomic():
            self.extract.write(self)
            # What is checked at commit otherwise is checked here, so that a rehearsal sees it too.
            self.execute("SET CONSTRAINTS ALL IMMEDIATE")
            new, changed = writing.rows_touched(self.cursor)
            if dry_run:
                transaction.set_rollback(True)
        return {"new": new, "changed": changed, "same": rows - new - changed}

    def _what_the_others_would_do(self, rows: int) -> dict[str, int]:
        """Counts for a rehearsal with faults: the faultless rows are written and taken back."""
        self.execute("DELETE FROM staged WHERE line IN (SELECT line FROM load_faults)")
        self.extract.prepare(self)
        try:
            return self._write(rows, dry_run=True)
        except (RowsRefused, IntegrityError, psycopg.IntegrityError, StaleMove):
            return {}  # they lean on rows that are wrong: nothing to be said about them

    def _refused(self, counts: dict[str, int]) -> dict[str, Any]:
        self.execute(
            'INSERT INTO lib_loaderror (report_id, line, "column", reason)'
            f' SELECT {self.report.pk}, line, left("column", 100), reason FROM load_faults'
            ' ORDER BY line, "column", reason'
        )
        return {**counts, "state": LoadState.REFUSED}

    # --- what families use ---

    @property
    def reason(self) -> str:
        """Why a record moved, for its status change."""
        return f"Load {self.report.pk}: {self.report.file_name}"

    def execute(self, statement: str) -> None:
        self.cursor.execute(statement)

    def faults_from(self, select: str) -> None:
        """Reports what `select` finds: rows of (line, column, reason)."""
        self.execute(f'INSERT INTO load_faults (line, "column", reason) {select}')

    def table(self, table: str, select: str) -> None:
        """A temporary table of the family's own, for this load."""
        self.execute(f"DROP TABLE IF EXISTS pg_temp.{table}")
        self.execute(f"CREATE TEMP TABLE {table} ON COMMIT DROP AS {select}")
        self.execute(f"ANALYZE {table}")

    def rows(self, select: str) -> list[tuple[Any, ...]]:
        self.cursor.execute(select)
        return self.cursor.fetchall()

    def reasons(self, source: str, reasons: Mapping[str, str]) -> None:
        """Reports, column by column, what the SQL of `reasons` says of the rows of `source`, `s` among its aliases.

        A cell that has a fault already is not judged again.
        """
        unjudged = {
            column: f"CASE WHEN NOT s.bad && ARRAY[{literal(column)}] THEN {reason} END"
            for column, reason in reasons.items()
        }
        staging.insert_reasons(self.cursor, source, unjudged)

    def fault(self, line: int, column: str, reason: str) -> None:
        self.faults_from(f"VALUES ({line}, {literal(column)}, {literal(reason)})")

    def refuse(self, line: int, column: str, reason: str) -> None:
        """A fault found while writing: everything is taken back."""
        raise RowsRefused(line, column, reason)

    def upsert(
        self,
        model: type[models.Model],
        *,
        source: str,
        key: Mapping[str, str],
        values: Mapping[str, str],
        once: Mapping[str, str] | None = None,
        is_row: bool = True,
    ) -> None:
        """See `writing.upsert`."""
        writing.upsert(self.cursor, model, source=source, key=key, values=values, once=once, is_row=is_row)

    def take_out_nil(self, model: type[models.Model], *, key: Mapping[str, str], amounts: Sequence[str]) -> None:
        """See `writing.take_out_nil`."""
        writing.take_out_nil(self.cursor, model, key=key, amounts=amounts)

    def add_names(self, model: type[models.Model], column: str) -> None:
        """Adds the records named in `column` that are missing, and says so in the report."""
        added = writing.add_names(self.cursor, model, column)
        if added:
            kind = model._meta.verbose_name_plural if len(added) > 1 else model._meta.verbose_name
            self.notes.append(f"Added the {kind} {_shortened(added)}.")


class RowsRefused(Exception):
    """A row that the checks let through could not be written."""

    def __init__(self, line: int, column: str, reason: str) -> None:
        super().__init__(f"line {line}, column {column}: {reason}")
        self.fault = (line, column, reason)


def _rule_of(error: Exception) -> str:
    """The database's name for the rule that was broken. Its message would repeat what the records hold."""
    diagnosis = getattr(error.__cause__ or error, "diag", None)
    return f" ({diagnosis.constraint_name})" if diagnosis and diagnosis.constraint_name else ""


def _shortened(words: Sequence[str], most: int = 20) -> str:
    if len(words) <= most:
        return spoken_list(words)
    return f"{', '.join(words[:most])} and {len(words) - most} more"
