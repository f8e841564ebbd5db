"""What the demo force aims at in its recruitment, and a campaign: the numbers of the 2022 paper, the rest invented."""

from datetime import date
from decimal import Decimal

from people.recruitment.models import Aim, RecruitmentCampaign, RepresentationTarget
from wmp.demo.published import SOURCE

# The paper names no day; the national programme was announced in the autumn of 2019 (docs/2022-paper.md).
UPLIFT_BEGAN = date(2019, 9, 1)
# 58% and 35% of the paper's 180 applicants.
DETECTIVES = {"applicants": 180, "female": 104, "minority": 63}


def tell() -> None:
    """Two targets and three campaigns, of which one is under way."""
    source = f"{SOURCE}: representation assumed from the census"
    records: list[RepresentationTarget | RecruitmentCampaign] = [
        RepresentationTarget(
            name="Police Uplift Programme",
            aim=Aim.MINORITY,
            percent=Decimal("29.9"),
            starts_on=UPLIFT_BEGAN,
            source=source,
        ),
        RepresentationTarget(
            name="Women among new officers",
            aim=Aim.FEMALE,
            percent=Decimal("50.0"),
            starts_on=date(2021, 4, 1),
            source="Representation Gold group, April 2021",
        ),
        RecruitmentCampaign(
            name="Detective constables, degree holders, autumn 2021",
            route="DC DHEP",
            starts_on=date(2021, 9, 6),
            ends_on=date(2021, 11, 12),
            reach=212000,
            interested=1460,
            cost=Decimal("18400"),
            **DETECTIVES,
        ),
        RecruitmentCampaign(
            name="Specials in Coventry",
            starts_on=date(2021, 6, 1),
            ends_on=date(2021, 9, 30),
            reach=38000,
            interested=210,
            applicants=64,
            female=19,
            minority=17,
            cost=Decimal("3200"),
        ),
        RecruitmentCampaign(
            name="Constables, spring 2022",
            route="PCDA",
            starts_on=date(2022, 2, 14),
            reach=96000,
            interested=640,
            cost=Decimal("7600"),
        ),
    ]
    for record in records:
        record.full_clean()
        record.save()
