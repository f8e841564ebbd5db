"""An edition as a tagged PDF (PDF/UA-1), by templates/board/paper.typ."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from wmp.board.papers.charts import Chart, trend_place
from wmp.board.papers.printed import Printed, PrintedBlock, PrintedFigure
from wmp.lib.pdf import pdf
from wmp.lib.pdf_tables import with_row_names

TEMPLATE = "board/paper.typ"
#: The width of text on A4 with the margins of the template, in centimetres.
WIDE = 15.8


def as_pdf(paper: Printed, charts: Mapping[str, Chart]) -> bytes:
    """The document. Raises PdfError."""
    return with_row_names(pdf(TEMPLATE, data_of(paper, charts)))


def data_of(paper: Printed, charts: Mapping[str, Chart]) -> dict[str, Any]:
    """What the template is given; it says what is what."""
    plain = ("title", "meeting", "edition", "marking", "running", "correction", "why", "rule")
    return {
        **{name: getattr(paper, name) for name in plain},
        "foot": " · ".join(each for each in (paper.marking, paper.edition) if each),
        "facts": paper.facts,
        "marks": paper.marks,
        "failures": list(paper.failures),
        "differences": list(paper.differences),
        "sections": [
            {
                "number": section.number,
                "title": section.title,
                "blocks": [_block(block, charts) for block in section.blocks],
            }
            for section in paper.sections
        ],
    }


def _block(block: PrintedBlock, charts: Mapping[str, Chart]) -> dict[str, Any]:
    return {
        "kind": block.kind,
        "level": block.level,
        "inlines": [asdict(each) for each in block.inlines],
        "items": [[asdict(each) for each in item] for item in block.items],
        "figure": _figure(block.figure, charts) if block.figure else None,
    }


def _figure(figure: PrintedFigure, charts: Mapping[str, Chart]) -> dict[str, Any]:
    plain = ("number", "title", "definition", "source", "coverage", "failures")
    return {
        **{name: getattr(figure, name) for name in plain},
        "table": asdict(figure.table),
        "trend": asdict(figure.trend) if figure.trend else None,
        "chart": _chart(charts.get(figure.anchor)),
        "trend_chart": _chart(charts.get(trend_place(figure.anchor))),
    }


def _chart(chart: Chart | None) -> dict[str, str | float] | None:
    if chart is None:
        return None
    return {"svg": chart.svg, "alt": chart.alt, "note": chart.note, "part": chart.part_of(WIDE)}
