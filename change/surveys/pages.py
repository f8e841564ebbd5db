"""The record page of a month's surveys."""

from collections.abc import Sequence
from decimal import Decimal

from change.portfolio.record_pages import ChangePage
from change.surveys.forms import WaveForm
from change.surveys.models import SurveyWave
from change.surveys.registers import WAVES
from people.workforce.models import User
from wmp.lib.grids import Cell
from wmp.lib.records import Fact
from wmp.lib.words import money


def return_rate(wave: SurveyWave) -> Decimal | None:
    """In per cent of what was sent, one decimal place; None where nothing was sent."""
    return Cell.ratio(wave.returned, wave.sent, times=100).rounded(1)


def cost_per_response(wave: SurveyWave) -> Decimal | None:
    """In pounds and pence, rounded half up; None where the cost is not known or nothing came back."""
    return None if wave.cost is None else Cell.ratio(wave.cost, wave.returned).rounded(2)


def in_pounds(amount: Decimal) -> str:
    """With its pence always, as a price is written: £0.30."""
    return f"£{amount:,.2f}"


class WavePage(ChangePage):
    register = WAVES
    form = WaveForm

    def facts(self, record: SurveyWave, user: User) -> Sequence[Fact]:
        rate, cost = return_rate(record), cost_per_response(record)
        return [
            Fact("Sent", f"{record.sent:,}"),
            Fact("Returned", f"{record.returned:,}"),
            Fact("Return rate", None if rate is None else f"{rate}%"),
            Fact("Cost", None if record.cost is None else money(record.cost)),
            Fact("Cost per response", None if cost is None else in_pounds(cost)),
        ]


PAGES = [WavePage()]
