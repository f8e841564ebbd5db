"""The whole board paper in all formats: both editions with every figure, beside each library at its plainest."""

import io
import json
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

import docx
import typst
import xlsxwriter
from font_source_sans_pro import font_directory

from people.roles import Role
from tests.bench import figures_made
from tests.bench.rows import Row, timed
from tests.bench.visits import Reader
from wmp.board.models import Paper
from wmp.board.papers import starting
from wmp.board.papers.content import Content
from wmp.board.papers.issuing import Made, made
from wmp.board.papers.making import FORMATS, Source
from wmp.board.runs import perform
from wmp.lib.pictures import pictures

DAY = date(2022, 4, 1)
RECORDS = 10_000
REPEATS = 3
# Seconds in which a secretary has the whole paper, in all formats and both editions; and both editions frozen.
ALL, FROZEN = 10.0, 10.0
PLAIN_PDF = b"""
#set text(font: "Source Sans Pro", size: 8pt)
#for rows in json(bytes(sys.inputs.data)) { table(columns: rows.at(0).len(), ..rows.flatten()) }
"""

Tables = Sequence[Sequence[Sequence[str]]]


def run(size: int, say: Callable[[str], None]) -> Iterator[Row]:
    """How long the files take depends on the figures there are, not on how many records stand behind them."""
    say(f"paper: making {RECORDS:,} records of each kind, and computing every figure")
    figures_made.make(RECORDS)
    attempt = perform(DAY)
    secretary = Reader(Role.BOARD_SECRETARY).user
    paper = starting.begin(Paper(title="Bench", meeting="Board", meeting_on=DAY, attempt=attempt), by=secretary)
    say("paper: freezing both editions, and building their files")
    frozen: list[Made] = []
    took = _seconds(lambda: frozen.append(made(paper)), 1)
    yield Row("paper: both editions frozen", f"{took:.2f} s", f"{FROZEN:.0f} s", took / FROZEN, "<= 1")
    yield from _files([frozen[0].restricted, frozen[0].public])


def _files(editions: Sequence[Content]) -> Iterator[Row]:
    def all_of_them() -> None:
        for each in editions:
            _all_of(each)

    whole = _seconds(all_of_them, REPEATS)
    count = len(editions[0].placed)
    name = f"paper: {count} figures, both editions, {len(FORMATS)} formats"
    yield Row(name, f"{whole:.2f} s", f"{ALL:.0f} s", whole / ALL, "<= 1")
    source = Source(editions[0])
    tables, drawings = _tables(source), [each.svg for each in source.charts.values()]
    plain: dict[str, Callable[[], object]] = {
        "pdf": partial(_plain_pdf, tables),
        "docx": partial(_plain_docx, tables, drawings),
        "xlsx": partial(_plain_xlsx, tables),
    }
    goals = {"pdf": "<= 4", "docx": "<= 1.5", "xlsx": "<= 8"}
    for format, goal in goals.items():
        ours = _seconds(partial(FORMATS[format].made, source), REPEATS)
        name = f"paper: {FORMATS[format].words}, beside what is in it written plainly"
        yield timed(name, ours, _seconds(plain[format], REPEATS), goal)


def _all_of(content: Content) -> None:
    source = Source(content)
    for format in FORMATS.values():
        format.made(source)


def _tables(source: Source) -> Tables:
    """Every table with its trend, as a reader sees them."""
    tables = [table for figure in source.paper.figures for table in (figure.table, figure.trend) if table]
    return [[["", *table.head], *(list(line) for line in table.lines())] for table in tables]


def _plain_pdf(tables: Tables) -> None:
    """Neither charts nor tags nor words."""
    typst.compile(
        PLAIN_PDF, format="pdf", font_paths=[font_directory], ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(tables)},
    )  # fmt: skip


def _plain_docx(tables: Tables, drawings: Sequence[str]) -> None:
    """Cell by cell, as the manual of python-docx has it; and its pictures."""
    document = docx.Document()
    for each in pictures(drawings):
        document.add_picture(io.BytesIO(each))
    for rows in tables:
        table = document.add_table(len(rows), len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    document.save(io.BytesIO())


def _plain_xlsx(tables: Tables) -> None:
    """A sheet for each table, values alone: ours have looks, widths and formulas."""
    book = xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True})
    for rows in tables:
        sheet = book.add_worksheet()
        for place, texts in enumerate(rows):
            sheet.write_row(place, 0, texts)
    book.close()


def _seconds(job: Callable[[], object], repeats: int) -> float:
    """The best of some: what else the machine does only ever adds."""
    best = float("inf")
    for _ in range(repeats):
        began = time.perf_counter()
        job()
        best = min(best, time.perf_counter() - began)
    return best
