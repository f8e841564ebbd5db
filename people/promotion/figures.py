"""Board figures of promotion."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from scipy.stats import fisher_exact

from people.promotion.models import PromotionApplication, PromotionProcess, Season
from people.roles import Role
from people.workforce.models import Gender, ethnicity_stated, gender_is, minority
from wmp.lib.figures import Bars, By, Count, Derived, Group, Headline, Share, Table, Total, figure, totals_equal_parts
from wmp.lib.grids import Cell


def _process_name(group: Group) -> str:
    ranks = f"{group['process__from_rank__abbreviation']} to {group['process__to_rank__abbreviation']}"
    return f"{ranks} {Season(group['process__season']).label} {group['process__year']}"


def impact_ratio(group: str, *others: str) -> Callable[[Mapping[str, Cell]], Cell]:
    """The group's success rate over that of the most successful group: below 0.8 is the usual sign to look closer.

    Numerator and denominator are the two rates in per cent.
    """

    def cell(row: Mapping[str, Cell]) -> Cell:
        own = row[group].value
        highest = max((row[name].value or 0 for name in (group, *others)), default=0)
        return Cell.ratio(own, highest)

    return cell


def fisher(group: str, other: str) -> Callable[[Mapping[str, Cell]], Cell]:
    """Two-sided p of Fisher's exact test that both groups succeed alike. The denominator is n, the people compared."""

    def cell(row: Mapping[str, Cell]) -> Cell:
        a, b = row[group], row[other]
        if not a.d or not b.d:
            return Cell()
        table = [[int(each.n or 0), int((each.d or 0) - (each.n or 0))] for each in (a, b)]
        return Cell(None, a.d + b.d, Decimal(str(fisher_exact(table).pvalue)))

    return cell


@figure(
    "Promotion success",
    key="people.promotion_success",
    readers={Role.PROMOTION_TEAM},
    chart=Bars(("Success", "Female success", "Ethnic minority success")),
    headlines=[*(Headline("Grand Total", rate) for rate in ("Success", "Female success", "Ethnic minority success"))],
)
def promotion_success(day: date) -> Table:
    """Successful applications as a percentage of all, by process, where every result was in by the day and the last of
    them in the three years up to it; a process that is run here counts once its results are published. Withdrawn
    candidates count as applicants. Female success is of female applicants; ethnic minority success is of applicants
    who stated a minority ethnicity. The impact ratio compares a group with the most successful one, and Fisher's exact
    test says how easily chance alone makes such a difference."""
    successful = PromotionApplication.successful_on(day)
    female, male = gender_is(Gender.FEMALE), gender_is(Gender.MALE)
    ethnic_minority = minority()
    white = ethnicity_stated() & ~ethnic_minority
    return Table(
        PromotionApplication.objects.filter(process__in=PromotionProcess.objects.reported_on(day)),
        person="candidate",
        rows=[
            By(
                "process",
                label=_process_name,
                order=["process__to_rank__position", "process__year", "process__season"],
                also=["process__from_rank__abbreviation", "process__to_rank__abbreviation"],
            ),
            Total("Grand Total"),
        ],
        columns=[
            Count("Applicants"),
            Count("Successful", only=successful),
            Share("Success", part=successful, decimals=0),
            Share("Female success", part=successful, of=female, decimals=0),
            Share("Ethnic minority success", part=successful, of=ethnic_minority, decimals=0),
            Share("Male success", part=successful, of=male, decimals=0, aside=True),
            Share("White success", part=successful, of=white, decimals=0, aside=True),
            _ratio_column("Female impact ratio", impact_ratio("Female success", "Male success"), 2),
            _ratio_column("Female Fisher's p", fisher("Female success", "Male success"), 3),
            _ratio_column("Ethnic minority impact ratio", impact_ratio("Ethnic minority success", "White success"), 2),
            _ratio_column("Ethnic minority Fisher's p", fisher("Ethnic minority success", "White success"), 3),
        ],
        checks=[totals_equal_parts],
    )


def _ratio_column(label: str, function: Callable[[Mapping[str, Cell]], Cell], decimals: int) -> Derived:
    return Derived(label, function, unit="ratio", decimals=decimals, aside=True)
