"""The file of referrals to occupational health: what it makes, how it moves them, and what its faults keep quiet."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from django.db.models import F

from people.roles import Role
from tests.base import Cast, person, user
from tests.loading import faults, load_rows, load_text
from tests.welfare.referrals import made
from welfare.models import OHAppointment, OHReason, OHReferral
from welfare.referrals import handling
from wmp.lib import clock
from wmp.lib.extracts import LoadError, LoadState

pytestmark = pytest.mark.django_db
ROW: Mapping[str, object] = {
    "reference": "OH/1",
    "employee_number": 1,
    "referred_on": "2021-05-04",
    "primary_reason": "mental health",
    "appointment_on": "2021-05-17",
}


@pytest.fixture
def sam() -> Any:
    return person("1")


def the_referral() -> OHReferral:
    return OHReferral.objects.unscoped().get()


def appointments() -> list[tuple[date, str]]:
    return list(OHAppointment.objects.unscoped().order_by("pk").values_list("on", "outcome"))


@pytest.mark.usefixtures("sam")
@pytest.mark.parametrize(
    ("days", "status", "outcome"),
    [(None, "consented", None), (30, "booked", "to come"), (0, "attended", "kept"), (-30, "attended", "kept")],
)
def test_a_new_referral_begins_where_its_appointment_says(days: int | None, status: str, outcome: str | None) -> None:
    on = None if days is None else clock.today() + timedelta(days=days)
    report = load_rows("oh_referrals", {**ROW, "appointment_on": on or "-"})
    assert report.summary == "1 row: 1 new, 0 changed, 0 same"
    found = the_referral()
    assert (found.status, found.first_appointment, found.referred_by) == (status, on, None)
    assert appointments() == ([(on, outcome)] if on else [])
    assert not found.changes.unscoped().exists()
    assert OHReason.objects.unscoped().get().reason == "mental health"


@pytest.mark.usefixtures("sam")
def test_the_same_file_again_changes_nothing() -> None:
    load_rows("oh_referrals", ROW, {**ROW, "reference": "OH/2", "appointment_on": "-"})
    first: Any = OHReferral.objects.unscoped().get(reference="OH/1")
    before = first.events.unscoped().count()
    report = load_rows("oh_referrals", ROW, {**ROW, "reference": "OH/2", "appointment_on": "-"})
    assert report.summary == "2 rows: 0 new, 0 changed, 2 same"
    assert first.events.unscoped().count() == before


@pytest.mark.usefixtures("sam")
def test_an_appointment_in_a_later_file_moves_the_referral_by_its_rules() -> None:
    load_rows("oh_referrals", {**ROW, "appointment_on": "-"})
    loader = user("loader")
    report = load_rows("oh_referrals", ROW, by=loader)
    assert report.summary == "1 row: 0 new, 1 changed, 0 same"
    found = the_referral()
    assert (found.status, found.first_appointment) == ("attended", date(2021, 5, 17))
    moves = found.changes.unscoped().order_by("pk").values_list("old", "new", "by", "reason")
    why = f"Load {report.pk}: file.csv"
    assert list(moves) == [("consented", "booked", loader.pk, why), ("booked", "attended", loader.pk, why)]


@pytest.mark.usefixtures("sam")
def test_another_day_takes_the_place_of_what_the_file_said_before() -> None:
    load_rows("oh_referrals", ROW)
    report = load_rows("oh_referrals", {**ROW, "appointment_on": "2021-05-20", "primary_reason": "physical health"})
    assert report.summary == "1 row: 0 new, 1 changed, 0 same"
    assert appointments() == [(date(2021, 5, 20), "kept")]
    assert the_referral().first_appointment == date(2021, 5, 20)
    assert OHReason.objects.unscoped().get().reason == "physical health"


@pytest.mark.usefixtures("sam")
def test_an_appointment_that_is_taken_out_is_called_off() -> None:
    load_rows("oh_referrals", {**ROW, "appointment_on": made.in_days(9)})
    load_rows("oh_referrals", {**ROW, "appointment_on": "-"})
    assert (the_referral().status, the_referral().first_appointment) == ("consented", None)
    assert appointments() == [(made.in_days(9), "called off")]


def test_who_did_not_come_is_not_made_to_have_come_by_the_file_again(cast: Cast, sam: Any) -> None:
    load_rows("oh_referrals", ROW)
    handling.miss(the_referral(), by=made.ra(cast))
    report = load_rows("oh_referrals", ROW)
    assert report.summary == "1 row: 0 new, 0 changed, 1 same"
    assert (the_referral().status, appointments()) == ("did not attend", [(date(2021, 5, 17), "missed")])
    load_rows("oh_referrals", {**ROW, "appointment_on": "2021-06-01"})
    assert appointments() == [(date(2021, 5, 17), "missed"), (date(2021, 6, 1), "kept")]
    assert (the_referral().status, the_referral().first_appointment) == ("attended", date(2021, 6, 1))


def test_the_file_gives_nobody_s_consent(cast: Cast) -> None:
    reference = made.referred(cast).reference
    of_bob = {**ROW, "reference": reference, "employee_number": "B1", "referred_on": clock.today()}
    report = load_rows("oh_referrals", {**of_bob, "appointment_on": made.in_days(3)})
    said = "is given, but on record the referral waits for the employee's consent"
    assert faults(report) == [f"line 2, column appointment_on: {said}"]
    load_rows("oh_referrals", {**of_bob, "appointment_on": "-"})
    assert the_referral().status == "referred"


def test_what_was_recorded_here_as_attended_stands(cast: Cast) -> None:
    found = made.attended(cast)
    of_bob = {**ROW, "reference": found.reference, "employee_number": "B1", "referred_on": found.referred_on}
    assert load_rows("oh_referrals", {**of_bob, "appointment_on": clock.today()}).same == 1
    OHReferral.objects.unscoped().update(referred_on=F("referred_on") - timedelta(days=9))
    earlier = {**of_bob, "referred_on": made.in_days(-9), "appointment_on": made.in_days(-2)}
    assert faults(load_rows("oh_referrals", earlier)) == [
        "line 2, column appointment_on: is another day than that of the appointment that was recorded here as attended"
    ]
    assert load_rows("oh_referrals", {**earlier, "appointment_on": "-"}).state == LoadState.REFUSED


@pytest.mark.usefixtures("sam")
@pytest.mark.parametrize(
    ("change", "column", "reason"),
    [
        ({"reference": "-"}, "reference", "is required"),
        (
            {"reference": "OHR-99"},
            "reference",
            "is of the form of references that are given here, and no such referral",
        ),
        ({"reference": "x" * 41}, "reference", "has 41 characters; 40 fit"),
        ({"employee_number": "77"}, "employee_number", "is no employee's number; load the workforce first"),
        ({"referred_on": "2999-01-01", "appointment_on": "-"}, "referred_on", "is not between 1900 and 2099"),
        ({"referred_on": "2098-01-01", "appointment_on": "-"}, "referred_on", "is in the future"),
        ({"referred_on": "-"}, "referred_on", "is required"),
        ({"primary_reason": "-"}, "primary_reason", "is required"),
        ({"primary_reason": "backache"}, "primary_reason", "is not known here; it may be Mental health or Physical"),
        ({"appointment_on": "2021-05-03"}, "appointment_on", "is before referred_on"),
        ({"appointment_on": "soon"}, "appointment_on", "what stands here is not a date as YYYY-MM-DD"),
    ],
)
def test_bad_cells_are_refused_and_nothing_is_written(change: Any, column: str, reason: str) -> None:
    report = load_rows("oh_referrals", {**ROW, "reference": "OH/9"}, {**ROW, **change})
    assert report.state == LoadState.REFUSED
    [error] = LoadError.objects.unscoped().filter(report=report)
    assert (error.line, error.column) == (3, column)
    assert reason in error.reason
    assert not OHReferral.objects.unscoped().exists()


@pytest.mark.usefixtures("sam")
def test_a_reference_is_of_one_person_and_stands_once() -> None:
    person("2")
    load_rows("oh_referrals", ROW)
    report = load_rows("oh_referrals", {**ROW, "employee_number": 2}, {**ROW, "reference": "OH/2"}, {**ROW})
    assert faults(report) == [
        "line 2, column employee_number: is on record as a referral of another employee",
        "line 4, column reference: the same reference as on line 2",
    ]


SECRET = "mental health of Sam 777"


def test_no_fault_repeats_what_a_cell_holds(sam: Any) -> None:
    """Whichever column somebody's health slips into: the report is read by those who load files."""
    random, columns = Random(4), list(ROW)
    for _ in range(40):
        bad = dict.fromkeys(random.sample(columns, random.randint(1, 5)), SECRET)
        report = load_rows("oh_referrals", {**ROW, **bad})
        if report.state == LoadState.REFUSED:
            assert not [said for said in faults(report) if "Sam" in said or "777" in said]
        assert SECRET not in report.notes
        OHReferral.objects.unscoped().filter(reference=SECRET).delete()


def test_shuffled_and_broken_rows_never_end_a_load_otherwise_than_loaded_or_refused(sam: Any) -> None:
    random = Random(7)
    cells = ["-", "OH/1", "1", "2021-05-04", "2021-02-30", "mental health", "PHYSICAL_HEALTH", '"', "x" * 300, "9" * 30]
    for _ in range(60):
        lines = [",".join(random.choices(cells, k=random.choice([5, 5, 5, 4, 6]))) for _ in range(random.randint(1, 4))]
        report = load_text("oh_referrals", ",".join(ROW) + "\n" + "\n".join(lines) + "\n")
        assert report.state in (LoadState.LOADED, LoadState.REFUSED), report.notes


def test_those_who_load_it_see_no_referral_afterwards(cast: Cast, sam: Any) -> None:
    loader = cast.of(Role.PEOPLE_DATA)
    load_rows("oh_referrals", ROW, by=loader)
    assert not OHReferral.objects.visible_to(loader).exists()
    assert not OHReason.objects.visible_to(loader).exists()
