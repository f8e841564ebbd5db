"""The pages on which a line manager asks for advice and the team writes down what it was told."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from people.models import Post, Probation, User
from people.roles import Role
from tests.base import Cast, person, post, probation, user
from tests.welfare.made import MONDAY, case_of, on, stored
from welfare.cases.entries import Signal
from welfare.cases.models import CaseStatus, WelfareCase
from wmp.lib.audit import ReadLog

pytestmark = pytest.mark.django_db

ADVICE, NEW, REQUESTS = "/welfare/ask-advice/", "/welfare/signals/new/", "/welfare/requests/"


def get(client: Client, reader: User, address: str) -> Any:
    client.force_login(reader)
    with on(MONDAY):
        return client.get(address)


def text_of(client: Client, reader: User, address: str) -> str:
    page: str = get(client, reader, address).content.decode()
    return page


def ask(client: Client, by: User, about: Any, **fields: str) -> Any:
    client.force_login(by)
    given = {"person": str(about.pk), "worry": "Quiet lately", "how_soon": "usual", "reach": "07700 900123"}
    with on(MONDAY):
        return client.post(ADVICE, {**given, **fields})


# --- the line manager ---


def test_a_manager_asks_about_a_report_and_is_told_what_happens_by_when(cast: Cast, client: Client) -> None:
    response = ask(client, cast.alice, cast.bob.person)
    signal = Signal.objects.unscoped().get()
    assert (signal.trigger, signal.by, signal.text) == ("advice", cast.alice, "Quiet lately")
    assert signal.told_by == "alice: 07700 900123"
    page = text_of(client, cast.alice, response["Location"])
    assert "We have your request" in page and "6 April 2022" in page and "Quiet lately" in page


def test_what_cannot_wait_is_due_the_next_working_day(cast: Cast, client: Client) -> None:
    response = ask(client, cast.alice, cast.bob.person, how_soon="soon")
    assert WelfareCase.objects.unscoped().get().next_contact_due == date(2022, 4, 5)
    assert "5 April 2022" in text_of(client, cast.alice, response["Location"])


@pytest.mark.parametrize("before", [None, CaseStatus.OPEN, CaseStatus.SUPPORTING, CaseStatus.PAUSED, CaseStatus.CLOSED])
def test_the_answer_is_the_same_whether_there_was_a_case_or_not(
    cast: Cast, client: Client, before: CaseStatus | None
) -> None:
    if before:
        with on(MONDAY - timedelta(days=30)):
            case_of(cast.bob.person, owner=cast.of(Role.WELFARE_OFFICER), status=before)
    response = ask(client, cast.alice, cast.bob.person)
    page = text_of(client, cast.alice, response["Location"])
    assert "by <strong>6 April 2022</strong>" in page
    assert "welfare-officer" not in page and "W" + str(Signal.objects.unscoped().latest("pk").case_id) not in page


def test_a_manager_offers_reports_in_probation_only(cast: Cast, client: Client) -> None:
    report = person("D1", "Dee Drew")
    post(report, line_manager=cast.alice.person)
    page = text_of(client, cast.alice, ADVICE)
    assert "Bob Baker" in page and "Dee Drew" not in page
    for somebody in (report, cast.charlie.person, cast.alice.person):
        assert ask(client, cast.alice, somebody).status_code == 200
    assert not Signal.objects.unscoped().exists()


@pytest.mark.parametrize("missing", ["person", "worry", "how_soon", "reach"])
def test_each_of_the_four_is_asked_for(cast: Cast, client: Client, missing: str) -> None:
    assert "There is a problem" in ask(client, cast.alice, cast.bob.person, **{missing: ""}).content.decode()
    assert not Signal.objects.unscoped().exists()


def test_whoever_has_no_student_officer_reads_where_to_turn(cast: Cast, client: Client) -> None:
    for reader in (cast.bob, cast.charlie, cast.of(Role.WELFARE_LEAD)):
        assert "This page is for line managers of student officers" in text_of(client, reader, ADVICE)
    assert ask(client, cast.charlie, cast.bob.person).status_code == 200
    assert not Signal.objects.unscoped().exists()


def test_a_former_manager_cannot_ask_and_still_reads_what_they_asked(cast: Cast, client: Client) -> None:
    response = ask(client, cast.alice, cast.bob.person)
    Post.objects.visible_to(cast.bob).update(ended=date(2022, 4, 1))
    assert "This page is for line managers" in text_of(client, cast.alice, ADVICE)
    assert "Quiet lately" in text_of(client, cast.alice, response["Location"])


def test_a_request_is_its_makers_alone(cast: Cast, client: Client) -> None:
    address = ask(client, cast.alice, cast.bob.person)["Location"]
    for reader in (cast.bob, cast.charlie, cast.of(Role.WELFARE_LEAD)):
        assert get(client, reader, address).status_code == 404
        assert "You have made no requests." in text_of(client, reader, REQUESTS)
    assert "Bob Baker" in text_of(client, cast.alice, REQUESTS)


def test_the_officer_does_not_learn_from_the_log_who_asked(cast: Cast, client: Client) -> None:
    address = ask(client, cast.alice, cast.bob.person)["Location"]
    get(client, cast.alice, address)
    get(client, cast.alice, REQUESTS)
    assert not ReadLog.objects.visible_to(cast.bob).filter(reader=cast.alice).exists()


def test_home_offers_it_to_managers_of_student_officers(cast: Cast, client: Client) -> None:
    assert "Ask the welfare team for advice" in text_of(client, cast.alice, "/")
    for reader in (cast.bob, cast.charlie, cast.of(Role.WELFARE_OFFICER), cast.of(Role.PEOPLE_DATA)):
        assert "Ask the welfare team for advice" not in text_of(client, reader, "/")


def joiner(cast: Cast) -> User:
    """An officer who reports to Alice and whose probation begins next week."""
    new = user("jo")
    who = person("J1", "Jo Joiner", new)
    post(who, line_manager=cast.alice.person)
    probation(who, MONDAY + timedelta(days=7))
    return new


def test_of_somebody_whose_probation_is_to_begin_nobody_asks_yet(cast: Cast, client: Client) -> None:
    new = joiner(cast)
    assert "Jo Joiner" not in text_of(client, cast.alice, ADVICE)
    assert ask(client, cast.alice, new.person).status_code == 200
    assert "For everybody else the force has other help" in text_of(client, new, "/welfare/ask-support/")
    with on(MONDAY):
        assert client.post("/welfare/ask-support/", {"reach": "07700 900123"}).status_code == 200
    assert not Signal.objects.unscoped().exists()
    assert "Ask the welfare team for advice" in text_of(client, cast.alice, "/")


def test_on_the_last_day_of_the_probation_one_still_asks(cast: Cast, client: Client) -> None:
    Probation.objects.unscoped().update(ended_on=MONDAY, outcome="confirmed")
    assert ask(client, cast.alice, cast.bob.person).status_code == 302
    Probation.objects.unscoped().update(ended_on=MONDAY - timedelta(days=1))
    assert ask(client, cast.alice, cast.bob.person, worry="Again").status_code == 200


def test_of_a_paused_case_no_page_promises_that_somebody_speaks(cast: Cast, client: Client) -> None:
    address = ask(client, cast.alice, cast.bob.person)["Location"]
    assert "means to speak with Bob Baker by" in text_of(client, cast.alice, address)


# --- the team ---


def record(client: Client, by: User, day: date = MONDAY, **fields: str) -> Any:
    client.force_login(by)
    given = {"person": "B1", "trigger": "tutor", "told_by": "Sgt Tate", "text": "Misses lessons"}
    received = {f"received_on_{part}": str(getattr(day, part)) for part in ("day", "month", "year")}
    with on(MONDAY):
        return client.post(NEW, {**given, **received, **fields})


def test_the_team_records_what_it_was_told_and_goes_on_to_the_case(cast: Cast, client: Client) -> None:
    response = record(client, cast.of(Role.WELFARE_OFFICER), date(2022, 4, 1))
    signal = Signal.objects.unscoped().get()
    assert response["Location"] == f"/welfare/cases/{signal.case_id}/"
    assert (signal.trigger, signal.told_by, signal.received_on) == ("tutor", "Sgt Tate", date(2022, 4, 1))
    assert stored(signal.case).next_contact_due == date(2022, 4, 5)


def test_a_colleagues_case_gets_the_signal_and_stays_closed_to_who_recorded_it(cast: Cast, client: Client) -> None:
    with on(MONDAY):
        case = case_of(cast.bob.person, owner=cast.of(Role.WELFARE_OFFICER))
    response = record(client, user("colleague", Role.WELFARE_OFFICER))
    assert response["Location"] == "/welfare/cases/"
    assert Signal.objects.unscoped().filter(case=case).count() == 2


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"person": "NONE"}, "Choose somebody from the list"),
        ({"person": "C1"}, "Choose somebody from the list"),
        ({"trigger": "resignation"}, "Select an option for “Where does it come from?”"),
        ({"trigger": ""}, "Answer “Where does it come from?”"),
        ({"text": ""}, "Answer “What were we told?”"),
        ({"received_on_day": "5"}, "Day it was received must be today or in the past"),
        ({"received_on_day": ""}, "Day it was received must include a day"),
        ({"received_on_year": "2020"}, "They were not in probation that day"),
    ],
)
def test_what_is_wrong_is_said(cast: Cast, client: Client, fields: Any, message: str) -> None:
    assert message in record(client, cast.of(Role.WELFARE_OFFICER), **fields).content.decode()
    assert not Signal.objects.unscoped().exists()


@pytest.mark.parametrize("trigger", ["self", "advice"])
def test_what_the_team_noted_for_others_is_no_request_of_its_own(cast: Cast, client: Client, trigger: str) -> None:
    officer = cast.of(Role.WELFARE_OFFICER)
    record(client, officer, trigger=trigger)
    assert "You have made no requests." in text_of(client, officer, REQUESTS)
    assert get(client, officer, f"{REQUESTS}{Signal.objects.unscoped().get().pk}/").status_code == 404


def test_somebody_of_the_team_who_is_a_line_manager_reads_their_own(cast: Cast, client: Client) -> None:
    cast.alice.groups.set(cast.of(Role.WELFARE_OFFICER).groups.all())
    address = ask(client, cast.alice, cast.bob.person)["Location"]
    record(client, cast.alice, trigger="advice", told_by="Sgt Tate")
    assert "Quiet lately" in text_of(client, cast.alice, address)
    assert text_of(client, cast.alice, REQUESTS).count("Bob Baker") == 1


def test_nobody_of_the_team_records_what_concerns_themselves(cast: Cast, client: Client) -> None:
    officer = cast.of(Role.WELFARE_OFFICER)
    probation(person("O1", "Olly Own", officer))
    assert "Somebody else has to record" in record(client, officer, person="O1").content.decode()


def test_only_the_team_may(cast: Cast, client: Client) -> None:
    for reader in (cast.alice, cast.bob, cast.of(Role.PEOPLE_DATA)):
        assert get(client, reader, NEW).status_code == 403
        assert record(client, reader).status_code == 403


def test_today_is_filled_in(cast: Cast, client: Client) -> None:
    page = text_of(client, cast.of(Role.WELFARE_LEAD), NEW)
    assert 'name="received_on_day" value="4"' in page and 'name="received_on_year" value="2022"' in page


def test_few_queries(cast: Cast, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    ask(client, cast.alice, cast.bob.person)
    for reader, address in ((cast.alice, ADVICE), (cast.alice, REQUESTS), (cast.of(Role.WELFARE_OFFICER), NEW)):
        client.force_login(reader)
        with on(MONDAY), django_assert_max_num_queries(8):
            client.get(address)
