"""Who opened which record: kept with the reading itself, seen by auditors and by the person concerned."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people.promotion.models import PromotionProcess
from people.roles import Role
from tests.base import Cast
from tests.board.lineage.runs import HOURS, computed
from tests.editions import content, issued
from tests.people.promotion import made
from wmp.board.models import Result
from wmp.lib.audit import ReadLog, kind_in_words, log_read

pytestmark = pytest.mark.django_db


def open_bobs_record(cast: Cast, client: Client) -> None:
    """Alice, his line manager, opens Bob's record."""
    client.force_login(cast.alice)
    assert client.get(reverse("people:people-detail", args=[cast.bob.person.pk])).status_code == 200


def test_opening_a_record_is_kept_with_reader_and_subject(cast: Cast, client: Client) -> None:
    open_bobs_record(cast, client)
    reading = ReadLog.objects.unscoped().get()
    assert (reading.reader, reading.subject, reading.kind) == (cast.alice, cast.bob, "people.Person")


def test_a_refused_reading_is_not_a_reading(cast: Cast, client: Client) -> None:
    client.force_login(cast.charlie)
    assert client.get(reverse("people:people-detail", args=[cast.bob.person.pk])).status_code == 404
    assert not ReadLog.objects.unscoped().exists()


def test_bob_sees_that_alice_viewed_his_record(cast: Cast, client: Client) -> None:
    open_bobs_record(cast, client)
    client.force_login(cast.bob)
    page = client.get(reverse("audit:about-me-list")).content.decode()
    assert "alice" in page and ">Person<" in page


def test_a_reading_is_told_by_the_day_of_a_demo_force(cast: Cast, client: Client, settings: Any) -> None:
    settings.DEMO_DAY = "2022-04-01"
    open_bobs_record(cast, client)
    client.force_login(cast.bob)
    page = client.get(reverse("audit:about-me-list")).content.decode()
    assert "1\xa0Apr\xa02022" in page
    assert ReadLog.objects.unscoped().get().at > timezone.now() - timedelta(minutes=5)


def test_charlie_does_not_see_who_viewed_bobs(cast: Cast, client: Client) -> None:
    open_bobs_record(cast, client)
    client.force_login(cast.charlie)
    assert "alice" not in client.get(reverse("audit:about-me-list")).content.decode()


def test_the_auditor_sees_every_reading_of_a_day(cast: Cast, client: Client) -> None:
    open_bobs_record(cast, client)
    client.force_login(cast.of(Role.AUDITOR))
    address = reverse("audit:readings-list")
    today = date.today().isoformat()
    assert "alice" in client.get(address, {"since": today, "until": today}).content.decode()
    assert "alice" not in client.get(address, {"until": "2020-01-01"}).content.decode()


def test_kinds_read_as_words() -> None:
    assert kind_in_words("people.SpecialDuty") == "Special duty"
    assert kind_in_words("people:promotion-processes-list") == "List of promotion processes"
    assert kind_in_words("welfare.OwnCase") == "Own case"


@pytest.mark.parametrize("kind", ["people.SpecialDutyOfOld", "gone.SpecialDutyOfOld", "SpecialDutyOfOld"])
def test_a_kind_that_is_gone_reads_by_its_old_name(kind: str) -> None:
    assert kind_in_words(kind) == "Special duty of old"


def test_a_log_with_kinds_that_are_gone_is_listed_and_exported(cast: Cast, client: Client) -> None:
    log_read(cast.alice, cast.bob.person)
    ReadLog.objects.unscoped().update(kind="welfare.Diary")
    client.force_login(cast.bob)
    assert ">Diary<" in client.get(reverse("audit:about-me-list")).content.decode()
    assert client.get(reverse("audit:about-me-list"), {"export": "csv"}).status_code == 200


def test_a_welfare_worker_sees_who_read_about_them_as_everybody_does(cast: Cast, client: Client) -> None:
    worker = cast.of(Role.WELFARE_OFFICER)
    cast.bob.person.account = worker
    log_read(cast.alice, cast.bob.person, "emergency")
    client.force_login(worker)
    page = client.get(reverse("audit:about-me-list")).content.decode()
    assert "alice" in page and 'govuk-tag--red">Opened in an emergency<' in page


def test_the_last_day_of_the_calendar_can_be_asked_for(cast: Cast, client: Client) -> None:
    open_bobs_record(cast, client)
    client.force_login(cast.bob)
    assert ">Person<" in client.get(reverse("audit:about-me-list"), {"until": "9999-12-31"}).content.decode()


def test_that_a_board_opened_an_application_is_told_once_results_are_published(cast: Cast) -> None:
    process = made.process()
    log_read(cast.charlie, made.candidate(process, cast.bob.person))
    about_bob = ReadLog.objects.visible_to(cast.bob)
    assert not about_bob.exists() and ReadLog.objects.visible_to(cast.of(Role.AUDITOR)).exists()
    PromotionProcess.objects.unscoped().filter(pk=process.pk).update(published_at="2022-04-01T12:00Z")
    assert about_bob.all().exists() and not ReadLog.objects.visible_to(cast.alice).exists()


def test_a_nightly_figure_and_an_edition_are_called_by_their_names(cast: Cast, client: Client) -> None:
    computed(keys=[HOURS])
    result, edition = Result.objects.unscoped().get(key=HOURS), issued(cast, content())
    for record in (result, edition):
        log_read(cast.alice, record, "downloaded")
    client.force_login(cast.of(Role.AUDITOR))
    page = client.get(reverse("audit:readings-list")).content.decode()
    assert f'href="/board/definitions/{HOURS}/">Hours given by specials, 1 April 2022</a>' in page
    assert "People and change, 26 April 2022, restricted edition 1" in page
    exported: Any = client.get(reverse("audit:readings-list"), {"export": "csv"})
    assert f"{result.pk} {HOURS} 2022-04-01" in b"".join(exported.streaming_content).decode()


def test_what_is_gone_has_its_key_and_a_key_need_not_be_a_number(cast: Cast, client: Client) -> None:
    ReadLog.objects.create(reader=cast.alice, action="viewed", kind="board.Result", record="4711")
    ReadLog.objects.create(reader=cast.alice, action="viewed", kind="welfare.Diary", record="x-17")
    client.force_login(cast.of(Role.AUDITOR))
    page = client.get(reverse("audit:readings-list")).content.decode()
    assert ">4711<" in page and ">x-17<" in page
