"""A case opened in an emergency: who may, what it opens and for how long, who is told, and how it is reviewed."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people.roles import Role
from people.workforce.models import User
from tests.base import Cast, person, probation, user
from tests.welfare.made import case_of
from welfare.cases.emergency import open_case
from welfare.cases.entries import Contact, Document, Task
from welfare.cases.models import CaseBreakGlass, WelfareCase
from wmp.lib.alerts import Alert
from wmp.lib.audit import ReadLog
from wmp.lib.workflow import IllegalMove

pytestmark = pytest.mark.django_db
# The transaction of the request, within that of the test.
SAVEPOINT = 2
PAGE = "welfare:break-glass"
WHY = "Bob rang the desk in tears and his officer is on leave"


@pytest.fixture
def case(cast: Cast) -> WelfareCase:
    """Bob's case, in the hands of another officer than the cast's."""
    return case_of(cast.bob.person, owner=user("his officer", Role.WELFARE_OFFICER))


def accesses() -> Any:
    return CaseBreakGlass.objects.unscoped()


def ask(client: Client, reader: User, number: str, reason: str = WHY) -> Any:
    client.force_login(reader)
    return client.post(reverse(PAGE), {"number": number, "reason": reason})


def page_of(case: WelfareCase) -> str:
    return reverse("welfare:cases-detail", args=[case.pk])


def hour_over() -> None:
    ago = timezone.now() - timedelta(minutes=61)
    accesses().update(at=ago, expires_at=ago + timedelta(minutes=60))


# --- opening ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.WELFARE_OFFICER, Role.AUDITOR])
@pytest.mark.parametrize("by_number", ["reference", "lower case", "employee number"])
def test_it_leads_to_the_case_by_its_number_or_the_officers(
    role: Role, by_number: str, cast: Cast, case: WelfareCase, client: Client
) -> None:
    number = {"reference": f"W{case.pk}", "lower case": f" w{case.pk} ", "employee number": "B1"}[by_number]
    response = ask(client, cast.of(role), number)
    assert response.status_code == 302 and response.url == page_of(case)
    assert client.get(page_of(case)).status_code == 200
    assert accesses().get().reason == WHY


def test_everybody_else_is_refused(cast: Cast, case: WelfareCase, client: Client) -> None:
    for reader in (cast.alice, cast.bob, cast.charlie, cast.of(Role.RA_OFFICER), cast.of(Role.ADMINISTRATOR)):
        assert ask(client, reader, "B1").status_code == 403
    assert not accesses().exists()


def test_the_page_says_what_will_happen(cast: Cast, client: Client) -> None:
    client.force_login(cast.of(Role.AUDITOR))
    text = client.get(reverse(PAGE)).content.decode()
    for said in ("60 minutes", "told at once", "can see that you opened it"):
        assert said in text


@pytest.mark.parametrize("reason", ["", "Urgent", "Because it is so", "x" * 60])
def test_it_wants_a_sentence(reason: str, cast: Cast, case: WelfareCase, client: Client) -> None:
    response = ask(client, cast.of(Role.AUDITOR), "B1", reason)
    assert response.status_code == 200 and not accesses().exists()


@pytest.mark.parametrize("number", ["W999999999", "W" + "9" * 19, "Z9", "W", "%", "A1\u0000"])
def test_a_case_that_is_not_there_is_said_to_be_none(
    number: str, cast: Cast, case: WelfareCase, client: Client
) -> None:
    response = ask(client, cast.of(Role.AUDITOR), number)
    assert response.status_code == 200 and not accesses().exists()
    said = "must not contain null characters" if "\0" in number else "There is no case with this number"
    assert said in response.content.decode()


@pytest.mark.parametrize("reason", ["", "Urgent"])
def test_without_a_reason_it_does_not_tell_who_has_a_case(
    reason: str, cast: Cast, case: WelfareCase, client: Client
) -> None:
    """Bob has a case and Charlie has none; nor does it tell whose case is closed to the reader."""
    asked = [("B1", "C1"), (f"W{case.pk}", "W999999999")]
    for there, missing in asked:
        answers = [ask(client, cast.of(Role.AUDITOR), number, reason) for number in (there, missing)]
        errors = [answer.context["form"].errors for answer in answers]
        assert errors[0] == errors[1] and "number" not in errors[0]


def test_a_miss_is_logged_with_the_account(cast: Cast, client: Client, caplog: pytest.LogCaptureFixture) -> None:
    auditor = cast.of(Role.AUDITOR)
    ask(client, auditor, "C1")
    assert f"Account {auditor.pk} asked in an emergency for a case that is not there" in caplog.text


def test_ones_own_case_answers_as_if_there_were_none(cast: Cast, client: Client) -> None:
    worker = cast.of(Role.WELFARE_OFFICER)
    own = person("E7", "Wendy Worker", worker)
    probation(own)
    case = case_of(own, owner=user("his officer", Role.WELFARE_OFFICER))
    pages = [ask(client, worker, number).content.decode() for number in ("E7", f"W{case.pk}", "W999999999")]
    assert all("There is no case with this number" in page for page in pages)
    assert client.get(page_of(case)).status_code == 404 and not accesses().exists()
    with pytest.raises(IllegalMove):
        open_case(case, by=worker, reason=WHY)


def test_whoever_may_see_the_case_is_sent_to_it_without_breaking_anything(
    cast: Cast, case: WelfareCase, client: Client
) -> None:
    owner: Any = case.owner
    response = ask(client, owner, "B1")
    assert response.url == page_of(case) and not accesses().exists()


def test_a_second_click_makes_no_second_access(cast: Cast, case: WelfareCase, client: Client) -> None:
    for _ in range(2):
        assert ask(client, cast.of(Role.AUDITOR), "B1").url == page_of(case)
    assert accesses().count() == 1
    assert Alert.objects.unscoped().filter(subject__contains="emergency").count() == 1


def test_of_an_officer_with_several_cases_the_live_one_is_opened(cast: Cast, client: Client) -> None:
    officer = user("his officer", Role.WELFARE_OFFICER)
    closed = case_of(cast.bob.person, owner=officer)
    closed.close(by=officer, outcome="retained", themes=[])
    live = case_of(cast.bob.person, owner=officer)
    assert ask(client, cast.of(Role.AUDITOR), "B1").url == page_of(live)
    assert ask(client, cast.of(Role.AUDITOR), f"W{closed.pk}").url == page_of(closed)


def test_the_lead_is_told_at_once_by_number_only(cast: Cast, case: WelfareCase, client: Client) -> None:
    ask(client, cast.of(Role.AUDITOR), "B1")
    told = Alert.objects.unscoped().get(subject__contains="emergency")
    assert told.to == cast.of(Role.WELFARE_LEAD)
    assert told.path == reverse("welfare:emergency-accesses-detail", args=[accesses().get().pk])
    assert "tears" not in told.text + told.subject and "Baker" not in told.text + told.subject


def test_where_there_is_no_other_lead_the_log_says_so(
    cast: Cast, case: WelfareCase, caplog: pytest.LogCaptureFixture
) -> None:
    lead = cast.of(Role.WELFARE_LEAD)
    User.objects.filter(pk=lead.pk).update(is_active=False)
    access = open_case(case, by=cast.of(Role.AUDITOR), reason=WHY)
    assert f"Emergency access {access.pk}: there is no lead to tell of it" in caplog.text


# --- while it lasts, and after ---------------------------------------------------------------------------------------


def test_a_banner_says_until_when_and_why(cast: Cast, case: WelfareCase, client: Client) -> None:
    ask(client, cast.of(Role.WELFARE_OFFICER), "B1")
    until = timezone.localtime(accesses().get().expires_at)
    text = client.get(page_of(case)).content.decode()
    assert f"You opened this case in an emergency until {until:%H:%M}" in text and WHY in text


def test_nobody_else_sees_the_banner(cast: Cast, case: WelfareCase, client: Client) -> None:
    ask(client, cast.of(Role.AUDITOR), "B1")
    for reader in (case.owner, cast.of(Role.WELFARE_LEAD)):
        assert reader
        client.force_login(reader)
        assert "in an emergency until" not in client.get(page_of(case)).content.decode()


def test_what_belongs_to_the_case_opens_and_closes_with_it(cast: Cast, case: WelfareCase, client: Client) -> None:
    Contact.objects.create(case=case, on=case.opened_on)
    Task.objects.create(case=case, what="Ring back", due_on=case.opened_on)
    Document.objects.create(case=case, name="a.txt", type="text/plain", size=1, digest="0" * 64, stored="0" * 32)
    reader = cast.of(Role.AUDITOR)

    def seen() -> list[bool]:
        return [model.objects.visible_to(reader).exists() for model in (Contact, Task, Document, WelfareCase)]

    assert seen() == [False] * 4
    ask(client, reader, "B1")
    assert seen() == [True] * 4
    exported: Any = client.get(reverse("welfare:cases-list"), {"export": "csv"})
    assert b"Baker" in exported.getvalue()
    hour_over()
    assert seen() == [False] * 4
    exported = client.get(reverse("welfare:cases-list"), {"export": "csv"})
    assert b"Baker" not in exported.getvalue()


def test_an_auditor_reads_the_parts_of_the_case(cast: Cast, case: WelfareCase, client: Client) -> None:
    Task.objects.create(case=case, what="Ring back", due_on=case.opened_on)
    ask(client, cast.of(Role.AUDITOR), "B1")
    for part in ("tasks", "documents"):
        assert client.get(reverse(f"welfare:cases-{part}", args=[case.pk])).status_code == 200
    assert "Ring back" in client.get(reverse("welfare:tasks-list")).content.decode()


def test_after_the_hour_the_case_is_not_found(cast: Cast, case: WelfareCase, client: Client) -> None:
    ask(client, cast.of(Role.AUDITOR), "B1")
    hour_over()
    for address in (page_of(case), reverse("welfare:cases-documents", args=[case.pk])):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("role", [Role.WELFARE_OFFICER, Role.AUDITOR])
@pytest.mark.parametrize("page", ["close", "pause", "change"])
def test_it_is_for_reading(role: Role, page: str, cast: Cast, case: WelfareCase, client: Client) -> None:
    ask(client, cast.of(role), "B1")
    assert client.post(reverse(f"welfare:cases-{page}", args=[case.pk]), {"reason": WHY}).status_code == 403
    assert client.get(reverse("welfare:documents-new", args=[case.pk])).status_code == 403


def test_the_officer_concerned_sees_who_opened_it_in_an_emergency(
    cast: Cast, case: WelfareCase, client: Client
) -> None:
    ask(client, cast.of(Role.AUDITOR), "B1")
    client.get(page_of(case))
    client.force_login(cast.bob)
    text = client.get(reverse("audit:about-me-list")).content.decode()
    assert "Opened in an emergency" in text and "auditor" in text and ">Welfare case<" in text
    assert "tears" not in text


# --- the review ------------------------------------------------------------------------------------------------------


@pytest.fixture
def access(cast: Cast, case: WelfareCase) -> CaseBreakGlass:
    return open_case(case, by=cast.of(Role.AUDITOR), reason=WHY)


def detail(access: CaseBreakGlass, page: str = "detail") -> str:
    return reverse(f"welfare:emergency-accesses-{page}", args=[access.pk])


def test_the_lead_reads_who_when_why_and_what_they_opened(cast: Cast, access: CaseBreakGlass, client: Client) -> None:
    client.force_login(access.by)
    client.get(page_of(access.record))
    client.force_login(cast.of(Role.WELFARE_LEAD))
    text = client.get(detail(access)).content.decode()
    for said in (f"W{access.record_id}", "auditor", WHY, "Viewed: welfare case", "Record the review", "To be reviewed"):
        assert said in text


def test_reading_of_the_access_is_kept(cast: Cast, access: CaseBreakGlass, client: Client) -> None:
    client.force_login(cast.of(Role.WELFARE_LEAD))
    client.get(detail(access))
    kept = ReadLog.objects.unscoped().get(kind="welfare.CaseBreakGlass")
    assert (kept.reader, kept.subject) == (cast.of(Role.WELFARE_LEAD), cast.bob)


def test_the_lead_records_the_review(cast: Cast, access: CaseBreakGlass, client: Client) -> None:
    lead = cast.of(Role.WELFARE_LEAD)
    client.force_login(lead)
    given = {"seen": "waiting", "finding": "not justified", "note": "Nobody had asked for help"}
    assert client.post(detail(access, "review"), given)["Location"] == detail(access)
    reviewed = accesses().get()
    assert (reviewed.finding, reviewed.reviewed_by) == ("not justified", lead)
    assert "Nobody had asked for help" in client.get(detail(access)).content.decode()
    assert client.post(detail(access, "review"), given).status_code == 409


def test_a_review_says_what_was_found(cast: Cast, access: CaseBreakGlass, client: Client) -> None:
    client.force_login(cast.of(Role.WELFARE_LEAD))
    response = client.post(detail(access, "review"), {"seen": "waiting", "finding": "justified", "note": ""})
    assert response.status_code == 200 and not accesses().get().finding


def test_nobody_but_a_lead_reviews_and_never_their_own(cast: Cast, access: CaseBreakGlass, client: Client) -> None:
    second = open_case(access.record, by=user("both", Role.WELFARE_LEAD, Role.AUDITOR), reason=WHY)
    for reader, of, status in (
        (access.by, access, 403),
        (second.by, second, 403),
        (cast.of(Role.WELFARE_OFFICER), access, 404),
        (cast.bob, access, 404),
        (cast.charlie, access, 404),
    ):
        client.force_login(reader)
        assert client.get(detail(of, "review")).status_code == status


def test_it_waits_on_the_home_page_of_the_lead_until_reviewed(
    cast: Cast, access: CaseBreakGlass, client: Client
) -> None:
    lead, line = cast.of(Role.WELFARE_LEAD), f"Review an emergency access to W{access.record_id}"
    client.force_login(lead)
    assert line in client.get("/").content.decode()
    access.review(by=lead, finding="justified", note="I rang")
    assert line not in client.get("/").content.decode()
    client.force_login(cast.of(Role.AUDITOR))
    assert "Review an emergency" not in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("role", "sees"), [(Role.WELFARE_LEAD, True), (Role.AUDITOR, True), (Role.WELFARE_OFFICER, False)]
)
def test_the_list_shows_leads_and_auditors_all_and_others_their_own(
    role: Role, sees: bool, cast: Cast, access: CaseBreakGlass, client: Client
) -> None:
    client.force_login(cast.of(role))
    text = client.get(reverse("welfare:emergency-accesses-list"), {"review": "waiting"}).content.decode()
    assert (f">W{access.record_id}<" in text) is sees
    assert "Baker" not in text


@pytest.mark.parametrize(
    ("role", "offered"), [(Role.WELFARE_OFFICER, True), (Role.AUDITOR, True), (Role.WELFARE_LEAD, False)]
)
def test_the_way_to_the_page_stands_on_home_and_above_the_list(
    role: Role, offered: bool, cast: Cast, client: Client
) -> None:
    client.force_login(cast.of(role))
    for address in ("/", reverse("welfare:emergency-accesses-list")):
        assert ("Open a case in an emergency" in client.get(address).content.decode()) is offered


def test_a_lead_does_not_see_an_access_to_their_own_case(cast: Cast, client: Client) -> None:
    lead = cast.of(Role.WELFARE_LEAD)
    own = person("E7", "Lee Lead", lead)
    probation(own)
    access = open_case(case_of(own), by=cast.of(Role.AUDITOR), reason=WHY)
    client.force_login(lead)
    assert client.get(detail(access)).status_code == 404
    assert not Alert.objects.unscoped().filter(to=lead, subject__contains="emergency").exists()


def test_the_pages_ask_few_queries(
    cast: Cast, access: CaseBreakGlass, client: Client, django_assert_max_num_queries: Any
) -> None:
    client.force_login(cast.of(Role.WELFARE_LEAD))
    for address in (detail(access), reverse("welfare:emergency-accesses-list")):
        client.get(address)
        with django_assert_max_num_queries(8 + SAVEPOINT):
            client.get(address)
    client.force_login(cast.of(Role.WELFARE_OFFICER))
    with django_assert_max_num_queries(15 + SAVEPOINT):
        client.post(reverse(PAGE), {"number": "B1", "reason": WHY})
