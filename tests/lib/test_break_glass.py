"""Break-glass itself: one access an hour for one reader and record, real time, and a review by somebody else."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from people.roles import Role
from tests.base import Cast, user
from tests.together import at_once
from tests.welfare.made import case_of
from welfare.cases.models import CaseBreakGlass, WelfareCase
from wmp.lib.audit import ReadLog, log_read
from wmp.lib.workflow import IllegalMove, StaleMove

pytestmark = pytest.mark.django_db
WHY = "Bob rang the desk in tears"


def opened(cast: Cast, reason: str = WHY) -> CaseBreakGlass:
    access, _ = CaseBreakGlass.break_for(cast.of(Role.AUDITOR), case_of(cast.bob.person), reason=reason)
    return access


def over(access: CaseBreakGlass) -> CaseBreakGlass:
    """The access as it is after its hour."""
    hour_ago = timezone.now() - timedelta(minutes=61)
    CaseBreakGlass.objects.unscoped().filter(pk=access.pk).update(
        at=hour_ago, expires_at=hour_ago + timedelta(minutes=60)
    )
    access.refresh_from_db()
    return access


def test_it_opens_the_record_for_sixty_minutes(cast: Cast) -> None:
    access = opened(cast)
    assert timedelta(minutes=59) < access.expires_at - access.at <= timedelta(minutes=60, seconds=1)
    assert access.lasts
    assert WelfareCase.objects.visible_to(cast.of(Role.AUDITOR)).get() == access.record


def test_after_its_hour_the_record_is_closed_again(cast: Cast) -> None:
    access = over(opened(cast))
    assert not access.lasts
    assert not WelfareCase.objects.visible_to(cast.of(Role.AUDITOR)).exists()
    assert CaseBreakGlass.lasting(cast.of(Role.AUDITOR), access.record) is None


def test_it_opens_the_record_to_nobody_else(cast: Cast) -> None:
    opened(cast)
    for other in (cast.charlie, cast.of(Role.RA_OFFICER), user("second", Role.AUDITOR)):
        assert not WelfareCase.objects.visible_to(other).exists()


def test_a_second_time_within_the_hour_is_the_same_access(cast: Cast) -> None:
    access = opened(cast)
    again, new = CaseBreakGlass.break_for(cast.of(Role.AUDITOR), access.record, reason="Once more, I was logged out")
    assert (again, new) == (access, False)
    assert ReadLog.objects.unscoped().filter(action="emergency").count() == 1


def test_after_the_hour_it_is_another_access(cast: Cast) -> None:
    access = over(opened(cast))
    _, new = CaseBreakGlass.break_for(cast.of(Role.AUDITOR), access.record, reason=WHY)
    assert new and CaseBreakGlass.objects.unscoped().count() == 2


def test_the_read_log_says_that_it_was_an_emergency(cast: Cast) -> None:
    access = opened(cast)
    kept = ReadLog.objects.unscoped().get()
    assert (kept.action, kept.kind, kept.record) == ("emergency", "welfare.WelfareCase", str(access.record_id))
    assert (kept.reader, kept.subject) == (cast.of(Role.AUDITOR), cast.bob)


def test_what_was_opened_meanwhile_is_told_and_nothing_else(cast: Cast) -> None:
    access = opened(cast)
    reader = cast.of(Role.AUDITOR)
    log_read(reader, access.record)
    ReadLog.objects.create(reader=reader, action="exported", kind="welfare:contacts-list", rows=3)
    log_read(reader, cast.bob.person)  # not welfare's
    log_read(cast.alice, access.record)  # not theirs
    log_read(reader, cast.charlie.person)  # not his
    told = [(each.action, each.kind) for each in access.readings()]
    assert told == [("viewed", "welfare.WelfareCase"), ("exported", "welfare:contacts-list")]


def test_what_was_opened_after_the_hour_is_not_its_matter(cast: Cast) -> None:
    access = over(opened(cast))
    log_read(cast.of(Role.AUDITOR), access.record)
    assert not access.readings().exists()


# --- the review ------------------------------------------------------------------------------------------------------


def test_a_lead_reviews_it_once(cast: Cast) -> None:
    access, lead = opened(cast), cast.of(Role.WELFARE_LEAD)
    access.review(by=lead, finding="justified", note="I rang the auditor")
    assert (access.status, access.reviewed_by, access.review_note) == ("justified", lead, "I rang the auditor")
    with pytest.raises(StaleMove):
        access.review(by=user("other lead", Role.WELFARE_LEAD), finding="not justified", note="No")


def test_nobody_reviews_their_own(cast: Cast) -> None:
    access = opened(cast)
    with pytest.raises(IllegalMove):
        access.review(by=access.by, finding="justified", note="I had to")


def test_the_database_refuses_a_review_of_ones_own_and_half_a_review(cast: Cast) -> None:
    rows = CaseBreakGlass.objects.unscoped().filter(pk=opened(cast).pk)
    auditor, lead = cast.of(Role.AUDITOR), cast.of(Role.WELFARE_LEAD)
    whole = {"reviewed_by": auditor, "reviewed_at": timezone.now(), "finding": "justified"}
    for fields in (whole, {"finding": "justified"}, {"reviewed_by": lead}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**fields)


@pytest.mark.django_db(transaction=True)
def test_of_two_clicks_at_once_one_access_is_made() -> None:
    cast = Cast.assemble()
    case, reader = case_of(cast.bob.person), cast.of(Role.AUDITOR)
    clicks = [lambda: CaseBreakGlass.break_for(reader, case, reason=WHY)] * 4
    assert at_once(*clicks) == [None] * 4
    assert CaseBreakGlass.objects.unscoped().count() == 1
