"""Loads beside each other and beside other work: they queue, and nothing is written by halves."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from people.models import Person, SpecialDuty
from tests.base import person
from tests.loading import ROW, load_rows
from wmp.lib.extracts import Load, LoadReport, LoadState

pytestmark = pytest.mark.django_db(transaction=True)


def beside(work: Callable[[], Any], count: int = 1) -> list[threading.Thread]:
    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    return threads


def test_the_same_file_twice_at_once_is_loaded_once() -> None:
    for thread in beside(lambda: load_rows("workforce", ROW), count=3):
        thread.join()
    assert Person.objects.unscoped().count() == 1
    reports = LoadReport.objects.unscoped()
    assert sorted(reports.values_list("new", "same")) == [(0, 1), (0, 1), (1, 0)]


def test_a_record_that_goes_away_during_a_load_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """The person is deleted between the check and the writing."""
    person("1")
    checked = Load._check

    def check_and_wait(self: Load) -> None:
        checked(self)
        [other] = beside(lambda: Person.objects.unscoped().filter(employee_number="1").delete())
        other.join()

    monkeypatch.setattr(Load, "_check", check_and_wait)
    report = load_rows("special_hours", {"employee_number": 1, "month": "2022-01", "hours": 4})
    assert (report.state, report.notes[:42]) == (LoadState.FAILED, "The records were changed by somebody else ")
    assert not SpecialDuty.objects.unscoped().exists()


def test_a_load_that_breaks_leaves_a_report_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: Load) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(Load, "_check", broken)
    with pytest.raises(RuntimeError):
        load_rows("workforce", ROW)
    report = LoadReport.objects.unscoped().get()
    assert (report.state, report.notes[:19]) == (LoadState.FAILED, "The load broke off.")


def test_progress_is_seen_from_outside_while_the_load_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wmp.lib.extracts.progress.EVERY", 0.0)
    seen: list[tuple[str, int]] = []
    checked = Load._check

    def look() -> None:
        report = LoadReport.objects.unscoped().get()
        seen.append((report.phase, report.percent))

    def check_and_look(self: Load) -> None:
        checked(self)
        [other] = beside(look)
        other.join()

    monkeypatch.setattr(Load, "_check", check_and_look)
    load_rows("workforce", ROW)
    assert seen == [("Checking every row", 45)]
    assert LoadReport.objects.unscoped().get().percent == 100
