"""What the documents say holds: their links lead somewhere, their example files load."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command

from people.models import PromotionProcess, PromotionStage
from wmp.board.extracts import EXTRACTS
from wmp.board.paper import FIGURES
from wmp.lib.extracts import Extract

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
FILES = (ROOT / "docs" / "files.md").read_text()


def section_of(kind: str) -> str:
    return FILES.partition(f"\n### {kind}\n")[2].split("\n##")[0]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_and_pictures_lead_to_files(document: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", document.read_text())
    files = [link for link in links if not link.startswith("http")]
    assert [link for link in files if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_figures_that_are_named_exist(document: Path) -> None:
    named = set(re.findall(r"manage\.py figure ((?:people|welfare|change)\.\w+)", document.read_text()))
    assert named <= FIGURES.keys()


def examples_of_code() -> list[tuple[str, str]]:
    """The file that a piece of code in docs/figures.md says it is from, and the piece."""
    words = (ROOT / "docs" / "figures.md").read_text()
    return re.findall(r"\(`([\w/]+\.py)`[^)]*\):\n\n```python\n(.*?)```", words, re.S)


@pytest.mark.parametrize(("path", "piece"), examples_of_code(), ids=lambda words: words.partition("\n")[0])
def test_code_in_the_documents_is_ours(path: str, piece: str) -> None:
    code = (ROOT / path).read_text()
    lines = [line.strip() for line in piece.splitlines() if "..." not in line]
    assert [line for line in lines if line not in code] == []


def test_every_piece_of_code_in_the_documents_is_compared() -> None:
    assert len(examples_of_code()) == (ROOT / "docs" / "figures.md").read_text().count("```python")


@pytest.mark.parametrize("extract", EXTRACTS, ids=lambda extract: extract.kind)
def test_every_column_of_a_file_is_described(extract: Extract) -> None:
    described = "".join(re.findall(r"^\| ([^|]+) \|", section_of(extract.kind), re.M)[1:])
    assert [column.name for column in extract.columns if column.name not in described] == []


@pytest.mark.django_db
def test_the_example_files_load_in_the_order_they_stand_in(tmp_path: Path) -> None:
    for extract in EXTRACTS:
        if extract.kind == "stage_results":  # of a process that came by file, and was then set up here
            process = PromotionProcess.objects.unscoped().get(year=2022)
            PromotionStage.objects.create(process=process, number=1, name="Sift")
        lines = re.findall(r"^    (.*)$", section_of(extract.kind), re.M)
        file = tmp_path / f"{extract.kind}.csv"
        file.write_text("\n".join(lines) + "\n")
        call_command("load_extract", extract.kind, str(file))
