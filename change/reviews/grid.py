"""The amounts of one project or programme in a review, by kind and financial year, and how changes to them are saved:
all that is sent together or nothing of it (wmp.lib.amount_cells)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import transaction

from change.reviews.amounts import AMOUNTS, ZERO
from change.reviews.homes import Home, HomeKey, key_of_home, lines_at
from change.reviews.models import BENEFIT_KINDS, BenefitsReview, FinancialLine, LineKind, ReviewStatus
from wmp.lib.amount_cells import Box, Outcome, Told, Typed, amount_text, judged, store
from wmp.lib.words import financial_year
from wmp.lib.workflow import IllegalMove

FROZEN = "This review is frozen, so its amounts cannot change any more. A new review starts as a copy of it."
SEVERAL = "Several lines stand here. Make one of them on the list of financial lines."
KINDS = {kind.name.lower().replace("_", "-"): kind for kind in LineKind}


class Place(NamedTuple):
    """Where an amount stands: which of the three, of which kind, in which year."""

    amount: str
    kind: str
    year: int

    @property
    def name(self) -> str:
        """As a box is named."""
        return f"{self.amount}_{LineKind(self.kind).name.lower().replace('_', '-')}_{self.year}"


def place_of(name: str, review: BenefitsReview) -> Place | None:
    """The place that a box is named for; None for what is no box of the review's."""
    amount, _, rest = name.partition("_")
    kind, _, year = rest.partition("_")
    if amount not in AMOUNTS or kind not in KINDS or len(year) != 4 or not (year.isascii() and year.isdecimal()):
        return None
    within = review.first_year <= int(year) <= review.last_year
    return Place(amount, KINDS[kind].value, int(year)) if within else None


Key = tuple[HomeKey, str, int]
Lines = Mapping[Key, Sequence[FinancialLine]]


def lines_of(review: BenefitsReview, homes: Iterable[Home], user: Any) -> Lines:
    """The lines of each home, kind and year. Of a project there may be several: under its programme, and under none."""
    found: dict[Key, list[FinancialLine]] = {}
    for line in FinancialLine.objects.visible_to(user).filter(lines_at(homes), review=review).order_by("pk"):
        found.setdefault((key_of_home(line), line.kind, line.financial_year), []).append(line)
    return found


def lines_there(lines: Lines, home: Home, place: Place) -> Sequence[FinancialLine]:
    return lines.get((home.key, place.kind, place.year), ())


def standing(lines: Lines, home: Home, place: Place) -> Decimal | None:
    """What stands at a place: of several lines, their sum."""
    there = [getattr(line, place.amount) for line in lines_there(lines, home, place)]
    known = [amount for amount in there if amount is not None]
    return sum(known, ZERO) if known else None


# --- saving ---


@transaction.atomic
def save(review: BenefitsReview, home: Home, typed: Mapping[Place, Typed], *, by: Any) -> Outcome:
    """Saves all of it, or where one amount cannot be, none of it. As many queries for one cell as for all.

    Raises IllegalMove where the review is frozen.
    """
    hold_open(review, by)
    lines = lines_of(review, [home], by)
    wanted: dict[Place, Decimal | None] = {}
    outcome = Outcome()
    for place, each in typed.items():
        stands = standing(lines, home, place)
        wanted[place], told = judged(stands, each)
        several = told.status != "wrong" and len(lines_there(lines, home, place)) > 1
        outcome.cells[place.name] = Told("wrong", amount_text(stands), SEVERAL) if several else told
    if outcome.is_saved:
        write(review, {(home, place): amount for place, amount in wanted.items()}, lines, by=by)
    else:
        boxes = ((Place(amount, key[1], key[2]).name, there[0]) for key, there in lines.items() for amount in AMOUNTS)
        outcome.refuse(dict(boxes), AMOUNTS, by)
    return outcome


def hold_open(review: BenefitsReview, by: Any) -> None:
    """Holds the review to the end of the transaction: whoever freezes it waits, and so does whoever saves beside us."""
    held = BenefitsReview.objects.visible_to(by).select_for_update(of=("self",)).filter(pk=review.pk)
    if [each.status for each in held] != [ReviewStatus.OPEN]:
        raise IllegalMove(FROZEN)


def write(
    review: BenefitsReview, wanted: Mapping[tuple[Home, Place], Decimal | None], lines: Lines, *, by: Any
) -> None:
    """Puts amounts into the lines of their homes, adds those that lack, and removes those left without any."""
    changed: dict[Key, FinancialLine] = {key: there[0] for key, there in lines.items()}
    touched = set()
    for (home, place), amount in wanted.items():
        key = (home.key, place.kind, place.year)
        if key not in changed:
            if amount is None:
                continue
            changed[key] = FinancialLine(
                review=review,
                programme=home.programme,
                project=home.project,
                kind=place.kind,
                financial_year=place.year,
            )
        if getattr(changed[key], place.amount) != amount:
            setattr(changed[key], place.amount, amount)
            touched.add(key)
    store(FinancialLine.objects.visible_to(by), [changed[key] for key in touched], AMOUNTS)


# --- drawing ---


@dataclass
class Cell(Box[Place]):
    """A box of one amount of a kind and year; `closed` says why nothing is typed in it."""

    closed: str = ""

    @property
    def year(self) -> str:
        return financial_year(self.place.year)


@dataclass
class Row:
    """One kind of line, one of its amounts, in every year of the review."""

    kind: LineKind
    amount: str
    label: str
    cells: list[Cell]

    @property
    def sign(self) -> int:
        return -1 if self.kind in BENEFIT_KINDS else 1

    @property
    def total(self) -> str:
        return amount_text(sum((cell.value or ZERO for cell in self.cells), ZERO))


@dataclass
class Sum:
    """A row of totals: of the costs, of the benefits, or their net."""

    of: str
    amount: str
    label: str
    by_year: list[tuple[str, Decimal]]

    @property
    def columns(self) -> list[tuple[str, str]]:
        """Each year with its total, in words."""
        return [(year, amount_text(value)) for year, value in self.by_year]

    @property
    def total(self) -> str:
        return amount_text(sum((value for _, value in self.by_year), ZERO))


def rows_of(
    review: BenefitsReview,
    home: Home,
    lines: Lines,
    amounts: Sequence[str],
    typed: Mapping[str, str] | None = None,
    outcome: Outcome | None = None,
) -> list[Row]:
    """The rows of a page that shows these amounts, with what was typed where it was not saved."""
    made = []
    for kind in LineKind:
        for amount in amounts:
            places = [Place(amount, kind.value, year) for year in years_of(review)]
            label = str(kind.label) if len(amounts) == 1 else f"{kind.label}, {amount}"
            cells = [_cell(lines, home, place, typed or {}, outcome) for place in places]
            made.append(Row(kind, amount, label, cells))
    return made


def _cell(lines: Lines, home: Home, place: Place, typed: Mapping[str, str], outcome: Outcome | None) -> Cell:
    value = standing(lines, home, place)
    problem = outcome.cells.get(place.name) if outcome else None
    several = len(lines_there(lines, home, place)) > 1
    return Cell(place, value, typed.get(place.name, amount_text(value)), problem, SEVERAL if several else "")


def sums_of(rows: Sequence[Row], amounts: Sequence[str]) -> list[Sum]:
    """Totals below the rows: costs, benefits and net of one amount; of several, the net of each."""
    made = []
    for amount in amounts:
        those = [row for row in rows if row.amount == amount]
        parts: list[tuple[str, str, Sequence[Row]]] = [("net", "Net: costs less benefits", those)]
        if len(amounts) == 1:
            parts.insert(0, ("costs", "Costs", [row for row in those if row.sign > 0]))
            parts.insert(1, ("benefits", "Benefits", [row for row in those if row.sign < 0]))
        for of, label, among in parts:
            label = label if len(amounts) == 1 else f"Net, {amount}"
            made.append(Sum(of, amount, label, list(_by_year(of, among))))
    return made


def _by_year(of: str, rows: Sequence[Row]) -> Iterator[tuple[str, Decimal]]:
    for cells in zip(*(row.cells for row in rows), strict=True):
        values = [(row.sign, cell.value or ZERO) for row, cell in zip(rows, cells, strict=True)]
        yield cells[0].year, sum((sign * value if of == "net" else value for sign, value in values), ZERO)


def years_of(review: BenefitsReview) -> range:
    return range(review.first_year, review.last_year + 1)
