"""A benefit moves by its verbs alone: nothing is claimed that was not measured, and nobody verifies their own.

The rules are written down here a second time, from records.md and not from the code: identified, profiled, approved,
delivering, claimed as realised, partly or not, verified, business as usual. A profile is sent back, and a claim
disputed, from wherever it stands.
"""

from collections.abc import Callable
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from change.benefits.measurements import measure
from change.benefits.models import Benefit
from people.workforce.models import User
from tests.base import Cast, Role, user
from tests.change.benefits.made import PROFILE, at, benefit
from tests.together import at_once
from wmp.lib.workflow import IllegalMove, StaleMove

CLAIMS = ("realised", "partly realised", "not realised")
CLAIMED = (*CLAIMS, "verified", "business as usual")
numbers = count(1)


def stored(of: Benefit) -> Benefit:
    return Benefit.objects.unscoped().get(pk=of.pk)


class Clicks(RuleBasedStateMachine):
    """An owner and two managers, each on a page that may be old; one of the managers may claim, and then not verify."""

    people: list[User]

    @initialize(
        kind=st.sampled_from(["cashable", "non-financial"]),
        whole=st.booleans(),
        start=st.sampled_from(["identified", "delivering", "realised"]),
    )
    def begin(self, kind: str, whole: bool, start: str) -> None:
        self.owner, self.one, self.other = self.people
        self.status, self.measured, self.referred, self.claimer = "identified", False, False, None
        if start != "identified":
            self.record = at(start, owner=self.owner, manager=self.one, kind=kind)
            self.status = start
            if start == "realised":
                self.measured, self.referred, self.claimer = True, kind == "cashable", self.owner
        else:
            self.record = benefit(self.owner, kind, **({} if whole else {"target": None}))
        self.kind, self.whole = kind, whole or start != "identified"
        self.moves = self.record.changes.unscoped().count()
        self.page = stored(self.record)

    @rule()
    def open_again(self) -> None:
        self.page = stored(self.record)

    def expect(self, allowed: bool, new: str, do: Callable[[], object]) -> bool:
        """The verb goes on where the page is not stale and the rules let it; else nothing has changed."""
        fresh = self.page.status == self.status
        if allowed and fresh:
            do()
            self.status, self.moves = new, self.moves + 1
            return True
        with pytest.raises((IllegalMove, StaleMove, IntegrityError)), transaction.atomic():
            do()
        self.page = stored(self.record)
        return False

    @rule()
    def measures(self) -> None:
        """On the day that it is already measured a second is refused, and before approval the first."""
        if self.measured or self.status in ("identified", "profiled"):
            with pytest.raises(IllegalMove), transaction.atomic():
                measure(stored(self.record), by=self.owner, value=Decimal(1))
        else:
            measure(stored(self.record), by=self.owner, value=Decimal(1))
            self.measured = True

    @rule(verb=st.sampled_from(["profile", "approve", "begin", "send_back", "re_baseline", "dispute", "hand_over"]))
    def moves_on(self, verb: str) -> None:
        page, by = self.page, self.one
        stays = self.status if self.status in ("approved", "delivering") else ""
        targets: dict[str, Any] = {name: PROFILE[name] for name in ("baseline", "baseline_on", "target", "target_on")}
        handed: dict[str, Any] = {"bau_owner_name": "Head of Contact", "performance_measure": "Calls answered"}
        known: dict[str, tuple[bool, str, Callable[[], object]]] = {
            "profile": (self.status == "identified" and self.whole, "profiled", lambda: page.profile(by=by)),
            "approve": (self.status == "profiled", "approved", lambda: page.approve(by=by)),
            "begin": (self.status == "approved", "delivering", lambda: page.begin(by=by)),
            "send_back": (self.status == "profiled", "identified", lambda: page.send_back(by=by, reason="-")),
            "re_baseline": (bool(stays), stays, lambda: page.re_baseline(by=by, reason="-", **targets)),
            "dispute": (self.status in CLAIMED, "delivering", lambda: page.dispute(by=by, reason="-")),
            "hand_over": (self.status == "verified", "business as usual", lambda: page.hand_over(by=by, **handed)),
        }
        if self.expect(*known[verb]) and verb == "dispute":
            self.claimer = None

    @rule(claim=st.sampled_from(CLAIMS), refers=st.booleans(), who=st.sampled_from([0, 1]))
    def claims(self, claim: str, refers: bool, who: int) -> None:
        by, page = self.people[who], self.page
        proven = self.measured and (self.kind != "cashable" or claim == "not realised" or refers or self.referred)
        standing = self.status == "delivering" or (self.status, claim) == ("partly realised", "realised")
        said: dict[str, Any] = {"by": by, "base_budget_reference": "BB-1" if refers else ""}
        # A page opened before it was measured does not know that it was.
        if page.latest_on is None and self.measured:
            self.page = page = stored(self.record)
        if self.expect(standing and proven, claim, lambda: page.say(claim, **said)):
            self.claimer, self.referred = by, self.referred or refers

    @rule(who=st.sampled_from([0, 1, 2]))
    def verifies(self, who: int) -> None:
        by, page = self.people[who], self.page
        may = self.status in CLAIMS and by not in (self.owner, self.claimer)
        self.expect(may, "verified", lambda: page.verify(by=by))

    @invariant()
    def as_it_should_stand(self) -> None:
        now = stored(self.record)
        assert (now.status, now.claimed_by) == (self.status, self.claimer)
        assert now.changes.unscoped().count() == self.moves
        assert (now.verified_by is not None) == (now.status in ("verified", "business as usual"))
        assert now.verified_by is None or now.verified_by not in (now.owner, now.claimed_by)


@pytest.mark.django_db
def test_whoever_clicks_what_and_when(cast: Cast) -> None:
    Clicks.people = [cast.bob, cast.of(Role.CHANGE_MANAGER), user("second-manager", Role.CHANGE_MANAGER)]
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large]
    run_state_machine_as_test(
        Clicks, settings=settings(max_examples=80, stateful_step_count=10, suppress_health_check=checks)
    )


@pytest.mark.django_db
def test_nobody_verifies_their_own_even_in_the_database(cast: Cast) -> None:
    claimed = at("realised", owner=cast.bob, manager=cast.alice)
    for who in (cast.bob, None):
        by = who or cast.alice
        if who is None:  # claimed by the manager, who is no owner
            claimed.dispute(by=cast.alice, reason="Not seen")
            claimed.say("realised", by=cast.alice)
        with pytest.raises(IllegalMove, match="Somebody other than its owners"), transaction.atomic():
            claimed.verify(by=by)
        with pytest.raises(IntegrityError), transaction.atomic():
            Benefit.objects.unscoped().filter(pk=claimed.pk).update(verified_by=by)


@pytest.mark.django_db
def test_a_claim_without_proof_is_verified_by_nobody(cast: Cast) -> None:
    """As a file may bring one that is new to the register."""
    brought = benefit(None, "cashable", status="realised", claim="realised")
    with pytest.raises(IllegalMove, match="before it was measured"):
        brought.verify(by=cast.alice)
    measure(brought, by=cast.alice, value=Decimal(5))
    with pytest.raises(IllegalMove, match="base budget"):
        brought.verify(by=cast.alice)


@pytest.mark.django_db
def test_a_profile_lacks_what_it_lacks(cast: Cast) -> None:
    bare = benefit(measure="", unit="", baseline=None, target_on=None)
    assert bare.missing_in_profile() == [
        "what is measured",
        "the unit",
        "the baseline",
        "the day of the target",
        "an owner",
    ]
    with pytest.raises(IllegalMove, match="lacks what is measured, the unit"):
        bare.profile(by=cast.bob)
    assert stored(bare).status == "identified"


@pytest.mark.django_db
def test_nobody_takes_over_what_has_no_owner_there(cast: Cast) -> None:
    verified = at("verified", owner=cast.bob, manager=cast.alice)
    with pytest.raises(IllegalMove, match="Say first who owns it"):
        verified.hand_over(by=cast.alice, performance_measure="Calls answered")
    verified.hand_over(by=cast.alice, performance_measure="Calls answered", bau_owner=cast.charlie)
    assert (verified.status, verified.measured_by) == ("business as usual", cast.charlie.pk)


@pytest.mark.django_db
def test_nobody_takes_over_what_they_verified(cast: Cast) -> None:
    verified = at("verified", owner=cast.bob, manager=cast.alice)
    with pytest.raises(IllegalMove, match="Whoever verified it cannot own it"):
        verified.hand_over(by=cast.alice, performance_measure="Calls answered", bau_owner=cast.alice)
    with pytest.raises(IntegrityError, match="verified_by_another"), transaction.atomic():
        Benefit.objects.unscoped().update(bau_owner=cast.alice)


@pytest.mark.django_db
def test_nothing_is_claimed_of_what_is_to_be_delivered() -> None:
    with pytest.raises(IntegrityError, match="claim_only_while_claimed"), transaction.atomic():
        benefit(status="delivering", claim="realised")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_re_baseline_at_once_one_does() -> None:
    record = at("approved", owner=user("owner"), manager=(one := user("one")))
    pages = [stored(record), stored(record)]
    same: Any = {name: PROFILE[name] for name in ("baseline", "baseline_on", "target_on")}
    said = at_once(
        lambda: pages[0].re_baseline(by=one, reason="-", **same, target=Decimal(50)),
        lambda: pages[1].re_baseline(by=one, reason="-", **same, target=Decimal(55)),
    )
    assert sorted(type(each).__name__ for each in said) == ["NoneType", "StaleMove"]
    assert stored(record).changes.unscoped().filter(old="approved", new="approved").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_verify_at_once_one_does() -> None:
    owner, one, other = user("owner"), user("one"), user("other")
    claimed = at("realised", owner=owner, manager=one)
    pages = [stored(claimed), stored(claimed)]
    said = at_once(lambda: pages[0].verify(by=one), lambda: pages[1].verify(by=other))
    assert sorted(type(each).__name__ for each in said) == ["NoneType", "StaleMove"]
    assert stored(claimed).changes.unscoped().filter(new="verified").count() == 1
