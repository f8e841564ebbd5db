"""Sharing: a version with one person, for a purpose, to a day; taken back with effect on the next request."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from people.models import Person, Post, PostingConstraint, User
from people.roles import Role
from tests.base import Cast, person, post, user
from tests.welfare.made import MONDAY, on
from tests.welfare.passports import made
from welfare.passports import handling
from welfare.passports.choices import Purpose
from welfare.passports.models import Passport
from welfare.passports.sharing import Ended, PassportVersion, Share
from wmp.lib.audit import ReadLog
from wmp.lib.workflow import IllegalMove, StaleMove

pytestmark = pytest.mark.django_db
SAVEPOINT = 2  # statements around every request


@pytest.fixture
def passport(cast: Cast) -> Passport:
    """Bob's, agreed on a Monday."""
    with on(MONDAY):
        return made.agreed(made.passport_of(cast.bob))


def latest(passport: Passport) -> PassportVersion:
    found: PassportVersion = passport.versions.unscoped().latest("number")
    return found


def shared(passport: Passport, to: User, purpose: Purpose = Purpose.POSTING, **fields: Any) -> Share:
    return handling.share(latest(passport), by=made.holder_of(passport), to=to, purpose=purpose, **fields)


def status(client: Client, reader: User, version: PassportVersion, day: date = MONDAY) -> int:
    client.force_login(reader)
    with on(day):
        return client.get(reverse("welfare:shared-detail", args=[version.pk])).status_code


def replace_manager(cast: Cast, name: str = "nia", day: date = MONDAY) -> User:
    """From the next day somebody else is Bob's line manager."""
    newcomer = user(name)
    Post.objects.unscoped().filter(person=cast.bob.person, ended=None).update(ended=day)
    post(cast.bob.person, day + timedelta(days=1), line_manager=person(name, f"{name.title()} New", newcomer))
    return newcomer


def test_only_the_one_with_whom_it_is_shared_reads_it(cast: Cast, client: Client, passport: Passport) -> None:
    version = latest(passport)
    with on(MONDAY):
        shared(passport, cast.charlie)
    assert status(client, cast.charlie, version) == 200
    for reader in (cast.alice, cast.bob, *cast.by_role.values()):
        assert status(client, reader, version) == 404


def test_another_version_stays_closed(cast: Cast, client: Client, passport: Passport) -> None:
    with on(MONDAY):
        shared(passport, cast.charlie)
    first = passport.versions.unscoped().get(number=1)
    assert first != latest(passport)
    assert status(client, cast.charlie, first) == 404


def test_taking_it_back_works_with_the_next_request(cast: Cast, client: Client, passport: Passport) -> None:
    version = latest(passport)
    with on(MONDAY):
        given = shared(passport, cast.charlie)
        assert status(client, cast.charlie, version) == 200
        handling.end_share(given, by=cast.bob)
    assert status(client, cast.charlie, version) == 404
    with pytest.raises(StaleMove):
        handling.end_share(given, by=cast.bob)
    with pytest.raises(IllegalMove):
        handling.end_share(given, by=cast.charlie)


def test_its_last_day_is_included_and_the_next_is_not(cast: Cast, client: Client, passport: Passport) -> None:
    version, last = latest(passport), MONDAY + timedelta(days=3)
    with on(MONDAY):
        shared(passport, cast.charlie, expires_on=last)
    assert status(client, cast.charlie, version, last) == 200
    assert status(client, cast.charlie, version, last + timedelta(days=1)) == 404


def test_what_has_run_out_can_be_shared_again(cast: Cast, client: Client, passport: Passport) -> None:
    version, later = latest(passport), MONDAY + timedelta(days=30)
    with on(MONDAY):
        first = shared(passport, cast.charlie, expires_on=MONDAY)
    with on(later):
        again = shared(passport, cast.charlie)
    first.refresh_from_db()
    assert first.ended_because == Ended.REPLACED and again.pk != first.pk
    assert status(client, cast.charlie, version, later) == 200


def test_the_same_once_more_is_the_one_that_there_is(cast: Cast, passport: Passport) -> None:
    with on(MONDAY):
        assert shared(passport, cast.charlie) == shared(passport, cast.charlie)
        longer = shared(passport, cast.charlie, expires_on=MONDAY + timedelta(days=300))
    assert Share.objects.unscoped().get(ended_at=None) == longer


def test_a_new_version_replaces_the_one_before_for_that_person_and_purpose_alone(
    cast: Cast, client: Client, passport: Passport
) -> None:
    old = latest(passport)
    with on(MONDAY):
        shared(passport, cast.charlie)
        shared(passport, cast.alice, Purpose.MANAGEMENT)
        made.adjustment(passport, "Later start")
        new = handling.current_version(passport, by=cast.bob)
        shared(passport, cast.charlie)
    assert new.number == old.number + 1
    assert [status(client, cast.charlie, each) for each in (old, new)] == [404, 200]
    assert [status(client, cast.alice, each) for each in (old, new)] == [200, 404]


def test_a_version_is_kept_only_where_something_changed(cast: Cast, passport: Passport) -> None:
    with on(MONDAY):
        assert handling.current_version(passport, by=cast.bob) == latest(passport)
        made.adjustment(passport, "Later start")
        changed = handling.current_version(passport, by=cast.bob)
    assert changed.why == "shared" and "Later start" in str(changed.content)


def test_a_withdrawn_passport_is_closed_to_everybody_at_once(cast: Cast, client: Client, passport: Passport) -> None:
    version = latest(passport)
    with on(MONDAY):
        shared(passport, cast.charlie)
        made.withdrawn(passport)
    assert status(client, cast.charlie, version) == 404
    with on(MONDAY), pytest.raises(IllegalMove, match="withdrawn"):
        shared(passport, cast.charlie)


def test_a_closed_account_reads_nothing_and_nothing_is_shared_with_it(
    cast: Cast, client: Client, passport: Passport
) -> None:
    version = latest(passport)
    with on(MONDAY):
        shared(passport, cast.charlie)
    client.force_login(cast.charlie)
    User.objects.filter(pk=cast.charlie.pk).update(is_active=False)
    cast.charlie.refresh_from_db()
    assert client.get(reverse("welfare:shared-detail", args=[version.pk])).status_code == 302  # to the sign-in page
    assert not Share.now_open_to(cast.charlie).exists()
    assert not PassportVersion.objects.visible_to(cast.charlie).exists()
    with on(MONDAY), pytest.raises(IllegalMove, match="closed"):
        shared(passport, cast.charlie, Purpose.OTHER)


def test_a_former_manager_reads_nothing_from_the_day_after_without_any_job(
    cast: Cast, client: Client, passport: Passport
) -> None:
    version = latest(passport)
    with on(MONDAY):
        shared(passport, cast.alice, Purpose.MANAGEMENT)
    newcomer = replace_manager(cast)
    assert status(client, cast.alice, version) == 200
    tomorrow = MONDAY + timedelta(days=1)
    assert status(client, cast.alice, version, tomorrow) == 404
    assert status(client, newcomer, version, tomorrow) == 404


def test_a_managers_manager_reads_nothing(cast: Cast, client: Client, passport: Passport) -> None:
    above = user("above")
    Post.objects.unscoped().filter(person=cast.alice.person).update(line_manager=person("D1", "Dee Above", above))
    with on(MONDAY):
        shared(passport, cast.alice, Purpose.MANAGEMENT)
        with pytest.raises(IllegalMove, match="not your line manager"):
            shared(passport, above, Purpose.MANAGEMENT)
    assert status(client, above, latest(passport)) == 404


def test_a_former_manager_who_is_ra_officer_too_sees_no_more_as_a_recipient(
    cast: Cast, client: Client, passport: Passport
) -> None:
    """They see the passport by their role, on its own page; what was shared with them as line manager is over."""
    cast.alice.groups.add(Group.objects.get(name=Role.RA_OFFICER))
    with on(MONDAY):
        shared(passport, cast.alice, Purpose.MANAGEMENT)
    assert status(client, cast.alice, latest(passport)) == 200
    replace_manager(cast)
    assert status(client, cast.alice, latest(passport), MONDAY + timedelta(days=1)) == 404


def test_both_line_managers_of_somebody_who_is_staff_and_special_can_have_it(
    cast: Cast, client: Client, passport: Passport
) -> None:
    post(cast.bob.person, date(2021, 1, 1), staff_type="special", line_manager=cast.charlie.person)
    with on(MONDAY):
        for manager in (cast.alice, cast.charlie):
            shared(passport, manager, Purpose.MANAGEMENT)
            assert status(client, manager, latest(passport)) == 200


def test_what_cannot_be_shared(cast: Cast, passport: Passport) -> None:
    with on(MONDAY):
        for to, purpose, fields in (
            (cast.bob, Purpose.OTHER, {}),  # oneself
            (cast.charlie, Purpose.MANAGEMENT, {}),
            (cast.alice, Purpose.COMMENT, {}),  # waits for no comment
            (cast.charlie, Purpose.OTHER, {"expires_on": MONDAY - timedelta(days=1)}),
            (cast.charlie, Purpose.OTHER, {"expires_on": date(2023, 4, 5)}),  # a year and a day
        ):
            with pytest.raises(IllegalMove):
                shared(passport, to, purpose, **fields)
        with pytest.raises(IllegalMove, match="holder"):
            handling.share(latest(passport), by=cast.alice, to=cast.charlie, purpose=Purpose.OTHER)
    assert not Share.objects.unscoped().exists()


def test_each_opening_is_noted_for_the_holder(cast: Cast, client: Client, passport: Passport) -> None:
    with on(MONDAY):
        shared(passport, cast.charlie)
    for _ in range(2):
        status(client, cast.charlie, latest(passport))
    read = ReadLog.objects.visible_to(cast.bob).filter(reader=cast.charlie, kind="welfare.PassportVersion")
    assert read.count() == 2
    client.force_login(cast.bob)
    assert "charlie" in client.get(reverse("audit:about-me-list")).content.decode()


def test_a_recipient_sees_how_adjustments_stand_and_nothing_else_of_them(
    cast: Cast, client: Client, passport: Passport
) -> None:
    with on(MONDAY):
        shared(passport, cast.charlie)
        made.adjustment(passport, "Not wanted").decline(by=made.ra_officer(passport), reason="Costs too much")
        each = passport.adjustments.unscoped().first()
        assert each
        each.__class__.objects.unscoped().filter(pk=each.pk).update(cost=4711, supplier="Acme", blocked_by="Budget")
        client.force_login(cast.charlie)
        page = client.get(reverse("welfare:shared-detail", args=[latest(passport).pk])).content.decode()
    assert "How the adjustments stand today" in page and made.FILTER in page
    for hidden in ("4711", "Acme", "Budget", "Not wanted", "Costs too much"):
        assert hidden not in page


def test_a_recipient_reaches_nothing_but_the_version(cast: Cast, client: Client, passport: Passport) -> None:
    made.medical(passport, diagnosis="Canarywort")
    with on(MONDAY):
        shared(passport, cast.charlie)
        client.force_login(cast.charlie)
        assert not Passport.objects.visible_to(cast.charlie).exists()
        for name in ("passport-sharing", "passport-versions", "passport-compare", "passport-preview"):
            assert client.get(reverse(f"welfare:{name}")).status_code == 404
        page = client.get(reverse("welfare:shared-detail", args=[latest(passport).pk])).content.decode()
        assert "Canarywort" not in page


def test_a_line_manager_reads_what_a_posting_has_to_respect_and_others_do_not(
    cast: Cast, client: Client, passport: Passport
) -> None:
    with on(MONDAY):
        PostingConstraint.objects.create(
            person=cast.bob.person, what="No night shifts", recorded_by=cast.of(Role.RA_OFFICER)
        )
        shared(passport, cast.charlie)
        shared(passport, cast.alice, Purpose.MANAGEMENT)
        for reader, sees in ((cast.alice, True), (cast.charlie, False)):
            client.force_login(reader)
            page = client.get(reverse("welfare:shared-detail", args=[latest(passport).pk])).content.decode()
            assert ("No night shifts" in page) is sees


def test_few_queries(
    cast: Cast, client: Client, passport: Passport, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with on(MONDAY):
        shared(passport, cast.alice, Purpose.MANAGEMENT)
        client.force_login(cast.alice)
        for page in ("/welfare/shared/", reverse("welfare:shared-detail", args=[latest(passport).pk])):
            with django_assert_max_num_queries(8 + SAVEPOINT):
                assert client.get(page).status_code == 200


def test_the_list_shows_what_is_shared_now(cast: Cast, client: Client, passport: Passport) -> None:
    client.force_login(cast.charlie)
    with on(MONDAY):
        address = reverse("welfare:shared")
        assert "Nothing is shared with you now" in client.get(address).content.decode()
        assert "Shared with me" not in client.get("/").content.decode()
        given = shared(passport, cast.charlie)
        assert "Bob Baker" in client.get(address).content.decode()
        assert "Shared with me" in client.get("/").content.decode()
        handling.end_share(given, by=cast.bob)
        assert "Bob Baker" not in client.get(address).content.decode()
        assert "Shared with me" in client.get("/").content.decode()  # it leads to nothing now, and says so


def test_a_holder_without_account_or_person_is_nobody(cast: Cast, client: Client) -> None:
    """An account of nobody has no passport, and finds none."""
    assert not Person.objects.unscoped().filter(account=cast.of(Role.AUDITOR)).exists()
    client.force_login(cast.of(Role.AUDITOR))
    assert client.get(reverse("welfare:passport-sharing")).status_code == 404
