"""What the demo force aims at in its recruitment, and campaigns: the numbers of the 2022 paper, the rest invented."""

from datetime import date
from decimal import Decimal
from typing import Any

from people.recruitment.models import Aim, RecruitmentCampaign, RepresentationTarget
from wmp.demo.published import SOURCE

# The paper names no day; the national programme was announced in the autumn of 2019 (docs/2022-paper.md).
UPLIFT_BEGAN = date(2019, 9, 1)
# 58% and 35% of the paper's 180 applicants.
DETECTIVES = {"applicants": 180, "female": 104, "minority": 63}
TARGETS: tuple[dict[str, Any], ...] = (
    {
        "name": "Police Uplift Programme",
        "aim": Aim.MINORITY,
        "percent": Decimal("29.9"),
        "starts_on": UPLIFT_BEGAN,
        "source": f"{SOURCE}: representation assumed from the census",
    },
    {
        "name": "Women among new officers",
        "aim": Aim.FEMALE,
        "percent": Decimal("50.0"),
        "starts_on": date(2021, 4, 1),
        "source": "Representation Gold group, April 2021",
    },
)
CAMPAIGNS: tuple[dict[str, Any], ...] = (
    {
        "name": "Detective constables, degree holders, autumn 2021",
        "route": "DC DHEP",
        "starts_on": date(2021, 9, 6),
        "ends_on": date(2021, 11, 12),
        "reach": 212000,
        "interested": 1460,
        "cost": Decimal("18400"),
        **DETECTIVES,
    },
    {
        "name": "Specials in Coventry",
        "starts_on": date(2021, 6, 1),
        "ends_on": date(2021, 9, 30),
        "reach": 38000,
        "interested": 210,
        "applicants": 64,
        "female": 19,
        "minority": 17,
        "cost": Decimal("3200"),
    },
    {
        # Of so few applicants no share is told.
        "name": "Police staff investigators, summer 2021",
        "starts_on": date(2021, 7, 5),
        "ends_on": date(2021, 8, 6),
        "reach": 9400,
        "interested": 85,
        "applicants": 22,
        "female": 12,
        "minority": 4,
        "cost": Decimal("1150"),
    },
    {
        "name": "Constables, spring 2022",
        "route": "PCDA",
        "starts_on": date(2022, 2, 14),
        "reach": 96000,
        "interested": 640,
        "cost": Decimal("7600"),
    },
)


def tell() -> None:
    """Two targets and four campaigns, of which one is under way."""
    targets = [RepresentationTarget(**given) for given in TARGETS]
    campaigns = [RecruitmentCampaign(**given) for given in CAMPAIGNS]
    for record in (*targets, *campaigns):
        record.full_clean()
        record.save()
