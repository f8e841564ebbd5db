"""Record pages of the recruitment family."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from people.recruitment.forms import CampaignForm, TargetForm
from people.recruitment.models import RecruitmentCampaign, RepresentationTarget
from people.recruitment.registers import CAMPAIGNS, TARGETS
from people.workforce.models import User
from wmp.lib import clock
from wmp.lib.grids import Cell
from wmp.lib.records import Fact, RecordPage
from wmp.lib.timeline import said


class CampaignPage(RecordPage):
    """Counts about nobody: whom a campaign reached, who applied, and what that cost."""

    register = CAMPAIGNS
    logs_reads = False
    form = CampaignForm

    def turn(self, record: RecruitmentCampaign, user: User) -> str:
        if record.starts_on > clock.today():
            return "It has not begun"
        return "" if record.ends_on and record.ends_on < clock.today() else "Under way: numbers are those so far"

    def facts(self, record: RecruitmentCampaign, user: User) -> Sequence[Fact]:
        return [
            Fact("Entry route", record.route),
            Fact("First day", said(record.starts_on)),
            Fact("Last day", said(record.ends_on) or "It has no end yet"),
            Fact("People reached", _number(record.reach)),
            Fact("Expressions of interest", _part(record.interested, record.reach, "of those reached")),
            Fact("Applicants", _part(record.applicants, record.interested, "of those interested")),
            Fact("Female applicants", _part(record.female, record.applicants, "of applicants")),
            Fact("Ethnic minority applicants", _part(record.minority, record.applicants, "of applicants")),
            Fact("Cost", None if record.cost is None else f"£{record.cost:,.2f}"),
            Fact("Cost per applicant", cost_per_applicant(record)),
        ]


class TargetPage(RecordPage):
    register = TARGETS
    logs_reads = False
    form = TargetForm

    def facts(self, record: RepresentationTarget, user: User) -> Sequence[Fact]:
        return [
            Fact("Of whom", record.get_aim_display()),
            Fact("Share of new officers", f"{record.percent}%"),
            Fact("Counted from", said(record.starts_on)),
            Fact("Counted to", said(record.ends_on) or "It has no end"),
            Fact("Where it comes from", record.source),
        ]


def cost_per_applicant(record: RecruitmentCampaign) -> str | None:
    """In pounds and pence, rounded half up; None where the cost or the applicants are not known, or nobody applied."""
    if record.cost is None or not record.applicants:
        return None
    return f"£{(record.cost / record.applicants).quantize(Decimal('0.01'), ROUND_HALF_UP):,}"


def _number(count: int | None) -> str | None:
    return None if count is None else f"{count:,}"


def _part(count: int | None, whole: int | None, words: str) -> str | None:
    """A count with its share of the whole, where there is one: 104 (58% of applicants)."""
    if count is None:
        return None
    share = Cell.ratio(count, whole, times=100).rounded(0)
    return f"{count:,}" if share is None else f"{count:,} ({share}% {words})"


PAGES: list[RecordPage] = [CampaignPage(), TargetPage()]
