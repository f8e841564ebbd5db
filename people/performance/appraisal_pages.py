"""The page of an appraisal: where somebody's year stands, for their line manager and the performance lead."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse

from people.performance import eligibility
from people.performance.choices import Excused, YearStatus
from people.performance.models import Appraisal
from people.performance.ratings import Rating
from people.performance.registers import APPRAISALS, EXCUSED_COLOURS, YEARS
from people.performance.year_forms import ExcuseForm
from people.workforce.models import Person, User
from wmp.lib.records import Fact, RecordPage
from wmp.lib.timeline import said
from wmp.lib.verbs import VerbForm
from wmp.lib.workflow import IllegalMove, StaleMove


class AppraisalPage(RecordPage):
    register = APPRAISALS
    joins = ("person", "year", "department", "rank")

    def title(self, record: Appraisal) -> str:
        return str(record.person)

    def caption(self, record: Appraisal) -> str:
        return f"Appraisal, performance year {record.year}"

    def standing(self, record: Appraisal) -> Mapping[str, str]:
        text = record.get_excused_display()
        return {"text": text, "colour": EXCUSED_COLOURS.get(record.excused, "green")}

    def turn(self, record: Appraisal, user: User) -> str:
        if record.excused or record.year.status != YearStatus.OPEN:
            return ""
        if not record.objectives_set_on:
            return "Their line manager and they agree objectives"
        return "" if record.year_end_on else "The year-end conversation is still to come"

    def facts(self, record: Appraisal, user: User) -> Sequence[Fact]:
        known = Person.objects.visible_to(user).filter(pk=record.person_id).exists()
        year_url = reverse("people:performance-years-detail", args=[record.year_id])
        rating = Rating.objects.visible_to(user).filter(appraisal=record).first()
        return [
            Fact("Person", record.person, reverse("people:people-detail", args=[record.person_id]) if known else ""),
            Fact("Year", record.year, year_url if YEARS.open_to(user) else ""),
            Fact("Department", record.department),
            Fact("Rank", record.rank) if record.rank else Fact("Staff type", record.get_staff_type_display()),
            Fact("Objectives agreed", said(record.objectives_set_on) or "Not yet"),
            Fact("Year-end conversation", said(record.year_end_on) or "Not yet"),
            Fact("Rating", rating.get_status_display() if rating else "None that you can see"),
        ]

    def actions(self, record: Appraisal, user: User) -> list[Mapping[str, Any]]:
        found: list[Mapping[str, Any]] = []
        manages = eligibility.is_line_manager(record, user)
        if manages:
            url = reverse("people:team-member", args=[record.pk])
            found.append({"text": "Objectives and conversations", "url": url})
        if (excuse := eligibility.way_to_excuse(record)) and eligibility.may_excuse(record, user):
            found.append(excuse)
        return found

    # --- excusing, and taking it back ---

    def urls(self) -> list[URLPattern]:
        slug = self.register.slug
        return [
            *super().urls(),
            path(f"{slug}/<int:pk>/excuse/", self.excuse, name=f"{slug}-excuse"),
            path(f"{slug}/<int:pk>/take-back/", self.take_back, name=f"{slug}-take-back"),
        ]

    def excuse(self, request: HttpRequest, pk: int) -> HttpResponse:
        record = self._found(request, pk)
        return self._ask(
            request,
            record,
            ExcuseForm(request.POST or None, initial={"seen": record.excused}),
            title="Excuse from this year",
            intro="They are not counted as missing anything. Say only that it is so: nobody keeps why they were away.",
            trouble=eligibility.why_not_excused(record),
        )

    def take_back(self, request: HttpRequest, pk: int) -> HttpResponse:
        record = self._found(request, pk)
        return self._ask(
            request,
            record,
            VerbForm(request.POST or None, initial={"seen": record.excused}),
            title="Take back that they are excused",
            intro="The stated rule of the year says then whether they count.",
            trouble=eligibility.why_not_taken_back(record),
        )

    def _found(self, request: HttpRequest, pk: int) -> Appraisal:
        """Raises Http404, PermissionDenied."""
        record: Appraisal = self.find(request, pk)
        if not eligibility.may_excuse(record, request.user):
            raise PermissionDenied
        return record

    def _ask(
        self, request: HttpRequest, record: Appraisal, form: VerbForm, *, title: str, intro: str, trouble: str
    ) -> HttpResponse:
        """Asks, then does it. 409 where it does not fit, or somebody else was quicker."""
        manages = eligibility.is_line_manager(record, request.user)
        back = reverse("people:team-member", args=[record.pk]) if manages else self.address(record)
        if request.method == "POST" and not trouble and form.is_valid():
            seen = form.cleaned_data["seen"]
            try:
                if isinstance(form, ExcuseForm):
                    eligibility.excuse(record, form.cleaned_data["why"], by=request.user, seen=seen)
                else:
                    eligibility.take_back(record, by=request.user, seen=seen)
            except (IllegalMove, StaleMove) as error:
                trouble = str(error)
            else:
                messages.success(request, f"{record.person}: {Excused(record.excused).label.lower()}.")
                return redirect(back)
        context = {"title": title, "caption": str(record.person), "intro": intro, "form": form, "submit": title}
        context |= {"cancel_url": back, "back_url": back, "trouble": trouble}
        return render(request, "records/verb.html", context, status=409 if trouble else 200)
