"""Files for the tests of extracts, loaded as the command loads them."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from wmp.board.extracts import extract_for
from wmp.lib.extracts import LoadError, LoadReport, load

# The least that a row of a workforce file says, but for the department.
ROW = {
    "employee_number": 1,
    "first_name": "Ann",
    "last_name": "Other",
    "staff_type": "PCSO",
    "post_started": "2020-01-01",
    "department": "Response",
}


def load_text(kind: str, text: str | bytes, *, name: str = "file.csv", **options: Any) -> LoadReport:
    """Loads a file with these contents and returns its report."""
    extract = extract_for(kind)
    assert extract is not None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return load(extract, path, **options)


def rows(kind: str, *given: Mapping[str, object]) -> str:
    """CSV text of rows that say only what matters; the other columns are nil."""
    extract = extract_for(kind)
    assert extract is not None
    columns = [column.name for column in extract.columns]
    lines = [[str(row.get(column, "-")) for column in columns] for row in given]
    return "\n".join(",".join(cells) for cells in [columns, *lines]) + "\n"


def load_rows(kind: str, *given: Mapping[str, object], **options: Any) -> LoadReport:
    return load_text(kind, rows(kind, *given), **options)


def faults(report: LoadReport) -> list[str]:
    """`line N, column C: reason`, in the order of the file."""
    return [str(error) for error in LoadError.objects.unscoped().filter(report=report)]
