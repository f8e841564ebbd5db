"""People who are about to join, made as the product makes them: by a form, its answer, and then by the verbs."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from people.models import User
from tests.welfare.made import MONDAY
from welfare.joining import links
from welfare.joining.assessments import Assessment
from welfare.joining.dyslexia import DyslexiaReferral, FormLink
from welfare.joining.handling import book, record_notice, send_form, write_outcome
from welfare.joining.models import RecruitmentNotice
from wmp.lib import clock

JOINING = date(2022, 5, 16)


def form_sent(by: User, name: str = "Dana Dunn", joining_on: date = JOINING, **fields: Any) -> DyslexiaReferral:
    """Somebody who joins in six weeks of MONDAY, and whose form was sent today."""
    fields.setdefault("email", f"{name.split()[0].lower()}@example.com")
    return send_form(DyslexiaReferral(name=name, joining_on=joining_on, **fields), by=by)


def link_of(referral: DyslexiaReferral) -> FormLink:
    return FormLink.objects.unscoped().get(referral=referral)


def token_of(referral: DyslexiaReferral) -> str:
    return links.token_of(link_of(referral))


def key_of(referral: DyslexiaReferral) -> links.Key:
    found = links.read(token_of(referral))
    assert found
    return found


def stored(referral: DyslexiaReferral) -> DyslexiaReferral:
    """The referral as the database has it."""
    return DyslexiaReferral.objects.unscoped().get(pk=referral.pk)


def returned(by: User, told: dict[str, str] | None = None, **fields: Any) -> DyslexiaReferral:
    referral = form_sent(by, **fields)
    links.answer(key_of(referral), wants=True, told=told or {"reading": "Small print"})
    return stored(referral)


def screened(by: User, **fields: Any) -> DyslexiaReferral:
    referral = returned(by, **fields)
    referral.screen(by=by, on=clock.today())
    return referral


def at(day: date = MONDAY, hour: int = 10) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour))


def booked(
    referral: DyslexiaReferral, *, by: User, assessor: User, starts_at: datetime | None = None, minutes: int = 90
) -> Assessment:
    """Tomorrow at ten, where nothing else is said."""
    starts_at = starts_at or at(MONDAY + timedelta(days=1))
    return book(referral, by=by, assessor=assessor, starts_at=starts_at, minutes=minutes, place="Tally Ho")


def notice_of(by: User, name: str = "Nia North", need: str = "A ground-floor classroom", **fields: Any) -> Any:
    fields = {"joining_on": JOINING, "told_by": "The recruitment desk", **fields}
    return record_notice(RecruitmentNotice(name=name, email="nia@example.com", **fields), by=by, need=need)


def held(
    person: Any, *, by: User, assessor: User, recommendations: str = "A reading pen\nMore time", **fields: Any
) -> Assessment:
    """An assessment of somebody who has joined since, with recommendations that wait for their answer."""
    fields.setdefault("joining_on", clock.today() + timedelta(days=40))
    referral = screened(by, name=f"{person.first_name} {person.last_name}", **fields)
    referral.match(person, by=by)
    assessment = booked(referral, by=by, assessor=assessor, starts_at=clock.now() - timedelta(hours=2))
    write_outcome(assessment, by=assessor, outcome="Reads slowly", recommendations=recommendations)
    return assessment
