"""What to look at before a review is frozen: warnings, each with the places where it is mended."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, Q, Value, When
from django.urls import reverse

from change.portfolio.models import Project, ProjectStatus, label_of, status_on
from change.reviews.amounts import AMOUNTS, ZERO
from change.reviews.copying import closed_projects, is_closed
from change.reviews.homes import grid_url
from change.reviews.models import BenefitsReview, FinancialLine, FteLine, LineKind, ReviewStatus
from change.reviews.totals import ADDED, ALL, COUNTED, Group, adding, pivot
from wmp.lib.words import financial_year, money, spoken_list

#: A total that moved by more than both, since the last review, wants a word of why.
LARGE_SHARE = Decimal("0.25")
LARGE_POUNDS = Decimal(100_000)


@dataclass(frozen=True)
class Mend:
    """One place to look at."""

    text: str
    url: str


@dataclass(frozen=True)
class Concern:
    """Something odd: what it is, why it matters or what to do, and where."""

    title: str
    text: str
    places: Sequence[Mend]


#: The last row of a table: all of them.
NET = "Net"

#: A check that asks for itself, and one that looks at the lines of the review.
Check = Callable[[BenefitsReview, Any], Concern | None]
LineCheck = Callable[[BenefitsReview, Sequence[Group]], Concern | None]


HOME = ("project", "programme", "project__name", "project__programme__name", "programme__name")


def concerns_of(
    review: BenefitsReview, lines: Iterable[Group], user: Any, further: Iterable[Check] = ()
) -> list[Concern]:
    """What is odd in the review; `lines` are those of `lines_of`. One query for each check that asks for itself;
    `further` are checks that need other families."""
    own = [row for row in lines if row["review"] == review.pk]
    found = [check(review, own) for check in LINE_CHECKS]
    found += [check(review, user) for check in (*CHECKS, *further)]
    return [concern for concern in found if concern is not None]


def lines_of(review: BenefitsReview, user: Any, beside: BenefitsReview | None = None) -> list[Group]:
    """Each line of the review, and of the one `beside` it: where it belongs, its amounts, what it adds to each total,
    and whether its project or programme was closed by the review's day. One query.
    """
    reviews = [review.pk, *([beside.pk] if beside else [])]
    lines: Any = FinancialLine.objects.visible_to(user).filter(review__in=reviews).order_by()
    closed = Case(When(is_closed(review.as_at), then=Value(True)), default=Value(False))
    lines = adding(lines.annotate(closed=closed))
    return list(lines.values("pk", "review", *HOME, "kind", "financial_year", *AMOUNTS, "closed", *ADDED))


def home_name(row: Group) -> str:
    """A project with its programme before it, or a programme as a whole."""
    if row["project"] is None:
        return f"{row['programme__name']}, as a whole"
    return label_of(row["project__programme__name"], row["project__name"])


def _where(row: Group) -> str:
    """A line by its home, kind and year."""
    return f"{home_name(row)}: {row['kind']}, {financial_year(row['financial_year'])}"


def _says(row: Group) -> bool:
    return any(row[amount] is not None for amount in AMOUNTS)


def _by(lines: Iterable[Group], *names: str) -> list[list[Group]]:
    """The lines that are alike in these fields, together."""
    found: dict[tuple[Any, ...], list[Group]] = {}
    for row in lines:
        found.setdefault(tuple(row[name] for name in names), []).append(row)
    return list(found.values())


def _mend(review: BenefitsReview, row: Group, text: str) -> Mend:
    return Mend(f"{home_name(row)}{text}", grid_url(review, project=row["project"], programme=row["programme"]))


def _warn(title: str, text: str, places: Iterable[Mend]) -> Concern | None:
    listed = sorted(places, key=lambda place: place.text)
    return Concern(title, text, listed) if listed else None


# --- the checks ---


def closed_ones(review: BenefitsReview, lines: Sequence[Group]) -> Concern | None:
    places = []
    for those in _by((row for row in lines if row["closed"]), "project", "programme"):
        net = sum((row[f"sum_{COUNTED}"] for row in those), ZERO)
        places.append(_mend(review, those[0], f": {money(net)}"))
    text = (
        "Closed programmes leave the live table and stay in earlier reviews. Empty these amounts, or mend the project."
    )
    return _warn("Lines of closed projects", text, places)


def odd_signs(review: BenefitsReview, lines: Sequence[Group]) -> Concern | None:
    places = [
        Mend(
            f"{_where(row)}, {amount} {money(row[amount])}",
            grid_url(review, project=row["project"], programme=row["programme"], show=amount),
        )
        for row in lines
        for amount in AMOUNTS
        if row[amount] is not None and row[amount] < 0
    ]
    text = "Costs and benefits are both entered as plain numbers. A negative one takes away: is that what is meant?"
    return _warn("Negative amounts", text, places)


def outside(review: BenefitsReview, lines: Sequence[Group]) -> Concern | None:
    places = [
        Mend(_where(row), reverse("change:financial-lines-detail", args=[row["pk"]]))
        for row in lines
        if not _is_reckoned(row, review)
    ]
    return _warn("Lines of years outside the review", "No figure counts them.", places)


def empty_years(review: BenefitsReview, lines: Sequence[Group]) -> Concern | None:
    there = {row["financial_year"] for row in lines if _says(row)}
    page = "change" if review.status == ReviewStatus.OPEN else "detail"
    address = reverse(f"change:benefits-reviews-{page}", args=[review.pk])
    years = range(review.first_year, review.last_year + 1)
    places = [Mend(financial_year(year), address) for year in years if year not in there]
    return _warn("Years without any amount", "Does the review cover too many years?", places)


def gaps(review: BenefitsReview, lines: Sequence[Group]) -> Concern | None:
    """A kind with amounts before and after a year, and none in it."""
    places = []
    within = range(review.first_year, review.last_year + 1)
    telling = [row for row in lines if _says(row) and row["financial_year"] in within]
    for those in _by(telling, *HOME, "kind"):
        years = {row["financial_year"] for row in those}
        missing = [financial_year(year) for year in range(min(years), max(years)) if year not in years]
        if missing:
            places.append(_mend(review, those[0], f": {those[0]['kind']}, {spoken_list(missing)}"))
    return _warn("Years left out between others", "Nothing is entered there, not even nought.", places)


def doubles(review: BenefitsReview, lines: Sequence[Group]) -> Concern | None:
    register = reverse("change:benefits-reviews-financial-lines", args=[review.pk])
    places = []
    for those in _by((row for row in lines if row["project"]), "project", "kind", "financial_year"):
        if len(those) > 1:
            asked = urlencode({"project": those[0]["project"], "kind": those[0]["kind"]})
            places.append(Mend(_where(those[0]), f"{register}?{asked}"))
    return _warn("Two lines for one amount", "One stands under the programme and one under none. Both count.", places)


def without_lines(review: BenefitsReview, user: Any) -> Concern | None:
    projects = Project.objects.visible_to(user).begun_by(review.as_at).order_by()
    projects = projects.annotate(status_then=status_on(review.as_at)).filter(status_then=ProjectStatus.IN_DELIVERY)
    lines = FinancialLine.objects.visible_to(user).filter(review=review, project__isnull=False)
    projects = projects.exclude(pk__in=lines.values("project"))
    rows = projects.values("pk", "name", "programme__name")
    places = (Mend(label_of(row["programme__name"], row["name"]), grid_url(review, project=row["pk"])) for row in rows)
    return _warn("Projects in delivery without any line", "Enter what they cost and bring, or note why not.", places)


def fte_elsewhere(review: BenefitsReview, user: Any) -> Concern | None:
    savings = FteLine.objects.visible_to(user).filter(review=review, project__isnull=False).order_by()
    savings = savings.annotate(status_then=status_on(review.as_at, "project__"))
    odd = Q(status_then=ProjectStatus.MOBILISING) | Q(project__in=closed_projects(review.as_at).values("pk"))
    rows = savings.filter(odd).values("pk", "project__name", "project__programme__name", "portfolio", "fte")
    places = []
    for row in rows:
        name = label_of(row["project__programme__name"], row["project__name"])
        address = reverse("change:fte-lines-detail", args=[row["pk"]])
        places.append(Mend(f"{name}: {row['fte']} FTE, {row['portfolio']}", address))
    text = "The project has not begun delivery, or is closed."
    return _warn("FTE savings of a project that is not in delivery", text, places)


LINE_CHECKS: Sequence[LineCheck] = (closed_ones, odd_signs, outside, empty_years, gaps, doubles)
CHECKS: Sequence[Check] = (without_lines, fte_elsewhere)


# --- against the last review ---


@dataclass(frozen=True)
class Moved:
    """A total of this review beside that of the last one. Pounds, costs positive and benefits negative."""

    label: str
    sums: Mapping[str, Decimal]
    last: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        return None if self.last is None else self.sums[COUNTED] - self.last

    @property
    def is_large(self) -> bool:
        if self.last is None or self.difference is None:
            return False
        return abs(self.difference) > max(LARGE_POUNDS, LARGE_SHARE * abs(self.last))


def moved(groups: Sequence[Group], by: str, review: BenefitsReview, last: BenefitsReview | None) -> Iterator[Moved]:
    """Each value of `by` in either review, in order, and the net of all. `groups` are the lines of both reviews."""
    groups = [each for each in groups if _is_reckoned(each, review if each["review"] == review.pk else last)]
    here = [each for each in groups if each["review"] == review.pk]
    before = pivot((each for each in groups if last and each["review"] == last.pk), by, "review")
    there = {each[by] for each in groups}
    labels = [kind for kind in LineKind.values if kind in there] if by == "kind" else sorted(there)
    for label in labels:
        those = [each for each in here if each[by] == label]
        yield Moved(label, _sums(those), before.row(label) if last else None)
    yield Moved(NET, _sums(here), before.whole if last else None)


def _is_reckoned(line: Group, review: BenefitsReview | None) -> bool:
    return review is not None and review.first_year <= line["financial_year"] <= review.last_year


def _sums(groups: Iterable[Group]) -> dict[str, Decimal]:
    groups = list(groups)
    return {amount: sum((each[f"sum_{amount}"] for each in groups), ZERO) for amount in ALL}
