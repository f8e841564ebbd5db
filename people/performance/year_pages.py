"""The page of a performance year, with those on which the performance lead sets it up."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse

from people.performance import opening, setting_up
from people.performance.choices import Aspect, YearStatus
from people.performance.models import PerformanceYear
from people.performance.objectives import Objective
from people.performance.registers import APPRAISALS, YEAR_COLOURS, YEARS
from people.performance.year_forms import ObjectivesForm, ScaleForm, SeenForm, YearForm
from people.places import PERFORMANCE_PROGRESS
from people.roles import Role
from people.workforce.models import Department, User
from wmp.lib import reference
from wmp.lib.records import Fact, RecordPage
from wmp.lib.timeline import said
from wmp.lib.verbs import Verb
from wmp.lib.words import counted
from wmp.lib.workflow import IllegalMove, StaleMove


class YearPage(RecordPage):
    register = YEARS
    template = "people/performance/year.html"
    colours = YEAR_COLOURS
    logs_reads = False
    form = YearForm
    verbs = (
        Verb(
            "open",
            "Open the year",
            "open",
            intro="Everybody in post gets an appraisal, and objectives can be agreed. From then on the year keeps up"
            " with starters, movers and leavers every day.",
        ),
        Verb(
            "close",
            "Close the year",
            "closed",
            intro="Nothing is entered in a closed year any more, and board figures count it from today. There is no way"
            " back.",
            danger=True,
        ),
    )

    def title(self, record: PerformanceYear) -> str:
        return f"Performance year {record}"

    def caption(self, record: PerformanceYear) -> str:
        return "Objectives, conversations and ratings"

    def actions(self, record: PerformanceYear, user: User) -> list[Mapping[str, Any]]:
        """While it runs it is looked at before it is closed."""
        progress = {"text": "See progress", "url": f"{reverse('people:performance-progress')}?year={record.pk}"}
        leads_on = record.status != YearStatus.SET_UP and PERFORMANCE_PROGRESS.open_to(user)
        share = {"text": "Share ratings", "url": reverse("people:ratings-release", args=[record.pk])}
        shares = record.status in (YearStatus.OPEN, YearStatus.RELEASED) and user.has_role(Role.PERFORMANCE_LEAD)
        first = [*([progress] if leads_on else []), *([share] if shares else [])]
        return [*first, *super().actions(record, user)]

    def turn(self, record: PerformanceYear, user: User) -> str:
        return "The performance lead sets it up, then opens it" if record.status == YearStatus.SET_UP else ""

    def obstacle(self, record: PerformanceYear) -> str:
        return "The year is closed." if record.status == YearStatus.CLOSED else ""

    def refused(self, verb: Verb, record: PerformanceYear, user: User) -> str:
        if verb.method != "close":
            return ""
        with_number: Any = record
        return setting_up.why_not_closed(record, with_number.unshared)

    def find(self, request: HttpRequest, pk: int) -> Any:
        """With how many ratings are not shared yet."""
        reader: Any = request.user
        years = YEARS.visible_to(reader).annotate(unshared=setting_up.unshared(reader))
        return get_object_or_404(years, pk=pk)

    def intro(self, verb: Verb, record: PerformanceYear) -> str:
        missing = setting_up.what_is_missing(record) if verb.method == "open" else ""
        return f"{verb.intro} {missing}".strip()

    def move(self, record: PerformanceYear, verb: Verb, *, by: Any, **given: Any) -> None:
        if verb.method == "open":
            opening.open_year(record, by=by)
        else:
            setting_up.close_year(record, by=by)

    def facts(self, record: PerformanceYear, user: User) -> Sequence[Fact]:
        return [
            Fact("The year", f"{said(record.starts_on)} to {said(record.ends_on)}"),
            Fact("Objectives agreed by", said(record.objectives_due)),
            Fact("Ratings from", said(record.ratings_from)),
            Fact("Provisional ratings by", said(record.ratings_due)),
            Fact("Ratings shared on", said(record.release_on)),
            *([Fact("Closed on", said(record.closed_on))] if record.closed_on else []),
        ]

    def context(self, request: HttpRequest, record: PerformanceYear) -> Mapping[str, Any]:
        reader: Any = request.user
        counts = (
            APPRAISALS.visible_to(reader)
            .filter(year=record)
            .aggregate(all=Count("pk"), eligible=Count("pk", filter=Q(excused="")))
        )
        address = f"{APPRAISALS.url}?year={record.pk}"
        return {
            "rules": opening.rule_in_words(record),
            "tasks": self._tasks(record, reader),
            "appraisals": [
                {"text": counted(counts["all"], "appraisal"), "url": address},
                {"text": f"{counts['eligible']:,} eligible", "url": f"{address}&eligible=yes"},
            ],
        }

    def _tasks(self, record: PerformanceYear, reader: User) -> list[dict[str, Any]]:
        """What there is to set up, and how far it is; with links for whoever sets it up."""
        tasks = self._every_task(record)
        return tasks if self.may_change(record, reader) else [task | {"url": ""} for task in tasks]

    def _every_task(self, record: PerformanceYear) -> list[dict[str, Any]]:
        has = setting_up.what_is_set(record)
        every, departments = Objective.EACH, len(reference.words(Department))
        complete = sum(number == every for number in has.departments.values())
        values = " and ".join(f"{has.scale[aspect]} {aspect.label.lower()}" for aspect in Aspect)
        scale = has.scale.values()
        return [
            self._task(record, "scale", "The scale", all(scale), values if any(scale) else ""),
            self._task(
                record,
                "force-objectives",
                "Objectives of the force",
                has.force == every,
                f"{has.force} of {every}" if has.force else "",
            ),
            self._task(
                record,
                "departments",
                "Objectives of departments",
                complete == departments,
                f"{complete} of {departments}" if has.departments else "",
            ),
        ]

    def _task(self, record: PerformanceYear, page: str, title: str, done: bool, words: str) -> dict[str, Any]:
        """Text where it is complete, a blue box where it is begun, as the design system's task lists have it."""
        url = self.address(record, page)
        return {"title": title, "url": url, "status": words or "Not set", "colour": "" if done else "blue"}

    # --- setting it up ---

    def urls(self) -> list[URLPattern]:
        slug = self.register.slug
        pages: dict[str, tuple[str, Callable[..., HttpResponse]]] = {
            "scale": ("scale/", self.scale),
            "copy-scale": ("scale/copy/", self.copy_scale),
            "force-objectives": ("force-objectives/", self.force_objectives),
            "departments": ("departments/", self.departments),
            "department-objectives": ("departments/<int:department>/", self.department_objectives),
        }
        own = [path(f"{slug}/<int:pk>/{step}", view, name=f"{slug}-{name}") for name, (step, view) in pages.items()]
        return [*super().urls(), *own]

    def _found(self, request: HttpRequest, pk: int) -> PerformanceYear:
        """The year, for the performance lead. Raises Http404, PermissionDenied."""
        record: PerformanceYear = self.find(request, pk)
        if not self.may_change(record, request.user):
            raise PermissionDenied
        return record

    def _ask(
        self, request: HttpRequest, record: PerformanceYear, form: SeenForm, save: Callable[[], None], **context: Any
    ) -> HttpResponse:
        """Shows the form, or saves what it gave. 409 where the year has gone on, or somebody else was quicker."""
        back = context.setdefault("back_url", self.address(record))
        trouble = str(context.pop("stands", ""))
        if request.method == "POST" and not trouble and form.is_valid():
            try:
                save()
            except (IllegalMove, StaleMove) as error:
                trouble = str(error)
            else:
                messages.success(request, f"{context['title']}: saved.")
                return redirect(back)
        template = context.pop("template", "form.html")
        of_every_page = {"caption": self.title(record), "form": form, "cancel_url": back, "trouble": trouble}
        status = 409 if trouble and request.method == "POST" else 200
        return render(request, template, of_every_page | context, status=status)

    def scale(self, request: HttpRequest, pk: int) -> HttpResponse:
        record = self._found(request, pk)
        there = setting_up.scale_of(record)
        form = ScaleForm(request.POST or None, scale=there)
        stands = setting_up.why_scale_stands(record)
        before = None if stands or any(there.values()) else setting_up.scale_before(record)
        return self._ask(
            request,
            record,
            form,
            lambda: setting_up.set_scale(record, form.scale, seen=form.cleaned_data["seen"]),
            title="The scale",
            template="people/performance/scale.html",
            stands=stands,
            before=before,
            copy_url=self.address(record, "copy-scale"),
            values=[
                {"title": aspect.label, "rows": [{"label": name, "value": words} for name, words in there[aspect]]}
                for aspect in Aspect
            ],
        )

    def copy_scale(self, request: HttpRequest, pk: int) -> HttpResponse:
        record = self._found(request, pk)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        try:
            before = setting_up.copy_scale(record)
        except IllegalMove as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"The scale is that of {before} now. Change it until the first rating uses it.")
        return redirect(self.address(record, "scale"))

    def force_objectives(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._objectives(request, self._found(request, pk), None)

    def department_objectives(self, request: HttpRequest, pk: int, department: int) -> HttpResponse:
        record = self._found(request, pk)
        return self._objectives(request, record, get_object_or_404(Department, pk=department))

    def _objectives(self, request: HttpRequest, record: PerformanceYear, department: Department | None) -> HttpResponse:
        there = setting_up.common_objectives(record, department)
        form = ObjectivesForm(request.POST or None, there=there, year=record)

        def save() -> None:
            seen = form.cleaned_data["seen"]
            setting_up.set_objectives(record, form.texts, department=department, seen=seen)

        of = f"of {department}" if department else "of the force"
        return self._ask(
            request,
            record,
            form,
            save,
            title=f"Objectives {of}",
            stands=setting_up.why_objectives_stand(record),
            intro="Everybody in it sees these beside their own two. An empty second one is left out.",
            back_url=self.address(record, "departments" if department else "detail"),
        )

    def departments(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Which departments have their two."""
        record = self._found(request, pk)
        counts = setting_up.what_is_set(record).departments
        tasks = [
            {
                "title": department.name,
                "url": reverse("people:performance-years-department-objectives", args=[record.pk, department.pk]),
                "status": f"{counts[department.pk]} of {Objective.EACH}" if department.pk in counts else "Not set",
                "colour": "" if counts.get(department.pk) == Objective.EACH else "blue",
            }
            for department in Department.objects.all()
        ]
        context = {
            "title": "Objectives of departments",
            "caption": self.title(record),
            "tasks": tasks,
            "have": sum(number == Objective.EACH for number in counts.values()),
            "back_url": self.address(record),
        }
        return render(request, "people/performance/departments.html", context)
