"""What the record pages of the change app have in common, and those of records below a project."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse

from change.portfolio.models import Project, ProjectStatus
from wmp.lib.records import Fact, RecordPage, save_form
from wmp.lib.registers import asked


class ChangePage(RecordPage):
    """Change records are about no person, so that readings are not kept. Owners of benefits read some of them."""

    logs_reads = False

    def context(self, request: HttpRequest, record: Any) -> Mapping[str, Any]:
        """Whoever sees the record and may not open the list is led to no list."""
        return {} if self.register.open_to(_reader(request)) else {"breadcrumbs": []}

    def fill_new(
        self, request: HttpRequest, record: Any, *, caption: str, back: str, trouble: str = ""
    ) -> HttpResponse:
        """The form for a new record whose place is known already, and back to where it was asked for.

        `trouble` says why none can be added there now. Raises PermissionDenied for whoever does not keep such records,
        BadRequest for parameters that the form does not know.
        """
        asked.only(request.GET)
        if not self.register.may_edit(_reader(request)) or self.form is None:
            raise PermissionDenied
        form = self.form(request.POST or None, instance=record, user=request.user)
        saved, trouble = save_form(request, form, trouble=trouble)
        if saved:
            messages.success(request, f"{self.title(saved)}: saved.")
            return redirect(back)
        context = {"title": self.register.add_words, "caption": caption, "form": form}
        context |= {"cancel_url": back, "back_url": back, "trouble": trouble}
        return render(request, "form.html", context, status=409 if trouble else 200)


def _reader(request: HttpRequest) -> Any:
    return request.user


class BelowProjectPage(ChangePage):
    """A record of a project. It is added from the project's page, or from its list, where the project is chosen."""

    joins: ClassVar[Sequence[str]] = ("project__programme",)
    #: The part of the project's page that lists them.
    part: ClassVar[str]

    def urls(self) -> list[URLPattern]:
        slug = self.register.slug
        return [*super().urls(), path(f"projects/<int:pk>/{slug}/new/", self.add_to, name=f"{slug}-add")]

    def add_to(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The form for a new one of the project with this key, and back to the project's list of them."""
        reader: Any = request.user
        project = get_object_or_404(Project.objects.visible_to(reader).select_related("programme"), pk=pk)
        closed = project.status == ProjectStatus.CLOSED
        return self.fill_new(
            request,
            self.register.model(project=project),
            caption=str(project),
            back=reverse(f"change:projects-{self.part}", args=[project.pk]),
            trouble=f"{project} is closed, so nothing more is added to it." if closed else "",
        )

    def caption(self, record: Any) -> str:
        return f"{super().caption(record)} of {record.project}"

    def project_fact(self, record: Any) -> Fact:
        return Fact("Project", record.project, reverse("change:projects-detail", args=[record.project_id]))
