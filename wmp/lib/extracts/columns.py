"""What a column of an incoming file may hold, as SQL: why a cell is wrong, and the value of a cell that is right.

A cell arrives as text, trimmed, and as NULL where the file says nil. Both expressions run over a whole staging table
at once; `value` is only evaluated where `fault` found nothing, because a date that does not exist would end the load.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import ClassVar

from wmp.lib import amounts
from wmp.lib.extracts.words import literal, said
from wmp.lib.words import spoken_list

# What calamine finds in the cell of a workbook.
SheetValue = str | float | int | bool | date | datetime | time | timedelta


@dataclass(frozen=True)
class Column:
    """One column by its name in the header. The `key` columns together tell a row from every other."""

    name: str
    key: bool = False
    required: bool = False
    # The stored value of an empty cell, where that is not simply nothing.
    nil: str | None = None
    # Does a fault repeat what the cell holds? Not where rows tell of somebody's health: its report has other readers.
    quoted: bool = True
    sql_type: ClassVar[str] = "text"

    def fault(self, cell: str) -> str:
        """SQL: why `cell` (SQL, not NULL) is wrong, or NULL."""
        raise NotImplementedError

    def value(self, cell: str) -> str:
        """SQL: the value of a faultless `cell`."""
        return cell

    def repeated(self, cell: str) -> str:
        """SQL: the cell as the sentence about its fault begins."""
        return said(cell) if self.quoted else literal("what stands here")

    def from_sheet(self, value: SheetValue) -> str:
        """The text that a workbook's cell would be in a CSV file."""
        if isinstance(value, datetime):
            return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, float):
            # Workbooks hold every number as a float: 15 digits are exact, the 16th is noise.
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
        return str(value)


@dataclass(frozen=True)
class Text(Column):
    """Words, up to `longest` characters, optionally of a `pattern` (PostgreSQL's) that `meaning` puts into words."""

    longest: int = 100
    pattern: str = ""
    meaning: str = ""

    def fault(self, cell: str) -> str:
        cases = (
            f"WHEN length({cell}) > {self.longest} THEN 'has ' || length({cell}) || ' characters; {self.longest} fit'"
        )
        if self.pattern:
            meaning = literal(f" is not {self.meaning}")
            cases += f" WHEN {cell} !~ {literal(self.pattern)} THEN {self.repeated(cell)} || {meaning}"
        return f"CASE {cases} END"


@dataclass(frozen=True)
class Date(Column):
    """A day, YYYY-MM-DD, from 1900 to 2099."""

    sql_type: ClassVar[str] = "date"

    def fault(self, cell: str) -> str:
        # Only days after the 28th can be missing from a month; make_date of the 1st is always safe.
        day = cell if self.quoted else self.repeated(cell)
        first = f"make_date(substr({cell}, 1, 4)::int, substr({cell}, 6, 2)::int, 1)"
        return (
            f"CASE WHEN {cell} !~ '^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}$'"
            f" THEN {self.repeated(cell)} || ' is not a date as YYYY-MM-DD'"
            f" WHEN {cell} !~ '^[0-9]{{4}}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'"
            f" THEN {day} || ' is not a day of the calendar'"
            f" WHEN {cell} !~ '^(19|20)' THEN {day} || ' is not between 1900 and 2099'"
            f" WHEN substr({cell}, 9, 2) > '28' AND extract(month FROM {first} + (substr({cell}, 9, 2)::int - 1))"
            f" <> substr({cell}, 6, 2)::int THEN {day} || ' is not a day of the calendar' END"
        )

    def value(self, cell: str) -> str:
        return f"{cell}::date"


@dataclass(frozen=True)
class Month(Column):
    """A month, YYYY-MM, held as its first day."""

    sql_type: ClassVar[str] = "date"

    def fault(self, cell: str) -> str:
        return (
            f"CASE WHEN {cell} !~ '^(19|20)[0-9]{{2}}-(0[1-9]|1[0-2])$'"
            f" THEN {self.repeated(cell)} || ' is not a month as YYYY-MM' END"
        )

    def value(self, cell: str) -> str:
        return f"({cell} || '-01')::date"

    def from_sheet(self, value: SheetValue) -> str:
        # Spreadsheets turn 2022-03 into the first of March by themselves.
        if isinstance(value, date) and value.day == 1:
            return f"{value:%Y-%m}"
        return super().from_sheet(value)


@dataclass(frozen=True)
class FinancialYear(Column):
    """2022/23, April to March, held as the year in which it starts."""

    sql_type: ClassVar[str] = "integer"

    def fault(self, cell: str) -> str:
        return (
            f"CASE WHEN {cell} !~ '^(19|20)[0-9]{{2}}/[0-9]{{2}}$'"
            f" THEN {self.repeated(cell)} || ' is not a financial year as 2022/23'"
            f" WHEN (substr({cell}, 3, 2)::int + 1) % 100 <> substr({cell}, 6, 2)::int"
            f" THEN {cell} || ' is not a financial year: the second part must be the year after the first' END"
        )

    def value(self, cell: str) -> str:
        return f"substr({cell}, 1, 4)::int"


@dataclass(frozen=True)
class Number(Column):
    """A plain number with at most `places` decimal places, from `least` to `most`; no thousands separators."""

    places: int = 2
    least: int = 0
    most: int = 999_999
    sql_type: ClassVar[str] = "numeric"

    def fault(self, cell: str) -> str:
        # Texts that are no number, or one too long to be looked at, never reach the casts below them.
        return (
            f"CASE WHEN {cell} ~ {literal(self._plainly_right())} THEN NULL"
            f" WHEN {cell} !~ '^[+-]?[0-9]+([.][0-9]+)?$' THEN {self.repeated(cell)} || ' is not a plain number'"
            f" WHEN length({cell}) > 40 THEN {self.repeated(cell)} || ' is out of range'"
            f" WHEN {cell}::numeric < {self.least} THEN {self._below(cell)}"
            f" WHEN {cell}::numeric > {self.most} THEN {cell} || {literal(f' is more than {self.most:,}')}"
            f" WHEN scale(trim_scale({cell}::numeric)) > {self.places} THEN {cell} || {literal(self._too_fine())} END"
        )

    def _plainly_right(self) -> str:
        """A pattern of numbers that are surely in range, so that nearly every cell is looked at once."""
        digits = len(str(self.most)) - 1
        places = f"([.][0-9]{{1,{self.places}}})?" if self.places else ""
        if digits == 0 or self.least > 0:
            return f"^(0{places}|1([.]0{{1,3}})?)$" if self.least == 0 else "^$"
        sign = "-?" if self.least <= -self.most else ""
        return f"^{sign}[0-9]{{1,{digits}}}{places}$"

    def _below(self, cell: str) -> str:
        words = " is negative" if self.least == 0 else f" is less than {self.least:,}"
        return f"{cell} || {literal(words)}"

    def _too_fine(self) -> str:
        return f" has more than {self.places} decimal places" if self.places else " is not a whole number"

    def value(self, cell: str) -> str:
        return f"{cell}::numeric"

    def from_sheet(self, value: SheetValue) -> str:
        # All digits, as the sheet shows them: a tenth of a millionth is not "1e-07" to whoever reads of the fault.
        return f"{Decimal(super().from_sheet(value)):f}" if isinstance(value, float) else super().from_sheet(value)


@dataclass(frozen=True)
class WholeNumber(Number):
    places: int = 0
    sql_type: ClassVar[str] = "integer"

    def value(self, cell: str) -> str:
        return f"{cell}::numeric::integer"


@dataclass(frozen=True)
class Amount(Number):
    """A number as accountants write it, by the rule of wmp.lib.amounts: `£1,234.50`, `(1,234.50)`, `1,234-`, `–`.

    Only in `pounds` may a pound sign stand. At most 15 digits stand before the point.
    """

    pounds: bool = True

    @property
    def notation(self) -> amounts.Notation:
        return amounts.Notation(self.places, self.pounds)

    def fault(self, cell: str) -> str:
        given = _plain_amount(cell)
        nil = literal("is required") if self.required else "NULL"
        wrong = " ".join(
            f"WHEN {given} ~ {literal(pattern)} THEN {self.repeated(cell)} || {literal(' ' + reason)}"
            for pattern, reason in self.notation.wrong
        )
        return (
            f"CASE WHEN {cell} ~ {literal(self._plainly_right())} THEN NULL"
            f" WHEN {given} ~ {literal(amounts.NIL)} THEN {nil}"
            f" WHEN {given} ~ {literal(self.notation.right)} THEN {self._out_of_range(cell)} {wrong} END"
        )

    def _out_of_range(self, cell: str) -> str:
        number = self._number(cell)
        return (
            f"CASE WHEN {number} < {self.least} THEN {self._below(cell)}"
            f" WHEN {number} > {self.most} THEN {cell} || {literal(f' is more than {self.most:,}')} END"
        )

    def value(self, cell: str) -> str:
        # A count goes into the column of a whole number.
        number = self._number(cell) if self.places else f"({self._number(cell)})::bigint"
        return f"CASE WHEN {_plain_amount(cell)} !~ {literal(amounts.NIL)} THEN {number} END"

    def _number(self, cell: str) -> str:
        """SQL: what a rightly written number is worth."""
        size = f"regexp_replace({cell}, {literal(amounts.AROUND)}, '', 'g')::numeric"
        return f"{size} * CASE WHEN {_plain_amount(cell)} ~ {literal(amounts.NEGATIVE)} THEN -1 ELSE 1 END"


def _plain_amount(cell: str) -> str:
    """SQL for `amounts.plain`."""
    return f"btrim(translate({cell}, {literal(amounts.ODD)}, {literal(amounts.PLAIN)}))"


@dataclass(frozen=True)
class Choice(Column):
    """One of a model's choices, by its printed words or its stored value; case, hyphens and underscores do not matter.

    `choices` is a Django choices class's `.choices`; `nil` is the stored value of an empty cell.
    """

    choices: Sequence[tuple[str | int, str]] = field(default_factory=list)

    @property
    def _stored(self) -> dict[str, str]:
        words = [(spelling, value) for value, label in self.choices for spelling in (str(value), str(label))]
        return {_plain(spelling): str(value) for spelling, value in words}

    def fault(self, cell: str) -> str:
        allowed = spoken_list((str(label) for _, label in self.choices), "or")
        if len(self.choices) > 10:
            allowed = spoken_list((str(value) for value, _ in self.choices), "or")
        known = ", ".join(literal(word) for word in self._stored)
        return (
            f"CASE WHEN {_plain_sql(cell)} NOT IN ({known})"
            f" THEN {self.repeated(cell)} || {literal(f' is not known here; it may be {allowed}')} END"
        )

    def value(self, cell: str) -> str:
        cases = " ".join(f"WHEN {literal(word)} THEN {literal(value)}" for word, value in self._stored.items())
        return f"CASE {_plain_sql(cell)} {cases} END"


def _plain(words: str) -> str:
    return words.lower().replace("_", " ").replace("-", " ")


def _plain_sql(cell: str) -> str:
    return f"translate(lower({cell}), '_-', '  ')"
