"""What became of the demo force's benefits: begun, claimed, verified by another, handed over, re-baselined.

By the product's verbs, each at its day and by whoever may: the owner begins, measures and claims, the change manager
verifies and hands over. Where the owner has no account nobody is named, as when a file says so.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from change.benefits.measurements import Measurement, ProfilePoint, measure
from change.benefits.models import CLAIMS, FINANCIAL, Benefit
from people.workforce.models import User
from wmp.demo import targets
from wmp.demo.benefits import TOLD, UNPROVEN
from wmp.demo.delivery import noon
from wmp.demo.force import worked
from wmp.demo.targets import BOARD_DAY
from wmp.lib import clock

VERIFIED_OR_LATER = ("verified", "business as usual")
LAST_CLAIM = date(2022, 3, 21)


@dataclass(frozen=True)
class ReBaselined:
    number: str
    on: date
    target: Decimal
    target_on: date
    reason: str


RE_BASELINED = (
    ReBaselined(
        "B-052",
        date(2021, 11, 5),
        Decimal(12400000),
        date(2026, 3, 31),
        "Benefits were analysed again after Connect went live: they come over ten years, and later than first thought.",
    ),
    ReBaselined(
        "B-071",
        date(2022, 2, 18),
        Decimal(90),
        date(2022, 9, 30),
        "The upgrade that it depends on is in use in May only.",
    ),
    ReBaselined(
        "B-096",
        date(2021, 11, 19),
        Decimal(2200000),
        date(2026, 3, 31),
        "The estates strategy was revised in the autumn; two sites are kept.",
    ),
    ReBaselined(
        "B-099",
        date(2022, 1, 14),
        Decimal(122000),
        date(2022, 12, 30),
        "The last stores move in August.",
    ),
)
# Entered by the benefit owner of the cast: number, day, value, evidence. Replies are those of `targets/sms_survey.csv`.
ENTERED = (
    ("B-071", date(2022, 2, 25), 84, "Telephony report of February; the worst week was 81%."),
    ("B-106", date(2021, 6, 30), 1105, "Replies of June, from the survey supplier’s invoice."),
    ("B-106", date(2021, 9, 30), 1288, "Replies of September, from the survey supplier’s invoice."),
    ("B-106", date(2021, 12, 31), 1207, "Replies of December, from the survey supplier’s invoice."),
    ("B-106", date(2022, 3, 31), 1387, "Replies of March, counted on the survey supplier’s page."),
)
CORRECTED = ("B-073", date(2021, 6, 30), 12, "The first count left out calls that were given up in the menu.")


class Teller:
    def __init__(self, accounts: dict[str, User]) -> None:
        self.manager = accounts["change-manager"]
        self.owner = accounts["benefit-owner"]
        everything = Benefit.objects.unscoped().select_related("owner", "bau_owner")
        self.benefits: dict[str, Any] = {each.number: each for each in everything}

    def tell(self) -> int:
        """Returns how many benefits there are."""
        for row in targets.table("benefits"):
            benefit = self.benefits[row["number"]]
            if row["status"] in TOLD and benefit.number != UNPROVEN:
                self._come_to(benefit, row["status"])
            if row["status"] in ("approved", "delivering") and self._is_profiled(benefit):
                self._profile(benefit)
        for change in RE_BASELINED:
            self._re_baseline(change)
        self._enter()
        return len(self.benefits)

    def _come_to(self, benefit: Any, status: str) -> None:
        begun = worked(benefit.baseline_on + timedelta(days=29))
        with clock.at(noon(begun)):
            benefit.begin(by=benefit.owner, on=begun)
        if status == "delivering":
            return
        claimed = worked(min(benefit.target_on + timedelta(days=15), LAST_CLAIM))
        reference = f"Base budget {claimed.year}, line {4100 + benefit.pk % 900}" if benefit.is_cashable else ""
        with clock.at(noon(claimed)):
            claim = status if status in CLAIMS else "realised"
            benefit.say(claim, by=benefit.owner, base_budget_reference=reference)
        if status in VERIFIED_OR_LATER:
            self._verify(benefit, worked(claimed + timedelta(days=24)), status)

    def _verify(self, benefit: Any, day: date, status: str) -> None:
        with clock.at(noon(day)):
            benefit.verify(by=self.manager, on=day)
        if status == "business as usual":
            handed = worked(min(day + timedelta(days=40), BOARD_DAY))
            with clock.at(noon(handed)):
                benefit.hand_over(by=self.manager, on=handed, performance_measure=benefit.measure)

    def _is_profiled(self, benefit: Any) -> bool:
        """What is expected on the way is told of pounds, and by the owner of the cast."""
        return benefit.kind in FINANCIAL or benefit.owner_id == self.owner.pk

    def _profile(self, benefit: Any) -> None:
        """Slowly at first: a fifth of the way after a third of the time, and half of it after two thirds."""
        span, way = benefit.target_on - benefit.baseline_on, benefit.target - benefit.baseline
        for thirds, share in ((1, Decimal("0.2")), (2, Decimal("0.5"))):
            value = (benefit.baseline + way * share).quantize(Decimal(1))
            ProfilePoint(benefit=benefit, on=benefit.baseline_on + span * thirds // 3, value=value).save()

    def _re_baseline(self, change: ReBaselined) -> None:
        benefit = self.benefits[change.number]
        with clock.at(noon(change.on)):
            benefit.re_baseline(
                by=self.manager,
                reason=change.reason,
                baseline=benefit.baseline,
                baseline_on=benefit.baseline_on,
                target=change.target,
                target_on=change.target_on,
            )

    def _enter(self) -> None:
        for number, on, value, evidence in ENTERED:
            with clock.at(noon(on)):
                measure(self.benefits[number], by=self.owner, on=on, value=Decimal(value), evidence=evidence)
        number, on, right, reason = CORRECTED
        entered = Measurement.objects.unscoped().get(benefit__number=number, measured_on=on)
        with clock.at(noon(date(2021, 10, 12))):
            entered.correct(by=self.owner, value=Decimal(right), evidence=entered.evidence, reason=reason)
