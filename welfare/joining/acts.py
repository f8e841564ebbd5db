"""What is done before somebody joins besides moving a record, each on a page."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils import timezone

from people.requests import Request
from people.roles import Role
from welfare.joining import handling
from welfare.joining.assessment_page import may_write_outcome
from welfare.joining.assessments import AssessmentOutcome
from welfare.joining.forms import BookForm, MatchForm, NeedForm, OutcomeForm
from welfare.joining.models import NoticeNeed
from welfare.joining.pages import ASSESSMENT_PAGE, NOTICE_PAGE, REFERRAL_PAGE
from wmp.lib.acts import perform
from wmp.lib.audit import log_read
from wmp.lib.records import RecordPage, sentence_for
from wmp.lib.verbs import ReasonForm, VerbForm
from wmp.lib.words import long_day
from wmp.lib.workflow import StaleMove


def _found(request: Request, page: RecordPage, pk: int, *roles: Role) -> Any:
    """The record, if the reader sees it and has one of the roles. Raises Http404, PermissionDenied."""
    record = page.find(request, pk)
    if roles and not request.user.has_role(*roles):
        raise PermissionDenied
    return record


def _saved(record: Any, do: Callable[[], Any]) -> Any:
    """What the database refuses is said in the words of its constraint. Raises StaleMove."""
    try:
        with transaction.atomic():
            return do()
    except IntegrityError as error:
        raise StaleMove(sentence_for(error, record)) from error


# --- notices ---


def need(request: Request, pk: int) -> HttpResponse:
    """What they need, and what RA officers note besides."""
    notice = _found(request, NOTICE_PAGE, pk, Role.RA_OFFICER)
    held = NoticeNeed.objects.visible_to(request.user).select_related("notice__person")
    record = held.select_for_update(of=("self",)).get(notice=notice)
    log_read(request.user, record)
    form = NeedForm(request.POST or None, initial={"need": record.need, "notes": record.notes})

    def do() -> str:
        handling.write_need(record, by=request.user, **form.cleaned_data)
        return f"{NOTICE_PAGE.title(notice)}: saved."

    back = NOTICE_PAGE.address(notice)
    return perform(request, form, do, title="What they need", submit="Save", caption=notice.name, back=back)


def match_on(page: RecordPage) -> Callable[..., HttpResponse]:
    """The page that gives somebody who has joined their employee number."""

    def match(request: Request, pk: int) -> HttpResponse:
        record = _found(request, page, pk, Role.RA_OFFICER)
        form = MatchForm(request.POST or None)

        def do() -> str:
            person = form.cleaned_data["employee_number"]
            handling.match(record, by=request.user, person=person)
            return f"{record.name} is {person}, {person.employee_number}."

        return perform(
            request,
            form,
            do,
            title="Give their employee number",
            submit="Save",
            caption=record.name,
            intro="When they have joined. With an account they are told where to begin a passport.",
            back=page.address(record),
            refused="An employee number is given already." if record.person else "",
        )

    return match


# --- what is classified ---


def answers_of(page: Any, words: str) -> Callable[..., HttpResponse]:
    """What somebody said and what was found. A page of its own: only whoever wants to read it opens it."""

    def answers(request: Request, pk: int) -> HttpResponse:
        record = page.find(request, pk)
        context = {
            "title": words,
            "caption": page.title(record),
            "groups": page.medical(record, request.user),
            "back_url": page.address(record),
        }
        return render(request, "welfare/joining/answers.html", context)

    return answers


# --- the form's link ---


def resend(request: Request, pk: int) -> HttpResponse:
    """Because they asked for it, or the mail was refused."""
    referral = _found(request, REFERRAL_PAGE, pk, Role.RA_OFFICER)

    def do() -> str:
        handling.resend(referral, by=request.user)
        return f"A new link goes to {referral.email}."

    return perform(
        request,
        VerbForm(request.POST or None),
        do,
        title="Send a new link",
        submit="Send a new link",
        caption=referral.name,
        intro="When they asked for it, or the mail did not reach them. The link before stops working.",
        back=REFERRAL_PAGE.address(referral),
        refused="" if referral.status == "form sent" else f"It is {referral.get_status_display().lower()} now.",
    )


def send_after_all(request: Request, pk: int) -> HttpResponse:
    """Somebody who declined rings and asks for the form."""
    referral = _found(request, REFERRAL_PAGE, pk, Role.RA_OFFICER)
    form = ReasonForm(request.POST or None)
    form.fields["reason"].label = "How and when they asked"

    def do() -> str:
        handling.send_after_all(referral, by=request.user, reason=form.cleaned_data["reason"])
        return f"A new link goes to {referral.email}."

    return perform(
        request,
        form,
        do,
        title="They asked for a form after all",
        submit="Send the form",
        caption=referral.name,
        intro="Only where they asked of their own accord. Whoever declined is not asked again.",
        back=REFERRAL_PAGE.address(referral),
        refused="" if referral.status == "declined" else f"It is {referral.get_status_display().lower()} now.",
    )


# --- assessments ---


def book(request: Request, pk: int) -> HttpResponse:
    """By an RA officer, for any assessor."""
    referral = _found(request, REFERRAL_PAGE, pk, Role.RA_OFFICER)
    return _book(request, referral, back=REFERRAL_PAGE.address(referral))


def book_again(request: Request, pk: int) -> HttpResponse:
    """After one that did not take place; by its assessor for themselves."""
    before = _found(request, ASSESSMENT_PAGE, pk)
    if not ASSESSMENT_PAGE.may_move(before, request.user):
        raise PermissionDenied
    back = ASSESSMENT_PAGE.address(before)
    again = before.status in ("did not attend", "cancelled")
    refused = "" if again else f"It is {before.get_status_display().lower()} now."
    return _book(request, before.referral, back=back, place=before.place, refused=refused)


def _book(request: Request, referral: Any, *, back: str, place: str = "", refused: str = "") -> HttpResponse:
    chooses = request.user.has_role(Role.RA_OFFICER)
    form = BookForm(request.POST or None, chooses=chooses, initial={"place": place})

    def do() -> str:
        assessor = form.cleaned_data["assessor"] if chooses else request.user
        refusing = ASSESSMENT_PAGE.register.model()  # for the words of its constraints
        _saved(refusing, lambda: handling.book(referral, by=request.user, assessor=assessor, **form.given))
        return f"The assessment of {referral.name} is booked."

    return perform(
        request,
        form,
        do,
        title="Book an assessment",
        submit="Book",
        caption=referral.name,
        intro=f"They join on {long_day(referral.joining_on)}. Agree the time with them first.",
        back=back,
        refused=refused or handling.not_to_book(referral),
    )


def move(request: Request, pk: int) -> HttpResponse:
    """To another time or place."""
    assessment = _found(request, ASSESSMENT_PAGE, pk)
    if not ASSESSMENT_PAGE.may_move(assessment, request.user):
        raise PermissionDenied
    form = BookForm(request.POST or None, chooses=False, initial=_as_booked(assessment))

    def do() -> str:
        _saved(assessment, lambda: handling.rebook(assessment, by=request.user, **form.given))
        return "The assessment is moved."

    return perform(
        request,
        form,
        do,
        title="Move the assessment",
        submit="Move",
        caption=ASSESSMENT_PAGE.title(assessment),
        back=ASSESSMENT_PAGE.address(assessment),
        refused="" if assessment.status == "booked" else f"It is {assessment.get_status_display().lower()} now.",
    )


def _as_booked(assessment: Any) -> dict[str, Any]:
    starts = timezone.localtime(assessment.starts_at)
    minutes = int((assessment.ends_at - assessment.starts_at).total_seconds() // 60)
    return {"on": starts.date(), "at": f"{starts:%H:%M}", "minutes": str(minutes), "place": assessment.place}


def outcome(request: Request, pk: int) -> HttpResponse:
    """What came of it, by its assessor; mended until the person has said what becomes of the recommendations."""
    assessment = _found(request, ASSESSMENT_PAGE, pk)
    if assessment.assessor_id != request.user.pk:
        raise PermissionDenied
    before = AssessmentOutcome.objects.visible_to(request.user).filter(assessment=assessment).first()
    if before:
        before.assessment = assessment
        log_read(request.user, before)
    written = {"outcome": before.outcome if before else "", "recommendations": assessment.recommendations}
    form = OutcomeForm(request.POST or None, initial=written)

    def do() -> str:
        handling.write_outcome(assessment, by=request.user, **form.cleaned_data)
        return "What came of the assessment is recorded."

    fits = may_write_outcome(assessment, request.user)
    return perform(
        request,
        form,
        do,
        title="What came of the assessment",
        submit="Save",
        caption=ASSESSMENT_PAGE.title(assessment),
        back=ASSESSMENT_PAGE.address(assessment),
        refused="" if fits else "It cannot be changed any more, as it stands now.",
    )


def section_urls() -> list[URLPattern]:
    """Below the RA officers' section."""
    return [
        path("recruitment-notices/<int:pk>/need/", need, name="recruitment-notices-need"),
        path("recruitment-notices/<int:pk>/match/", match_on(NOTICE_PAGE), name="recruitment-notices-match"),
        path("dyslexia-referrals/<int:pk>/match/", match_on(REFERRAL_PAGE), name="dyslexia-referrals-match"),
        path(
            "dyslexia-referrals/<int:pk>/answers/",
            answers_of(REFERRAL_PAGE, "What they told us, and the risk assessment"),
            name="dyslexia-referrals-answers",
        ),
        path(
            "assessments/<int:pk>/answers/",
            answers_of(ASSESSMENT_PAGE, "What they told us, and what was found"),
            name="assessments-answers",
        ),
        path("dyslexia-referrals/<int:pk>/resend/", resend, name="dyslexia-referrals-resend"),
        path("dyslexia-referrals/<int:pk>/send-after-all/", send_after_all, name="dyslexia-referrals-send-after-all"),
        path("dyslexia-referrals/<int:pk>/book/", book, name="dyslexia-referrals-book"),
        path("assessments/<int:pk>/book-again/", book_again, name="assessments-book-again"),
        path("assessments/<int:pk>/move/", move, name="assessments-move"),
        path("assessments/<int:pk>/outcome/", outcome, name="assessments-outcome"),
    ]
