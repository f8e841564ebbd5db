"""How late a milestone is, in words."""

from datetime import date

from change.portfolio.delivery import Milestone, MilestoneStatus
from wmp.lib.words import counted


def in_words(days: int) -> str:
    """`23 days late`, `on time`, `5 days early`."""
    if not days:
        return "on time"
    return f"{counted(abs(days), 'day')} {'late' if days > 0 else 'early'}"


def of(milestone: Milestone, day: date) -> str:
    """The same for a milestone, as known on `day`. One that is past its day and has not come is `at least` so late."""
    if milestone.status == MilestoneStatus.DROPPED:
        return ""
    words = in_words(milestone.slippage_on(day))
    return f"at least {words}" if milestone.is_past(day) and milestone.slippage_on(day) > 0 else words
