"""An edition as a Word document: real headings, real tables whose header rows repeat, charts with alternative text."""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import count
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from wmp.board.papers.charts import Chart, trend_place
from wmp.board.papers.content import Inline
from wmp.board.papers.printed import Printed, PrintedBlock, PrintedFigure, PrintedTable
from wmp.lib import word_parts
from wmp.lib.pictures import pictures
from wmp.lib.words import seen_text

INK = RGBColor(0x12, 0x28, 0x4C)
FONT = "Arial"
#: The width of text on A4 with its margins, in centimetres, and of the drawings in it.
WIDE, NARROW = 16.4, 8.2


def as_docx(paper: Printed, charts: Mapping[str, Chart], at: datetime) -> bytes:
    """The .docx file, which says that it is of `at` (in UTC, without saying so). Raises PdfError where a chart cannot
    be made into a picture."""
    return _Writer(paper, charts, at).written()


class _Writer:
    def __init__(self, paper: Printed, charts: Mapping[str, Chart], at: datetime) -> None:
        self.paper, self.charts, self.at = paper, charts, at
        drawn = pictures([each.svg for each in charts.values()])
        self.pictures = dict(zip(charts, drawn, strict=True))
        self.document: Any = word_parts.empty()
        self.numbers = count(1)

    def written(self) -> bytes:
        self._look()
        self._properties()
        self._edges()
        self._title_page()
        self._contents()
        for section in self.paper.sections:
            self._heading(f"{section.number}. {section.title}", 1)
            for block in section.blocks:
                self._block(block)
        self._how_to_read()
        out = io.BytesIO()
        self.document.save(out)
        return word_parts.undated(out.getvalue())

    # --- the frame ---------------------------------------------------------------------------------------------------

    def _look(self) -> None:
        styles = self.document.styles
        for name, size in (("Normal", 11), ("Title", 26), ("Heading 1", 17), ("Heading 2", 13), ("Heading 3", 11.5)):
            style = styles[name]
            style.font.name, style.font.size = FONT, Pt(size)
            # The template's headings name fonts of its theme, which would win.
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{theme}"), None)
            if name != "Normal":
                style.font.color.rgb = INK
        styles["Caption"].font.size, styles["Caption"].font.color.rgb = Pt(9.5), INK
        styles["Caption"].paragraph_format.keep_with_next = True
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.3)
        section.top_margin = section.bottom_margin = Cm(2.3)

    def _properties(self) -> None:
        """No author: the edition is the force's, and who wrote in the paper is in its history."""
        properties = self.document.core_properties
        properties.title, properties.subject = seen_text(self.paper.title), seen_text(self.paper.meeting)
        properties.author = properties.last_modified_by = properties.comments = ""
        properties.category, properties.language = self.paper.edition, "en-GB"
        properties.keywords = self.paper.marking
        properties.created = properties.modified = self.at

    def _edges(self) -> None:
        section = self.document.sections[0]
        section.header.paragraphs[0].text = seen_text(self.paper.running)
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        foot.add_run("Page ")
        word_parts.field(foot, "PAGE", "1")
        for paragraph in (section.header.paragraphs[0], foot):
            for run in paragraph.runs:
                run.font.size = Pt(9)

    def _title_page(self) -> None:
        if self.paper.marking:
            self._text(self.paper.marking, bold=True)
        self.document.add_paragraph(seen_text(self.paper.title), style="Title")
        for label, value in self.paper.facts:
            paragraph = self._text(f"{label}: ", bold=True)
            paragraph.add_run(seen_text(value))
        if self.paper.correction:
            self._text(f"{self.paper.correction} {self.paper.why}", bold=True)
            for each in self.paper.differences:
                self._text(each, style="List Bullet")

    def _contents(self) -> None:
        """A table of contents that Word brings up to date; until then it names the sections."""
        self._heading("Contents", 1, new_page=True)
        for place, section in enumerate(self.paper.sections):
            paragraph = self.document.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(2)
            if place == 0:
                word_parts.begin_field(paragraph, 'TOC \\o "1-2" \\h \\z')
            paragraph.add_run(seen_text(f"{section.number}. {section.title}"))
            if place == len(self.paper.sections) - 1:
                word_parts.end_field(paragraph)

    def _how_to_read(self) -> None:
        self._heading("How to read this paper", 1)
        self._text("Every table has its definition above it, and below it when and from what it was computed.")
        for mark, meaning in self.paper.marks:
            self._text(f"{mark}: {meaning}.")
        for failure in self.paper.failures:
            self._text(f"Check failed: {failure}", bold=True)
        if self.paper.rule:
            self._text(self.paper.rule)

    # --- what stands in it -------------------------------------------------------------------------------------------

    def _block(self, block: PrintedBlock) -> None:
        if block.figure:
            self._figure(block.figure)
        elif block.kind == "heading":
            self._runs(self.document.add_heading(level=max(2, block.level - 1)), block.inlines)
        elif block.kind in ("bullets", "numbers"):
            style = "List Bullet" if block.kind == "bullets" else "List Number"
            number = word_parts.new_list(self.document) if block.kind == "numbers" else 0
            for item in block.items:
                paragraph = self.document.add_paragraph(style=style)
                if number:
                    word_parts.belongs_to_list(paragraph, number)
                self._runs(paragraph, item)
        else:
            self._runs(self.document.add_paragraph(), block.inlines)

    def _runs(self, paragraph: Any, inlines: Sequence[Inline]) -> None:
        for each in inlines:
            if each.kind == "link":
                word_parts.link(paragraph, seen_text(each.text), each.url)
                continue
            run = paragraph.add_run(seen_text(each.text))
            run.bold, run.italic = each.kind in ("strong", "restricted") or None, each.kind == "emphasis" or None

    def _figure(self, figure: PrintedFigure) -> None:
        self._heading(figure.title, 2)
        self._text(figure.definition, size=9.5)
        for failure in figure.failures:
            self._text(f"Check failed: {failure}", bold=True)
        self._chart(figure.anchor, WIDE)
        self._table(figure.table, f"Table {figure.number}")
        for line in figure.coverage:
            self._text(line, size=9)
        if figure.trend:
            self._table(figure.trend, f"Table {figure.number}a")
            self._chart(trend_place(figure.anchor), NARROW)
        self._text(figure.source, size=8.5)

    def _chart(self, place: str, width: float) -> None:
        if place not in self.charts:
            return
        chart = self.charts[place]
        run = self.document.add_paragraph().add_run()
        inline = run.add_picture(io.BytesIO(self.pictures[place]), width=Cm(width * chart.part_of(width)))
        described = inline._inline.docPr
        described.set("descr", seen_text(chart.alt))
        described.set("name", f"Chart {next(self.numbers)}")
        if chart.note:
            self._text(chart.note, size=8.5)

    def _table(self, table: PrintedTable, number: str) -> None:
        caption = self.document.add_paragraph(style="Caption")
        caption.add_run(seen_text(f"{number}: {table.caption}"))
        # A table stands before the section's own settings, which close the document.
        self.document.element.body.insert_element_before(parse_xml(self._table_xml(table)), "w:sectPr")
        after = self.document.add_paragraph()
        after.paragraph_format.space_after = Pt(4)

    def _table_xml(self, table: PrintedTable) -> str:
        rows = [(row.heading, (row.label, *row.cells), row.total) for row in table.rows]
        return word_parts.table(table.caption, table.head, rows, WIDE)

    def _heading(self, words: str, level: int, *, new_page: bool = False) -> None:
        if new_page:
            self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        self.document.add_heading(seen_text(words), level)

    def _text(self, words: str, *, bold: bool = False, size: float = 0, style: str | None = None) -> Any:
        paragraph = self.document.add_paragraph(style=style)
        run = paragraph.add_run(seen_text(words))
        run.bold = bold or None
        if size:
            run.font.size = Pt(size)
        return paragraph
