"""How the rows of a list are drawn: the columns that a reader sees, and one call that draws them all."""

from collections.abc import Sequence
from functools import cached_property
from itertools import chain
from typing import Any

from django.db.models import Expression
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from wmp.lib.registers.columns import Cell

# A box in front of a row, named by the words of its first column.
TICK = (
    '<td class="govuk-table__cell app-tick"><div class="govuk-checkboxes govuk-checkboxes--small">'
    '<div class="govuk-checkboxes__item"><input type="checkbox" class="govuk-checkboxes__input" name="chosen" '
    'id="row-{}" value="{}"><label class="govuk-label govuk-checkboxes__label" for="row-{}">'
    '<span class="govuk-visually-hidden">Select {}</span></label></div></div></td>'
)


class Look:
    """The columns of a list in their order, resolved once for everybody who sees the same ones."""

    def __init__(self, cells: Sequence[Cell], *, page_base: str = "", ticks: bool = False) -> None:
        """`page_base` is what the addresses of record pages begin with, "" where there are none."""
        self.cells = tuple(cells)
        self.page_base = page_base
        self.ticks = ticks

    @property
    def read(self) -> tuple[Expression | str, ...]:
        """What is read for each column: asked anew for each page, since it may go by today."""
        return tuple(cell.read() for cell in self.cells)

    @cached_property
    def _row_format(self) -> str:
        link = f'<a class="govuk-link" href="{self.page_base}{{}}/">{{}}</a>' if self.page_base else "{}"
        head = f'<th scope="row" class="govuk-table__cell">{link}</th>'
        numeric = " govuk-table__cell--numeric"
        cells = (f'<td class="govuk-table__cell{numeric if cell.numeric else ""}">{{}}</td>' for cell in self.cells[1:])
        return f'<tr class="govuk-table__row">{TICK if self.ticks else ""}{head}{"".join(cells)}</tr>\n'

    def body(self, rows: Sequence[tuple[Any, ...]]) -> SafeString:
        """All rows in one go. Each value of a column is put into words and escaped once, however often it occurs."""
        if not rows:
            return SafeString()
        keys, *columns = zip(*rows, strict=True)
        drawn = []
        for cell, values in zip(self.cells, columns, strict=True):
            known = {value: conditional_escape(cell.text(value)) for value in set(values)}
            drawn.append([known[value] for value in values])
        tick = (keys, keys, keys, drawn[0]) if self.ticks else ()
        linked = (keys,) if self.page_base else ()
        filled = zip(*tick, *linked, *drawn, strict=True)
        return format_html(self._row_format * len(rows), *chain.from_iterable(filled))
