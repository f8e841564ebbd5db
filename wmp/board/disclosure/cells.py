"""The rule for one cell: whether a public edition prints it, and how."""

from collections.abc import Sequence
from typing import NamedTuple

from wmp.board.disclosure.entries import Entry
from wmp.board.disclosure.rule import Rule
from wmp.lib.control_charts import Stretch
from wmp.lib.grids import WITHHELD, Cell, Kind

#: Why a cell is not printed, in `Decision.why`.
SMALL, SHARE, WHOLE, MEAN, DERIVED, PROTECTS = "small", "share", "whole", "mean", "derived", "protects"


class Reason(NamedTuple):
    """A reason in words, for the author alone: of a cell, of one cell among others, and of several. The public is not
    told which it was, since that would tell how large a number may be."""

    words: str
    one: str
    several: str


#: In the order in which they are told.
REASONS = {
    SMALL: Reason("fewer than ten people", "1 number of fewer than ten people", "{} numbers of fewer than ten people"),
    SHARE: Reason(
        "a percentage of fewer than 22.5 people",
        "1 percentage of fewer than 22.5 people",
        "{} percentages of fewer than 22.5 people",
    ),
    WHOLE: Reason("a percentage of 0 or 100", "1 percentage of 0 or 100", "{} percentages of 0 or 100"),
    MEAN: Reason(
        "an average of fewer than ten people",
        "1 average of fewer than ten people",
        "{} averages of fewer than ten people",
    ),
    DERIVED: Reason(
        "worked out from exact numbers", "1 number worked out from exact ones", "{} numbers worked out from exact ones"
    ),
    PROTECTS: Reason(
        "another number could be worked out from it",
        "1 because another could be worked out from it",
        "{} because others could be worked out from them",
    ),
}

#: What is worked out again from what is printed: it tells nothing new.
WORKED_OUT = {Kind.STEP, Kind.LOWER, Kind.UPPER, Kind.RELATIVE}
#: A count is nought where there is nobody; where there is no count at all, nothing is known.
LEFT_BLANK = {Kind.COUNT, Kind.SHARE, Kind.RATE, Kind.MEAN, Kind.PER_PERIOD}


def why_not(entry: Entry, rule: Rule) -> str:
    """Why the rule withholds a cell, looked at alone; "" where it does not."""
    cell = entry.cell
    if entry.kind in LEFT_BLANK and cell.n is None and cell.d is None and cell.value is None:
        return ""  # nobody brought any, which is no nought of people
    match entry.kind:
        case Kind.COUNT | Kind.SUM | Kind.PER_PERIOD:
            return "" if entry.told("n", rule) is not None else SMALL
        case Kind.SHARE | Kind.RATE:
            return _why_no_share(entry, rule)
        case Kind.MEAN:
            return _why_no_mean(entry, rule)
        case kind if kind == Kind.GIVEN or kind in WORKED_OUT:
            return ""
    return DERIVED


def _why_no_share(entry: Entry, rule: Rule) -> str:
    if entry.cell.n is None and entry.cell.d is None:
        return DERIVED
    n, d = entry.told("n", rule), entry.told("d", rule)
    if d is None or d < rule.of_sums(entry.column.each).share_of:
        return SHARE
    if n is None:
        return SMALL
    return WHOLE if n >= d else ""


def _why_no_mean(entry: Entry, rule: Rule) -> str:
    if entry.cell.value is None or entry.told("d", rule) is None:
        return MEAN
    return SMALL if entry.cell.n is not None and entry.told("n", rule) is None else ""


def printed(entry: Entry, rule: Rule) -> Cell:
    """A cell that is not withheld, as printed. No digest of records goes with it, and no digit that is not printed."""
    cell = entry.cell
    n, d = entry.told("n", rule), entry.told("d", rule)
    match entry.kind:
        case Kind.COUNT | Kind.SUM:
            return Cell(n, None, n)
        case Kind.SHARE | Kind.RATE:
            return Cell.ratio(n, d, 100)
        case Kind.MEAN:
            return Cell(n, d, cell.rounded(entry.column.decimals))
        case Kind.PER_PERIOD:
            return Cell.ratio(n, cell.d)
        case Kind.GIVEN:
            return Cell(None, None, cell.value)
    return Cell()


def worked_out(entry: Entry, rates: Sequence[Cell]) -> Cell:
    """A cell that compares what is printed in a column per period, in its own row and in the others."""
    i, values = entry.at[0], [rate.value for rate in rates]
    # Where a step lies says of each month beside it on which side of the mean it is, of withheld ones too.
    if entry.kind == Kind.STEP and any(rate.withheld for rate in rates):
        return Cell(withheld=WITHHELD)
    if entry.kind == Kind.STEP and entry.cell.value is None:
        return Cell()
    needed = values[i - 1 : i + 1] if entry.kind == Kind.STEP else values
    there = [value for value in needed if value is not None]
    if not there or len(there) < len(needed):
        return Cell(withheld=WITHHELD)
    if entry.kind == Kind.STEP:
        return Cell(value=there[-1] - there[0])
    return Cell.ratio(values[i], sum(there), 100)


def limit(entry: Entry, months: Sequence[Cell]) -> Cell:
    """A limit of a control chart, of the months of its stretch as they are printed."""
    values = [int(month.n) for month in months if month.n is not None]
    if entry.cell.value is None:
        return Cell()
    found = Stretch(0, values).limits() if len(values) == len(months) else None
    return Cell(value=found[entry.kind == Kind.UPPER]) if found else Cell(withheld=WITHHELD)
