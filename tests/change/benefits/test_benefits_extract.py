"""The file of benefits: what it brings, what it moves, and what it may not say."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from change.benefits.measurements import Measurement, measure
from change.models import Benefit, Programme, Project
from people.workforce.models import Department
from tests.base import Cast
from tests.change.benefits.made import at
from tests.loading import faults, load_rows

pytestmark = pytest.mark.django_db
ROW = {
    "number": "B-01",
    "description": "Less typing",
    "kind": "Non-financial",
    "measure": "Hours a month",
    "unit": "hours",
    "baseline": "100",
    "baseline_on": "2021-04-01",
    "target": "40",
    "target_on": "2022-09-30",
    "owner": "Head of Contact",
    "department": "Contact",
}


KINDS = (
    "Cashable, Non-cashable, Non-financial, Cashable disbenefit, Non-cashable disbenefit or Non-financial disbenefit"
)
TOO_FINE = "has more than 2 decimal places; round it, or part thousands with commas, as 1,234"
STANDS = "differs from the record; the benefit is verified, and what was measured up to then stands"


def stored(number: str = "B-01") -> Benefit:
    return Benefit.objects.unscoped().get(number=number)


def row_of(record: Benefit, **fields: Any) -> dict[str, Any]:
    """What a file says that a record says."""
    names = (
        "number",
        "description",
        "kind",
        "measure",
        "unit",
        "baseline",
        "baseline_on",
        "target",
        "target_on",
        "status",
    )
    values = {name: getattr(record, name) for name in names}
    return {**values, "project": record.project.name if record.project else "-", "owner": "bob", **fields}


def test_a_benefit_comes_in_as_the_file_says(cast: Cast) -> None:
    programme = Programme.objects.create(name="Our Data")
    Project.objects.create(programme=programme, name="DDI", limb="act")
    report = load_rows(
        "benefits", {**ROW, "project": "Our Data - DDI", "baseline": "(1000.50)", "status": "Delivering"}
    )
    assert report.summary == "1 row: 1 new, 0 changed, 0 same"
    assert report.notes == "Added the department Contact."
    made = stored()
    assert (str(made.project), made.baseline, made.target_on) == (
        "Our Data - DDI",
        Decimal("-1000.50"),
        date(2022, 9, 30),
    )
    assert (made.status, made.owner, made.owner_name, made.identified_on) == (
        "delivering",
        None,
        "Head of Contact",
        None,
    )
    assert not made.changes.unscoped().exists()


def test_the_same_again_changes_nothing(cast: Cast) -> None:
    rows = [ROW, {**ROW, "number": "B-02", "owner": "bob", "status": "realised"}]
    load_rows("benefits", *rows)
    assert load_rows("benefits", *rows).summary == "2 rows: 0 new, 0 changed, 2 same"


def test_a_benefit_may_have_no_project_and_no_owner() -> None:
    assert load_rows("benefits", {**ROW, "owner": "-", "department": "-"}).new == 1
    assert stored().project is None


@pytest.mark.parametrize("said", ["A1", "a1", "alice", "Alice@Example.org", "a.archer@example.org"])
def test_an_owner_is_found_by_number_name_or_address(said: str, cast: Cast) -> None:
    cast.alice.email = "alice@example.org"
    cast.alice.save()
    cast.alice.person.email = "a.archer@example.org"
    cast.alice.person.save()
    load_rows("benefits", {**ROW, "owner": said, "bau_owner": "Sam Nobody"})
    made = stored()
    assert (made.owner, made.owner_name, made.bau_owner, made.bau_owner_name) == (cast.alice, "", None, "Sam Nobody")


def test_what_two_accounts_share_names_neither(cast: Cast) -> None:
    for account in (cast.alice, cast.bob):
        account.email = "team@example.org"
        account.save()
    load_rows("benefits", {**ROW, "owner": "team@example.org"})
    assert (stored().owner, stored().owner_name) == (None, "team@example.org")


def test_an_owner_who_was_chosen_here_stays(cast: Cast) -> None:
    load_rows("benefits", ROW)
    Benefit.objects.unscoped().update(owner=cast.bob)
    assert load_rows("benefits", ROW).same == 1
    assert stored().owner == cast.bob
    load_rows("benefits", {**ROW, "owner": "-"})
    assert stored().owner == cast.bob
    load_rows("benefits", {**ROW, "owner": "Head of Custody"})
    assert (stored().owner, stored().owner_name) == (None, "Head of Custody")


@pytest.mark.parametrize(
    ("said", "kind", "disbenefit"),
    [
        ("CASHABLE", "cashable", False),
        ("non cashable", "non-cashable", False),
        ("Cashable disbenefit", "cashable", True),
        ("disbenefit non-financial", "non-financial", True),
    ],
)
def test_a_disbenefit_is_marked_by_the_word(said: str, kind: str, disbenefit: bool) -> None:
    load_rows("benefits", {**ROW, "kind": said})
    assert (stored().kind, stored().disbenefit) == (kind, disbenefit)


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"number": "-"}, "number: is required"),
        ({"description": "-"}, "description: is required"),
        (
            {"kind": "Cash"},
            f'kind: "Cash" is not known here; it may be {KINDS}',
        ),
        ({"project": "XYZ"}, 'project: "XYZ" is no project; load the projects first'),
        ({"baseline": "12.3456"}, f'baseline: "12.3456" {TOO_FINE}'),
        ({"target_on": "2021-03-31"}, "target_on: is before baseline_on"),
        ({"status": "Done"}, None),
    ],
)
def test_what_a_row_may_not_be(fields: dict[str, object], fault: str | None) -> None:
    found = faults(load_rows("benefits", ROW | {"number": "B-00"}, {**ROW, **fields}))
    assert found == [f"line 3, column {fault}"] if fault else "it may be Identified, Profiled" in found[0]
    assert not Benefit.objects.unscoped().exists() and not Department.objects.filter(name="Contact").exists()


def test_a_benefit_on_record_moves_by_its_verbs(cast: Cast) -> None:
    load_rows("benefits", ROW)
    report = load_rows("benefits", {**ROW, "status": "delivering"})
    assert report.summary == "1 row: 0 new, 1 changed, 0 same"
    assert [each.new for each in stored().changes.unscoped()] == ["profiled", "approved", "delivering"]
    assert load_rows("benefits", {**ROW, "status": "delivering"}).same == 1


def test_a_new_target_is_a_re_baselining_with_the_load_as_its_reason(cast: Cast) -> None:
    record = at("delivering", owner=cast.bob, manager=cast.alice)
    report = load_rows("benefits", row_of(record, target="35", owner="bob"), by=cast.alice)
    assert report.changed == 1 and report.wrong == 0
    last: Any = record.changes.unscoped().last()
    assert (last.old, last.new, last.reason) == ("delivering", "delivering", f"Load {report.pk}: file.csv")
    assert stored(record.number).target == Decimal(35)
    fault = "line 2, column target: is required: a benefit is held to it from approval on"
    assert faults(load_rows("benefits", row_of(stored(record.number), target="-"))) == [fault]


def test_a_claim_by_file_needs_its_proof(cast: Cast) -> None:
    unmeasured = at("delivering", owner=cast.bob, manager=cast.alice)
    cashable = at("delivering", owner=cast.bob, manager=cast.alice, kind="cashable")
    measure(cashable, by=cast.bob, value=Decimal(5))
    rows = [row_of(each, status="realised") for each in (unmeasured, cashable)]
    assert faults(load_rows("benefits", *rows)) == [
        "line 2, column status: cannot become realised: it was never measured; load its measurements first",
        "line 3, column status: cannot become realised: it is cashable and has no base-budget reference on record",
    ]
    measure(unmeasured, by=cast.bob, value=Decimal(5))
    report = load_rows("benefits", row_of(unmeasured, status="realised"))
    assert (stored(unmeasured.number).status, report.changed) == ("realised", 1)
    assert load_rows("benefits", row_of(unmeasured, status="verified")).changed == 1  # by nobody's account


def test_nobody_verifies_their_own_by_a_file(cast: Cast) -> None:
    record = at("realised", owner=cast.bob, manager=cast.alice)
    [fault] = faults(load_rows("benefits", row_of(record, status="verified"), by=cast.bob))
    assert fault.startswith("line 2, column status: cannot become verified by you")
    assert load_rows("benefits", row_of(record, status="verified"), by=cast.alice).changed == 1
    [fault] = faults(load_rows("benefits", row_of(stored(record.number), owner="alice")))
    assert fault == "line 2, column owner: verified it; somebody else owns it"


def test_what_was_claimed_stands(cast: Cast) -> None:
    record = at("realised", owner=cast.bob, manager=cast.alice)
    changed = row_of(record, target="41", baseline_on="2021-04-02", kind="cashable", unit="days")
    assert faults(load_rows("benefits", changed)) == [
        "line 2, column baseline_on: differs from the record; it is realised, and its baseline and target stand",
        "line 2, column kind: differs from the record; it is realised, and its kind stands",
        "line 2, column target: differs from the record; it is realised, and its baseline and target stand",
        "line 2, column unit: differs from the record; it is realised, and its unit stands",
    ]


def test_a_benefit_takes_no_way_that_there_is_not(cast: Cast) -> None:
    record = at("approved", owner=cast.bob, manager=cast.alice)
    fault = "line 2, column status: cannot become identified; on record it is approved"
    assert faults(load_rows("benefits", row_of(record, status="identified"))) == [fault]
    load_rows("benefits", {**ROW, "measure": "-", "owner": "-"})
    assert faults(load_rows("benefits", {**ROW, "measure": "-", "owner": "-", "status": "profiled"})) == [
        "line 2, column measure: is required for a benefit that becomes profiled",
        "line 2, column owner: is required for a benefit that becomes profiled",
    ]


def test_a_claim_is_disputed_by_a_file(cast: Cast) -> None:
    record = at("verified", owner=cast.bob, manager=cast.alice)
    report = load_rows("benefits", row_of(record, status="delivering"))
    now = stored(record.number)
    assert (now.status, now.claim, now.verified_by) == ("delivering", "", None)
    last: Any = now.changes.unscoped().last()
    assert last.reason == f"Load {report.pk}: file.csv"


# --- measurements ---


MEASURED = {"number": "B-01", "measured_on": "2022-01-31", "value": "1250.50-", "evidence": "Ledger"}


def test_measurements_come_in_and_are_corrected_by_a_later_file(cast: Cast) -> None:
    load_rows("benefits", {**ROW, "status": "business as usual"}, {**ROW, "number": "B-02", "status": "delivering"})
    rows = [MEASURED, {**MEASURED, "number": "B-02"}]
    assert load_rows("measurements", *rows).new == 2
    assert (stored().latest, stored().latest_on) == (Decimal("-1250.50"), date(2022, 1, 31))
    assert load_rows("measurements", *rows).same == 2
    report = load_rows("measurements", {**MEASURED, "number": "B-02", "value": "3"}, by=cast.alice)
    corrected = Measurement.objects.unscoped().get(benefit__number="B-02")
    assert (corrected.value, corrected.corrected_because, corrected.by) == (
        Decimal(3),
        f"Load {report.pk}: file.csv",
        None,
    )
    assert stored("B-02").latest == Decimal(3)


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"number": "B-99"}, 'number: "B-99" is no benefit; load the benefits first'),
        ({"measured_on": "-"}, "measured_on: is required"),
        ({"measured_on": "2099-01-01"}, "measured_on: is still to come"),
        ({"value": "-"}, "value: is required"),
        ({"value": "12.3456"}, f'value: "12.3456" {TOO_FINE}'),
    ],
)
def test_what_a_measurement_may_not_be(fields: dict[str, object], fault: str) -> None:
    load_rows("benefits", ROW)
    found = faults(load_rows("measurements", {**MEASURED, "measured_on": "2021-12-31"}, {**MEASURED, **fields}))
    assert found == [f"line 3, column {fault}"]
    assert not Measurement.objects.unscoped().exists()


def test_what_was_verified_stands_against_a_file(cast: Cast) -> None:
    record = at("verified", owner=cast.bob, manager=cast.alice)
    of_it = {"number": record.number, "evidence": "Time study"}
    assert faults(
        load_rows(
            "measurements",
            {**of_it, "measured_on": record.latest_on, "value": "61"},
            {**of_it, "measured_on": "2022-01-01", "value": "70"},
        )
    ) == [
        f"line 2, column value: {STANDS}",
        "line 3, column measured_on: is before the benefit was verified: what was measured up to then stands",
    ]
    assert load_rows("measurements", {**of_it, "measured_on": record.latest_on, "value": "60"}).same == 1
