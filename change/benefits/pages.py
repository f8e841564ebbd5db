"""The record page of a benefit: where it stands, what it still needs, its profile, measurements and chart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from change.benefits import trajectory
from change.benefits.choices import BenefitStatus
from change.benefits.due import is_due
from change.benefits.forms import BeginForm, BenefitForm, HandOverForm, ReBaselineForm, SayForm
from change.benefits.measurements import Measurement, ProfilePoint, mark_of
from change.benefits.models import CLAIMED, CLAIMS, HELD, MEASURED, Benefit
from change.benefits.registers import BENEFITS, MEASUREMENTS, STATUS_COLOURS
from change.benefits.who import may_do, may_measure, may_profile
from change.portfolio.accounts import name_of
from people.workforce.models import User
from wmp.lib import clock
from wmp.lib.alerts import alert
from wmp.lib.editing import hold
from wmp.lib.records import Fact, RecordPage
from wmp.lib.timeline import Event, said
from wmp.lib.verbs import ReasonForm, Verb
from wmp.lib.words import counted, long_day, money, number, short_day, spoken_list, within

# Of the latest measurements so many stand open on the page, and so many below them; all of them in the register. The
# chart draws so many.
OPEN, SHOWN, DRAWN = 6, 24, 240


# What the owner is told of what others do: in few words, and what to do about it.
TOLD = {
    "approve": ("its profile is approved", "Its baseline and target stand from now on. Say when delivery begins."),
    "send_back": ("its profile was sent back", "See why, and send it again once it is mended."),
    "re_baseline": ("it was re-baselined", "It has a new baseline and target."),
    "verify": ("the claim is verified", "What was measured up to now stands."),
    "dispute": ("the claim is disputed", "See why. The benefit is to be delivered again."),
}


@dataclass(frozen=True)
class StayVerb(Verb):
    """A verb that leaves the record where it is."""

    def fits(self, record: Any) -> bool:
        return record.status in self.standing


class BenefitPage(RecordPage):
    register = BENEFITS
    template = "change/benefit.html"
    joins = ("project__programme", "programme", "department", "owner", "bau_owner", "claimed_by", "verified_by")
    logs_reads = False
    colours = STATUS_COLOURS
    form = BenefitForm
    verbs = (
        Verb(
            "profile",
            "Send for approval",
            "profiled",
            standing={"identified"},
            intro="The profile is whole. The change manager approves it, or sends it back with a reason.",
        ),
        Verb(
            "approve",
            "Approve the profile",
            "approved",
            standing={"profiled"},
            intro="From then on the baseline and the target stand. Another one is a re-baselining, with its reason.",
        ),
        Verb("send_back", "Send back", "identified", ReasonForm),
        Verb(
            "begin",
            "Begin delivery",
            "delivering",
            BeginForm,
            standing={"approved"},
            intro="From then on the owner is asked for measurements.",
        ),
        Verb(
            "say",
            "Record the outcome",
            "realised",
            SayForm,
            standing={"delivering", "partly realised"},
            intro="Somebody other than the owner verifies it by its measurements.",
        ),
        Verb(
            "verify",
            "Verify the claim",
            "verified",
            standing=CLAIMS,
            intro="You have looked at the measurements and their evidence, and what is claimed can be seen in them. "
            "What was measured up to now stands from then on.",
        ),
        Verb("hand_over", "Hand over to business as usual", "business as usual", HandOverForm),
        StayVerb(
            "re_baseline",
            "Re-baseline",
            "",
            ReBaselineForm,
            standing={"approved", "delivering"},
            intro="What the baseline and the target were stays in the history.",
            done="has a new baseline and target",
        ),
        Verb(
            "dispute",
            "Dispute the claim",
            "delivering",
            ReasonForm,
            standing=CLAIMED,
            intro="The benefit goes back to be delivered.",
            danger=True,
        ),
    )

    def title(self, record: Benefit) -> str:
        return record.description

    def caption(self, record: Benefit) -> str:
        return f"{'Disbenefit' if record.disbenefit else 'Benefit'} {record.number}"

    def turn(self, record: Benefit, user: User) -> str:
        owner = name_of(record.owner) or record.owner_name or "Nobody yet"
        if record.status == BenefitStatus.IDENTIFIED:
            return f"{owner} fills in the profile" if record.owner_id or record.owner_name else "It has no owner yet"
        if record.status == BenefitStatus.DELIVERING and is_due(record):
            return f"{owner} measures it: due {long_day(record.measure_due_on)}"
        if record.status == BenefitStatus.USUAL:
            return f"{name_of(record.bau_owner) or record.bau_owner_name or 'Nobody'} owns it in business as usual"
        waiting = {
            "profiled": "The change manager approves the profile",
            "approved": "Its delivery has not begun",
            "delivering": f"{owner} delivers it",
            "verified": "The change manager hands it over to business as usual",
        }
        return waiting.get(record.status, "Somebody other than its owner verifies the claim")

    # --- what may be done ---

    def may_use(self, verb: Verb, record: Benefit, user: User) -> bool:
        return may_do(verb.method, record, user)

    def may_change(self, record: Benefit, user: User) -> bool:
        return may_profile(record, user)

    def actions(self, record: Benefit, user: User) -> list[Mapping[str, Any]]:
        """The next step first: what is wanting before a verb can be used stands in its place. Disputing is never the
        next step, also where nothing else waits for this reader: it stands last."""
        by_url = {action["url"]: action for action in super().actions(record, user)}
        dispute = by_url.pop(self.address(record, "dispute"), None)
        if record.missing_in_profile() and record.status == BenefitStatus.IDENTIFIED:
            by_url.pop(self.address(record, "profile"), None)
            if form := by_url.pop(self.address(record, "change"), None):
                by_url = {form["url"]: {**form, "text": "Fill in the profile", "kind": ""}, **by_url}
        if record.latest_on is None:
            by_url.pop(self.address(record, "say"), None)
            by_url.pop(self.address(record, "verify"), None)
        if record.status in HELD and may_measure(record, user):
            url = self.address(record, "measure")
            measure = {url: {"text": "Enter a measurement", "url": url, "kind": ""}}
            wanted = record.status in MEASURED and (is_due(record) or record.latest_on is None)
            # Before its target's day nobody waits to hear what came of it.
            early = record.status == BenefitStatus.DELIVERING and (record.target_on or clock.today()) > clock.today()
            idle = not by_url.keys() - {self.address(record, "change")}
            by_url = measure | by_url if wanted or early or idle else by_url | measure
        return [*by_url.values(), *filter(None, [dispute])]

    def begins_with(self, verb: Verb, record: Benefit) -> Mapping[str, Any]:
        today = clock.today()
        wanted: dict[str, Mapping[str, Any]] = {
            "begin": {"on": today},
            "say": {"base_budget_reference": record.base_budget_reference},
            "re_baseline": {name: getattr(record, name) for name in ("baseline", "baseline_on", "target", "target_on")},
            "hand_over": {
                "on": today,
                **{name: getattr(record, name) for name in ("bau_owner_name", "performance_measure")},
                "bau_owner": record.bau_owner_id,
            },
        }
        return wanted.get(verb.method, {})

    def mark(self, record: Benefit, user: User) -> str:
        """A claim, a verification or a new target is about the measurements and amounts that the page showed."""
        standing = [getattr(record, name) for name in ("status", "baseline", "baseline_on", "target", "target_on")]
        return " ".join([*map(str, standing), mark_of(Measurement.objects.visible_to(user).filter(benefit=record))])

    def find(self, request: HttpRequest, pk: int) -> Any:
        """Held where something is sent: nothing is measured or corrected between the mark's reading and the verb."""
        hold(request, Benefit.objects.visible_to(request.user), pk)
        return super().find(request, pk)

    def move(self, record: Benefit, verb: Verb, *, by: Any, **given: Any) -> None:
        """Its owner is told of what somebody else did with it."""
        super().move(record, verb, by=by, **given)
        done = TOLD.get(verb.method)
        if done and record.owner and record.owner.is_active and record.owner != by:
            subject, text = f"Benefit {record.number}: {done[0]}", done[1]
            alert([record.owner], subject=subject, text=text, path=self.address(record))

    # --- what it says ---

    def facts(self, record: Benefit, user: User) -> Sequence[Fact]:
        kind = record.get_kind_display() + (", a disbenefit" if record.disbenefit else "")
        return [
            *_home(record),
            Fact("Kind", kind),
            Fact("Department", record.department),
            Fact("Owner", _whose(record.owner, record.owner_name)),
            Fact("What is measured", record.measure),
            Fact("Baseline", _amount_on(record, record.baseline, record.baseline_on, "on")),
            Fact("Target", _amount_on(record, record.target, record.target_on, "by")),
            Fact("Last measured", _amount_on(record, record.latest, record.latest_on, "on") or "Never measured"),
            Fact("Measured every", "month" if record.measured_every == 1 else f"{record.measured_every} months"),
            Fact("Next measurement", said(record.measure_due_on) or "Not while it stands here"),
        ]

    def fact_groups(self, record: Benefit, user: User) -> Sequence[Mapping[str, Any]]:
        later = [
            Fact("Claimed", _done(record.get_claim_display(), record.claimed_by)),
            Fact("Base budget reference", record.base_budget_reference),
            Fact("Verified", _done(said(record.verified_on), record.verified_by)),
            Fact("Owner in business as usual", _whose(record.bau_owner, record.bau_owner_name)),
            Fact("Performance measure", record.performance_measure),
            Fact("Handed over", said(record.handed_over_on)),
        ]
        given = [fact for fact in later if fact.value]
        return [{"title": "Claim and handover", "rows": given}] if given else []

    def events(self, record: Benefit, user: User) -> Sequence[Event]:
        """A move that leaves it where it stands has another baseline or target."""
        stays = {f"{each.label} to {within(each.label)}" for each in BenefitStatus}
        found = super().events(record, user)
        return [replace(event, title="Re-baselined") if event.title in stays else event for event in found]

    def context(self, request: HttpRequest, record: Benefit) -> Mapping[str, Any]:
        user: Any = request.user
        measured = list(
            Measurement.objects.visible_to(user).filter(benefit=record).select_related("by", "corrected_by")[:DRAWN]
        )
        expected = list(ProfilePoint.objects.visible_to(user).filter(benefit=record))
        rows = _rows(record, measured[:SHOWN], may_measure(record, user))
        change = may_profile(record, user) and record.status not in CLAIMED
        return {
            "benefit": record,
            "missing": spoken_list(record.missing_in_profile()) if _wants_profile(record) else "",
            "unproven": record.proof_missing(record.claim, record.base_budget_reference)
            if record.status in CLAIMED
            else "",
            "chart": trajectory.draw(record, expected, measured),
            "trajectory": trajectory.table(record, expected, measured),
            "what": _what(record),
            "value_head": "Value" if record.is_financial or not record.unit else f"Value, {record.unit}",
            "measurements": rows[:OPEN],
            "earlier": rows[OPEN:],
            "earlier_words": counted(len(rows[OPEN:]), "earlier measurement"),
            "more_url": f"{MEASUREMENTS.url}?q={record.number}"
            if len(measured) > SHOWN and MEASUREMENTS.open_to(user)
            else "",
            "expected_url": self.address(record, "expected") if change else "",
            "breadcrumbs": self._crumbs(user),
        }

    def _crumbs(self, user: User) -> list[Mapping[str, str]]:
        if self.register.open_to(user):
            return self._breadcrumbs()
        return [{"text": "My benefits", "url": reverse("change:my-benefits")}]


def _wants_profile(record: Benefit) -> bool:
    return record.status == BenefitStatus.IDENTIFIED and bool(record.missing_in_profile())


def _home(record: Benefit) -> list[Fact]:
    if record.project:
        return [Fact("Project", record.project, reverse("change:projects-detail", args=[record.project.pk]))]
    if record.programme:
        return [Fact("Programme", record.programme, reverse("change:programmes-detail", args=[record.programme.pk]))]
    return [Fact("Project", "")]


def _whose(account: User | None, name: str) -> str:
    """Both where both are known: the account, and the post that a file named."""
    if account and not account.is_active:
        return f"{name_of(account)} (the account is closed)"
    return ", ".join(filter(None, [name_of(account), name]))


def _done(what: Any, by: User | None) -> str:
    return f"{what}, by {name_of(by)}" if what and by else what or ""


def _what(record: Benefit) -> str:
    """What the chart is of, and in what."""
    unit = "pounds" if record.is_financial else record.unit.replace("%", "per cent")
    said = unit and unit.lower() in record.measure.lower()
    return record.measure if said or not unit else f"{record.measure or 'Measured'}, in {unit}"


def amount(record: Benefit, value: Any) -> str:
    """In pounds, or with the benefit's unit."""
    if value is None:
        return ""
    if record.is_financial:
        return money(value)
    return f"{number(value)}%" if record.unit == "%" else f"{number(value)} {record.unit}".strip()


def _amount_on(record: Benefit, value: Any, day: Any, word: str) -> str:
    if value is None:
        return ""
    return f"{amount(record, value)} {word} {long_day(day)}" if day else amount(record, value)


def _rows(record: Benefit, measured: Sequence[Measurement], may: bool) -> list[Mapping[str, Any]]:
    rows: list[Mapping[str, Any]] = []
    for each in measured:
        each.benefit = record
        rows.append(
            {
                "day": short_day(each.measured_on),
                "value": money(each.value) if record.is_financial else number(each.value),
                "evidence": each.evidence,
                "by": name_of(each.by),
                "corrected": each.corrected_because,
                "corrected_by": name_of(each.corrected_by),
                "url": reverse("change:measurements-correct", args=[each.pk]) if may and not each.stands else "",
            }
        )
    return rows
