"""A public edition's files tell no exact number that it withholds or rounds, no digest of records, and no condition
that finds them: searched for in every byte of every format, also within the archives and streams that some are made of.
"""

import io
import json
import zipfile

import pypdf
import pytest

from tests.editions import DIGEST, EXACT, content, public_content
from wmp.board.papers.making import FORMATS, Source

# The audit of a public edition looks at those before it.
pytestmark = pytest.mark.django_db


def everything_in(format: str, file: bytes) -> str:
    """The bytes as they are, what an archive holds unpacked, what the pages of a PDF say, and its objects."""
    # A PDF is compressed: there is no use in looking at its bytes, and chance would find short numbers in them.
    found = [file] if format != "pdf" else []
    if zipfile.is_zipfile(io.BytesIO(file)):
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            found += [archive.read(name) for name in archive.namelist() if not name.endswith(".png")]
    if format == "pdf":
        reader = pypdf.PdfReader(io.BytesIO(file))
        found += [page.extract_text().encode() for page in reader.pages]
        objects = [reader.get_object(number) for number in range(1, len(reader.xref_objStm) + 1)]
        found += [repr(each).encode() for each in objects if each is not None]
    return "\n".join(each.decode("utf-8", "replace") for each in found)


@pytest.mark.parametrize("format", FORMATS)
def test_no_public_file_tells_what_the_edition_withholds(format: str) -> None:
    public = everything_in(format, FORMATS[format].made(Source(public_content())))
    assert [words for words in EXACT if words in public] == []


@pytest.mark.parametrize("format", FORMATS)
def test_the_search_would_find_it(format: str) -> None:
    exact = everything_in(format, FORMATS[format].made(Source(content())))
    assert "17,371" in exact or "17371" in exact


@pytest.mark.parametrize("format", FORMATS)
def test_not_even_a_restricted_file_names_records(format: str) -> None:
    exact = everything_in(format, FORMATS[format].made(Source(content())))
    assert all(words not in exact for words in ("secret_process", DIGEST, "86421"))


def test_no_public_edition_is_kept_with_what_it_withholds() -> None:
    kept = json.dumps(public_content().to_json())
    assert [words for words in EXACT if words in kept] == []
