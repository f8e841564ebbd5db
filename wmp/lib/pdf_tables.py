"""Names of rows in tagged PDF tables, as header cells of their rows.

A screen reader says of each number which row and which column it is of only where the names of rows are header cells
(TH with scope Row), and Typst tags none: its `pdf.header-cell` is behind a feature that its Python package cannot
switch on. So the tags of a finished document are altered where they stand, to text of the same length, which leaves
every place in the file where its table of places says. Typst names each cell's headers by a list; a list goes before
scopes (ISO 32000-2, 14.8.5.7) and has no name of a row, so lists go and scopes count, which PDF/UA-1 allows.
"""

import re

ELEMENT = rb"\n(\d+) 0 obj\n<</Type/StructElem/S/"
ROW = re.compile(ELEMENT + rb"TR/P (\d+) 0 R/K\[(\d+) 0 R")
BODY = re.compile(ELEMENT + rb"TBody/")
CELL = re.compile(rb"(" + ELEMENT + rb")TD(/P \d+ 0 R/A\[<</O/Table(?:/ColSpan \d+)?)(/Headers\[[^\]]*\])")
SCOPE = b"/Scope/Row"


def with_row_names(document: bytes) -> bytes:
    """The same document, as `wmp.lib.pdf` makes it, with the first cell of each row of its tables as the row's name."""
    bodies = {found[1] for found in BODY.finditer(document)}
    names = {found[3] for found in ROW.finditer(document) if found[2] in bodies}

    def tagged(cell: re.Match[bytes]) -> bytes:
        kind, scope = (b"TH", SCOPE) if cell[2] in names else (b"TD", b"")
        return cell[1] + kind + cell[3] + scope.ljust(len(cell[4]))

    return CELL.sub(tagged, document)
