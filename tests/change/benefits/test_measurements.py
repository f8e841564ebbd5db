"""What was measured: by whom, for which days, corrected with a reason, and not once somebody has verified it."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from change.benefits.measurements import Measurement, measure
from change.benefits.models import Benefit
from tests.base import Cast
from tests.change.benefits.made import at, benefit
from tests.together import Meanwhile
from wmp.lib import clock
from wmp.lib.days import months_after
from wmp.lib.workflow import IllegalMove

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def measurements() -> "list[tuple[date, Decimal]]":
    return list(Measurement.objects.unscoped().order_by("measured_on").values_list("measured_on", "value"))


def test_the_latest_stands_with_its_benefit(cast: Cast) -> None:
    record = at("delivering", owner=cast.bob, manager=cast.alice, measured_every=5)
    today = clock.today()
    assert (record.latest_on, record.measure_due_on) == (None, months_after(today, 5))
    measure(record, by=cast.bob, value=Decimal("7.25"), on=date(2022, 1, 31))
    older = measure(record, by=cast.bob, value=Decimal(9), on=date(2021, 8, 31))
    assert (record.latest, record.latest_on) == (Decimal("7.25"), date(2022, 1, 31))
    assert record.measure_due_on == date(2022, 6, 30) == months_after(date(2022, 1, 31), 5)
    Measurement.objects.unscoped().filter(measured_on__year=2022).delete()
    record.refresh_from_db()
    assert (record.latest, record.latest_on) == (older.value, older.measured_on)


def test_before_the_first_measurement_the_day_that_delivery_began_counts(cast: Cast) -> None:
    record = at("approved", owner=cast.bob, manager=cast.alice)
    assert record.measure_due_on is None
    record.begin(by=cast.bob, on=date(2022, 1, 10))
    assert record.measure_due_on == date(2022, 4, 10)
    brought = benefit(status="delivering")
    brought.refresh_from_db()
    assert brought.measure_due_on == date(2021, 7, 1)  # three months after the baseline


def test_what_came_to_nothing_is_measured_no_more(cast: Cast) -> None:
    record = at("not realised", owner=cast.bob, manager=cast.alice)
    assert record.measure_due_on is None
    record.dispute(by=cast.alice, reason="It has come after all")
    assert record.measure_due_on == months_after(clock.today(), 3)


def test_what_cannot_be_entered(cast: Cast) -> None:
    with pytest.raises(IllegalMove, match="once its profile is approved"):
        measure(benefit(), by=cast.bob, value=Decimal(1))
    record = at("verified", owner=cast.bob, manager=cast.alice)
    today = clock.today()
    for on, words in [(today + DAY, "still to come"), (today, "that day already"), (today - DAY, "was verified on")]:
        with pytest.raises(IllegalMove, match=words):
            measure(record, by=cast.bob, value=Decimal(1), on=on)


def test_it_is_corrected_with_a_reason(cast: Cast) -> None:
    record = at("realised", owner=cast.bob, manager=cast.alice)
    found = Measurement.objects.unscoped().get()
    found.correct(by=cast.bob, value=Decimal(61), evidence="Counted again", reason="One team was left out")
    record.refresh_from_db()
    assert (record.latest, found.corrected_because) == (Decimal(61), "One team was left out")
    assert [each.value for each in found.events.unscoped().order_by("pgh_id")] == [Decimal(60), Decimal(61)]
    assert (found.corrected_by, found.by) == (cast.bob, cast.bob)


def test_each_correction_has_a_reason_of_its_own(cast: Cast) -> None:
    at("realised", owner=cast.bob, manager=cast.alice)
    found = Measurement.objects.unscoped().get()
    found.correct(by=cast.bob, value=Decimal(61), evidence="-", reason="One team was left out")
    with pytest.raises(IllegalMove, match="Say why it is corrected now"):
        found.correct(by=cast.alice, value=Decimal(62), evidence="-", reason="One team was left out")
    for change in ({"value": 1}, {"value": 1, "corrected_because": ""}, {"evidence": "None"}):
        with pytest.raises(IntegrityError, match="corrected with a reason"), transaction.atomic():
            Measurement.objects.unscoped().update(**change)
    found.correct(by=cast.alice, value=Decimal(62), evidence="-", reason="Another team was")
    assert (found.corrected_by, found.value) == (cast.alice, Decimal(62))


def test_what_was_before_the_baseline_is_no_measurement(cast: Cast) -> None:
    record = at("delivering", owner=cast.bob, manager=cast.alice)
    with pytest.raises(IllegalMove, match="Its baseline is of 1 April 2021"):
        measure(record, by=cast.bob, value=Decimal(1), on=date(1950, 1, 1))


def test_what_was_measured_after_a_file_brought_it_as_verified_may_be_corrected(cast: Cast) -> None:
    brought = benefit(status="business as usual", recorded_on=date(2022, 1, 1))
    for on in (date(2021, 12, 1), date(2022, 2, 1)):
        measure(brought, by=cast.bob, value=Decimal(60), on=on)
    later, earlier = Measurement.objects.unscoped().order_by("-measured_on")
    later.correct(by=cast.bob, value=Decimal(6), evidence="-", reason="A nought too many")
    with pytest.raises(IllegalMove, match="is verified"):
        earlier.correct(by=cast.bob, value=Decimal(6), evidence="-", reason="A nought too many")


def sql(statement: str) -> Callable[[], object]:
    def execute() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)

    return execute


def add_many() -> None:
    [of] = Benefit.objects.unscoped().filter(status="verified")
    Measurement.objects.bulk_create([Measurement(benefit=of, measured_on=date(2020, 1, 1), value=1)])


WAYS: dict[str, Callable[[], object]] = {
    "save": lambda: Measurement.objects.unscoped().get().save(),
    "update": lambda: Measurement.objects.unscoped().update(value=1, corrected_because="-"),
    "delete": lambda: Measurement.objects.unscoped().get().delete(),
    "bulk delete": lambda: Measurement.objects.unscoped().all().delete(),
    "an earlier one": add_many,
    "update by SQL": sql("UPDATE change_measurement SET measured_on = '2030-01-01', corrected_because = '-'"),
    "delete by SQL": sql("DELETE FROM change_measurement"),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_the_database_refuses_to_change_what_was_verified(way: Callable[[], object], cast: Cast) -> None:
    at("verified", owner=cast.bob, manager=cast.alice)
    before = measurements()
    with pytest.raises(IntegrityError, match="the benefit is verified"), transaction.atomic():
        way()
    assert measurements() == before
    with pytest.raises(IllegalMove, match="is verified"):
        Measurement.objects.unscoped().get().correct(by=cast.bob, value=Decimal(1), evidence="-", reason="-")


def test_what_was_measured_after_it_was_verified_may_still_be_corrected(cast: Cast) -> None:
    record = at("realised", owner=cast.bob, manager=cast.alice)
    Measurement.objects.unscoped().update(measured_on=date(2022, 1, 1), corrected_because="Dated by its ledger")
    record.verify(by=cast.alice, on=date(2022, 2, 1))
    later = measure(record, by=cast.bob, value=Decimal(3), on=date(2022, 3, 1))
    later.correct(by=cast.bob, value=Decimal(4), evidence="-", reason="A slip")
    record.refresh_from_db()
    assert record.latest == Decimal(4)


def test_a_disputed_claim_is_measured_anew(cast: Cast) -> None:
    record = at("verified", owner=cast.bob, manager=cast.alice)
    record.dispute(by=cast.alice, reason="It has gone again")
    Measurement.objects.unscoped().get().correct(by=cast.bob, value=Decimal(1), evidence="-", reason="-")
    record.refresh_from_db()
    assert (record.claim, record.verified_by, record.latest) == ("", None, Decimal(1))


@pytest.mark.django_db(transaction=True)
def test_a_correction_that_comes_while_it_is_being_verified_is_refused() -> None:
    cast = Cast.assemble()
    record = at("realised", owner=cast.bob, manager=cast.alice)
    found = Measurement.objects.unscoped().get()
    with transaction.atomic():
        record.verify(by=cast.alice)
        correcting = Meanwhile(lambda: found.correct(by=cast.bob, value=Decimal(1), evidence="-", reason="-"))
    assert "is verified" in str(correcting.said)
    assert measurements()[0][1] == Decimal(60)
