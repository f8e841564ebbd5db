"""Recruitment notices: who records them, who reads the need, and what becomes of them."""

import pytest
from django.test import Client
from django.urls import reverse

from people.models import Person
from people.roles import Role
from tests.base import Cast
from tests.welfare.joining.made import JOINING, notice_of
from tests.welfare.made import MONDAY, on
from welfare.joining.handling import match, move_notice
from welfare.joining.models import NoticeNeed, RecruitmentNotice
from wmp.lib.alerts import Alert
from wmp.lib.audit import ReadLog
from wmp.lib.workflow import IllegalMove, StaleMove

pytestmark = pytest.mark.django_db
NEED = "Canary-hearing-loop"


def page(client: Client, notice: RecruitmentNotice) -> str:
    with on(MONDAY):
        return client.get(reverse("welfare:recruitment-notices-detail", args=[notice.pk])).content.decode()


def test_the_people_team_records_one_and_never_reads_the_need(cast: Cast, client: Client) -> None:
    recorder = cast.of(Role.PEOPLE_DATA)
    client.force_login(recorder)
    typed = {"name": "Nia North", "email": "nia@example.com", "told_by": "Desk", "need": NEED}
    days = {f"joining_on_{part}": value for part, value in (("day", 16), ("month", 5), ("year", 2022))}
    days |= {f"received_on_{part}": value for part, value in (("day", 4), ("month", 4), ("year", 2022))}
    with on(MONDAY):
        answer = client.post(reverse("welfare:recruitment-notices-new"), typed | days, follow=True)
    assert answer.status_code == 200 and NEED not in answer.content.decode()
    notice = RecruitmentNotice.objects.visible_to(recorder).get()
    assert not NoticeNeed.objects.visible_to(recorder).exists()
    officer = cast.of(Role.RA_OFFICER)
    client.force_login(officer)
    assert NEED not in page(client, notice)
    assert not ReadLog.objects.visible_to(officer).filter(kind="welfare.NoticeNeed").exists()
    assert NEED in client.get(reverse("welfare:recruitment-notices-need", args=[notice.pk])).content.decode()
    assert ReadLog.objects.visible_to(officer).filter(kind="welfare.NoticeNeed").count() == 1


def test_ra_officers_are_told_without_a_name_or_the_need(cast: Cast) -> None:
    with on(MONDAY):
        notice = notice_of(cast.of(Role.PEOPLE_DATA), need=NEED)
    told = Alert.objects.visible_to(cast.of(Role.RA_OFFICER)).get()
    assert notice.reference in told.text and "North" not in told.text + told.subject and NEED not in told.text


def test_another_of_the_people_team_sees_none_of_it(cast: Cast) -> None:
    notice_of(cast.of(Role.RA_OFFICER))
    assert not RecruitmentNotice.objects.visible_to(cast.of(Role.PEOPLE_DATA)).exists()


def test_what_is_noted_of_a_move_is_encrypted_and_stands_in_no_history(cast: Cast, client: Client) -> None:
    officer = cast.of(Role.RA_OFFICER)
    with on(MONDAY):
        notice = notice_of(cast.of(Role.PEOPLE_DATA))
        move_notice(notice, "contact", by=officer, on=MONDAY, note="Canary-first")
        move_notice(notice, "settle", by=officer, outcome="nothing needed", note="Canary-second")
        move_notice(notice, "reopen", by=officer)
    need = NoticeNeed.objects.visible_to(officer).get()
    assert need.notes == "4 April 2022: Canary-first\n4 April 2022: Canary-second"
    assert not any(notice.changes.unscoped().values_list("reason", flat=True))
    for reader in (cast.of(Role.PEOPLE_DATA), officer):
        client.force_login(reader)
        assert "Canary" not in page(client, notice)


def test_a_note_of_the_contact_page_goes_there(cast: Cast, client: Client) -> None:
    client.force_login(cast.of(Role.RA_OFFICER))
    with on(MONDAY):
        notice = notice_of(cast.of(Role.PEOPLE_DATA))
        typed = {"on_day": 4, "on_month": 4, "on_year": 2022, "note": "Canary", "seen": "received"}
        answer = client.post(reverse("welfare:recruitment-notices-contact", args=[notice.pk]), typed)
    assert answer.status_code == 302
    assert "Canary" in NoticeNeed.objects.visible_to(cast.of(Role.RA_OFFICER)).get().notes


def test_the_way_of_a_notice(cast: Cast) -> None:
    officer = cast.of(Role.RA_OFFICER)
    notice = notice_of(officer)
    notice.contact(by=officer, on=MONDAY)
    notice.settle(by=officer, outcome="nothing needed")
    with pytest.raises(IllegalMove):
        notice.contact(by=officer, on=MONDAY)
    notice.reopen(by=officer)
    assert (notice.status, notice.outcome, notice.settled_on) == ("contacted", "", None)


def test_that_a_passport_came_of_it_is_not_for_whoever_recorded_it(cast: Cast, client: Client) -> None:
    recorder, officer = cast.of(Role.PEOPLE_DATA), cast.of(Role.RA_OFFICER)
    notice = notice_of(recorder)
    move_notice(notice, "settle", by=officer, outcome="passport begun")
    listed = reverse("welfare:recruitment-notices-list")
    for reader, told in ((officer, True), (recorder, False)):
        client.force_login(reader)
        assert ("passport" in page(client, notice).split("<main", 1)[1].lower()) is told
        assert "passport is begun" not in client.get(listed).content.decode()


def test_with_the_employee_number_ra_officers_find_the_person_who_is_told_of_the_passport(cast: Cast) -> None:
    officer, charlie = cast.of(Role.RA_OFFICER), cast.charlie.person
    notice = notice_of(officer)
    assert charlie not in Person.objects.visible_to(officer)
    match(notice, by=officer, person=charlie)
    assert charlie in Person.objects.visible_to(officer)
    assert Alert.objects.visible_to(cast.charlie).get().path == reverse("welfare:passport")
    with pytest.raises(StaleMove):
        match(notice, by=officer, person=cast.bob.person)


def test_a_number_that_nobody_has_is_refused(cast: Cast, client: Client) -> None:
    client.force_login(cast.of(Role.RA_OFFICER))
    notice = notice_of(cast.of(Role.RA_OFFICER))
    for number in ("X99", "C1\0", ""):
        answer = client.post(
            reverse("welfare:recruitment-notices-match", args=[notice.pk]), {"employee_number": number}
        )
        assert answer.status_code == 200
    assert RecruitmentNotice.objects.unscoped().get().person is None


def test_the_search_finds_no_need(cast: Cast, client: Client) -> None:
    notice_of(cast.of(Role.RA_OFFICER), need=NEED, joining_on=JOINING)
    client.force_login(cast.of(Role.RA_OFFICER))
    found = client.get(reverse("welfare:recruitment-notices-list"), {"q": NEED}).content.decode()
    assert "Nia North" not in found
