"""Parts of Word documents that python-docx has no words for: tables at once, fields, and lists that begin at one.

A table is written as its XML: cell by cell, a paper of fifteen hundred cells takes ten times as long.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import RGBColor

from wmp.lib.words import seen_text

LINK = RGBColor(0x1A, 0x65, 0xA6)
TWIPS_PER_CM = 1440 / 2.54
#: What the parts of python-docx's template that no document of ours is about are to it.
LEFT_OUT = (
    RELATIONSHIP_TYPE.THUMBNAIL,
    RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
    RELATIONSHIP_TYPE.CUSTOM_XML,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
)
EDGES = (("top", 8, "4B5563"), ("bottom", 8, "4B5563"), ("insideH", 4, "C3C9D2"))
BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="{weight}" w:space="0" w:color="{colour}"/>' for side, weight, colour in EDGES
)
#: The heading above a row, if any, its cells with the label first, and whether it is a total.
Line = tuple[str, Sequence[str], bool]


def empty() -> Any:
    """A document in British English with nothing in it: python-docx's own brings a picture of somebody else's page,
    what program and machine made it, and the looks of a hundred tables, twice."""
    document: Any = Document()
    part = document.part
    for relations in (part.package.rels, part.rels):
        for key in [key for key, each in relations.items() if each.reltype in LEFT_OUT]:
            relations.pop(key)
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:type")) == "table" and not style.get(qn("w:default")):
            styles.remove(style)
    for said in (*styles.iter(qn("w:lang")), *document.settings.element.iter(qn("w:themeFontLang"))):
        said.attrib.clear()
        said.set(qn("w:val"), "en-GB")
    return document


def undated(document: bytes) -> bytes:
    """The same document without the moment at which each of its parts was written, so that it can be made again."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as written, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as again:
        for name in written.namelist():
            # Without a moment of its own an entry is of 1980, where a zip file's time begins.
            again.writestr(zipfile.ZipInfo(name), written.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def table(caption: str, head: Sequence[str], rows: Iterable[Line], width: float) -> str:
    """The XML of a table `width` centimetres wide. Its header row repeats on each page."""
    columns = len(head)
    # Half points: twelve months have to stand beside each other.
    size = 19 if columns <= 5 else 16 if columns <= 8 else 13
    twips = round(width * TWIPS_PER_CM)
    label = round(twips * (0.34 if columns <= 8 else 0.2))
    widths = [label, *[(twips - label) // columns] * columns]
    lines = [_row(("", *head), widths, size, bold=True, header=True)]
    for heading, cells, total in rows:
        if heading:
            lines.append(_row([heading], [twips], size, bold=True, span=columns + 1))
        lines.append(_row(cells, widths, size, bold=total))
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    named = escape(seen_text(caption), {'"': "&quot;"})
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{twips}" w:type="dxa"/><w:tblBorders>{BORDERS}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:firstRow="1" w:firstColumn="1" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{named}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(lines)}</w:tbl>'
    )


def _row(
    cells: Sequence[str], widths: Sequence[int], size: int, *, bold: bool, header: bool = False, span: int = 1
) -> str:
    cell = partial(_cell, size=size, bold=bold, span=span)
    written = "".join(cell(words, width, at) for at, (words, width) in enumerate(zip(cells, widths, strict=True)))
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if header else ''}</w:trPr>{written}</w:tr>"


def _cell(words: str, width: int, place: int, *, size: int, bold: bool, span: int) -> str:
    across = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    look = f'<w:rPr>{"<w:b/>" if bold else ""}<w:sz w:val="{size}"/></w:rPr>'
    space = '<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>'
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{across}<w:vAlign w:val="bottom"/></w:tcPr>'
        f'<w:p><w:pPr>{space}<w:jc w:val="{"left" if place == 0 else "right"}"/></w:pPr>'
        f'<w:r>{look}<w:t xml:space="preserve">{escape(seen_text(words))}</w:t></w:r></w:p></w:tc>'
    )


# --- fields ----------------------------------------------------------------------------------------------------------


def field(paragraph: Any, instruction: str, shown: str) -> None:
    """What Word works out, with what stands there until it has."""
    begin_field(paragraph, instruction)
    paragraph.add_run(shown)
    end_field(paragraph)


def begin_field(paragraph: Any, instruction: str) -> None:
    """What follows is shown until Word has worked the field out."""
    _mark(paragraph, "begin")
    text = OxmlElement("w:instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = instruction
    paragraph.add_run()._r.append(text)
    _mark(paragraph, "separate")


def end_field(paragraph: Any) -> None:
    _mark(paragraph, "end")


def _mark(paragraph: Any, kind: str) -> None:
    character = OxmlElement("w:fldChar")
    character.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(character)


# --- links ---------------------------------------------------------------------------------------------------------


def link(paragraph: Any, words: str, url: str) -> None:
    """Words that open an address."""
    opens = OxmlElement("w:hyperlink")
    opens.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(words)
    run.underline = True
    run.font.color.rgb = LINK
    opens.append(run._r)
    paragraph._p.append(opens)


# --- lists -----------------------------------------------------------------------------------------------------------


def new_list(document: Any) -> int:
    """The number of a further numbered list: those of one style count on from each other otherwise."""
    numbering = document.part.numbering_part.element
    of_style = document.styles["List Number"].element.pPr.numPr.numId.val
    made = numbering.add_num(numbering.num_having_numId(of_style).abstractNumId.val)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(made.numId)


def belongs_to_list(paragraph: Any, number: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number
