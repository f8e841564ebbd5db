"""Taking a case, handing it over, notes, briefings, details and the verbs, on their pages."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from people.models import User
from people.roles import Role
from tests.base import Cast, opened_with, user
from tests.welfare.made import case_of, on, stored
from welfare.cases.closures import Closure
from welfare.cases.entries import Briefing, Entry
from welfare.cases.handling import change_details, hand_over, set_task
from welfare.cases.models import WelfareCase
from wmp.lib.alerts import Alert
from wmp.lib.workflow import IllegalMove, StaleMove

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(cast: Cast, client: Client) -> User:
    client.force_login(cast.of(Role.WELFARE_OFFICER))
    return cast.of(Role.WELFARE_OFFICER)


@pytest.fixture
def lead(cast: Cast) -> User:
    return cast.of(Role.WELFARE_LEAD)


@pytest.fixture
def case(cast: Cast, officer: User) -> WelfareCase:
    with on():
        return case_of(cast.bob.person, by=cast.alice, owner=officer)


@pytest.fixture
def queued(cast: Cast, officer: User) -> WelfareCase:
    with on():
        return case_of(cast.bob.person, by=cast.alice)


def post(client: Client, case: WelfareCase, page: str, **data: Any) -> Any:
    with on():
        return client.post(f"/welfare/cases/{case.pk}/{page}/", data)


def read(client: Client, case: WelfareCase, page: str) -> str:
    with on():
        return client.get(f"/welfare/cases/{case.pk}/{page}/").content.decode()


# --- taking and handing over ---


def test_one_click_takes_a_case_from_the_queue(client: Client, queued: WelfareCase, officer: User) -> None:
    assert post(client, queued, "take")["Location"] == f"/welfare/cases/{queued.pk}/"
    assert stored(queued).owner == officer
    assert Entry.objects.unscoped().get(kind="handover").text == "To welfare-officer"


def test_whoever_comes_second_does_not_take_it_away(
    client: Client, queued: WelfareCase, officer: User, lead: User
) -> None:
    hand_over(queued, to=officer, by=officer)
    client.force_login(lead)
    response = post(client, queued, "take")
    assert response.status_code == 409 and b"welfare-officer has this case already" in response.content
    client.force_login(user("another", Role.WELFARE_OFFICER))
    assert post(client, queued, "take").status_code == 404
    assert stored(queued).owner == officer


def test_a_case_goes_to_a_colleague_with_a_note(client: Client, case: WelfareCase, officer: User) -> None:
    colleague = user("colleague", Role.WELFARE_OFFICER)
    response = post(client, case, "hand-over", to=colleague.pk, note="Rings after six", seen=officer.pk)
    assert response["Location"] == "/welfare/cases/"  # whoever gave it away sees it no more
    assert stored(case).owner == colleague
    assert Entry.objects.unscoped().latest("pk").text == "welfare-officer → colleague\nRings after six"
    assert Alert.objects.visible_to(colleague).get().subject == f"{case.reference}: now yours"


def test_the_lead_gives_a_queued_case_and_still_sees_it(
    client: Client, queued: WelfareCase, officer: User, lead: User
) -> None:
    client.force_login(lead)
    assert post(client, queued, "hand-over", to=officer.pk, seen="")["Location"] == f"/welfare/cases/{queued.pk}/"
    assert stored(queued).owner == officer


def test_a_queued_case_is_taken_and_not_given_by_an_officer(client: Client, queued: WelfareCase, lead: User) -> None:
    assert post(client, queued, "hand-over", to=lead.pk, seen="").status_code == 403


@pytest.mark.parametrize("name", ["alice", "bob", "charlie"])
def test_a_case_is_given_to_nobody_outside_the_team(client: Client, cast: Cast, case: WelfareCase, name: str) -> None:
    text = post(client, case, "hand-over", to=getattr(cast, name).pk, seen=case.owner_id).content.decode()
    assert "Select one from the list" in text and stored(case).owner == case.owner


def test_the_verb_gives_a_case_to_nobody_outside_the_team(cast: Cast, case: WelfareCase, officer: User) -> None:
    gone = user("gone", Role.WELFARE_OFFICER)
    gone.is_active = False
    for who in (cast.alice, cast.charlie, gone):
        with pytest.raises(IllegalMove, match="not of the welfare team"):
            hand_over(case, to=who, by=officer)
    assert stored(case).owner == officer


def test_nobody_is_offered_their_own_case(client: Client, cast: Cast, case: WelfareCase) -> None:
    cast.bob.groups.set(cast.of(Role.WELFARE_OFFICER).groups.all())
    assert ">bob<" not in read(client, case, "hand-over")
    with pytest.raises(IllegalMove, match="Nobody looks after their own case"):
        hand_over(case, to=cast.bob, by=cast.of(Role.WELFARE_LEAD))


def test_two_who_hand_over_do_not_fight(client: Client, case: WelfareCase, officer: User, lead: User) -> None:
    first, second = user("first", Role.WELFARE_OFFICER), user("second", Role.WELFARE_OFFICER)
    client.force_login(lead)
    post(client, case, "hand-over", to=first.pk, seen=officer.pk)
    response = post(client, case, "hand-over", to=second.pk, seen=officer.pk)
    assert response.status_code == 409 and b"Meanwhile the case was given to first" in response.content
    assert stored(case).owner == first


# --- notes, briefings ---


def test_a_note_is_added_once(client: Client, case: WelfareCase) -> None:
    assert post(client, case, "add-note", text="Lives in Dudley").status_code == 302
    assert post(client, case, "add-note", text="Lives in Dudley").status_code == 409
    assert Entry.objects.unscoped().filter(kind="note").count() == 1


def test_a_briefing_begins_with_the_posting_needs(client: Client, cast: Cast, case: WelfareCase) -> None:
    WelfareCase.objects.unscoped().filter(pk=case.pk).update(posting_needs="No nights until May")
    text = read(client, case, "brief")
    assert "Brief Alice Archer" in text and "No nights until May</textarea>" in text
    assert post(client, case, "brief", text="No nights", seen=cast.alice.person.pk).status_code == 302
    written = Briefing.objects.unscoped().get()
    assert (written.to, written.text, written.read_on) == (cast.alice.person, "No nights", None)
    assert Alert.objects.visible_to(cast.alice).filter(path=f"/welfare/briefings/{written.pk}/").exists()


def test_a_briefing_goes_to_the_manager_whom_the_page_named(client: Client, cast: Cast, case: WelfareCase) -> None:
    cast.bob.person.posts.unscoped().update(line_manager=cast.charlie.person)
    response = post(client, case, "brief", text="No nights", seen=cast.alice.person.pk)
    assert response.status_code == 409 and b"line manager is Charlie Cook" in response.content
    assert not Briefing.objects.unscoped().exists()


def test_without_a_line_manager_there_is_nobody_to_brief(client: Client, cast: Cast, case: WelfareCase) -> None:
    cast.bob.person.posts.unscoped().update(line_manager=None)
    response = post(client, case, "brief", text="No nights", seen="")
    assert response.status_code == 409 and b"names no line manager" in response.content


@pytest.mark.parametrize("page", ["add-note", "brief", "hand-over", "set-task", "log-contact"])
def test_in_a_closed_case_each_page_says_how_to_go_on(
    client: Client, case: WelfareCase, officer: User, page: str
) -> None:
    with on():
        case.close(by=officer, outcome="retained", themes=[])
        response = client.get(f"/welfare/cases/{case.pk}/{page}/")
    assert response.status_code == 409 and b"Reopen it to go on" in response.content


# --- details ---


def details(client: Client, case: WelfareCase, **changed: Any) -> Any:
    day = {"next_contact_due_day": "6", "next_contact_due_month": "4", "next_contact_due_year": "2022"}
    mark = changed.pop("opened_with", None) or opened_with(read(client, case, "change"))
    return post(client, case, "change", **{"risk": "", "posting_needs": "", **day, **changed, "opened_with": mark})


def test_details_are_changed_and_told(client: Client, case: WelfareCase) -> None:
    assert (
        details(client, case, risk="high", themes=["health", "transfer"], posting_needs="No nights").status_code == 302
    )
    now = stored(case)
    assert (now.risk, now.themes, now.posting_needs) == ("high", ["health", "transfer"], "No nights")
    said = Entry.objects.unscoped().get(kind="details").text
    assert "Risk of leaving: nothing → High" in said and "Themes: nothing → Health or welfare; Transfer" in said


def test_of_two_who_change_details_the_second_is_asked(client: Client, case: WelfareCase, officer: User) -> None:
    mark = opened_with(read(client, case, "change"))
    details(client, case, risk="low", opened_with=mark)
    assert details(client, case, risk="high", opened_with=mark).status_code in (200, 409)
    assert stored(case).risk == "low"


def test_of_a_case_closed_meanwhile_what_was_typed_stays(client: Client, case: WelfareCase, officer: User) -> None:
    mark = opened_with(read(client, case, "change"))
    with on():
        case.close(by=officer, outcome="left", themes=[])
    refused = details(client, case, posting_needs="No nights in Dudley", opened_with=mark)
    assert refused.status_code == 409 and b"No nights in Dudley" in refused.content
    assert b"The case is closed. Reopen it to go on." in refused.content and stored(case).posting_needs == ""


def test_the_next_contact_is_not_of_the_past(client: Client, case: WelfareCase) -> None:
    assert b"must be today or later" in details(client, case, next_contact_due_year="2001").content
    with on(date(2022, 4, 11)):  # a contact that is overdue may stay so
        assert details(client, case, risk="low").status_code == 302


def test_themes_that_are_none_are_refused(client: Client, case: WelfareCase) -> None:
    assert details(client, case, themes=["weather"]).status_code == 200
    assert stored(case).themes == []


def test_a_paused_case_is_not_asked_for_a_date(client: Client, case: WelfareCase, officer: User) -> None:
    with on():
        case.pause(by=officer, reason="Leave")
    assert "next_contact_due" not in read(client, case, "change")
    details(client, case, risk="low")
    assert (stored(case).risk, stored(case).next_contact_due) == ("low", case.next_contact_due)


# --- verbs ---


def test_a_case_goes_its_whole_way(client: Client, case: WelfareCase) -> None:
    said = {"how": "phone", "with_whom": "officer", "reached": "spoke", "summary": "", "next": "week"}
    post(client, case, "log-contact", **said, on_day="4", on_month="4", on_year="2022")
    way: list[tuple[str, dict[str, Any], str]] = [
        ("support", {}, "supporting"),
        ("pause", {"reason": "Leave"}, "paused"),
        ("resume", {}, "supporting"),
        ("close", {"outcome": "retained", "themes": ["health"], "reason": "Part-time agreed"}, "closed"),
        ("reopen", {"reason": "Rang again"}, "open"),
    ]
    for verb, data, status in way:
        assert client.get(f"/welfare/cases/{case.pk}/{verb}/").status_code == 200
        assert post(client, case, verb, seen=stored(case).status, **data).status_code == 302, verb
        assert stored(case).status == status
    assert Closure.objects.unscoped().get().themes == ["health"]


def test_a_stale_page_and_a_second_click_change_nothing(client: Client, case: WelfareCase) -> None:
    assert post(client, case, "pause", seen="open", reason="Leave").status_code == 302
    assert post(client, case, "pause", seen="open", reason="Leave").status_code == 409
    stale = post(client, case, "close", seen="open", outcome="left", reason="Went")
    assert stale.status_code == 409 and b"Nothing was changed" in stale.content
    assert stored(case).status == "paused"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"reason": "Went"}, b"Select outcome"),
        ({"outcome": "left"}, b"Enter what was done"),
        ({"outcome": "vanished", "reason": "Went"}, b"Select outcome from the list"),
        ({"outcome": "left", "reason": "Went", "themes": ["weather"]}, b"Select themes from the list"),
    ],
)
def test_closing_wants_an_outcome_and_what_was_done(
    client: Client, case: WelfareCase, data: dict[str, Any], words: bytes
) -> None:
    assert words in post(client, case, "close", seen="open", **data).content
    assert stored(case).status == "open"


def test_no_contact_made_is_refused_by_its_box(client: Client, case: WelfareCase) -> None:
    WelfareCase.objects.unscoped().filter(pk=case.pk).update(first_contact_on=case.opened_on)
    response = post(client, case, "close", seen="open", outcome="no contact made", reason="Rang")
    assert b"Contact was made on 4 April 2022, so choose another outcome" in response.content


def test_closing_begins_with_the_themes_that_were_found(client: Client, case: WelfareCase, officer: User) -> None:
    set_task(case, by=officer, what="Ring", due_on=case.opened_on)
    WelfareCase.objects.unscoped().filter(pk=case.pk).update(themes=["health"])
    text = read(client, case, "close")
    assert text.count(" checked") == 1 and "Tasks still to do are marked as not needed" in text


def test_closing_asks_again_where_a_colleague_changed_the_themes(
    client: Client, case: WelfareCase, officer: User
) -> None:
    with on():
        change_details(case, by=officer, themes=["health"])
    said = {"seen": "open", "outcome": "left", "themes": ["transfer"], "reason": "Went to Kent"}
    asked = post(client, case, "close", **said, opened_with="")
    assert b"Meanwhile a colleague changed them to: Health or welfare" in asked.content
    assert b"Went to Kent" in asked.content and stored(case).status == "open"
    again = opened_with(asked.content.decode())
    assert post(client, case, "close", **said, opened_with=again).status_code == 302
    assert Entry.objects.unscoped().filter(text__contains="Health or welfare → Transfer to another force").exists()


def test_the_verb_refuses_themes_that_changed_in_that_moment(case: WelfareCase, officer: User) -> None:
    read_before = stored(case)
    with on():
        change_details(case, by=officer, themes=["health"])
        with pytest.raises(StaleMove, match="Health or welfare"):
            read_before.close(by=officer, outcome="left", themes=[], themes_seen=[])
    assert stored(case).status == "open"


@pytest.mark.parametrize("page", ["pause", "close", "hand-over", "add-note", "brief", "change", "take"])
def test_whoever_has_no_need_to_know_finds_nothing(client: Client, cast: Cast, case: WelfareCase, page: str) -> None:
    for who in (cast.charlie, cast.alice, cast.bob, user("another", Role.WELFARE_OFFICER), cast.of(Role.AUDITOR)):
        client.force_login(who)
        assert post(client, case, page, seen="open", reason="x").status_code == 404
    assert stored(case).status == "open"


def test_in_the_queue_an_officer_moves_nothing_before_taking_it(client: Client, queued: WelfareCase) -> None:
    assert post(client, queued, "close", seen="open", outcome="left", reason="x").status_code == 403
    assert post(client, queued, "add-note", text="Seen").status_code == 302
