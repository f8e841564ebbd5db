"""What to look at before a review is frozen: warnings, each with the places where it is mended."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse

from change.portfolio.models import STANDALONE, Project, ProjectStatus, status_on
from change.reviews.amounts import AMOUNTS, ZERO, counted, signed
from change.reviews.copying import closed_projects, is_closed
from change.reviews.homes import grid_url
from change.reviews.models import BenefitsReview, FinancialLine, FteLine, LineKind, ReviewStatus
from change.reviews.totals import COUNTED, WITHIN, Group, pivot
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


Check = Callable[[BenefitsReview, Any], Concern | None]


def last_frozen(review: BenefitsReview, user: Any) -> BenefitsReview | None:
    """The review to compare with: the last frozen one before it."""
    frozen = BenefitsReview.objects.visible_to(user).filter(status=ReviewStatus.FROZEN, as_at__lte=review.as_at)
    return frozen.exclude(pk=review.pk).order_by("-as_at", "-pk").first()


def concerns_of(review: BenefitsReview, user: Any, further: Iterable[Check] = ()) -> list[Concern]:
    """One query a check. `further` are checks that need other families."""
    found = [check(review, user) for check in (*CHECKS, *further)]
    return [concern for concern in found if concern is not None]


def _lines(review: BenefitsReview, user: Any) -> Any:
    return FinancialLine.objects.visible_to(user).filter(review=review).order_by()


HOME = ("project", "programme", "project__name", "project__programme__name", "programme__name")


def home_name(row: Group) -> str:
    """A project with its programme before it, or a programme as a whole."""
    if row["project"] is None:
        return f"{row['programme__name']}, as a whole"
    above = row["project__programme__name"]
    return f"{above} - {row['project__name']}" if above else str(row["project__name"])


def _mend(review: BenefitsReview, row: Group, text: str = "", show: str = "") -> Mend:
    url = grid_url(review, project=row["project"], programme=row["programme"], show=show)
    return Mend(f"{home_name(row)}{text}", url)


def _warn(title: str, text: str, places: Iterable[Mend]) -> Concern | None:
    listed = sorted(places, key=lambda place: place.text)
    return Concern(title, text, listed) if listed else None


# --- the checks ---


def closed_ones(review: BenefitsReview, user: Any) -> Concern | None:
    net = Coalesce(Sum(signed(counted())), ZERO)
    rows = _lines(review, user).filter(is_closed(review.as_at)).values(*HOME).annotate(net=net)
    text = (
        "Closed programmes leave the live table and stay in earlier reviews. Empty these amounts, or mend the project."
    )
    return _warn("Lines of closed projects", text, (_mend(review, row, f": {money(row['net'])}") for row in rows))


def without_lines(review: BenefitsReview, user: Any) -> Concern | None:
    projects = Project.objects.visible_to(user).begun_by(review.as_at).order_by()
    projects = projects.annotate(status_then=status_on(review.as_at)).filter(status_then=ProjectStatus.IN_DELIVERY)
    projects = projects.exclude(pk__in=_lines(review, user).filter(project__isnull=False).values("project"))
    rows = projects.values("pk", "name", "programme__name")
    places = (
        Mend(f"{row['programme__name'] or STANDALONE} - {row['name']}", grid_url(review, project=row["pk"]))
        for row in rows
    )
    return _warn("Projects in delivery without any line", "Enter what they cost and bring, or note why not.", places)


def odd_signs(review: BenefitsReview, user: Any) -> Concern | None:
    places = []
    negative = Q()
    for amount in AMOUNTS:
        negative |= Q(**{f"{amount}__lt": 0})
    for row in _lines(review, user).filter(negative).values(*HOME, "kind", "financial_year", *AMOUNTS):
        for amount in AMOUNTS:
            if row[amount] is not None and row[amount] < 0:
                words = f": {row['kind']}, {financial_year(row['financial_year'])}, {amount} {money(row[amount])}"
                places.append(_mend(review, row, words, amount))
    text = "Costs and benefits are both entered as plain numbers. A negative one takes away: is that what is meant?"
    return _warn("Negative amounts", text, places)


def outside(review: BenefitsReview, user: Any) -> Concern | None:
    rows = _lines(review, user).exclude(WITHIN).values("pk", *HOME, "financial_year", "kind")
    places = (
        Mend(
            f"{home_name(row)}: {row['kind']}, {financial_year(row['financial_year'])}",
            reverse("change:financial-lines-detail", args=[row["pk"]]),
        )
        for row in rows
    )
    return _warn("Lines of years outside the review", "No figure counts them.", places)


def empty_years(review: BenefitsReview, user: Any) -> Concern | None:
    some = _lines(review, user).exclude(**dict.fromkeys(AMOUNTS)).values_list("financial_year", flat=True).distinct()
    there = set(some)
    page = "change" if review.status == ReviewStatus.OPEN else "detail"
    address = reverse(f"change:benefits-reviews-{page}", args=[review.pk])
    years = range(review.first_year, review.last_year + 1)
    places = (Mend(financial_year(year), address) for year in years if year not in there)
    return _warn("Years without any amount", "Does the review cover too many years?", places)


def gaps(review: BenefitsReview, user: Any) -> Concern | None:
    """A kind with amounts before and after a year, and none in it."""
    known: dict[tuple[Any, ...], set[int]] = {}
    rows = _lines(review, user).filter(WITHIN).exclude(**dict.fromkeys(AMOUNTS)).values(*HOME, "kind", "financial_year")
    for row in rows:
        known.setdefault((*(row[name] for name in HOME), row["kind"]), set()).add(row["financial_year"])
    places = []
    for (*home, kind), years in known.items():
        missing = [financial_year(year) for year in range(min(years), max(years)) if year not in years]
        if missing:
            row = dict(zip(HOME, home, strict=True))
            places.append(_mend(review, row, f": {kind}, {spoken_list(missing)}"))
    return _warn("Years left out between others", "Nothing is entered there, not even nought.", places)


def doubles(review: BenefitsReview, user: Any) -> Concern | None:
    known: dict[tuple[Any, ...], int] = {}
    rows = _lines(review, user).filter(project__isnull=False)
    for row in rows.values("project", "project__name", "project__programme__name", "kind", "financial_year"):
        key = tuple(row.values())
        known[key] = known.get(key, 0) + 1
    register = reverse("change:benefits-reviews-financial-lines", args=[review.pk])
    places = (
        Mend(
            f"{f'{above} - ' if above else ''}{name}: {kind}, {financial_year(year)}",
            f"{register}?project={project}&kind={kind}".replace(" ", "+"),
        )
        for (project, name, above, kind, year), times in known.items()
        if times > 1
    )
    return _warn("Two lines for one amount", "One stands under the programme and one under none. Both count.", places)


def fte_elsewhere(review: BenefitsReview, user: Any) -> Concern | None:
    savings = FteLine.objects.visible_to(user).filter(review=review, project__isnull=False).order_by()
    savings = savings.annotate(status_then=status_on(review.as_at, "project__"))
    odd = Q(status_then=ProjectStatus.MOBILISING) | Q(project__in=closed_projects(review.as_at).values("pk"))
    rows = savings.filter(odd).values("pk", "project__name", "project__programme__name", "portfolio", "fte")
    places = []
    for row in rows:
        name = f"{row['project__programme__name'] or STANDALONE} - {row['project__name']}"
        address = reverse("change:fte-lines-detail", args=[row["pk"]])
        places.append(Mend(f"{name}: {row['fte']} FTE, {row['portfolio']}", address))
    text = "The project has not begun delivery, or is closed."
    return _warn("FTE savings of a project that is not in delivery", text, places)


CHECKS: Sequence[Check] = (
    closed_ones,
    without_lines,
    odd_signs,
    outside,
    empty_years,
    gaps,
    doubles,
    fte_elsewhere,
)


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
    """Each value of `by` in either review, in order, and the net of all. `groups` are of both reviews."""
    here = [each for each in groups if each["review"] == review.pk]
    before = pivot((each for each in groups if last and each["review"] == last.pk), by, "review")
    there = {each[by] for each in groups}
    labels = [kind for kind in LineKind.values if kind in there] if by == "kind" else sorted(there)
    for label in labels:
        those = [each for each in here if each[by] == label]
        yield Moved(label, _sums(those), before.row(label) if last else None)
    yield Moved("Net", _sums(here), before.whole if last else None)


def _sums(groups: Iterable[Group]) -> dict[str, Decimal]:
    groups = list(groups)
    return {amount: sum((each[f"sum_{amount}"] for each in groups), ZERO) for amount in (*AMOUNTS, COUNTED)}
