"""What is typed into a form is kept on the server for whoever typed it, until they save it or throw it away."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django import forms as django_forms
from django.contrib.sessions.models import Session
from django.core import signing
from django.test import Client, RequestFactory
from django.utils import timezone

from change.models import Programme, Project
from people.models import PromotionApplication, PromotionProcess
from people.promotion.models import Season
from people.roles import Role
from people.workforce.models import User
from tests.base import PASSWORD, Cast, opened_with, rank, user
from wmp.lib import drafting, drafts, forms
from wmp.lib.drafts import KEPT_FOR, LARGEST, SALT, Draft
from wmp.lib.tasks import sweep_drafts

pytestmark = pytest.mark.django_db

NEW = "/people/talent/talent-pools/new/"
RESTORED = "You were in the middle of this"
SIGNED_OUT = "You were signed out. What you typed is kept"


@pytest.fixture
def team(cast: Cast) -> User:
    return user("team", Role.TALENT_LEAD, Role.PROMOTION_TEAM)


@pytest.fixture
def member(team: User) -> Client:
    """Somebody who keeps talent pools and enters results of promotion, signed in."""
    return signed_in(team)


def signed_in(account: User) -> Client:
    client = Client()
    client.force_login(account)
    return client


def text(client: Client, address: str) -> str:
    return unescape(client.get(address).content.decode())


def token_of(page: str) -> str:
    found = re.search(r'name="draft_token" value="([^"]+)"', page)
    assert found
    return found[1]


def typed(client: Client, address: str = NEW, **fields: Any) -> int:
    """Types into the page at `address`, from where its script sends it: without a cookie."""
    sent = {"draft_token": token_of(text(client, address)), **fields}
    return Client(enforce_csrf_checks=True).post("/drafts/", sent).status_code


def kept() -> list[Any]:
    return list(Draft._base_manager.values_list("owner__username", "page", "fields"))


def test_what_was_typed_is_there_again(member: Client) -> None:
    assert typed(member, name="2023", purpose="Sift\r\nBoard") == 204
    page = text(member, NEW)
    assert RESTORED in page and 'value="2023"' in page and "Sift\nBoard" in page
    assert "There is a problem" not in page


def test_saving_ends_the_draft(member: Client) -> None:
    typed(member, name="2023")
    assert member.post(NEW, {"name": "2023", "purpose": ""}).status_code == 302
    assert kept() == [] and RESTORED not in text(member, NEW)


def test_a_form_that_is_refused_keeps_its_draft(member: Client) -> None:
    typed(member, name="2023")
    assert member.post(NEW, {"name": ""}).status_code == 200
    assert len(kept()) == 1


def test_typing_on_replaces_what_was_kept(member: Client) -> None:
    typed(member, name="2023")
    typed(member, name="2024")
    assert [fields["name"] for _, _, fields in kept()] == [["2024"]]


def test_start_afresh_throws_it_away(member: Client) -> None:
    typed(member, name="2023")
    response = member.post("/drafts/start-afresh/", {"draft_to_discard": token_of(text(member, NEW))})
    assert response["Location"] == NEW and kept() == []


def test_starting_afresh_on_an_old_page_keeps_what_is_there(member: Client) -> None:
    typed(member, name="2023")
    sent = {"draft_to_discard": token_of(text(member, NEW))}
    Session.objects.all().delete()
    member.post("/drafts/start-afresh/", sent)
    assert kept()[0][2]["name"] == ["2023"]


def test_nobody_throws_away_or_reads_somebody_elses(member: Client, cast: Cast) -> None:
    typed(member, name="2023")
    token = token_of(text(member, NEW))
    other = signed_in(user("other", Role.PROMOTION_TEAM))
    assert other.post("/drafts/start-afresh/", {"draft_to_discard": token}).status_code == 404
    assert RESTORED not in text(other, NEW) and "2023" not in text(other, NEW)
    assert len(kept()) == 1


def test_a_draft_gives_no_way_to_a_page_that_is_closed_now(member: Client, team: User) -> None:
    typed(member, name="2023")
    team.groups.clear()
    assert member.get(NEW).status_code == 403


@pytest.mark.parametrize(
    "token",
    ["", "forged", signing.dumps([1, "/", ["name"]], salt="another")],
    ids=["none", "forged", "of another salt"],
)
def test_without_a_token_of_ours_nothing_is_kept(token: str, member: Client) -> None:
    assert member.post("/drafts/", {"draft_token": token, "name": "2023"}).status_code == 400
    assert kept() == []


def test_a_page_that_stood_open_for_longer_than_a_day_keeps_nothing(
    member: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = token_of(text(member, NEW))
    monkeypatch.setattr(drafts, "OPEN_FOR", timedelta(seconds=-1))
    assert Client().post("/drafts/", {"draft_token": token, "name": "2023"}).status_code == 400


def test_a_closed_account_keeps_nothing(member: Client, team: User) -> None:
    token = token_of(text(member, NEW))
    User.objects.filter(pk=team.pk).update(is_active=False)
    assert Client().post("/drafts/", {"draft_token": token, "name": "2023"}).status_code == 400
    assert kept() == []


def test_too_much_is_not_kept(member: Client) -> None:
    assert typed(member, purpose="x" * LARGEST) == 204
    assert typed(member, purpose="x" * LARGEST, name="1") == 400


def test_only_the_form_s_own_fields_are_kept(member: Client) -> None:
    typed(member, name="2023", csrfmiddlewaretoken="t", other="o", purpose="a\0b")
    assert set(kept()[0][2]) == {"opened_with", "name", "purpose"}
    assert kept()[0][2]["purpose"] == ["ab"]


class Everything(forms.Form):
    name = django_forms.CharField()
    on = django_forms.DateField()
    themes = django_forms.MultipleChoiceField(
        choices=[("a", "A"), ("b", "B")], widget=django_forms.CheckboxSelectMultiple
    )
    told = django_forms.BooleanField()
    secret = django_forms.CharField(widget=django_forms.PasswordInput)
    file = django_forms.FileField()
    seen = django_forms.CharField(widget=django_forms.HiddenInput)


def test_neither_passwords_nor_files_nor_guards_are_kept(team: User) -> None:
    request: Any = RequestFactory().get("/")
    request.user = team
    form = Everything()
    drafting.keep(request, form)
    assert form.draft.ticket.names == ("name", "on_day", "on_month", "on_year", "themes", "told")


def test_half_a_date_and_several_choices_come_back_as_typed(team: User) -> None:
    fields = {"name": ["X"], "on_day": ["31"], "on_month": [""], "on_year": ["20"], "themes": ["b"], "told": ["on"]}
    Draft.objects.create(owner=team, page="/?for=1", fields=fields)
    request: Any = RequestFactory().get("/?for=1")
    request.user = team
    form = Everything()
    drafting.keep(request, form)
    drawn = str(form)
    assert 'name="on_day" value="31"' in drawn and 'name="on_year" value="20"' in drawn
    assert drawn.count("checked") == 2 and 'value="X"' in drawn


def test_a_choice_taken_away_stays_away(team: User) -> None:
    """A box that nobody ticks is not sent: in a draft that means no."""
    Draft.objects.create(owner=team, page="/", fields={"name": ["X"], "themes": [], "told": []})
    request: Any = RequestFactory().get("/")
    request.user = team
    form = Everything(initial={"themes": ["a"], "told": True})
    drafting.keep(request, form)
    assert "checked" not in str(form)


def test_old_drafts_are_swept(member: Client) -> None:
    typed(member, name="2023")
    sweep_drafts()
    assert len(kept()) == 1
    Draft._base_manager.update(saved_at=timezone.now() - KEPT_FOR)
    sweep_drafts()
    assert kept() == []


def test_a_page_asks_for_its_draft_once(member: Client, django_assert_max_num_queries: Any) -> None:
    typed(member, name="2023")
    with django_assert_max_num_queries(8):
        text(member, NEW)


def test_the_reason_for_a_verb_is_kept_too(member: Client, cast: Cast) -> None:
    process = PromotionProcess.objects.create(
        from_rank=rank("PC"), to_rank=rank("Sgt"), season=Season.SPRING, year=2022
    )
    made = PromotionApplication.objects.create(process=process, candidate=cast.bob.person)
    address = f"/people/promotion/promotion-applications/{made.pk}/reject/"
    assert typed(member, address, reason="Weak in interview") == 204
    page = text(member, address)
    assert "Weak in interview" in page and 'name="seen" value="applied"' in page
    assert set(kept()[0][2]) == {"on_day", "on_month", "on_year", "reason"}
    day = {"on_day": "1", "on_month": "3", "on_year": "2022"}
    assert member.post(address, {**day, "reason": "Weak", "seen": "applied"}).status_code == 302
    assert kept() == []


def test_a_draft_of_a_record_that_others_changed_is_asked_about(cast: Cast) -> None:
    project = Project.objects.create(name="Connect", limb="improve")
    address = f"/change/portfolio/projects/{project.pk}/change/"
    mine, theirs = signed_in(cast.of(Role.CHANGE_MANAGER)), signed_in(user("first", Role.CHANGE_MANAGER))
    data = {"name": "Connect", "limb": "improve"}
    opened = opened_with(text(mine, address))
    typed(mine, address, **data, sponsor="Crime", opened_with=opened)
    theirs.post(address, {**data, "sponsor": "Force", "opened_with": opened})
    page = text(mine, address)
    assert RESTORED in page and 'value="Crime"' in page
    sent = {**data, "sponsor": "Crime", "opened_with": opened_with(page)}
    assert "Which version do you want to keep?" in mine.post(address, sent).content.decode()


# --- a session that ran out ------------------------------------------------------------------------------------------


def sent_too_late(client: Client, address: str = NEW, **fields: Any) -> Any:
    """The form is sent after its session ended."""
    token = token_of(text(client, address))
    Session.objects.all().delete()
    return client.post(address, {"draft_token": token, **fields})


def test_a_form_sent_after_its_session_leads_by_the_sign_in_back_to_itself(member: Client, team: User) -> None:
    response = sent_too_late(member, name="2023")
    assert response["Location"] == f"/sign-in/?next={NEW}"
    assert SIGNED_OUT in text(member, response["Location"])
    signing_in = {"username": team.username, "password": PASSWORD, "next": NEW}
    page = member.post("/sign-in/", signing_in, follow=True).content.decode()
    assert RESTORED in page and 'value="2023"' in page


def test_whoever_else_signs_in_sees_nothing_of_it(member: Client) -> None:
    sent_too_late(member, name="2023")
    other = user("other", Role.PROMOTION_TEAM)
    page = member.post("/sign-in/", {"username": other.username, "password": PASSWORD, "next": NEW}, follow=True)
    assert "<h1" in page.content.decode() and "2023" not in page.content.decode()


def test_without_a_ticket_a_late_form_is_sent_to_sign_in_as_before(member: Client) -> None:
    Session.objects.all().delete()
    response = member.post(NEW, {"draft_token": "forged", "name": "2023"})
    assert response["Location"] == f"/sign-in/?next={NEW}" and kept() == []
    assert SIGNED_OUT not in text(member, response["Location"])


def test_a_token_leads_to_no_other_site(team: User) -> None:
    forged = signing.dumps([team.pk, "https://elsewhere.example/", ["name"]], salt=SALT + "x")
    response = Client().post(NEW, {"draft_token": forged, "name": "2023"})
    assert response["Location"] == f"/sign-in/?next={NEW}"


def test_a_page_opened_before_signing_in_again_loses_nothing(team: User) -> None:
    """Its token against forged requests is that of the session before."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(team)
    token = token_of(text(client, NEW))
    client.logout()
    client.force_login(team)
    response = client.post(NEW, {"draft_token": token, "name": "2023", "csrfmiddlewaretoken": "old"})
    assert response["Location"] == NEW and not PromotionProcess._base_manager.exists()
    assert 'value="2023"' in text(client, NEW)


def test_a_forged_request_is_refused_as_before(member: Client, team: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(team)
    assert client.post(NEW, {"name": "2023"}).status_code == 403
    other = Client(enforce_csrf_checks=True)
    other.force_login(user("other", Role.PROMOTION_TEAM))
    assert other.post(NEW, {"draft_token": token_of(text(member, NEW)), "name": "2023"}).status_code == 403
    assert not Programme._base_manager.exists()
