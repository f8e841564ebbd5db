"""A whole register as a file, made inside the reader's transaction and sent when it is complete.

CSV comes straight from the database by COPY, so that a million rows need no more memory than one. Words for choices
and the guard against formulas are part of the query.
"""

import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import IO, Any

import xlsxwriter
from django.conf import settings
from django.db import connections
from django.db.models import CharField, DateTimeField, Expression, F, Func, QuerySet, TextField
from django.utils import timezone

from wmp.lib import formulas
from wmp.lib.registers.columns import Cell, field_at

# An .xlsx file takes a second for each 25,000 rows and stops at 1,048,576: beyond this a reader takes the CSV.
XLSX_ROWS = 100_000

Export = Callable[[QuerySet[Any], Sequence[Cell], IO[bytes]], int]


class TooManyRows(ValueError):
    """More rows than the file format takes. Says how many would fit."""


class Inert(Func):
    """`formulas.inert` in SQL."""

    output_field = TextField()
    # ascii() of the first character is the quickest test that PostgreSQL has: 10 % of an export's time, not 60 %.
    codes = ", ".join(str(ord(character)) for character in formulas.STARTS)
    template = f"CASE WHEN ascii(%(expressions)s) IN ({codes}) THEN '''' || %(expressions)s ELSE %(expressions)s END"


class OnTheWall(Func):
    """A moment as the clock on the wall shows it, to the minute, as lists and workbooks do."""

    output_field = TextField()
    template = f"to_char(%(expressions)s AT TIME ZONE '{settings.TIME_ZONE}', 'YYYY-MM-DD HH24:MI')"


def write_csv(queryset: QuerySet[Any], cells: Sequence[Cell], out: IO[bytes]) -> int:
    """Writes UTF-8 CSV with a heading row, ISO dates, local time, and returns the number of records."""
    heading = ",".join('"' + cell.heading.replace('"', '""') + '"' for cell in cells)
    out.write(heading.encode() + b"\n")  # as COPY ends its rows
    selected = queryset.values_list(*[_on_the_wall(queryset, each) for each in _expressions(queryset, cells)])
    sql, params = selected.query.sql_with_params()
    with connections[queryset.db].cursor() as cursor:
        # The driver's own cursor: Django's, when it keeps a record of queries, has no copy() with parameters.
        with cursor.cursor.copy(f"COPY ({sql}) TO STDOUT WITH (FORMAT csv)", params) as rows:
            for chunk in rows:
                out.write(chunk)
        return cursor.rowcount


def write_xlsx(queryset: QuerySet[Any], cells: Sequence[Cell], out: IO[bytes]) -> int:
    """Writes a workbook of one sheet, row by row, and returns the number of records. Raises TooManyRows."""
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "default_date_format": "d mmm yyyy"})
    sheet = book.add_worksheet()
    bold, moments = book.add_format({"bold": True}), book.add_format({"num_format": "d mmm yyyy hh:mm"})
    for at, cell in enumerate(cells):
        sheet.write_string(0, at, cell.heading, bold)
        sheet.set_column(at, at, 22)
    count = 0
    for row in queryset.values_list(*_expressions(queryset, cells)).iterator(chunk_size=5000):
        count += 1
        if count > XLSX_ROWS:
            raise TooManyRows(
                f"An Excel file of this list stops at {XLSX_ROWS:,} rows. Narrow the list with filters, "
                "or take the CSV file, which has no limit."
            )
        for at, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(count, at, value)
            elif isinstance(value, datetime):
                # A workbook knows no time zones: the clock on the wall is what its reader expects.
                sheet.write_datetime(count, at, timezone.make_naive(value), moments)
            elif value is not None:
                sheet.write(count, at, value)
    book.close()
    return count


def _expressions(queryset: QuerySet[Any], cells: Sequence[Cell]) -> list[Expression | F]:
    """What each column prints. Words of our own choosing are inert already; text from outside is made so."""
    return [_inert(queryset, cell) for cell in cells]


def _inert(queryset: QuerySet[Any], cell: Cell) -> Expression | F:
    printed = cell.printed()
    return Inert(printed) if isinstance(_kind(queryset, printed), CharField | TextField) else printed


def _on_the_wall(queryset: QuerySet[Any], printed: Expression | F) -> Expression | F:
    return OnTheWall(printed) if isinstance(_kind(queryset, printed), DateTimeField) else printed


def _kind(queryset: QuerySet[Any], printed: Expression | F) -> Any:
    """The field that a column prints as it is stored; None for an expression, which is printed already."""
    if not isinstance(printed, F):
        return None
    field = field_at(queryset.model, str(printed.deconstruct()[1][0]))
    return getattr(field, "output_field", field)


# By what stands in the address: the words on the link, the content type, and what writes the file.
FORMATS: dict[str, tuple[str, str, Export]] = {
    "csv": ("CSV", "text/csv; charset=utf-8", write_csv),
    "xlsx": (
        "Excel",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        write_xlsx,
    ),
}


def spooled() -> IO[bytes]:
    """Where an export waits until it is whole: a file without a name, gone when it is closed."""
    return tempfile.TemporaryFile(prefix="export-")
