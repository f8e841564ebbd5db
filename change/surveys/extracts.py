"""The file of the surveys by text message."""

from change.portfolio.extracts import LOADERS
from change.surveys.models import SurveyWave
from wmp.lib import clock
from wmp.lib.extracts import Amount, Extract, Load, Month, RowRule
from wmp.lib.extracts.words import literal

MOST_SENT = 99_999_999
MOST_COST = 99_999_999


class SmsSurvey(Extract):
    """One row a month. The cost may be nil: such a month counts for what was sent and returned, not for the cost."""

    kind = "sms_survey"
    title = "Citizens' SMS survey: sent, returned and cost, by month"
    loaders = LOADERS
    columns = (
        Month("month", key=True, required=True),
        Amount("sent", required=True, places=0, pounds=False, most=MOST_SENT),
        Amount("returned", required=True, places=0, pounds=False, most=MOST_SENT),
        Amount("cost", most=MOST_COST),
    )
    rules = (RowRule("returned", "s.returned > s.sent", "is more than sent", ["sent"]),)

    def check(self, load: Load) -> None:
        today = literal(clock.today())
        load.reasons("staged s", {"month": f"CASE WHEN s.month > {today} THEN 'is in the future' END"})

    def write(self, load: Load) -> None:
        values = {column: f"s.{column}" for column in ("sent", "returned", "cost")}
        load.upsert(SurveyWave, source="FROM staged s", key={"month": "s.month"}, values=values)


EXTRACTS: list[Extract] = [SmsSurvey()]
