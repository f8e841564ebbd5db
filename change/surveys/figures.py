"""The board figure of the citizens' surveys by text message."""

from datetime import date

from django.db.models import Q

from change.surveys.models import SurveyWave
from people.roles import Role
from wmp.lib.figures import Headline, Mean, Rate, Table, Where, figure, of_the_same

RATE = "Return rate"


@figure(
    "Citizen SMS survey",
    key="change.sms_survey",
    readers={Role.CHANGE_MANAGER},
    about_people=False,
    headlines=[
        Headline("Average month", RATE, better="higher"),
        Headline("Average month", "Cost per response", better="lower"),
    ],
)
def sms_survey(day: date) -> Table:
    """Surveys sent to citizens by text message in an average month, and returned: the mean of all months begun by the
    day. The return rate is of all that were sent. The cost per response, in pounds, is that of the months whose cost is
    known, over what was returned in those months."""
    return Table(
        SurveyWave.objects.begun_by(day),
        rows=[Where("Average month", Q())],
        columns=[
            Mean("Sent", of="sent"),
            Mean("Returned", of="returned"),
            Rate(RATE, part="returned", whole="sent"),
            Mean("Cost per response", of="cost", per="returned", only=Q(cost__isnull=False), unit="pounds", decimals=2),
        ],
        checks=[of_the_same(RATE, "Returned", "Sent")],
    )
