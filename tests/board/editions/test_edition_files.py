"""What each file of an edition says, asked by somebody else than its maker."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

import docx
import pypdf
import pytest
from docx.oxml.ns import qn

from tests import workbooks
from tests.editions import BUDGETING, PROMOTION, content, people_table, public_content
from wmp.board.long_form import HEADER
from wmp.board.papers.charts import HIGHEST, SMALLEST, Chart
from wmp.board.papers.content import Block, Content, Inline, SectionContent, digest_of
from wmp.board.papers.making import FORMATS, Source


def made(format: str, said: Content) -> bytes:
    return FORMATS[format].made(Source(said))


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_says_when_it_was_issued_and_not_when_it_was_made(format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that it can be made again, and is the same."""
    issued, other = datetime(2022, 4, 26, 9, 30, tzinfo=UTC), datetime(2022, 4, 27, tzinfo=UTC)
    first = FORMATS[format].made(Source(content(), issued))
    monkeypatch.setattr("time.time", partial(float, 2_000_000_000))
    assert FORMATS[format].made(Source(content(), issued)) == first
    if format in ("docx", "xlsx"):
        assert FORMATS[format].made(Source(content(), other)) != first
        with zipfile.ZipFile(io.BytesIO(first)) as parts:
            assert {part.date_time[:3] for part in parts.infolist()} == {(1980, 1, 1)}
            assert b"2022-04-26T09:30:00Z" in parts.read("docProps/core.xml")


@pytest.fixture(scope="module")
def word() -> Any:
    return docx.Document(io.BytesIO(made("docx", content())))


@pytest.fixture(scope="module")
def paper() -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(made("pdf", content())))


# --- Word ------------------------------------------------------------------------------------------------------------


def headings(document: Any) -> list[tuple[str, str]]:
    return [(each.style.name, each.text) for each in document.paragraphs if each.style.name.startswith("Heading")]


def test_word_has_real_headings_in_their_order(word: Any) -> None:
    assert headings(word) == [
        ("Heading 1", "Contents"),
        ("Heading 1", "1. Promotion"),
        ("Heading 2", "What the board should know"),
        ("Heading 2", "Promotion success"),
        ("Heading 1", "2. Budgeting"),
        ("Heading 2", "Budgeting by phase"),
        ("Heading 1", "How to read this paper"),
    ]


def test_tables_of_word_are_tables_whose_header_rows_repeat(word: Any) -> None:
    promotion, years, _ = word.tables
    assert [cell.text for cell in promotion.rows[1].cells] == ["PC to Sgt Spring 2021", "17,371", "9,173", "52.81%"]
    assert [cell.text for cell in years.rows[1].cells][:1] == ["Published: Board paper, 2018"]
    for table in word.tables:
        header, *others = table.rows
        assert header._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in others)


def test_nothing_of_somebody_elses_template_is_left_in_word() -> None:
    with zipfile.ZipFile(io.BytesIO(made("docx", content()))) as parts:
        assert not {"docProps/app.xml", "docProps/thumbnail.jpeg", "word/stylesWithEffects.xml"} & set(parts.namelist())
        whole = b"".join(parts.read(name) for name in parts.namelist() if name.endswith((".xml", ".rels")))
    assert b"en-US" not in whole and b"Macintosh" not in whole and b"thumbnail" not in whole


def test_pictures_of_word_say_what_they_show(word: Any) -> None:
    [chart, years] = [shape._inline.docPr.get("descr") for shape in word.inline_shapes]
    assert "Promotion success" in chart and "highest" in chart
    assert "five years" in years and "1,000 on 1 Apr 2018" in years


def test_links_of_word_are_links(word: Any) -> None:
    [link] = word.element.body.iter(qn("w:hyperlink"))
    target = word.part.rels[link.get(qn("r:id"))]
    assert (target.target_ref, target.is_external) == ("https://example.org/", True)
    assert "".join(each.text for each in link.iter(qn("w:t"))) == "Second"


def test_word_says_what_it_is(word: Any) -> None:
    about = word.core_properties
    assert (about.title, about.language, about.keywords) == ("People and change", "en-GB", "RESTRICTED")
    assert word.sections[0].header.paragraphs[0].text.startswith("RESTRICTED")
    captions = [each.text for each in word.paragraphs if each.style.name == "Caption"]
    assert captions[0] == "Table 1: Promotion success"


def test_numbered_lists_of_word_each_begin_at_one() -> None:
    numbers = Block("numbers", items=[[Inline("text", "One")]])
    twice = content(sections=[SectionContent("a", "A", [numbers, Block("paragraph"), numbers])])
    document: Any = docx.Document(io.BytesIO(made("docx", twice)))
    lists = [each._p.pPr.numPr.numId.val for each in document.paragraphs if each.style.name == "List Number"]
    assert len(set(lists)) == 2


def test_what_somebody_typed_is_no_xml() -> None:
    hostile = Block("paragraph", [Inline("text", "</w:t></w:r><w:evil/>&amp;\x0b\x1f ]]>")])
    grid = replace(people_table(), rows=[replace(row, label=f'"<{row.label}>&') for row in people_table().rows])
    figures = {PROMOTION: replace(content().figures[PROMOTION], grid=grid)}
    said = content(
        sections=[SectionContent("a", "<A> & 'B'", [hostile, Block("figure", key=PROMOTION)])], figures=figures
    )
    document: Any = docx.Document(io.BytesIO(made("docx", said)))
    assert any("<w:evil/>" in each.text for each in document.paragraphs)
    assert document.tables[0].rows[1].cells[0].text.startswith('"<PC to Sgt')
    assert made("pdf", said).startswith(b"%PDF") and b"<w:evil/>" not in made("html", said)


def test_letters_that_no_font_has_stop_no_format() -> None:
    rows = [
        replace(row, label=f"{row.label} \N{GURMUKHI LETTER A}\N{SLIGHTLY SMILING FACE}") for row in people_table().rows
    ]
    figures = {PROMOTION: replace(content().figures[PROMOTION], grid=replace(people_table(), rows=rows))}
    for format in FORMATS:
        assert made(format, content(figures=figures))


# --- PDF -------------------------------------------------------------------------------------------------------------


def test_the_pdf_is_tagged_and_titled(paper: pypdf.PdfReader) -> None:
    catalogue: Any = paper.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"] and catalogue["/Lang"] == "en-GB"
    assert paper.metadata is not None and paper.metadata.title == "People and change"
    assert b"pdfuaid:part" in catalogue["/Metadata"].get_data()


def test_the_pdf_reads_from_its_title_to_its_rule(paper: pypdf.PdfReader) -> None:
    pages = [page.extract_text() for page in paper.pages]
    assert "RESTRICTED" in pages[0] and "SPCB, 26 April 2022" in pages[0]
    assert all("RESTRICTED" in page for page in pages)
    whole = "\n".join(pages)
    for words in (
        "Contents",
        "1. Promotion",
        "Table 1: Promotion success",
        "17,371",
        "52.81%",
        "How to read this paper",
    ):
        assert words in whole
    assert "Check failed: Grand Total: a slip" in whole


def test_pictures_of_the_pdf_say_what_they_show(paper: pypdf.PdfReader) -> None:
    said = [str(each["/Alt"]) for each in _structure(paper) if "/Alt" in each]
    assert any("Chart: Promotion success." in each for each in said)


def _structure(paper: pypdf.PdfReader) -> list[Any]:
    """Every element of the structure tree."""
    root: Any = paper.trailer["/Root"]
    found, left = [], [root["/StructTreeRoot"]]
    while left:
        each = left.pop().get_object()
        if isinstance(each, list):
            left += each
        elif isinstance(each, dict):
            found.append(each)
            left += [each["/K"]] if "/K" in each else []
    return found


def test_a_screen_reader_can_say_of_each_number_of_the_pdf_its_row_and_its_column(paper: pypdf.PdfReader) -> None:
    """By scopes: where a cell lists its headers, readers go by that list alone."""
    elements = _structure(paper)
    kinds = [str(each.get("/S")) for each in elements]
    assert kinds.count("/Table") == 3 and "/H1" in kinds and "/H2" in kinds
    rows = [[cell.get_object() for cell in each["/K"]] for each in elements if each.get("/S") == "/TR"]
    heads = [cells for cells in rows if cells[1:] and cells[1]["/S"] == "/TH"]
    bodies = [cells for cells in rows if cells not in heads]
    assert len(heads) == 3 and {str(cell["/A"][0]["/Scope"]) for cells in heads for cell in cells} == {"/Column"}
    assert bodies and all((cells[0]["/S"], cells[0]["/A"][0]["/Scope"]) == ("/TH", "/Row") for cells in bodies)
    numbers = [cell for cells in bodies for cell in cells[1:]]
    assert numbers and all(cell["/S"] == "/TD" and "/Headers" not in cell["/A"][0] for cell in numbers)


def test_the_pdf_says_on_its_first_page_when_it_was_issued() -> None:
    issued = FORMATS["pdf"].made(Source(content(), datetime(2022, 4, 25, 23, 30, tzinfo=UTC)))
    [first, *_] = pypdf.PdfReader(io.BytesIO(issued)).pages
    assert "26 April 2022" in first.extract_text().split("Issued")[1]


def test_a_chart_that_no_page_has_room_for_is_drawn_smaller_but_not_tiny() -> None:
    high, higher, low = (Chart("", "", "", 600, height) for height in (650, 2000, 300))
    assert low.part_of(15.8) == 1 and higher.part_of(15.8) == SMALLEST
    assert 15.8 * high.part_of(15.8) * 650 / 600 == pytest.approx(HIGHEST)


# --- Excel -----------------------------------------------------------------------------------------------------------


def test_the_workbook_has_contents_and_a_sheet_for_each_figure() -> None:
    book = workbooks.read(made("xlsx", content()))
    assert list(book.sheets) == ["Contents", "Table 1", "Table 2"]
    assert {"Promotion success", "Budgeting by phase"} <= set(book.column("Contents", "B"))
    assert "What promotion success counts." in book.column("Table 1", "A")
    assert "Check failed: Grand Total: a slip" in book.column("Table 2", "A")


def test_ratios_and_totals_of_the_restricted_workbook_are_formulas_that_hold() -> None:
    book = workbooks.read(made("xlsx", content()))
    assert workbooks.assert_formulas_hold(book) >= 4
    assert 0.5281 in [round(each.value, 4) for _, _, each in book.formulas() if isinstance(each.value, float)]


@pytest.mark.django_db
def test_the_public_workbook_has_values_only_where_totals_are_rounded_on_their_own() -> None:
    book = workbooks.read(made("xlsx", public_content()))
    assert {sheet for sheet, _, _ in book.formulas()} <= {"Table 2"}
    assert "[c]" in book.column("Table 1", "B")
    assert any("the number is withheld" in str(each) for each in book.column("Table 1", "A"))


def test_a_label_is_no_formula() -> None:
    rows = [replace(row, label="=1+1") for row in people_table().rows]
    figures = {PROMOTION: replace(content().figures[PROMOTION], grid=replace(people_table(), rows=rows))}
    said = content(figures=figures)
    assert "'=1+1" in workbooks.read(made("xlsx", said)).column("Table 1", "A")
    assert b",'=1+1," in made("csv", said)


# --- data ------------------------------------------------------------------------------------------------------------


def test_csv_has_a_line_for_each_cell_with_its_parts() -> None:
    rows = list(csv.DictReader(io.StringIO(made("csv", content()).decode())))
    assert tuple(rows[0]) == HEADER and (rows[2]["day"], rows[2]["version"]) == ("2022-04-01", "ab12cd34")
    assert rows[2]["value"] == "52.81" and (rows[2]["numerator"], rows[2]["denominator"]) == ("9173", "17371")
    assert {row["figure"] for row in rows} == {PROMOTION, f"{PROMOTION}: five years", BUDGETING}


@pytest.mark.django_db
def test_csv_of_the_public_edition_marks_what_it_withholds() -> None:
    rows = list(csv.DictReader(io.StringIO(made("csv", public_content()).decode())))
    withheld = [row for row in rows if row["withheld"]]
    assert withheld and all(
        (row["withheld"], row["value"], row["numerator"], row["denominator"]) == ("[c]", "", "", "") for row in withheld
    )


def test_json_says_where_each_figure_is_from() -> None:
    said = json.loads(made("json", content()))
    assert (said["edition"], said["audience"], said["digest"]) == (1, "restricted", digest_of(content()))
    promotion = said["figures"][0]
    assert (promotion["figure"], promotion["version"], promotion["run"], promotion["attempt"]) == (
        PROMOTION, "ab12cd34", "2022-04-01", 1,
    )  # fmt: skip
    assert promotion["table"]["cells"][0] == {
        "row": "PC to Sgt Spring 2021", "column": "Applicants", "value": 17371, "numerator": 17371, "denominator": None,
        "withheld": False,
    }  # fmt: skip


def test_the_page_in_one_file_needs_no_other() -> None:
    text = made("html", content()).decode()
    assert "RESTRICTED" in text and "<svg" in text and "<style>" in text
    assert "src=" not in text and "<link" not in text and "<script" not in text and 'href="/' not in text


def test_a_figure_that_failed_is_said_to_be_missing_in_every_format() -> None:
    said = content(figures={})
    for format in ("html", "docx", "pdf"):
        file = made(format, said)
        assert file
        if format == "html":
            assert (
                "Budgeting: this figure could not be computed" in file.decode()
                or "could not be computed" in file.decode()
            )
    assert len(workbooks.read(made("xlsx", said)).sheets) == 1
    assert zipfile.is_zipfile(io.BytesIO(made("docx", said)))


@pytest.mark.parametrize("format", ["html", "docx", "pdf"])
def test_a_failed_check_of_a_figure_that_is_only_quoted_is_said(format: str) -> None:
    """Its table, which would say it, is not in the paper."""
    said = content()
    figures = {
        key: replace(each, grid=replace(each.grid, failures=["Rows do not add up."])) if key == BUDGETING else each
        for key, each in said.figures.items()
    }
    sections = [
        replace(each, blocks=[block for block in each.blocks if block.key != BUDGETING]) for each in said.sections
    ]
    file = made(format, replace(said, sections=sections, figures=figures))
    if format == "pdf":
        text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(file)).pages)
    elif format == "docx":
        text = " ".join(each.text for each in docx.Document(io.BytesIO(file)).paragraphs)
    else:
        text = file.decode()
    assert "Rows do not add up." in " ".join(text.split())
